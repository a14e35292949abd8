"""Packs the arcs of one ring into lanes so that arcs never overlap and as many labels as possible find room. Pure.

Angles are degrees clockwise from the top, lengths are parts of the wheel's radius.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import degrees

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
    """An arc to be placed: its angles, and the lengths of its full label and of a number in its stead."""

    start: float
    end: float
    label: float
    number: float


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
    text: tuple[float, float] | None = None
    place: Place = Place.HEAD
    clear: float = 0.0
    """Free room kept on the far side of a text beside its arc, so that nobody reads it as belonging to the next one."""

    @property
    def reach(self) -> float:
        return self.text[1] + self.clear if self.text and self.place is Place.AFTER else self.end

    @property
    def onset(self) -> float:
        return self.text[0] - self.clear if self.text and self.place is Place.BEFORE else self.start


@dataclass(slots=True)
class _Lane:
    bars: list[_Draft] = field(default_factory=list)

    @property
    def end(self) -> float:
        return self.bars[-1].end if self.bars else -1e9

    @property
    def reach(self) -> float:
        bars = self.bars
        if not bars:
            return -1e9
        last = bars[-1].reach
        return last if len(bars) == 1 else max(last, bars[-2].reach)


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
    rows = [_Lane() for _ in range(lanes)]
    homes = [0] * len(bars)
    for number in sorted(range(len(bars)), key=lambda n: (bars[n].start, -bars[n].end)):
        homes[number] = _place(number, bars[number], rows, track)
    spots: dict[int, Spot] = {}
    for lane, row in enumerate(rows):
        _second_chance(row, bars, lane, track)
        for place, draft in enumerate(row.bars):
            spots[draft.bar] = _finish(draft, bars[draft.bar], row, place, lane, track)
    return [spots[number] for number in range(len(bars))]


def _draft(number: int, bar: Bar, lane: int, track: Track) -> _Draft:
    head_start = max(track.first, bar.end - degrees(track.head / track.radius(lane)))
    end = max(bar.end, head_start + degrees(track.head / track.radius(lane)))
    clear = degrees(_CLEAR * track.gap / track.radius(lane))
    return _Draft(number, min(bar.start, head_start), head_start, end, clear=clear)


def _options(
    draft: _Draft, length: float, lane: int, track: Track, free: tuple[float, float]
) -> tuple[Place, tuple[float, float]] | None:
    """The best room for a text of ``length`` within ``free``: in the tail, else after the head, else before the tail."""
    gap = degrees(track.gap / track.radius(lane))
    wide = degrees(length / track.radius(lane))
    if wide + gap <= draft.head_start - draft.start:
        return Place.TAIL, (draft.start, draft.head_start)
    if draft.end + gap / 2 + wide + gap <= min(free[1] - draft.clear, track.last):
        return Place.AFTER, (draft.end + gap / 2, draft.end + gap / 2 + wide)
    if draft.start - gap / 2 - wide - gap >= max(free[0] + draft.clear, track.first - gap):
        return Place.BEFORE, (draft.start - gap / 2 - wide, draft.start - gap / 2)
    return None


def _place(number: int, bar: Bar, rows: list[_Lane], track: Track) -> int:
    """Put a bar into the lane where the fewest labels are lost; the fullest one among equals."""
    best: tuple[float, float, int, _Draft, bool] | None = None
    for lane, row in enumerate(rows):
        gap = degrees(track.gap / track.radius(lane))
        if row.end + gap > bar.start + 1e-9:  # a draft never begins after its bar
            continue
        draft = _draft(number, bar, lane, track)
        if row.end + gap > draft.start + 1e-9:
            continue
        reach = row.reach
        evicts = reach + gap > draft.start + 1e-9
        found = _options(draft, bar.label, lane, track, (row.end if evicts else reach, 1e9))
        if found is not None:
            draft.place, draft.text = found
        cost = (0.0 if found else 1.0) + (1.1 if evicts else 0.0) + (0.1 if found and found[0] is Place.BEFORE else 0.0)
        if best is None or (cost, -reach) < (best[0], best[1]):
            best = (cost, -reach, lane, draft, evicts)
    if best is None:  # rounding at a narrow radius: the lane that is free first
        lane = min(range(len(rows)), key=lambda n: rows[n].end)
        rows[lane].bars.append(_draft(number, bar, lane, track))
        return lane
    _, _, lane, draft, evicts = best
    if evicts:
        for other in rows[lane].bars:
            if other.reach > other.end and other.reach > draft.onset - degrees(track.gap / track.radius(lane)):
                other.text, other.place = None, Place.HEAD
    rows[lane].bars.append(draft)
    return lane


def _free(row: _Lane, place: int) -> tuple[float, float]:
    """The angles between the neighbours of a bar, their texts counted in."""
    before = max((bar.reach for bar in row.bars[:place]), default=-1e9)
    after = min((bar.onset for bar in row.bars[place + 1 :]), default=1e9)
    return before, after


def _second_chance(row: _Lane, bars: Sequence[Bar], lane: int, track: Track) -> None:
    """When all arcs of a lane are known, labels that gave way may still find room on the other side."""
    for place, draft in enumerate(row.bars):
        if draft.text is None:
            found = _options(draft, bars[draft.bar].label, lane, track, _free(row, place))
            if found is not None:
                draft.place, draft.text = found


def _finish(draft: _Draft, bar: Bar, row: _Lane, place: int, lane: int, track: Track) -> Spot:
    numbered = draft.text is None
    if numbered:
        found = _options(draft, bar.number, lane, track, _free(row, place))
        draft.place, draft.text = found or (Place.HEAD, (draft.head_start, draft.end))
    assert draft.text is not None  # noqa: S101 - told by the two lines above
    return Spot(lane, draft.head_start, draft.start, numbered, draft.place, draft.text)
