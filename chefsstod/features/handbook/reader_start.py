"""The start page of the handbook: what to go on with, what this month needs, what changed, and the chapters with her progress."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.i18n import _, ngettext
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import CardLayout
from chefsstod.ui.parts import XL, XS, L, M, S, button, clear, column, label, page, panel, row, scroll
from chefsstod.ui.style import look

CARD, SHELF = 230, 280
FEW = 5
"""So many texts stand on a shelf."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to open: its id, title, and a few words about it."""

    article: str
    title: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class ChapterCard:
    """A chapter with how much of it she has read."""

    id: str
    title: str
    summary: str
    texts: Sequence[Entry]
    read: int


@dataclass(frozen=True, slots=True)
class Start:
    """All that the start page shows."""

    title: str
    recent: Sequence[Entry] = ()
    month: Sequence[Entry] = ()
    changed: Sequence[Entry] = ()
    repeat: Sequence[Entry] = ()
    late: Sequence[Entry] = ()
    bookmarks: Sequence[Entry] = ()
    chapters: Sequence[ChapterCard] = ()


class StartView(QWidget):
    """The page; ``opened`` carries the id of a text."""

    opened = Signal(str)
    new_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(XL, XL, XL, XL)
        self._body.setSpacing(S)
        self.area = scroll(page(self._body))
        self.setLayout(column(self.area, spacing=0))
        self._found: list[QFrame] = []
        self._first: QWidget | None = None

    def show_start(self, start: Start) -> None:
        """Fill the page."""
        scrolled = self.area.verticalScrollBar().value()
        clear(self._body)
        self._first = None
        self._body.addWidget(label(start.title, "display"))
        if not start.chapters:
            self._empty()
            return
        told = label(_("Press J and K to go from text to text, and type in the field at the top to search everything."), "muted")
        self._body.addWidget(told)
        self._found = []
        self._shelf(_("Go on reading"), start.recent)
        self._shelf(_("For this month"), start.month)
        self._shelf(_("Changed since you read it"), start.changed)
        self._shelf(_("To read again"), start.repeat)
        self._shelf(_("Should have been looked over"), start.late)
        self._shelf(_("Bookmarks"), start.bookmarks)
        self._body.addSpacing(S)
        self._body.addLayout(_cards(SHELF, self._found))
        self._body.addSpacing(L)
        self._body.addWidget(label(_("Chapters"), "lead"))
        self._body.addLayout(_cards(CARD, [self._card(chapter) for chapter in start.chapters]))
        self._body.addStretch(1)
        self.area.verticalScrollBar().setValue(scrolled)

    def _empty(self) -> None:
        self._body.addWidget(label(_("There are no texts here yet."), "lead"))
        text = _("Write your first routine, bring in the documents you already have, or install a pack from your employer.")
        self._body.addWidget(label(text, "muted"))
        self._first = button(_("Write a text"), "primary", image="plus", clicked=self.new_requested.emit)
        self._body.addLayout(row(self._first, None))
        self._body.addStretch(1)

    def _shelf(self, title: str, entries: Sequence[Entry]) -> None:
        """A card with a heading and some texts, if there are any."""
        if not entries:
            return
        lines: list[QWidget] = [label(title, "lead")]
        for entry in entries[:FEW]:
            line = ElidedButton(entry.title, "link")
            line.setStyleSheet(f"padding: {look().px(1)}px {look().px(2)}px;")
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.clicked.connect(lambda _checked=False, article=entry.article: self.opened.emit(article))
            self._first = self._first or line
            lines.append(line)
            if entry.told:
                line.setAccessibleDescription(entry.told)
                told = label(entry.told, "small")
                told.setContentsMargins(look().px(3), 0, 0, look().px(4))
                lines.append(told)
        if len(entries) > FEW:
            rest = len(entries) - FEW
            lines.append(label(ngettext("and {n} more", "and {n} more", rest).format(n=rest), "small"))
        self._found.append(panel(column(*lines, None, margins=(L, M, L, M), spacing=0)))

    def _card(self, chapter: ChapterCard) -> QFrame:
        total = len(chapter.texts)
        opens = next((entry for entry in chapter.texts if entry.told), chapter.texts[0])  # «told» marks the first unread one
        name = ElidedButton(chapter.title, "row")
        name.setStyleSheet(
            f"font-weight: 600; font-size: {look().px(15)}px; padding: {look().px(2)}px 0; border: 0;"
            f" border-bottom: 2px solid transparent;"
        )
        name.clicked.connect(lambda: self.opened.emit(opens.article))
        name.setAccessibleName(_("{chapter}: open «{title}»").format(chapter=chapter.title, title=opens.title))
        name.setToolTip(_("Opens «{title}»").format(title=opens.title))
        self._first = self._first or name
        told = ngettext("{read} of {n} text read", "{read} of {n} texts read", total).format(read=chapter.read, n=total)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, max(1, total))
        bar.setValue(chapter.read)
        bar.setAccessibleName(told)
        lines: list[QWidget] = [name]
        if chapter.summary:
            lines.append(label(chapter.summary, "muted"))
        return panel(column(*lines, None, bar, label(told, "small"), margins=(L, M, L, M), spacing=XS))

    def take_keyboard(self) -> None:
        """The first thing to open."""
        (self._first or self.area).setFocus(Qt.FocusReason.OtherFocusReason)


def _cards(least: int, cards: Sequence[QFrame]) -> CardLayout:
    layout = CardLayout(least=look().px(least), spacing=L)
    for card in cards:
        layout.addWidget(card)
    return layout
