"""Paints a day of the calendar: number, holiday, and the tasks as chips. Knows no service."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chefsstod.features.yearwheel.actions import status_icon
from chefsstod.features.yearwheel.calendar_month import DayCell
from chefsstod.features.yearwheel.list_model import loud, tone
from chefsstod.features.yearwheel.model import Kind, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.words import MARKS
from chefsstod.i18n import _
from chefsstod.i18n.holidays import holiday_name
from chefsstod.support.tokens import contrast, mix
from chefsstod.ui.icons import pixmap
from chefsstod.ui.painting import paint_text
from chefsstod.ui.style import SMALL, look

CHIP = 12.5
"""Type size in a chip."""
_SIGN = 14
_WORD = 26
"""Less room than this is left empty: three dots tell nobody anything."""
_STRONG = 7.0
"""Where lines are stronger than this against the paper, nothing is shaded behind text."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A task in a day; ``start`` when it is there because it should be started."""

    occurrence: Occurrence
    start: bool
    box: QRect


@dataclass(frozen=True, slots=True)
class CellShape:
    """Where everything in a day lies. ``more`` is the number of tasks that found no room, told in ``more_box``."""

    head: QRect
    chips: tuple[Chip, ...]
    more: int
    more_box: QRect


def chip_height() -> int:
    """The height of a chip with the gap after it."""
    return look().metrics(CHIP).height() + look().px(4)


def head_height() -> int:
    """The height of the line with the day's number."""
    return look().metrics(bold=True).height() + look().px(5)


def shape(rect: QRect, cell: DayCell) -> CellShape:
    """As many chips as there is room for; where not all are, the last line says how many more."""
    style = look()
    inner = rect.adjusted(style.px(4), style.px(2), -style.px(4), -style.px(4))
    head = QRect(inner.left(), inner.top(), inner.width(), head_height())
    step, top = chip_height(), head.bottom() + 1
    lines = max(0, (inner.bottom() - top + 1) // step)
    entries = cell.entries
    shown = len(entries) if len(entries) <= lines else max(0, lines - 1)
    boxes = [QRect(inner.left(), top + place * step, inner.width(), step - style.px(2)) for place in range(shown + 1)]
    chips = tuple(Chip(*entry, box) for entry, box in zip(entries[:shown], boxes, strict=False))
    return CellShape(head, chips, len(entries) - shown, boxes[shown] if lines else head)


@dataclass(frozen=True, slots=True)
class CellState:
    """What is going on around a day: ``selected`` and ``hovered`` tasks, the keyboard, and a task carried to it."""

    today: date
    selected: Occurrence | None = None
    hovered: OccurrenceKey | None = None
    current: bool = False
    focused: bool = False
    carried_to: bool = False


def paint_cell(painter: QPainter, rect: QRect, cell: DayCell, state: CellState) -> None:
    """The whole day."""
    style, p = look(), look().palette
    ground = p.surface if cell.in_month else p.paper
    if cell.in_month and not cell.workday:
        ground = mix(p.line, p.surface, 0.12 if contrast(p.line, p.paper) > _STRONG else 0.3)
    painter.fillRect(rect, QColor(ground))
    painter.setPen(style.color("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.drawLine(rect.topRight(), rect.bottomRight())
    shown = shape(rect, cell)
    _paint_head(painter, shown, cell, state)
    for chip in shown.chips:
        _paint_chip(painter, chip, cell, state)
    if shown.more:
        _paint_more(painter, shown, len(shown.chips))
    _paint_lead(painter, rect, cell.day, state.selected)
    if state.carried_to:
        _frame(painter, rect, "accent", dashed=True)
    elif state.current:
        _frame(painter, rect, "focus" if state.focused else "muted")


def _frame(painter: QPainter, rect: QRect, color: str, *, dashed: bool = False) -> None:
    pen = QPen(look().color(color), 2)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -2.5, -2.5), 4, 4)


def _paint_head(painter: QPainter, shown: CellShape, cell: DayCell, state: CellState) -> None:
    style, head = look(), shown.head
    today = cell.day == state.today
    number = str(cell.day.day)
    font = style.font(bold=cell.in_month)
    color = style.color("late" if cell.red and cell.in_month else "ink" if cell.in_month else "muted")
    wide = max(style.metrics(bold=True).horizontalAdvance("30") + style.px(8), head.height())
    place = QRect(head.left(), head.top(), wide, head.height() - 1)
    if today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.color("accent"))
        painter.drawRoundedRect(QRectF(place), place.height() / 2, place.height() / 2)
        color = style.color("on_accent")
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
    red = cell.holiday
    told = _("today") if today else holiday_name(red) if red is not None else ""
    if told:
        rest = head.adjusted(wide + style.px(4), 0, 0, 0)
        painter.setFont(style.font(SMALL))
        painter.setPen(style.color("accent" if today else "late" if cell.in_month else "muted"))
        text = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, rest.width())
        if text == told or rest.width() >= 2 * style.px(_WORD):
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_chip(painter: QPainter, chip: Chip, cell: DayCell, state: CellState) -> None:
    style, p, box = look(), look().palette, chip.box
    occurrence = chip.occurrence
    category = occurrence.activity.category.value
    closed = occurrence.status in (Status.DONE, Status.SKIPPED)
    quiet = chip.start or occurrence.activity.kind is Kind.ROUTINE
    selected = state.selected is not None and state.selected.key == occurrence.key
    if not quiet:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(p.categories[category], p.surface, 0.05 if closed else 0.12)))
        painter.drawRoundedRect(QRectF(box), 4, 4)
    left = box.left() + style.px(4)
    painter.setFont(style.font(11, bold=True))
    painter.setPen(style.color(category))
    mark = MARKS[occurrence.activity.category]
    painter.drawText(QRect(left, box.top(), style.px(20), box.height()), Qt.AlignmentFlag.AlignVCenter, mark)
    left += style.px(20)
    right = _paint_sign(painter, chip, box, left)
    emphasis = loud(occurrence) and not chip.start
    ink = "late" if emphasis else "muted" if closed or quiet or not cell.in_month else "ink"
    text = occurrence.activity.short if _narrow(box) and not occurrence.own_title else occurrence.title
    if right - left >= style.px(_WORD):
        _line(painter, QRect(left, box.top(), right - left, box.height()), text or occurrence.title, ink, bold=emphasis)
    if selected or state.hovered == occurrence.key:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        color = "focus" if selected and state.focused else "ink" if selected else category
        painter.setPen(QPen(style.color(color), 1.6 if selected else 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _narrow(box: QRect) -> bool:
    return box.width() < look().px(190)


def _paint_sign(painter: QPainter, chip: Chip, box: QRect, after: int) -> int:
    """The sign at the right end, or next to the letters where there is room for nothing else; returns where it begins.

    A planned task needs none.
    """
    status, style = chip.occurrence.status, look()
    kind = chip.occurrence.activity.kind
    name = "circle-play" if chip.start else status_icon(status) if status is not Status.PLANNED else ""
    if not name and kind is Kind.ROUTINE:
        name = "repeat"
    left = box.right() - style.px(_SIGN + 3)
    if not name or left < after:
        return box.right() - style.px(2)
    role = "muted" if chip.start or status is Status.PLANNED else tone(chip.occurrence)
    image = pixmap(name, role, _SIGN, painter.device().devicePixelRatioF())
    painter.drawPixmap(left, box.top() + (box.height() - style.px(_SIGN)) // 2, image)
    return left - style.px(2)


def _paint_more(painter: QPainter, shown: CellShape, before: int) -> None:
    text = _("+{n} more").format(n=shown.more) if before else _("{n} tasks …").format(n=shown.more)
    box = shown.more_box
    if box == shown.head:  # no room for a single line: the number stands at the right of the day's own
        _line(painter, box, f"+{shown.more}", "accent", bold=True, right=True)
    else:
        _line(painter, box.adjusted(look().px(7), 0, 0, 0), text, "accent", bold=True)


def _line(painter: QPainter, box: QRect, text: str, color: str, *, bold: bool = False, right: bool = False) -> None:
    paint_text(painter, box, text, look().color(color), look().font(CHIP, bold=bold), right=right)


def _paint_lead(painter: QPainter, rect: QRect, day: date, selected: Occurrence | None) -> None:
    """The days of work before the selected task, as a line along the lower edge."""
    if selected is None or not selected.start_by <= day <= selected.due or selected.lead_days == 0:
        return
    style = look()
    high = style.px(3)
    first, last = day == selected.start_by, day == selected.due
    left = rect.left() + (style.px(6) if first else 0)
    right = rect.right() - (style.px(6) if last else 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mix(style.palette.categories[selected.activity.category.value], style.palette.surface, 0.6)))
    painter.drawRect(QRect(QPoint(left, rect.bottom() - high), QPoint(right, rect.bottom() - 1)))
