"""Backward planning: from a deadline the steps get days of their own, and their share of the hours. Pure.

How the hours are counted (told to her in words on the page «Belastning», and ours alone: no source has measured them):
half of a task's hours lie evenly on its steps, each on its day; the other half lies evenly on the working days from the first step
to the due day. So a step with a long way to the next one, such as thirty talks, weighs more than one that is followed at once.
A task without steps lies evenly on the working days from its start-by day (without lead time: the week before) to its due day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from chefsstod.features.yearwheel.model import Nature, Occurrence, OccurrenceKey, Status, Step, counted_day
from chefsstod.support.holidays import is_workday, next_workday, previous_workday

ORDINARY_ROOM = 16.0
"""Hours a week that a manager has for planned work when she has not said anything else: two fifths of a week of 40 hours. Our own
guess, and told as such; what is left belongs to the routines, to people and to what nobody planned."""
WORKDAYS = 5
A_WEEK = timedelta(days=7)
_ON_THE_DAY = 0.5
"""The part of a task's hours that lies on the steps' own days; the rest lies between them."""
_BEFORE_DUE = 6
"""Days before the due day in which a task without steps and lead time is done."""

Room = Callable[[date], float]
"""The hours that the week of a Monday has for planned work."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with its day. ``own``: she chose the day. ``counted``: the day by the content, before a move off a red day.

    ``hours`` is its share of the task's hours, done from ``day`` to ``until``, both included.
    """

    occurrence: Occurrence
    step: Step
    day: date
    done: bool
    hours: float
    own: bool = False
    counted: date = date.min
    until: date = date.min


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of a task's work: so many hours of a step (None: of the task as such) in the week of a Monday."""

    monday: date
    step: str | None
    hours: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Other days for the steps of an occurrence, and if need be a longer lead time this time. Nothing is done until she accepts."""

    key: OccurrenceKey
    days: tuple[tuple[str, date], ...]
    lead_days: int | None = None


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=512)
def workdays_in(monday: date) -> int:
    """How many ordinary working days the week has: five, less its holidays."""
    return sum(is_workday(monday + timedelta(days=number)) for number in range(WORKDAYS))


def ordinary_room(monday: date) -> float:
    """The room of a week when nothing is known but the holidays."""
    return ORDINARY_ROOM * workdays_in(monday) / WORKDAYS


# ── the days of the steps ────────────────────────────────────────────────────


def plan_of(occurrence: Occurrence) -> tuple[PlannedStep, ...]:
    """The steps of an occurrence with their days and hours, in the order of the work."""
    steps = occurrence.activity.steps
    if not steps:
        return ()
    own = {name for name, _day in occurrence.step_dates}
    return tuple(
        PlannedStep(
            occurrence=occurrence,
            step=step,
            day=laid.day,
            done=step.id in occurrence.steps_done,
            hours=laid.fixed + laid.running,
            own=step.id in own,
            counted=occurrence.due + timedelta(days=step.days),
            until=laid.until,
        )
        for step, laid in zip(steps, _lay(steps, occurrence.due, occurrence.hours, occurrence.step_dates), strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Laid:
    """Where the work of a step lies: ``fixed`` hours on its day, ``running`` ones from it to ``until``."""

    day: date
    until: date
    fixed: float
    running: float


@lru_cache(maxsize=4096)
def _lay(steps: tuple[Step, ...], due: date, hours: float, step_dates: frozenset[tuple[str, date]]) -> tuple[_Laid, ...]:
    own = dict(step_dates)
    days = [own.get(step.id) or counted_day(step, due) for step in steps]
    before = [*dict.fromkeys(sorted(day for day in days if day <= due)), due]
    ends = {one: max(one, other - timedelta(days=1)) for one, other in pairwise(before)}
    ends.setdefault(due, due)
    length = {day: sum(_by_week(day, ends[day]).values()) if day in ends else 0 for day in set(days)}
    whole = sum(length.values())
    fixed = hours * (_ON_THE_DAY if whole else 1.0) / len(steps)
    return tuple(
        _Laid(
            day=day,
            until=ends.get(day, day),
            fixed=fixed,
            running=hours * (1 - _ON_THE_DAY) * length[day] / whole / days.count(day) if whole else 0.0,
        )
        for day in days
    )


@lru_cache(maxsize=8192)
def _by_week(first: date, last: date) -> Mapping[date, int]:
    """The working days from ``first`` to ``last``, both included, counted by week."""
    found: dict[date, int] = {}
    monday = monday_of(first)
    while monday <= last:
        if first <= monday and last >= monday + timedelta(days=WORKDAYS - 1):
            days = workdays_in(monday)
        else:
            days = sum(is_workday(day) for number in range(WORKDAYS) if first <= (day := monday + timedelta(days=number)) <= last)
        if days:
            found[monday] = days
        monday += A_WEEK
    return found


# ── the hours of the weeks ───────────────────────────────────────────────────


def shares(occurrence: Occurrence, today: date) -> tuple[Share, ...]:
    """The occurrence's work by week.

    What is skipped takes no time. Of what is done, nothing is counted in the weeks after it was done; of a ticked step, nothing in
    the weeks to come. What has not been begun though its time has come lies evenly on the working days that are left.
    """
    if occurrence.status is Status.SKIPPED:
        return ()
    found = _planned(occurrence)
    this_week = monday_of(today)
    if occurrence.status is Status.DONE:
        last = monday_of(occurrence.done_on) if occurrence.done_on else date.max
        return tuple(share for share in found if share.monday <= last)
    if occurrence.steps_done:
        found = [share for share in found if share.step not in occurrence.steps_done or share.monday <= this_week]
    if occurrence.status is Status.PLANNED and found and found[0].monday < this_week <= monday_of(occurrence.due):
        found = _caught_up(occurrence, found, today)
    return tuple(found)


def _planned(occurrence: Occurrence) -> list[Share]:
    steps = occurrence.activity.steps
    if steps:
        return list(_shares(steps, occurrence.due, occurrence.hours, occurrence.step_dates))
    days = _BEFORE_DUE if occurrence.activity.nature is Nature.TASK else 0
    first = occurrence.due - timedelta(days=occurrence.lead_days or days)
    return _spread(None, occurrence.hours, first, occurrence.due)


@lru_cache(maxsize=4096)
def _shares(steps: tuple[Step, ...], due: date, hours: float, step_dates: frozenset[tuple[str, date]]) -> tuple[Share, ...]:
    found: list[Share] = []
    for step, laid in zip(steps, _lay(steps, due, hours, step_dates), strict=True):
        found.append(Share(monday_of(laid.day), step.id, laid.fixed))
        if laid.running:
            found += _spread(step.id, laid.running, laid.day, laid.until)
    return tuple(sorted(found, key=lambda share: share.monday))


def _spread(step: str | None, hours: float, first: date, last: date) -> list[Share]:
    weeks = _by_week(first, last)
    if not weeks:
        return [Share(monday_of(last), step, hours)]
    whole = sum(weeks.values())
    return [Share(monday, step, hours * days / whole) for monday, days in weeks.items()]


def _caught_up(occurrence: Occurrence, found: list[Share], today: date) -> list[Share]:
    this_week = monday_of(today)
    behind = sum(share.hours for share in found if share.monday < this_week)
    ahead = [share for share in found if share.monday >= this_week]
    return [*_spread(None, behind, today, max(today, occurrence.due)), *ahead]


def hours_by_week(occurrences: Iterable[Occurrence], today: date) -> dict[date, float]:
    """The hours of all of them together, by Monday."""
    found: dict[date, float] = {}
    for occurrence in occurrences:
        for share in shares(occurrence, today):
            found[share.monday] = found.get(share.monday, 0.0) + share.hours
    return found


# ── other days for the steps ─────────────────────────────────────────────────


def replan(occurrence: Occurrence, today: date) -> Proposal | None:
    """Days for the steps that are left when the task is begun late: those that would lie in the past are squeezed in between today
    and the due day, in their order and with their distances in proportion. A day of her own from today on stays.

    None when nothing that is left lies in the past, or when the due day has passed.
    """
    if not occurrence.open or occurrence.due < today:
        return None
    plan = [step for step in plan_of(occurrence) if not step.done and step.step.days <= 0]
    if not any(step.day < today for step in plan):
        return None
    left = [step for step in plan if not (step.own and step.day >= today)]
    room = [day for n in range((occurrence.due - today).days + 1) if is_workday(day := today + timedelta(days=n))]
    room = room or [occurrence.due]
    first = min(step.day for step in left)
    whole = max((occurrence.due - first).days, 1)
    days = []
    for step in left:
        place = round((step.day - first).days / whole * (len(room) - 1))
        days.append((step.step.id, max(step.day, room[min(max(place, 0), len(room) - 1)])))
    return Proposal(occurrence.key, tuple(days))


def earlier(occurrence: Occurrence, monday: date, weeks: int, today: date) -> Proposal | None:
    """The steps of a week ``weeks`` weeks earlier, and no step before them later than they. The lead time grows when the first step
    would come before it. None when that lies in the past, or the task has nothing to move there.
    """
    if not _movable(occurrence):
        return None
    if not occurrence.activity.steps:
        lead = (occurrence.due - occurrence.start_by).days + 7 * weeks
        start = occurrence.due - timedelta(days=lead)
        return Proposal(occurrence.key, (), lead) if start >= today and monday <= monday_of(occurrence.due) else None
    plan = sorted((s for s in plan_of(occurrence) if not s.done and s.step.days <= 0), key=lambda s: s.day)
    moved = {s.step.id: next_workday(s.day - weeks * A_WEEK) for s in plan if monday <= s.day < monday + A_WEEK}
    if not moved or min(moved.values()) < today:
        return None
    limit = min(moved.values())
    moved |= {s.step.id: limit for s in plan if s.day < monday and s.day > limit}
    lead = (occurrence.due - limit).days
    return Proposal(occurrence.key, tuple(moved.items()), lead if lead > occurrence.lead_days else None)


def later(occurrence: Occurrence, monday: date, weeks: int, today: date) -> Proposal | None:
    """The steps of a week ``weeks`` weeks later, though none after the due day, and no step after them earlier than they. None when
    there is nothing that can wait.
    """
    if not _movable(occurrence):
        return None
    plan = sorted((s for s in plan_of(occurrence) if not s.done and s.step.days < 0), key=lambda s: s.day)
    here = [s for s in plan if max(monday, today) <= s.day < monday + A_WEEK]
    if not here or here[-1].day + weeks * A_WEEK > occurrence.due:
        return None
    moved = {s.step.id: previous_workday(s.day + weeks * A_WEEK) for s in here}
    limit = max(moved.values())
    moved |= {s.step.id: limit for s in plan if monday + A_WEEK <= s.day < limit}
    return Proposal(occurrence.key, tuple(moved.items()))


def _movable(occurrence: Occurrence) -> bool:
    return occurrence.open and occurrence.status is not Status.LATE and occurrence.activity.nature is Nature.TASK


def with_proposal(occurrence: Occurrence, proposal: Proposal) -> Occurrence:
    """The occurrence as it would be if she accepted."""
    kept = {name: day for name, day in occurrence.step_dates if name not in dict(proposal.days)}
    lead = occurrence.own_lead if proposal.lead_days is None else proposal.lead_days
    return replace(occurrence, step_dates=frozenset({**kept, **dict(proposal.days)}.items()), own_lead=lead)
