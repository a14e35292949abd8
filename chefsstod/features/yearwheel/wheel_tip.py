"""What the wheel says about an occurrence, a step or a week: a calm card beside it. Painted, so that it never takes the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from chefsstod.features.yearwheel.actions import status_icon
from chefsstod.features.yearwheel.geometry import Heat, Mark, StepMark
from chefsstod.features.yearwheel.history import lesson_line
from chefsstod.features.yearwheel.list_model import details, tone
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.words import category_name, status_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short, relative, week
from chefsstod.ui.icons import pixmap
from chefsstod.ui.style import LEAD, SMALL, look

_WIDEST = 320
_GAP = 12
_IMAGE = 22
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the card; ``image`` is an icon before it."""

    text: str
    font: QFont
    color: str
    image: str = ""


def occurrence_tip(occurrence: Occurrence, today: date, room: float, steps: Sequence[StepMark] = ()) -> "Tip":
    """What is told of an occurrence, and of the steps that are shown of it."""
    style, category = look(), occurrence.activity.category
    when = f"{day_short(occurrence.due, today)} · {_('wk {week}').format(week=week(occurrence.due))}"
    lines = [
        Line(occurrence.title, style.font(LEAD, bold=True), "ink"),
        Line(f"{when} · {relative(occurrence.due, today)}", style.font(), "ink"),
        Line(status_name(occurrence.status), style.font(bold=True), tone(occurrence), status_icon(occurrence.status)),
        Line(category_name(category), style.font(SMALL), category.value),
    ]
    more = details(occurrence, today)
    if more:
        lines.append(Line(more, style.font(SMALL), "muted"))
    if occurrence.open and lesson_line(occurrence):
        lines.append(Line(lesson_line(occurrence), style.font(SMALL), "ink", "lightbulb"))
    lines += [
        Line(f"{day_short(step.day, today)}: {step.text}", style.font(SMALL), "muted", "check" if step.done else "flag")
        for step in steps[:_STEPS]
    ]
    return Tip(lines, room)


def mark_tip(mark: Mark, today: date, room: float) -> "Tip":
    """What is told of a step."""
    style, step = look(), mark.step
    lines = [
        Line(step.text, style.font(bold=True), "ink"),
        Line(f"{day_short(step.day, today)} · {relative(step.day, today)}", style.font(), "ink"),
        Line(step.occurrence.title, style.font(SMALL), step.occurrence.activity.category.value),
    ]
    if step.done:
        lines.append(Line(_("Done"), style.font(bold=True), "done", "circle-check"))
    if step.collides:
        lines.append(Line(_("Another chain wants you on the same day"), style.font(SMALL), "late", "triangle-alert"))
    return Tip(lines, room)


def heat_tip(heat: Heat, room: float) -> "Tip":
    """What is told of the load of a week."""
    style, p = look(), heat.week
    share = _("{percent} % of the week").format(percent=round(heat.load * 100))
    lines = [Line(_("week {week}").format(week=p.number), style.font(bold=True), "ink"), Line(share, style.font(), "ink")]
    if heat.over:
        lines.append(Line(_("More work than the week holds"), style.font(SMALL), "late", "triangle-alert"))
    return Tip(lines, room)


class Tip:
    """A card: measured first, then placed where it hides nothing, then painted."""

    def __init__(self, lines: Sequence[Line], room: float) -> None:
        style = look()
        self._lines = lines
        self._widest = max(style.px(120), min(style.px(_WIDEST), room))
        # A long word is never cut, however narrow the room.
        words = ((word, line.font) for line in lines for word in line.text.split())
        self._widest = max(self._widest, *(QFontMetricsF(font).horizontalAdvance(word) + 2 for word, font in words))
        self._heights = [self._height(line) for line in lines]
        wide = max(self._width(line.text, line.font) for line in lines)
        pad = style.px(12)
        self.size = QSizeF(min(wide, self._widest) + 2 * pad, sum(self._heights) + 2 * pad)

    def _width(self, text: str, font: QFont) -> float:
        return QFontMetricsF(font).horizontalAdvance(text) + look().px(26)

    def _height(self, line: Line) -> float:
        room = QRectF(0, 0, self._widest - (look().px(_IMAGE) if line.image else 0), 10_000)
        return QFontMetricsF(line.font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), line.text).height() + look().px(2)

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
        for line, high in zip(self._lines, self._heights, strict=True):
            left = box.left() + pad
            if line.image:
                image = pixmap(line.image, line.color, 16, painter.device().devicePixelRatioF())
                painter.drawPixmap(QPointF(left, top + style.px(1)), image)
                left += style.px(_IMAGE)
            painter.setFont(line.font)
            painter.setPen(style.color(line.color))
            painter.drawText(QRectF(left, top, box.right() - pad - left + 2, high), int(Qt.TextFlag.TextWordWrap), line.text)
            top += high
