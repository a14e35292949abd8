"""What is worth a word, when it is quiet, and when it comes again."""

# ruff: noqa: DTZ001 - the reminders' moments are hers, without a time zone

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.reminders.model import (
    HANDFUL,
    Quiet,
    Reason,
    Snooze,
    Thing,
    chain_step,
    digest,
    is_quiet,
    next_check,
    next_loud,
    things,
    until,
)
from chefsstod.features.yearwheel.model import Activity, ActivityId, Agenda, Category, Occurrence, Rule, Status, make_agenda

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12)


def occurrence(name: str, due: date, *, lead: int = 0, status: Status = Status.PLANNED, ticked: bool = False) -> Occurrence:
    activity = Activity(ActivityId(name), name, Category.EKONOMI, Rule("FREQ=YEARLY"), lead_days=lead)
    return Occurrence(activity, due, due, status, steps_done=frozenset({"a"}) if ticked else frozenset())


def agenda(*occurrences: Occurrence) -> Agenda:
    return make_agenda(occurrences, MONDAY)


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def told(*occurrences: Occurrence) -> list[tuple[str, Reason]]:
    return [(thing.title, thing.reason) for thing in things(agenda(*occurrences))]


def test_late_comes_first_then_today_tomorrow_and_what_must_be_begun() -> None:
    assert told(
        occurrence("börja", day(30), lead=30),
        occurrence("i morgon", day(1)),
        occurrence("i dag", day(0)),
        occurrence("sen", day(-3), status=Status.LATE),
    ) == [("sen", Reason.LATE), ("i dag", Reason.TODAY), ("i morgon", Reason.TOMORROW), ("börja", Reason.START)]


def test_what_had_to_be_begun_over_the_weekend_is_told_on_monday_and_not_again_later() -> None:
    assert told(occurrence("lördag", day(28), lead=30)) == [("lördag", Reason.START)]
    assert told(occurrence("fredag", day(27), lead=30)) == []


def test_what_is_begun_done_or_far_away_is_not_told() -> None:
    assert (
        told(
            occurrence("påbörjad", day(30), lead=30, status=Status.STARTED),
            occurrence("klar", day(0), status=Status.DONE),
            occurrence("överhoppad", day(0), status=Status.SKIPPED),
            occurrence("om en vecka", day(5)),
            occurrence("om en månad", day(60), lead=30),
            occurrence("med bock", day(3), lead=3, ticked=True),
        )
        == []
    )


def test_a_thing_due_tomorrow_that_must_be_begun_today_is_told_once() -> None:
    assert told(occurrence("x", day(1), lead=1)) == [("x", Reason.TOMORROW)]


def test_a_handful_is_told_and_the_rest_is_counted() -> None:
    found = things(agenda(*(occurrence(f"{n}", day(0)) for n in range(8))))
    shown = digest(found, {}, NOON)
    assert shown is not None
    assert (len(shown.things), shown.more, len(shown.keys)) == (HANDFUL, 3, 8)


def test_what_is_put_off_is_not_told_before_its_moment() -> None:
    found = things(agenda(occurrence("x", day(0))))
    key = found[0].key
    assert digest(found, {key: NOON + timedelta(minutes=1)}, NOON) is None
    assert digest(found, {key: NOON}, NOON) is not None
    assert digest([], {}, NOON) is None


def test_steps_of_event_chains_are_told_in_the_same_words() -> None:
    assert chain_step("c1", "s1", "Rehabplan", day(2), MONDAY) is None
    for offset, reason in ((-1, Reason.LATE), (0, Reason.TODAY), (1, Reason.TOMORROW)):
        thing = chain_step("c1", "s1", "Rehabplan", day(offset), MONDAY)
        assert isinstance(thing, Thing)
        assert (thing.reason, thing.chain) == (reason, "c1")


@pytest.mark.parametrize(
    ("moment", "quiet", "expected"),
    [
        (datetime(2026, 11, 23, 16, 59), Quiet(), False),
        (datetime(2026, 11, 23, 17, 0), Quiet(), True),
        (datetime(2026, 11, 23, 6, 59), Quiet(), True),
        (datetime(2026, 11, 23, 7, 0), Quiet(), False),
        (datetime(2026, 11, 28, 12), Quiet(), True),  # Saturday
        (datetime(2026, 11, 28, 12), Quiet(weekends=True), False),
        (datetime(2026, 12, 24, 12), Quiet(), True),  # Christmas Eve, a Thursday
        (datetime(2026, 11, 23, 12), Quiet(11, 13), True),
        (datetime(2026, 11, 23, 13), Quiet(11, 13), False),
        (datetime(2026, 11, 23, 3), Quiet(8, 8), False),
    ],
)
def test_quiet_hours_weekends_and_red_days(moment: datetime, quiet: Quiet, expected: bool) -> None:
    assert is_quiet(moment, quiet) is expected


def test_after_the_weekend_it_is_monday_at_seven_and_after_christmas_the_next_working_day() -> None:
    assert next_loud(datetime(2026, 11, 27, 17, 30), Quiet()) == datetime(2026, 11, 30, 7)
    assert next_loud(datetime(2026, 12, 23, 18), Quiet()) == datetime(2026, 12, 28, 7)
    assert next_loud(NOON, Quiet()) == NOON


@given(
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),
    quiet=st.builds(Quiet, st.integers(0, 23), st.integers(0, 23), st.booleans()),
)
def test_the_next_moment_is_never_quiet_and_nothing_before_it_is_loud(moment: datetime, quiet: Quiet) -> None:
    found = next_loud(moment, quiet)
    assert found >= moment
    assert not is_quiet(found, quiet)
    if found > moment:
        assert is_quiet(found - timedelta(seconds=1), quiet)
        assert is_quiet(moment, quiet)


def test_it_looks_again_when_something_comes_back_else_tomorrow_morning() -> None:
    assert next_check(NOON, [NOON - timedelta(hours=1), NOON + timedelta(hours=1)], Quiet()) == NOON + timedelta(hours=1)
    assert next_check(NOON, [], Quiet()) == datetime(2026, 11, 24, 7)
    assert next_check(NOON, [datetime(2026, 11, 23, 18)], Quiet()) == datetime(2026, 11, 24, 7)


def test_putting_off() -> None:
    assert until(Snooze.HOUR, NOON) == datetime(2026, 11, 23, 13)
    assert until(Snooze.TOMORROW, NOON) == datetime(2026, 11, 24, 8)
    assert until(Snooze.MONDAY, NOON) == datetime(2026, 11, 30, 8)
    assert until(Snooze.MONDAY, datetime(2026, 11, 29, 12)) == datetime(2026, 11, 30, 8)
    assert until(Snooze.WEEK, NOON) == datetime(2026, 11, 30, 8)
