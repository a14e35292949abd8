"""Paints the geometry of a wheel with Qt: the whole picture, kept as a pixmap, and single arcs over it. Knows no service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from chefsstod.features.yearwheel.geometry import Arc, Proportions, StepMark, Wheel, lane_width, layout
from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import Category, Occurrence, SkipCause, Status
from chefsstod.features.yearwheel.span import Span, Unit
from chefsstod.features.yearwheel.wheel_extras import paint_heat, paint_marks, paint_routine
from chefsstod.features.yearwheel.wheel_pen import Pen, text_width
from chefsstod.features.yearwheel.wheel_words import hub_lines, sector_name
from chefsstod.features.yearwheel.words import MARKS
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_month, week
from chefsstod.support import tokens
from chefsstod.support.holidays import SATURDAY, holiday
from chefsstod.support.tokens import Palette, contrast
from chefsstod.ui.style import look

_LARGEST, _SMALLEST = 13.0, 8.0
"""Type sizes of labels in pixels; what does not fit at the smallest becomes a number."""
_FILL = 1.06
"""Type size as a part of the width of a lane: capitals and tails of letters still keep clear of the next lane."""
_THICK = 0.88
"""The part of its lane that an arc fills (see ``geometry``)."""
_STRONG = 7.0
_LIKELY = 0.028
"""The type size that a common year comes to, in parts of the radius; the nearer, the less there is to search."""


mix = lru_cache(maxsize=512)(tokens.mix)


@dataclass(frozen=True, slots=True)
class Tones:
    """The grounds of the wheel in the palette in force; where lines are strong, nothing is shaded behind text."""

    palette: Palette
    shade: str
    rim: str
    rim_shade: str
    calm: str

    @classmethod
    def of(cls, p: Palette) -> "Tones":
        """The tones of a palette."""
        strong = contrast(p.line, p.paper) > _STRONG
        if strong:
            return cls(p, mix(p.line, p.surface, 0.1), p.surface, mix(p.line, p.surface, 0.14), mix(p.done, p.surface, 0.3))
        return cls(
            p,
            mix(p.line, p.surface, 0.42),
            mix(p.line, p.surface, 0.5),
            p.line,
            mix(p.accent, p.surface, 0.18),
        )


def lay_out(
    span: Span,
    occurrences: list[Occurrence],
    today: date,
    radius: float,
    focus: Category | None,
    *,
    heat: Mapping[date, float] | None = None,
    marks: Sequence[StepMark] = (),
) -> Wheel:
    """The geometry for a wheel of ``radius`` pixels, with the largest labels that its lanes have room for."""
    largest = _LARGEST * look().scale
    guess = min(largest, radius * _LIKELY)
    lane = lane_width(span, occurrences, text_width, _proportions(guess, radius, focus), heat=heat) * radius
    size = min(largest, max(_SMALLEST, lane * _FILL))
    return layout(span, occurrences, today, text_width, _proportions(size, radius, focus), heat=heat, marks=marks)


def _proportions(size: float, radius: float, focus: Category | None) -> Proportions:
    return Proportions(
        label=size / radius,
        head=max(9.0, size * 0.95) / radius,
        hub=0.175,
        rings=0.896,
        weeks=0.938,
        gutter=min(12.0, 4.0 + 850 / radius),
        ring_gap=0.009,
        line=1 / _FILL,
        focus=focus,
    )


def picture(wheel: Wheel, radius: float, margin: float, ratio: float, today: date, *, whole: bool) -> QPixmap:
    """The wheel without hover and selection. ``whole``: nothing is filtered away, so that slack weeks are told."""
    side = ceil(2 * (radius + margin))
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    pen = Pen(painter, QPointF(side / 2, side / 2), radius)
    tones = Tones.of(look().palette)
    _ground(pen, wheel, tones)
    _rim(pen, wheel, tones, whole=whole)
    if wheel.heat is not None:
        paint_heat(pen, wheel.heat, tones.palette)
    for arc in wheel.everything:
        paint_arc(pen, arc, tones.palette)
    _hand(pen, wheel, tones.palette)
    for arc in wheel.everything:
        paint_label(pen, arc, wheel.proportions.label * radius, tones.palette)
    paint_marks(pen, wheel, tones.palette)
    _hub(pen, wheel, tones.palette, today)
    painter.end()
    return pixmap


def _ground(pen: Pen, wheel: Wheel, tones: Tones) -> None:
    p, measures = tones.palette, wheel.proportions
    half = measures.gutter / 2
    pen.painter.setPen(Qt.PenStyle.NoPen)
    pen.painter.setBrush(QColor(p.surface))
    pen.painter.drawEllipse(pen.centre, pen.radius, pen.radius)
    for sector in wheel.sectors:
        if sector.shaded:
            pen.fill(pen.sector(measures.hub, measures.rings, sector.start, sector.end), tones.shade)
    if wheel.routine_band is not None:
        for radius in wheel.routine_band:
            pen.curve(radius, half, 360 - half, mix(p.muted, p.surface, 0.5), 0.8)
    for ring in wheel.rings:
        for radius in {ring.inner, ring.outer}:
            pen.curve(radius, half, 360 - half, mix(p.muted, p.surface, 0.32), 0.8)
        room = measures.gutter / 57.3 * ring.inner * pen.radius / 1.4
        size = max(9.5, min(look().px(11), (ring.outer - ring.inner) * pen.radius * 0.9, room))
        focused = measures.focus is ring.category
        color = p.categories[ring.category.value]
        place = pen.point((ring.inner + ring.outer) / 2, 0)
        if focused:
            _pill(pen.painter, place, size, color)
        pen.text(MARKS[ring.category], (ring.inner + ring.outer) / 2, 0, size, p.surface if focused else color, bold=True)


def _pill(painter: QPainter, place: QPointF, size: float, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawRoundedRect(QRectF(place.x() - size * 0.95, place.y() - size * 0.7, size * 1.9, size * 1.4), 3, 3)


def _rim(pen: Pen, wheel: Wheel, tones: Tones, *, whole: bool) -> None:
    measures, edge = wheel.proportions, mix(tones.palette.muted, tones.palette.surface, 0.6)
    _sectors(pen, wheel, tones)
    _weeks(pen, wheel, tones, whole=whole)
    if wheel.sector_band[0] < wheel.week_band[0]:  # days inside weeks: a hairline between them
        pen.curve(measures.weeks, measures.gutter / 2, 360 - measures.gutter / 2, edge, 0.8)
    inner, outer = wheel.week_band
    pen.ray(inner, outer, 360 - measures.gutter / 2, edge, 0.8)


def _sectors(pen: Pen, wheel: Wheel, tones: Tones) -> None:
    p, (inner, outer) = tones.palette, wheel.sector_band
    size = min(max(pen.radius * 0.037, 9.5), look().px(16), (outer - inner) * pen.radius * 0.82)
    days = wheel.span.unit in (Unit.MONTH, Unit.DAY)
    for sector in wheel.sectors:
        path = pen.sector(inner, outer, sector.start, sector.end)
        pen.fill(path, tones.rim_shade if sector.shaded else tones.rim)
        text = sector_name(wheel.span, sector)
        if days and text_width(text, bold=True) * size > (sector.end - sector.start) / 57.3 * inner * pen.radius * 0.9:
            text = str(sector.first.day)
        color = p.late if days and is_red(sector.first) else p.ink
        flipped = 90 < sector.middle < 270
        pen.text(text, (inner + outer) / 2, sector.middle, size, color, bold=not days or not sector.red, flipped=flipped)


def _weeks(pen: Pen, wheel: Wheel, tones: Tones, *, whole: bool) -> None:
    p, (inner, outer) = tones.palette, wheel.week_band
    small = min(max(pen.radius * 0.027, 7.5), look().px(12))
    words = wheel.span.unit is not Unit.YEAR
    wide = text_width("52") * small * 1.4 / pen.radius * 57.3
    for item in wheel.weeks:
        slack = item.slack and whole
        ground = tones.calm if slack else tones.rim if words and inner >= wheel.proportions.weeks else None
        if ground is not None:
            pen.fill(pen.sector(inner, outer, item.start, item.end), ground)
        pen.ray(inner, outer, item.start, mix(p.muted, p.surface, 0.6), 0.8)
        if item.end - item.start > wide:
            middle = (item.start + item.end) / 2
            color = p.accent if slack else p.muted
            text = _("wk {week}").format(week=item.number) if words else str(item.number)
            if text_width(text) * small / pen.radius * 57.3 > item.end - item.start:
                text = str(item.number)
            pen.text(text, (inner + outer) / 2, middle, small, color, bold=slack, flipped=90 < middle < 270)


def is_red(day: date) -> bool:
    """Whether the day's number is red in a Swedish calendar: a Sunday or a holiday."""
    return day.weekday() > SATURDAY or holiday(day) is not None


def paint_arc(pen: Pen, arc: Arc, p: Palette) -> None:
    """An arc in its category's colour and pattern, its status told by shape."""
    if arc.routine:
        paint_routine(pen, arc, p)
        return
    status, category = arc.occurrence.status, arc.occurrence.activity.category.value
    color = p.categories[category]
    whole = pen.sector(arc.inner, arc.outer, arc.start, arc.end, notch=arc.notch, cut=arc.beyond)
    if status is Status.SKIPPED and arc.occurrence.skip_cause is not SkipCause.USER:
        # Before her time, or overtaken: no decision of hers to tell of, so it is drawn quietly, as on paper.
        pen.fill(whole, mix(color, p.surface, 0.06))
        if not arc.beyond:
            pen.stroke(pen.sector(arc.inner, arc.outer, arc.head, arc.end), mix(color, p.surface, 0.4), 0.8)
        return
    if status is Status.SKIPPED:
        pen.fill(whole, p.surface)
        pen.stroke(whole, mix(color, p.surface, 0.6), 0.8, dashed=True)
        return
    share = {Status.DONE: 0.1, Status.STARTED: 0.4}.get(status, 0.22)
    pen.fill(pen.sector(arc.inner, arc.outer, arc.start, arc.head, notch=arc.notch, cut=arc.beyond), mix(color, p.surface, share))
    if not arc.beyond:
        _paint_head(pen, arc, p, color)
    if status is Status.LATE:
        # A thin arc would be all edge: its category and pattern must still be seen.
        pen.stroke(whole, p.late, min(1.8, max(0.7, (arc.outer - arc.inner) * pen.radius * 0.18)))


def _paint_head(pen: Pen, arc: Arc, p: Palette, color: str) -> None:
    head = pen.sector(arc.inner, arc.outer, arc.head, arc.end)
    middle = (arc.head + arc.end) / 2
    centre = pen.point(arc.radius, middle)
    thick = (arc.outer - arc.inner) * pen.radius
    if arc.occurrence.status is Status.DONE:
        pen.fill(head, mix(color, p.surface, 0.16))
        pen.stroke(head, color, 0.8)
        if arc.label.place is not Place.HEAD:
            _tick(pen.painter, centre, min(thick, 13.0) * 0.86, color)
    elif arc.label.place is Place.HEAD:
        pen.fill(head, color)
    else:
        long = wheel_length(arc) * pen.radius
        pen.pattern(head, arc.occurrence.activity.category.value, centre, (long, thick), middle)


def wheel_length(arc: Arc) -> float:
    """The length of an arc's head along its outer edge, in parts of the radius."""
    return (arc.end - arc.head) / 57.3 * arc.outer


def _tick(painter: QPainter, centre: QPointF, size: float, color: str) -> None:
    path = QPainterPath(QPointF(centre.x() - size * 0.36, centre.y()))
    path.lineTo(centre.x() - size * 0.1, centre.y() + size * 0.28)
    path.lineTo(centre.x() + size * 0.4, centre.y() - size * 0.34)
    pen = QPen(QColor(color), max(1.2, size * 0.16))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(path, pen)


def paint_label(pen: Pen, arc: Arc, size: float, p: Palette, *, strong: bool = False) -> None:
    """The text of an arc, or its number."""
    text, status = arc.label, arc.occurrence.status
    if arc.routine:
        return
    closed = status in (Status.DONE, Status.SKIPPED)
    on_head = text.place is Place.HEAD
    color = p.muted if closed and not strong else p.ink
    if on_head and not closed:
        color = p.surface
    elif status is Status.LATE:
        color = p.late
    size = min(size, (arc.outer - arc.inner) * pen.radius / _THICK * _FILL)
    if on_head:
        size = min(size, wheel_length(arc) * pen.radius / max(0.01, text_width(text.text, bold=True)) * 0.96)
    middle = (text.start + text.end) / 2
    pen.text(text.text, text.radius, middle, size, color, bold=arc.number is not None, flipped=text.flipped)


def _hand(pen: Pen, wheel: Wheel, p: Palette) -> None:
    if wheel.hand is None:
        return
    pen.ray(wheel.proportions.hub, wheel.proportions.weeks, wheel.hand, p.accent, 1.5)
    pen.painter.setPen(QPen(QColor(p.surface), 1.5))
    pen.painter.setBrush(QColor(p.accent))
    pen.painter.drawEllipse(pen.point(wheel.proportions.weeks, wheel.hand), 4, 4)


def _hub(pen: Pen, wheel: Wheel, p: Palette, today: date) -> None:
    room = wheel.proportions.hub * pen.radius
    names = hub_lines(wheel.span)
    share = 0.62 if len(names) == 1 else 0.36
    lines = [(name, min(room * share, look().px(44 * share / 0.62)), p.ink, True) for name in names]
    if wheel.hand is not None:
        small = min(room * 0.23, look().px(15))
        lines += [
            (_("week {week}").format(week=week(today)), small, p.accent, True),
            (day_month(today), small, p.accent, False),
        ]
    font = look().font()
    height = sum(size * 1.12 for _text, size, _color, _bold in lines)
    top = pen.centre.y() - height / 2
    for text, size, color, bold in lines:
        fitted = min(size, 1.7 * room / text_width(text, bold=bold))
        font = look().font(bold=bold)
        font.setPixelSize(max(7, round(fitted)))
        pen.painter.setFont(font)
        pen.painter.setPen(QColor(color))
        box = QRectF(pen.centre.x() - room, top, 2 * room, size * 1.12)
        pen.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        top += size * 1.12
