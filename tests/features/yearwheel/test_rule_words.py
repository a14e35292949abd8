"""Date rules in words: what is understood, what is refused with a reason, and that what the program says it can read again."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chefsstod.features.yearwheel.model import RedDay, Rule
from chefsstod.features.yearwheel.recurrence import expand
from chefsstod.features.yearwheel.rule_grammar import DAYS
from chefsstod.features.yearwheel.rule_text import describe, has_certain_dates
from chefsstod.features.yearwheel.rule_words import parse, suggestions, usual_red_day
from chefsstod.i18n import set_language
from chefsstod.support.errors import UserError
from chefsstod.support.holidays import is_workday
from tests.conftest import MONDAY

END = date(2045, 12, 31)


def first(text: str, count: int = 3, start: date = MONDAY) -> list[str]:
    rule = parse(text, start=start).rule
    return [day.isoformat() for day in expand(rule, start, END)[:count]]


def rrule(text: str) -> str:
    return parse(text, start=MONDAY).rule.rrule


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("15 mars", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("senast 15 mars", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("Senast den 15:e mars varje år.", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("den femtonde mars", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("15/3", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("mars 15", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("15 mars och 15 september", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15"),
        ("17 feb och 17 sept", "FREQ=YEARLY;BYMONTH=2,9;BYMONTHDAY=17"),
        ("den 10:e i februari, maj, augusti och november", "FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=10"),
        ("15 mars och 1 oktober", "FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=1,15;BYSETPOS=2,3"),
        ("15/3 och 1/10", "FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=1,15;BYSETPOS=2,3"),
        ("andra torsdagen i mars", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH"),
        ("2:a torsdagen i mars", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH"),
        ("andra torsdan i mars", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH"),
        ("forsta mandagen i juni och december", "FREQ=YEARLY;BYMONTH=6,12;BYDAY=1MO"),
        ("sista fredagen i varje månad", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("sista fredagen", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("näst sista fredagen i maj", "FREQ=YEARLY;BYMONTH=5;BYDAY=-2FR"),
        ("första och tredje måndagen i månaden", "FREQ=MONTHLY;BYDAY=1MO,3MO"),
        ("varje första måndag i månaden", "FREQ=MONTHLY;BYDAY=1MO"),
        ("andra tisdagen varje månad utom juli", "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,8,9,10,11,12;BYDAY=2TU"),
        ("vecka 12", "FREQ=YEARLY;BYWEEKNO=12;BYDAY=MO"),
        ("v.12", "FREQ=YEARLY;BYWEEKNO=12;BYDAY=MO"),
        ("v12 och 40", "FREQ=YEARLY;BYWEEKNO=12,40;BYDAY=MO"),
        ("fredagen i vecka 13 och 38", "FREQ=YEARLY;BYWEEKNO=13,38;BYDAY=FR"),
        ("varje vecka på tisdag", "FREQ=WEEKLY;BYDAY=TU"),
        ("på tisdagar", "FREQ=WEEKLY;BYDAY=TU"),
        ("tis och tors", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("varannan vecka på fredag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("varannan fredag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("var annan fredag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("var tredje vecka", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"),
        ("varje månad den 25", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("den 25:e varje månad", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("den 1:a och 15:e varje månad", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("den 31 varje månad", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("sista dagen i februari", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("sista dagen varje månad", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("sista i månaden", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("varje kvartal den 15", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"),
        ("kvartalsvis", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("sista dagen i varje tertial", "FREQ=YEARLY;BYMONTH=4,8,12;BYMONTHDAY=-1"),
        ("varje vardag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("varje dag", "FREQ=DAILY"),
        ("var 6:e månad", "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=23"),
        ("varannan månad den 5", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5"),
        ("vart tredje år 1 mars", "FREQ=YEARLY;INTERVAL=3;BYMONTH=3;BYMONTHDAY=1"),
        ("vartannat år andra torsdagen i mars", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2TH"),
        ("12 mars 2027", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12;COUNT=1"),
        ("en gång 2027-03-12", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12;COUNT=1"),
        ("12/3 2027", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12;COUNT=1"),
        ("andra torsdagen i mars 2027", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=11;COUNT=1"),
        ("en gång i månaden", "FREQ=MONTHLY;BYMONTHDAY=23"),
        ("en gång om året", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23"),
        ("den 12:e i februari–maj och september–december", "FREQ=MONTHLY;BYMONTH=2,3,4,5,9,10,11,12;BYMONTHDAY=12"),
        ("1 nov-jan", "FREQ=YEARLY;BYMONTH=1,11,12;BYMONTHDAY=1"),
        ("i mars", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
        ("mitten av maj", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15"),
        ("i början av varje månad", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("slutet av kvartalet", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("the second Thursday in March", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TH"),
        ("March 15 and September 20", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15,20;BYSETPOS=1,4"),
        ("no later than 15th March", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
        ("last Friday of every month", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("every other Friday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("every 3 weeks", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"),
        ("the 25th of every month", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("day 25 of every month", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
    ],
)
def test_dates_are_understood_as_people_write_them(text: str, wanted: str) -> None:
    assert rrule(text) == wanted
    assert rrule(text.upper()) == wanted


@pytest.mark.parametrize(
    ("text", "place", "wanted"),
    [
        ("3:e vardagen i varje månad", 3, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("tredje vardagen", 3, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("3 arbetsdagen varje månad", 3, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("sista vardagen i mars", -1, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("näst sista vardagen", -2, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("tredje sista vardagen varje månad", -3, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("sista vardagen varje kvartal", -1, "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=1"),
        ("3rd working day of every month", 3, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ("last business day in March", -1, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
    ],
)
def test_working_days_are_counted(text: str, place: int, wanted: str) -> None:
    rule = parse(text, start=MONDAY).rule
    assert (rule.workday, rule.rrule, rule.red_day) == (place, wanted, RedDay.KEEP)
    assert all(is_workday(day) for day in expand(rule, MONDAY, END))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("vart tredje år 1 mars", ["2027-03-01", "2030-03-01", "2033-03-01"]),
        ("varannan torsdag", ["2026-11-26", "2026-12-10", "2026-12-24"]),
        ("torsdagar jämna veckor", ["2026-11-26", "2026-12-10", "2026-12-24"]),
        ("torsdagar udda veckor", ["2026-12-03", "2026-12-17", "2026-12-31"]),
        ("vecka 53", ["2026-12-28", "2032-12-27", "2037-12-28"]),
        ("vecka 1", ["2027-01-04", "2028-01-03", "2029-01-01"]),
        ("29 februari", ["2028-02-29", "2032-02-29", "2036-02-29"]),
        ("15 mars och 1 oktober", ["2027-03-15", "2027-10-01", "2028-03-15"]),
        ("vecka 12 2027", ["2027-03-22"]),
        ("12 mars 2027", ["2027-03-12"]),
        ("12 mars en gång", ["2027-03-12"]),
    ],
)
def test_the_dates_are_those_one_means(text: str, wanted: list[str]) -> None:
    assert first(text) == wanted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hejsan", "hejsan"),
        ("på våren", "våren"),
        ("Påsk", "Påsk"),
        ("15 mars kl 13", ""),
        ("vecka 28-31", "-31"),
        ("mars-tisdag", "-tisdag"),
        ("var mars", "var"),
        ("30 februari", ""),
        ("31 april", ""),
        ("2027-02-30", ""),
        ("vecka 54", ""),
        ("vecka 0", ""),
        ("tisdag i mars", ""),
        ("varje månad på tisdag", ""),
        ("2027-12-30 och 2028-01-03", "different years"),
        ("torsdag 11 mars", "year"),
        ("fredag 11 mars 2027", "another day of the week"),
        ("måndagar 2027", ""),
        ("15 mars 13.30", "time"),
        ("varje år 2027-03-12", ""),
        ("två gånger om året", "gånger"),
        ("första vardagen efter den 15", "efter"),
        ("andra vardagen och sista vardagen", ""),
        ("var", "var"),
        ("other", "other"),
        ("mars vecka 12", ""),
        ("varje dag i mars", ""),
        ("utom juli varannan månad", ""),
        ("varje kvartal i mars", ""),
        ("den 40:e varje månad", ""),
        ("och", ""),
        ("?", "?"),
        ("13:00", "time"),
        ("   ", ""),
        ("FREQ=HOURLY", ""),
        ("29 februari och 1 mars", ""),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_word_and_examples(text: str, told: str) -> None:
    set_language("en")
    with pytest.raises(UserError) as problem:
        parse(text, start=MONDAY)
    assert told in problem.value.message
    assert "second Thursday in March" in problem.value.remedy


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12 och 13 mars 2027", ["2027-03-12", "2027-03-13"]),
        ("12–14 mars 2027", ["2027-03-12", "2027-03-13", "2027-03-14"]),
        ("12 mars 2027 och 14 april 2027", ["2027-03-12", "2027-04-14"]),
        ("2027-03-12 och 2027-04-12", ["2027-03-12", "2027-04-12"]),
        ("28 och 29 februari 2028", ["2028-02-28", "2028-02-29"]),
        ("tisdag och onsdag vecka 12 2027", ["2027-03-23", "2027-03-24"]),
        ("torsdag den 11 mars 2027", ["2027-03-11"]),
        ("15.3.2027", ["2027-03-15"]),
    ],
)
def test_the_days_of_a_course_come_once_and_are_said_as_they_are_read(text: str, days: list[str]) -> None:
    for language in ("sv", "en"):
        set_language(language)
        told = parse(text, start=MONDAY)
        assert [day.isoformat() for day in expand(told.rule, MONDAY, END)] == days
        assert parse(told.words, start=date(2027, 1, 5)).rule == told.rule
        assert has_certain_dates(told.rule)
        assert told.rule.red_day is RedDay.KEEP


def test_a_rule_begins_when_it_is_said_to_and_a_single_date_on_itself() -> None:
    assert parse("15 mars", start=MONDAY).rule.start == MONDAY
    assert parse("12 mars 2027", start=MONDAY).rule.start == date(2027, 3, 12)
    assert parse("vart tredje år 1 mars", start=MONDAY).rule.start == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("text", "red_day"),
    [
        ("15 mars", RedDay.PREVIOUS),
        ("sista fredagen", RedDay.PREVIOUS),
        ("andra torsdagen varje månad", RedDay.NEXT),
        ("varje måndag", RedDay.NEXT),
        ("varje vardag", RedDay.KEEP),
        ("12 mars 2027", RedDay.KEEP),
    ],
)
def test_what_a_red_day_does_is_what_is_usual_for_the_rule_unless_chosen(text: str, red_day: RedDay) -> None:
    rule = parse(text, start=MONDAY).rule
    assert rule.red_day is red_day is usual_red_day(rule)
    assert parse(text, start=MONDAY, red_day=RedDay.NEXT).rule.red_day is RedDay.NEXT


# ── said and read again ──────────────────────────────────────────────────────

MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True).map(sorted)
ORDINALS = st.sampled_from([1, 2, 3, 4, -1, -2])
WEEKDAYS = st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True).map(lambda days: sorted(days, key=DAYS.index))
STARTS = st.dates(date(2024, 1, 1), date(2034, 12, 31))


def comma(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


def yearly(part: str, interval: int, months: list[int]) -> str:
    return f"FREQ=YEARLY;{f'INTERVAL={interval};' if interval > 1 else ''}BYMONTH={comma(months)};{part}"


def monthly(part: str, interval: int) -> str:
    return f"FREQ=MONTHLY;{f'INTERVAL={interval};' if interval > 1 else ''}{part}"


INTERVALS = st.sampled_from([1, 1, 1, 2, 3, 5, 14])
SELECTORS = st.one_of(
    st.integers(1, 28).map(lambda day: f"BYMONTHDAY={day}"),
    st.sampled_from(["BYMONTHDAY=-1", "BYMONTHDAY=-2", "BYMONTHDAY=1,15", "BYMONTHDAY=10,-1"]),
    st.builds(lambda n, day: f"BYDAY={n}{day}", ORDINALS, st.sampled_from(DAYS)),
    st.sampled_from(DAYS).map(lambda day: f"BYDAY=1{day},3{day}"),
)
EXCEPT = st.lists(st.integers(1, 12), min_size=1, max_size=5, unique=True).map(
    lambda left: [month for month in range(1, 13) if month not in left]
)
PLAIN = st.one_of(
    st.builds(yearly, SELECTORS, INTERVALS, MONTHS),
    st.builds(monthly, SELECTORS, INTERVALS),
    st.builds(lambda part, months: f"FREQ=MONTHLY;BYMONTH={comma(months)};{part}", SELECTORS, EXCEPT),
    st.builds(
        lambda n, days: f"FREQ=WEEKLY;{f'INTERVAL={n};' if n > 1 else ''}BYDAY={','.join(days)}", INTERVALS, WEEKDAYS
    ),
    st.builds(
        lambda weeks, days: f"FREQ=YEARLY;BYWEEKNO={comma(sorted(weeks))};BYDAY={','.join(days)}",
        st.sets(st.integers(1, 53), min_size=1, max_size=5),
        WEEKDAYS,
    ),
    st.sampled_from(["FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=DAILY;INTERVAL=14"]),
)  # fmt: skip


@given(PLAIN, STARTS, st.sampled_from(["sv", "en"]))
@settings(max_examples=150)
def test_what_is_said_is_read_as_the_same_rule(text: str, start: date, language: str) -> None:
    set_language(language)
    said = describe(Rule(text))
    assert "FREQ" not in said
    parsed = parse(said, start=start)
    assert parsed.rule.rrule == text
    assert parsed.words == describe(parsed.rule) == said
    assert parse(parsed.words, start=parsed.rule.start or start).rule == parsed.rule


@given(st.sampled_from([1, 2, 3, 7, 15, -1, -2, -3]), st.one_of(st.none(), MONTHS), INTERVALS, st.sampled_from(["sv", "en"]))
def test_counted_working_days_are_read_the_same(place: int, months: list[int] | None, interval: int, language: str) -> None:
    set_language(language)
    text = yearly("BYMONTHDAY=1", interval, months) if months else monthly("BYMONTHDAY=1", interval)
    parsed = parse(describe(Rule(text, workday=place)), start=MONDAY)
    assert (parsed.rule.rrule, parsed.rule.workday) == (text, place)


@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 28)), min_size=2, max_size=4), st.sampled_from(["sv", "en"]))
def test_several_dates_of_the_year_are_one_rule_that_gives_just_those(dates: set[tuple[int, int]], language: str) -> None:
    set_language("sv")
    names = ("jan", "feb", "mar", "apr", "maj", "jun", "juli", "aug", "sep", "okt", "nov", "dec")
    rule = parse(" och ".join(f"{day} {names[month - 1]}" for month, day in dates), start=date(2027, 1, 1)).rule
    for year in (2027, 2028):
        assert {(d.month, d.day) for d in expand(rule, date(year, 1, 1), date(year, 12, 31))} == dates
    set_language(language)
    assert parse(describe(rule), start=date(2027, 1, 1)).rule == rule


def knows_the_week(day: date) -> bool:
    """dateutil counts the last week of the year before wrongly in some years (rrule.py, lnumweeks): 1–2 January 2022, 2039."""
    return day.isocalendar().week < 52 or day.weekday() < 5


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.sampled_from(["sv", "en"]))
def test_every_suggestion_can_be_read_and_those_made_of_the_day_give_it(day: date, language: str) -> None:
    set_language(language)
    assume(knows_the_week(day))
    texts = suggestions(day)
    assert len(set(texts)) == len(texts)
    counted = len(texts) - 4  # working days and quarters go by the calendar, not by the day
    for place, text in enumerate(texts):
        rule = parse(text, start=day).rule
        monthly_end = "MONTHLY;BYMONTHDAY=-1" in rule.rrule
        if place < counted and not monthly_end:
            assert expand(rule, day, day) == (day,), text


# ── against the calendar, counted by hand ────────────────────────────────────


@given(st.integers(2020, 2044), st.integers(1, 12), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1, -2]))
def test_the_nth_weekday_is_the_nth_weekday(year: int, month: int, weekday: int, place: int) -> None:
    names = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde", -1: "sista", -2: "näst sista"}
    days = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen")
    months = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
    rule = parse(f"{names[place]} {days[weekday]} i {months[month - 1]}", start=date(2020, 1, 1)).rule
    all_days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    matching = [day for day in all_days if day.weekday() == weekday]
    wanted = matching[place - 1] if place > 0 else matching[place]
    assert expand(rule, date(year, 1, 1), date(year, 12, 31)) == (wanted,)


@given(st.integers(2020, 2044), st.integers(1, 53), st.integers(0, 6))
def test_a_week_is_the_iso_week_also_at_the_turn_of_the_year(year: int, week: int, weekday: int) -> None:
    days = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
    rule = parse(f"{days[weekday]} vecka {week}", start=date(2019, 1, 1)).rule
    first_day = date(year, 1, 1) - timedelta(days=10)
    window = [first_day + timedelta(days=n) for n in range(390)]
    assume(week < 52 or weekday < 5)
    wanted = tuple(day for day in window if day.isocalendar().week == week and day.weekday() == weekday)
    assert expand(rule, window[0], window[-1]) == wanted


@given(st.integers(2020, 2044), st.integers(1, 12), st.sampled_from([1, 3, 10, -1, -2]))
def test_the_nth_working_day_counts_no_red_days(year: int, month: int, place: int) -> None:
    names = {1: "första", 3: "3:e", 10: "tionde", -1: "sista", -2: "näst sista"}
    rule = parse(f"{names[place]} vardagen varje månad", start=date(2019, 1, 1)).rule
    length = monthrange(year, month)[1]
    work = [day for day in (date(year, month, n) for n in range(1, length + 1)) if is_workday(day)]
    wanted = work[place - 1] if place > 0 else work[place]
    assert expand(rule, date(year, month, 1), date(year, month, length)) == (wanted,)


@pytest.mark.parametrize(
    "text",
    ["FREQ=YEARLY;BYYEARDAY=100", "FREQ=MONTHLY;BYDAY=1MO,2TU", "FREQ=YEARLY;BYDAY=1MO", "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1",
     "FREQ=WEEKLY;BYDAY=1MO", "FREQ=YEARLY;INTERVAL=x", "FREQ=YEARLY;BYWEEKNO=3;BYMONTH=1;BYDAY=MO", "FREQ=WEEKLY;BYMONTH=3",
     "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1;BYSETPOS=9", "FREQ=MONTHLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=1", "FREQ=DAILY;BYMONTH=3",
     "FREQ=YEARLY;BYMONTH=3", "nonsense", "FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3",
     "FREQ=YEARLY;BYMONTHDAY=3"],
)  # fmt: skip
def test_a_rule_that_there_are_no_words_for_is_shown_as_it_is_written(text: str) -> None:
    assert describe(Rule(text)) == text


def test_a_single_date_names_its_year_where_it_is_known() -> None:
    assert describe(Rule("FREQ=DAILY;COUNT=1", start=date(2027, 3, 12))) == "12 mars 2027"
    assert describe(Rule("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4;COUNT=1", start=date(2027, 3, 12))) == "4 maj 2027"
    assert describe(Rule("FREQ=DAILY;COUNT=1")) == "en gång"
    assert describe(Rule("FREQ=DAILY;BYMONTH=x;COUNT=1", start=MONDAY)) == "FREQ=DAILY;BYMONTH=x;COUNT=1"
    assert describe(Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", start=MONDAY)) == "23 november 2026"
