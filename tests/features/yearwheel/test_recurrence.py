from datetime import date, datetime, time, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrule, rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chefsstod.features.yearwheel.model import RedDay, Rule, Shift, ShiftCause
from chefsstod.features.yearwheel.recurrence import ALWAYS, RuleError, check, expand, normalise, settle, why_red
from chefsstod.support.holidays import Holiday, holidays, is_workday

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = st.dates(date(2000, 1, 1), date(2032, 12, 31))
STARTS = st.dates(date(2000, 1, 1), date(2031, 12, 31))


def numbers(low: int, high: int, size: int = 3) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(low, high).filter(bool), min_size=1, max_size=size, unique=True)


def part(name: str, values: st.SearchStrategy[list[int]]) -> st.SearchStrategy[str]:
    return values.map(lambda found: f"{name}=" + ",".join(map(str, found)))


@st.composite
def rrules(draw: st.DrawFn) -> str:
    """RFC 5545 rules of every kind that a person or another calendar might write, the impossible ones among them."""
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]
    maybe = {"BYMONTH": part("BYMONTH", numbers(1, 12))}
    if freq != "WEEKLY":
        days = st.one_of(numbers(-31, 31), st.lists(st.sampled_from([29, 30, 31, -1, -29, -31]), min_size=1, max_size=2))
        maybe["BYMONTHDAY"] = part("BYMONTHDAY", days)
    if freq == "YEARLY":
        maybe["BYWEEKNO"] = part("BYWEEKNO", st.one_of(numbers(-53, 53), st.just([53])))
    ordinal = st.sampled_from(["", "1", "2", "5", "-1", "-2"] if freq in ("YEARLY", "MONTHLY") else [""])
    days_of_week = st.lists(st.tuples(ordinal, st.sampled_from(WEEKDAYS)).map("".join), min_size=1, max_size=3, unique=True)
    maybe["BYDAY"] = days_of_week.map(lambda found: "BYDAY=" + ",".join(found))
    chosen = draw(st.lists(st.sampled_from(sorted(maybe)), max_size=3, unique=True))
    if "BYWEEKNO" in chosen and "BYDAY" in chosen:
        maybe["BYDAY"] = st.sampled_from(WEEKDAYS).map("BYDAY={}".format)  # ordinals have no meaning beside week numbers
    parts += [draw(maybe[name]) for name in chosen]
    if chosen and draw(st.booleans()):
        parts.append(draw(part("BYSETPOS", numbers(-3, 3, 2))))
    end = draw(st.sampled_from(["", "", "COUNT", "UNTIL"]))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    elif end == "UNTIL":
        parts.append(f"UNTIL={draw(DAYS):%Y%m%d}")
    return ";".join(parts)


def walked(text: str, start: date, first: date, last: date) -> tuple[date, ...]:
    """What dateutil gives when it walks all the way from the start."""
    low, high = datetime.combine(first, time.min), datetime.combine(last, time.min)
    rule = rrulestr(text, dtstart=datetime.combine(start, time.min))
    assert isinstance(rule, rrule)
    return tuple(moment.date() for moment in takewhile(lambda m: m <= high, rule) if moment >= low)


def possible(text: str, start: date | None) -> bool:
    try:
        check(Rule(text, start=start))
    except RuleError:
        return False
    return True


@settings(max_examples=150)
@given(rrules(), st.one_of(st.none(), STARTS), DAYS, st.integers(0, 800))
def test_expanding_gives_what_dateutil_gives_from_the_start(text: str, start: date | None, first: date, length: int) -> None:
    assume("BYWEEKNO" not in text or "COUNT" not in text)
    assume(possible(text, start))  # else dateutil walks to the year 9999
    last = first + timedelta(days=length)
    ours, theirs = expand(Rule(text, start=start), first, last), walked(text, start or ALWAYS, first, last)
    # dateutil gives some days at the turn of the year the wrong week; those are held against the ISO calendar elsewhere.
    turn = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)} if "BYWEEKNO" in text else set()
    assert [day for day in ours if (day.month, day.day) not in turn] == [day for day in theirs if (day.month, day.day) not in turn]


@settings(max_examples=80)
@given(rrules(), st.one_of(st.none(), STARTS), DAYS, st.integers(0, 400), st.integers(0, 400))
def test_two_windows_side_by_side_hold_what_one_window_holds(
    text: str, start: date | None, first: date, one: int, two: int
) -> None:
    rule = Rule(text, start=start)
    middle = first + timedelta(days=one)
    last = middle + timedelta(days=two)
    assert expand(rule, first, last) == expand(rule, first, middle) + expand(rule, middle + timedelta(days=1), last)


@settings(max_examples=60)
@given(st.integers(-23, 23).filter(bool), st.sampled_from(["", ";BYMONTH=3,6,12", ";INTERVAL=3"]), DAYS, st.integers(0, 500))
def test_the_nth_working_day_of_the_rules_months_is_what_counting_gives(number: int, more: str, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = [first + timedelta(days=n) for n in range(-31, length + 32)]
    expected = []
    for month in sorted({(day.year, day.month) for day in days}):
        if more.startswith(";BYMONTH") and month[1] not in (3, 6, 12):
            continue
        if more == ";INTERVAL=3" and ((month[0] - ALWAYS.year) * 12 + month[1] - 1) % 3:
            continue
        working = [date(*month, n) for n in range(1, 32) if _exists(*month, n) and is_workday(date(*month, n))]
        place = number - 1 if number > 0 else number
        if -len(working) <= place < len(working) and first <= working[place] <= last:
            expected.append(working[place])
    rule = Rule(f"FREQ=MONTHLY{more};BYMONTHDAY=1", workday=number)
    assert expand(rule, first, last) == tuple(expected)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def test_the_third_working_day_of_january_2027_jumps_new_year_and_the_weekend() -> None:
    rule = Rule("FREQ=MONTHLY;BYMONTHDAY=1", workday=3)
    assert expand(rule, date(2027, 1, 1), date(2027, 1, 31)) == (date(2027, 1, 7),)  # 4, 5, then Epiphany, 7


def test_a_rule_with_working_days_counts_its_interval_from_its_own_start() -> None:
    rule = Rule("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", workday=1, start=date(2026, 2, 10))
    found = expand(rule, date(2026, 1, 1), date(2026, 12, 31))
    assert [day.month for day in found] == [5, 8, 11]


def test_a_leap_day_comes_every_fourth_year() -> None:
    rule = Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert [day.year for day in expand(rule, date(2023, 1, 1), date(2036, 12, 31))] == [2024, 2028, 2032, 2036]
    assert expand(rule, date(2100, 1, 1), date(2103, 12, 31)) == ()


def test_week_53_comes_in_2026_and_next_in_2032() -> None:
    rule = Rule("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO")
    assert expand(rule, date(2026, 1, 1), date(2032, 12, 31)) == (date(2026, 12, 28), date(2032, 12, 27))


def test_week_1_that_begins_in_december_is_found_at_the_turn_of_the_year() -> None:
    rule = Rule("FREQ=YEARLY;BYWEEKNO=1;BYDAY=WE")
    assert expand(rule, date(2025, 12, 1), date(2026, 1, 31)) == walked(rule.rrule, ALWAYS, date(2025, 12, 1), date(2026, 1, 31))


def test_nothing_comes_before_the_start() -> None:
    rule = Rule("FREQ=DAILY", start=date(2026, 11, 23))
    assert expand(rule, date(2026, 11, 1), date(2026, 11, 24)) == (date(2026, 11, 23), date(2026, 11, 24))
    assert expand(rule, date(2026, 11, 1), date(2026, 11, 22)) == ()


def test_a_rule_that_has_ended_costs_no_walk_to_the_year_9999() -> None:
    rule = Rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert expand(rule, date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_a_time_of_day_neither_doubles_nor_hides_a_date() -> None:
    rule = Rule("FREQ=DAILY;BYHOUR=9,15;BYMINUTE=30")
    assert expand(rule, date(2026, 11, 23), date(2026, 11, 24)) == (date(2026, 11, 23), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "never"),
        ("FREQ=DAILY;UNTIL=19991231", "never"),
        ("FREQ=DAILY;COUNT=0", "never"),
        ("FREQ=HOURLY", "too_often"),
        ("freq=minutely", "too_often"),
        ("FREQ=SECONDLY;INTERVAL=86400", "too_often"),
        ("", "syntax"),
        ("EVERY DAY", "syntax"),
        ("FREQ=FORTNIGHTLY", "syntax"),
        ("FREQ=YEARLY;BYMONTH=13", "never"),
        ("FREQ=YEARLY;BYMONTH", "syntax"),
        ("FREQ=YEARLY;BYDAY=XX", "syntax"),
        ("FREQ=YEARLY;INTERVAL=0", "syntax"),
        ("FREQ=YEARLY;INTERVAL=-1", "syntax"),
        ("FREQ=YEARLY;COUNT=-1", "syntax"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "syntax"),
        ("FREQ=DAILY;UNTIL=20270101T000000Z", "syntax"),
        ("FREQ=DAILY;UNTIL=nonsense", "syntax"),
        ("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "syntax"),
    ],
)
def test_a_rule_that_cannot_be_used_says_why(text: str, code: str) -> None:
    with pytest.raises(RuleError) as problem:
        check(Rule(text))
    assert problem.value.code == code


@pytest.mark.parametrize("number", [0, 24])
def test_a_working_day_that_no_month_has_never_occurs(number: int) -> None:
    with pytest.raises(RuleError, match=f"workday {number}"):
        check(Rule("FREQ=MONTHLY;BYMONTHDAY=1", workday=number))


def test_the_23rd_working_day_exists_though_most_months_lack_it() -> None:
    check(Rule("FREQ=MONTHLY;BYMONTHDAY=1", workday=23))


def test_checking_a_rule_that_begins_at_the_end_of_time_ends() -> None:
    with pytest.raises(RuleError):
        check(Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", start=date(9990, 1, 1)))


def test_an_error_without_detail_says_its_code() -> None:
    assert str(RuleError("never")) == "never"


@pytest.mark.parametrize("text", [" rrule:freq=yearly;bymonth=3 ", "FREQ=YEARLY; BYMONTH=3", "FREQ=YEARLY;BYMONTH=3"])
def test_rules_are_stored_in_one_form(text: str) -> None:
    assert normalise(text) == "FREQ=YEARLY;BYMONTH=3"


@pytest.mark.parametrize("text", ["DTSTART:20260101\nRRULE:FREQ=DAILY", "FREQ=DAILY\nFREQ=WEEKLY", "DTSTART=1;FREQ=DAILY", "x"])
def test_what_is_not_one_plain_rule_is_not_stored(text: str) -> None:
    with pytest.raises(RuleError):
        normalise(text)


@settings(max_examples=150)
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(list(RedDay)))
def test_a_date_settles_on_the_nearest_working_day_in_the_rules_direction(day: date, red_day: RedDay) -> None:
    due, shift = settle(day, red_day)
    if red_day is RedDay.KEEP or is_workday(day):
        assert (due, shift) == (day, None)
        return
    assert is_workday(due)
    assert due < day if red_day is RedDay.PREVIOUS else due > day
    low, high = min(due, day), max(due, day)
    assert not any(is_workday(low + timedelta(days=n)) for n in range(1, (high - low).days))
    assert shift == why_red(day)
    assert shift.original == day
    expected = holidays(day.year).get(day)
    if expected:
        assert (shift.cause, shift.holiday) == (ShiftCause.HOLIDAY, expected)
    else:
        assert (shift.cause, shift.holiday) == (ShiftCause.SATURDAY if day.weekday() == 5 else ShiftCause.SUNDAY, None)


def test_a_moved_date_says_first_of_may_rather_than_saturday() -> None:
    assert settle(date(2027, 5, 1), RedDay.PREVIOUS) == (
        date(2027, 4, 30),
        Shift(date(2027, 5, 1), ShiftCause.HOLIDAY, Holiday.MAY_DAY),
    )


def test_new_years_day_settles_in_the_old_year() -> None:
    assert settle(date(2027, 1, 1), RedDay.PREVIOUS)[0] == date(2026, 12, 30)
    assert settle(date(2027, 1, 1), RedDay.NEXT)[0] == date(2027, 1, 4)
