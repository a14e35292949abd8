"""The margin at the right: outline, her notes, what uses the text, what belongs to it, what it rests on and how long it holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.content.document import Heading, text_of
from chefsstod.features.handbook.margin_notes import NotesPart
from chefsstod.features.handbook.model import MarginNote
from chefsstod.i18n import _, ngettext
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, icon_button, label, page, row, scroll
from chefsstod.ui.style import look

_LEVELS = (2, 3)
_FEW = 6


@dataclass(frozen=True, slots=True)
class LawLine:
    """A law or a source: its words, what stands under them, and an address (of ours, or one to copy)."""

    text: str
    foot: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the margin shows of a text. Links are pairs of address and title."""

    outline: Sequence[Heading] = ()
    notes: Sequence[MarginNote] | None = None
    """None: no notes can be made here."""
    used_in: Sequence[tuple[str, str]] = ()
    together: Sequence[tuple[str, str]] = ()
    laws: Sequence[LawLine] = ()
    sources: Sequence[LawLine] = ()
    validity: Sequence[str] = ()
    headings: Mapping[str, str] = field(default_factory=dict)


class Margin(QWidget):
    """The column; ``opened`` carries an address, ``heading_requested`` an anchor, ``copied`` what to copy."""

    opened = Signal(str)
    heading_requested = Signal(str)
    copied = Signal(str)
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "page")
        self.setAccessibleName(_("Beside the text"))
        self.heading = label(_("Beside the text"), "strong")
        self.close_button = icon_button("x", _("Close"), shortcut="Esc", clicked=self.close_requested.emit)
        self.head = QWidget()
        self.head.setLayout(row(self.heading, None, self.close_button, margins=(L, S, S, 0)))
        self.head.hide()
        self.notes = NotesPart()
        self.notes.heading_requested.connect(self.heading_requested)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        for layout in (self._above, self._below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(2)
        self._notes_title = label(_("My notes"), "section")
        body = column(self._above, self._notes_title, self.notes, self._below, None, margins=(L, M, L, L), spacing=XS)
        self.area = scroll(page(body))
        layout = column(self.head, self.area, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.lines: dict[str, ElidedButton] = {}
        self._current = ""
        self._unfolded: set[str] = set()
        self._facts = Facts()

    def show_facts(self, facts: Facts, *, fresh: bool) -> None:
        """Show what is known of a text; ``fresh`` when it is another text than before."""
        if fresh:
            self.notes.forget()
            self._unfolded.clear()
            self.area.verticalScrollBar().setValue(0)
        before, self._facts = self._facts, facts
        same_outline = not fresh and facts.outline == before.outline
        if not same_outline:
            self._show_outline(facts.outline)
        self._notes_title.setVisible(facts.notes is not None)
        self.notes.setVisible(facts.notes is not None)
        if facts.notes is not None:
            self.notes.show_notes(facts.notes, facts.headings)
        if fresh or _rest(facts) != _rest(before):  # what is the same stays, with the keyboard in it
            self._show_rest()

    @property
    def headings(self) -> Mapping[str, str]:
        """The headings of the text by their anchors."""
        return self._facts.headings

    def _show_outline(self, outline: Sequence[Heading]) -> None:
        clear(self._above)
        self.lines = {}
        shown = [heading for heading in outline if heading.level in _LEVELS]
        if not shown:
            return
        self._above.addWidget(label(_("On this page"), "section"))
        for heading in shown:
            line = _elided(text_of(heading.spans), "row")
            line.clicked.connect(lambda _checked=False, anchor=heading.anchor: self.heading_requested.emit(anchor))
            self.lines[heading.anchor] = line
            self._dress(line, heading.level, current=False)
            self._above.addWidget(line)
        self._above.addSpacing(M)
        self._current = ""

    @staticmethod
    def _dress(line: ElidedButton, level: int, *, current: bool) -> None:
        style = look()
        side = style.px(14 if level > 2 else 4)
        tones = style.palette
        quiet = tones.line if tones.line != tones.accent else tones.paper  # in high contrast both are white
        color = tones.accent if current else quiet
        words = f"color: {style.palette.accent}; font-weight: 600;" if current else ""
        focus = f"QPushButton:focus {{ border: 2px solid {style.palette.focus}; }}"
        line.setStyleSheet(
            f"QPushButton {{ padding: {style.px(3)}px {style.px(4)}px {style.px(3)}px {side}px; border: 0; border-radius: 0;"
            f" border-left: 3px solid {color}; {words} }} {focus}"
        )
        line.setAccessibleDescription(_("You are reading here") if current else "")

    def show_heading(self, anchor: str) -> None:
        """Mark the heading that is read under."""
        if anchor == self._current:
            return
        levels = {heading.anchor: heading.level for heading in self._facts.outline}
        for name in (self._current, anchor):
            if name in self.lines:
                self._dress(self.lines[name], levels.get(name, 2), current=name == anchor)
        self._current = anchor

    def show_focus(self) -> None:
        """Bring what has the keyboard into view."""
        focus = QApplication.focusWidget()
        if focus is not None and self.area.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus, 0, L)

    # ── what stands below the notes ──────────────────────────────────────────

    def _show_rest(self) -> None:
        clear(self._below)
        facts = self._facts
        self._links("used", _("Used in"), facts.used_in)
        self._links("together", _("Belongs together with"), facts.together)
        if facts.laws:
            self._section(_("Rests on"), [self._law(line) for line in facts.laws])
        if facts.sources:
            self._section(_("Sources"), [self._law(line) for line in facts.sources])
        if facts.validity:
            self._section(_("Validity"), [label(text, "small", selectable=True) for text in facts.validity])

    def _section(self, title: str, widgets: Sequence[QWidget]) -> None:
        self._below.addSpacing(M)
        self._below.addWidget(label(title, "section"))
        for widget in widgets:
            self._below.addWidget(widget)

    def _links(self, name: str, title: str, links: Sequence[tuple[str, str]]) -> None:
        if not links:
            return
        many = len(links) > _FEW and name not in self._unfolded
        shown = links[: _FEW - 1] if many else links
        widgets: list[QWidget] = [self._link(address, words) for address, words in shown]
        if many:
            rest = len(links) - len(shown)
            text = ngettext("Show {n} more", "Show {n} more", rest).format(n=rest)
            widgets.append(_left(button(text, "link", clicked=lambda: self._unfold(name))))
        self._section(title, widgets)

    def _unfold(self, name: str) -> None:
        self._unfolded.add(name)
        self._show_rest()
        self.notes.add.setFocus()

    def _link(self, address: str, words: str) -> QWidget:
        line = _elided(words, "link")
        line.clicked.connect(lambda: self.opened.emit(address))
        line.setStyleSheet(f"padding: {look().px(2)}px {look().px(2)}px;")
        return line

    def _law(self, law: LawLine) -> QWidget:
        parts: list[QWidget] = []
        if law.address.startswith("chefsstod:"):
            parts.append(self._link(law.address, law.text))
        else:
            parts.append(label(law.text, "", selectable=True))
        if law.foot:
            parts.append(label(law.foot, "small"))
        if law.address.startswith("http"):
            copy: Callable[[], object] = lambda: self.copied.emit(law.address)  # noqa: E731 - a slot
            link = button(_("Copy the address"), "link", image="copy", clicked=copy)
            link.setAccessibleDescription(law.text)
            link.setToolTip(law.address)
            parts.append(_left(link))
        holder = QWidget()
        holder.setLayout(column(*parts, spacing=0, margins=(0, 0, 0, XS)))
        return holder


def _rest(facts: Facts) -> tuple[object, ...]:
    return tuple(map(tuple, (facts.used_in, facts.together, facts.laws, facts.sources, facts.validity)))


def _elided(words: str, role: str) -> ElidedButton:
    line = ElidedButton(words, role)
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the column says how wide it is
    return line


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(widget, None))
    return holder
