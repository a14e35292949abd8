"""The category's mark as a widget: two letters in its colour."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chefsstod.features.yearwheel.list_model import paint_mark
from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.words import MARKS, category_name
from chefsstod.ui.style import look


class CategoryMark(QWidget):
    """Shows which ring a task belongs to."""

    def __init__(self, category: Category = Category.EKONOMI) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_category(category)

    def set_category(self, category: Category) -> None:
        """Show another category."""
        self._category = category
        self.setAccessibleName(category_name(category))
        self.setToolTip(category_name(category))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return QSize(look().px(26), look().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRect(0, 0, self.width(), self.height()), self._category.value, MARKS[self._category])
        painter.end()
