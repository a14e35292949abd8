"""Paints the geometry of a wheel on a ReportLab canvas: a year, a quarter or a month; knows nothing of the page around it."""

from dataclasses import dataclass
from datetime import date

from chefsstod.features.yearwheel.geometry import Arc, Heat, Mark, Ring, Sector, Wheel
from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import SkipCause, Status
from chefsstod.features.yearwheel.span import Unit
from chefsstod.features.yearwheel.wheel_words import hub_lines, sector_name, week_name
from chefsstod.features.yearwheel.words import MARKS
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_month, week
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import patterned, tick
from chefsstod.pdf.paper import Canvas, fitted, label
from chefsstod.pdf.round import Round
from chefsstod.support.tokens import LIGHT, mix

WHITE = LIGHT.surface
SHADE = mix(LIGHT.line, WHITE, 0.42)
RIM = mix(LIGHT.line, WHITE, 0.85)
RIM_SHADE = mix("#CFC9BC", WHITE, 0.85)
CALM = mix(LIGHT.accent, WHITE, 0.16)
HAIR = mix(LIGHT.muted, WHITE, 0.38)
CLOSED = (Status.DONE, Status.SKIPPED)


@dataclass(frozen=True, slots=True)
class Type:
    """The type sizes of a wheel on paper, in points: the names of its sectors and weeks, the marks of its rings, its title."""

    sector: float
    week: float
    mark: float
    title: float


@dataclass(frozen=True, slots=True)
class Hub:
    """What stands in the middle besides the name of the span."""

    unit: str
    today: date


def paint_wheel(canvas: Canvas, wheel: Wheel, centre: tuple[float, float], radius: float, sizes: Type, hub: Hub) -> None:
    """The picture itself, from the ground up: sectors, rim, rings, arcs, hand, texts, hub."""
    pen = Round(canvas, *centre)
    _ground(pen, wheel, radius)
    _sectors(pen, wheel, radius, sizes, hub.today)
    _weeks(pen, wheel, radius, sizes)
    for bar in wheel.heat.bars if wheel.heat else ():
        _heat(pen, bar, radius)
    if wheel.heat:
        half = wheel.proportions.gutter / 2
        canvas.setDash(2, 1.6)
        pen.curve(wheel.heat.full * radius, half, 360 - half, LIGHT.muted, 0.45)
        canvas.setDash()
    for ring in wheel.rings:
        _ring(pen, ring, wheel, radius, sizes)
    for arc in wheel.arcs:
        _arc(pen, arc, radius)
    for arc in wheel.routines:
        _routine(pen, arc, radius)
    if wheel.hand is not None:
        _hand(pen, wheel, radius)
    for arc in wheel.arcs:
        _label(pen, arc, radius, min(wheel.proportions.label, (arc.outer - arc.inner) / 0.92) * radius)
    for mark in wheel.marks:
        _mark(pen, mark, radius, wheel.proportions.mark)
    _hub(pen, wheel, radius, sizes, hub)


def _ground(pen: Round, wheel: Wheel, radius: float) -> None:
    p = wheel.proportions
    for sector in wheel.sectors:
        if sector.shaded:
            pen.fill(p.hub * radius, p.rings * radius, sector.start, sector.end, SHADE)
    if wheel.span.unit is Unit.MONTH:
        for week_item in wheel.weeks[1:]:
            pen.ray(p.hub * radius, p.rings * radius, week_item.start, mix(LIGHT.muted, WHITE, 0.3), 0.5)


def _sectors(pen: Round, wheel: Wheel, radius: float, sizes: Type, today: date) -> None:
    low, high = wheel.sector_band
    days = wheel.span.unit is Unit.MONTH
    for sector in wheel.sectors:
        pen.fill(low * radius, high * radius, sector.start, sector.end, _rim_tone(sector, days=days))
        if days:
            pen.ray(low * radius, high * radius, sector.start, HAIR, 0.35)
        middle = sector.middle
        quiet, now = days and sector.red, days and sector.first == today
        pen.text(
            sector_name(wheel.span, sector),
            (low + high) / 2 * radius,
            middle,
            size=sizes.sector,
            font=fonts.REGULAR if quiet and not now else fonts.SEMIBOLD,
            colour=LIGHT.accent if now else LIGHT.muted if quiet else LIGHT.ink,
            flipped=90 < middle < 270,
        )


def _rim_tone(sector: Sector, *, days: bool) -> str:
    if days:
        return RIM_SHADE if sector.red else WHITE
    return RIM_SHADE if sector.shaded else RIM


def _weeks(pen: Round, wheel: Wheel, radius: float, sizes: Type) -> None:
    low, high = (edge * radius for edge in wheel.week_band)
    near = wheel.span.unit is not Unit.YEAR
    room = fonts.width(week_name(wheel.weeks[0], near=near), fonts.SEMIBOLD, sizes.week) * 1.15
    for place, item in enumerate(wheel.weeks):
        if wheel.span.unit is Unit.MONTH:
            pen.fill(low, high, item.start, item.end, RIM if place % 2 else RIM_SHADE)
        if item.slack:
            pen.fill(low, high, item.start, item.end, CALM)
    for item in wheel.weeks:
        pen.ray(low, high, item.start, LIGHT.muted, 0.35)
        middle = (item.start + item.end) / 2
        if (item.end - item.start) / 57.3 * low > room:
            pen.text(
                week_name(item, near=near),
                (low + high) / 2,
                middle,
                size=sizes.week,
                font=fonts.SEMIBOLD if item.slack or wheel.span.unit is Unit.MONTH else fonts.REGULAR,
                colour=LIGHT.accent if item.slack else LIGHT.muted,
                flipped=90 < middle < 270,
            )
    pen.ray(low, high, 360 - wheel.proportions.gutter / 2, LIGHT.muted, 0.35)


def _heat(pen: Round, bar: Heat, radius: float) -> None:
    """A week's load: height and tone tell how much; more than the week holds is hatched and has an exclamation mark."""
    colour = LIGHT.soon if bar.over else LIGHT.accent
    inner, outer = bar.inner * radius, bar.outer * radius
    start, end = bar.week.start + 0.25, bar.week.end - 0.25
    if end <= start:
        return
    pen.fill(inner, outer, start, end, mix(colour, WHITE, 0.5 if bar.over else 0.18 + 0.4 * bar.load))
    if not bar.over:
        return
    canvas, middle = pen.canvas, (start + end) / 2
    canvas.saveState()
    canvas.clipPath(pen.sector(inner, outer, start, end), stroke=0, fill=0)
    turn = start
    while turn < end + 2:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(0.5)
        canvas.line(*pen.point(inner, turn), *pen.point(outer, turn - 1.4))
        turn += 0.8
    canvas.restoreState()
    size = (bar.outer - bar.inner) * radius * 0.85
    pen.fill(inner, outer, middle - 0.7, middle + 0.7, WHITE)
    pen.text("!", (inner + outer) / 2, middle, size=size, font=fonts.SEMIBOLD, colour=colour, flipped=90 < middle < 270)


def _ring(pen: Round, ring: Ring, wheel: Wheel, radius: float, sizes: Type) -> None:
    half = wheel.proportions.gutter / 2
    for edge in {ring.inner, ring.outer}:
        pen.curve(edge * radius, half, 360 - half, HAIR, 0.4)
    x, y = pen.point((ring.inner + ring.outer) / 2 * radius, 0)
    label(
        pen.canvas,
        x,
        y - sizes.mark * 0.33,
        MARKS[ring.category],
        font=fonts.SEMIBOLD,
        size=sizes.mark,
        colour=LIGHT.categories[ring.category],
        align="centre",
    )


def _arc(pen: Round, arc: Arc, radius: float) -> None:
    category = arc.occurrence.activity.category.value
    status = arc.occurrence.status
    colour = LIGHT.categories[category]
    inner, outer = arc.inner * radius, arc.outer * radius
    canvas = pen.canvas
    if status is Status.SKIPPED and arc.occurrence.skip_cause is not SkipCause.USER:
        pen.fill(inner, outer, arc.start, arc.end, mix(colour, WHITE, 0.05))  # before her time: no decision to tell of
        pen.stroke(inner, outer, arc.head, arc.end, mix(colour, WHITE, 0.4), 0.4)
        return
    if status is Status.SKIPPED:
        canvas.setDash(1.8, 1.5)
        pen.fill(inner, outer, arc.start, arc.end, WHITE)
        pen.stroke(inner, outer, arc.start, arc.end, colour, 0.6)
        pen.stroke(inner, outer, arc.head, arc.end, colour, 0.6)
        canvas.setDash()
        return
    share = {Status.DONE: 0.09, Status.STARTED: 0.38}.get(status, 0.2)
    canvas.setFillColor(mix(colour, WHITE, share))
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.5)
    canvas.drawPath(_tail(pen, arc, radius), stroke=int(arc.beyond and status is Status.DONE), fill=1)
    if not arc.beyond:
        _head(pen, arc, radius)
    if status is Status.LATE:
        pen.stroke(inner + 0.4, outer - 0.4, arc.start, arc.end, LIGHT.late, 1.2)


def _head(pen: Round, arc: Arc, radius: float) -> None:
    """The solid end on the due day: patterned, or pale with a tick when done."""
    category = arc.occurrence.activity.category.value
    colour = LIGHT.categories[category]
    inner, outer = arc.inner * radius, arc.outer * radius
    middle = (arc.head + arc.end) / 2
    if arc.occurrence.status is Status.DONE:
        pen.fill(inner, outer, arc.head, arc.end, mix(colour, WHITE, 0.14))
        pen.stroke(inner, outer, arc.head, arc.end, colour, 0.5)
        if arc.label.place is not Place.HEAD:
            tick(pen.canvas, *pen.point((inner + outer) / 2, middle), min(outer - inner, 8) * 0.85, colour)
    elif arc.label.place is Place.HEAD:
        pen.fill(inner, outer, arc.head, arc.end, colour)
    else:
        patterned(
            pen.canvas,
            lambda: pen.sector(inner, outer, arc.head, arc.end),
            category,
            centre=pen.point((inner + outer) / 2, middle),
            half=max(outer - inner, (arc.end - arc.head) / 57.3 * outer) * 0.72,
            turn=-middle,
        )


def _tail(pen: Round, arc: Arc, radius: float) -> object:
    """The pale part; where the work began before the span, or goes on after it, it is cut with a notch."""
    inner, outer = arc.inner * radius, arc.outer * radius
    middle = (inner + outer) / 2
    cut = 57.3 * min(4.5, (outer - inner) * 0.55) / middle
    path = pen.canvas.beginPath()
    path.moveTo(*pen.point(outer, arc.start))
    pen.along(path, outer, arc.start, arc.head)
    if arc.beyond:
        path.lineTo(*pen.point(middle, arc.head - cut))
    path.lineTo(*pen.point(inner, arc.head))
    pen.along(path, inner, arc.head, arc.start)
    if arc.notch:
        path.lineTo(*pen.point(middle, arc.start + cut))
    path.close()
    return path


def _routine(pen: Round, arc: Arc, radius: float) -> None:
    """A routine's cell: a strip in its category's pattern, and its letter; pale and with a tick when done."""
    category = arc.occurrence.activity.category.value
    colour = LIGHT.categories[category]
    inner, outer = arc.inner * radius, arc.outer * radius
    closed = arc.occurrence.status in CLOSED
    strip = arc.start + (arc.end - arc.start) * 0.34
    pen.fill(inner, outer, arc.start, arc.end, mix(colour, WHITE, 0.05 if closed else 0.14))
    if not closed:
        patterned(
            pen.canvas,
            lambda: pen.sector(inner, outer, arc.start, strip),
            category,
            centre=pen.point((inner + outer) / 2, (arc.start + strip) / 2),
            half=outer - inner,
            turn=-(arc.start + strip) / 2,
            step=2.2,
        )
    elif arc.occurrence.status is Status.DONE:
        tick(pen.canvas, *pen.point((inner + outer) / 2, (arc.start + strip) / 2), (outer - inner) * 0.62, colour)
    pen.stroke(inner, outer, arc.start, arc.end, mix(colour, WHITE, 0.55), 0.4)
    pen.text(
        arc.label.text,
        (inner + outer) / 2,
        (strip + arc.end) / 2,
        size=min((outer - inner) * 0.88, 9),
        font=fonts.SEMIBOLD,
        colour=LIGHT.muted if closed else LIGHT.ink,
        flipped=arc.label.flipped,
    )


def _label(pen: Round, arc: Arc, radius: float, size: float) -> None:
    text = arc.label
    status = arc.occurrence.status
    colour = LIGHT.muted if status in CLOSED else LIGHT.ink
    if text.place is Place.HEAD and status not in CLOSED:
        colour = WHITE
    if status is Status.LATE and text.place is not Place.HEAD:
        colour = LIGHT.late
    font = fonts.REGULAR if arc.number is None else fonts.SEMIBOLD
    if arc.number is not None:
        size = min(size, (text.end - text.start) / 57.3 * text.radius * radius / max(0.01, fonts.width(text.text, font)))
    pen.text(text.text, text.radius * radius, text.middle, size=size, font=font, colour=colour, flipped=text.flipped)


def _mark(pen: Round, mark: Mark, radius: float, size: float) -> None:
    """A step: a diamond on its day, filled when it is done; a triangle where two chains collide."""
    colour = LIGHT.late if mark.step.collides else LIGHT.categories[mark.arc.occurrence.activity.category.value]
    if mark.thread:
        pen.canvas.setDash(1.2, 1.2)
        pen.curve(mark.radius * radius, *mark.thread, colour, 0.5)
        pen.canvas.setDash()
    first, *others = (pen.point(far * radius, angle) for far, angle in mark.corners(size))
    path = pen.canvas.beginPath()
    path.moveTo(*first)
    for corner in others:
        path.lineTo(*corner)
    path.close()
    pen.canvas.setFillColor(colour if mark.step.done else WHITE)
    pen.canvas.setStrokeColor(colour)
    pen.canvas.setLineWidth(0.9)
    pen.canvas.drawPath(path, stroke=1, fill=1)


def _hand(pen: Round, wheel: Wheel, radius: float) -> None:
    assert wheel.hand is not None  # noqa: S101 - asked for by the caller
    p = wheel.proportions
    pen.ray(p.hub * radius, wheel.reach * radius, wheel.hand, LIGHT.accent, 0.8)
    pen.canvas.setFillColor(LIGHT.accent)
    pen.canvas.circle(*pen.point(wheel.reach * radius, wheel.hand), 2.2, stroke=0, fill=1)


def _hub(pen: Round, wheel: Wheel, radius: float, sizes: Type, hub: Hub) -> None:
    canvas, x, y = pen.canvas, pen.x, pen.y
    room = wheel.proportions.hub * radius * 1.55
    lines = hub_lines(wheel.span)
    size = min(sizes.title, *(room / fonts.width(line, fonts.SEMIBOLD) for line in lines))
    if len(lines) > 1:
        label(canvas, x, y + size * 0.15, lines[0], font=fonts.SEMIBOLD, size=size, align="centre")
        label(canvas, x, y - size * 0.85, lines[1], font=fonts.REGULAR, size=size, align="centre")
        return
    label(canvas, x, y - size * 0.2, lines[0], font=fonts.SEMIBOLD, size=size, align="centre")
    small = sizes.title * 0.21
    unit = fitted(hub.unit, fonts.REGULAR, small, room)
    label(canvas, x, y + sizes.title * 0.68, unit, size=small, colour=LIGHT.muted, align="centre")
    if wheel.hand is not None:
        text = _("week {week} · {date}").format(week=week(hub.today), date=day_month(hub.today))
        label(canvas, x, y - sizes.title * 0.55, text, size=small * 1.1, colour=LIGHT.accent, align="centre")
