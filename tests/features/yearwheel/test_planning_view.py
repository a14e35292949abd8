"""The steps beside the list: a day of one's own, the spreading of what is late, collisions."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.detail_page import DetailPage
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.features.yearwheel.planning import plan_of, replan
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Seat:
    """The detail pane with what it needs around it."""

    def __init__(self, context: AppContext) -> None:
        signals, dialogs = AppSignals(), RecordingDialogs()
        self.wheel = context.yearwheel
        self.undo = UndoStack()
        self.actions = OccurrenceActions(wheel=self.wheel, signals=signals, undo=self.undo, dialogs=lambda: dialogs)
        self.page = DetailPage(
            wheel=self.wheel,
            actions=self.actions,
            laws=context.laws,
            signals=signals,
            collisions=context.workload.collisions_of,
        )
        self.signals = signals
        self.view = self.page.view
        self.view.resize(420, 900)
        self.view.show()

    def open(self, slug: str) -> OccurrenceKey:
        key = self.wheel.next_of(slug).key
        self.page.open(key)
        QApplication.processEvents()
        return key

    def days(self, key: OccurrenceKey) -> dict[str, date]:
        return {step.step.id: step.day for step in plan_of(self.wheel.occurrence(key))}

    def button(self, text: str) -> QPushButton:
        return next(button for button in self.view.findChildren(QPushButton) if button.text() == text)

    def take_back(self) -> None:
        entry = self.undo.undo()
        assert entry is not None
        self.page._read()


@pytest.fixture
def seat(qapp: QApplication, profiled: AppContext) -> Iterator[Seat]:
    apply_look(qapp, Theme.LIGHT, 100)
    made = Seat(profiled)
    yield made
    made.view.close()
    made.view.deleteLater()


def test_a_step_gets_a_day_of_its_own_with_the_keys_and_loses_it_again(seat: Seat) -> None:
    key = seat.open("semesterplanering")
    before = seat.days(key)
    seat.view.activateWindow()
    step = seat.view.steps[2]
    step.box.setFocus()
    QTest.keyClick(step.box, Qt.Key.Key_F2)
    assert step.panel is not None
    assert step.panel.isVisible()
    QTest.keyClick(step.panel, Qt.Key.Key_Escape)
    assert not step.panel.isVisible()
    assert seat.page.key == key, "Esc put the field away, not the task"
    step.day_button.click()
    step.field.setDate(step.field.date().addDays(3))
    QTest.keyClick(step.field.lineEdit(), Qt.Key.Key_Return)
    assert seat.days(key)["ansokan"] == before["ansokan"] + timedelta(days=3)
    own = seat.view.steps[2]
    assert own.planned.own
    assert _("your own day") in "".join(text.text() for text in own.findChildren(QLabel))
    own.toggle_panel()
    seat.button(_("Count from the due date again")).click()
    assert seat.days(key) == before


def test_a_click_in_the_field_for_the_day_does_not_tick_the_step(seat: Seat) -> None:
    key = seat.open("semesterplanering")
    step = seat.view.steps[0]
    step.toggle_panel()
    QApplication.processEvents()
    QTest.mouseClick(step, Qt.MouseButton.LeftButton, pos=step.panel.geometry().topLeft() + QPoint(2, 2))
    assert seat.wheel.occurrence(key).steps_done == frozenset()
    QTest.mouseClick(step, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert seat.wheel.occurrence(key).steps_done == {"information"}


def test_steps_of_a_task_begun_late_are_spread_with_one_click_and_it_can_be_undone(seat: Seat) -> None:
    key = seat.open("jul-storhelg")
    before = seat.days(key)
    assert replan(seat.wheel.occurrence(key), seat.wheel.today) is not None
    seat.button(_("Spread the steps")).click()
    after = seat.days(key)
    assert all(day >= seat.wheel.today for day in after.values())
    assert list(after.values()) == sorted(after.values())
    assert replan(seat.wheel.occurrence(key), seat.wheel.today) is None
    seat.take_back()
    assert seat.days(key) == before


def test_a_done_task_offers_no_other_days(seat: Seat) -> None:
    key = seat.open("jul-storhelg")
    seat.wheel.mark_done(key)
    seat.page.open(key)
    assert all(step.day_button.isHidden() for step in seat.view.steps)
    QTest.keyClick(seat.view.steps[0], Qt.Key.Key_F2)
    assert seat.view.steps[0].panel is None


def test_a_collision_stands_beside_its_step_and_its_cure_below(seat: Seat) -> None:
    key = seat.open("sommarrekrytering")
    told = [text.text() for text in seat.view.findChildren(QLabel) if text.property("role") == "soon"]
    assert any("Semesterplanering" in text for text in told), "both have a step on 1 March"
    before = seat.days(key)
    seat.button(_("Move the steps")).click()
    assert seat.days(key) != before
    seat.take_back()
    assert seat.days(key) == before
