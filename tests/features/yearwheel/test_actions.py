"""What she can do with an occurrence: saved, told, and remembered with the way back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import Occurrence, Status
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.undo import UndoStack


@dataclass
class Desk:
    """The actions and everything they speak to."""

    context: AppContext
    signals: AppSignals = field(default_factory=AppSignals)
    undo: UndoStack = field(default_factory=UndoStack)
    dialogs: RecordingDialogs = field(default_factory=RecordingDialogs)
    told: list[str] = field(default_factory=list)
    changed: list[Changes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.actions = OccurrenceActions(
            wheel=self.context.yearwheel, signals=self.signals, undo=self.undo, dialogs=lambda: self.dialogs
        )
        self.actions.told.connect(self.told.append)
        self.signals.changed.connect(self.changed.append)

    def now(self, occurrence: Occurrence) -> Occurrence:
        found = self.actions.find(occurrence.key)
        assert found is not None
        return found


@pytest.fixture
def desk(qapp: QApplication, profiled: AppContext) -> Desk:
    return Desk(profiled)


@pytest.fixture
def task(profiled: AppContext) -> Occurrence:
    return profiled.yearwheel.agenda().due[0]


Step = Callable[[OccurrenceActions, Occurrence], object]


@pytest.mark.parametrize(
    "step",
    [
        lambda actions, o: actions.done(o),
        lambda actions, o: actions.start(o),
        lambda actions, o: actions.skip(o, "Görs centralt"),
        lambda actions, o: actions.move(o, o.due + timedelta(days=3)),
        lambda actions, o: actions.tick(o, o.activity.steps[0].id, done=True),
    ],
)
def test_every_action_is_told_seen_by_the_pages_and_can_be_taken_back(desk: Desk, task: Occurrence, step: Step) -> None:
    step(desk.actions, task)
    assert desk.now(task) != task
    assert task.activity.title in desk.told[0]
    assert "{" not in desk.told[0]
    assert task.activity.id in desk.changed[0].activities
    assert desk.undo.undo() is not None
    assert desk.now(task) == task


def test_space_in_the_list_goes_back_and_forth(desk: Desk, task: Occurrence) -> None:
    desk.actions.toggle_done(task)
    assert desk.now(task).status is Status.DONE
    desk.actions.toggle_done(desk.now(task))
    assert desk.now(task).open


def test_a_note_is_saved_without_a_word_for_every_letter(desk: Desk, task: Occurrence) -> None:
    for text in ("R", "Ri", "Ring"):
        desk.actions.note(task, text)
    assert desk.now(task).note == "Ring"
    assert desk.told == []
    desk.undo.undo()
    assert desk.now(task).note == ""
    assert not desk.undo.can_undo


def test_skipping_without_a_reason_is_refused_with_words(desk: Desk, task: Occurrence) -> None:
    assert not desk.actions.skip(task, "  ")
    assert len(desk.dialogs.errors) == 1
    assert desk.now(task) == task
    assert not desk.undo.can_undo


def test_moving_by_more_than_a_year_is_refused_with_words(desk: Desk, task: Occurrence) -> None:
    assert not desk.actions.move(task, task.due + timedelta(days=800))
    assert len(desk.dialogs.errors) == 1


def test_a_bug_is_not_taken_for_a_disk_fault(desk: Desk) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.actions.guarded(bug)  # type: ignore[arg-type]
    assert desk.dialogs.errors == []


def test_curly_brackets_in_a_title_do_no_harm(desk: Desk) -> None:
    from datetime import date

    from chefsstod.features.yearwheel.model import Category

    wheel = desk.context.yearwheel
    own, _saved = wheel.add_own(
        title="Mall {namn} %s <b>", category=Category.KVALITET, rrule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", start=date(2026, 11, 1)
    )
    occurrence = wheel.next_of(own)
    assert occurrence is not None
    desk.actions.done(occurrence)
    desk.actions.move(desk.now(occurrence), date(2026, 12, 2))
    assert all("Mall {namn} %s <b>" in text for text in desk.told)
