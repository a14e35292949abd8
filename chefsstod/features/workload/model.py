"""What a week holds and what it has room for: frozen data and pure rules. No clock, no SQL, no Qt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil
from typing import NewType

from chefsstod.features.yearwheel.collisions import overloaded
from chefsstod.features.yearwheel.model import Category, Kind, Occurrence
from chefsstod.features.yearwheel.planning import A_WEEK, WORKDAYS, monday_of, plan_of, shares
from chefsstod.support.holidays import Holiday, holiday, is_workday

LeaveId = NewType("LeaveId", str)

SLACK_PART = 0.5
"""The part of a slack week's time that may be planned: the rest is kept free for catching up. Our own choice, told in words."""
CALM = 0.4
"""A week that holds at most this part of its room is calm."""
FULL = 0.85
"""From this part of its room on a week is full."""
CATCH_UP_MONTHS = (8, 10)
"""August and October, when year plans that work in practice leave time to catch up; she chooses others if she likes."""
JULY = 7


@dataclass(frozen=True, slots=True)
class Leave:
    """Her own time off, from ``first`` to ``last``, both included."""

    id: LeaveId
    first: date
    last: date
    text: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class SlackWeek:
    """A week that is kept half free, to catch up in."""

    monday: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A week that would do as a slack week. ``month`` when the year's plan has one there as a rule; None: it is calm as it is."""

    monday: date
    hours: float
    room: float
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A step that lies in a week, as far as it is done that week. ``text`` is empty for a task without steps."""

    text: str
    day: date | None
    hours: float
    done: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What one task takes of a week."""

    occurrence: Occurrence
    hours: float
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class WeekLoad:
    """A week: the hours that are planned in it, task by task, and what it has room for.

    ``ordinary`` is her room in an ordinary week, ``room`` what is left of it after holidays, leave and slack. ``routines`` are the
    hours of the week's routines; they are the ground that everything stands on and do not use the room.
    """

    monday: date
    parts: tuple[Part, ...]
    routines: tuple[Part, ...]
    ordinary: float
    room: float
    holidays: tuple[tuple[date, Holiday], ...] = ()
    away: tuple[date, ...] = ()
    slack: SlackWeek | None = None
    past: bool = False

    @cached_property
    def hours(self) -> float:
        """The planned hours."""
        return sum(part.hours for part in self.parts)

    @cached_property
    def routine_hours(self) -> float:
        """The hours of the routines."""
        return sum(part.hours for part in self.routines)

    @property
    def month(self) -> int:
        """The month that most of its days lie in."""
        return (self.monday + timedelta(days=3)).month

    @property
    def free(self) -> float:
        """What more could be planned; never below nothing."""
        return max(self.room - self.hours, 0.0)

    @property
    def over(self) -> float:
        """The hours that there is no room for."""
        return max(self.hours - self.room, 0.0) if self.overloaded else 0.0

    @property
    def overloaded(self) -> bool:
        """Whether more is planned than there is room for."""
        return overloaded(self.hours, self.room)

    @property
    def full(self) -> bool:
        """Whether there is hardly room for more, though it is not overloaded."""
        return not self.overloaded and self.room > 0 and self.hours >= FULL * self.room

    @property
    def heat(self) -> float:
        """How hot the week is: 1 is a full week, 0 an empty one. In a week without any room a day's work makes it full."""
        return heat_of(self.hours, self.room, self.ordinary)

    def by_category(self) -> dict[Category, float]:
        """The planned hours of each ring that has any, in the order of the rings."""
        found = dict.fromkeys(Category, 0.0)
        for part in self.parts:
            found[part.occurrence.activity.category] += part.hours
        return {category: hours for category, hours in found.items() if hours > 0}


def heat_of(hours: float, room: float, ordinary: float) -> float:
    """The part of its room that a week holds; in a week without any room a day's work makes it full."""
    return hours / max(room, ordinary / WORKDAYS)


def room_of(monday: date, capacity: float, leave: Iterable[Leave], slack: Mapping[date, SlackWeek]) -> float:
    """The hours a week has for planned work: her capacity, less a fifth for each working day that is a holiday or hers; half of
    what is left in a slack week.
    """
    days = sum(is_workday(day) and not any(day in own for own in leave) for day in _weekdays(monday))
    return capacity * days / WORKDAYS * (SLACK_PART if monday in slack else 1.0)


def _weekdays(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in range(WORKDAYS)]


def loads(
    mondays: Iterable[date],
    occurrences: Iterable[Occurrence],
    today: date,
    *,
    capacity: float,
    leave: Sequence[Leave] = (),
    slack: Mapping[date, SlackWeek] | None = None,
) -> tuple[WeekLoad, ...]:
    """The weeks, each with what lies in it. A routine's hours lie in the week it is due."""
    slack = slack or {}
    wanted = list(mondays)
    parts: dict[date, list[Part]] = {monday: [] for monday in wanted}
    routines: dict[date, list[Part]] = {monday: [] for monday in wanted}
    for occurrence in occurrences:
        if occurrence.activity.kind is Kind.ROUTINE:
            monday = monday_of(occurrence.due)
            if monday in routines and shares(occurrence, today):
                routines[monday].append(Part(occurrence, occurrence.hours))
            continue
        for monday, part in _parts(occurrence, today).items():
            if monday in parts:
                parts[monday].append(part)
    return tuple(
        WeekLoad(
            monday=monday,
            parts=tuple(sorted(parts[monday], key=lambda part: -part.hours)),
            routines=tuple(sorted(routines[monday], key=lambda part: -part.hours)),
            ordinary=capacity,
            room=room_of(monday, capacity, leave, slack),
            holidays=tuple((day, name) for day in _weekdays(monday) if (name := holiday(day)) is not None),
            away=tuple(day for day in _weekdays(monday) if is_workday(day) and any(day in own for own in leave)),
            slack=slack.get(monday),
            past=monday < monday_of(today),
        )
        for monday in wanted
    )


def _parts(occurrence: Occurrence, today: date) -> dict[date, Part]:
    """What the occurrence takes of each week."""
    weeks: dict[date, dict[str | None, float]] = {}
    for share in shares(occurrence, today):
        steps = weeks.setdefault(share.monday, {})
        steps[share.step] = steps.get(share.step, 0.0) + share.hours
    plan = {step.step.id: step for step in plan_of(occurrence)} if weeks else {}
    found = {}
    for monday, steps in weeks.items():
        pieces = []
        for name, hours in steps.items():
            step = plan.get(name) if name is not None else None
            here = step is not None and monday <= step.day < monday + A_WEEK
            pieces.append(
                Piece(
                    step.step.text if step else "", step.day if step and here else None, hours, done=step is not None and step.done
                )
            )
        found[monday] = Part(occurrence, sum(steps.values()), tuple(pieces))
    return found


@dataclass(frozen=True, slots=True)
class Scale:
    """How many hours a picture of the weeks must have room for: planned ones upwards, routines downwards; multiples of ``step``."""

    up: int
    down: int
    step: int

    @property
    def whole(self) -> int:
        """From the lowest to the highest."""
        return self.up + self.down

    def lines(self) -> list[int]:
        """The hours at which a line is drawn, the base line among them."""
        return list(range(0, self.up + 1, self.step))


def scale_of(weeks: Iterable[WeekLoad]) -> Scale:
    """The scale that all of the weeks fit in."""
    shown = list(weeks)
    high = max((max(week.hours, week.room, week.ordinary) for week in shown), default=WORKDAYS)
    low = max((week.routine_hours for week in shown), default=0)
    step = next(step for step in (4, 8, 16, 40, 400) if max(high, low) <= 8 * step or step == 400)
    return Scale(up=step * ceil(high / step), down=step * ceil(low / step), step=step)


def suggest_slack(weeks: Sequence[WeekLoad], today: date) -> list[Suggestion]:
    """Weeks that would do to catch up in: the calmest of August and of October, and the calmest other week of each half-year if it
    is calm as it is. None in a month that has one, none in July (which is empty by itself), none when she is away.
    """
    open_weeks = [week for week in weeks if week.monday > today and not week.away and week.room > 0]
    taken = {_month(week.monday) for week in weeks if week.slack is not None}
    found = []
    for month in CATCH_UP_MONTHS:
        here = [week for week in open_weeks if _month(week.monday)[1] == month and _month(week.monday) not in taken]
        if here:
            best = min(here, key=lambda week: (round(week.hours), week.monday))
            found.append(Suggestion(best.monday, best.hours, best.room, month))
            taken.add(_month(best.monday))
    for half in (range(1, 7), range(7, 13)):
        calm = [
            week
            for week in open_weeks
            if _month(week.monday)[1] in half
            and _month(week.monday)[1] != JULY
            and _month(week.monday) not in taken
            and week.hours <= CALM * week.room
        ]
        if calm:
            best = min(calm, key=lambda week: (round(week.hours), week.monday))
            found.append(Suggestion(best.monday, best.hours, best.room))
    return sorted(found, key=lambda suggestion: suggestion.monday)


def _month(monday: date) -> tuple[int, int]:
    """The year and month that most of the week's working days lie in."""
    middle = monday + timedelta(days=2)
    return middle.year, middle.month
