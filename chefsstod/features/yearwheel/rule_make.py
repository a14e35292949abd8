"""From what the words of a date rule mean to the rule itself: RFC 5545 text, or the n-th working day of months. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from chefsstod.features.yearwheel.model import Rule
from chefsstod.features.yearwheel.recurrence import ALWAYS, check, expand
from chefsstod.features.yearwheel.rule_grammar import DAYS, LAST, PERIODS, Unit
from chefsstod.features.yearwheel.rule_text import EVEN_WEEKS, ODD_WEEKS, all_dates

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_RHYTHM = 7
"""So many months of the year or more are a monthly rhythm with pauses, not dates of the year."""
_SAFE_DAY = 28
_A_YEAR = timedelta(days=366)
_LAST_WEEK = 53
_MOST_DAYS = 10
"""So many dates of one year may be told without their being a repetition."""
_LOOK_AHEAD = 9
"""Years within which a single date without a year must come: 29 February, over the year 2100."""


class Conflict(ValueError):  # noqa: N818 - becomes a UserError
    """The words say nothing, or two things. ``code`` tells which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Group:
    """Days and the months they belong to: «den 10 i maj och juni»."""

    days: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """The words of a rule, sorted by what they mean."""

    interval: int | None = None
    unit: Unit | None = None
    ordinals: list[int] = field(default_factory=list)
    counted: str = ""  # «day» or «workday»: what the ordinals count, where it is no weekday
    weekdays: list[int] = field(default_factory=list)
    weeks: list[int] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    year: int | None = None
    dates: list[date] = field(default_factory=list)
    once: bool = False
    parity: int | None = None
    part: int | None = None

    def repeat(self, interval: int, unit: Unit | None = None) -> None:
        """«varje», «var tredje». Said twice («varje kvartal varje år»), the one that is longer than one counts."""
        self.interval = max(interval, self.interval or 1)
        self.unit = unit or self.unit

    def single(self, year: int, month: int, day: int) -> None:
        """A date with its year."""
        try:
            self.dates.append(date(year, month, day))
        except ValueError as error:
            raise Conflict("no_day") from error

    def open_group(self) -> Group:
        """A new group of days and months."""
        self.groups.append(Group())
        return self.groups[-1]

    @property
    def months(self) -> tuple[int, ...]:
        """All months that are named."""
        return tuple(sorted({month for group in self.groups for month in group.months}))

    @property
    def days(self) -> tuple[int, ...]:
        """All numbers of days."""
        return tuple(sorted({day for group in self.groups for day in group.days}))


def make(reading: Reading, start: date) -> Rule:
    """The rule; ``start`` gives what is not said («varje år»: on its day). Raises Conflict, or RuleError for a day that is none."""
    if reading.dates:
        if reading.interval or reading.groups or reading.weeks:
            raise Conflict("date_again")
        return _on_weekdays(reading.dates, reading.weekdays)
    if reading.interval == 0:
        raise Conflict("nothing")
    named = reading.weekdays if reading.days and not (reading.ordinals or reading.interval) else []
    if named and reading.months and reading.year is None:
        raise Conflict("which_year")
    if named and reading.year is not None:  # «torsdag 11 mars 2027»: the date says it, the weekday only agrees
        reading.weekdays = []
    rule = _repeating(reading, start)
    if reading.year is None and not reading.once:
        return rule
    if reading.interval is not None or (reading.once and reading.unit is not None and reading.year is None):
        if reading.year is not None:
            raise Conflict("date_again")
        return rule
    return _first_of(rule, reading.year, start, named)


def ensure(rule: Rule) -> None:
    """Raise RuleError for a rule that cannot be used, as ``recurrence.check`` does, but at once for one that comes within a year:
    it is asked at each keystroke.
    """
    first = rule.start or ALWAYS
    if not expand(rule, first, first + _A_YEAR):
        check(rule)


def _single(day: date) -> Rule:
    return Rule(f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day};COUNT=1", start=day)


def _on_weekdays(days: Sequence[date], weekdays: Sequence[int]) -> Rule:
    """One date or several, of which the weekday is said too: it must be the right one."""
    if weekdays and {day.weekday() for day in days} != set(weekdays):
        raise Conflict("other_weekday")
    return several(sorted(set(days)))


def several(days: Sequence[date]) -> Rule:
    """One date, or the days of a course: they come in one year, and never again. Raises Conflict if their years differ."""
    if len(days) == 1:
        return _single(days[0])
    year = days[0].year
    if days[-1].year != year:
        raise Conflict("years")
    months, numbers = sorted({day.month for day in days}), sorted({day.day for day in days})
    grid = sorted((month, number) for month, number in product(months, numbers) if number <= monthrange(year, month)[1])
    places = [grid.index((day.month, day.day)) + 1 for day in days]
    chosen = "" if len(places) == len(grid) else f";BYSETPOS={_list(places)}"
    rule = f"FREQ=YEARLY;BYMONTH={_list(months)};BYMONTHDAY={_list(numbers)}{chosen};UNTIL={days[-1]:%Y%m%d}"
    return Rule(rule, start=days[0])


def _first_of(rule: Rule, year: int | None, start: date, weekdays: Sequence[int]) -> Rule:
    """The rule's dates in ``year``, or its first from ``start`` on."""
    if year is None:
        dates = expand(rule, start, date(start.year + _LOOK_AHEAD, 12, 31))[:1]
    else:
        plain = Rule(rule.rrule, workday=rule.workday, start=date(year, 1, 1))
        dates = expand(plain, date(year, 1, 1), date(year, 12, 31))
    if not dates:
        raise Conflict("no_day")
    if len(dates) > _MOST_DAYS:
        raise Conflict("date_again")
    return _on_weekdays(dates, weekdays)


def _repeating(reading: Reading, start: date) -> Rule:
    if reading.counted == "workday":
        return _by_month(reading, start, "BYMONTHDAY=1", workday=_one(reading.ordinals))
    if reading.parity is not None:
        weeks = ODD_WEEKS if reading.parity else EVEN_WEEKS
        return _rule(
            "YEARLY", 1, f"BYWEEKNO={_list(weeks)}", f"BYDAY={_weekdays(reading.weekdays or [start.weekday()])}", start=start
        )
    if reading.weeks:
        return _weeks(reading, start)
    if reading.weekdays and reading.ordinals:
        if len(reading.groups) and reading.days:
            raise Conflict("too_much")
        names = [f"{number}{DAYS[day]}" for day in dict.fromkeys(reading.weekdays) for number in _order(reading.ordinals)]
        return _by_month(reading, start, f"BYDAY={','.join(names)}")
    if reading.weekdays or reading.unit is Unit.WEEK:
        return _weekly(reading, start)
    if reading.unit is Unit.DAY:
        return _daily(reading, start)
    return _by_day_number(reading, start)


def _weeks(reading: Reading, start: date) -> Rule:
    if reading.months or reading.days or reading.ordinals or reading.unit not in (None, Unit.YEAR):
        raise Conflict("too_much")
    if not all(1 <= week <= _LAST_WEEK for week in reading.weeks):
        raise Conflict("no_day")
    weeks, days = _list(sorted(set(reading.weeks))), _weekdays(reading.weekdays or [0])
    return _rule("YEARLY", reading.interval or 1, f"BYWEEKNO={weeks}", f"BYDAY={days}", start=start)


def _weekly(reading: Reading, start: date) -> Rule:
    if reading.months or reading.left_out or reading.unit not in (None, Unit.WEEK, Unit.DAY):
        raise Conflict("which_weekday" if reading.weekdays else "too_much")
    if reading.days or reading.part is not None:
        raise Conflict("too_much")
    return _rule("WEEKLY", reading.interval or 1, f"BYDAY={_weekdays(reading.weekdays or [start.weekday()])}", start=start)


def _daily(reading: Reading, start: date) -> Rule:
    if reading.groups or reading.ordinals or reading.part is not None:
        raise Conflict("too_much")
    return _rule("DAILY", reading.interval or 1, start=start)


def _by_day_number(reading: Reading, start: date) -> Rule:
    """Dates of the year or days of the month."""
    days = [*reading.days, *(_order(reading.ordinals) if reading.counted == "day" else [])]
    if reading.ordinals and not reading.counted:
        raise Conflict("nothing")
    if reading.part is not None:
        days.append(reading.part)
    months = reading.months
    if len({tuple(sorted(set(group.days))) for group in reading.groups if group.months}) > 1:
        return _different_days(reading, start)
    if not days:
        if not months and reading.unit is None and reading.interval is None and not reading.left_out:
            raise Conflict("nothing")
        days = [_usual_day(reading, start)]
        if reading.unit is Unit.YEAR and not months:
            reading.open_group().months.append(start.month)
            days = [start.day]
    elif not months and reading.unit is Unit.YEAR:
        raise Conflict("too_much")
    if any(day == 0 or day > max(_LONGEST[month - 1] for month in months or (1,)) for day in days):
        raise Conflict("no_day")
    if any(day > _LONGEST[month - 1] for month in months for day in days):
        raise Conflict("no_day")
    if not months and not reading.once and days == [31]:
        days = [LAST]
    return _by_month(reading, start, f"BYMONTHDAY={_list(dict.fromkeys(days))}")


def _usual_day(reading: Reading, start: date) -> int:
    """The day where none is said: the last of the months or periods that are named, else the day of the month of ``start``."""
    if reading.months or reading.unit in PERIODS:
        return LAST
    return start.day if start.day <= _SAFE_DAY else LAST


def _different_days(reading: Reading, start: date) -> Rule:
    """«15 mars och 1 oktober»: one rule, in which BYSETPOS chooses among all months and days."""
    if reading.ordinals or reading.part is not None or reading.left_out or reading.unit not in (None, Unit.YEAR):
        raise Conflict("too_much")
    if any(not group.days or not group.months for group in reading.groups):
        raise Conflict("too_much")
    wanted = sorted({(month, day) for group in reading.groups for month in group.months for day in group.days})
    months, days = sorted({month for month, _day in wanted}), sorted({day for _month, day in wanted})
    grid = all_dates(months, days)
    if any(pair not in grid for pair in wanted) or (2 in months and 29 in days):
        raise Conflict("no_day")
    places = _list(grid.index(pair) + 1 for pair in wanted)
    return _rule(
        "YEARLY",
        reading.interval or 1,
        f"BYMONTH={_list(months)}",
        f"BYMONTHDAY={_list(days)}",
        f"BYSETPOS={places}",
        start=start,
    )


def _by_month(reading: Reading, start: date, selector: str, *, workday: int | None = None) -> Rule:
    """A day that is counted within the month: which months, and how often."""
    interval, months = reading.interval or 1, reading.months
    if reading.unit in (Unit.WEEK, Unit.DAY):
        raise Conflict("too_much")
    if reading.left_out:
        if months or interval != 1 or reading.unit not in (None, Unit.MONTH):
            raise Conflict("too_much")
        months = tuple(month for month in range(1, 13) if month not in reading.left_out)
    if reading.unit in PERIODS and reading.unit is not None:
        if months:
            raise Conflict("too_much")
        length = PERIODS[reading.unit]
        if interval > 1:
            return _rule("MONTHLY", length * interval, selector, start=start, workday=workday)
        backwards = "=-" in selector or (workday or 0) < 0
        months = tuple(range(length if backwards else 1, 13, length))
    if not months and reading.unit is Unit.YEAR:
        raise Conflict("nothing")
    if not months or (len(months) >= _RHYTHM and interval == 1):
        if months:
            return _rule("MONTHLY", interval, f"BYMONTH={_list(months)}", selector, start=start, workday=workday)
        return _rule("MONTHLY", interval, selector, start=start, workday=workday)
    return _rule("YEARLY", interval, f"BYMONTH={_list(months)}", selector, start=start, workday=workday)


def _rule(freq: str, interval: int, *parts: str, start: date, workday: int | None = None) -> Rule:
    every = (f"INTERVAL={interval}",) if interval > 1 else ()
    return Rule(";".join((f"FREQ={freq}", *every, *parts)), workday=workday, start=start)


def _one(ordinals: list[int]) -> int:
    if len(set(ordinals)) != 1:
        raise Conflict("too_much")
    return ordinals[0]


def _order(ordinals: list[int]) -> list[int]:
    return sorted(set(ordinals), key=lambda number: (number < 0, number))


def _weekdays(days: list[int]) -> str:
    return ",".join(DAYS[day] for day in sorted(set(days)))


def _list(numbers: object) -> str:
    return ",".join(str(number) for number in numbers)  # type: ignore[attr-defined]
