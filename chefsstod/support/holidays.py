"""Swedish holidays and working days.

Source: lag (1989:253) om allmänna helgdagar; the eves of midsummer, Christmas and New Year are counted as days off, as
semesterlagen (1977:480) 3 a § puts them on a level with Sundays. Own code because the ``holidays`` package costs 0.1 s at start-up,
more than the whole budget of a page; the tests compare every year 1990–2100 with that package. The days are those since 2005, when
the National Day took the place of Whit Monday.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from dateutil.easter import easter

SATURDAY = 5


class Holiday(StrEnum):
    """A day off that is not a Saturday or Sunday by itself; the value is a stable key, named in ``i18n.holidays``."""

    NEW_YEAR = "new_year"
    EPIPHANY = "epiphany"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    MAY_DAY = "may_day"
    ASCENSION = "ascension"
    PENTECOST = "pentecost"
    NATIONAL_DAY = "national_day"
    MIDSUMMER_EVE = "midsummer_eve"
    MIDSUMMER_DAY = "midsummer_day"
    ALL_SAINTS = "all_saints"
    CHRISTMAS_EVE = "christmas_eve"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"
    NEW_YEARS_EVE = "new_years_eve"


def _on_or_after(start: date, weekday: int) -> date:
    return start + timedelta(days=(weekday - start.weekday()) % 7)


@cache
def holidays(year: int) -> dict[date, Holiday]:
    """The holidays and eves of ``year``, in order of date. Where two fall together the greater holiday names the day."""
    paschal = easter(year)
    midsummer = _on_or_after(date(year, 6, 20), SATURDAY)
    days = {
        date(year, 1, 1): Holiday.NEW_YEAR,
        date(year, 1, 6): Holiday.EPIPHANY,
        date(year, 5, 1): Holiday.MAY_DAY,
        date(year, 6, 6): Holiday.NATIONAL_DAY,
        paschal - timedelta(days=2): Holiday.GOOD_FRIDAY,
        paschal: Holiday.EASTER_SUNDAY,
        paschal + timedelta(days=1): Holiday.EASTER_MONDAY,
        paschal + timedelta(days=39): Holiday.ASCENSION,
        paschal + timedelta(days=49): Holiday.PENTECOST,
        midsummer - timedelta(days=1): Holiday.MIDSUMMER_EVE,
        midsummer: Holiday.MIDSUMMER_DAY,
        _on_or_after(date(year, 10, 31), SATURDAY): Holiday.ALL_SAINTS,
        date(year, 12, 24): Holiday.CHRISTMAS_EVE,
        date(year, 12, 25): Holiday.CHRISTMAS_DAY,
        date(year, 12, 26): Holiday.BOXING_DAY,
        date(year, 12, 31): Holiday.NEW_YEARS_EVE,
    }
    return dict(sorted(days.items()))


def holiday(day: date) -> Holiday | None:
    """The holiday that ``day`` is, if any."""
    return holidays(day.year).get(day)


def is_workday(day: date) -> bool:
    """Whether ``day`` is an ordinary working day: Monday to Friday and no holiday or eve."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def next_workday(day: date) -> date:
    """``day`` itself if it is a working day, else the first one after."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def previous_workday(day: date) -> date:
    """``day`` itself if it is a working day, else the last one before."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def nth_workday(month: date, number: int) -> date | None:
    """The ``number``-th working day of the month that ``month`` lies in; negative counts from the end. None if there is none."""
    first = month.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    step = timedelta(days=1 if number > 0 else -1)
    day = first if number > 0 else following - timedelta(days=1)
    left = abs(number)
    while first <= day < following:
        if is_workday(day):
            left -= 1
            if left == 0:
                return day
        day += step
    return None
