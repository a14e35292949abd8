"""The wheel on paper: A3 landscape with the whole list beside it, or A4 portrait with the list below."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chefsstod.features.yearwheel.geometry import Arc, Proportions, Ring, Wheel, layout
from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import SkipCause, Status
from chefsstod.features.yearwheel.report_legend import draw_categories, draw_list, draw_states
from chefsstod.features.yearwheel.report_sheets import YearSheet
from chefsstod.features.yearwheel.words import MARKS
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_month, month_name, week
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import patterned, tick
from chefsstod.pdf.paper import (
    A3_LANDSCAPE,
    A4,
    FOOT_BASE,
    MM,
    Canvas,
    Meta,
    draw_foot,
    fitted,
    hairline,
    label,
    one_page,
)
from chefsstod.pdf.round import Round
from chefsstod.support.tokens import LIGHT, mix

WHITE = LIGHT.surface
SHADE = mix(LIGHT.line, WHITE, 0.42)
RIM = mix(LIGHT.line, WHITE, 0.85)
RIM_SHADE = mix("#CFC9BC", WHITE, 0.85)
CALM = mix(LIGHT.accent, WHITE, 0.16)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The measures of one paper size in points."""

    size: tuple[float, float]
    radius: float
    centre: tuple[float, float]
    labels: tuple[float, ...]
    mark: float
    gutter: float
    hub: float
    month: float
    year: float


_A3_LABELS = (8.2, 7.9, 7.6, 7.3, 7.0, 6.5, 6.0)
_A3 = _Sheet(A3_LANDSCAPE, 138.5 * MM, (148.5 * MM, 148.5 * MM), _A3_LABELS, 7.2, 6, 0.22, 13, 48)
_A4 = _Sheet(A4, 96 * MM, (105 * MM, (297 - 11 - 96) * MM), (6.6, 6.3, 6.0), 6.0, 7.5, 0.2, 10, 30)


def write(sheet: YearSheet, target: Path, paper: Literal["a3", "a4"]) -> None:
    """Lay out and paint. Raises OSError when the file cannot be written."""
    measures = _A3 if paper == "a3" else _A4
    title = _("Year wheel {year}").format(year=sheet.year)
    meta = Meta(title, sheet.unit, sheet.today, _("The recurring tasks of the year"))
    wheel = _best_layout(sheet, measures)

    def paint(canvas: Canvas) -> None:
        # The list comes first in the file, so that it is read first when the page is read aloud or copied.
        (_beside if paper == "a3" else _below)(canvas, wheel, meta)
        paint_wheel(canvas, wheel, sheet, measures)

    one_page(target, measures.size, meta, paint)


def _best_layout(sheet: YearSheet, measures: _Sheet) -> Wheel:
    """The wheel with the fewest labels lost to numbers and, among such, the largest type."""
    fonts.register()
    occurrences = sheet.calendar()
    best: Wheel | None = None
    for size in measures.labels:
        scale = measures.radius
        proportions = Proportions(
            label=size / scale,
            head=max(8.4, size * 1.12) / scale,
            gutter=measures.gutter,
            hub=measures.hub,
            rings=0.902,
            weeks=0.94,
            ring_gap=0.007,
            line=1.13,
        )
        wheel = layout(sheet.year, occurrences, sheet.today, fonts.width, proportions)
        roomy = _roomy(wheel)
        if best is None or not _roomy(best) or (roomy and len(wheel.legend) < len(best.legend)):
            best = wheel
        if roomy and not wheel.legend:
            break
    assert best is not None  # noqa: S101 - there is always a size to try
    return best


def _roomy(wheel: Wheel) -> bool:
    """Whether labels stay within their lanes."""
    return all(arc.outer - arc.inner >= 0.995 * wheel.proportions.label for arc in wheel.arcs)


def paint_wheel(canvas: Canvas, wheel: Wheel, sheet: YearSheet, measures: _Sheet) -> None:
    """The picture itself, from the ground up: sectors, rim, rings, arcs, hand, texts, hub."""
    pen = Round(canvas, *measures.centre)
    scale = measures.radius
    _ground(pen, wheel, scale)
    _rim(pen, wheel, scale, measures)
    for ring in wheel.rings:
        _ring(pen, ring, wheel, scale, measures)
    for arc in wheel.arcs:
        _arc(pen, arc, scale)
    if wheel.hand is not None:
        p = wheel.proportions
        pen.ray(p.hub * scale, p.weeks * scale, wheel.hand, LIGHT.accent, 0.8)
        canvas.setFillColor(LIGHT.accent)
        canvas.circle(*pen.point(p.weeks * scale, wheel.hand), 2.2, stroke=0, fill=1)
    for arc in wheel.arcs:
        _label(pen, arc, scale, min(wheel.proportions.label, (arc.outer - arc.inner) / 0.92) * scale)
    _hub(pen, wheel, sheet, measures)


def _ground(pen: Round, wheel: Wheel, scale: float) -> None:
    p = wheel.proportions
    for sector in wheel.sectors:
        if sector.shaded:
            pen.fill(p.hub * scale, p.rings * scale, sector.start, sector.end, SHADE)


def _rim(pen: Round, wheel: Wheel, scale: float, measures: _Sheet) -> None:
    p = wheel.proportions
    for sector in wheel.sectors:
        pen.fill(p.weeks * scale, scale, sector.start, sector.end, RIM_SHADE if sector.shaded else RIM)
        middle = (sector.start + sector.end) / 2
        radius = (p.weeks + 1) / 2 * scale
        name = month_name(sector.month)
        pen.text(name, radius, middle, size=measures.month, font=fonts.SEMIBOLD, flipped=90 < middle < 270)
    radius = (p.rings + p.weeks) / 2 * scale
    for item in wheel.weeks:
        if item.slack:
            pen.fill(p.rings * scale, p.weeks * scale, item.start, item.end, CALM)
    for item in wheel.weeks:
        pen.ray(p.rings * scale, p.weeks * scale, item.start, LIGHT.muted, 0.35)
        middle = (item.start + item.end) / 2
        if item.end - item.start > 3.5:
            pen.text(
                str(item.number),
                radius,
                middle,
                size=7 if scale > 300 else 6,
                font=fonts.SEMIBOLD if item.slack else fonts.REGULAR,
                colour=LIGHT.accent if item.slack else LIGHT.muted,
                flipped=90 < middle < 270,
            )
    pen.ray(p.rings * scale, p.weeks * scale, 360 - p.gutter / 2, LIGHT.muted, 0.35)


def _ring(pen: Round, ring: Ring, wheel: Wheel, scale: float, measures: _Sheet) -> None:
    half = wheel.proportions.gutter / 2
    for radius in {ring.inner, ring.outer}:
        pen.curve(radius * scale, half, 360 - half, mix(LIGHT.muted, WHITE, 0.38), 0.4)
    x, y = pen.point((ring.inner + ring.outer) / 2 * scale, 0)
    size = measures.mark
    text = MARKS[ring.category]
    label(
        pen.canvas,
        x,
        y - size * 0.33,
        text,
        font=fonts.SEMIBOLD,
        size=size,
        colour=LIGHT.categories[ring.category],
        align="centre",
    )


def _arc(pen: Round, arc: Arc, scale: float) -> None:
    category = arc.occurrence.activity.category.value
    status = arc.occurrence.status
    colour = LIGHT.categories[category]
    inner, outer = arc.inner * scale, arc.outer * scale
    canvas = pen.canvas
    if status is Status.SKIPPED and arc.occurrence.skip_cause is not SkipCause.USER:
        pen.fill(inner, outer, arc.start, arc.end, mix(colour, WHITE, 0.05))  # before her time: no decision to tell of
        pen.stroke(inner, outer, arc.head, arc.end, mix(colour, WHITE, 0.4), 0.4)
        return
    if status is Status.SKIPPED:
        canvas.setDash(1.8, 1.5)
        canvas.setFillColor(WHITE)
        pen.fill(inner, outer, arc.start, arc.end, WHITE)
        pen.stroke(inner, outer, arc.start, arc.end, colour, 0.6)
        pen.stroke(inner, outer, arc.head, arc.end, colour, 0.6)
        canvas.setDash()
        return
    share = {Status.DONE: 0.09, Status.STARTED: 0.38}.get(status, 0.2)
    canvas.setFillColor(mix(colour, WHITE, share))
    canvas.drawPath(_tail(pen, arc, scale), stroke=0, fill=1)
    middle = (arc.head + arc.end) / 2
    if status is Status.DONE:
        pen.fill(inner, outer, arc.head, arc.end, mix(colour, WHITE, 0.14))
        pen.stroke(inner, outer, arc.head, arc.end, colour, 0.5)
        if arc.label.place is not Place.HEAD:
            tick(canvas, *pen.point((inner + outer) / 2, middle), min(outer - inner, 8) * 0.85, colour)
    elif arc.label.place is Place.HEAD:
        pen.fill(inner, outer, arc.head, arc.end, colour)
    else:
        patterned(
            canvas,
            lambda: pen.sector(inner, outer, arc.head, arc.end),
            category,
            centre=pen.point((inner + outer) / 2, middle),
            half=6.5,
            turn=-middle,
        )
    if status is Status.LATE:
        pen.stroke(inner + 0.4, outer - 0.4, arc.start, arc.end, LIGHT.late, 1.2)


def _tail(pen: Round, arc: Arc, scale: float) -> object:
    """The pale part; work that began last year is cut with a notch."""
    inner, outer = arc.inner * scale, arc.outer * scale
    path = pen.canvas.beginPath()
    path.moveTo(*pen.point(outer, arc.start))
    pen.along(path, outer, arc.start, arc.head)
    path.lineTo(*pen.point(inner, arc.head))
    pen.along(path, inner, arc.head, arc.start)
    if arc.notch:
        middle = (inner + outer) / 2
        path.lineTo(*pen.point(middle, arc.start + 57.3 * 4.5 / middle))
    path.close()
    return path


def _label(pen: Round, arc: Arc, scale: float, size: float) -> None:
    text = arc.label
    status = arc.occurrence.status
    colour = LIGHT.muted if status in (Status.DONE, Status.SKIPPED) else LIGHT.ink
    if text.place is Place.HEAD and status not in (Status.DONE, Status.SKIPPED):
        colour = WHITE
    if status is Status.LATE and text.place is not Place.HEAD:
        colour = LIGHT.late
    pen.text(
        text.text,
        text.radius * scale,
        (text.start + text.end) / 2,
        size=size,
        font=fonts.REGULAR if arc.number is None else fonts.SEMIBOLD,
        colour=colour,
        flipped=text.flipped,
    )


def _hub(pen: Round, wheel: Wheel, sheet: YearSheet, measures: _Sheet) -> None:
    canvas, size = pen.canvas, measures.year
    x, y = pen.x, pen.y
    room = wheel.proportions.hub * measures.radius * 1.55
    label(canvas, x, y - size * 0.2, str(sheet.year), font=fonts.SEMIBOLD, size=size, align="centre")
    small = size * 0.21
    unit = fitted(sheet.unit, fonts.REGULAR, small, room)
    label(canvas, x, y + size * 0.68, unit, size=small, colour=LIGHT.muted, align="centre")
    if wheel.hand is not None:
        text = _("week {week} · {date}").format(week=week(sheet.today), date=day_month(sheet.today))
        label(canvas, x, y - size * 0.55, text, size=small * 1.1, colour=LIGHT.accent, align="centre")


def _beside(canvas: Canvas, wheel: Wheel, meta: Meta) -> None:
    """The right-hand part of the A3: title, rings, states, and the whole year in order of date."""
    left, right = 298 * MM, 410 * MM
    top = A3_LANDSCAPE[1] - 19 * MM
    label(canvas, left, top, meta.title, font=fonts.SEMIBOLD, size=28)
    label(canvas, left, top - 16, fitted(meta.unit, fonts.REGULAR, 11, right - left), size=11, colour=LIGHT.muted)
    hairline(canvas, left, top - 27, right)
    y = draw_categories(canvas, wheel, left, top - 44, right, columns=2)
    y = draw_states(canvas, left, y - 8, right, columns=2)
    hairline(canvas, left, y - 2, right)
    draw_list(canvas, wheel.arcs, left, y - 15, right, bottom=FOOT_BASE + 18, columns=2)
    draw_foot(canvas, meta, 1, 1, left, right)


def _below(canvas: Canvas, wheel: Wheel, meta: Meta) -> None:
    """The lower part of the A4: rings, states, and the whole year in order of date; the title stands in the corner."""
    left, right = 12 * MM, 198 * MM
    top = A4[1] - 16 * MM
    label(canvas, left, top, _("Year wheel"), font=fonts.SEMIBOLD, size=20)
    label(canvas, right, top, str(wheel.year), font=fonts.SEMIBOLD, size=20, align="right")
    y = A4[1] - (11 + 192 + 8) * MM
    y = draw_categories(canvas, wheel, left, y, right, columns=4)
    y = draw_states(canvas, left, y - 4, right, columns=4)
    hairline(canvas, left, y - 1, right)
    draw_list(canvas, wheel.arcs, left, y - 11, right, bottom=FOOT_BASE + 14, columns=6)
    draw_foot(canvas, meta, 1, 1, left, right)
