"""Layouts that break their rows as text does, after Qt's own example of a flow layout."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class _Rows(QLayout):
    """Holds the items; its height follows from its width."""

    def __init__(self, *, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        """The height that is needed; with ``move``, the items are put in their places too."""
        raise NotImplementedError


class FlowLayout(_Rows):
    """Places its items side by side and begins a new row where the width ends."""

    def __init__(self, *, spacing: int = 8) -> None:
        super().__init__(spacing=spacing)

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for items in self._rows(rect.width()):
            height = max(item.sizeHint().height() for item in items)
            x = rect.x()
            for item in items:
                hint = item.sizeHint()
                if move:
                    width = min(hint.width(), rect.width())
                    item.setGeometry(QRect(QPoint(x, y + (height - hint.height()) // 2), QSize(width, hint.height())))
                x += hint.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """The items, broken into rows no wider than ``width``."""
        rows: list[list[QLayoutItem]] = []
        room = 0
        for item in self._items:
            need = item.sizeHint().width()
            if not rows or need > room:
                rows.append([])
                room = width
            rows[-1].append(item)
            room -= need + self.spacing()
        return rows


class CardLayout(_Rows):
    """Columns of one width, at least ``least`` pixels and no more than ``most`` of them; a row is as high as its highest card."""

    def __init__(self, *, least: int, spacing: int, most: int = 4) -> None:
        super().__init__(spacing=spacing)
        self._least, self._most = least, most

    def _place(self, rect: QRect, *, move: bool) -> int:
        gap = self.spacing()
        fits = (rect.width() + gap) // (self._least + gap)
        columns = max(1, min(self._most, len(self._items), fits))
        width = (rect.width() - gap * (columns - 1)) // columns
        y = rect.y()
        for first in range(0, len(self._items), columns):
            items = self._items[first : first + columns]
            height = max(_height(item, width) for item in items)
            for place, item in enumerate(items):
                if move:
                    item.setGeometry(QRect(rect.x() + place * (width + gap), y, width, height))
            y += height + gap
        return max(0, y - gap - rect.y())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
