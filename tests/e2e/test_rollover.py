"""The turn of the year in the real window: gone to, decided with keys, taken back, left and taken up again."""

from PySide6.QtCore import Qt

from chefsstod.features.rollover.model import Choice
from chefsstod.features.rollover.view import DONE, TASKS
from chefsstod.features.rollover.words import keys
from tests.e2e.seat import Seat


def test_a_task_is_kept_with_a_letter_and_the_choice_taken_back(seat: Seat) -> None:
    seat.go("rollover")
    page = seat.window.pages["rollover"]
    page.show_part(TASKS)
    seat.settle()
    page.take_keyboard()
    row = next(iter(page.tasks_part.rows.values()))
    assert row.hasFocus()
    letter = next(letter for letter, choice in keys().items() if choice is Choice.KEEP)
    seat.press(letter)
    assert row.task.decision is not None
    assert not row.hasFocus(), "the keyboard has gone on to the next one"
    seat.press("Ctrl+Z")
    assert row.task.decision is None


def test_it_is_left_and_taken_up_again_at_the_same_part(seat: Seat) -> None:
    seat.go("rollover")
    page = seat.window.pages["rollover"]
    page.show_part(DONE)
    seat.go("today")
    seat.go("rollover")
    assert page.part == DONE
    seat.press(Qt.Key.Key_Tab)
