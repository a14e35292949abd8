"""Says a date rule in the language in use, so that ``rule_words.parse`` reads it back. Rules beyond that are shown as written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from chefsstod.features.yearwheel.model import Kind, Rule
from chefsstod.features.yearwheel.recurrence import RuleError, expand
from chefsstod.features.yearwheel.rule_grammar import DAYS, ENGLISH, LAST, NEXT_TO_LAST, SWEDISH, Grammar, Unit
from chefsstod.i18n import language

EVEN_WEEKS = tuple(range(2, 53, 2))
ODD_WEEKS = tuple(range(1, 54, 2))
_WORKWEEK = ("MO", "TU", "WE", "TH", "FR")
_KNOWN = frozenset({"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYWEEKNO", "BYSETPOS", "COUNT"})
_UNITS = {"DAILY": Unit.DAY, "WEEKLY": Unit.WEEK, "MONTHLY": Unit.MONTH, "YEARLY": Unit.YEAR}
_MOST_WEEKS = 20
"""A rule that names more weeks than this («even weeks») is as good as a weekly one."""
_FEW = 2
_MOST_MONTHS = 7
"""From so many months on, a list of months is told by those that are left out."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a rule that can be said."""

    unit: Unit
    interval: int
    months: tuple[int, ...]
    days: tuple[int, ...]
    weekdays: tuple[str, ...]
    weeks: tuple[int, ...]
    places: tuple[int, ...]
    count: int | None


def usual_kind(rrule: str) -> Kind:
    """Daily, weekly and monthly tasks are routines, as those of the base content are, and those of every other week."""
    often = any(f"FREQ={freq}" in rrule for freq in ("DAILY", "WEEKLY", "MONTHLY")) or rrule.count(",") > _MOST_WEEKS
    return Kind.ROUTINE if often and "COUNT=" not in rrule else Kind.CALENDAR


def has_certain_dates(rule: Rule) -> bool:
    """Whether it is one date, or some dates of a single year, and nothing that comes again after them."""
    return "COUNT=" in rule.rrule or bool(_last_of_year(rule))


def _last_of_year(rule: Rule) -> str:
    """The rule's last day, as RFC 5545 has it, where it names dates of the year in which it begins; else empty."""
    ends = dict(part.split("=", 1) for part in rule.rrule.upper().split(";") if "=" in part).get("UNTIL", "")
    named = rule.start is not None and "FREQ=YEARLY" in rule.rrule and "BYMONTHDAY=" in rule.rrule
    return ends if named and ends[:4] == str(rule.start.year) else ""  # type: ignore[union-attr]


def describe(rule: Rule) -> str:
    """«andra torsdagen i mars varje år». A rule that there are no words for is given as it is written."""
    if _last_of_year(rule):
        return _several(rule, SWEDISH if language() == "sv" else ENGLISH)
    parts = _read(rule.rrule)
    if parts is None or (parts.count is not None and parts.count != 1):
        return rule.rrule
    grammar = SWEDISH if language() == "sv" else ENGLISH
    if parts.count == 1:
        return _once(rule, grammar)
    return _say(parts, rule, grammar) or rule.rrule


def _read(text: str) -> _Parts | None:
    pairs = dict(part.split("=", 1) for part in text.upper().split(";") if "=" in part)
    if not pairs.keys() <= _KNOWN or pairs.get("FREQ") not in _UNITS:
        return None
    try:
        return _Parts(
            unit=_UNITS[pairs["FREQ"]],
            interval=int(pairs.get("INTERVAL", "1")),
            months=_numbers(pairs.get("BYMONTH")),
            days=_numbers(pairs.get("BYMONTHDAY")),
            weekdays=tuple(pairs["BYDAY"].split(",")) if "BYDAY" in pairs else (),
            weeks=_numbers(pairs.get("BYWEEKNO")),
            places=_numbers(pairs.get("BYSETPOS")),
            count=int(pairs["COUNT"]) if "COUNT" in pairs else None,
        )
    except ValueError:
        return None


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",")) if text else ()


def _once(rule: Rule, grammar: Grammar) -> str:
    day = rule.start
    if day is None:
        return grammar.once
    try:
        day = next(iter(expand(rule, day, day.replace(year=day.year + 9, day=min(day.day, 28)))), day)
    except (RuleError, ValueError):
        return grammar.once
    return grammar.once_on.format(day=day.day, month=grammar.months[day.month - 1], year=day.year)


def _several(rule: Rule, grammar: Grammar) -> str:
    """«12 och 13 mars 2027», «30 mars och 2 april 2027»."""
    year = rule.start.year if rule.start else 0
    by_month: dict[int, list[str]] = {}
    for day in expand(rule, date(year, 1, 1), date(year, 12, 31)):
        by_month.setdefault(day.month, []).append(str(day.day))
    dates = [f"{_and(days, grammar)} {grammar.months[month - 1]}" for month, days in by_month.items()]
    return f"{_and(dates, grammar)} {year}"


def _say(parts: _Parts, rule: Rule, grammar: Grammar) -> str | None:
    every = _every(grammar.every[parts.unit], parts.interval, grammar)
    if parts.unit is Unit.DAY:
        return every if not (parts.months or parts.days or parts.weekdays or parts.weeks or parts.places) else None
    if parts.unit is Unit.WEEK:
        return None if parts.months or parts.days or parts.weeks or parts.places else _weekly(parts, rule, grammar, every)
    if parts.weeks:
        return _weeks(parts, rule, grammar, every)
    if parts.places:
        return _dates(parts, grammar, every)
    if parts.unit is Unit.MONTH and parts.months and parts.interval != 1:
        return None
    return _monthly(parts, rule, grammar, every)


def _every(forms: tuple[str, str, str], interval: int, grammar: Grammar, what: str = "") -> str:
    return forms[min(interval, 3) - 1].format(n=_ordinal(interval, grammar), what=what)


def _weekly(parts: _Parts, rule: Rule, grammar: Grammar, every: str) -> str | None:
    if any(day not in DAYS for day in parts.weekdays):
        return None
    if not parts.weekdays and rule.start is None:
        return every
    days = sorted(parts.weekdays, key=DAYS.index) or [DAYS[rule.start.weekday()]]  # type: ignore[union-attr]
    if tuple(days) == _WORKWEEK and parts.interval == 1:
        return grammar.every_workday
    names = _and([grammar.weekdays[DAYS.index(day)] for day in days], grammar)
    if len(days) > 1 and parts.interval > 1:
        return f"{names} {every}"
    return _every(grammar.every_weekday, parts.interval, grammar, names)


def _weeks(parts: _Parts, rule: Rule, grammar: Grammar, every: str) -> str | None:
    days = parts.weekdays or ((DAYS[rule.start.weekday()],) if rule.start else ())
    if parts.unit is not Unit.YEAR or parts.months or parts.days or parts.places or not days or any(d not in DAYS for d in days):
        return None
    order = sorted(days, key=DAYS.index)
    if parts.weeks in (EVEN_WEEKS, ODD_WEEKS) and parts.interval == 1:
        names = _and([grammar.weekdays[DAYS.index(day)] for day in order], grammar)
        return grammar.parity[parts.weeks == ODD_WEEKS].format(what=names)
    names = _and([grammar.the_weekdays[DAYS.index(day)] for day in order], grammar)
    return grammar.weeks.format(what=names, weeks=_and([str(week) for week in parts.weeks], grammar), every=every)


def _dates(parts: _Parts, grammar: Grammar, every: str) -> str | None:
    """Dates that share no day: months × days, of which BYSETPOS chooses."""
    if parts.unit is not Unit.YEAR or parts.weekdays or not parts.months or not parts.days:
        return None
    try:
        dates = chosen(parts.months, parts.days, parts.places)
    except (ValueError, IndexError):
        return None
    return f"{_and([_date(day, month, grammar) for month, day in dates], grammar)} {every}"


def chosen(months: Sequence[int], days: Sequence[int], places: Sequence[int]) -> list[tuple[int, int]]:
    """The (month, day) pairs that a rule of months, days and places gives in a common year."""
    grid = all_dates(months, days)
    return [grid[place - 1] for place in sorted(places) if place > 0]


def all_dates(months: Sequence[int], days: Sequence[int]) -> list[tuple[int, int]]:
    """Every such date that a common year has, in order."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return sorted((month, day) for month, day in product(months, days) if day <= lengths[month - 1])


def _monthly(parts: _Parts, rule: Rule, grammar: Grammar, every: str) -> str | None:
    what = _what(parts, rule, grammar)
    if what is None:
        return every if not (parts.days or parts.weekdays or parts.months) else None
    numbered = what == ""
    month_names = [grammar.months[month - 1] for month in sorted(set(parts.months))]
    if parts.unit is Unit.MONTH and len(month_names) >= _MOST_MONTHS:
        left = [name for number, name in enumerate(grammar.months, 1) if number not in parts.months]
        every = grammar.but.format(every=every, months=_and(left, grammar)) if left else every
        month_names = []
    elif parts.unit is Unit.MONTH and month_names:
        every = grammar.every[Unit.YEAR][0]
    elif parts.unit is Unit.YEAR and not month_names:
        return None
    if not numbered:
        form = grammar.in_months if month_names else grammar.of_every
        return form.format(what=what, months=_and(month_names, grammar), every=every)
    if month_names and len(parts.days) == 1 and len(month_names) <= _FEW:
        dates = [_date(parts.days[0], month, grammar) for month in sorted(set(parts.months))]
        return f"{_and(dates, grammar)} {every}"
    days = _and([_digits(day, grammar) for day in sorted(parts.days)], grammar)
    form = grammar.numbered_in if month_names else grammar.numbered
    return form.format(days=days, months=_and(month_names, grammar), every=every)


def _what(parts: _Parts, rule: Rule, grammar: Grammar) -> str | None:
    """«andra torsdagen»; empty for plain day numbers; None where there are no words."""
    if rule.workday is not None:
        return grammar.nth.format(ordinal=_ordinal(rule.workday, grammar), what=grammar.the_workday)
    if parts.weekdays:
        return None if parts.days else _nth_weekdays(parts.weekdays, grammar)
    if not parts.days:
        return None
    if all(day > 0 for day in parts.days):
        return ""
    order = sorted(parts.days, key=lambda day: (day < 0, day))
    ordinals = [_digits(day, grammar) if day > 0 else _ordinal(day, grammar) for day in order]
    return grammar.nth.format(ordinal=_and(ordinals, grammar), what=grammar.the_day)


def _nth_weekdays(weekdays: tuple[str, ...], grammar: Grammar) -> str | None:
    try:
        pairs = {(int(text[:-2]), DAYS.index(text[-2:])) for text in weekdays}
    except ValueError:
        return None
    numbers = sorted({number for number, _day in pairs}, key=lambda number: (number < 0, number))
    days = sorted({day for _number, day in pairs})
    if len(days) > 1 or 0 in numbers:
        return None
    ordinals = _and([_ordinal(number, grammar) for number in numbers], grammar)
    return grammar.nth.format(ordinal=ordinals, what=grammar.the_weekdays[days[0]])


def _date(day: int, month: int, grammar: Grammar) -> str:
    return grammar.date.format(day=day, month=grammar.months[month - 1])


def _ordinal(number: int, grammar: Grammar) -> str:
    if number == LAST:
        return grammar.last
    if number == NEXT_TO_LAST:
        return grammar.next_to_last
    if number < 0:
        return grammar.before_last.format(n=_ordinal(-number, grammar))
    return grammar.ordinals[number - 1] if 0 < number <= len(grammar.ordinals) else _digits(number, grammar)


def _digits(number: int, grammar: Grammar) -> str:
    """«25:e», «1:a»; «25th», «1st»."""
    teens = number % 100 in (11, 12, 13)
    if grammar is SWEDISH:
        return f"{number}:a" if number % 10 in (1, 2) and not teens else f"{number}:e"
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _and(words: Sequence[str], grammar: Grammar) -> str:
    """«a, b och c»."""
    if len(words) <= 1:
        return "".join(words)
    return ", ".join(words[:-1]) + grammar.list_and + words[-1]
