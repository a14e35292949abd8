"""Rules over long stretches: week numbers against the ISO calendar, rules from a day on, tasks that end, years from any month."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    OccurrenceKey,
    OccurrenceState,
    RedDay,
    Rule,
    Segment,
    Status,
)
from chefsstod.features.yearwheel.recurrence import expand, originals, settle
from chefsstod.features.yearwheel.resolve import occurrences
from chefsstod.features.yearwheel.span import Unit, span_of, year_span

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)
FIRST, LAST = date(2020, 1, 1), date(2041, 12, 31)
DAYS = st.dates(FIRST, LAST)
WEEKS = st.one_of(st.integers(-53, 53).filter(bool), st.sampled_from([1, 52, 53, -1, -52, -53]))


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


# ── week numbers ─────────────────────────────────────────────────────────────


def in_week(day: date, week: int) -> bool:
    year, number, _weekday = day.isocalendar()
    last = date(year, 12, 28).isocalendar().week
    return week in (number, number - last - 1)


@settings(max_examples=150)
@given(
    st.lists(WEEKS, min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True),
    st.one_of(st.none(), st.dates(FIRST, date(2027, 12, 28))),
    DAYS,
    st.integers(0, 1500),
)
def test_a_week_is_the_week_of_the_iso_calendar(
    weeks: list[int], names: list[str], start: date | None, first: date, long: int
) -> None:
    rule = Rule("FREQ=YEARLY;BYWEEKNO=" + ",".join(map(str, weeks)) + (";BYDAY=" + ",".join(names) if names else ""), start=start)
    wanted = {WEEKDAYS.index(name) for name in names} or set(range(7))
    expected = [
        day
        for day in days(max(first, start or first), first + timedelta(days=long))
        if day.weekday() in wanted and any(in_week(day, week) for week in weeks)
    ]
    assert list(expand(rule, first, first + timedelta(days=long))) == expected


@pytest.mark.parametrize("year", [2011, 2022, 2039])
def test_the_first_weekend_of_a_year_may_belong_to_week_52(year: int) -> None:
    window = date(year - 1, 12, 1), date(year, 1, 31)
    assert expand(Rule("FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU"), *window) == (date(year, 1, 2),)
    assert expand(Rule("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU"), *window) == ()
    assert expand(Rule("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SA"), *window) == (date(year, 1, 1),)


def test_a_number_of_times_is_counted_in_the_right_weeks() -> None:
    rule = Rule("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU;COUNT=2", start=date(2021, 2, 1))
    assert expand(rule, date(2021, 1, 1), date(2045, 1, 1)) == (date(2027, 1, 3), date(2033, 1, 2))


def test_weeks_that_begin_on_a_sunday_have_numbers_of_their_own() -> None:
    rule = Rule(
        "FREQ=YEARLY;WKST=SU;BYWEEKNO=20;BYDAY=SU", start=date(1997, 5, 12)
    )  # RFC 5545 3.3.10: week 1 has four days of the year at least
    assert expand(rule, date(1998, 1, 1), date(1999, 12, 31)) == (date(1998, 5, 17), date(1999, 5, 16))


def test_a_place_in_the_set_is_counted_within_the_year_of_the_calendar() -> None:
    rule = Rule("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,WE,FR;BYSETPOS=1")
    assert expand(rule, date(2026, 6, 1), date(2027, 6, 1)) == (date(2026, 12, 28), date(2027, 1, 1))


# ── «this and following» ─────────────────────────────────────────────────────

RULES = st.sampled_from([
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU",
    "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1MO",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=1,6;BYMONTHDAY=1",
])  # fmt: skip


@st.composite
def changing(draw: st.DrawFn) -> Activity:
    """A task whose rule changes on up to four days; each new rule begins where it takes over, as the form makes it."""
    since = sorted(draw(st.lists(st.dates(date(2021, 1, 1), date(2034, 12, 28)), max_size=4, unique=True)))
    segments = tuple(Segment(day, Rule(draw(RULES), start=day.replace(day=min(day.day, 28)))) for day in since)
    ends = draw(st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2036, 12, 31))))
    return Activity(ActivityId("a"), "Uppgift", Category.EKONOMI, Rule(draw(RULES)), segments=segments, ends=ends)


def by_dateutil(rule: Rule) -> set[date]:
    """All dates of a rule, walked by dateutil from its first day."""
    start, first, last = (
        datetime.combine(day, time.min) for day in (rule.start or date(2000, 1, 1), FIRST - DAY, LAST + timedelta(days=400))
    )
    moments = rrulestr(rule.rrule, dtstart=start).between(first, last, inc=True)
    return {moment.date() for moment in moments if "BYWEEKNO" not in rule.rrule or in_week(moment.date(), 53)}


@settings(max_examples=80)
@given(changing(), DAYS, st.integers(0, 3000))
def test_each_day_has_the_rule_that_holds_on_it_and_none_after_the_end(activity: Activity, first: date, long: int) -> None:
    last = min(first + timedelta(days=long), LAST)
    of_rule = {rule: by_dateutil(rule) for rule in (activity.rule, *(segment.rule for segment in activity.segments))}
    expected = [
        day for day in days(first, last) if day in of_rule[activity.rule_on(day)] and (activity.ends is None or day < activity.ends)
    ]
    assert list(originals(activity, first, last)) == expected


@settings(max_examples=60)
@given(changing(), st.lists(DAYS, min_size=2, max_size=5, unique=True).map(sorted))
def test_stretches_side_by_side_hold_what_the_whole_holds_however_the_rule_changes(activity: Activity, cuts: list[date]) -> None:
    pieces = [day for low, high in pairwise(cuts) for day in originals(activity, low, high - DAY)]
    assert pieces == list(originals(activity, cuts[0], cuts[-1] - DAY))


@settings(max_examples=60)
@given(changing(), st.sets(DAYS, max_size=4))
def test_what_was_done_stays_and_nothing_new_comes_after_the_end(activity: Activity, done: set[date]) -> None:
    keys = [OccurrenceKey(activity.id, day) for day in done]
    states = {key: OccurrenceState(key, Status.DONE) for key in keys}
    found = occurrences([activity], states, FIRST, LAST, today=date(2030, 5, 5), tracked_from=None)
    there = {o.original for o in found if not o.orphan}
    assert done <= {o.original for o in found}
    assert all(o.status is Status.DONE for o in found if o.orphan)
    assert activity.ends is None or all(day < activity.ends for day in there)


# ── years from any month ─────────────────────────────────────────────────────


@settings(max_examples=60)
@given(changing(), st.integers(1, 12), st.integers(2021, 2037), st.sampled_from(list(RedDay)))
def test_years_from_any_month_hold_every_occurrence_once(activity: Activity, month: int, year: int, red_day: RedDay) -> None:
    ruled = Activity(
        activity.id,
        "x",
        Category.EKONOMI,
        Rule(activity.rule.rrule, red_day=red_day),
        segments=activity.segments,
        ends=activity.ends,
    )
    today = date(2026, 11, 23)

    def within(first: date, last: date) -> list[tuple[date, date]]:
        return [(o.due, o.original) for o in occurrences([ruled], {}, first, last, today=today, tracked_from=None)]

    spans = [year_span(year + n, month) for n in range(3)]
    assert [one.after for one in spans[:-1]] == [other.first for other in spans[1:]]
    apart = [pair for span in spans for pair in within(span.first, span.last)]
    assert apart == within(spans[0].first, spans[-1].last)
    for due, original in apart:
        assert due == settle(original, ruled.rule_on(original).red_day)[0]


@given(DAYS, st.integers(1, 12), st.sampled_from(list(Unit)), st.integers(-30, 30))
def test_a_step_there_and_back_leads_home_and_every_day_lies_in_its_span(day: date, month: int, unit: Unit, by: int) -> None:
    span = span_of(unit, day, month)
    assert day in span
    assert span.step(by).step(-by) == span
    assert span.step(1).first == span.after
    assert unit is not Unit.YEAR or (span.first.month, span.first.day) == (month, 1)
