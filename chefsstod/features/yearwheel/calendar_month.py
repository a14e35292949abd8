"""What stands in the calendar of a month and on the card of a day. Frozen data and pure rules; no Qt, no clock."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chefsstod.features.yearwheel.model import Kind, Occurrence, Status, by_due
from chefsstod.features.yearwheel.span import Unit, span_of
from chefsstod.support.holidays import Holiday, holiday, is_workday

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day: what is due, then what should be started. Routines come after the tasks of the year."""

    day: date
    in_month: bool
    due: tuple[Occurrence, ...] = ()
    starts: tuple[Occurrence, ...] = ()

    @property
    def entries(self) -> tuple[tuple[Occurrence, bool], ...]:
        """Each occurrence of the day, and whether it is there because it should be started."""
        return (*((o, False) for o in self.due), *((o, True) for o in self.starts))

    @property
    def holiday(self) -> Holiday | None:
        """The holiday it is, if any."""
        return holiday(self.day)

    @property
    def red(self) -> bool:
        """Whether it is a Sunday or a holiday."""
        return self.day.weekday() == 6 or self.holiday is not None

    @property
    def workday(self) -> bool:
        """Whether it is an ordinary working day."""
        return is_workday(self.day)


def month_edges(month: date) -> tuple[date, date]:
    """The first and last day that the calendar of the month shows: whole weeks, Monday first."""
    span = span_of(Unit.MONTH, month)
    return span.first - timedelta(days=span.first.weekday()), span.last + timedelta(days=6 - span.last.weekday())


def month_cells(month: date, occurrences: Iterable[Occurrence]) -> list[list[DayCell]]:
    """The weeks of the month's calendar, each with its seven days."""
    span = span_of(Unit.MONTH, month)
    first, last = month_edges(month)
    due: dict[date, list[Occurrence]] = defaultdict(list)
    starts: dict[date, list[Occurrence]] = defaultdict(list)
    for occurrence in by_due(occurrences):
        if first <= occurrence.due <= last:
            due[occurrence.due].append(occurrence)
        if first <= occurrence.start_by <= last and starts_visibly(occurrence):
            starts[occurrence.start_by].append(occurrence)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    cells = [DayCell(day, day in span, _routines_last(due[day]), tuple(starts[day])) for day in days]
    return [cells[place : place + 7] for place in range(0, len(cells), 7)]


def starts_visibly(occurrence: Occurrence) -> bool:
    """Whether the day it should be started is worth a place of its own: not for routines, nor when it is begun already."""
    planned = occurrence.status in (Status.PLANNED, Status.LATE)
    return planned and occurrence.lead_days > 0 and occurrence.activity.kind is Kind.CALENDAR


def _routines_last(due: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted(due, key=lambda o: o.activity.kind is Kind.ROUTINE))


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A day: what is due, what should be started that day, what is under way, and the routines."""

    day: date
    due: tuple[Occurrence, ...]
    to_start: tuple[Occurrence, ...]
    under_way: tuple[Occurrence, ...]
    routines: tuple[Occurrence, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all concerns the day."""
        return not (self.due or self.to_start or self.under_way or self.routines)


def day_sheet(day: date, occurrences: Iterable[Occurrence]) -> DaySheet:
    """What concerns ``day`` among the occurrences: due on it, or with their lead time around it."""
    items = by_due(occurrences)
    calendar = [o for o in items if o.activity.kind is Kind.CALENDAR]
    ahead = [o for o in calendar if o.open and o.due > day]
    return DaySheet(
        day=day,
        due=tuple(o for o in calendar if o.due == day),
        to_start=tuple(o for o in ahead if o.start_by == day),
        under_way=tuple(o for o in ahead if o.start_by < day),
        routines=tuple(o for o in items if o.activity.kind is Kind.ROUTINE and o.due == day),
    )


def progress(occurrence: Occurrence, day: date) -> tuple[int, int]:
    """How many days of the lead time have gone on ``day``, of how many."""
    whole = max(1, (occurrence.due - occurrence.start_by).days)
    return min(max((day - occurrence.start_by).days, 0), whole), whole
