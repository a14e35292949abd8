"""The search for the lanes of each ring: arcs first, then a lane more wherever it frees the most labels. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chefsstod.features.yearwheel.lanes import Bar, Spot, Track, lanes_needed, lost, pack
from chefsstod.features.yearwheel.model import Category, Occurrence
from chefsstod.features.yearwheel.span import Span
from chefsstod.features.yearwheel.wheel_shapes import Arc, Band, Label, Measure, Proportions, Ring


def label_text(occurrence: Occurrence) -> str:
    """The short name of a task, as it stands on the wheel; an occurrence with a name of its own stands with that."""
    return occurrence.own_title or occurrence.activity.short or occurrence.activity.title


@dataclass(frozen=True, slots=True)
class Room:
    """What the rings may fill: the span, and the radii between which they lie."""

    span: Span
    inner: float
    outer: float

    @property
    def band(self) -> Band:
        """Inner and outer radius."""
        return self.inner, self.outer


class Rings:
    """Bars for the occurrences, lanes for the bars, and the arcs that come of it."""

    def __init__(self, room: Room, shown: Sequence[Occurrence], measure: Measure, proportions: Proportions) -> None:
        self._room = room
        self._p = proportions
        self._first, self._last = room.span.first.toordinal(), room.span.last.toordinal()
        self._edge, self._per = proportions.gutter / 2, (360 - proportions.gutter) / room.span.days
        self.begins = [o.start_by for o in shown]
        self._begin = {id(o): begin for o, begin in zip(shown, self.begins, strict=True)}
        self._items: dict[Category, list[Occurrence]] = {c: [] for c in Category}
        for occurrence in shown:
            self._items[occurrence.activity.category].append(occurrence)
        pad = 0.7 * proportions.label
        digits = measure("88") * proportions.label
        self._bars = {
            c: [self._bar(o, measure(label_text(o)) * proportions.label + pad, digits + pad / 2) for o in items]
            for c, items in self._items.items()
        }

    def _bar(self, occurrence: Occurrence, label: float, number: float) -> Bar:
        last, due = self._last, occurrence.due.toordinal()
        begin = min(due, self._begin[id(occurrence)].toordinal()) - self._first
        start = self._edge + self._per * begin if begin > 0 else self._edge
        end = self._edge + self._per * (min(last, due) - self._first + 1)
        return Bar(start, end, label, number, due > last)

    @cached_property
    def _lanes(self) -> dict[Category, int]:
        p = self._p
        lanes = self._least()
        room = int((self._room.outer - self._room.inner - p.ring_gap * len(Category)) / p.lane_min + 1e-6)
        least = dict(lanes)
        while sum(lanes.values()) < room and self._widen(lanes, room):
            pass
        while self._trade(lanes, least):
            pass
        return lanes

    def _widen(self, lanes: dict[Category, int], room: int) -> bool:
        """Add lanes where they free the most labels, as long as any does; tells whether one was added.

        What a ring loses with so many lanes is reckoned once in a round: the other rings' lanes move it only a little.
        """
        losses = {c: many for c in Category if (many := self._lost(c, lanes))}
        gains: dict[Category, int] = {}
        added = False
        while sum(lanes.values()) < room:
            for c, many in losses.items():
                if many and c not in gains:
                    gains[c] = many - self._lost(c, {**lanes, c: lanes[c] + 1})
            best = max(gains, key=lambda c: gains[c], default=None)
            if best is None or gains[best] <= 0:
                break
            lanes[best] += 1
            losses[best] -= gains.pop(best)
            added = True
        return added

    def _trade(self, lanes: dict[Category, int], least: dict[Category, int]) -> bool:
        """Let a ring have a lane of another that needs it less; tells whether one changed hands."""
        donors = {c: n for c, n in lanes.items() if n > least[c]}
        losses = {c: self._lost(c, lanes) for c in Category} if donors else {}
        if not any(losses.values()):
            return False
        more = {c: many - self._lost(c, {**lanes, c: lanes[c] + 1}) for c, many in losses.items() if many}
        fewer = {c: self._lost(c, {**lanes, c: n - 1}) - losses[c] for c, n in donors.items()}
        pairs = [(more[taker] - fewer[giver], taker, giver) for taker in more for giver in fewer if taker is not giver]
        gain, taker, giver = max(pairs, default=(0, Category.EKONOMI, Category.EKONOMI))
        if gain <= 0:
            return False
        changed = {**lanes, taker: lanes[taker] + 1, giver: lanes[giver] - 1}
        if sum(self._lost(c, changed) for c in Category) >= sum(losses.values()):
            return False
        lanes.update(changed)
        return True

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
        inner, outer = self._room.band
        return inner + (outer - inner) * (len(Category) - 1 - place) / (len(Category) + 4)

    def _lost(self, category: Category, lanes: dict[Category, int]) -> int:
        return lost(self._bars[category], lanes[category], self._track(category, lanes))

    def _edges(self, lanes: dict[Category, int]) -> dict[Category, tuple[float, float]]:
        """The outer radius of each ring and the thickness of its lanes."""
        p = self._p
        inner, outer = self._room.band
        weight = {c: n * (1.6 if c is p.focus else 1.0) for c, n in lanes.items()}
        room = outer - inner - p.ring_gap * len(lanes)
        thick = min(room / sum(weight.values()), p.label * 2.2)
        gap = (outer - inner - thick * sum(weight.values())) / len(lanes)
        edges = {}
        radius = outer
        for category, lane_count in lanes.items():
            edges[category] = (radius - gap / 2, thick * weight[category] / lane_count)
            radius -= gap + thick * weight[category]
        return edges

    def _track(self, category: Category, lanes: dict[Category, int]) -> Track:
        outer, thick = self._edges(lanes)[category]
        p = self._p
        return Track(lambda lane: outer - (lane + 0.5) * thick, p.head, p.label * 0.35, p.gutter / 2, 360 - p.gutter / 2)

    def rings(self) -> tuple[Ring, ...]:
        """The rings, outermost first."""
        edges = self._edges(self._lanes)
        inner, outer = self._room.band
        gap = (outer - inner - sum(edges[c][1] * n for c, n in self._lanes.items())) / len(self._lanes) / 2
        return tuple(
            Ring(c, edges[c][0] - edges[c][1] * n - gap, edges[c][0] + gap, n, len(self._items[c])) for c, n in self._lanes.items()
        )

    def arcs(self, shown: Sequence[Occurrence]) -> tuple[Arc, ...]:
        """The arcs, in the order of ``shown``, and the numbers of those whose label found no room."""
        edges = self._edges(self._lanes)
        made: dict[int, Arc] = {}
        for category, items in self._items.items():
            outer, thick = edges[category]
            for occurrence, bar, spot in zip(items, self._bars[category], self._spots[category], strict=True):
                made[id(occurrence)] = self._arc(occurrence, bar, spot, outer - spot.lane * thick, thick)
        number = 0
        arcs = []
        for occurrence in shown:
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
        return Arc(
            occurrence=occurrence,
            inner=outer - thick * 0.94,
            outer=outer - thick * 0.06,
            start=spot.start,
            head=spot.head_start,
            end=max(bar.end, spot.head_start),
            notch=self._begin[id(occurrence)] < self._room.span.first,
            number=0 if spot.numbered else None,
            label=label,
            beyond=bar.headless,
        )
