"""The first start: four questions by keyboard, skipping them, and changing the answers later."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chefsstod.features.profile.model import Employment, Role, ServiceType
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from tests.e2e.conftest import Opener
from tests.e2e.seat import Seat

Key = Qt.Key


def test_the_questions_can_be_answered_by_keyboard_alone(context: AppContext, open_seat: Opener) -> None:
    seat = open_seat(context)
    assert seat.window.page_name == "setup"
    seat.press(Key.Key_Up)  # from särskilt boende to hemtjänst
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Down, Key.Key_Space, Key.Key_Space)  # Space chooses and goes to the button, Space presses it
    wizard = seat.window.pages["setup"]
    assert wizard.start.hasFocus()
    seat.type("2026-08-17")
    seat.press(Key.Key_Return)
    assert wizard.unit.hasFocus()
    seat.type("Norra hemtjänsten")
    seat.press(Key.Key_Return)
    assert seat.window.page_name == "today"
    profile = context.profiles.profile()
    assert profile is not None
    assert (profile.service_type, profile.role) == (ServiceType.HEMTJANST, Role.EXPERIENCED)
    assert profile.employment is Employment.PERMANENT
    assert (profile.start_date, profile.unit) == (date(2026, 8, 17), "Norra hemtjänsten")
    assert "Norra hemtjänsten" in seat.texts()


def test_back_keeps_what_was_answered(context: AppContext, open_seat: Opener) -> None:
    seat = open_seat(context)
    seat.press(Key.Key_Down, Key.Key_Return)
    wizard = seat.window.pages["setup"]
    seat.click(wizard.back)
    assert wizard.answers().service_type is ServiceType.LSS


def test_questions_that_were_skipped_are_not_asked_at_every_start(context: AppContext, open_seat: Opener) -> None:
    seat = open_seat(context)
    seat.click(seat.window.pages["setup"].skip)
    assert seat.window.page_name == "today"
    assert _("Answer the questions") in [b.text() for b in _buttons(seat)]
    seat.window.close()
    again = open_seat(context)
    assert again.window.page_name == "today"
    again.click(again.button(_("Answer the questions")))
    assert again.window.page_name == "setup"


def test_answers_can_be_changed_from_the_settings(seat: Seat) -> None:
    seat.go("settings")
    seat.click(seat.button(_("Change the answers")))
    wizard = seat.window.pages["setup"]
    assert wizard.answers().unit == "Norra hemtjänsten"
    for _question in range(3):
        seat.click(wizard.next)
    wizard.unit.setText("Södra hemtjänsten")
    seat.click(wizard.next)
    profile = seat.window.context.profiles.profile()
    assert profile is not None
    assert (profile.unit, profile.start_date) == ("Södra hemtjänsten", date(2026, 8, 17))


def test_every_answer_can_be_reached_where_the_text_is_large(context: AppContext, open_seat: Opener) -> None:
    seat = open_seat(context, size=(880, 560))
    wizard = seat.window.pages["setup"]
    for _answer in range(6):
        seat.press(Key.Key_Down)
    chosen = QApplication.focusWidget()
    assert wizard.service.value == ServiceType.OVRIGT
    area = chosen.parentWidget()
    while not hasattr(area, "viewport"):
        area = area.parentWidget()
    assert area.viewport().rect().contains(chosen.mapTo(area.viewport(), chosen.rect().center()))


def _buttons(seat: Seat) -> list:
    from PySide6.QtWidgets import QPushButton

    return [button for button in seat.window.findChildren(QPushButton) if button.isVisible()]
