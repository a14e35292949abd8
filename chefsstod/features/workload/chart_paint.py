"""How a week is painted: bars by ring with colour and pattern, the line of what there is room for, signs and letters below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from chefsstod.features.workload.model import Scale, WeekLoad
from chefsstod.features.yearwheel.wheel_pen import fill_pattern
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_name, week
from chefsstod.support.tokens import CONTRAST
from chefsstod.ui.icons import pixmap
from chefsstod.ui.style import SMALL, look

SIGNS = 18
NUMBERS = 16
LETTERS = 16
MONTHS = 18
"""Heights of the rows around the bars, in pixels at 100 %."""
_TALLEST = 900
"""Pixels of the tallest bar: more than the screen is high."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of the picture in a viewport of ``high`` pixels: signs, bars up and down, letters, week numbers, months."""

    scale: Scale
    high: int
    zoom: float

    @property
    def unit(self) -> float:
        """Pixels for an hour."""
        room = self.high - (SIGNS + LETTERS + NUMBERS + MONTHS) * self.zoom
        return max(room / max(self.scale.whole, 1), 0.5)

    @property
    def base(self) -> float:
        """Where the bars stand."""
        return SIGNS * self.zoom + self.scale.up * self.unit

    @property
    def bottom(self) -> float:
        """The lower end of the routines."""
        return self.base + self.scale.down * self.unit

    def y(self, hours: float) -> float:
        """The height of so many hours; routines are negative."""
        return self.base - hours * self.unit

    def row(self, number: int) -> tuple[float, float]:
        """Top and height of a row below the bars: letters, week numbers, months."""
        tops = (self.bottom, self.bottom + LETTERS * self.zoom, self.bottom + (LETTERS + NUMBERS) * self.zoom)
        return tops[number], (LETTERS, NUMBERS, MONTHS)[number] * self.zoom


@dataclass(frozen=True, slots=True)
class Cell:
    """A week in the picture."""

    week: WeekLoad
    before: WeekLoad | None
    number: bool
    now: bool
    selected: bool
    focused: bool
    hovered: bool


def letters_of(load: WeekLoad) -> str:
    """The letters under a week: red days, leave, catching up."""
    return "".join(
        letter for letter, there in ((_("R"), load.holidays), (_("L"), load.away), (_("C"), load.slack is not None)) if there
    )


def paint_cell(painter: QPainter, box: QRect, frame: Frame, cell: Cell) -> None:
    """The whole column of a week."""
    style, load = look(), cell.week
    _ground(painter, box, frame, cell)
    for hours in frame.scale.lines():
        painter.setPen(QPen(style.color("muted" if hours == 0 else "line"), 1))
        painter.drawLine(QPointF(box.left(), frame.y(hours)), QPointF(box.right() + 1, frame.y(hours)))
    gap = max(1.0, min(3.0, box.width() * 0.12))
    left, wide = box.left() + gap, box.width() - 2 * gap
    _bars(painter, frame, load, left, wide)
    if load.routine_hours:
        down = QRectF(left, frame.base + 1, wide, load.routine_hours * frame.unit)
        painter.setPen(QPen(style.color("muted"), 0.8))
        painter.setBrush(_faint("muted", 40))
        painter.drawRect(down)
    _room(painter, box, frame, cell)
    if load.overloaded:
        side = min(round(box.width() / style.scale), 14)
        top = frame.y(load.hours) - (side + 3) * style.scale
        painter.drawPixmap(
            QPointF(box.center().x() + 1 - side * style.scale / 2, max(top, 0.0)),
            pixmap("triangle-alert", "late", side, painter.device().devicePixelRatioF()),
        )
    _below(painter, box, frame, cell)
    if cell.selected or cell.hovered:
        painter.setPen(QPen(style.color("focus" if cell.selected else "muted"), 2 if cell.focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -frame.row(2)[1] - 1), 3, 3)


def _ground(painter: QPainter, box: QRect, frame: Frame, cell: Cell) -> None:
    load = cell.week
    whole = QRectF(box.left(), SIGNS * frame.zoom, box.width(), frame.bottom - SIGNS * frame.zoom)
    if load.monday.month % 2:
        painter.fillRect(whole, _faint("line", 45 if look().palette is CONTRAST else 110))
    if load.slack is not None:
        painter.fillRect(whole, _faint("done", 38))
    if load.away:
        part = whole.adjusted(0, 0, -whole.width() * (1 - min(len(load.away) / 5, 1)), 0)
        painter.fillRect(part, QBrush(_faint("muted", 150), Qt.BrushStyle.BDiagPattern))
    if cell.now:
        painter.setPen(QPen(look().color("accent"), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.center().x() + 0.5, 2), QPointF(box.center().x() + 0.5, frame.bottom))


def _bars(painter: QPainter, frame: Frame, load: WeekLoad, left: float, wide: float) -> None:
    done, ratio = 0.0, painter.device().devicePixelRatioF()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for category, hours in load.by_category().items():
        bar = QRectF(left, frame.y(done + hours), wide, hours * frame.unit)
        done += hours
        color = look().color(category.value)
        strip = _strip(category.value, color.name(), look().palette.surface, ceil(wide), ratio)
        source = QRectF(0, 0, bar.width() * ratio, bar.height() * ratio)
        painter.drawPixmap(bar, strip, source)
        painter.setPen(QPen(color, 1.0))
        painter.drawRect(bar)
    if load.overloaded:
        over = QRectF(left - 1, frame.y(load.hours) - 1, wide + 2, load.over * frame.unit + 1)
        painter.setPen(QPen(look().color("late"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(over)


@lru_cache(maxsize=64)
def _strip(category: str, _color: str, _ground: str, wide: int, ratio: float) -> QPixmap:
    """The pattern of a ring in a strip to cut bars from: to draw its lines anew in each of 300 bars would take too long."""
    pixmap = QPixmap(round((wide + 2) * ratio), round(_TALLEST * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    path = QPainterPath()
    path.addRect(QRectF(-2, -2, wide + 6, _TALLEST + 4))
    fill_pattern(painter, path, category, QPointF(wide / 2, _TALLEST / 2), _TALLEST / 2 + 2)
    painter.end()
    return pixmap


def _room(painter: QPainter, box: QRect, frame: Frame, cell: Cell) -> None:
    painter.setPen(QPen(look().color("ink"), 1.6))
    y = frame.y(cell.week.room)
    if cell.before is not None and cell.before.room != cell.week.room:
        painter.drawLine(QPointF(box.left(), frame.y(cell.before.room)), QPointF(box.left(), y))
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right() + 1, y))


def _below(painter: QPainter, box: QRect, frame: Frame, cell: Cell) -> None:
    style = look()
    centre = Qt.AlignmentFlag.AlignCenter
    rows = [QRectF(box.left() - 4, top, box.width() + 8, high) for top, high in (frame.row(0), frame.row(1))]
    painter.setFont(style.font(10, bold=True))
    painter.setPen(style.color("muted"))
    letters = letters_of(cell.week)
    if letters:
        narrow = style.metrics(10, bold=True).horizontalAdvance(letters) > box.width() + 2
        painter.drawText(rows[0], centre, letters[0] + "+" if narrow and len(letters) > 2 else letters)
    if cell.number or cell.now or cell.selected:
        painter.setFont(style.font(10.5, bold=cell.now or cell.selected))
        painter.setPen(style.color("accent" if cell.now else "ink" if cell.selected else "muted"))
        painter.drawText(rows[1], centre, str(week(cell.week.monday)))


def _faint(name: str, alpha: int) -> QColor:
    color = QColor(look().color(name))
    color.setAlpha(alpha)
    return color


def paint_axis(painter: QPainter, frame: Frame, wide: int) -> None:
    """The hours at the left."""
    style = look()
    painter.setFont(style.font(SMALL))
    painter.setPen(style.color("muted"))
    high = style.metrics(SMALL).height()
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for hours in frame.scale.lines():
        text = _("{hours} h").format(hours=hours) if hours == frame.scale.up else str(hours)
        painter.drawText(QRectF(0, frame.y(hours) - high / 2, wide - 4 * style.scale, high), right, text)


def paint_months(painter: QPainter, frame: Frame, first: Sequence[tuple[int, date]]) -> None:
    """The names of the months under the weeks that they begin in; one that has no room is left out."""
    style = look()
    painter.setFont(style.font(SMALL))
    painter.setPen(style.color("ink"))
    top, high = frame.row(2)
    taken = -10_000.0
    for left, monday in first:
        text = month_name(monday.month)[:3]
        wide = style.metrics(SMALL).horizontalAdvance(text)
        if left >= taken:
            painter.drawText(
                QRectF(left + 2, top, wide + 6, high), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text
            )
            taken = left + wide + 8
