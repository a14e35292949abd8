"""From rules to dates: RFC 5545 through dateutil, Swedish working days, and the move away from a red day.

``expand`` begins dateutil's walk at the window instead of at the rule's first day, which is the difference between
microseconds and a walk through decades; the tests compare it with dateutil walking the whole way.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from dateutil.rrule import MONTHLY, WEEKLY, YEARLY, rrule, rrulestr

from chefsstod.features.yearwheel.model import RedDay, Rule, Shift, ShiftCause
from chefsstod.support.holidays import SATURDAY, holiday, is_workday, next_workday, nth_workday, previous_workday

ALWAYS = date(2000, 1, 1)
"""First day of rules without one of their own. A Saturday in ISO week 52 of 1999; nothing depends on it."""

HORIZON_YEARS = 40
"""How far a rule is followed before it counts as one that never occurs: longer than the calendar's 28-year cycle with the gap at 2100."""

LAST_DAY_OF_EVERY_MONTH = 28

MAX_SHIFT = timedelta(days=10)
"""Farthest a red day can push a date: Christmas to New Year at the most."""

_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")


class RuleError(ValueError):
    """The rule cannot be used. ``code`` says why: «syntax», «too_often», «never»."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


def check(rule: Rule) -> None:
    """Raise RuleError if the rule cannot be read, comes more often than daily, or never occurs."""
    parsed = _parse(rule.rrule, rule.start or ALWAYS)
    first = rule.start or ALWAYS
    horizon = datetime(first.year + HORIZON_YEARS, 12, 31)  # noqa: DTZ001 - RRULE dates are floating days
    if next(iter(parsed.replace(until=horizon)), None) is None:
        raise RuleError("never", rule.rrule)
    if rule.workday is not None and nth_workday(first, rule.workday) is None:
        raise RuleError("never", f"workday {rule.workday}")


def normalise(text: str) -> str:
    """The RRULE in the form it is stored in: upper case, no «RRULE:» in front, no blanks. Raises RuleError."""
    bare = text.strip().upper().removeprefix("RRULE:").replace(" ", "")
    if "\n" in bare or "DTSTART" in bare:
        raise RuleError("syntax", text)
    _parse(bare, ALWAYS)
    return bare


@lru_cache(maxsize=1024)
def _parse(text: str, start: date) -> rrule:
    if any(f"FREQ={word}" in text.upper() for word in _TOO_OFTEN):
        raise RuleError("too_often", text)
    try:
        parsed = rrulestr(text, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise RuleError("syntax", str(error)) from error
    if not isinstance(parsed, rrule) or parsed._until is not None and parsed._until.tzinfo:  # noqa: SLF001
        raise RuleError("syntax", text)
    return parsed


@lru_cache(maxsize=4096)
def expand(rule: Rule, first: date, last: date) -> tuple[date, ...]:
    """The rule's original dates from ``first`` to ``last``, both included, in order. Raises RuleError."""
    begin = max(first, rule.start) if rule.start else first
    if begin > last:
        return ()
    if rule.workday is not None:
        return _expand_workdays(rule, begin, last)
    return _expand_plain(rule.rrule, rule.start or ALWAYS, begin, last)


def _expand_workdays(rule: Rule, first: date, last: date) -> tuple[date, ...]:
    months = _expand_plain(rule.rrule, ALWAYS, first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))
    found = (nth_workday(month, rule.workday or 1) for month in dict.fromkeys(day.replace(day=1) for day in months))
    return tuple(day for day in found if day is not None and first <= day <= last)


def _expand_plain(text: str, start: date, first: date, last: date) -> tuple[date, ...]:
    parsed = _parse(text, start)
    near = _near(parsed, start, first)
    if near != start:
        parsed = parsed.replace(dtstart=datetime(near.year, near.month, near.day))  # noqa: DTZ001
    low = datetime(first.year, first.month, first.day)  # noqa: DTZ001
    high = datetime(last.year, last.month, last.day)  # noqa: DTZ001
    days = []
    for moment in parsed:
        if moment > high:
            break
        if moment >= low:
            days.append(moment.date())
    return tuple(days)


def _near(parsed: rrule, start: date, first: date) -> date:
    """A day before ``first`` from which the rule gives the same dates as from ``start``; ``start`` itself where none is safe.

    A rule may take its day of the month from ``start``; the 29th to 31st cannot be carried to every month, so such a rule
    walks the whole way. (dateutil offers no public reading of a rule's parts, hence the private names.)
    """
    if parsed._count is not None or first <= start or start.day > LAST_DAY_OF_EVERY_MONTH:  # noqa: SLF001
        return start
    interval: int = parsed._interval  # noqa: SLF001
    if parsed._freq == YEARLY:  # noqa: SLF001
        years = (first.year - start.year - 1) // interval * interval
        return start.replace(year=start.year + years) if years > 0 else start
    if parsed._freq == MONTHLY:  # noqa: SLF001
        months = ((first.year - start.year) * 12 + first.month - start.month - 1) // interval * interval
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        return start.replace(year=year, month=month + 1) if months > 0 else start
    unit = 7 * interval if parsed._freq == WEEKLY else interval  # noqa: SLF001
    steps = (first - start).days // unit - 1
    return start + timedelta(days=steps * unit) if steps > 0 else start


def settle(original: date, red_day: RedDay) -> tuple[date, Shift | None]:
    """The due date of an original date: itself, or moved off a red day with the reason."""
    if red_day is RedDay.KEEP or is_workday(original):
        return original, None
    due = previous_workday(original) if red_day is RedDay.PREVIOUS else next_workday(original)
    return due, why_red(original)


def why_red(day: date) -> Shift:
    """Why ``day`` is no working day. A holiday is named before the weekday."""
    name = holiday(day)
    if name is not None:
        return Shift(day, ShiftCause.HOLIDAY, name)
    return Shift(day, ShiftCause.SATURDAY if day.weekday() == SATURDAY else ShiftCause.SUNDAY)
