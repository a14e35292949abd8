"""Contacts from a file: what it holds, set against what is known; what is to be taken in is ticked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.directory.csv_in import Column
from chefsstod.features.directory.model import Contact
from chefsstod.features.directory.transfer import Incoming, Preview, What, judged
from chefsstod.features.directory.words import field_name, preview_summary, what_text
from chefsstod.i18n import _, ngettext
from chefsstod.ui.drop import DropZone
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import GAP, icon
from chefsstod.ui.parts import XL, XS, Choice, M, S, button, clear, column, icon_size, label, page, panel, row, scroll
from chefsstod.ui.style import look

ROWS_AT_A_TIME = 60
"""Of each kind; the rest comes with «Visa fler». A thousand rows of widgets would take seconds."""


class ImportView(QWidget):
    """A page of its own, left by «Tillbaka till katalogen» or Esc."""

    back_requested = Signal()
    take_requested = Signal()
    columns_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Take in contacts"))
        self._items: list[Incoming] = []
        self._chosen: dict[int, bool] = {}
        self._known: Sequence[Contact] = ()
        self.drop = DropZone(
            _(
                "Drop a CSV file or visiting cards (vCard) here, or choose one. "
                "Nothing is taken in until you have seen what it holds."
            ),
            button(_("Choose a file …"), image="folder-open"),
        )
        self.heading = label(role="lead")
        self.summary = label(role="muted")
        self.columns: list[Choice] = []
        self._mapping = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(M)
        self.take = button(_("Take in"), "primary", clicked=self.take_requested.emit)
        self.leave = button(_("Put the file away"), clicked=self.empty)
        flow = FlowLayout(spacing=S)
        flow.addWidget(self.take)
        flow.addWidget(self.leave)
        self.found = QWidget()
        self.found.setLayout(column(self.heading, self.summary, self._mapping, self._list, flow, spacing=M))
        self.found.hide()
        self.back = button(_("Back to the directory"), "link", image="arrow-left", clicked=self.back_requested.emit)
        text = label(
            _(
                "The list that you have in a spreadsheet, or contacts from the phone and the address book. Functions that stand "
                "here already are filled in; the others are added. Photos, birthdays, home addresses and notes on cards are "
                "never taken."
            ),
            "muted",
        )
        head = label(_("Take in contacts"), "title")
        body = column(row(self.back, None), head, text, self.drop, self.found, None, margins=(XL, S, XL, XL), spacing=M)
        inner = page(body)
        inner.setMaximumWidth(look().px(900))
        self.setLayout(column(scroll(inner)))

    # ── the file ─────────────────────────────────────────────────────────────

    def show_preview(self, preview: Preview, known: Sequence[Contact]) -> None:
        """What the file holds. ``known`` are those that a card may be said to belong to."""
        self._items, self._known = list(preview.items), known
        self._chosen = {place: item.ticked for place, item in enumerate(self._items) if item.choosable}
        self.heading.setText(preview.name)
        self.summary.setText(preview_summary(preview))
        self._show_columns(preview)
        self._show_items()
        self.found.show()

    def empty(self) -> None:
        """Put the file away."""
        self.found.hide()
        clear(self._list)
        clear(self._mapping)
        self._items, self._chosen, self.columns = [], {}, []

    def chosen(self) -> list[Incoming]:
        """What is ticked."""
        return [self._items[place] for place, on in self._chosen.items() if on]

    def _show_columns(self, preview: Preview) -> None:
        """Which field each column fills, with what stands in it: can be corrected."""
        in_hand = next((place for place, choice in enumerate(self.columns) if choice.hasFocus()), None)
        corrected = bool(self.columns) and any(choice.isVisible() for choice in self.columns)
        clear(self._mapping)
        self.columns = []
        if not preview.headings:
            return
        grid = QGridLayout()
        grid.setSpacing(S)
        for place, (heading, column_, sample) in enumerate(zip(preview.headings, preview.columns, preview.sample, strict=True)):
            choice = Choice()
            choice.setAccessibleName(_("What the column «{heading}» holds").format(heading=heading))
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            for kind in Column:
                choice.addItem(field_name(kind.value) if kind else _("Leave out"), kind.value)
            choice.setCurrentIndex(max(choice.findData(column_), 0))
            choice.activated.connect(lambda _place: self.columns_chosen.emit([c.currentData() for c in self.columns]))
            words = label(heading or _("Column {n}").format(n=place + 1), "strong")
            example = label(_shortened(sample), "small")
            words.setBuddy(choice)
            grid.addWidget(words, place, 0)
            grid.addWidget(example, place, 1)
            grid.addWidget(choice, place, 2)
            self.columns.append(choice)
        for number, stretch in enumerate((2, 3, 3)):
            grid.setColumnStretch(number, stretch)
        holder = panel(grid_in(grid))
        unsure = not preview.sure or not {Column.TITLE.value, Column.NAME.value, Column.FIRST.value} & set(preview.columns)
        fold = button(_("What each column holds"), "link", image="sliders-horizontal")
        fold.clicked.connect(lambda: holder.setVisible(holder.isHidden()))
        self._mapping.addLayout(row(fold, None))
        self._mapping.addWidget(holder)
        holder.setVisible(unsure or corrected)
        if in_hand is not None and in_hand < len(self.columns):
            self.columns[in_hand].setFocus()

    def _show_items(self) -> None:
        clear(self._list)
        for what in What:
            places = [place for place, item in enumerate(self._items) if item.what is what]
            if places:
                self._list.addWidget(self._group(what, places))
        self._tell()

    def _group(self, what: What, places: list[int]) -> QWidget:
        holder = QWidget()
        rows = column(spacing=S)
        head = label(_("{what} ({n})").format(what=what_text(what), n=len(places)), "strong")
        more = button("", "link")
        parts: list[QWidget] = [head]
        if what is What.CHANGES:
            parts.append(label(_("Tick what is to replace what you have. The rest stays."), "small"))
        holder.setLayout(column(*parts, rows, row(more, None), spacing=XS))
        left = list(places)

        def show_more() -> None:
            for place in left[:ROWS_AT_A_TIME]:
                rows.addWidget(self._row(place))
            del left[:ROWS_AT_A_TIME]
            more.setVisible(bool(left))
            more.setText(ngettext("Show {n} more", "Show {n} more", len(left)).format(n=len(left)))

        more.clicked.connect(show_more)
        if what is What.SAME:
            more.setText(_("Show them"))
        else:
            show_more()
        return holder

    def _row(self, place: int) -> QWidget:
        item = self._items[place]
        title = " · ".join(part for part in (item.given.title, item.given.name) if part)
        lines: list[QWidget] = [label(title, "strong" if item.choosable else "")]
        lines += [label(text, "small") for text in _facts(item)]
        if item.private:
            told = _("{number} looks like a personal identity number. Chefsstöd is no place for such data: take it away.")
            lines.append(label(told.format(number=item.private), "warning"))
        match = self._match_button(place, item)
        words = column(*lines, match, spacing=0)
        holder = QWidget()
        if not item.choosable:
            holder.setLayout(row(words))
            return holder
        box = QCheckBox()
        box.setChecked(self._chosen[place])
        box.setAccessibleName(title)
        box.setAccessibleDescription(", ".join(_facts(item)))
        box.toggled.connect(self._ticker(place))
        lines[0].setBuddy(box)  # type: ignore[attr-defined]
        layout = row(box)
        layout.addLayout(words, 1)
        layout.setAlignment(box, Qt.AlignmentFlag.AlignTop)
        holder.setLayout(layout)
        return holder

    def _match_button(self, place: int, item: Incoming) -> QPushButton:
        """Which of hers it belongs to; the list to choose from is made when it is asked for."""
        text = _("Belongs to: {title}").format(title=item.match.title) if item.match else _("Becomes a new contact")
        match = ElidedButton(text, "link")
        match.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        match.setIcon(icon("link" if item.match else "plus", "accent", gap=GAP))
        match.setIconSize(icon_size(gap=GAP))
        match.setAccessibleDescription(_("Choose another contact"))

        def choose() -> None:
            menu = self.match_menu(place)
            menu.exec(match.mapToGlobal(match.rect().bottomLeft()))
            menu.deleteLater()

        match.clicked.connect(choose)
        return match

    def match_menu(self, place: int) -> QMenu:
        """The contacts that a card may belong to."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Choose another contact"))
        menu.addAction(_("A new contact"), lambda: self._belongs(place, None))
        menu.addSeparator()
        for contact in self._known:
            menu.addAction(contact.title, partial(self._belongs, place, contact))
        return menu

    def _belongs(self, place: int, match: Contact | None) -> None:
        item = judged(self._items[place].given, match)
        self._items[place] = item
        self._chosen.pop(place, None)
        if item.choosable:
            self._chosen[place] = item.ticked
        self._show_items()

    def _ticker(self, place: int) -> Callable[[bool], None]:
        def ticked(on: bool) -> None:
            self._chosen[place] = on
            self._tell()

        return ticked

    def _tell(self) -> None:
        count = sum(self._chosen.values())
        self.take.setVisible(bool(self._chosen))
        self.take.setEnabled(count > 0)
        text = ngettext("Take in {n} contact", "Take in {n} contacts", count).format(n=count)
        self.take.setText(text if count else _("Take in"))


def grid_in(grid: QGridLayout) -> QVBoxLayout:
    """A grid with air around it."""
    return column(grid, margins=(M, M, M, M))


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"


def _facts(item: Incoming) -> list[str]:
    """What would be filled in or replaced; for a new one what it says."""
    if item.match is None:
        given = item.given
        return [text for text in (" · ".join(part for part in (given.phone, given.email, given.place) if part),) if text]
    filled = " · ".join(f"{field_name(c.field)}: {_shortened(c.after)}" for c in item.changes if not c.before)
    replaced = [f"{field_name(c.field)}: {_shortened(c.before)} → {_shortened(c.after)}" for c in item.changes if c.before]
    return [*replaced, *([filled] if filled else [])]
