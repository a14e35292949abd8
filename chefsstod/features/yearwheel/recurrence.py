"""From rules to dates: RFC 5545 through dateutil, Swedish working days, and the move away from a red day.

``expand`` begins dateutil's walk at the window instead of at the rule's first day, which is the difference between
microseconds and a walk through decades; the tests compare it with dateutil walking the whole way.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, YEARLY, rrule, rrulestr

from chefsstod.features.yearwheel.model import Activity, RedDay, Rule, Shift, ShiftCause
from chefsstod.support.holidays import SATURDAY, holiday, is_workday, next_workday, nth_workday, previous_workday

ALWAYS = date(2000, 1, 1)
"""First day of rules without one of their own. A Saturday in ISO week 52 of 1999; nothing depends on it."""

HORIZON_YEARS = 40
"""How far a rule is followed before it counts as one that never occurs: longer than the 28 years of the calendar."""

LAST_DAY_OF_EVERY_MONTH = 28

MAX_SHIFT = timedelta(days=10)
"""Farthest a red day can push a date: Christmas to New Year at the most."""

_TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
_TIME_OF_DAY = frozenset({"byhour", "byminute", "bysecond"})
"""A date has none; kept, they would double a date or hide the window's last."""
_AT_THE_TURN = (1, 52, 53)
"""The weeks that can lie in two calendar years."""


class RuleError(ValueError):
    """The rule cannot be used. ``code`` says why: «syntax», «too_often», «never»."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


def check(rule: Rule) -> None:
    """Raise RuleError if the rule cannot be read, comes more often than daily, or never occurs."""
    first = rule.start or ALWAYS
    if expand(rule, first, date(min(first.year + HORIZON_YEARS, MAXYEAR), 12, 31)):
        return
    raise RuleError("never", rule.rrule if rule.workday is None else f"{rule.rrule}, workday {rule.workday}")


def normalise(text: str) -> str:
    """The RRULE in the form it is stored in: upper case, no «RRULE:» in front, no blanks. Raises RuleError."""
    bare = text.strip().upper().removeprefix("RRULE:").replace(" ", "")
    if "\n" in bare or "DTSTART" in bare:
        raise RuleError("syntax", text)
    _parse(bare, ALWAYS)
    return bare


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A rule as dateutil reads it. ``parts`` are its BY* parts as they were written."""

    freq: Any  # YEARLY, MONTHLY, WEEKLY or DAILY of dateutil
    interval: int
    wkst: int
    count: int | None
    until: datetime | None
    parts: dict[str, Any]


@lru_cache(maxsize=1024)
def _parse(text: str, start: date) -> _Parsed:
    upper = text.upper()
    if any(f"FREQ={word}" in upper for word in _TOO_OFTEN):
        raise RuleError("too_often", text)
    if "COUNT=" in upper and "UNTIL=" in upper:
        raise RuleError("syntax", text)  # RFC 5545 3.3.10: never both
    try:
        rule = rrulestr(text, dtstart=_moment(start))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise RuleError("syntax", str(error)) from error
    if not isinstance(rule, rrule):
        raise RuleError("syntax", text)
    read = vars(rule)  # dateutil offers no public reading of a rule's parts
    parts = {name: value for name, value in read["_original_rule"].items() if name not in _TIME_OF_DAY}
    parsed = _Parsed(read["_freq"], read["_interval"], read["_wkst"], read["_count"], read["_until"], parts)
    if parsed.interval < 1 or (parsed.count or 0) < 0:
        raise RuleError("syntax", text)
    return parsed


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - RRULE dates are floating days


@lru_cache(maxsize=4096)
def expand(rule: Rule, first: date, last: date) -> tuple[date, ...]:
    """The rule's original dates from ``first`` to ``last``, both included, in order. Raises RuleError."""
    begin = max(first, rule.start) if rule.start else first
    if begin > last:
        return ()
    if rule.workday is not None:
        return _expand_workdays(rule, begin, last)
    return _expand_plain(rule.rrule, rule.start or ALWAYS, begin, last)


def originals(activity: Activity, first: date, last: date) -> tuple[date, ...]:
    """The original dates of a task from ``first`` to ``last``, both included, whatever rule holds on each. Raises RuleError."""
    if activity.ends is not None:
        last = min(last, activity.ends - timedelta(days=1))
    if not activity.segments:
        return expand(activity.rule, first, last)
    rules = [(date.min, activity.rule), *((segment.valid_from, segment.rule) for segment in activity.segments)]
    dates: list[date] = []
    for place, (begin, rule) in enumerate(rules):
        end = rules[place + 1][0] - timedelta(days=1) if place + 1 < len(rules) else last
        if max(begin, first) <= min(end, last):
            dates += expand(rule, max(begin, first), min(end, last))
    return tuple(dates)


def _expand_workdays(rule: Rule, first: date, last: date) -> tuple[date, ...]:
    start = (rule.start or ALWAYS).replace(day=1)
    months = _expand_plain(rule.rrule, start, first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1]))
    found = (nth_workday(month, rule.workday or 0) for month in dict.fromkeys(day.replace(day=1) for day in months))
    return tuple(day for day in found if day is not None and first <= day <= last)


def _expand_plain(text: str, start: date, first: date, last: date) -> tuple[date, ...]:
    parsed = _parse(text, start)
    low = _moment(first)
    begin = start if parsed.count is not None else _near(parsed, start, first)
    return tuple(moment.date() for moment in islice(_walk(parsed, begin, last), parsed.count) if moment >= low)


def _walk(parsed: _Parsed, begin: date, last: date) -> Iterator[datetime]:
    """What the rule gives from ``begin`` to ``last``, whatever its COUNT."""
    high = _moment(last)
    until = min(parsed.until, high) if parsed.until else high
    weeks = parsed.parts.get("byweekno") if "bysetpos" not in parsed.parts else None
    parts = parsed.parts | {"byweekno": (*weeks, *_AT_THE_TURN)} if weeks else parsed.parts
    bounded = _Bounded(parsed.freq, _moment(begin), parsed.interval, parsed.wkst, until=until, **parts)
    months = (last.year - begin.year) * 12 + last.month - begin.month
    unit = {YEARLY: 12 * parsed.interval, MONTHLY: parsed.interval}.get(parsed.freq, 1)
    bounded.asks_left = 2 * (months // unit + 4)
    try:
        yield from (day for day in bounded if not weeks or _in_weeks(day, weeks, parsed.wkst))
    except _End:
        return


def _in_weeks(day: datetime, weeks: tuple[int, ...], wkst: int) -> bool:
    """Whether the day lies in one of these weeks of RFC 5545: ISO 8601 where ``wkst`` is Monday, negative from the year's last.

    dateutil gives the first days of some Januaries the wrong week: 1 and 2 January 2022 are in week 52, which it calls 53.
    Hence it is asked for all weeks that can lie there, and those that were not meant are left out here.
    """
    middle = day + timedelta(days=3 - (day.weekday() - wkst) % 7)  # its year is the week's year
    number = (middle.timetuple().tm_yday + 6) // 7
    last = number + (date(middle.year, 12, 31) - middle.date()).days // 7
    return number in weeks or number - last - 1 in weeks


class _End(Exception):  # noqa: N818 - not an error: the window has been walked
    pass


class _Bounded(rrule):
    """An rrule that comes to an end even where it finds no date.

    dateutil looks at UNTIL only when it has found a date; a rule that never comes, or never again, it follows to the year
    9999, for seconds. At the turn of each year (month, for rules that are not yearly) it asks once or twice for the rule's
    BYEASTER part, and that is where the end is put.
    """

    asks_left = 10
    _easter: tuple[int, ...] | None = None

    @property
    def _byeaster(self) -> tuple[int, ...] | None:
        self.asks_left -= 1
        if self.asks_left < 0:
            raise _End
        return self._easter

    @_byeaster.setter
    def _byeaster(self, value: tuple[int, ...] | None) -> None:
        self._easter = value


def _near(parsed: _Parsed, start: date, first: date) -> date:
    """A day before ``first`` from which the rule gives the same dates as from ``start``; ``start`` itself where none is safe.

    A rule may take its day of the month from ``start``; the 29th to 31st cannot be carried to every month, so such a rule
    walks the whole way.
    """
    if first <= start or start.day > LAST_DAY_OF_EVERY_MONTH:
        return start
    interval = parsed.interval
    if parsed.freq == YEARLY:
        years = (first.year - start.year) // interval * interval
        if start.replace(year=start.year + years) > first:
            years -= interval
        return start.replace(year=start.year + years)
    if parsed.freq == MONTHLY:
        months = ((first.year - start.year) * 12 + first.month - start.month) // interval * interval
        if start.day > first.day:
            months -= interval
        year, month = divmod(start.year * 12 + start.month - 1 + max(months, 0), 12)
        return start.replace(year=year, month=month + 1)
    # A week that the walk begins in the middle of is only half a week to BYSETPOS, hence one period more.
    unit = 7 * interval if parsed.freq == WEEKLY else interval
    steps = (first - start).days // unit - 1
    return start + timedelta(days=max(steps, 0) * unit)


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
