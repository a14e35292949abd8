"""How the weeks are painted: bars by ring with colour and pattern, the line of what there is room for, signs and letters below.

The picture of all of them is painted once and kept; what walks over it, the mark of the week in hand, is painted anew each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
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
NUMBER = 10.5
"""Size of the week numbers."""
_TALLEST = 900
"""Pixels of the tallest bar: more than the screen is high."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of the picture in a viewport of ``high`` pixels: signs, bars up and down, letters, week numbers, months.

    ``unit`` is pixels for an hour, ``base`` where the bars stand, ``bottom`` the lower end of the routines.
    """

    scale: Scale
    high: int
    zoom: float
    unit: float
    base: float
    bottom: float

    def y(self, hours: float) -> float:
        """The height of so many hours; routines are negative."""
        return self.base - hours * self.unit

    def row(self, number: int) -> tuple[float, float]:
        """Top and height of a row below the bars: letters, week numbers, months."""
        tops = (self.bottom, self.bottom + LETTERS * self.zoom, self.bottom + (LETTERS + NUMBERS) * self.zoom)
        return tops[number], (LETTERS, NUMBERS, MONTHS)[number] * self.zoom


def frame_of(scale: Scale, high: int, zoom: float) -> Frame:
    """Where things stand in a picture ``high`` pixels high."""
    room = high - (SIGNS + LETTERS + NUMBERS + MONTHS) * zoom
    unit = max(room / max(scale.whole, 1), 0.5)
    base = SIGNS * zoom + scale.up * unit
    return Frame(scale, high, zoom, unit, base, base + scale.down * unit)


@dataclass(frozen=True, slots=True)
class Cell:
    """A week and its column in the picture. ``number``: there is room for the week's number."""

    week: WeekLoad
    box: QRect
    number: bool
    now: bool


def letters_of(load: WeekLoad) -> str:
    """The letters under a week: red days, leave, catching up."""
    return "".join(
        letter for letter, there in ((_("R"), load.holidays), (_("L"), load.away), (_("C"), load.slack is not None)) if there
    )


def paint_weeks(painter: QPainter, frame: Frame, cells: Sequence[Cell]) -> None:
    """All columns, without the mark of the week in hand."""
    if not cells:
        return
    _months(painter, frame, cells)
    left, right = cells[0].box.left(), cells[-1].box.right() + 1
    for hours in frame.scale.lines():
        painter.setPen(QPen(look().color("muted" if hours == 0 else "line"), 1))
        painter.drawLine(QPointF(left, frame.y(hours)), QPointF(right, frame.y(hours)))
    for cell in cells:
        _ground(painter, frame, cell)
        _bars(painter, frame, cell)
        if cell.week.overloaded:
            _sign(painter, frame, cell)
    _room(painter, frame, cells)
    _below(painter, frame, cells)


def paint_mark(painter: QPainter, frame: Frame, cell: Cell, *, selected: bool, focused: bool) -> None:
    """The mark of the week in hand, or of the one that the mouse is over."""
    style = look()
    painter.setPen(QPen(style.color("focus" if selected else "muted"), 2 if focused else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(cell.box).adjusted(1, 1, -1, -frame.row(2)[1] - 1), 3, 3)
    if selected and not (cell.number or cell.now):
        top, high = frame.row(1)
        text = str(week(cell.week.monday))
        font = style.font(NUMBER, bold=True)
        wide = style.metrics(NUMBER, bold=True).horizontalAdvance(text) + 4 * style.scale
        ground = QRectF(cell.box.center().x() + 0.5 - wide / 2, top, wide, high)
        painter.fillRect(ground, style.color("surface"))
        painter.setFont(font)
        painter.setPen(style.color("ink"))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)


def _months(painter: QPainter, frame: Frame, cells: Sequence[Cell]) -> None:
    """Every other month on a ground of its own, and the names of the months where there is room for them."""
    style = look()
    painter.setFont(style.font(SMALL))
    top, high = frame.row(2)
    faint = _faint("line", 45 if style.palette is CONTRAST else 110)
    for month, group in groupby(cells, lambda cell: cell.week.month):
        weeks = list(group)
        left, right = weeks[0].box.left(), weeks[-1].box.right() + 1
        if month % 2:
            painter.fillRect(QRectF(left, SIGNS * frame.zoom, right - left, frame.bottom - SIGNS * frame.zoom), faint)
        text = month_name(month)[:3]
        if style.metrics(SMALL).horizontalAdvance(text) + 4 <= right - left:
            painter.setPen(style.color("ink"))
            painter.drawText(
                QRectF(left + 2, top, right - left, high), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text
            )


def _ground(painter: QPainter, frame: Frame, cell: Cell) -> None:
    load, box = cell.week, cell.box
    if load.slack is not None or load.away:
        whole = QRectF(box.left(), SIGNS * frame.zoom, box.width(), frame.bottom - SIGNS * frame.zoom)
        if load.slack is not None:
            painter.fillRect(whole, _faint("done", 38))
        if load.away:
            part = whole.adjusted(0, 0, -whole.width() * (1 - min(len(load.away) / 5, 1)), 0)
            painter.fillRect(part, QBrush(_faint("muted", 150), Qt.BrushStyle.BDiagPattern))
    if cell.now:
        painter.setPen(QPen(look().color("accent"), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.center().x() + 0.5, 2), QPointF(box.center().x() + 0.5, frame.bottom))


def _sign(painter: QPainter, frame: Frame, cell: Cell) -> None:
    zoom = look().scale
    side = min(round(cell.box.width() / zoom), 14)
    top = frame.y(cell.week.hours) - (side + 3) * zoom
    painter.drawPixmap(
        QPointF(cell.box.center().x() + 1 - side * zoom / 2, max(top, 0.0)),
        pixmap("triangle-alert", "late", side, painter.device().devicePixelRatioF()),
    )


def _bars(painter: QPainter, frame: Frame, cell: Cell) -> None:
    load, box = cell.week, cell.box
    gap = max(1.0, min(3.0, box.width() * 0.12))
    left, wide = box.left() + gap, box.width() - 2 * gap
    if load.routine_hours:
        painter.setPen(QPen(look().color("muted"), 0.8))
        painter.setBrush(_faint("muted", 40))
        painter.drawRect(QRectF(left, frame.base + 1, wide, load.routine_hours * frame.unit))
    done, ratio = 0.0, painter.device().devicePixelRatioF()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for category, hours in load.by_category().items():
        bar = QRectF(left, frame.y(done + hours), wide, hours * frame.unit)
        done += hours
        color = look().color(category.value)
        painter.setPen(QPen(color, 1.0))
        if bar.height() * ratio < 1:  # a quarter of an hour: Qt would take the whole strip for a source without height
            painter.drawLine(bar.topLeft(), bar.topRight())
            continue
        strip = _strip(category.value, color.name(), look().palette.surface, ceil(wide), ratio)
        source = QRectF(0, 0, bar.width() * ratio, bar.height() * ratio)
        painter.drawPixmap(bar, strip, source)
        painter.drawRect(bar)
    if load.overloaded:
        over = QRectF(left - 1, frame.y(load.hours) - 1, wide + 2, load.over * frame.unit + 1)
        painter.setPen(QPen(look().color("late"), 2))
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


def _room(painter: QPainter, frame: Frame, cells: Sequence[Cell]) -> None:
    """The line of what there is room for, in steps from week to week."""
    first = cells[0]
    points = [QPointF(first.box.left(), frame.y(first.week.room))]
    for before, cell in pairwise(cells):
        if before.week.room != cell.week.room:
            points += [QPointF(cell.box.left(), frame.y(load.room)) for load in (before.week, cell.week)]
    points.append(QPointF(cells[-1].box.right() + 1, frame.y(cells[-1].week.room)))
    painter.setPen(QPen(look().color("ink"), 1.6))
    painter.drawPolyline(points)


def _below(painter: QPainter, frame: Frame, cells: Sequence[Cell]) -> None:
    """Letters and week numbers."""
    style, centre = look(), Qt.AlignmentFlag.AlignCenter
    ink, muted, accent = style.color("ink"), style.color("muted"), style.color("accent")
    narrow = style.metrics(10, bold=True)
    (top, high), (top_of_numbers, high_of_numbers) = frame.row(0), frame.row(1)
    painter.setFont(style.font(10, bold=True))
    painter.setPen(ink if style.palette is CONTRAST else muted)
    for cell in cells:
        letters, box = letters_of(cell.week), cell.box
        if letters:
            short = len(letters) > 2 and narrow.horizontalAdvance(letters) > box.width() + 2
            painter.drawText(QRectF(box.left() - 4, top, box.width() + 8, high), centre, letters[0] + "+" if short else letters)
    painter.setPen(muted)
    for cell in cells:
        if cell.number or cell.now:
            painter.setFont(style.font(NUMBER, bold=cell.now))
            painter.setPen(accent if cell.now else muted)
            place = QRectF(cell.box.left() - 4, top_of_numbers, cell.box.width() + 8, high_of_numbers)
            painter.drawText(place, centre, str(week(cell.week.monday)))


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
