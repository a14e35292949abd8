"""The month beside its calendar: themes that fold, and needs by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.month_service import MonthService
from chefsstod.features.yearwheel.month_side import APT, BASIS, MonthSide
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.conftest import MONDAY
from tests.features.yearwheel.test_month_service import LAWS, THEMES


@dataclass
class Seat:
    """The widget and what is around it."""

    side: MonthSide
    months: MonthService
    undo: UndoStack
    told: list[str]
    qtbot: QtBot

    def show(self, month: date = MONDAY) -> None:
        self.side.show_month(month)
        QApplication.processEvents()

    def texts(self) -> str:
        QApplication.processEvents()
        return "\n".join(found.text() for found in self.side.findChildren(QLabel) if found.isVisible())


@pytest.fixture
def seat(profiled: AppContext, qtbot: QtBot, qapp: QApplication) -> Iterator[Seat]:
    apply_look(qapp, Theme.LIGHT, 100)
    months = MonthService(
        database=profiled.database,
        yearwheel=profiled.yearwheel,
        clock=profiled.clock,
        themes=THEMES,
        laws=lambda: LAWS,
    )
    signals, undo, told = AppSignals(), UndoStack(), list[str]()
    actions = OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=undo, dialogs=RecordingDialogs)
    actions.told.connect(told.append)
    side = MonthSide(months=months, actions=actions, signals=signals)
    qtbot.addWidget(side)
    side.resize(320, 600)
    side.show()
    side.activateWindow()
    side.show_month(MONDAY)
    yield Seat(side, months, undo, told, qtbot)
    side.close()


def test_titles_are_in_view_and_the_rest_unfolds(seat: Seat) -> None:
    assert "Kränkande särbehandling" in seat.texts()
    assert "Säg rakt ut" not in seat.texts()
    seat.qtbot.mouseClick(seat.side.folds[APT].head, Qt.MouseButton.LeftButton)
    assert "Säg rakt ut" in seat.texts()
    seat.side.show_month(date(2026, 12, 5))
    assert "Visa var utrustningen finns" in seat.texts()  # stays unfolded in the next month
    seat.side.folds[APT].toggle()
    assert "Visa var utrustningen finns" not in seat.texts()


def test_july_says_why_it_is_empty(seat: Seat) -> None:
    seat.side.show_month(date(2027, 7, 1))
    assert "tom med flit" in seat.texts()
    assert APT not in seat.side.folds


def test_needs_are_written_one_after_the_other_with_enter(seat: Seat) -> None:
    seat.side.line.setFocus()
    for text in ("Ny rutin", "Arbetsskor"):
        seat.qtbot.keyClicks(seat.side.line, text)
        seat.qtbot.keyClick(seat.side.line, Qt.Key.Key_Return)
        assert seat.side.line.hasFocus()
    seat.qtbot.keyClick(seat.side.line, Qt.Key.Key_Return)  # an empty line adds nothing
    assert [need.text for need in seat.months.sheet(MONDAY).needs] == ["Ny rutin", "Arbetsskor"]
    assert [widget.need.text for widget in seat.side.needs] == ["Ny rutin", "Arbetsskor"]
    assert seat.undo.undo() is not None
    assert [need.text for need in seat.months.sheet(MONDAY).needs] == ["Ny rutin"]


def test_a_tick_keeps_the_keyboard_on_its_line(seat: Seat) -> None:
    seat.months.add_need(MONDAY, "Ny rutin")
    seat.show()
    box = seat.side.needs[0].box
    seat.side._give_keyboard(box)
    seat.qtbot.keyClick(box, Qt.Key.Key_Space)
    assert seat.months.sheet(MONDAY).needs[0].done_on == MONDAY
    assert seat.side.needs[0].box.hasFocus()
    seat.qtbot.keyClick(seat.side.needs[0].box, Qt.Key.Key_Space)
    assert seat.months.sheet(MONDAY).needs[0].done_on is None


def test_the_menu_changes_moves_and_takes_away(seat: Seat) -> None:
    seat.months.add_need(MONDAY, "Ny rutin")
    seat.show()
    menu = seat.side.needs[0].make_menu()
    menu.actions()[0].trigger()
    field = seat.side.needs[0].field
    field.selectAll()
    seat.qtbot.keyClicks(field, "Ny rutin nattetid")
    seat.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [need.text for need in seat.months.sheet(MONDAY).needs] == ["Ny rutin nattetid"]
    seat.side.needs[0].make_menu().actions()[1].trigger()
    assert seat.side.needs == []
    seat.show(date(2026, 12, 1))
    seat.side.needs[0].make_menu().actions()[2].trigger()
    assert seat.months.sheet(date(2026, 12, 1)).needs == ()
    assert len(seat.told) == 3


def test_what_was_not_done_is_offered_and_taken_over(seat: Seat) -> None:
    seat.months.add_need(date(2026, 10, 1), "Förråd")
    seat.show()
    seat.side.over.click()
    assert [widget.need.text for widget in seat.side.needs] == ["Förråd"]


def test_an_identity_number_is_warned_about_at_once(seat: Seat) -> None:
    assert not seat.side.warning.isVisible()
    seat.side.line.setText("Ring om 640823-3234")
    assert not seat.side.warning.isHidden()


def test_a_theme_can_be_copied_and_leads_to_its_tasks(seat: Seat) -> None:
    for key in (APT, BASIS):
        seat.side.folds[key].toggle()
    copies = list(seat.side.folds[APT].body.findChildren(QPushButton))
    copies[0].click()
    assert "Kränkande särbehandling" in QGuiApplication.clipboard().text()
    links = seat.side.folds[BASIS].body.findChildren(QPushButton)
    with seat.qtbot.waitSignal(seat.side.activity_requested) as asked:
        links[0].click()
    assert asked.args == ["krankande-sarbehandling"]
    assert "2 kap. 10–11 §§" in seat.texts()
