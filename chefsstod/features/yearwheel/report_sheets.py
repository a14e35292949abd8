"""What the papers of the year wheel are made from: frozen, so that a report knows no service and no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chefsstod.features.yearwheel.model import Category, Kind, Occurrence, by_due
from chefsstod.features.yearwheel.month_needs import Need
from chefsstod.features.yearwheel.span import Span, year_span
from chefsstod.features.yearwheel.themes import MonthTheme
from chefsstod.features.yearwheel.wheel_shapes import StepMark


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month: what is due in it (calendar tasks and routines), and what is to be started in it though due later.

    ``theme``: what to take up in it, ``sources``: what that rests on; ``needs``: what she wants of the month herself.
    ``by_category``: what is due stands ring by ring, else day by day.
    """

    month: date
    today: date
    unit: str
    occurrences: tuple[Occurrence, ...]
    theme: MonthTheme | None = None
    needs: tuple[Need, ...] = ()
    sources: tuple[str, ...] = ()
    by_category: bool = False

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

    def due_by_category(self) -> list[tuple[Category, list[Occurrence]]]:
        """The same ring by ring; a ring in which nothing is due is left out."""
        due = self.due()
        rings = ((category, [o for o in due if o.activity.category is category]) for category in Category)
        return [(category, found) for category, found in rings if found]

    def to_start(self) -> list[Occurrence]:
        """The calendar tasks to be started in the month that are due after it, by the day to start."""
        found = [o for o in self.occurrences if o.activity.kind is Kind.CALENDAR and self.within(o.start_by) and o.due > self.last]
        return sorted(found, key=lambda o: (o.start_by, o.due))

    def routines(self) -> list[Occurrence]:
        """The routines that are due in the month, in order of date."""
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.ROUTINE and self.within(o.due))


@dataclass(frozen=True, slots=True)
class SpanSheet:
    """A month or a quarter as a wheel: what is in progress in it, routines and all.

    ``heat`` is the load of its weeks, ``marks`` the steps to show.
    """

    span: Span
    today: date
    unit: str
    occurrences: tuple[Occurrence, ...]
    heat: Mapping[date, float] | None = None
    marks: tuple[StepMark, ...] = ()

    def due(self) -> list[Occurrence]:
        """The calendar tasks that are due in it, in order of date."""
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.CALENDAR and o.due in self.span)

    def going_on(self) -> list[Occurrence]:
        """The calendar tasks to be worked at in it that are due after it, in order of date."""
        tasks = (o for o in self.occurrences if o.activity.kind is Kind.CALENDAR)
        return by_due(o for o in tasks if o.due > self.span.last and o.start_by <= self.span.last)

    def routines(self) -> list[Occurrence]:
        """The routines that are due in it, in order of date."""
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.ROUTINE and o.due in self.span)


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year that begins in any month: what is due in it. ``year`` is the one it begins in.

    ``heat`` is the load of its weeks, ``marks`` the steps to show.
    """

    year: int
    today: date
    unit: str
    occurrences: tuple[Occurrence, ...]
    start_month: int = 1
    heat: Mapping[date, float] | None = None
    marks: tuple[StepMark, ...] = ()

    @property
    def span(self) -> Span:
        """From its first day to its last."""
        return year_span(self.year, self.start_month)

    def calendar(self) -> list[Occurrence]:
        """The calendar tasks of the year, in order of date."""
        span = self.span
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.CALENDAR and o.due in span)

    def routines(self) -> list[Occurrence]:
        """The routines of the year, in order of date."""
        span = self.span
        return by_due(o for o in self.occurrences if o.activity.kind is Kind.ROUTINE and o.due in span)
