"""The shapes that a wheel is made of, for a year, a quarter or a month. Pure data; ``geometry`` makes them, painters draw them.

Lengths are parts of the wheel's radius (the rim is 1), angles are degrees clockwise from the top.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import degrees

from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import Category, Occurrence, OccurrenceKey, by_due
from chefsstod.features.yearwheel.span import Span, Unit
from chefsstod.i18n.dates import month_name

Measure = Callable[[str], float]
"""The width of a text in em: as a part of its own type size."""

Band = tuple[float, float]
"""From an inner to an outer radius."""

HEAT_TOP = 1.5
"""The load that fills the heat ring; more is drawn no higher. A load of 1 is what a week holds."""


@dataclass(frozen=True, slots=True)
class Proportions:
    """The measures of the wheel. ``label`` is the type size of labels, ``head`` the length of the solid end of an arc.

    ``focus`` names a ring that is to be wider; the others give way. ``heat`` is the thickness of the heat ring, which takes
    room from the rings when there is anything to show in it; ``mark`` is the radius of a step's mark.
    """

    label: float
    head: float = 0.023
    hub: float = 0.235
    rings: float = 0.895
    weeks: float = 0.935
    gutter: float = 7.0
    ring_gap: float = 0.012
    line: float = 1.2
    focus: Category | None = None
    heat: float = 0.034
    mark: float = 0.0085

    @property
    def lane_min(self) -> float:
        """The thinnest lane that a label fits in."""
        return self.label * self.line


@dataclass(frozen=True, slots=True)
class Sector:
    """A month of a year or a quarter, or a day of a month. ``red``: a day off. ``shaded``: drawn darker than its neighbours."""

    first: date
    start: float
    end: float
    shaded: bool
    red: bool = False

    @property
    def month(self) -> int:
        """The number of the month that it is or lies in."""
        return self.first.month

    @property
    def middle(self) -> float:
        """The angle of its middle."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week, or the part of it that lies in the span. ``slack``: nothing need begin or be ready in it.

    ``heat`` is the load: planned hours through the hours there are (1 is full); None where nothing is known.
    """

    number: int
    start: float
    end: float
    slack: bool
    monday: date
    heat: float | None = None


@dataclass(frozen=True, slots=True)
class Heat:
    """A week's load as a bar that grows outwards from the inner edge of the heat ring; ``over``: more than the week holds."""

    week: Week
    inner: float
    outer: float
    load: float
    over: bool


@dataclass(frozen=True, slots=True)
class HeatRing:
    """The ring of loads: its edges, the radius at which a week is full, and the bars."""

    inner: float
    outer: float
    full: float
    bars: tuple[Heat, ...]

    def at(self, radius: float, angle: float) -> Heat | None:
        """The bar of the week under a point of the ring, however low the bar is."""
        if not self.inner <= radius <= self.outer:
            return None
        return next((bar for bar in self.bars if bar.week.start <= angle < bar.week.end), None)


@dataclass(frozen=True, slots=True)
class Ring:
    """A category's ring."""

    category: Category
    inner: float
    outer: float
    lanes: int
    count: int


@dataclass(frozen=True, slots=True)
class Label:
    """A text along an arc, centred between ``start`` and ``end`` on the circle ``radius``.

    ``flipped`` texts run anticlockwise, so that they stand upright in the lower half. ``place`` tells whether the text lies on
    the tail, on the bare ground beside the arc, or on the head.
    """

    text: str
    start: float
    end: float
    radius: float
    flipped: bool
    place: Place

    @property
    def middle(self) -> float:
        """The angle of its middle."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Arc:
    """An occurrence: a pale tail from start-by to the head, and the head that ends on the due day.

    ``notch`` tells that the work began before the span. ``beyond`` tells that it is due after it: there is no head then
    (``head`` is ``end``), and the end is cut like the beginning of a notched one. ``number`` leads to the legend when the label
    did not fit. A ``routine`` has its place in the routines' ring and a letter for its label.
    """

    occurrence: Occurrence
    inner: float
    outer: float
    start: float
    head: float
    end: float
    notch: bool
    number: int | None
    label: Label
    beyond: bool = False
    routine: bool = False

    @property
    def radius(self) -> float:
        """The radius of its middle."""
        return (self.inner + self.outer) / 2


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step of a chain that is to be shown on its day. ``collides``: on that day another chain wants her too."""

    occurrence: Occurrence
    step_id: str
    text: str
    day: date
    done: bool = False
    collides: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a step's mark lies: on an edge of its arc's lane. ``thread`` leads from the arc to a mark that lies beyond it."""

    step: StepMark
    arc: Arc
    radius: float
    angle: float
    thread: tuple[float, float] | None = None

    def corners(self, size: float) -> tuple[tuple[float, float], ...]:
        """Its shape as radii and angles: a diamond, or a triangle where the step collides. ``size`` is a part of the radius."""
        turn = degrees(size / self.radius)
        if self.step.collides:
            low = self.radius - size * 0.85
            return (self.radius + size * 1.25, self.angle), (low, self.angle + turn * 1.2), (low, self.angle - turn * 1.2)
        return (
            (self.radius + size, self.angle),
            (self.radius, self.angle + turn),
            (self.radius - size, self.angle),
            (self.radius, self.angle - turn),
        )


@dataclass(frozen=True)
class Wheel:
    """The whole picture. ``arcs`` are in order of date; ``hand`` is the angle of today, None when today is not in the span.

    ``routines`` are the routines of a month, in order of date, in a ring of their own (``routine_band``). ``heat`` is there
    when loads were given.
    """

    span: Span
    proportions: Proportions
    sectors: tuple[Sector, ...]
    weeks: tuple[Week, ...]
    rings: tuple[Ring, ...]
    arcs: tuple[Arc, ...]
    hand: float | None
    heat: HeatRing | None = None
    routines: tuple[Arc, ...] = ()
    routine_band: Band | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def year(self) -> int:
        """The year that the span begins in."""
        return self.span.first.year

    @property
    def title(self) -> str:
        """What stands in the hub: «2027», «2026/27», «juli–september 2027», «mars 2027» (in the user's language)."""
        return span_title(self.span)

    @property
    def sector_band(self) -> Band:
        """Where the sectors' names stand: the months outermost, the days of a month inside its weeks."""
        p = self.proportions
        return (p.rings, p.weeks) if self.span.unit in (Unit.MONTH, Unit.DAY) else (p.weeks, 1.0)

    @property
    def week_band(self) -> Band:
        """Where the weeks' numbers stand."""
        p = self.proportions
        return (p.weeks, 1.0) if self.span.unit in (Unit.MONTH, Unit.DAY) else (p.rings, p.weeks)

    @property
    def reach(self) -> float:
        """How far out the hand goes: to the names of the months, but not over those of the days."""
        return self.sector_band[0]

    @cached_property
    def legend(self) -> tuple[Arc, ...]:
        """The arcs that have a number, in order of number."""
        return tuple(arc for arc in self.arcs if arc.number is not None)

    @cached_property
    def everything(self) -> tuple[Arc, ...]:
        """Arcs and routines in order of date, then of ring: the order in which they are walked and read aloud."""
        if not self.routines:
            return self.arcs
        shown = {arc.occurrence.key: arc for arc in (*self.arcs, *self.routines)}
        return tuple(shown[occurrence.key] for occurrence in by_due(arc.occurrence for arc in shown.values()))

    @cached_property
    def _by_key(self) -> dict[OccurrenceKey, Arc]:
        return {arc.occurrence.key: arc for arc in self.everything}

    def arc_of(self, key: OccurrenceKey | None) -> Arc | None:
        """The arc of an occurrence, if it is on the wheel."""
        return None if key is None else self._by_key.get(key)

    def at(self, radius: float, angle: float) -> Arc | None:
        """The arc under a point."""
        return next((arc for arc in self.everything if arc.inner <= radius <= arc.outer and arc.start <= angle <= arc.end), None)

    def mark_at(self, radius: float, angle: float) -> Mark | None:
        """The step's mark nearest to a point, within one and a half times the size of a mark."""
        best, found = 1.5 * self.proportions.mark, None
        for mark in self.marks:
            across = (angle - mark.angle) / degrees(1) * mark.radius
            apart = (across**2 + (radius - mark.radius) ** 2) ** 0.5
            if apart <= best:
                best, found = apart, mark
        return found


def day_angle(day: date, span: Span, gutter: float) -> float:
    """The angle at which ``day`` begins; days outside the span are clipped to its edges."""
    place = min(max((day - span.first).days, 0), span.days)
    return gutter / 2 + (360 - gutter) * place / span.days


def day_at(angle: float, span: Span, gutter: float) -> date:
    """The day that an angle points at, clipped to the span: the way back from ``day_angle``."""
    place = int((angle - gutter / 2) / (360 - gutter) * span.days + 1e-9)
    return span.first + timedelta(days=min(max(place, 0), span.days - 1))


def span_title(span: Span) -> str:
    """A short name for a span: «2027», «2026/27», «juli–september 2027», «december 2026–februari 2027», «mars 2027»."""
    first, last = span.first, span.last
    if span.unit is Unit.YEAR:
        return str(first.year) if first.year == last.year else f"{first.year}/{last.year % 100:02d}"
    if span.unit is Unit.DAY:
        return f"{first.day} {month_name(first.month)} {first.year}"
    if span.unit is Unit.MONTH:
        return f"{month_name(first.month)} {first.year}"
    begin = month_name(first.month) if first.year == last.year else f"{month_name(first.month)} {first.year}"
    return f"{begin}–{month_name(last.month)} {last.year}"
