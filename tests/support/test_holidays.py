from datetime import date, timedelta

import holidays as reference
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.support.holidays import (
    Holiday,
    holiday,
    holidays,
    is_workday,
    next_workday,
    nth_workday,
    previous_workday,
)

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
EVES = {Holiday.MIDSUMMER_EVE, Holiday.CHRISTMAS_EVE, Holiday.NEW_YEARS_EVE}


def by_law(year: int) -> set[date]:
    """The holidays of the law without Sundays, from the ``holidays`` package."""
    return set(reference.country_holidays("SE", years=year, include_sundays=False))


@pytest.mark.parametrize("year", range(1990, 2101))
def test_every_year_agrees_with_the_holidays_package(year: int) -> None:
    ours = {day for day, name in holidays(year).items() if name not in EVES}
    expected = by_law(year)
    if year < 2005:  # the program knows the days since 2005, when the National Day took the place of Whit Monday
        whit_monday = next(day for day, name in holidays(year).items() if name is Holiday.PENTECOST) + timedelta(days=1)
        expected = expected - {whit_monday} | {date(year, 6, 6)}
    assert ours == expected


@pytest.mark.parametrize("year", range(1990, 2101))
def test_the_three_eves_are_days_off_in_every_year(year: int) -> None:
    midsummer_eve = next(date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4)
    assert holiday(midsummer_eve) is Holiday.MIDSUMMER_EVE
    assert holiday(date(year, 12, 24)) is Holiday.CHRISTMAS_EVE
    assert holiday(date(year, 12, 31)) is Holiday.NEW_YEARS_EVE


def test_the_days_of_2026_and_2027_are_those_of_the_almanac() -> None:
    assert {day.isoformat(): name.value for day, name in holidays(2026).items()} == {
        "2026-01-01": "new_year",
        "2026-01-06": "epiphany",
        "2026-04-03": "good_friday",
        "2026-04-05": "easter_sunday",
        "2026-04-06": "easter_monday",
        "2026-05-01": "may_day",
        "2026-05-14": "ascension",
        "2026-05-24": "pentecost",
        "2026-06-06": "national_day",
        "2026-06-19": "midsummer_eve",
        "2026-06-20": "midsummer_day",
        "2026-10-31": "all_saints",
        "2026-12-24": "christmas_eve",
        "2026-12-25": "christmas_day",
        "2026-12-26": "boxing_day",
        "2026-12-31": "new_years_eve",
    }
    assert [day.isoformat() for day in holidays(2027)] == [
        "2027-01-01", "2027-01-06", "2027-03-26", "2027-03-28", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-16",
        "2027-06-06", "2027-06-25", "2027-06-26", "2027-11-06", "2027-12-24", "2027-12-25", "2027-12-26", "2027-12-31",
    ]  # fmt: skip


def test_where_two_holidays_fall_together_the_greater_names_the_day() -> None:
    assert holiday(date(2008, 5, 1)) is Holiday.ASCENSION


@given(DAYS)
def test_the_nearest_working_days_have_none_between(day: date) -> None:
    after, before = next_workday(day), previous_workday(day)
    assert before <= day <= after
    assert is_workday(before)
    assert is_workday(after)
    assert (after == day) == is_workday(day) == (before == day)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(is_workday(other) for other in between)


@given(DAYS, st.integers(-25, 25))
def test_the_nth_working_day_is_what_counting_gives(day: date, number: int) -> None:
    first = day.replace(day=1)
    days = [first + timedelta(days=n) for n in range(31)]
    working = [d for d in days if d.month == day.month and d.weekday() < 5 and d not in holidays(d.year)]
    place = number - 1 if number > 0 else number
    expected = working[place] if number and -len(working) <= place < len(working) else None
    assert nth_workday(day, number) == expected
