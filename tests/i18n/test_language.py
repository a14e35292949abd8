"""Dates, numbers, order and language as people in Sweden and Britain write them."""

from datetime import date

import pytest

from chefsstod.i18n import _ as translate
from chefsstod.i18n import dates, language, ngettext, pgettext, set_language
from chefsstod.i18n.holidays import holiday_name
from chefsstod.support.holidays import Holiday

FRIDAY = date(2027, 3, 12)


def test_a_swedish_date_is_short_and_without_full_stops() -> None:
    assert dates.day_short(FRIDAY) == "fre 12 mars"
    assert dates.day_short(date(2026, 11, 23)) == "mån 23 nov"


def test_the_year_stands_only_where_it_is_another() -> None:
    assert dates.day_short(FRIDAY, today=date(2027, 1, 1)) == "fre 12 mars"
    assert dates.day_short(FRIDAY, today=date(2026, 11, 23)) == "fre 12 mars 2027"


def test_long_dates_headings_and_names() -> None:
    assert dates.day_long(date(2026, 11, 23)) == "måndag 23 november 2026"
    assert dates.day_full(date(2026, 11, 23)) == "måndag 23 november"
    assert dates.day_month(FRIDAY) == "12 mars"
    assert dates.month_title(date(2026, 11, 1)) == "November 2026"
    assert dates.month_name(5) == "maj"
    assert dates.weekday_names() == ["mån", "tis", "ons", "tors", "fre", "lör", "sön"]


def test_english_dates() -> None:
    set_language("en")
    assert dates.day_short(FRIDAY) == "Fri 12 Mar"
    assert dates.day_long(FRIDAY).replace(",", "") == "Friday 12 March 2027"


@pytest.mark.parametrize(
    ("day", "week"), [(date(2026, 12, 31), 53), (date(2027, 1, 3), 53), (date(2027, 1, 4), 1), (date(2024, 12, 30), 1)]
)
def test_weeks_are_iso_weeks(day: date, week: int) -> None:
    assert dates.week(day) == week


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        (date(2026, 11, 23), "i dag", "today"),
        (date(2026, 11, 24), "i morgon", "tomorrow"),
        (date(2026, 11, 22), "i går", "yesterday"),
        (date(2026, 12, 2), "om 9 dagar", "in 9 days"),
        (date(2026, 11, 20), "3 dagar sen", "3 days ago"),
        (date(2026, 12, 21), "om 4 veckor", "in 4 weeks"),
        (date(2027, 3, 23), "om 4 månader", "in 4 months"),
    ],
)
def test_relative_dates_in_words(day: date, swedish: str, english: str) -> None:
    today = date(2026, 11, 23)
    assert dates.relative(day, today) == swedish
    set_language("en")
    assert dates.relative(day, today) == english


def test_numbers_have_the_sign_of_the_language() -> None:
    assert dates.number(1.5) == "1,5"
    set_language("en")
    assert dates.number(1.5) == "1.5"


def test_words_sort_in_the_swedish_alphabet() -> None:
    words = ["Öppna", "ändra", "Åtgärd", "zebra", "Ask", "wok", "idol", "idé", "iver"]
    expected = ["Ask", "idé", "idol", "iver", "wok", "zebra", "Åtgärd", "ändra", "Öppna"]
    assert sorted(words, key=dates.sort_key) == expected


def test_every_holiday_has_a_name_of_its_own() -> None:
    for code in ("sv", "en"):
        set_language(code)
        names = [holiday_name(holiday) for holiday in Holiday]
        assert len(set(names)) == len(Holiday)
    assert holiday_name(Holiday.MIDSUMMER_EVE) == "Midsummer Eve"


def test_holidays_stand_in_lower_case_within_a_swedish_sentence() -> None:
    assert holiday_name(Holiday.MAY_DAY) == "första maj"
    assert holiday_name(Holiday.MIDSUMMER_EVE) == "midsommarafton"
    assert holiday_name(Holiday.NEW_YEARS_EVE) == "nyårsafton"


def test_the_language_can_be_changed_while_the_program_runs() -> None:
    assert (language(), translate("today")) == ("sv", "i dag")
    set_language("en")
    assert (language(), translate("today")) == ("en", "today")
    assert ngettext("{n} day", "{n} days", 1) == "{n} day"
    set_language("sv")
    assert ngettext("{n} day", "{n} days", 1) == "{n} dag"


def test_a_language_without_catalogue_shows_the_message_ids() -> None:
    set_language("fi")
    assert translate("today") == "today"
    assert pgettext("anything", "Late") == "Late"
