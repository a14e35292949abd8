"""The sheet one reads: a text browser that loads nothing from outside, with a measure, boxes to tick and visible focus.

It shows HTML of ``content.html`` and says what she does to it; it knows no service. The text is rich text of Qt, so that a screen
reader can walk through it.
"""

import re
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QMimeData, QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontDatabase,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QToolTip

from chefsstod.content.html import PICTURE, SOFT_HYPHEN, TERM, TICK, TICKED_BOX
from chefsstod.features.handbook.reader_anchors import Anchor, anchor_at, anchors_of, rects_of
from chefsstod.support.paths import resources
from chefsstod.ui.style import look

MEASURE = 72
"""The longest line, in letters."""
SIDE = 32
"""White space beside the text, in pixels at 100 %."""
_SAMPLE = "Chefen planerar arbetet så att gruppen hinner med det som är viktigast"


@cache
def load_italic() -> None:
    """Make the real italic known to Qt: only reading needs it."""
    QFontDatabase.addApplicationFont(str(resources() / "fonts" / "SourceSans3-Italic.ttf"))


class ReaderSheet(QTextBrowser):
    """Shows HTML in a column. ``reshaped`` tells that the column has another width."""

    link_requested = Signal(str)
    ticked = Signal(str, bool)
    zoom_requested = Signal(int)
    reshaped = Signal()
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        load_italic()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # coming and going, it would set the text anew
        self.setUndoRedoEnabled(False)
        self.setStyleSheet(f"QTextBrowser {{ background: {look().palette.surface}; border: 0; }}")
        self.document().setDocumentMargin(0)
        self.size_px = float(look().px(16))
        self._drawn_size = self.size_px
        self._wanted = 0
        self._held = (-1, 0)  # how far down one was brought, and the letter that stands there
        self._left_on: Anchor | None = None
        self._pictures: Callable[[str], QPixmap | None] = lambda _name: None
        self._pressed = QPoint()
        self._ranged(0, 0)
        self.anchorClicked.connect(self._clicked)
        self.verticalScrollBar().rangeChanged.connect(self._ranged)

    # ── the sheet ────────────────────────────────────────────────────────────

    def show_html(self, html: str, *, pictures: Callable[[str], QPixmap | None], name: str, keep: bool = False) -> None:
        """Show a page from its top, or, to ``keep`` the place, where one was with the keyboard on the same link.

        ``name`` is what a screen reader calls the page.
        """
        kept = self._place() if keep else None
        if not keep:
            self._held, self._left_on = (-1, 0), None
        self._pictures = pictures
        self.setExtraSelections([])
        font = look().font(16)
        font.setPixelSize(max(1, round(self.size_px)))
        self.document().setDefaultFont(font)
        self.document().setIndentWidth(self.size_px * 1.5)
        self.setAccessibleName(name)
        self.setHtml(html)
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(self.size_px * 1.9)
        frame.setBottomMargin(self.size_px * 3)
        self.document().rootFrame().setFrameFormat(frame)
        self._dress()
        if kept is not None:
            self._put_back(*kept)
        self.shown.emit()

    def _place(self) -> tuple[int, int, int, str, int]:
        """Pixels from the top, the column's width, the letter at the top, the link with the keyboard and which of its kind."""
        anchor = self.focused
        same = [a.start for a in anchors_of(self.document()) if anchor is not None and a.href == anchor.href]
        which = same.index(anchor.start) if anchor is not None else 0
        return self.verticalScrollBar().value(), self.column, self.spot, anchor.href if anchor else "", which

    def _put_back(self, scrolled: int, column: int, spot: int, href: str, which: int) -> None:
        held = self._held[0]
        same = [a for a in anchors_of(self.document()) if href and a.href == href]
        if same:
            self._stand_on(same[min(which, len(same) - 1)])
        if column == self.column and self._drawn_size == self.size_px and scrolled != held:
            self.verticalScrollBar().setValue(scrolled)
        else:
            self.go_to_spot(spot)
        self._drawn_size = self.size_px

    @property
    def spot(self) -> int:
        """The place of the letter that stands at the top of the window, whatever the size of the text."""
        scrolled = self.verticalScrollBar().value()
        if scrolled == self._held[0]:  # not the line's first letter: line by line that would lead upwards
            return self._held[1]
        return self.cursorForPosition(QPoint(1, 1)).position() if scrolled else 0

    def go_to_spot(self, spot: int) -> None:
        """Bring a letter to the top; a sheet that is not shown yet does so when it is."""
        self._wanted = 0 if self.isVisible() else spot
        if spot <= 0:
            self.verticalScrollBar().setValue(0)
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(spot, self.document().characterCount() - 1))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.cursorRect(cursor).top())
        self._held = (self.verticalScrollBar().value(), spot)

    def set_size(self, pixels: float) -> None:
        """The running text's size; takes effect on the next page shown."""
        self.size_px = pixels
        self._set_measure()

    @property
    def column(self) -> int:
        """The width of the text, in pixels."""
        return self.viewport().width()

    def _dress(self) -> None:
        """What HTML cannot say: dots under the terms, small marks before the points."""
        dots = QTextCharFormat()
        dots.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        dots.setUnderlineColor(look().color("accent"))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for anchor in anchors_of(self.document()):
            if anchor.href.startswith(TERM):
                cursor.setPosition(anchor.start)
                cursor.setPosition(anchor.end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(dots)
        small = look().font(16)
        small.setPixelSize(max(1, round(self.size_px * 0.8)))
        small.setStretch(250)  # Qt leaves a space of this font between the mark and the words
        block = self.document().begin()
        while block.isValid():
            points = _list_of(block)
            if points is not None and points.format().style() is not QTextListFormat.Style.ListDecimal:
                cursor.setPosition(block.position())
                mark = block.charFormat()
                mark.setFont(small)
                mark.setForeground(look().color("muted"))
                cursor.setBlockCharFormat(mark)
            block = block.next()
        cursor.endEditBlock()

    def _set_measure(self) -> None:
        """The column is at most ``MEASURE`` letters wide, and stands in the middle."""
        font = look().font(16)
        font.setPixelSize(max(1, round(self.size_px)))
        from PySide6.QtGui import QFontMetricsF

        widest = QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * MEASURE
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(look().px(SIDE) if room > look().px(480) else look().px(16), int((room - widest) / 2))
        margins = self.viewportMargins()
        if margins.left() != side or margins.right() != side:
            self.setViewportMargins(side, 0, side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        before, spot = self.column, self.spot  # the lines still lie as they did
        self._set_measure()
        super().resizeEvent(event)
        if self.column != before or event.oldSize().width() != event.size().width():
            if spot and not self._wanted:
                self.go_to_spot(spot)
            self.reshaped.emit()

    def _ranged(self, _least: int, most: int) -> None:
        # The bar keeps its room, so that the text does not move; a short text shows nothing in it.
        self.verticalScrollBar().setStyleSheet("" if most else "QScrollBar::handle { background: transparent; }")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().showEvent(event)
        if self._wanted:
            QTimer.singleShot(0, self, self._go_where_wanted)  # when everything around it has its place

    def _go_where_wanted(self) -> None:
        if self._wanted:
            self.go_to_spot(self._wanted)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Only the pictures of the text that is shown; never a file, never the network."""
        address = name if isinstance(name, str) else name.toString()
        if kind == QTextDocument.ResourceType.ImageResource.value and address.startswith(PICTURE):
            found = self._pictures(address.removeprefix(PICTURE))
            if found is not None:
                return found
        return QByteArray()

    def refresh_picture(self, name: str, picture: QPixmap) -> None:
        """A picture is ready."""
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(PICTURE + name), picture)
        self.viewport().update()

    def say(self, text: str) -> None:
        """Let a screen reader say something that is only to be seen."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # ── links ────────────────────────────────────────────────────────────────

    def _clicked(self, url: QUrl) -> None:
        self.open_link(url.toString())

    def open_link(self, address: str) -> None:
        """What a click on a link does: tick a box, explain a term, or ask for what it points to."""
        if address.startswith(TICK):
            anchor = next((a for a in anchors_of(self.document()) if a.href == address), None)
            if anchor is not None:
                self.ticked.emit(address.removeprefix(TICK), self._words(anchor) != TICKED_BOX)
        elif address.startswith(TERM):
            self.explain(self.focused)
        else:
            self.link_requested.emit(address)

    @property
    def focused(self) -> Anchor | None:
        """The link that the keyboard stands on."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        found = anchor_at(self.document(), cursor.selectionStart())
        return found if found is not None and found.start == cursor.selectionStart() else None

    def _stand_on(self, anchor: Anchor) -> None:
        cursor = self.textCursor()
        cursor.setPosition(anchor.start)
        cursor.setPosition(anchor.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        self._left_on = self.focused  # Qt forgets it
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().focusInEvent(event)
        anchor = self._left_on
        back = event.reason() is Qt.FocusReason.OtherFocusReason and not self.textCursor().hasSelection()
        if back and anchor is not None and anchor in anchors_of(self.document()) and self._in_sight(anchor):
            self._stand_on(anchor)  # back from what a link led to

    def _in_sight(self, anchor: Anchor) -> bool:
        cursor = QTextCursor(self.document())
        cursor.setPosition(anchor.start)
        return self.viewport().rect().contains(self.cursorRect(cursor))

    def _words(self, anchor: Anchor) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(anchor.start)
        cursor.setPosition(anchor.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def explain(self, anchor: Anchor | None) -> None:
        """Show the tip of a link beside it, for those who have no mouse on it."""
        if anchor is None or not anchor.tip:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(anchor.start)
        place = self.viewport().mapToGlobal(self.cursorRect(cursor).bottomLeft() + QPoint(0, 2))
        QToolTip.showText(place, anchor.tip, self.viewport())
        self.say(anchor.tip)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().paintEvent(event)
        anchor = self.focused if self.hasFocus() else None
        if anchor is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().color("focus"), 2))
        painter.translate(0, -self.verticalScrollBar().value())
        for rect in rects_of(self.document(), anchor):
            painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 1), 4, 4)
        painter.end()

    # ── mouse and clipboard ──────────────────────────────────────────────────

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        still = (place - self._pressed).manhattanLength() < 4
        if event.button() is Qt.MouseButton.LeftButton and still and not self.anchorAt(place):
            self._tick_beside(place)

    def _tick_beside(self, place: QPoint) -> None:
        """A click on the words beside a box ticks it, as with any box."""
        cursor = self.cursorForPosition(place)
        table = _table_at(cursor)
        if table is None or table.columns() != 2:
            return
        first = table.cellAt(table.cellAt(cursor).row(), 0).firstCursorPosition()
        anchor = anchor_at(self.document(), first.position())
        if anchor is not None and anchor.href.startswith(TICK):
            self.open_link(anchor.href)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        if event.type() is QEvent.Type.Wheel:  # beside the column: the white space turns the page too
            QCoreApplication.sendEvent(self.verticalScrollBar(), event)
            return True
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """What is copied: the words, without soft hyphens and without the colours of the screen."""
        given = super().createMimeDataFromSelection()
        clean = QMimeData()
        clean.setText(given.text().replace(SOFT_HYPHEN, ""))
        clean.setHtml(re.sub(r"(background-)?color:\s*#\w+;?", "", given.html().replace(SOFT_HYPHEN, "")))
        return clean

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return QSize(look().px(600), look().px(480))


def _list_of(block: QTextBlock) -> QTextList | None:
    """The list that a paragraph belongs to, if it belongs to one (Qt's stubs promise one)."""
    return block.textList()


def _table_at(cursor: QTextCursor) -> QTextTable | None:
    """The table that a place lies in, if it lies in one (Qt's stubs promise one)."""
    return cursor.currentTable()
