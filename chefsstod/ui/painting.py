"""What the painted rows of lists have in common: a line of text, and the ground that shows what is chosen."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle

from chefsstod.ui.style import look


def paint_text(painter: QPainter, rect: QRect, text: str, color: QColor, font: QFont, *, right: bool = False) -> None:
    """One line in the middle of ``rect``, cut off with an ellipsis where there is no room for it."""
    painter.setFont(font)
    painter.setPen(color)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


def paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, ring: str = "muted") -> None:
    """What lies under a row that is chosen, has the keyboard or is under the mouse. ``ring`` frames the chosen one."""
    selected, focused = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_HasFocus)
    if selected or focused or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().color("surface"))
        painter.drawRoundedRect(rect, 6, 6)
    if selected or focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look().color("focus" if focused else ring), 2 if focused else 1))
        painter.drawRoundedRect(rect, 6, 6)
