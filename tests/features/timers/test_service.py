"""The use cases of event timers: each is saved at once, and each has a way back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.timers.model import Chain, StepStatus, Template
from chefsstod.features.timers.service import LONGEST_LABEL, TimerService
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import NoteChange, Saved
from chefsstod.support.errors import UserError
from tests.conftest import MONDAY, SetClock


@pytest.fixture
def chain_id(timers: TimerService) -> str:
    return timers.start("sjukfall", "", MONDAY)[0]


def step(chain: Chain | None, name: str) -> StepStatus:
    assert chain is not None
    return next(item.status for item in chain.steps if item.step.id == name)


def test_a_chain_is_started_with_a_label_that_names_nobody(timers: TimerService, chain_id: str) -> None:
    chain = timers.chain(chain_id)
    assert chain.label.startswith("Sjukfall 1")
    assert "23 nov" in chain.label
    assert chain.label == timers.suggest("sjukfall", MONDAY).replace("2", "1", 1)
    assert chain.start == MONDAY
    assert len(chain.steps) == len(timers.template("sjukfall").steps)


def test_labels_count_on_and_own_ones_are_kept_short_and_on_one_line(timers: TimerService, chain_id: str) -> None:
    second, saved = timers.start("sjukfall", "  en \n rad  " + "x" * 200, MONDAY)
    assert second != chain_id
    assert timers.chain(second).label.startswith("en rad x")
    assert len(timers.chain(second).label) == LONGEST_LABEL
    assert saved.changes.chains == {second}
    assert timers.suggest("sjukfall", MONDAY).startswith("Sjukfall 3")


CHANGES: list[Callable[[TimerService, str], Saved]] = [
    lambda timers, c: timers.set_label(c, "Ett annat namn"),
    lambda timers, c: timers.move_start(c, MONDAY - timedelta(days=3)),
    lambda timers, c: timers.tick(c, "dag-1", done=True),
    lambda timers, c: timers.move_step(c, "dag-3", MONDAY + timedelta(days=9)),
    lambda timers, c: timers.set_applies(c, "plan", applies=False),
    lambda timers, c: timers.set_step_note(c, "plan", "att göra"),
    lambda timers, c: timers.set_note(c, "en anteckning"),
    lambda timers, c: timers.close(c),
    lambda timers, c: timers.remove(c),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_can_be_undone_and_redone(
    timers: TimerService, chain_id: str, change: Callable[[TimerService, str], Saved]
) -> None:
    timers.tick(chain_id, "dag-3", done=True)
    timers.set_step_note(chain_id, "dag-8", "ring HR")
    before = timers.chain(chain_id)
    saved = change(timers, chain_id)
    after = timers.chain(chain_id)
    assert after != before
    assert saved.changes.chains == {chain_id}
    again = saved.undo()
    assert timers.chain(chain_id) == before
    again.undo()
    assert timers.chain(chain_id) == after


def test_starting_is_undone_by_removing_and_redone_as_it_was(timers: TimerService) -> None:
    chain_id, saved = timers.start("klagomal", "", MONDAY)
    chain = timers.chain(chain_id)
    redo = saved.undo()
    assert timers.chain(chain_id) is None
    redo.undo()
    assert timers.chain(chain_id) == chain


def test_ticking_and_taking_the_tick_away(timers: TimerService, chain_id: str) -> None:
    timers.tick(chain_id, "dag-1", done=True)
    assert step(timers.chain(chain_id), "dag-1") is StepStatus.DONE
    assert timers.chain(chain_id).steps[0].done_on == MONDAY
    timers.tick(chain_id, "dag-1", done=False)
    assert step(timers.chain(chain_id), "dag-1") is StepStatus.OPEN


def test_a_step_that_does_not_apply_is_out_of_the_way_until_it_does(timers: TimerService, chain_id: str, clock: SetClock) -> None:
    timers.move_step(chain_id, "plan", MONDAY)
    timers.set_step_note(chain_id, "plan", "HR sa nej")
    timers.set_applies(chain_id, "plan", applies=False)
    clock.day = MONDAY + timedelta(days=300)
    chain = timers.chain(chain_id)
    assert step(chain, "plan") is StepStatus.NOT_APPLICABLE
    assert all(due.step.step.id != "plan" for due in timers.agenda().all)
    assert next(item.note for item in chain.steps if item.step.id == "plan") == "HR sa nej"
    timers.set_applies(chain_id, "plan", applies=True)
    assert step(timers.chain(chain_id), "plan") is StepStatus.LATE


def test_moving_day_0_gives_the_waiting_steps_new_days_and_leaves_the_others(timers: TimerService, chain_id: str) -> None:
    timers.tick(chain_id, "dag-1", done=True)
    timers.move_step(chain_id, "dag-14", date(2026, 12, 10))
    timers.move_start(chain_id, MONDAY - timedelta(days=4))
    chain = timers.chain(chain_id)
    days = {item.step.id: item.due for item in chain.steps}
    assert days["dag-8"] == date(2026, 11, 26)
    assert days["dag-14"] == date(2026, 12, 10)
    assert next(item.done_on for item in chain.steps if item.step.id == "dag-1") == MONDAY
    assert "19 nov" in chain.label, "the label that she did not write tells the new day"


def test_a_label_of_her_own_stays_when_day_0_moves(timers: TimerService, chain_id: str) -> None:
    timers.set_label(chain_id, "Sjukfall i natt")
    timers.move_start(chain_id, MONDAY - timedelta(days=4))
    assert timers.chain(chain_id).label == "Sjukfall i natt"


def test_a_step_moved_back_is_counted_from_day_0_again(timers: TimerService, chain_id: str) -> None:
    timers.move_step(chain_id, "dag-3", MONDAY + timedelta(days=9))
    timers.move_step(chain_id, "dag-3", None)
    found = next(item for item in timers.chain(chain_id).steps if item.step.id == "dag-3")
    assert (found.due, found.moved) == (MONDAY + timedelta(days=2), False)


def test_a_closed_chain_asks_for_nothing_and_lies_among_the_closed(timers: TimerService, chain_id: str) -> None:
    timers.close(chain_id)
    assert timers.running() == []
    assert not timers.agenda()
    assert [chain.id for chain in timers.closed()] == [chain_id]
    timers.reopen(chain_id)
    assert [chain.id for chain in timers.running()] == [chain_id]
    assert timers.closed() == []


def test_the_agenda_and_due_tell_what_comes(timers: TimerService, chain_id: str, clock: SetClock) -> None:
    timers.tick(chain_id, "dag-1", done=True)
    clock.day = MONDAY + timedelta(days=7)
    agenda = timers.agenda()
    assert [due.step.step.id for due in agenda.late] == ["dag-3"]
    assert [due.step.step.id for due in agenda.today] == ["dag-8"]
    assert [due.step.step.id for due in agenda.week] == ["dag-14"]
    assert [due.step.step.id for due in timers.due(MONDAY, clock.day)] == ["dag-3", "dag-8"]


def test_without_a_running_chain_no_template_is_read(make_timers: Callable[..., TimerService]) -> None:
    def never() -> tuple[Template, ...]:
        raise AssertionError("read")

    timers = make_timers(never)
    assert not timers.agenda()
    assert timers.running() == timers.closed() == timers.due(MONDAY, MONDAY) == []


def test_only_events_of_her_kind_of_unit_are_offered(timers: TimerService, profiled: AppContext) -> None:
    assert "ny-brukare" in {template.id for template in timers.templates()}
    profiled.profiles.save(Profile(ServiceType.MYNDIGHET, date(2026, 8, 17)))
    assert "ny-brukare" not in {template.id for template in timers.templates()}
    assert timers.template("ny-brukare").id == "ny-brukare"


def test_without_profiles_everything_is_offered(profiled: AppContext, timers: TimerService) -> None:
    bare = TimerService(database=profiled.database, clock=profiled.clock, templates=timers.templates)
    assert len(bare.templates()) == len(timers.templates())


def test_a_chain_whose_template_is_gone_is_still_there(make_timers: Callable[..., TimerService], chain_id: str) -> None:
    make_timers().tick(chain_id, "dag-1", done=True)
    left = make_timers(tuple)
    chain = left.running()[0]
    assert [item.step.id for item in chain.steps] == ["dag-1"]
    left.move_start(chain_id, MONDAY)
    left.close(chain_id)


def test_notes_tell_the_pages_that_only_a_note_changed(timers: TimerService, chain_id: str) -> None:
    assert timers.set_note(chain_id, "a").changes.note is NoteChange.PRESENCE
    assert timers.set_note(chain_id, "ab").changes.note is NoteChange.WORDS
    assert timers.set_step_note(chain_id, "plan", "a").changes.note is NoteChange.PRESENCE
    assert timers.set_step_note(chain_id, "plan", "ab").changes.note is NoteChange.WORDS
    assert timers.tick(chain_id, "plan", done=True).changes.note is None


@pytest.mark.parametrize(
    "wrong",
    [
        lambda timers, c: timers.start("finns-inte", "", MONDAY),
        lambda timers, c: timers.start("sjukfall", "", date(2062, 11, 23)),
        lambda timers, c: timers.move_start(c, date(1996, 11, 23)),
        lambda timers, c: timers.move_step(c, "plan", date(2062, 11, 23)),
        lambda timers, c: timers.tick(c, "finns-inte", done=True),
        lambda timers, c: timers.set_label(c, "  "),
        lambda timers, c: timers.close("sjukfall-99"),
        lambda timers, c: timers.tick("sjukfall-99", "plan", done=True),
        lambda timers, c: timers.template("finns-inte"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    timers: TimerService, chain_id: str, wrong: Callable[[TimerService, str], object]
) -> None:
    before = timers.running()
    with pytest.raises(UserError):
        wrong(timers, chain_id)
    assert timers.running() == before


def test_rows_are_only_kept_for_what_she_did(timers: TimerService, chain_id: str, profiled: AppContext) -> None:
    def rows() -> int:
        with profiled.database.engine.connect() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM chain_step").scalar_one()

    assert rows() == 0
    timers.tick(chain_id, "dag-1", done=True)
    assert rows() == 1
    timers.tick(chain_id, "dag-1", done=False)
    assert rows() == 0
    timers.tick(chain_id, "dag-1", done=True)
    timers.remove(chain_id)
    assert rows() == 0


def test_the_tables_are_those_of_the_migration(profiled: AppContext) -> None:
    from chefsstod.features.timers.tables import ChainRow, ChainStepRow

    with profiled.database.engine.connect() as connection:
        for table in (ChainRow, ChainStepRow):
            found = connection.exec_driver_sql(f"PRAGMA table_info({table.__tablename__})").all()
            ours = [(column.name, not column.nullable) for column in table.__table__.columns]
            assert [(row[1], bool(row[3])) for row in found] == ours
