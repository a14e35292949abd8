"""A Monday with the month: the wheel and the calendar side by side, days by key, moving by hand, and what is said of it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.model import Category, Kind, Occurrence, Status
from chefsstod.features.yearwheel.month_page import MonthPage
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.i18n.dates import month_title
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from tests.e2e.seat import Seat

Key = Qt.Key
MONDAY = date(2026, 11, 23)


@pytest.fixture
def page(seat: Seat) -> MonthPage:
    seat.go("month")
    found = seat.window.pages["month"]
    assert isinstance(found, MonthPage)
    return found


def planned(page: MonthPage) -> Occurrence:
    tasks = (o for o in page._all if o.activity.kind is Kind.CALENDAR and o.status is Status.PLANNED and o.due in page.span)
    return next(o for o in tasks if o.due > MONDAY)


def drag(seat: Seat, page: MonthPage, occurrence: Occurrence, to: date) -> None:
    port, grid = page.grid.viewport(), page.grid
    start, end = grid.place_of(occurrence.key), grid.visualRect(grid.days.index_of_day(to)).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for place in (QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2), end):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(port.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(port, event)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    seat.settle()


def test_the_month_is_gone_to_and_holds_today(seat: Seat, page: MonthPage) -> None:
    assert page.title.text() == month_title(MONDAY)
    assert page.grid.hasFocus()
    assert page.grid.current_day() == MONDAY
    seat.press(Key.Key_PageDown, Key.Key_PageDown)
    assert page.month == date(2027, 1, 1)
    seat.click(page.now)
    assert page.month == date(2026, 11, 1)


def test_a_click_opens_and_done_in_the_pane_is_seen_in_both_views(seat: Seat, page: MonthPage, profiled: AppContext) -> None:
    chosen = planned(page)
    QTest.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=page.grid.place_of(chosen.key))
    seat.settle()
    assert seat.window.detail.key == chosen.key
    seat.press(Key.Key_Escape)
    page.grid.setFocus()
    seat.press(Key.Key_Space)
    assert page.grid.current().status is Status.DONE
    assert page.wheel.arc_of(chosen.key).occurrence.status is Status.DONE
    assert chosen.title in seat.toast
    seat.press("Ctrl+Z")
    assert page.grid.current().status is chosen.status


def test_a_task_is_dragged_to_another_day_and_back_by_undo(seat: Seat, page: MonthPage, profiled: AppContext) -> None:
    chosen, to = planned(page), date(2026, 11, 12)
    drag(seat, page, chosen, to)
    asked = page._moves.asked
    assert asked.one.hasFocus()
    seat.press(Key.Key_Return)
    assert profiled.yearwheel.occurrence(chosen.key).due == to
    assert page.wheel.arc_of(chosen.key).occurrence.due == to
    seat.press("Ctrl+Z")
    assert profiled.yearwheel.occurrence(chosen.key).due == chosen.due


def test_esc_answers_the_question_and_leaves_the_task_in_hand(seat: Seat, page: MonthPage, profiled: AppContext) -> None:
    chosen = planned(page)
    seat.window.open_occurrence(chosen.key)
    seat.settle()
    drag(seat, page, chosen, date(2026, 11, 12))
    assert page._moves.asked is not None
    seat.press(Key.Key_Escape)
    assert page._moves.asked is None
    assert seat.window.detail.view.isVisible()
    assert profiled.yearwheel.occurrence(chosen.key).due == chosen.due


def test_a_task_is_moved_a_week_by_key(seat: Seat, page: MonthPage, profiled: AppContext) -> None:
    chosen = planned(page)
    page.select(chosen.key)
    page.grid.setFocus()
    seat.press("Shift+Down", Key.Key_Return, Key.Key_Return)
    assert profiled.yearwheel.occurrence(chosen.key).due == chosen.due + timedelta(days=7)
    assert page.grid.hasFocus()
    seat.press("Shift+Up", Key.Key_Escape)
    assert page.grid._carried is None


def test_a_day_is_opened_walked_and_left(seat: Seat, page: MonthPage) -> None:
    chosen = planned(page)
    page.grid.go_to(chosen.due)
    seat.press(Key.Key_Plus)
    assert page.day.isVisible()
    assert page.day.day == chosen.due
    seat.press(Key.Key_Right, Key.Key_Left)
    assert page.day.day == chosen.due
    seat.press(Key.Key_Backspace)
    assert page.grid.hasFocus()
    assert page.grid.current_day() == chosen.due


def test_the_filter_is_one_for_all_views(seat: Seat, page: MonthPage) -> None:
    seat.go("wheel")
    wheel = seat.window.pages["wheel"]
    assert isinstance(wheel, WheelPage)
    seat.click(wheel.legend.entries[Category.PERSONAL])
    seat.go("month")
    assert {arc.occurrence.activity.category for arc in page.wheel.wheel.everything} == {Category.PERSONAL}
    seat.click(page.filters.chips.buttons[0])
    seat.go("list")
    assert {o.activity.category for o in seat.shown} > {Category.PERSONAL}


def test_month_and_day_stay_when_the_look_changes(seat: Seat, page: MonthPage) -> None:
    page.show_day(date(2027, 2, 9))
    seat.settings.change(theme=Theme.DARK, text_scale=150)
    seat.window.rebuild()
    seat.settle()
    again = seat.window.pages["month"]
    assert isinstance(again, MonthPage)
    assert again is not page
    assert (again.month, again.day.day, again.on_day) == (date(2027, 2, 1), date(2027, 2, 9), True)
