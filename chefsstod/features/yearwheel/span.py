"""The stretch of time that a wheel, a list or a calendar shows: a year (from any month), a quarter, a month, a day. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """How much is shown at a time, from far to near."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


_MONTHS = {Unit.YEAR: 12, Unit.QUARTER: 3, Unit.MONTH: 1}


@dataclass(frozen=True, slots=True)
class Span:
    """From ``first`` to ``last``, both included. ``start_month`` is the month that the user's year begins with."""

    unit: Unit
    first: date
    last: date
    start_month: int = 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def after(self) -> date:
        """The day after its last."""
        return self.last + timedelta(days=1)

    def step(self, by: int) -> "Span":
        """The same unit, ``by`` units later (negative: earlier)."""
        if self.unit is Unit.DAY:
            return span_of(Unit.DAY, self.first + timedelta(days=by), self.start_month)
        return span_of(self.unit, add_months(self.first, by * _MONTHS[self.unit]), self.start_month)

    def months(self) -> Iterator[date]:
        """The first day of each month that it touches."""
        month = self.first.replace(day=1)
        while month <= self.last:
            yield month
            month = add_months(month, 1)

    def weeks(self) -> Iterator[date]:
        """The Monday of each week that it touches."""
        monday = self.first - timedelta(days=self.first.weekday())
        while monday <= self.last:
            yield monday
            monday += timedelta(days=7)

    def each_day(self) -> Iterator[date]:
        """Its days."""
        return (self.first + timedelta(days=number) for number in range(self.days))


def add_months(first_of_month: date, months: int) -> date:
    """The first day of the month that lies ``months`` after the month of the given day."""
    year, month = divmod(first_of_month.year * 12 + first_of_month.month - 1 + months, 12)
    return date(year, month + 1, 1)


def span_of(unit: Unit, day: date, start_month: int = 1) -> Span:
    """The unit that ``day`` lies in. Quarters are counted from the month that the year begins with."""
    if unit is Unit.DAY:
        return Span(unit, day, day, start_month)
    length = _MONTHS[unit]
    first = add_months(day, -((day.month - start_month) % length))
    last = add_months(first, length - 1)
    return Span(unit, first, last.replace(day=monthrange(last.year, last.month)[1]), start_month)


def year_span(year: int, start_month: int = 1) -> Span:
    """The year that begins in ``start_month`` of ``year``."""
    return span_of(Unit.YEAR, date(year, start_month, 1), start_month)
