"""Texts that shorten themselves with «…» instead of pushing the page apart; tool tip and screen reader have the whole."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton


class ElidedButton(QPushButton):
    """A flat button for a row in a list or a day."""

    def __init__(self, text: str, role: str = "row") -> None:
        super().__init__(text)
        self._whole = text
        self.setAutoDefault(True)  # Enter presses it too
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        hint = super().sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().height() * 2), hint.height())

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        hint = super().sizeHint()
        width = self.fontMetrics().horizontalAdvance(self._whole) + self.iconSize().width() + self.fontMetrics().height() * 2
        return QSize(width, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        icon = 0 if self.icon().isNull() else self.iconSize().width() + 6
        room = self.width() - icon - round(self.fontMetrics().height() * 1.2)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 0)))
