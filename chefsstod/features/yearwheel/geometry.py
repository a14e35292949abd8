"""The picture of a year, a quarter or a month as pure shapes: one geometry for every painter (window, PDF, SVG). No Qt, no clock.

Lengths are parts of the wheel's radius (the rim is 1), angles are degrees clockwise from the top. A narrow gutter at the top
parts the end of the span from its beginning and holds the marks of the rings. Nothing overlaps: arcs have lanes of their own,
and a label that finds no room gives way to a number.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from chefsstod.features.yearwheel.model import Kind, Occurrence, by_due
from chefsstod.features.yearwheel.month_geometry import routine_arcs, routine_band
from chefsstod.features.yearwheel.span import Span, Unit
from chefsstod.features.yearwheel.wheel_rings import Rings, Room, label_text
from chefsstod.features.yearwheel.wheel_shapes import (
    HEAT_TOP,
    Arc,
    Band,
    Heat,
    HeatRing,
    Label,
    Mark,
    Measure,
    Proportions,
    Ring,
    Sector,
    StepMark,
    Week,
    Wheel,
    day_angle,
    day_at,
    span_title,
)
from chefsstod.support.holidays import is_workday

__all__ = [
    "Arc",
    "Band",
    "Heat",
    "HeatRing",
    "Label",
    "Mark",
    "Measure",
    "Proportions",
    "Ring",
    "Sector",
    "StepMark",
    "Week",
    "Wheel",
    "day_angle",
    "day_at",
    "label_text",
    "lane_width",
    "layout",
    "shown_in",
    "span_title",
]


def layout(
    span: Span,
    occurrences: Iterable[Occurrence],
    today: date,
    measure: Measure,
    proportions: Proportions,
    *,
    heat: Mapping[date, float] | None = None,
    marks: Sequence[StepMark] = (),
) -> Wheel:
    """Lay out the occurrences that ``shown_in`` the span; others are left out.

    ``heat`` is the load of each week by its Monday: 1 is what a week holds. ``marks`` are the steps to show; those outside the
    span, or whose occurrence is not in it, are left out.
    """
    shown = shown_in(span, occurrences)
    routines = [o for o in shown if o.activity.kind is Kind.ROUTINE] if span.unit is Unit.MONTH else []
    tasks = [o for o in shown if o.activity.kind is not Kind.ROUTINE] if routines else shown
    room, inner = _room(span, routines, proportions, heat)
    rings = Rings(room, tasks, measure, proportions)
    weeks = _weeks(span, rings.begins, [o.due for o in tasks], proportions.gutter, heat or {})
    arcs = rings.arcs(tasks)
    gutter = proportions.gutter
    return Wheel(
        span=span,
        proportions=proportions,
        sectors=_sectors(span, gutter),
        weeks=weeks,
        rings=rings.rings(),
        arcs=arcs,
        hand=(day_angle(today, span, gutter) + day_angle(today + timedelta(days=1), span, gutter)) / 2 if today in span else None,
        heat=_heat_ring(weeks, proportions) if heat is not None else None,
        routines=routine_arcs(span, routines, inner, proportions) if inner else (),
        routine_band=inner,
        marks=_marks(span, arcs, marks, gutter),
    )


def shown_in(span: Span, occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """What a span shows, in order of date: in a year what is due in it, nearer what is in progress in it too.

    A routine is shown on its day only: it is not something that one is at for weeks.
    """
    if span.unit is Unit.YEAR:
        return by_due(o for o in occurrences if o.due in span)
    return by_due(
        o
        for o in occurrences
        if o.due >= span.first and (o.due if o.activity.kind is Kind.ROUTINE else min(o.start_by, o.due)) <= span.last
    )


def lane_width(
    span: Span,
    occurrences: Iterable[Occurrence],
    measure: Measure,
    proportions: Proportions,
    *,
    heat: Mapping[date, float] | None = None,
) -> float:
    """How thick a lane can be at most when ``layout`` is asked for these, so that a painter can choose its type size first."""
    shown = shown_in(span, occurrences)
    routines = [o for o in shown if o.activity.kind is Kind.ROUTINE] if span.unit is Unit.MONTH else []
    tasks = [o for o in shown if o.activity.kind is not Kind.ROUTINE] if routines else shown
    room, _inner = _room(span, routines, proportions, heat)
    return Rings(room, tasks, measure, proportions).widest()


def _room(
    span: Span, routines: Sequence[Occurrence], proportions: Proportions, heat: Mapping[date, float] | None
) -> tuple[Room, Band | None]:
    """What is left for the rings, and the band of the routines if there is one."""
    outer = proportions.rings - (proportions.heat if heat is not None else 0.0)
    inner = routine_band(routines, proportions) if span.unit is Unit.MONTH else None
    return Room(span, inner[1] if inner else proportions.hub, outer), inner


def _sectors(span: Span, gutter: float) -> tuple[Sector, ...]:
    if span.unit in (Unit.MONTH, Unit.DAY):
        one = timedelta(days=1)
        days = ((day, not is_workday(day)) for day in span.each_day())
        return tuple(
            Sector(d, day_angle(d, span, gutter), day_angle(d + one, span, gutter), shaded=red, red=red) for d, red in days
        )
    firsts = list(span.months())
    angles = [day_angle(day, span, gutter) for day in (*firsts, span.after)]
    return tuple(Sector(first, angles[n], angles[n + 1], shaded=n % 2 == 0) for n, first in enumerate(firsts))


def _weeks(span: Span, begins: Iterable[date], dues: Iterable[date], gutter: float, heat: Mapping[date, float]) -> tuple[Week, ...]:
    starts, ends = sorted(begins), sorted(dues)
    weeks = []
    for monday in span.weeks():
        after = monday + timedelta(days=7)
        busy = _within(starts, monday, after) + _within(ends, monday, after)
        weeks.append(
            Week(
                monday.isocalendar().week,
                day_angle(monday, span, gutter),
                day_angle(after, span, gutter),
                slack=busy == 0,
                monday=monday,
                heat=heat.get(monday),
            )
        )
    return tuple(weeks)


def _within(days: Sequence[date], first: date, after: date) -> int:
    return bisect_left(days, after) - bisect_left(days, first)


def _heat_ring(weeks: Sequence[Week], proportions: Proportions) -> HeatRing:
    outer = proportions.rings
    inner = outer - proportions.heat * 0.92
    high = outer - inner
    bars = tuple(
        Heat(week, inner, inner + high * min(week.heat, HEAT_TOP) / HEAT_TOP, week.heat, over=week.heat > 1)
        for week in weeks
        if week.heat is not None and week.heat > 0
    )
    return HeatRing(inner, outer, inner + high / HEAT_TOP, bars)


def _marks(span: Span, arcs: Sequence[Arc], steps: Sequence[StepMark], gutter: float) -> tuple[Mark, ...]:
    """On the edge of the arc's lane that the tops of its letters leave free, at the middle of the day."""
    by_key = {arc.occurrence.key: arc for arc in arcs} if steps else {}
    found = []
    for step in steps:
        arc = by_key.get(step.occurrence.key)
        if arc is None or step.day not in span:
            continue
        angle = (day_angle(step.day, span, gutter) + day_angle(step.day + timedelta(days=1), span, gutter)) / 2
        within = arc.start <= angle <= arc.end
        radius = arc.inner if arc.label.flipped else arc.outer
        thread = None if within else (min(angle, arc.end), max(angle, arc.start))
        found.append(Mark(step, arc, radius, angle, thread))
    return tuple(found)
