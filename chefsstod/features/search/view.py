"""The search on the screen: kinds to choose from, what may have been meant, the hits; or what one can do without any."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from chefsstod.features.search.hit_list import HitList
from chefsstod.features.search.model import Kind, Results
from chefsstod.features.search.words import ICONS, count_text, kinds_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import number
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import XL, L, M, S, button, clear, column, icon_size, label, page, row, scroll


class KindChips(QWidget):
    """«Allt 37 · Artiklar 12 · …»: only the kinds that have hits, and the chosen one. ``chosen`` carries the kind, None for all."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Kinds"))
        self._flow = FlowLayout(spacing=S)
        self.setLayout(self._flow)
        self._group = QButtonGroup(self)
        self.chips: dict[Kind | None, QPushButton] = {}
        for kind in (None, *Kind):
            chip = button("", "chip")
            chip.setCheckable(True)
            chip.setParent(self)
            chip.hide()
            chip.clicked.connect(lambda _checked=False, kind=kind: self.chosen.emit(kind))
            self._group.addButton(chip)
            self.chips[kind] = chip
        self.chips[None].setChecked(True)
        self._shown: tuple[Kind | None, ...] = ()

    def show_counts(self, counts: Mapping[Kind, int], chosen: Kind | None, *, more: bool) -> None:
        """How many hits of each kind there are."""
        kinds = (None, *(kind for kind in Kind if counts.get(kind) or kind is chosen))
        if kinds != self._shown:
            self._show(kinds)
        plus = "+" if more else ""
        for place, kind in enumerate(kinds, start=1):
            chip = self.chips[kind]
            count = sum(counts.values()) if kind is None else counts.get(kind, 0)
            name = _("Everything") if kind is None else kinds_name(kind)
            chip.setText(f"{name} {number(count)}{plus}")
            chip.setAccessibleName(f"{name}, {count_text(count, more=more)}")
            keys = f"Alt+{place}" if place <= 9 else ""
            chip.setShortcut(keys)  # after the text, which takes a shortcut away
            chip.setToolTip(keys)
            with QSignalBlocker(self._group):
                chip.setChecked(kind is chosen)

    def _show(self, kinds: tuple[Kind | None, ...]) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for kind, chip in self.chips.items():
            chip.setVisible(kind in kinds)
            if kind in kinds:
                self._flow.addWidget(chip)
        self._shown = kinds
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        here = next((place for place, kind in enumerate(self._shown) if self.chips[kind].hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            self.chips[self._shown[(here + step) % len(self._shown)]].setFocus()


class SearchView(QWidget):
    """Layout only."""

    kind_chosen = Signal(object)
    words_proposed = Signal(str)
    recent_requested = Signal(str)
    write_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._proposed = ""
        self.heading = label(_("Search"), "title")
        self.building = label("", "small")
        self.chips = KindChips()
        self.meant = label("", wrap=False)
        self.meant_button = button("", "link", clicked=lambda: self.words_proposed.emit(self._proposed))
        self.meant_row = QWidget()
        self.meant_row.setLayout(row(self.meant, self.meant_button, None, spacing=S))
        self.list = HitList()
        self._without = QVBoxLayout()
        self._without.setContentsMargins(0, 0, S, L)
        self._without.setSpacing(S)
        self.without = scroll(page(self._without))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.without)
        layout = column(self.heading, self.building, self.chips, self.meant_row, self.stack, margins=(XL, L, XL, 0), spacing=S)
        layout.setStretch(4, 1)
        whole = QWidget()
        whole.setProperty("role", "page")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole.setLayout(layout)
        self.setLayout(column(whole, spacing=0))
        self.chips.chosen.connect(self.kind_chosen)
        self.show_building(None)

    def show_building(self, part: tuple[int, int] | None) -> None:
        """That not all can be found yet, and how far it has come; None: everything can."""
        if part is not None:
            done, total = part
            share = f" ({done}/{total})" if total else ""
            self.building.setText(_("Reading in what there is to find; there may be more hits in a moment.") + share)
        self.building.setVisible(part is not None)

    def show_results(self, text: str, results: Results, kind: Kind | None) -> None:
        """The hits, or what one can do instead."""
        shown = results.corrected_to or text
        count = results.total if kind is None else results.counts.get(kind, 0)
        self.heading.setText(_("{hits} for «{words}»").format(hits=count_text(count, more=results.more), words=_short(shown)))
        self.chips.setVisible(bool(results.counts) or kind is not None)
        self.chips.show_counts(results.counts, kind, more=results.more)
        self._show_meant(text, results)
        self.list.show_hits(results.hits, more=count > len(results.hits))
        if results.hits:
            self.stack.setCurrentWidget(self.list)
        else:
            self.heading.setText(_("Nothing found for «{query}».").format(query=_short(text)))
            self._fill(self._instead(text, results, kind))

    def _show_meant(self, text: str, results: Results) -> None:
        self.meant_row.setVisible(bool(results.suggestion or results.corrected_to))
        if results.corrected_to:
            self.meant.setText(_("Nothing was found for «{words}». These are the hits for").format(words=_short(text)))
        else:
            self.meant.setText(_("Did you mean"))
        self._proposed = results.corrected_to or results.suggestion
        self.meant_button.setText(_short(self._proposed))
        self.meant_button.setAccessibleName(_("Search for «{words}»").format(words=self._proposed))

    def _instead(self, text: str, results: Results, kind: Kind | None) -> list[QWidget]:
        """What to try when nothing was found."""
        found: list[QWidget] = [label(_("You can try this:"), "muted")]
        if kind is not None and results.total:
            everywhere = _("Look among everything ({hits})").format(hits=count_text(results.total, more=results.more))
            found.append(button(everywhere, "link", image="search", clicked=lambda: self.kind_chosen.emit(None)))
        words = text.split()
        found += [self._only(word) for word in words[:4] if len(words) > 1]
        found += [
            label(f"•  {tip}")
            for tip in (_("Fewer words, or only the beginning of a word."), _("Another word for the same thing."))
        ]
        write = button(_("Write a routine of your own about it"), "link", image="file-pen", clicked=self.write_requested.emit)
        return [*found, write]

    def _only(self, word: str) -> QWidget:
        only = _("Search for «{words}» alone").format(words=_short(word))
        return button(only, "link", image="search", clicked=lambda: self.words_proposed.emit(word))

    def show_empty(self, recent: Sequence[tuple[str, str]]) -> None:
        """Nothing is written yet: what she had last, and what one can write."""
        self.heading.setText(_("Search"))
        self.chips.hide()
        self.meant_row.hide()
        self.list.show_hits(())
        parts: list[QWidget] = []
        if recent:
            parts.append(label(_("Opened last"), "section"))
        for title, address in recent:
            entry = ElidedButton(title)
            entry.setIcon(icon(_icon_of(address), "accent"))
            entry.setIconSize(icon_size())
            entry.clicked.connect(lambda _checked=False, address=address: self.recent_requested.emit(address))
            parts.append(entry)
        parts += [label(_("What you can search for"), "section"), *(label(f"•  {tip}") for tip in _tips())]
        self._fill(parts)

    def _fill(self, parts: Sequence[QWidget]) -> None:
        clear(self._without)
        for part in parts:
            left = isinstance(part, QPushButton) and not isinstance(part, ElidedButton)
            self._without.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0))
            part.show()  # at once: it may be given the keyboard before the layout would show it
        self._without.addSpacing(M)
        self._without.addStretch(1)
        self.stack.setCurrentWidget(self.without)


def _tips() -> tuple[str, ...]:
    return (
        _("Articles, routines, tasks, kinds of events, laws, contacts, systems and your own notes are searched at once."),
        _("A few letters are enough: «lo sa» finds lönesamtal. Endings, parts of words and slips of the finger are found too."),
        _('Quotation marks keep words together: "systematic work environment".'),
        _("The arrow keys go through the hits and Enter opens one; Alt+1, Alt+2 … choose a kind."),
    )


def _icon_of(address: str) -> str:
    kind = address.removeprefix("chefsstod:").partition("/")[0]
    return ICONS[Kind(kind)] if kind in Kind._value2member_map_ else "history"


def _short(text: str) -> str:
    """So much of what was written as fits a line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
