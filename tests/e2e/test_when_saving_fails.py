"""A full disk or a file that may only be read: one clear message, nothing lost, and the page shows what is saved."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QCheckBox

from chefsstod.features.yearwheel.model import Status
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.storage.failures import disk_full, read_only
from chefsstod.support.errors import UserError
from tests.e2e.conftest import Opener
from tests.e2e.seat import Seat

Break = Callable[[AppContext], None]


def _pragma(context: AppContext, text: str) -> None:
    with context.database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {text}")


def _may_only_be_read(context: AppContext) -> None:
    _pragma(context, "query_only=ON")


def _repaired(context: AppContext) -> None:
    _pragma(context, "query_only=OFF")
    _pragma(context, "max_page_count=1000000")


def _is_full(context: AppContext) -> None:
    """SQLite's own «disk is full»: the file may not grow by a single page. Then every free place in it is used up."""
    with context.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


LONG = "Lång anteckning. " * 1100


@pytest.fixture
def task(seat: Seat) -> object:
    seat.go("list")
    seat.window.detail.open(seat.window.context.yearwheel.agenda().due[0].key)
    seat.settle()
    return seat.window.detail.view.shown


def _now(seat: Seat) -> object:
    return seat.window.context.yearwheel.occurrence(seat.window.detail.key)


def test_a_tick_that_cannot_be_saved_is_told_and_taken_away(seat: Seat, task: object) -> None:
    _may_only_be_read(seat.window.context)
    seat.click(seat.window.detail.view.steps[0])
    assert [problem.title for problem in seat.dialogs.errors] == [read_only().title]
    assert not seat.window.detail.view.findChildren(QCheckBox)[0].isChecked()
    _repaired(seat.window.context)
    seat.click(seat.window.detail.view.steps[0])
    assert len(seat.dialogs.errors) == 1
    assert len(_now(seat).steps_done) == 1


@pytest.mark.parametrize("what", ["done", "start", "skip", "move"])
def test_no_action_fails_in_silence(seat: Seat, task: object, what: str) -> None:
    _may_only_be_read(seat.window.context)
    view = seat.window.detail.view
    {
        "done": lambda: seat.click(seat.button(_("Mark as done"), within=view)),
        "start": lambda: seat.click(seat.button(_("Start"), within=view)),
        "skip": lambda: view.skip_requested.emit("Görs centralt"),
        "move": lambda: view.move_requested.emit(task.due.replace(month=12)),
    }[what]()
    assert [problem.title for problem in seat.dialogs.errors] == [read_only().title]
    _repaired(seat.window.context)
    now = _now(seat)
    assert (now.status, now.due) == (task.status, task.due)
    assert not seat.window.undo_stack.can_undo


def test_a_note_on_a_full_disk_is_told_once_and_stays_on_the_screen(seat: Seat, task: object) -> None:
    _is_full(seat.window.context)
    note = seat.window.detail.view.note
    note.setFocus()
    note.setPlainText(LONG)
    seat.type("abc")
    assert [problem.title for problem in seat.dialogs.errors] == [disk_full().title]
    assert len(note.toPlainText()) == len(LONG) + 3
    _repaired(seat.window.context)
    seat.type("d")
    assert _now(seat).note == note.toPlainText()
    assert seat.toast == _("The note is saved again")
    assert len(seat.dialogs.errors) == 1


def test_undo_that_cannot_be_saved_is_kept_for_later(seat: Seat, task: object) -> None:
    seat.click(seat.button(_("Mark as done"), within=seat.window.detail.view))
    _may_only_be_read(seat.window.context)
    seat.press("Ctrl+Z")
    assert [problem.title for problem in seat.dialogs.errors] == [read_only().title]
    _repaired(seat.window.context)
    seat.press("Ctrl+Z")
    assert _now(seat).status is not Status.DONE


def test_answers_that_cannot_be_saved_stay_in_the_questions(context: AppContext, open_seat: Opener) -> None:
    seat = open_seat(context)
    wizard = seat.window.pages["setup"]
    _may_only_be_read(context)
    for _question in range(4):
        seat.click(wizard.next)
    assert [type(problem) for problem in seat.dialogs.errors] == [UserError]
    assert seat.window.page_name == "setup"
    _repaired(context)
    seat.click(wizard.next)
    assert seat.window.page_name == "today"


def test_beginning_from_today_that_cannot_be_saved_is_told(seat: Seat) -> None:
    _may_only_be_read(seat.window.context)
    seat.click(seat.button(_("Begin from today")))
    assert [problem.title for problem in seat.dialogs.errors] == [read_only().title]
    assert seat.window.context.yearwheel.agenda().late
