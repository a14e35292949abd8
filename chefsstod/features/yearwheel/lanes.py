"""Packs the arcs of one ring into lanes so that arcs never overlap and as many labels as possible find room. Pure.

Angles are degrees clockwise from the top, lengths are parts of the wheel's radius.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import degrees

_NOWHERE, _NEVER = -1e9, 1e9
_EVICTION = 1.1
"""What it costs to take another's label: a little more than to lose one's own."""
_CLEAR = 2.0
"""How many gaps a text beside its arc keeps from the next arc, which is further than it stands from its own."""


class Place(StrEnum):
    """Where the text of an arc stands, seen in the direction of time."""

    TAIL = "tail"
    AFTER = "after"
    BEFORE = "before"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Bar:
    """An arc to be placed: its angles, and the lengths of its full label and of a number in its stead.

    A ``headless`` one goes on beyond the edge: it has no solid end, though it takes up as much room as a head at least.
    """

    start: float
    end: float
    label: float
    number: float
    headless: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a bar and its text came to lie. ``numbered`` tells that only the number fits; ``span`` is the room of the text."""

    lane: int
    head_start: float
    start: float
    numbered: bool
    place: Place
    span: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Track:
    """The measures of a ring: the centre radius of each lane, the length of a head, the clearance, the year's edges."""

    radius: Callable[[int], float]
    head: float
    gap: float
    first: float
    last: float


@dataclass(slots=True)
class _Draft:
    bar: int
    start: float
    head_start: float
    end: float
    reach: float
    """Where the next arc may begin: at the end, or after a text that nobody is to read as that of the next one."""
    onset: float
    """The same at the beginning."""
    text: tuple[float, float] | None = None
    place: Place = Place.HEAD


class _Lane:
    """The arcs of a lane in order of time, and the measures of the lane in degrees."""

    __slots__ = ("bars", "clear", "end", "first", "gap", "head", "last", "per", "reach")

    def __init__(self, lane: int, track: Track) -> None:
        radius = track.radius(lane)
        self.first, self.last = track.first, track.last
        self.per = degrees(1 / radius)
        self.gap = track.gap * self.per
        self.head = track.head * self.per
        self.clear = _CLEAR * self.gap
        self.bars: list[_Draft] = []
        self.end = self.reach = _NOWHERE

    def draft(self, number: int, bar: Bar) -> _Draft:
        """A bar as an arc of this lane, without a text."""
        head_start = max(bar.end - self.head, self.first)
        end = max(bar.end, head_start + self.head)
        start = min(head_start, bar.start)
        return _Draft(number, start, head_start, end, end, start)

    def give(self, draft: _Draft, length: float, before: float, after: float) -> bool:
        """Give ``draft`` a text of ``length`` if there is room between ``before`` and ``after``.

        The best room is in the tail, else after the head, else before the tail.
        """
        gap, wide = self.gap, length * self.per
        if wide + gap <= draft.head_start - draft.start:
            draft.place, draft.text = Place.TAIL, (draft.start, draft.head_start)
        elif draft.end + gap / 2 + wide + gap <= min(after - self.clear, self.last):
            draft.place, draft.text = Place.AFTER, (draft.end + gap / 2, draft.end + gap / 2 + wide)
            draft.reach = draft.text[1] + self.clear
        elif draft.start - gap / 2 - wide - gap >= max(before + self.clear, self.first - gap):
            draft.place, draft.text = Place.BEFORE, (draft.start - gap / 2 - wide, draft.start - gap / 2)
            draft.onset = draft.text[0] - self.clear
        else:
            return False
        return True

    def add(self, draft: _Draft, *, evicts: bool) -> None:
        """Put an arc last; a text that is in its way gives way."""
        if evicts:
            for other in self.bars:
                if other.reach > other.end and other.reach > draft.onset - self.gap:
                    other.text, other.place, other.reach = None, Place.HEAD, other.end
        self.end = draft.end
        self.reach = max(draft.reach, self.bars[-1].reach) if self.bars else draft.reach
        self.bars.append(draft)

    def fill(self, lengths: Sequence[float]) -> None:
        """When all arcs are known, those without a text may still find room for one of the length given for their bar."""
        onsets = [-_NOWHERE]
        for draft in reversed(self.bars):
            onsets.append(min(onsets[-1], draft.onset))
        before = _NOWHERE
        for place, draft in enumerate(self.bars):
            if draft.text is None:
                self.give(draft, lengths[draft.bar], before, onsets[-2 - place])
            before = max(before, draft.reach)


def lanes_needed(bars: Sequence[Bar], track: Track, innermost: float) -> int:
    """The least number of lanes in which no two arcs overlap, reckoned on the narrowest radius."""
    gap = degrees(track.gap / innermost)
    head = degrees(track.head / innermost)
    ends: list[float] = []
    for start, end in sorted((min(bar.start, bar.end - head), bar.end) for bar in bars):
        for place, busy in enumerate(ends):
            if busy + gap <= start + 1e-9:
                ends[place] = end
                break
        else:
            ends.append(end)
    return max(1, len(ends))


def pack(bars: Sequence[Bar], lanes: int, track: Track) -> list[Spot]:
    """A spot for each bar, in the order given. ``lanes`` is at least ``lanes_needed``; arcs come first, labels give way."""
    rows = _packed(bars, lanes, track)
    numbers = [bar.number for bar in bars]
    spots: dict[int, Spot] = {}
    for lane, row in enumerate(rows):
        numbered = {draft.bar for draft in row.bars if draft.text is None}
        row.fill(numbers)
        for draft in row.bars:
            spots[draft.bar] = _finish(draft, bars[draft.bar], lane, numbered=draft.bar in numbered)
    return [spots[number] for number in range(len(bars))]


def lost(bars: Sequence[Bar], lanes: int, track: Track) -> int:
    """How many labels ``pack`` would have to put a number for."""
    return sum(draft.text is None for row in _packed(bars, lanes, track) for draft in row.bars)


def _packed(bars: Sequence[Bar], lanes: int, track: Track) -> list[_Lane]:
    rows = [_Lane(lane, track) for lane in range(lanes)]
    for number in sorted(range(len(bars)), key=lambda n: (bars[n].start, -bars[n].end)):
        _place(number, bars[number], rows)
    labels = [bar.label for bar in bars]
    for row in rows:
        row.fill(labels)
    return rows


def _place(number: int, bar: Bar, rows: Sequence[_Lane]) -> None:
    """Put a bar into the lane where the fewest labels are lost; the fullest one among equals."""
    bar_start, end, label = bar.start, bar.end, bar.label
    cost, reach, begin = _NEVER, _NOWHERE, bar_start + 1e-9
    best: tuple[_Lane, _Draft | None, bool] | None = None
    for row in rows:
        busy = row.end + row.gap
        # A draft never begins after its bar; and where a text need not move, only a fuller lane would be better.
        if busy > begin or (cost == 0.0 and row.reach <= reach):
            continue
        head_start = max(end - row.head, row.first)
        start = min(head_start, bar_start)
        if busy > start + 1e-9:
            continue
        evicts = row.reach + row.gap > start + 1e-9
        if evicts and cost < _EVICTION:
            continue
        price, draft = _EVICTION if evicts else 0.0, None
        if label * row.per + row.gap > head_start - start:  # else the text is in the tail, and no draft need be made to see it
            draft = row.draft(number, bar)
            found = row.give(draft, label, row.end if evicts else row.reach, -_NOWHERE)
            price += (0.0 if found else 1.0) + (0.1 if draft.place is Place.BEFORE else 0.0)
        if price < cost or (price == cost and row.reach > reach):
            cost, reach, best = price, row.reach, (row, draft, evicts)
    if best is None:  # rounding at a narrow radius: the lane that is free first
        row = min(rows, key=lambda one: one.end)
        row.add(row.draft(number, bar), evicts=False)
        return
    row, draft, evicts = best
    if draft is None:
        draft = row.draft(number, bar)
        row.give(draft, label, _NOWHERE, -_NOWHERE)
    row.add(draft, evicts=evicts)


def _finish(draft: _Draft, bar: Bar, lane: int, *, numbered: bool) -> Spot:
    if draft.text is None:
        draft.place, draft.text = Place.HEAD, (draft.head_start, draft.end)
        if bar.headless:
            draft.place, draft.text = Place.TAIL, (draft.start, draft.end)
    return Spot(lane, draft.end if bar.headless else draft.head_start, draft.start, numbered, draft.place, draft.text)
