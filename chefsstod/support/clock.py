"""The one place where today's date is read; everything else is given it."""

from collections.abc import Callable
from datetime import date, datetime

Clock = Callable[[], date]


def system_clock() -> date:
    """Today in the computer's own time zone."""
    return date.today()  # noqa: DTZ011 - a wall calendar's day is the local one


def fixed_clock(day: date) -> Clock:
    """A clock that stands still, for ``--today``, demonstrations and tests."""
    return lambda: day


def timestamp() -> datetime:
    """The present moment with time zone, for logs, backup names and crash reports."""
    return datetime.now().astimezone()
