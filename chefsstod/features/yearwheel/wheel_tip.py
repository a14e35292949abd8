"""What the wheel says about one occurrence: a calm card beside its arc. Painted, so that it never takes the mouse."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from chefsstod.features.yearwheel.actions import status_icon, status_role
from chefsstod.features.yearwheel.list_model import details
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.words import category_name, status_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short, relative, week
from chefsstod.ui.icons import pixmap
from chefsstod.ui.style import LEAD, SMALL, look

_WIDEST = 320
_GAP = 12


class Tip:
    """The card of an occurrence: measured first, then placed where it hides nothing, then painted."""

    def __init__(self, occurrence: Occurrence, today: date, room: float) -> None:
        style = look()
        self._widest = max(style.px(120), min(style.px(_WIDEST), room))
        self._occurrence = occurrence
        when = f"{day_short(occurrence.due, today)} · {_('wk {week}').format(week=week(occurrence.due))}"
        self._lines: list[tuple[str, QFont, str]] = [
            (occurrence.activity.title, style.font(LEAD, bold=True), "ink"),
            (f"{when} · {relative(occurrence.due, today)}", style.font(), "ink"),
            (status_name(occurrence.status), style.font(bold=True), status_role(occurrence.status)),
            (category_name(occurrence.activity.category), style.font(SMALL), occurrence.activity.category.value),
        ]
        more = details(occurrence, today)
        if more:
            self._lines.append((more, style.font(SMALL), "muted"))
        # A long word is never cut, however narrow the room.
        words = ((word, font) for text, font, _color in self._lines for word in text.split())
        self._widest = max(self._widest, *(QFontMetricsF(font).horizontalAdvance(word) + 2 for word, font in words))
        self._heights = [self._height(text, font) for text, font, _color in self._lines]
        wide = max(self._width(text, font) for text, font, _color in self._lines)
        pad = style.px(12)
        self.size = QSizeF(min(wide, self._widest) + 2 * pad, sum(self._heights) + 2 * pad)

    def _width(self, text: str, font: QFont) -> float:
        return QFontMetricsF(font).horizontalAdvance(text) + look().px(26)

    def _height(self, text: str, font: QFont) -> float:
        room = QRectF(0, 0, self._widest, 10_000)
        return QFontMetricsF(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height() + look().px(2)

    def place(self, arc: QPainterPath, head: QPointF, room: QRectF) -> QRectF:
        """Where the card lies: near the head of the arc, within ``room``, over as little of the arc as can be."""
        wide, high = self.size.width(), self.size.height()
        x, y, gap = head.x(), head.y(), look().px(_GAP)
        around = (
            (x - wide / 2, y + gap),
            (x - wide / 2, y - gap - high),
            (x + gap, y - high / 2),
            (x - gap - wide, y - high / 2),
            (x + gap, y + gap),
            (x - gap - wide, y + gap),
            (x + gap, y - gap - high),
            (x - gap - wide, y - gap - high),
        )
        best, least = QRectF(), float("inf")
        for left, top in around:
            left_in = min(max(left, room.left()), max(room.left(), room.right() - wide))
            top_in = min(max(top, room.top()), max(room.top(), room.bottom() - high))
            box = QRectF(left_in, top_in, wide, high)
            cost = abs(left - left_in) + abs(top - top_in) + (1000 if arc.intersects(box) else 0)
            if cost < least:
                best, least = box, cost
        return best

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """The card itself."""
        style = look()
        shadow = style.color("ink")
        shadow.setAlphaF(0.1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shadow)
        painter.drawRoundedRect(box.translated(0, 2), 7, 7)
        painter.setPen(QPen(style.color("line"), 1))
        painter.setBrush(style.color("surface"))
        painter.drawRoundedRect(box, 6, 6)
        pad, top = style.px(12), box.top() + style.px(12)
        for place, ((text, font, color), high) in enumerate(zip(self._lines, self._heights, strict=True)):
            left = box.left() + pad
            if place == 2:
                image = pixmap(status_icon(self._occurrence.status), color, 16, painter.device().devicePixelRatioF())
                painter.drawPixmap(QPointF(left, top + (high - style.px(16)) / 2), image)
                left += style.px(22)
            painter.setFont(font)
            painter.setPen(style.color(color))
            painter.drawText(QRectF(left, top, box.right() - pad - left + 2, high), int(Qt.TextFlag.TextWordWrap), text)
            top += high
