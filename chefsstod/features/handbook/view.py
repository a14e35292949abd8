"""Handbok: layout of the page. Tree, text and margin side by side; where there is no room for all, a column becomes a panel that
is drawn over the text when it is asked for.
"""

from enum import StrEnum

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chefsstod.features.handbook.margin import Margin
from chefsstod.features.handbook.reader_bar import ReaderBar
from chefsstod.features.handbook.reader_find import FindBar
from chefsstod.features.handbook.reader_pages import PagesView
from chefsstod.features.handbook.reader_start import StartView
from chefsstod.features.handbook.reader_text import ReaderText
from chefsstod.features.handbook.tree import TreePanel
from chefsstod.ui.style import look
from chefsstod.ui.tasks import TaskRunner

TREE, MARGIN = 260, 270
TEXT_ALONE, TEXT_BESIDE = 480, 520
"""The least width of the text beside the tree, and beside the margin."""


class Column(StrEnum):
    """The columns that can be folded away."""

    TREE = "tree"
    MARGIN = "margin"


class _Shade(QWidget):
    """Lies over the text while a panel is drawn over it; a click puts the panel away."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.panel = QRect()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 70))
        painter.fillRect(self.panel.adjusted(-1, 0, 1, 0), look().color("line"))  # on black a shade alone has no edge
        painter.end()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.clicked.emit()


class HandbookView(QWidget):
    """Places the columns. ``folded`` are those that she has put away herself; ``folds_changed`` tells when she does."""

    folds_changed = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.tree = TreePanel()
        self.margin = Margin()
        self.bar = ReaderBar()
        self.find_bar = FindBar()
        self.text = ReaderText()
        self.start = StartView()
        self.pages = PagesView(tasks)
        self.stack = QStackedWidget()
        for part in (self.start, self.text, self.pages):
            self.stack.addWidget(part)
        self.centre = QWidget()
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for row in (self.bar, self.find_bar, self.stack):
            layout.addWidget(row)
        layout.setStretch(2, 1)
        self.centre.setLayout(layout)
        self._shade = _Shade(self)
        self._shade.hide()
        for column in (self.tree, self.centre, self.margin):
            column.setParent(self)
        QWidget.setTabOrder(self.tree, self.centre)
        QWidget.setTabOrder(self.centre, self.margin)
        self.folded: set[Column] = set()
        self.over: Column | None = None
        """The column that is drawn over the text now."""
        self.full_screen = False
        self._shade.clicked.connect(self.put_away)
        self.tree.close_requested.connect(self.put_away)
        self.margin.close_requested.connect(self.put_away)
        self.bar.tree_requested.connect(lambda: self.toggle(Column.TREE))
        self.bar.margin_requested.connect(lambda: self.toggle(Column.MARGIN))

    # ── folding ──────────────────────────────────────────────────────────────

    @property
    def has_margin(self) -> bool:
        """Whether there is a text to stand beside."""
        return self.stack.currentWidget() is not self.start

    def room_for(self, column: Column) -> bool:
        """Whether a column can stand beside the text at this width."""
        px = look().px
        if self.full_screen:
            return False
        if column is Column.TREE:
            return self.width() >= px(TREE + TEXT_ALONE)
        tree = TREE if self.beside(Column.TREE) else 0
        return self.width() >= px(tree + TEXT_BESIDE + MARGIN)

    def beside(self, column: Column) -> bool:
        """Whether a column stands beside the text now."""
        wanted = column not in self.folded and (column is Column.TREE or self.has_margin)
        return wanted and self.room_for(column)

    def toggle(self, column: Column) -> None:
        """Show a column or put it away: beside the text where there is room, over it where there is none."""
        if self.over is column:
            self.put_away()
        elif self.room_for(column):
            self.folded ^= {column}
            self.folds_changed.emit()
            self.arrange()
        else:
            self.show_over(column)

    def show_over(self, column: Column) -> None:
        """Draw a column over the text and give it the keyboard."""
        self.over = column
        self.arrange()
        if column is Column.TREE:
            self.tree.field.setFocus()
        else:
            self.margin.close_button.setFocus()

    def put_away(self) -> bool:
        """Put away the column that is drawn over the text; returns whether there was one."""
        if self.over is None:
            return False
        self.over = None
        self.arrange()
        self.focus_centre()
        return True

    def set_full_screen(self, on: bool) -> None:
        """Only the text, or everything again."""
        self.full_screen = on
        self.over = None
        self.arrange()

    # ── placing ──────────────────────────────────────────────────────────────

    def arrange(self) -> None:
        """Give every column its place."""
        px, width, height = look().px, self.width(), self.height()
        left = px(TREE) if self.beside(Column.TREE) else 0
        right = px(MARGIN) if self.beside(Column.MARGIN) else 0
        gaps = (1 if left else 0, 1 if right else 0)
        self.centre.setGeometry(left + gaps[0], 0, width - left - right - sum(gaps), height)
        self._place(self.tree, Column.TREE, QRect(0, 0, left or min(px(340), width - px(48)), height), beside=bool(left))
        wide = right or min(px(360), width - px(48))
        self._place(self.margin, Column.MARGIN, QRect(width - wide, 0, wide, height), beside=bool(right))
        self._shade.setGeometry(0, 0, width, height)
        self._shade.setVisible(self.over is not None)
        if self.over is not None:
            panel = self.tree if self.over is Column.TREE else self.margin
            self._shade.panel = panel.geometry()
            self._shade.raise_()
            panel.raise_()
        self.bar.setVisible(self.has_margin or not left)  # the start page needs it only to reach the tree
        self.bar.show_folds(tree=bool(left), margin=bool(right))

    def _place(self, panel: TreePanel | Margin, column: Column, place: QRect, *, beside: bool) -> None:
        if beside and self.over is column:
            self.over = None
        over = self.over is column
        panel.setGeometry(place)
        panel.close_button.setVisible(over)
        if isinstance(panel, Margin):
            panel.head.setVisible(over)
        panel.setVisible(beside or over)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().showEvent(event)
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().color("line"))  # shows as a hairline between the columns
        painter.end()

    def show_part(self, part: QWidget) -> None:
        """Start page, text or page pictures."""
        self.stack.setCurrentWidget(part)
        self.arrange()

    def focus_centre(self) -> None:
        """The keyboard to what is read."""
        current = self.stack.currentWidget()
        if current is self.start:
            self.start.take_keyboard()
        elif current is self.pages:
            self.pages.take_keyboard()
        else:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
