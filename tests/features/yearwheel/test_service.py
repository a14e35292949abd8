from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from chefsstod.app.bootstrap import AppContext, build
from chefsstod.content.layers import Layer
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.yearwheel.model import (
    ActivityId,
    Category,
    Kind,
    Occurrence,
    OccurrenceKey,
    RedDay,
    ShiftCause,
    SkipCause,
    Status,
)
from chefsstod.features.yearwheel.service import LONGEST_NOTE, YearWheelService
from chefsstod.i18n import set_language
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Saved
from chefsstod.support.errors import UserError
from chefsstod.support.paths import user_paths
from tests.conftest import MONDAY, SetClock

YEAR = date(2027, 1, 1), date(2027, 12, 31)


@pytest.fixture
def wheel(profiled: AppContext) -> YearWheelService:
    return profiled.yearwheel


@pytest.fixture
def own(wheel: YearWheelService) -> OccurrenceKey:
    """An occurrence of a task of her own: Monday 15 March 2027."""
    activity_id, _ = wheel.add_own(
        title="Loggbok", category=Category.KVALITET, rrule="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15", start=MONDAY
    )
    return OccurrenceKey(activity_id, date(2027, 3, 15))


def found(wheel: YearWheelService, key: OccurrenceKey) -> Occurrence:
    occurrence = wheel.occurrence(key)
    assert occurrence is not None
    return occurrence


# ── reading ──────────────────────────────────────────────────────────────────


def test_without_a_profile_every_task_is_there_and_with_one_those_of_the_unit(context: AppContext) -> None:
    everything = context.yearwheel.activities()
    assert len(everything) == 123
    context.profiles.save(Profile(ServiceType.MYNDIGHET, date(2026, 8, 17)))
    hers = context.yearwheel.activities()
    assert all(activity.concerns("myndighet") for activity in hers)
    assert len(hers) < len(everything) == len(context.yearwheel.activities(everything=True))


def test_a_year_is_in_order_and_within_its_dates(wheel: YearWheelService) -> None:
    year = wheel.occurrences(*YEAR)
    assert year
    assert [o.due for o in year] == sorted(o.due for o in year)
    assert all(YEAR[0] <= o.due <= YEAR[1] for o in year)


def test_nothing_before_her_first_day_is_late_and_all_after_it_is(wheel: YearWheelService) -> None:
    for occurrence in wheel.occurrences(date(2026, 1, 1), MONDAY - timedelta(days=1)):
        assert occurrence.status in (Status.LATE, Status.SKIPPED)
        if occurrence.due < date(2026, 8, 17):
            assert occurrence.skip_cause is SkipCause.BEFORE_START
        elif occurrence.activity.kind is Kind.CALENDAR:
            assert occurrence.status is Status.LATE


def test_a_task_is_found_by_its_id_even_when_it_concerns_other_units(wheel: YearWheelService) -> None:
    other = next(a for a in wheel.activities(everything=True) if not a.concerns("hemtjanst"))
    assert wheel.activity(other.id) == other


def test_an_unknown_task_is_told_with_a_way_to_find_one(wheel: YearWheelService) -> None:
    with pytest.raises(UserError, match="finns-inte") as problem:
        wheel.activity("finns-inte")
    assert "chefsstod tasks" in problem.value.remedy


def test_an_occurrence_that_no_rule_gives_does_not_exist(wheel: YearWheelService, own: OccurrenceKey) -> None:
    assert wheel.occurrence(replace(own, original=date(2027, 3, 16))) is None


def test_finding_takes_the_original_date_and_else_the_due_date(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.move(own, date(2027, 4, 7))
    assert wheel.find(own.activity, date(2027, 3, 15)).key == own
    assert wheel.find(own.activity, date(2027, 4, 7)).key == own


def test_a_date_without_the_task_tells_the_next_one(wheel: YearWheelService, own: OccurrenceKey) -> None:
    with pytest.raises(UserError) as problem:
        wheel.find(own.activity, date(2027, 2, 1))
    assert "2027-03-15" in problem.value.remedy


def test_a_task_that_comes_no_more_tells_where_its_rule_is_shown(wheel: YearWheelService) -> None:
    once, _ = wheel.add_own(title="En gång", category=Category.EKONOMI, rrule="FREQ=DAILY;COUNT=1", start=MONDAY)
    with pytest.raises(UserError) as problem:
        wheel.find(once, date(2027, 2, 1))
    assert f"chefsstod show task {once}" in problem.value.remedy


def test_the_next_occurrence_is_the_first_open_one_from_today_else_the_last(wheel: YearWheelService, own: OccurrenceKey) -> None:
    nearest = wheel.next_of(own.activity)
    assert nearest is not None
    assert nearest.key == own
    wheel.mark_done(own)
    assert wheel.next_of(own.activity) == found(wheel, own)
    far, _ = wheel.add_own(title="Fjärran", category=Category.EKONOMI, rrule="FREQ=YEARLY", start=date(2040, 1, 8))
    assert wheel.next_of(far) is None


def test_the_agenda_of_a_manager_three_months_in_has_late_and_coming(wheel: YearWheelService) -> None:
    agenda = wheel.agenda()
    assert agenda.today == MONDAY
    assert agenda.late
    assert agenda.coming
    assert all(MONDAY <= o.due < MONDAY + timedelta(days=7) for o in agenda.week)


def test_the_program_remembers_the_last_day_it_was_open(wheel: YearWheelService, clock: SetClock) -> None:
    assert wheel.seen() is None
    assert wheel.seen() is None
    clock.day = MONDAY + timedelta(days=9)
    assert wheel.seen() == MONDAY
    assert wheel.seen() is None
    clock.day = MONDAY  # the computer's clock was wrong for a while
    assert wheel.seen() is None


# ── changing ─────────────────────────────────────────────────────────────────


def test_done_is_done_today_and_survives_a_restart(
    wheel: YearWheelService, own: OccurrenceKey, profiled: AppContext, clock: SetClock
) -> None:
    saved = wheel.mark_done(own, "Gick fort")
    assert saved.changes.activities == {own.activity}
    profiled.database.close()
    again = Database(profiled.paths.database)
    occurrence = found(build(profiled.paths, again, clock).yearwheel, own)
    again.close()
    assert (occurrence.status, occurrence.done_on, occurrence.note) == (Status.DONE, MONDAY, "Gick fort")


def test_marking_done_without_a_note_keeps_the_one_that_was_there(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.set_note(own, "Fråga ekonomen")
    wheel.mark_done(own)
    assert found(wheel, own).note == "Fråga ekonomen"


def test_skipping_needs_a_reason(wheel: YearWheelService, own: OccurrenceKey) -> None:
    with pytest.raises(UserError):
        wheel.skip(own, "  ")
    assert found(wheel, own).status is Status.PLANNED
    wheel.skip(own, " Ingen period i år ")
    assert (found(wheel, own).status, found(wheel, own).reason) == (Status.SKIPPED, "Ingen period i år")


def test_reopening_keeps_note_steps_and_date(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.move(own, date(2027, 3, 22))
    wheel.tick(own, "x", done=True)
    wheel.mark_done(own, "Klart")
    wheel.reopen(own)
    occurrence = found(wheel, own)
    assert (occurrence.status, occurrence.note, occurrence.due) == (Status.STARTED, "Klart", date(2027, 3, 22))
    assert occurrence.done_on is None


def test_moving_one_occurrence_leaves_the_series_alone(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.move(own, date(2027, 4, 7))
    dues = [o.due for o in wheel.occurrences(date(2026, 1, 1), date(2029, 12, 31)) if o.activity.id == own.activity]
    assert dues == [date(2027, 4, 7), date(2028, 3, 15), date(2029, 3, 15)]


def test_moving_back_to_the_rules_own_day_takes_the_move_away(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.move(own, date(2027, 4, 7))
    wheel.move(own, date(2027, 3, 15))
    assert found(wheel, own).shift is None


def test_an_occurrence_off_a_red_day_is_moved_back_to_where_the_rule_put_it(wheel: YearWheelService) -> None:
    activity_id, _ = wheel.add_own(
        title="Majbrasa", category=Category.EKONOMI, rrule="FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", start=MONDAY, red_day=RedDay.NEXT
    )
    key = OccurrenceKey(activity_id, date(2027, 5, 1))
    wheel.move(key, date(2027, 6, 1))
    wheel.move(key, date(2027, 5, 3))
    shift = found(wheel, key).shift
    assert shift is not None
    assert shift.cause is ShiftCause.HOLIDAY


def test_a_move_beyond_a_year_and_a_month_is_refused(wheel: YearWheelService, own: OccurrenceKey) -> None:
    with pytest.raises(UserError):
        wheel.move(own, date(2028, 5, 1))
    assert found(wheel, own).due == date(2027, 3, 15)


def test_a_note_beyond_all_reason_is_cut(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.set_note(own, "x" * (LONGEST_NOTE + 5))
    assert len(found(wheel, own).note) == LONGEST_NOTE


def test_an_occurrence_that_does_not_exist_cannot_be_changed(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wrong = replace(own, original=date(2027, 3, 16))
    for change in (wheel.mark_done, wheel.reopen, lambda key: wheel.move(key, date(2027, 3, 20))):
        with pytest.raises(UserError, match="Loggbok"):
            change(wrong)


def test_ticked_steps_are_seen_in_the_year_as_in_the_single_occurrence(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.tick(own, "x", done=True)
    wheel.tick(own, "y", done=True)
    in_year = next(o for o in wheel.occurrences(*YEAR) if o.key == own)
    assert in_year == found(wheel, own)
    assert in_year.steps_done == {"x", "y"}


def test_taking_everything_back_leaves_no_row(wheel: YearWheelService, own: OccurrenceKey, profiled: AppContext) -> None:
    wheel.tick(own, "x", done=True)
    wheel.tick(own, "x", done=False)
    with profiled.database.read() as session:
        assert session.execute(text("SELECT count(*) FROM occurrence")).scalar() == 0
        assert session.execute(text("SELECT count(*) FROM occurrence_step")).scalar() == 0


def test_a_touched_occurrence_stays_when_its_task_is_replaced_by_one_with_another_rule(
    wheel: YearWheelService, own: OccurrenceKey, profiled: AppContext
) -> None:
    wheel.mark_done(own, "Minns")
    with profiled.database.write() as session:
        session.execute(text("UPDATE own_activity SET rrule = 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4'"))
    occurrence = found(wheel, own)
    assert (occurrence.orphan, occurrence.note) == (True, "Minns")


# ── her own tasks ────────────────────────────────────────────────────────────


def test_her_own_task_has_an_id_of_its_title_and_belongs_to_her(wheel: YearWheelService) -> None:
    first, saved = wheel.add_own(
        title=" Åtgärd för lokalerna ",
        category=Category.ARBETSMILJO,
        rrule="rrule:freq=monthly;bymonthday=3",
        start=MONDAY,
        why=" Ja ",
    )
    second, _ = wheel.add_own(title="Åtgärd för lokalerna", category=Category.EKONOMI, rrule="FREQ=YEARLY", start=MONDAY)
    third, _ = wheel.add_own(title="Åtgärd för lokalerna", category=Category.EKONOMI, rrule="FREQ=YEARLY", start=MONDAY)
    assert (first, second, third) == tuple(f"egen-atgard-for-lokalerna{end}" for end in ("", "-2", "-3"))
    activity = wheel.activity(first)
    assert (activity.title, activity.why, activity.layer, activity.kind) == ("Åtgärd för lokalerna", "Ja", Layer.OWN, Kind.ROUTINE)
    assert wheel.activity(second).kind is Kind.CALENDAR
    assert saved.changes.activities == {first}


def test_a_title_without_letters_gets_an_id_all_the_same(wheel: YearWheelService) -> None:
    activity_id, _ = wheel.add_own(title="???", category=Category.EKONOMI, rrule="FREQ=YEARLY", start=MONDAY)
    assert activity_id == "egen-uppgift"


@pytest.mark.parametrize("rrule", ["FREQ=HOURLY", "nonsense", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0"])
def test_a_rule_that_cannot_be_used_saves_nothing(wheel: YearWheelService, rrule: str) -> None:
    set_language("en")
    before = len(wheel.activities())
    with pytest.raises(UserError, match="cannot be used"):
        wheel.add_own(title="X", category=Category.EKONOMI, rrule=rrule, start=MONDAY)
    assert len(wheel.activities()) == before


def test_an_empty_title_saves_nothing(wheel: YearWheelService) -> None:
    with pytest.raises(UserError):
        wheel.add_own(title=" ", category=Category.EKONOMI, rrule="FREQ=DAILY", start=MONDAY)


def test_a_removed_task_comes_back_with_what_was_noted(wheel: YearWheelService, own: OccurrenceKey) -> None:
    wheel.mark_done(own, "Minns")
    removed = wheel.remove_own(own.activity)
    with pytest.raises(UserError):
        wheel.activity(own.activity)
    assert removed.undo is not None
    back = removed.undo()
    assert found(wheel, own).note == "Minns"
    assert back.undo is not None
    back.undo()
    with pytest.raises(UserError):
        wheel.activity(own.activity)


def test_a_task_of_the_base_content_cannot_be_removed(wheel: YearWheelService) -> None:
    with pytest.raises(UserError, match="semesterplanering"):
        wheel.remove_own(ActivityId("semesterplanering"))


# ── undo ─────────────────────────────────────────────────────────────────────

KEY = OccurrenceKey(ActivityId("semesterplanering"), date(2027, 4, 1))
STEPS = st.sampled_from(["information", "besked", "x"])
OPERATIONS = st.one_of(
    st.tuples(st.just("mark_done"), st.one_of(st.none(), st.text(max_size=5))),
    st.tuples(st.just("mark_started")),
    st.tuples(st.just("skip"), st.text("abc", min_size=1, max_size=5)),
    st.tuples(st.just("reopen")),
    st.tuples(st.just("move"), st.integers(-300, 300)),
    st.tuples(st.just("set_note"), st.text(max_size=5)),
    st.tuples(st.just("tick"), STEPS, st.booleans()),
)


def perform(wheel: YearWheelService, key: OccurrenceKey, operation: tuple[object, ...]) -> Saved:
    name, *values = operation
    if name == "move":
        return wheel.move(key, key.original + timedelta(days=int(str(values[0]))))
    if name == "tick":
        return wheel.tick(key, str(values[0]), done=bool(values[1]))
    method: Callable[..., Saved] = getattr(wheel, str(name))
    return method(key, *values)


@settings(max_examples=8)
@given(st.lists(OPERATIONS, min_size=1, max_size=6))
def test_undo_goes_back_step_by_step_and_undoing_the_undo_redoes(
    template_folder: Path, operations: list[tuple[object, ...]]
) -> None:
    with TemporaryDirectory() as folder:
        database = Database(Path(folder) / "copy.db")
        database.path.write_bytes(user_paths(template_folder).database.read_bytes())
        wheel = build(user_paths(template_folder), database, SetClock()).yearwheel
        key = next(o.key for o in wheel.occurrences(*YEAR) if o.activity.id == KEY.activity)
        states, undos = [wheel.occurrence(key)], []
        for operation in operations:
            undos.append(perform(wheel, key, operation).undo)
            states.append(wheel.occurrence(key))
        for place in reversed(range(len(undos))):
            undo = undos[place]
            assert undo is not None
            redo = undo().undo
            assert wheel.occurrence(key) == states[place]
            assert redo is not None
            again = redo().undo
            assert wheel.occurrence(key) == states[place + 1]
            assert again is not None
            again()
            assert wheel.occurrence(key) == states[place]
        database.close()


def test_what_the_program_skipped_is_open_after_it_was_opened_again(wheel: YearWheelService) -> None:
    skipped = next(o for o in wheel.occurrences(date(2026, 1, 1), MONDAY) if o.skip_cause is SkipCause.BEFORE_START)
    saved = wheel.reopen(skipped.key)
    assert found(wheel, skipped.key).open
    assert saved.undo is not None
    again = saved.undo()
    assert found(wheel, skipped.key) == skipped
    assert again.undo is not None
    again.undo()
    assert found(wheel, skipped.key).open
