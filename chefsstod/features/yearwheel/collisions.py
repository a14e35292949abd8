"""Where chains collide, and what could be done earlier or later instead. Pure.

Two chains collide

* in a **week**, when the planned work of that week is more than there is room for and each of the two takes at least
  ``HEAVY`` hours of it;
* on a **day**, when each of the two has a step that day of at least ``HEAVY`` hours.

Only what remains to be done counts, and only calendar tasks: routines are the ground that everything stands on.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from chefsstod.features.yearwheel.model import Kind, Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.planning import (
    A_WEEK,
    PlannedStep,
    Proposal,
    Room,
    earlier,
    later,
    monday_of,
    ordinary_room,
    plan_of,
    shares,
    with_proposal,
)
from chefsstod.features.yearwheel.wheel_shapes import StepMark

HEAVY = 2.0
"""Hours of a chain in a week, or of a step, below which it is no part of a collision: a talk, not a piece of work."""
SLACK = 0.25
"""Hours by which a week may be over its room without being called overloaded: the counting is not that exact."""
_WORSE = 0.5
"""Hours that a move may add to another week that is full: less than anybody would notice."""
FARTHEST = 6
"""Weeks that a proposal may move something at the most: beyond that the work has little to do with the date."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A calendar task that remains to be done, with its steps' days and its hours by week. Made once, looked at many times."""

    occurrence: Occurrence
    steps: tuple[PlannedStep, ...]
    weeks: Mapping[date, float]


@dataclass(frozen=True, slots=True)
class Relief:
    """A way to lighten a week: a proposal for one task, the two weeks it changes most, and their hours before and after.

    ``weeks`` is how far the steps move: negative earlier, positive later.
    """

    occurrence: Occurrence
    week: date
    to: date
    weeks: int
    before: float
    after: float
    to_before: float
    to_after: float
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Collision:
    """Two chains that collide in a week, or (``day``) on a day of it. ``hours`` is what all planned work takes that week (for a
    day: what the two steps take), ``room`` what the week has. ``first`` takes the more. ``relief`` lightens the week the most.
    """

    week: date
    first: Occurrence
    second: Occurrence
    hours: float
    room: float
    day: date | None = None
    relief: Relief | None = None

    def concerns(self, key: OccurrenceKey) -> bool:
        """Whether it is one of the two."""
        return key in (self.first.key, self.second.key)

    def other(self, key: OccurrenceKey) -> Occurrence:
        """The one of the two that ``key`` is not."""
        return self.second if self.first.key == key else self.first


def chains_of(occurrences: Iterable[Occurrence], today: date) -> list[Chain]:
    """The calendar tasks that remain to be done, with what is needed to weigh them."""
    return [
        Chain(occurrence, plan_of(occurrence), _weeks(occurrence, today))
        for occurrence in occurrences
        if occurrence.open and occurrence.activity.kind is Kind.CALENDAR
    ]


def _weeks(occurrence: Occurrence, today: date) -> dict[date, float]:
    found: dict[date, float] = {}
    for share in shares(occurrence, today):
        found[share.monday] = found.get(share.monday, 0.0) + share.hours
    return found


def loads_of(chains: Iterable[Chain]) -> dict[date, float]:
    """The hours of the weeks, all chains together."""
    found: dict[date, float] = {}
    for chain in chains:
        for monday, hours in chain.weeks.items():
            found[monday] = found.get(monday, 0.0) + hours
    return found


def collisions(
    occurrences: Iterable[Occurrence],
    today: date,
    *,
    room: Room = ordinary_room,
    within: Callable[[date], bool] = lambda _monday: True,
) -> list[Collision]:
    """The collisions from this week on, in the weeks whose Monday is ``within``; in order of time, the heavier first.

    ``occurrences`` must hold everything that takes her time in those weeks, else they look lighter than they are.
    """
    return collide(chains_of(occurrences, today), today, room=room, within=within)


def collide(
    chains: Sequence[Chain],
    today: date,
    *,
    room: Room,
    within: Callable[[date], bool],
    hours: Mapping[date, float] | None = None,
    only: OccurrenceKey | None = None,
    relief: bool = True,
) -> list[Collision]:
    """``collisions`` for chains that are made already, and for the ``hours`` of the weeks if they are known; those of one
    occurrence ``only``, and without the ``relief``, which takes the longest to find.
    """
    this_week = monday_of(today)
    loads = loads_of(chains) if hours is None else hours
    found = []
    for monday in sorted(monday for monday in loads if monday >= this_week and within(monday)):
        if overloaded(loads[monday], room(monday)):
            heavy = sorted((c for c in chains if c.weeks.get(monday, 0.0) >= HEAVY), key=lambda c: -c.weeks[monday])
            found += _in_week(heavy, loads, monday, room, today, only, relief=relief)
    pairs = {(c.week, frozenset((c.first.key, c.second.key))) for c in found}
    days = _on_days(chains, today, room, within)
    found += [c for c in days if (c.week, frozenset((c.first.key, c.second.key))) not in pairs]
    return sorted((c for c in found if only is None or c.concerns(only)), key=lambda c: (c.week, -c.hours))


def _in_week(
    heavy: Sequence[Chain],
    loads: Mapping[date, float],
    monday: date,
    room: Room,
    today: date,
    only: OccurrenceKey | None,
    *,
    relief: bool,
) -> list[Collision]:
    pairs = [
        (one.occurrence, other.occurrence)
        for one, other in combinations(heavy, 2)
        if only is None or only in (one.occurrence.key, other.occurrence.key)
    ]
    if not pairs:
        return []
    best = next(iter(reliefs(monday, [c.occurrence for c in heavy], loads, room, today)), None) if relief else None
    return [Collision(monday, one, other, loads[monday], room(monday), relief=best) for one, other in pairs]


def _on_days(chains: Sequence[Chain], today: date, room: Room, within: Callable[[date], bool]) -> list[Collision]:
    days: dict[date, list[PlannedStep]] = {}
    for chain in chains:
        for step in chain.steps:
            if step.hours >= HEAVY and not step.done and step.day >= today and within(monday_of(step.day)):
                days.setdefault(step.day, []).append(step)
    found = []
    for day, steps in days.items():
        week = monday_of(day)
        for one, other in combinations(sorted(steps, key=lambda s: -s.hours), 2):
            if one.occurrence.key != other.occurrence.key:
                hours = one.hours + other.hours
                found.append(Collision(week, one.occurrence, other.occurrence, hours, room(week), day=day))
    return found


def overloaded(hours: float, room: float) -> bool:
    """Whether a week holds more than it has room for."""
    return hours > room + SLACK


def reliefs(monday: date, candidates: Iterable[Occurrence], loads: Mapping[date, float], room: Room, today: date) -> list[Relief]:
    """What could be done earlier or later to lighten a week: for each task the shortest move that makes the whole no worse, and
    among them those that lighten the week the most first. No other week is filled beyond its room by it.
    """
    found = []
    for occurrence in candidates:
        own = _weeks(occurrence, today)
        if own.get(monday, 0.0) < 1:
            continue
        for way in (-1, 1):
            best = _shortest(occurrence, own, monday, way, loads, room, today)
            if best is not None:
                found.append(best)
    return sorted(found, key=lambda r: (round(r.after - r.before), abs(r.weeks), r.weeks))


def _shortest(
    occurrence: Occurrence, own: Mapping[date, float], monday: date, way: int, loads: Mapping[date, float], room: Room, today: date
) -> Relief | None:
    for weeks in range(1, FARTHEST + 1):
        move = earlier if way < 0 else later
        proposal = move(occurrence, monday, weeks, today)
        if proposal is None:
            continue
        new = _weeks(with_proposal(occurrence, proposal), today)
        change = {week: new.get(week, 0.0) - own.get(week, 0.0) for week in {*own, *new}}
        if change.get(monday, 0.0) > -1 or any(
            hours > _WORSE and overloaded(loads.get(week, 0.0) + hours, room(week)) for week, hours in change.items()
        ):
            continue
        to = max(change, key=lambda week: (change[week], -abs((week - monday).days)))
        return Relief(
            occurrence=occurrence,
            week=monday,
            to=to,
            weeks=way * weeks,
            before=loads.get(monday, 0.0),
            after=loads.get(monday, 0.0) + change[monday],
            to_before=loads.get(to, 0.0),
            to_after=loads.get(to, 0.0) + change[to],
            proposal=proposal,
        )
    return None


def steps_in(collision: Collision, plan: Iterable[PlannedStep]) -> list[PlannedStep]:
    """The steps of a plan that a collision concerns: those of its day, else those whose work lies in its week."""
    if collision.day is not None:
        return [step for step in plan if step.day == collision.day and not step.done and step.hours >= HEAVY]
    last = collision.week + A_WEEK - timedelta(days=1)
    return [step for step in plan if not step.done and step.day <= last and step.until >= collision.week]


def step_marks(occurrences: Iterable[Occurrence], today: date, found: Sequence[Collision] | None = None) -> list[StepMark]:
    """The steps of the calendar tasks as marks for the wheel, in order of day. ``found`` are the collisions when they are known;
    else they are looked for among ``occurrences`` alone.
    """
    calendar = [occurrence for occurrence in occurrences if occurrence.activity.kind is Kind.CALENDAR]
    if found is None:
        found = collisions(calendar, today)
    by_key: dict[OccurrenceKey, list[Collision]] = {}
    for collision in found:
        for key in (collision.first.key, collision.second.key):
            by_key.setdefault(key, []).append(collision)
    marks = []
    for occurrence in calendar:
        plan = plan_of(occurrence)
        hit = {s.step.id for collision in by_key.get(occurrence.key, ()) for s in steps_in(collision, plan)}
        marks += [StepMark(occurrence, s.step.id, s.step.text, s.day, s.done, s.step.id in hit) for s in plan]
    return sorted(marks, key=lambda mark: mark.day)
