"""What she does with a task: tick, undo, note, skip, move, reopen; and that it is there tomorrow."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCheckBox
from sqlalchemy import select

from chefsstod.features.yearwheel.model import Occurrence, Status
from chefsstod.features.yearwheel.tables import OccurrenceRow
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.storage.engine import Database
from chefsstod.support.privacy import find_identity_numbers
from tests.e2e.conftest import Opener
from tests.e2e.seat import Seat

Key = Qt.Key


def _late(seat: Seat) -> Occurrence:
    return seat.window.context.yearwheel.agenda().late[0]


def _now(seat: Seat, occurrence: Occurrence) -> Occurrence:
    found = seat.window.context.yearwheel.occurrence(occurrence.key)
    assert found is not None
    return found


def _open_first_planned(seat: Seat) -> Occurrence:
    seat.go("list")
    seat.press(Key.Key_Down, Key.Key_Return)
    shown = seat.window.detail.view.shown
    assert shown is not None
    return shown


def test_a_card_can_be_ticked_and_taken_back_and_done_again(seat: Seat) -> None:
    late = _late(seat)
    seat.click(seat.button(_("Mark «{title}» as done").format(title=late.activity.title)))
    assert _now(seat, late).status is Status.DONE
    assert late.activity.title in seat.toast
    assert seat.window.toast.undo.isVisible()
    seat.press("Ctrl+Z")
    assert _now(seat, late).status is Status.LATE
    assert _("Undone: {what}").format(what="")[:6] in seat.toast
    seat.press("Ctrl+Shift+Z")
    assert _now(seat, late).status is Status.DONE
    seat.click(seat.window.toast.undo)
    assert _now(seat, late).status is Status.LATE
    seat.press("Ctrl+Z")
    assert seat.toast == _("There is nothing to undo")


def test_enter_opens_and_space_ticks_in_the_list(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    assert seat.window.detail.view.isVisible()
    seat.press("Esc")
    assert not seat.window.detail.view.isVisible()
    assert seat.year_list.list.hasFocus()
    seat.press(Key.Key_Space)
    assert _now(seat, opened).status is Status.DONE
    assert seat.year_list.list.current() is not None
    assert seat.year_list.list.current().key == opened.key
    seat.press(Key.Key_Space)
    assert _now(seat, opened).open


def test_ticking_the_first_step_makes_the_task_started(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    box = seat.window.detail.view.findChildren(QCheckBox)[0]
    box.setFocus()
    seat.press(Key.Key_Space)
    now = _now(seat, opened)
    assert now.status is Status.STARTED
    assert now.steps_done == {opened.activity.steps[0].id}
    assert QApplication.focusWidget() is not None
    assert isinstance(QApplication.focusWidget(), QCheckBox), "the keyboard stays on the step"
    seat.press(Key.Key_Tab, Key.Key_Space)
    assert len(_now(seat, opened).steps_done) == 2


def test_a_click_on_a_steps_text_ticks_it(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    seat.click(seat.window.detail.view.steps[0])
    assert len(_now(seat, opened).steps_done) == 1


def test_a_note_is_in_the_file_at_every_keystroke(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    note = seat.window.detail.view.note
    note.setFocus()
    for place, letter in enumerate("Börja tidigare", start=1):
        seat.type(letter)
        assert _note_in_file(seat, opened) == "Börja tidigare"[:place]
    assert note.hasFocus()
    seat.press("Ctrl+Z")  # in a text field the keys take back what was typed in it
    assert note.toPlainText() == _now(seat, opened).note == ""


def test_the_whole_stretch_of_typing_is_one_step_to_take_back(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    seat.window.detail.view.note.setFocus()
    seat.type("Börja tidigare")
    seat.window.undo()
    assert _now(seat, opened).note == ""
    assert seat.window.detail.view.note.toPlainText() == ""
    seat.window.redo()
    assert seat.window.detail.view.note.toPlainText() == "Börja tidigare"


def _note_in_file(seat: Seat, occurrence: Occurrence) -> str:
    other = Database(seat.window.context.paths.database)
    try:
        with other.read() as session:
            query = select(OccurrenceRow.note).where(
                OccurrenceRow.activity == occurrence.key.activity, OccurrenceRow.original == occurrence.key.original
            )
            return session.scalars(query).one()
    finally:
        other.close()


def test_skipping_needs_a_reason(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    view = seat.window.detail.view
    seat.click(view.skip_button)
    assert view.reason_edit.hasFocus()
    go = seat.button(_("Skip this time"))
    assert not go.isEnabled()
    seat.press(Key.Key_Return)
    assert _now(seat, opened).open
    seat.type("Görs centralt")
    seat.press(Key.Key_Return)
    now = _now(seat, opened)
    assert (now.status, now.reason) == (Status.SKIPPED, "Görs centralt")
    assert "Görs centralt" in seat.texts()
    seat.click(seat.button(_("Open again"), within=view))
    assert _now(seat, opened).open


def test_moving_by_the_date_field(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    view = seat.window.detail.view
    seat.click(view.move_button)
    assert view.date_edit.hasFocus()
    seat.click(seat.button(_("A week later")))
    seat.click(seat.button(_("Move")))
    later = opened.due + timedelta(days=7)
    assert _now(seat, opened).due == later
    assert seat.window.detail.view.shown.due == later
    assert seat.year_list.list.current().key == opened.key
    seat.press("Ctrl+Z")
    assert _now(seat, opened).due == opened.due


def test_a_date_can_be_typed(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    view = seat.window.detail.view
    seat.click(view.move_button)
    seat.type("2027-01-15")
    seat.press(Key.Key_Return)
    assert view.date_edit.date() == QDate(2027, 1, 15)
    assert _now(seat, opened).due == date(2027, 1, 15)


def test_a_date_too_far_away_is_refused_with_words(seat: Seat) -> None:
    opened = _open_first_planned(seat)
    view = seat.window.detail.view
    seat.click(view.move_button)
    view.date_edit.setDate(QDate(2031, 1, 1))
    seat.click(seat.button(_("Move")))
    assert len(seat.dialogs.errors) == 1
    assert _now(seat, opened).due == opened.due


def test_everything_is_there_after_a_restart(seat: Seat, profiled: AppContext, open_seat: Opener) -> None:
    opened = _open_first_planned(seat)
    seat.click(seat.window.detail.view.steps[0])
    seat.window.detail.view.note.setFocus()
    seat.type("Ring lönekontoret")
    seat.window.close()
    again = open_seat(profiled)
    assert again.window.page_name == "list"
    again.window.detail.open(opened.key)
    assert again.window.detail.view.note.toPlainText() == "Ring lönekontoret"
    assert again.window.detail.view.findChildren(QCheckBox)[0].isChecked()
    assert _("Under way") in again.texts()


NUMBER = "640823-3234"


def test_a_personnummer_in_a_note_warns_at_once(seat: Seat) -> None:
    assert find_identity_numbers(NUMBER)
    _open_first_planned(seat)
    seat.window.detail.view.note.setFocus()
    seat.type("Samtal " + NUMBER[:-1])
    assert NUMBER not in seat.texts()
    seat.type(NUMBER[-1])
    assert NUMBER in seat.texts()
    seat.press(Key.Key_Backspace)
    assert NUMBER not in seat.texts()


def test_a_related_task_opens_and_back_returns(seat: Seat) -> None:
    seat.go("list")
    seat.window.detail.open_activity("semesterplanering")
    first = seat.window.detail.key
    other = seat.window.context.yearwheel.activity(seat.window.detail.view.shown.activity.related[0])
    seat.click(seat.button(other.title, within=seat.window.detail.view))
    assert seat.window.detail.key.activity == other.id
    seat.press("Alt+Left")
    assert seat.window.detail.key == first
    seat.press("Alt+Right")
    assert seat.window.detail.key.activity == other.id


@pytest.mark.parametrize("page", ["today", "list"])
def test_escape_puts_down_the_thing_in_hand(seat: Seat, page: str) -> None:
    seat.go(page)
    seat.window.detail.open(_late(seat).key)
    assert seat.window.detail.view.isVisible()
    seat.press("Esc")
    assert not seat.window.detail.view.isVisible()
    assert seat.window.detail.key is None


def test_typing_a_note_does_not_make_the_page_beside_it_anew(seat: Seat) -> None:
    task = seat.window.context.yearwheel.agenda().due[0]
    seat.window.open_occurrence(task.key)
    seat.settle()
    card = seat.button(_("Mark «{title}» as done").format(title=task.activity.title))
    seat.window.detail.view.note.setPlainText("Ring lokalvården")
    seat.settle()
    assert seat.button(_("Mark «{title}» as done").format(title=task.activity.title)) is card
    assert seat.window.context.yearwheel.occurrence(task.key).note == "Ring lokalvården"  # type: ignore[union-attr]
    seat.window.actions_.done(task)
    assert not card.isVisible(), "what the page does show is shown at once"
