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


def _forget() -> None:
    recurrence.expand.cache_clear()
    recurrence._parse.cache_clear()
    holidays.holidays.cache_clear()


def _bare(activities: list[Activity], first: date, last: date) -> int:
    """Every rule read and walked by dateutil over the window, and nothing else."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.min)
    return sum(len(rrulestr(activity.rule.rrule, dtstart=begin).between(begin, end, inc=True)) for activity in activities)


def rows(context: AppContext, rounds: int) -> list[Row]:
    """One year, and ten years against the floor."""
    wheel = context.yearwheel
    activities = wheel.activities()

    def ours(window: tuple[date, date]) -> float:
        _forget()
        return timed(lambda: wheel.occurrences(*window))

    def floor(window: tuple[date, date]) -> float:
        return timed(lambda: _bare(activities, *window))

    ours(YEAR)
    year, _ = alternate(rounds, lambda: ours(YEAR), lambda: floor(YEAR))
    decade, bare = alternate(rounds, lambda: ours(DECADE), lambda: floor(DECADE))
    return [
        Row("one year of all tasks with status", year, None, 30),
        Row("ten years of all tasks with status", decade, bare, 2.0),
    ]
