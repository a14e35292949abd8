"""The year's occurrences with their status, through the service and with empty caches, against dateutil alone."""

from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from chefsstod.features.yearwheel import recurrence
from chefsstod.features.yearwheel.model import Activity
from chefsstod.shell.context import AppContext
from chefsstod.support import holidays
from tests.bench.measure import Row, alternate, timed

YEAR = date(2027, 1, 1), date(2027, 12, 31)
DECADE = date(2027, 1, 1), date(2036, 12, 31)


def forget() -> None:
    """Nothing is known of any rule or holiday any more."""
    recurrence.expand.cache_clear()
    recurrence._parse.cache_clear()
    holidays.holidays.cache_clear()


def dates(activities: list[Activity], first: date, last: date) -> list[tuple[date, Activity]]:
    """Every rule read and walked by dateutil over the window, and nothing else."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.min)
    found = ((activity, rrulestr(activity.rule.rrule, dtstart=begin).between(begin, end, inc=True)) for activity in activities)
    return [(moment.date(), activity) for activity, moments in found for moment in moments]


def rows(context: AppContext, rounds: int) -> list[Row]:
    """One year, and ten years against the floor."""
    wheel = context.yearwheel
    activities = wheel.activities()

    def ours(window: tuple[date, date]) -> float:
        forget()
        return timed(lambda: wheel.occurrences(*window))

    def floor(window: tuple[date, date]) -> float:
        return timed(lambda: dates(activities, *window))

    ours(YEAR)
    year, _ = alternate(rounds, lambda: ours(YEAR), lambda: floor(YEAR))
    decade, bare = alternate(rounds, lambda: ours(DECADE), lambda: floor(DECADE))
    return [
        Row("one year of all tasks with status", year, None, 30),
        Row("ten years of all tasks with status", decade, bare, 2.0),
    ]
