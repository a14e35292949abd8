"""The text in hand: the sheet with its headings, the words that are looked for, and the keys of a reader."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip

from chefsstod.content.html import TERM, TICK
from chefsstod.features.handbook.reader_anchors import headings_of
from chefsstod.features.handbook.reader_find import Hit, hits
from chefsstod.features.handbook.reader_sheet import ReaderSheet
from chefsstod.support.tokens import mix
from chefsstod.ui.style import look


class ReaderText(ReaderSheet):
    """``heading_changed`` tells the anchor one reads under, ``counted`` which hit of how many, ``step_requested`` another text."""

    heading_changed = Signal(str)
    counted = Signal(int, int)
    step_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._heading = ""
        self._hits: list[Hit] = []
        self._hit = -1
        self._query = ""
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._scrolled)
        self.shown.connect(self._begin)

    def _begin(self) -> None:
        """Another page is shown, or the same drawn anew."""
        self._hits, self._hit = [], -1
        if self._query:
            self.find_words(self._query, move=False)
        self._scrolled()

    def open_link(self, address: str) -> None:
        """A link within the page goes to its heading; others are the sheet's matter."""
        if address.startswith("#"):
            self.go_to(address[1:])
        else:
            super().open_link(address)

    # ── where one is ─────────────────────────────────────────────────────────

    def headings(self) -> list[tuple[str, int]]:
        """The anchors of the headings with the pixel that they stand at."""
        return headings_of(self.document())

    def go_to(self, anchor: str) -> None:
        """Bring a heading to the top; an empty anchor is the top of the page."""
        places = dict(self.headings())
        self.verticalScrollBar().setValue(max(0, places.get(anchor, 0) - look().px(16)) if anchor else 0)

    @property
    def heading(self) -> str:
        """The anchor of the heading that one reads under; empty above the first."""
        top = self.verticalScrollBar().value() + look().px(48)
        places = self.headings()
        if places and self.verticalScrollBar().value() >= self.verticalScrollBar().maximum() > 0:
            shown = [anchor for anchor, y in places if y < top + self.viewport().height() * 0.5]
        else:
            shown = [anchor for anchor, y in places if y <= top]
        return shown[-1] if shown else ""

    def _scrolled(self) -> None:
        heading = self.heading
        if heading != self._heading:
            self._heading = heading
            self.heading_changed.emit(heading)

    # ── finding ──────────────────────────────────────────────────────────────

    def find_words(self, query: str, *, move: bool = True) -> None:
        """Mark ``query`` everywhere; with ``move``, bring the first hit from here into view. Empty takes the marks away."""
        self._query = query
        self._hits = hits(self.document().toPlainText(), query)
        first = self.cursorForPosition(QPoint(0, 0)).position()
        self._hit = next((place for place, (start, _end) in enumerate(self._hits) if start >= first), 0) if self._hits else -1
        self._mark(move=move)

    def next_hit(self, step: int) -> None:
        """To the hit after (1) or before (-1) the one in hand, round the end."""
        if self._hits:
            self._hit = (self._hit + step) % len(self._hits)
            self._mark(move=True)

    def _mark(self, *, move: bool) -> None:
        palette = look().palette
        all_, one = QTextCharFormat(), QTextCharFormat()
        all_.setBackground(QColor(mix(palette.soon, palette.surface, 0.35)))
        one.setBackground(QColor(palette.accent))
        one.setForeground(QColor(palette.on_accent))
        marks = []
        for place, (start, end) in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format = one if place == self._hit else all_
            marks.append(mark)
        self.setExtraSelections(marks)
        if move and self._hit >= 0:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._hits[self._hit][0])
            self._bring(self.cursorRect(cursor))
        self.counted.emit(self._hit + 1, len(self._hits))

    def _bring(self, rect: QRect) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = rect.top()
        if top < 0 or top > height * 0.85:
            bar.setValue(bar.value() + round(top - height * 0.33))

    # ── keys ─────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        key, anchor = event.key(), self.focused
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain and anchor is not None and (enter or (key == Qt.Key.Key_Space and anchor.href.startswith((TICK, TERM)))):
            self.open_link(anchor.href)
            return
        QToolTip.hideText()  # what explains a term would stay where the term was
        if plain and key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.step_requested.emit(1 if key == Qt.Key.Key_J else -1)
            return
        ctrl = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
        if (plain or ctrl) and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802, D102 - Qt's name
        moved = super().focusNextPrevChild(next)
        anchor = self.focused
        if moved and anchor is not None and self.hasFocus() and anchor.href.startswith(TERM):
            self.explain(anchor)
        else:
            QToolTip.hideText()
        return moved
