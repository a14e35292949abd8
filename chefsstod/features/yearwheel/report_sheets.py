"""What the papers of the year wheel are made from: frozen, so that a report knows no service and no database."""

from dataclasses import dataclass
from datetime import date, timedelta

from chefsstod.features.yearwheel.model import Kind, Occurrence, by_due


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month: what is due in it (calendar tasks and routines), and what is to be started in it though due later."""

    month: date
    today: date
    unit: str
    occurrences: tuple[Occurrence, ...]

    @property
    def last(self) -> date:
        """The last day of the month."""
        return (self.month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def within(self, day: date) -> bool:
        """Whether ``day`` lies in the month."""
        return (day.year, day.month) == (self.month.year, self.month.month)

    def due(self) -> list[Occurrence]:
        """The calendar tasks that are due in the month, in order of date."""
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.CALENDAR and self.within(o.due))

    def to_start(self) -> list[Occurrence]:
        """The calendar tasks to be started in the month that are due after it, by the day to start."""
        found = [o for o in self.occurrences if o.activity.kind is Kind.CALENDAR and self.within(o.start_by) and o.due > self.last]
        return sorted(found, key=lambda o: (o.start_by, o.due))

    def routines(self) -> list[Occurrence]:
        """The routines that are due in the month, in order of date."""
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.ROUTINE and self.within(o.due))


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year: what is due in it."""

    year: int
    today: date
    unit: str
    occurrences: tuple[Occurrence, ...]

    def calendar(self) -> list[Occurrence]:
        """The calendar tasks of the year, in order of date."""
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.CALENDAR and o.due.year == self.year)

    def routines(self) -> list[Occurrence]:
        """The routines of the year, in order of date."""
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.ROUTINE and o.due.year == self.year)
