from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Occurrence,
    OccurrenceKey,
    OccurrenceState,
    Rule,
    Status,
    Step,
    by_due,
    due_within,
    make_agenda,
)

TODAY = date(2026, 11, 23)
TASK = Activity(
    ActivityId("a"),
    "Uppgift",
    Category.PERSONAL,
    Rule("FREQ=DAILY"),
    lead_days=30,
    steps=(Step("first", "Börja", -20), Step("last", "Avsluta", 5)),
)


def at(days: int, status: Status = Status.PLANNED, activity: Activity = TASK, **more: object) -> Occurrence:
    due = TODAY + timedelta(days=days)
    return Occurrence(activity, due, due, status, **more)  # type: ignore[arg-type]


def test_an_activity_for_all_concerns_every_unit_and_others_only_their_own() -> None:
    assert TASK.concerns("lss")
    assert TASK.concerns(None)
    sabo = replace(TASK, service_types=frozenset({"sabo"}))
    assert [sabo.concerns(kind) for kind in ("sabo", "lss", None)] == [True, False, True]


def test_start_and_steps_are_counted_from_the_due_date() -> None:
    occurrence = at(0)
    assert occurrence.start_by == TODAY - timedelta(days=30)
    days = [occurrence.step_date(step) for step in TASK.steps]
    assert days == [TODAY - timedelta(days=20), TODAY + timedelta(days=4)], "the Saturday gives way to the Friday before"


def test_the_next_step_is_the_first_without_a_tick() -> None:
    assert at(0).next_step() == TASK.steps[0]
    assert at(0, steps_done=frozenset({"first"})).next_step() == TASK.steps[1]
    assert at(0, steps_done=frozenset({"first", "last"})).next_step() is None


@pytest.mark.parametrize("status", list(Status))
def test_done_and_skipped_are_closed_and_all_else_is_open(status: Status) -> None:
    assert at(0, status).open == (status not in (Status.DONE, Status.SKIPPED))


def test_a_state_with_nothing_in_it_is_empty() -> None:
    key = OccurrenceKey(ActivityId("a"), TODAY)
    assert at(0).key == key
    assert OccurrenceState(key).empty
    assert not OccurrenceState(key, note="x").empty


def test_occurrences_stand_in_order_of_date_then_ring_then_title() -> None:
    first = at(0, activity=replace(TASK, title="Ö", category=Category.EKONOMI))
    second = at(0, activity=replace(TASK, title="A"))
    third = at(0, activity=replace(TASK, title="B"))
    assert by_due([at(1), third, second, first]) == [first, second, third, at(1)]


def test_a_window_includes_both_its_ends() -> None:
    assert [o.due for o in due_within([at(-1), at(0), at(3), at(4)], TODAY, TODAY + timedelta(days=3))] == [at(0).due, at(3).due]


def test_the_agenda_puts_each_thing_where_she_looks_for_it() -> None:
    routine = replace(TASK, kind=Kind.ROUTINE)
    late, due, start, under_way = at(-3, Status.LATE), at(6), at(20), at(21, Status.STARTED)
    coming, far = at(41), at(60)
    daily = at(2, activity=routine)
    agenda = make_agenda([far, coming, start, under_way, daily, due, late, at(1, Status.DONE), at(30, Status.SKIPPED)], TODAY)
    assert (agenda.late, agenda.due, agenda.start_now, agenda.under_way) == ((late,), (due,), (start,), (under_way,))
    assert (agenda.coming, agenda.routines) == ((coming,), (daily,))
    assert agenda.week == (at(1, Status.DONE), daily, due)
    assert agenda.three_things() == (late, due, start)
    assert (agenda.closed_since, agenda.while_closed) == (None, ())


def test_while_closed_are_those_that_should_have_been_begun_or_finished_meanwhile() -> None:
    since = TODAY - timedelta(days=5)
    begun, missed, old, later = at(27), at(-5, Status.LATE), at(-6, Status.LATE), at(31)
    agenda = make_agenda([begun, missed, old, later, at(-2, Status.DONE)], TODAY, since)
    assert agenda.while_closed == (missed, begun)


@given(st.lists(st.tuples(st.integers(-60, 90), st.sampled_from(list(Status)), st.sampled_from(list(Kind)))))
def test_no_open_task_stands_twice_and_none_within_six_weeks_is_left_out(rows: list[tuple[int, Status, Kind]]) -> None:
    occurrences = []
    for number, (days, drawn, kind) in enumerate(rows):
        status = Status.LATE if days < 0 and drawn in (Status.PLANNED, Status.STARTED) else drawn
        if days >= 0 and status is Status.LATE:
            status = Status.PLANNED
        occurrences.append(at(days, status, replace(TASK, id=ActivityId(str(number)), kind=kind)))
    agenda = make_agenda(occurrences, TODAY)
    lists = (agenda.late, agenda.due, agenda.start_now, agenda.under_way, agenda.coming)
    shown = [o.key for part in lists for o in part]
    assert len(shown) == len(set(shown))
    wanted = {o.key for o in occurrences if o.open and o.activity.kind is Kind.CALENDAR and o.due < TODAY + timedelta(days=42)}
    assert wanted <= set(shown)
    assert all(o.open for part in (*lists, agenda.routines) for o in part)
