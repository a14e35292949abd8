"""The rule that a series gets when one of its dates is dragged to another day: the same kind of rule, a new place in it. Pure."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from chefsstod.features.yearwheel.model import Rule
from chefsstod.features.yearwheel.recurrence import RuleError, expand
from chefsstod.features.yearwheel.rule_make import Conflict, several
from chefsstod.features.yearwheel.rule_text import has_certain_dates
from chefsstod.support.holidays import nth_workday

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def shifted(rule: Rule, original: date, to: date) -> Rule:
    """``rule`` with the date ``original`` put on the day of ``to``, and likewise in its other periods.

    «Sista dagen i februari» moved to 18 March becomes «18 mars»; «varje fredag» moved to a Wednesday becomes «varje onsdag»; «andra
    torsdagen i mars» moved to a Monday becomes that Monday of its month; the n-th working day becomes another one. Raises RuleError
    («never») where ``to`` is no day that such a rule can give: a Sunday for a rule of working days.
    """
    parts = dict(part.split("=", 1) for part in rule.rrule.split(";") if "=" in part)
    if has_certain_dates(rule):
        return _later_by(rule, original, to - original)
    freq = parts["FREQ"]
    if rule.workday is not None:
        workday = _workday_of(to, from_end=rule.workday < 0)
        return replace(rule, rrule=_joined(_in_month(parts, original, to)), words="", workday=workday)
    if "BYWEEKNO" in parts:
        week = str(original.isocalendar().week)
        parts["BYWEEKNO"] = _put(parts["BYWEEKNO"], week, str(to.isocalendar().week))
        parts["BYDAY"] = _DAYS[to.weekday()]
    elif freq == "WEEKLY":
        parts["BYDAY"] = _put(parts.get("BYDAY", ""), _DAYS[original.weekday()], _DAYS[to.weekday()])
    elif freq in ("MONTHLY", "YEARLY"):
        parts = _in_month(parts, original, to) if freq == "YEARLY" else parts
        if "BYDAY" in parts or "BYSETPOS" in parts:
            parts.pop("BYSETPOS", None)
            parts["BYDAY"] = _nth_weekday(to, last=parts.get("BYDAY", "").startswith("-"))
        else:
            parts["BYMONTHDAY"] = str(to.day) if to.day < _last(to) or "BYMONTHDAY" not in parts else _day(parts["BYMONTHDAY"], to)
    return replace(rule, rrule=_joined(parts), words="")


def _later_by(rule: Rule, original: date, time: timedelta) -> Rule:
    """Certain dates: ``original`` and those after it, each as much later."""
    dates = expand(rule, original, date(original.year, 12, 31))
    try:
        return replace(several([day + time for day in dates]), red_day=rule.red_day)
    except Conflict as problem:
        raise RuleError("never", rule.rrule) from problem


def _in_month(parts: dict[str, str], original: date, to: date) -> dict[str, str]:
    """The rule's parts with the month of ``original`` replaced by that of ``to``."""
    if parts["FREQ"] != "YEARLY":
        return parts
    return {**parts, "BYMONTH": _put(parts.get("BYMONTH", ""), str(original.month), str(to.month), ordered=True)}


def _put(listed: str, old: str, new: str, *, ordered: bool = False) -> str:
    values = [new if value == old else value for value in listed.split(",") if value] or [new]
    unique = list(dict.fromkeys(values))
    return ",".join(sorted(unique, key=int) if ordered else unique)


def _last(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _day(listed: str, to: date) -> str:
    """The last day of a month stays «the last» where the rule said so."""
    return "-1" if listed == "-1" else str(to.day)


def _nth_weekday(day: date, *, last: bool) -> str:
    place = -((_last(day) - day.day) // 7 + 1) if last else (day.day - 1) // 7 + 1
    return f"{place}{_DAYS[day.weekday()]}"


def _workday_of(day: date, *, from_end: bool) -> int:
    step = -1 if from_end else 1
    found = next((n for n in range(step, 24 * step, step) if nth_workday(day, n) == day), None)
    if found is None:
        raise RuleError("never", day.isoformat())
    return found


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())
