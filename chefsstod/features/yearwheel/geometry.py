"""The picture of a year as pure shapes: one geometry for every painter (window, PDF, SVG). No Qt, no PDF, no clock.

Lengths are parts of the wheel's radius (the rim is 1), angles are degrees clockwise from the top. A narrow gutter at the top
parts December from January and holds the marks of the rings. Nothing overlaps: arcs have lanes of their own, and a
label that finds no room gives way to a number.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from chefsstod.features.yearwheel.lanes import Bar, Place, Spot, Track, lanes_needed, pack
from chefsstod.features.yearwheel.model import Category, Occurrence, by_due

Measure = Callable[[str], float]
"""The width of a text in em: as a part of its own type size."""


@dataclass(frozen=True, slots=True)
class Proportions:
    """The measures of the wheel. ``label`` is the type size of labels, ``head`` the length of the solid end of an arc.

    ``focus`` names a ring that is to be wider; the others give way.
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

    @property
    def lane_min(self) -> float:
        """The thinnest lane that a label fits in."""
        return self.label * self.line


@dataclass(frozen=True, slots=True)
class Sector:
    """A month."""

    month: int
    start: float
    end: float
    shaded: bool


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week, or the part of it that lies in the year. ``slack``: nothing need begin or be ready in it."""

    number: int
    start: float
    end: float
    slack: bool


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


@dataclass(frozen=True, slots=True)
class Arc:
    """An occurrence: a pale tail from start-by to the head, and the head that ends on the due day.

    ``notch`` tells that the work began last year; ``number`` leads to the legend when the label did not fit.
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


@dataclass(frozen=True)
class Wheel:
    """The whole picture. ``arcs`` are in order of date; ``hand`` is the angle of today, None in another year."""

    year: int
    proportions: Proportions
    sectors: tuple[Sector, ...]
    weeks: tuple[Week, ...]
    rings: tuple[Ring, ...]
    arcs: tuple[Arc, ...]
    hand: float | None

    @cached_property
    def legend(self) -> tuple[Arc, ...]:
        """The arcs that have a number, in order of number."""
        return tuple(arc for arc in self.arcs if arc.number is not None)

    def at(self, radius: float, angle: float) -> Arc | None:
        """The arc under a point."""
        return next((arc for arc in self.arcs if arc.inner <= radius <= arc.outer and arc.start <= angle <= arc.end), None)


def day_angle(day: date, year: int, gutter: float) -> float:
    """The angle at which ``day`` begins; days outside the year are clipped to its edges."""
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    place = min(max((day - date(year, 1, 1)).days, 0), length)
    return gutter / 2 + (360 - gutter) * place / length


def layout(year: int, occurrences: Iterable[Occurrence], today: date, measure: Measure, proportions: Proportions) -> Wheel:
    """Lay out the occurrences that are due in ``year``; others are left out."""
    due = by_due(o for o in occurrences if o.due.year == year)
    rings = _Rings(year, due, measure, proportions)
    gutter = proportions.gutter
    return Wheel(
        year=year,
        proportions=proportions,
        sectors=_sectors(year, gutter),
        weeks=_weeks(year, due, gutter),
        rings=rings.rings(),
        arcs=rings.arcs(due),
        hand=(day_angle(today, year, gutter) + day_angle(today + timedelta(days=1), year, gutter)) / 2
        if today.year == year
        else None,
    )


def lane_width(year: int, occurrences: Iterable[Occurrence], measure: Measure, proportions: Proportions) -> float:
    """How thick a lane can be at most when ``layout`` is asked for these, so that a painter can choose its type size first."""
    due = by_due(o for o in occurrences if o.due.year == year)
    return _Rings(year, due, measure, proportions).widest()


def _sectors(year: int, gutter: float) -> tuple[Sector, ...]:
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    angles = [day_angle(day, year, gutter) for day in firsts]
    return tuple(Sector(m, angles[m - 1], angles[m], shaded=m % 2 == 1) for m in range(1, 13))


def _weeks(year: int, due: Sequence[Occurrence], gutter: float) -> tuple[Week, ...]:
    starts = sorted(o.start_by for o in due)
    ends = sorted(o.due for o in due)
    weeks = []
    monday = date(year, 1, 1) - timedelta(days=date(year, 1, 1).weekday())
    while monday.year <= year:
        after = monday + timedelta(days=7)
        busy = _within(starts, monday, after) + _within(ends, monday, after)
        weeks.append(
            Week(
                monday.isocalendar().week,
                day_angle(monday, year, gutter),
                day_angle(after, year, gutter),
                slack=busy == 0,
            )
        )
        monday = after
    return tuple(weeks)


def _within(days: Sequence[date], first: date, after: date) -> int:
    return bisect_right(days, after - timedelta(days=1)) - bisect_right(days, first - timedelta(days=1))


class _Rings:
    """The search for the lanes of each ring: arcs first, then a lane more wherever it frees the most labels."""

    def __init__(self, year: int, due: Sequence[Occurrence], measure: Measure, proportions: Proportions) -> None:
        self._year = year
        self._p = proportions
        self._items = {c: [o for o in due if o.activity.category is c] for c in Category}
        pad = 0.7 * proportions.label
        digits = measure("88") * proportions.label
        self._bars = {
            c: [self._bar(o, measure(label_text(o)) * proportions.label + pad, digits + pad / 2) for o in items]
            for c, items in self._items.items()
        }

    def _bar(self, occurrence: Occurrence, label: float, number: float) -> Bar:
        start = day_angle(occurrence.start_by, self._year, self._p.gutter)
        end = day_angle(occurrence.due + timedelta(days=1), self._year, self._p.gutter)
        return Bar(min(start, end), end, label, number)

    @cached_property
    def _lanes(self) -> dict[Category, int]:
        p = self._p
        lanes = self._least()
        room = int((p.rings - p.hub - p.ring_gap * len(Category)) / p.lane_min + 1e-6)
        while sum(lanes.values()) < room:
            lost = {c: self._lost(c, lanes) for c in Category}
            gains = {c: many - self._lost(c, {**lanes, c: lanes[c] + 1}) for c, many in lost.items() if many}
            best = max(gains, key=lambda c: gains[c], default=None)
            if best is None or gains[best] <= 0:
                break
            lanes[best] += 1
        return lanes

    @cached_property
    def _spots(self) -> dict[Category, list[Spot]]:
        return {c: pack(self._bars[c], n, self._track(c, self._lanes)) for c, n in self._lanes.items()}

    def _least(self) -> dict[Category, int]:
        """The lanes that the arcs alone need."""
        p = self._p
        track = Track(lambda _lane: p.hub, p.head, p.label * 0.35, p.gutter / 2, 360 - p.gutter / 2)
        return {c: lanes_needed(bars, track, self._estimate(c)) for c, bars in self._bars.items()}

    def widest(self) -> float:
        """The thickness of a lane when no ring has more lanes than it needs."""
        return min(thick for _outer, thick in self._edges(self._least()).values())

    def _estimate(self, category: Category) -> float:
        """A radius that surely lies inside the ring: the rings in front of it thin, those behind it thick."""
        place = list(Category).index(category)
        return self._p.hub + (self._p.rings - self._p.hub) * (len(Category) - 1 - place) / (len(Category) + 4)

    def _lost(self, category: Category, lanes: dict[Category, int]) -> int:
        return sum(spot.numbered for spot in pack(self._bars[category], lanes[category], self._track(category, lanes)))

    def _edges(self, lanes: dict[Category, int]) -> dict[Category, tuple[float, float]]:
        """The outer radius of each ring and the thickness of its lanes."""
        p = self._p
        weight = {c: n * (1.6 if c is p.focus else 1.0) for c, n in lanes.items()}
        room = p.rings - p.hub - p.ring_gap * len(lanes)
        thick = min(room / sum(weight.values()), p.label * 2.2)
        gap = (p.rings - p.hub - thick * sum(weight.values())) / len(lanes)
        edges = {}
        radius = p.rings
        for category, lane_count in lanes.items():
            edges[category] = (radius - gap / 2, thick * weight[category] / lane_count)
            radius -= gap + thick * weight[category]
        return edges

    def _track(self, category: Category, lanes: dict[Category, int]) -> Track:
        outer, thick = self._edges(lanes)[category]
        p = self._p
        return Track(lambda lane: outer - (lane + 0.5) * thick, p.head, p.label * 0.35, p.gutter / 2, 360 - p.gutter / 2)

    def rings(self) -> tuple[Ring, ...]:
        edges = self._edges(self._lanes)
        gap = (self._p.rings - self._p.hub - sum(edges[c][1] * n for c, n in self._lanes.items())) / len(self._lanes) / 2
        return tuple(
            Ring(c, edges[c][0] - edges[c][1] * n - gap, edges[c][0] + gap, n, len(self._items[c])) for c, n in self._lanes.items()
        )

    def arcs(self, due: Sequence[Occurrence]) -> tuple[Arc, ...]:
        edges = self._edges(self._lanes)
        made: dict[int, Arc] = {}
        for category, items in self._items.items():
            outer, thick = edges[category]
            for occurrence, bar, spot in zip(items, self._bars[category], self._spots[category], strict=True):
                made[id(occurrence)] = self._arc(occurrence, bar, spot, outer - spot.lane * thick, thick)
        number = 0
        arcs = []
        for occurrence in due:
            arc = made[id(occurrence)]
            if arc.number is not None:
                number += 1
                arc = replace(arc, number=number, label=replace(arc.label, text=str(number)))
            arcs.append(arc)
        return tuple(arcs)

    def _arc(self, occurrence: Occurrence, bar: Bar, spot: Spot, outer: float, thick: float) -> Arc:
        low, high = spot.span
        middle = (low + high) / 2
        label = Label(label_text(occurrence), low, high, outer - thick / 2, flipped=90 < middle < 270, place=spot.place)
        head_end = max(bar.end, spot.head_start) if bar.end - spot.head_start > 0 else spot.head_start
        return Arc(
            occurrence=occurrence,
            inner=outer - thick * 0.94,
            outer=outer - thick * 0.06,
            start=spot.start,
            head=spot.head_start,
            end=head_end,
            notch=occurrence.start_by.year < self._year,
            number=0 if spot.numbered else None,
            label=label,
        )


def label_text(occurrence: Occurrence) -> str:
    """The short name of a task, as it stands on the wheel."""
    return occurrence.activity.short or occurrence.activity.title
