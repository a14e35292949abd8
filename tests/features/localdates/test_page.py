"""Local dates by keyboard: one question after the other, each saved and told at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from chefsstod.features.localdates.model import UNKNOWN, Answer
from chefsstod.features.localdates.origin import origin_extra
from chefsstod.features.localdates.page import LocalDatesPage
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.features.localdates.conftest import Room


@dataclass
class Seat:
    """The page and what is around it."""

    page: LocalDatesPage
    room: Room
    undo: UndoStack
    dialogs: RecordingDialogs
    qtbot: QtBot

    def press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key)

    @property
    def current(self) -> str:
        return self.page.place()

    def texts(self) -> str:
        QApplication.processEvents()
        return "\n".join(found.text() for found in self.page.findChildren(QLabel) if found.isVisible())


@pytest.fixture
def seat(room: Room, qtbot: QtBot, qapp: QApplication) -> Iterator[Seat]:
    apply_look(qapp, Theme.LIGHT, 100)
    signals, undo, dialogs = AppSignals(), UndoStack(), RecordingDialogs()
    actions = OccurrenceActions(wheel=room.wheel, signals=signals, undo=undo, dialogs=lambda: dialogs)
    page = LocalDatesPage(localdates=room.local, wheel=room.wheel, actions=actions, signals=signals, dialogs=lambda: dialogs)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    page.enter()
    page.take_keyboard()
    yield Seat(page, room, undo, dialogs, qtbot)
    page.close()


def test_the_keyboard_alone_answers_and_goes_on(seat: Seat) -> None:
    assert seat.current == "loneattest"
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Return)
    assert [item.answered.answer for item in seat.room.local.items() if item.answered] == [Answer(option="dag-10")]
    assert "senast den 10:e varje månad" in seat.texts()
    seat.press(Qt.Key.Key_Return)
    assert seat.current == "prognosmanader"
    assert seat.page.card is not None
    assert seat.page.card.choices[0].hasFocus()


def test_arrows_tell_what_each_answer_would_change_before_anything_is_saved(seat: Seat) -> None:
    seat.page.open_question("lonesamtal")
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Down)
    assert "29 okt 2027" in seat.texts()
    assert not any(item.answered for item in seat.room.local.items())
    seat.press(Qt.Key.Key_Up)
    assert "29 okt 2027" not in seat.texts()


def test_undo_opens_the_answer_again(seat: Seat) -> None:
    seat.press(Qt.Key.Key_Return)
    assert seat.undo.undo() is not None
    assert not any(item.answered for item in seat.room.local.items())


def test_a_day_in_her_own_words_is_told_while_it_is_typed_and_saved_with_enter(seat: Seat) -> None:
    seat.page.open_question("semesteransokan")
    card = seat.page.card
    assert card is not None
    seat.qtbot.mouseClick(card.opener, Qt.MouseButton.LeftButton)
    assert card.free is not None
    seat.qtbot.keyClicks(card.free.text, "30 mars")
    assert "11 §" in seat.texts()
    seat.qtbot.keyClick(card.free.text, Qt.Key.Key_Return)
    assert not any(item.answered for item in seat.room.local.items())
    card.free.text.clear()
    seat.qtbot.keyClicks(card.free.text, "8 mars")
    assert "8 mars 2027" in seat.texts()
    seat.qtbot.keyClick(card.free.text, Qt.Key.Key_Return)
    assert [item.answered.answer.words for item in seat.room.local.items() if item.answered] == ["8 mars"]


def test_months_weeks_and_days_have_fields_of_their_own(seat: Seat) -> None:
    seat.page.open_question("prognosmanader")
    assert seat.page.card is not None
    assert seat.page.card.free is not None
    seat.page.card.opener.click()
    for number in (2, 5):
        seat.page.card.free.months[number - 1].click()
    seat.page.card.free.save.click()
    seat.page.open_question("hygienveckor")
    assert seat.page.card.free is not None
    seat.page.card.opener.click()
    seat.qtbot.keyClicks(seat.page.card.free.text, "v. 40 och 11, 99")
    seat.page.card.free.save.click()
    seat.page.open_question("loneattest")
    assert seat.page.card.free is not None
    seat.page.card.opener.click()
    seat.page.card.free.unit.setCurrentIndex(1)
    seat.page.card.free.number.setValue(3)
    seat.page.card.free.save.click()
    found = {str(item.question.id): item.answered.answer for item in seat.room.local.items() if item.answered}
    assert found == {
        "prognosmanader": Answer(months=(2, 5)),
        "hygienveckor": Answer(weeks=(11, 40)),
        "loneattest": Answer(workday=3),
    }
    for name, answer in found.items():  # and show what was answered when one comes back
        seat.page.open_question(name)
        assert seat.page.card.free is not None
        assert seat.page.card.free.answer() == answer
        assert seat.page.card.opener.isChecked()


def test_an_answer_can_be_changed_and_taken_away(seat: Seat) -> None:
    seat.room.local.answer("lonesamtal", Answer(option="oktober"))
    seat.page.enter()
    seat.page.rows["lonesamtal"].click()
    assert seat.current == "lonesamtal"
    assert seat.page.card is not None
    assert seat.page.card.choices[2].hasFocus()
    seat.page.card.cleared.emit()
    assert not any(item.answered for item in seat.room.local.items())


def test_skipping_goes_round_to_what_was_left_and_the_end_lists_what_to_find_out(seat: Seat) -> None:
    items = seat.room.local.items()
    for item in items[1:]:
        seat.room.local.answer(item.question.id, UNKNOWN)
    seat.page.open_question(items[3].question.id)
    assert seat.page.card is not None
    seat.page.card.next.click()
    assert seat.current == items[0].question.id
    seat.press(Qt.Key.Key_Return)
    seat.press(Qt.Key.Key_Return)
    assert seat.current == ""
    assert items[1].question.ask in seat.texts()
    with seat.qtbot.waitSignal(seat.page.done):
        seat.page.done_button.click()


def test_a_colleagues_answers_are_shown_before_they_are_used_and_taken_back_in_one(seat: Seat, tmp_path: Path) -> None:
    seat.room.local.answer("lonesamtal", Answer(option="oktober"))
    seat.page.enter()
    seat.dialogs.file = tmp_path / "lokalt"
    with seat.qtbot.waitSignal(seat.page.told):
        seat.page.export_button.click()
    seat.room.local.answer("lonesamtal", Answer(option="mars"))
    seat.dialogs.file = tmp_path / "lokalt.zip"
    seat.page.import_button.click()
    assert "29 okt 2027" in seat.texts()
    assert seat.page.offer_yes.hasFocus()
    seat.page.offer_yes.click()
    found = [o.due for o in seat.room.wheel.occurrences(date(2027, 1, 1), date(2027, 12, 31)) if o.activity.id == "lonesamtal"]
    assert found == [date(2027, 10, 29)]
    assert seat.undo.undo() is not None
    assert [i.answered.answer.option for i in seat.room.local.items() if i.answered] == ["mars"]


def test_an_offer_can_be_left(seat: Seat, tmp_path: Path) -> None:
    seat.room.local.answer("loneattest", Answer(option="dag-5"))
    seat.room.local.export(tmp_path / "a.zip")
    seat.page.enter()
    seat.dialogs.file = tmp_path / "a.zip"
    seat.page.import_button.click()
    assert seat.page.offer_no.hasFocus()
    seat.page.offer_no.click()
    assert seat.page._incoming is None


def test_a_file_that_is_no_pack_is_told_and_a_changed_mind_does_nothing(seat: Seat, tmp_path: Path) -> None:
    seat.dialogs.file = None
    seat.page.import_button.click()
    seat.page.export_requested.emit()
    assert seat.dialogs.errors == []
    (tmp_path / "x.zip").write_bytes(b"nonsense")
    seat.dialogs.file = tmp_path / "x.zip"
    seat.page.import_button.click()
    seat.page.export_requested.emit()
    assert len(seat.dialogs.errors) == 2


def test_the_place_is_kept_over_a_rebuild(seat: Seat) -> None:
    seat.page.take_place("skyddsrond")
    assert seat.current == "skyddsrond"
    seat.page.take_place("borta")
    assert seat.current != "borta"


def test_a_task_tells_where_its_date_came_from_and_leads_there(seat: Seat) -> None:
    seat.room.local.answer("lonesamtal", Answer(option="oktober"))
    seat.room.local.answer("semesteransokan", Answer(option="mars-15"))
    asked: list[str] = []
    make = origin_extra(seat.room.local, asked.append)
    found: list[list[QWidget]] = []
    for name in ("lonesamtal", "semesterplanering", "medarbetarsamtal"):
        occurrence = seat.room.wheel.next_of(name)
        assert occurrence is not None
        found.append(list(make(occurrence)))
    assert [len(widgets) for widgets in found] == [1, 1, 0]
    from PySide6.QtWidgets import QPushButton

    for widgets in found[:2]:
        widgets[0].findChildren(QPushButton)[0].click()
    assert asked == ["lonesamtal", "semesteransokan"]
