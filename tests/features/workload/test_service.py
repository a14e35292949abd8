"""The workload on a real database: reading, remembering what was read, leave, slack weeks and what is accepted."""

from datetime import date

import pytest

from chefsstod.features.workload.model import LeaveId
from chefsstod.features.workload.service import WorkloadService
from chefsstod.features.yearwheel.model import Status
from chefsstod.features.yearwheel.span import year_span
from chefsstod.shell.context import AppContext
from chefsstod.storage.engine import Database
from chefsstod.support.errors import UserError
from tests.conftest import SetClock

YEAR = year_span(2027)
MONDAY = date(2027, 2, 8)


@pytest.fixture
def workload(profiled: AppContext) -> WorkloadService:
    return profiled.workload


def _week(workload: WorkloadService, monday: date):
    return next(load for load in workload.weeks(YEAR) if load.monday == monday)


def test_the_year_has_all_its_weeks_and_heat_for_each(workload: WorkloadService) -> None:
    weeks = workload.weeks(YEAR)
    assert [weeks[0].monday, weeks[-1].monday] == [date(2026, 12, 28), date(2027, 12, 27)]
    heat = workload.heat(YEAR)
    assert list(heat) == [load.monday for load in weeks]
    assert all(heat[load.monday] == pytest.approx(load.heat) for load in weeks), "counted two ways"
    assert max(heat.values()) > 1
    assert any(load.routines for load in weeks)


def test_what_was_read_is_remembered_until_something_changes(
    workload: WorkloadService, profiled: AppContext, clock: SetClock
) -> None:
    first = workload.weeks(YEAR)
    assert workload.weeks(YEAR) is first
    key = profiled.yearwheel.next_of("lonesamtal").key
    profiled.yearwheel.mark_done(key)
    second = workload.weeks(YEAR)
    assert second is not first
    assert sum(load.hours for load in second) < sum(load.hours for load in first)
    clock.day = date(2026, 11, 24)
    assert workload.weeks(YEAR) is not second, "another day"
    assert workload.weeks(YEAR) is workload.weeks(YEAR)


def test_a_change_by_another_connection_is_seen_too(workload: WorkloadService, profiled: AppContext) -> None:
    first = workload.weeks(YEAR)
    other = Database(profiled.database.path)
    elsewhere = WorkloadService(database=other, yearwheel=profiled.yearwheel, clock=profiled.clock)
    elsewhere.set_slack(MONDAY)
    other.close()
    assert workload.weeks(YEAR) is not first
    assert _week(workload, MONDAY).slack is not None


def test_many_stretches_do_not_pile_up(workload: WorkloadService) -> None:
    for year in range(2024, 2034):
        workload.heat(year_span(year))
    assert len(workload._kept) <= 6


def test_leave_is_added_changed_removed_and_each_can_be_undone(workload: WorkloadService) -> None:
    leave, saved = workload.add_leave(date(2027, 2, 8), date(2027, 2, 12), " sport ")
    assert saved.changes.plans
    assert [(own.id, own.text) for own in workload.leave()] == [(leave, "sport")]
    assert _week(workload, MONDAY).room == 0
    changed = workload.leave()[0].__class__(leave, date(2027, 2, 8), date(2027, 2, 9), "kort")
    edited = workload.edit_leave(changed)
    assert workload.leave() == [changed]
    edited.undo()
    assert workload.leave()[0].last == date(2027, 2, 12)
    removed = workload.remove_leave(leave)
    assert workload.leave() == []
    again = removed.undo()
    assert [own.id for own in workload.leave()] == [leave]
    again.undo()
    assert workload.leave() == []
    assert workload.remove_leave(LeaveId("none")).changes.plans


def test_two_leaves_may_begin_the_same_day(workload: WorkloadService) -> None:
    ids = [workload.add_leave(MONDAY, MONDAY)[0] for _n in range(3)]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("last", [date(2027, 2, 1), date(2029, 2, 8)])
def test_leave_that_cannot_be_right_is_refused(workload: WorkloadService, last: date) -> None:
    with pytest.raises(UserError):
        workload.add_leave(MONDAY, last)
    assert workload.leave() == []


def test_a_slack_week_halves_the_room_and_can_be_undone(workload: WorkloadService) -> None:
    before = _week(workload, MONDAY).room
    saved = workload.set_slack(date(2027, 2, 10), "Rensa")
    assert [(week.monday, week.text) for week in workload.slack_weeks()] == [(MONDAY, "Rensa")]
    assert _week(workload, MONDAY).room == pytest.approx(before / 2)
    saved.undo()
    assert workload.slack_weeks() == []
    workload.set_slack(MONDAY)
    removed = workload.remove_slack(MONDAY)
    assert workload.slack_weeks() == []
    removed.undo()
    assert len(workload.slack_weeks()) == 1
    assert workload.remove_slack(date(2030, 1, 7)).changes.plans


def test_the_week_between_two_years_is_kept_under_its_own(workload: WorkloadService) -> None:
    workload.set_slack(date(2027, 1, 1))
    assert [week.monday for week in workload.slack_weeks()] == [date(2026, 12, 28)]


def test_capacity_is_our_guess_until_she_says_otherwise(workload: WorkloadService) -> None:
    assert (workload.capacity, workload.ordinary_capacity) == (16, True)
    saved = workload.set_capacity(10)
    assert (workload.capacity, workload.ordinary_capacity) == (10, False)
    assert _week(workload, MONDAY).ordinary == 10
    saved.undo()
    assert (workload.capacity, workload.ordinary_capacity) == (16, True)
    with pytest.raises(UserError):
        workload.set_capacity(80)


def test_advice_is_given_for_what_is_too_full_and_accepting_it_does_what_it_says(workload: WorkloadService) -> None:
    full = next(load for load in workload.weeks(YEAR) if workload.advice(load.monday, YEAR))
    best = workload.advice(full.monday, YEAR)[0]
    assert best.before == pytest.approx(full.hours)
    saved = workload.apply(best.proposal)
    assert _week(workload, full.monday).hours == pytest.approx(best.after)
    saved.undo()
    assert _week(workload, full.monday).hours == pytest.approx(best.before)
    calm = next(load for load in workload.weeks(YEAR) if not load.overloaded)
    assert workload.advice(calm.monday, YEAR) == []
    assert workload.advice(date(2026, 11, 2), year_span(2026)) == [], "what lies behind cannot be lightened"


def test_suggestions_lie_in_the_year_that_is_asked_for(workload: WorkloadService) -> None:
    found = workload.suggestions(YEAR)
    assert {suggestion.month for suggestion in found} >= {8, 10}
    workload.set_slack(next(suggestion.monday for suggestion in found if suggestion.month == 8))
    assert 8 not in {suggestion.month for suggestion in workload.suggestions(YEAR)}


def test_collisions_of_one_task_are_those_of_the_year_that_concern_it(workload: WorkloadService, profiled: AppContext) -> None:
    year = workload.collisions(YEAR)
    assert year
    key = year[0].first.key
    found = workload.collisions_of(profiled.yearwheel.occurrence(key))
    assert all(collision.concerns(key) for collision in found)
    assert {c.week for c in year if c.concerns(key)} <= {c.week for c in found}
    profiled.yearwheel.mark_done(key)
    assert workload.collisions_of(profiled.yearwheel.occurrence(key)) == []


def test_what_is_shown_of_the_wheel_does_not_hide_what_collides(workload: WorkloadService, profiled: AppContext) -> None:
    collision = next(c for c in workload.collisions(YEAR) if c.first.due.year == 2027)
    alone = workload.step_marks([collision.first], workload.today)
    assert any(mark.collides for mark in alone)
    assert workload.step_marks([], workload.today) == []


def test_a_late_task_stays_in_its_own_week(workload: WorkloadService, profiled: AppContext) -> None:
    late = [o for o in profiled.yearwheel.occurrences(date(2026, 9, 1), date(2026, 11, 20)) if o.status is Status.LATE]
    due = late[-1].due
    week = next(load for load in workload.weeks(year_span(2026)) if 0 <= (due - load.monday).days < 7)
    assert late[-1].key in {part.occurrence.key for part in (*week.parts, *week.routines)}
