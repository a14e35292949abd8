"""Repetition in other programs' calendars, in the terms of this one: days of Swedish time from today on. Pure.

A series is taken in from its first occurrence that is not over: what has been is history, and must not turn up as late.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from chefsstod.features.exchange.model import Why
from chefsstod.features.exchange.zones import home
from chefsstod.features.yearwheel.model import RedDay, Rule
from chefsstod.features.yearwheel.recurrence import RuleError, expand, normalise

MOST_COUNT = 1_000
"""A COUNT above this is the same as for ever, and is not counted through."""
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORT, _LONG = timedelta(days=800), timedelta(days=366 * 12)
_OF_THE_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_BY_DAY_ONLY = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"})
_KNOWN = _BY_DAY_ONLY | {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"}
_PERIOD = {"DAILY": 1, "WEEKLY": 7}


@dataclass(frozen=True, slots=True)
class Series:
    """A repetition that can be used: its rule, which begins at ``rule.start``, and the dates it gives in the next years."""

    rule: Rule
    dates: frozenset[date]


class NotUsable(Exception):  # noqa: N818 - an answer, not an error
    """The repetition cannot be taken in, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def can_shift(text: str) -> bool:
    """Whether all dates of the rule can be put some days later by changing its text."""
    parts = _parts(text)
    plain = not any(name in parts for name in _KNOWN - _BY_DAY_ONLY)
    if parts.get("FREQ") not in _PERIOD:
        return plain and "BYDAY" not in parts
    return plain and all(day in _DAYS for day in _listed(parts, "BYDAY"))


def series(text: str, first: date, today: date, *, zone: int = 0, carried: int = 0) -> Series:
    """The rule ``text`` with its first occurrence on ``first``, which is already put off: by ``zone`` days for Swedish time, and by
    ``carried`` days to the last day of a stay. Raises NotUsable.
    """
    parts = _parts(text)
    shift = zone + carried
    if parts.get("FREQ", "") in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise NotUsable(Why.TOO_OFTEN)
    if shift and (not can_shift(text) or (parts.get("FREQ") not in _PERIOD and not shift < first.day <= 28)):
        raise NotUsable(Why.ZONE_SHIFT)
    if shift:
        _rotate(parts, shift)
    try:
        _settle_end(parts, first, zone, carried)
        start = _forward(parts, first, today)
        rule = Rule(normalise(_written(_in_full(parts, first))), red_day=RedDay.KEEP, start=start)
        reach = _SHORT if parts.get("FREQ") in _PERIOD else _LONG
        dates = expand(rule, max(start, today), max(start, today) + reach)
        if dates:
            from_then = Rule(rule.rrule, red_day=RedDay.KEEP, start=dates[0])
            return Series(from_then, frozenset(dates))
        raise NotUsable(Why.PAST if "UNTIL" in parts else Why.RULE)
    except RuleError as problem:
        raise NotUsable(Why.TOO_OFTEN if problem.code == "too_often" else Why.RULE) from problem
    except (ValueError, OverflowError) as problem:
        raise NotUsable(Why.RULE) from problem


def _parts(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.upper().replace(" ", "").split(";"))
    return {name: value for name, _sign, value in pairs if name in _KNOWN}


def _listed(parts: dict[str, str], name: str) -> list[str]:
    return [value.removeprefix("+") for value in parts[name].split(",")] if name in parts else []


def _written(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _rotate(parts: dict[str, str], shift: int) -> None:
    for name in ("BYDAY", "WKST"):
        if name in parts:
            parts[name] = ",".join(_DAYS[(_DAYS.index(day) + shift) % 7] for day in _listed(parts, name))
    if parts.get("FREQ") == "WEEKLY" and "WKST" not in parts:
        parts["WKST"] = _DAYS[shift % 7]


def _in_full(parts: dict[str, str], first: date) -> dict[str, str]:
    """The rule with what it leaves to its first day written out, so that it says its days by itself, and reads well in words.

    A daily rule becomes a weekly one on those days, where that is the same: what comes every week is a routine of the year wheel.
    """
    full = {name: value for name, value in parts.items() if (name, value) not in (("INTERVAL", "1"), ("WKST", "MO"))}
    by = {name for name in full if name.startswith("BY")}
    freq = full.get("FREQ")
    if freq == "DAILY" and "INTERVAL" not in full and by <= {"BYDAY", "BYMONTH"}:
        return {**full, "FREQ": "WEEKLY", "BYDAY": full.get("BYDAY", ",".join(_DAYS))}
    if freq == "WEEKLY" and not by & {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}:
        full["BYDAY"] = _DAYS[first.weekday()]
    if freq == "WEEKLY" and ("INTERVAL" not in full or "," not in full.get("BYDAY", ",")):
        full.pop("WKST", None)  # where a week begins counts only for several days of every other week
    if freq in ("MONTHLY", "YEARLY") and by <= {"BYMONTH"}:
        if freq == "YEARLY":
            full.setdefault("BYMONTH", str(first.month))
        full["BYMONTHDAY"] = str(first.day)
    return full


def _settle_end(parts: dict[str, str], first: date, zone: int, carried: int) -> None:
    """UNTIL as a day of Swedish time; a COUNT as the UNTIL that it comes to, since the series may be taken up in its middle."""
    if "UNTIL" in parts:
        put_off = carried if parts["UNTIL"].endswith("Z") else zone + carried
        parts["UNTIL"] = f"{_until(parts['UNTIL']) + timedelta(days=put_off):%Y%m%d}"
    count = parts.get("COUNT", "")
    if not count:
        return
    if not (count.isascii() and count.isdigit()) or int(count) < 1:
        raise ValueError(count)
    if int(count) > MOST_COUNT:
        del parts["COUNT"]
        return
    last = min(first + timedelta(days=366 * 40), date(2100, 12, 31))
    dates = expand(Rule(normalise(_written(parts)), start=first), first, last)
    del parts["COUNT"]
    if dates:
        parts["UNTIL"] = f"{dates[-1]:%Y%m%d}"


def _until(text: str) -> date:
    if len(text) >= 16 and text.endswith("Z"):
        return datetime.strptime(text[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).astimezone(home()).date()
    return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day


def _forward(parts: dict[str, str], first: date, today: date) -> date:
    """A later first day that gives the same dates from today on: a walk from 1601, where Windows begins, would take its time."""
    period = _PERIOD.get(parts.get("FREQ", ""))
    interval = parts.get("INTERVAL", "1")
    if period is None or first >= today or not (interval.isascii() and interval.isdigit()) or not 0 < int(interval) < 1000:
        return first
    unit = period * int(interval)
    return first + timedelta(days=max((today - first).days // unit - 1, 0) * unit)
