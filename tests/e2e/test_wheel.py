"""A morning with the wheel: going there, clicking, keys, undo, filter, and back."""

import gc
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from chefsstod.features.yearwheel.model import Category, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.span import Unit, span_of
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import Theme
from tests.e2e.conftest import Opener
from tests.e2e.seat import Seat
from tests.screens.states import hover

Key = Qt.Key


@pytest.fixture
def page(seat: Seat) -> WheelPage:
    seat.go("wheel")
    found = seat.window.pages["wheel"]
    assert isinstance(found, WheelPage)
    return found


def on_wheel(page: WheelPage) -> list[Occurrence]:
    return [arc.occurrence for arc in page.wheel.wheel.arcs]


def planned(page: WheelPage, *, before: date = date(2026, 12, 24)) -> Occurrence:
    return next(o for o in on_wheel(page) if o.status is Status.PLANNED and o.due < before)


def click(seat: Seat, page: WheelPage, key: OccurrenceKey) -> None:
    QTest.mouseClick(page.wheel.viewport(), Qt.MouseButton.LeftButton, pos=page.wheel.place_of(key))
    seat.settle()


def test_the_wheel_has_a_word_and_a_shortcut_and_is_come_back_to(
    seat: Seat, qtbot: QtBot, profiled: AppContext, open_seat: Opener
) -> None:
    seat.press("Ctrl+2")
    qtbot.waitUntil(lambda: seat.window.page_name == "wheel")
    assert seat.window.bar.tabs.buttons["wheel"].isChecked()
    seat.window.close()
    assert open_seat(profiled).window.page_name == "wheel"


def test_a_click_opens_the_task_and_the_same_arc_stays_selected(seat: Seat, page: WheelPage) -> None:
    chosen = planned(page)
    click(seat, page, chosen.key)
    assert seat.window.detail.view.isVisible()
    assert seat.window.detail.key == chosen.key
    assert page.wheel.current().key == page.list.current().key == chosen.key
    seat.press(Key.Key_Escape)
    assert not seat.window.detail.view.isVisible()
    assert page.wheel.current().key == chosen.key


def test_done_by_key_and_undone_as_everywhere(seat: Seat, page: WheelPage) -> None:
    page.wheel.setFocus()
    seat.press(Key.Key_Right, Key.Key_Right)
    chosen = page.wheel.current()
    assert chosen.open
    seat.press(Key.Key_Space)
    assert page.wheel.arc_of(chosen.key).occurrence.status is Status.DONE
    assert chosen.activity.title in seat.toast
    seat.press("Ctrl+Z")
    assert page.wheel.arc_of(chosen.key).occurrence.status is chosen.status
    assert page.wheel.current().key == chosen.key
    assert page.wheel.hasFocus()


def test_enter_opens_and_what_is_done_in_the_pane_is_seen_on_the_wheel(seat: Seat, page: WheelPage) -> None:
    page.wheel.setFocus()
    seat.press(Key.Key_Right, Key.Key_Return)
    chosen = page.wheel.current()
    seat.click(seat.button(_("Mark as done"), within=seat.window.detail.view))
    assert page.wheel.arc_of(chosen.key).occurrence.status is Status.DONE


def test_the_list_beside_opens_the_same(seat: Seat, page: WheelPage) -> None:
    chosen = planned(page)
    page.list.select(chosen.key)
    page.list.setFocus()
    seat.press(Key.Key_Return)
    assert seat.window.detail.key == chosen.key
    assert page.wheel.current().key == chosen.key


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)  # what the offscreen platform cannot do
@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_offers_what_the_list_offers(seat: Seat, page: WheelPage, reason: QContextMenuEvent.Reason) -> None:
    chosen = planned(page)
    page.select(chosen.key)
    offered: list[str] = []

    def choose() -> None:
        menu = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible())
        offered.extend(action.text() for action in menu.actions())
        menu.setActiveAction(menu.actions()[1])
        QTest.keyClick(menu, Key.Key_Return)

    QTimer.singleShot(0, choose)
    place = page.wheel.place_of(chosen.key) if reason is QContextMenuEvent.Reason.Mouse else QPoint(3, 3)
    port = page.wheel.viewport()
    QApplication.sendEvent(port, QContextMenuEvent(reason, place, port.mapToGlobal(place)))
    seat.settle()
    assert offered[:5] == [_("Open"), _("Mark as done"), _("Start"), _("Move to …"), _("Skip …")]
    assert page.wheel.arc_of(chosen.key).occurrence.status is Status.DONE


def test_a_menu_where_nothing_is_does_not_come(seat: Seat, page: WheelPage) -> None:
    port = page.wheel.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), port.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(port, event)
    assert not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible()]


def test_the_legend_filters_by_click_and_key(seat: Seat, page: WheelPage) -> None:
    seat.click(page.legend.entries[Category.KVALITET])
    assert {o.activity.category for o in on_wheel(page)} == {Category.KVALITET}
    page.legend.entries[Category.EKONOMI].setFocus()
    seat.press(Key.Key_Space)
    assert {o.activity.category for o in on_wheel(page)} == {Category.KVALITET, Category.EKONOMI}


def test_year_and_filter_stay_when_the_look_changes(seat: Seat, page: WheelPage) -> None:
    seat.click(page.later)
    seat.click(page.legend.entries[Category.PERSONAL])
    seat.settings.change(theme=Theme.DARK, text_scale=150)
    seat.window.rebuild()
    seat.settle()
    again = seat.window.pages["wheel"]
    assert seat.window.page_name == "wheel"
    assert isinstance(again, WheelPage)
    assert (again.year, again.legend.chosen) == (2027, frozenset({Category.PERSONAL}))
    assert again.title.text() == "2027"


def test_the_paper_is_of_the_year_on_the_wheel(seat: Seat, page: WheelPage, monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    monkeypatch.setattr(seat.window.printing, "show_menu", lambda _parent, _place, papers: titles.extend(p.title for p in papers))
    seat.click(page.later)
    seat.click(seat.window.navigation.print_button)
    assert [title for title in titles if title.startswith("Årshjul 2027")]
    assert not [title for title in titles if title.startswith("Årshjul 2026")]


def test_from_the_year_to_the_day_and_back_with_the_keys_and_the_same_task(seat: Seat, page: WheelPage) -> None:
    chosen = planned(page)
    page.select(chosen.key)
    page.wheel.setFocus()
    for unit in (Unit.QUARTER, Unit.MONTH, Unit.DAY):
        seat.press(Key.Key_Plus)
        assert page.span == span_of(unit, chosen.due)
        assert page.list.current().key == chosen.key
    assert page.day.current().key == chosen.key
    seat.press(Key.Key_Return)
    assert seat.window.detail.key == chosen.key
    seat.press(Key.Key_Escape)
    page.take_keyboard()
    for unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR):
        seat.press(Key.Key_Backspace)
        assert page.span.unit is unit
    assert page.wheel.hasFocus()


def test_a_task_is_dragged_on_the_wheel_and_the_whole_is_undone(seat: Seat, page: WheelPage, profiled: AppContext) -> None:
    chosen = planned(page)
    page.show_span(span_of(Unit.QUARTER, chosen.due))
    wheel, port = page.wheel, page.wheel.viewport()
    arc = wheel.arc_of(chosen.key)
    start = wheel.place_of(chosen.key)
    turn = 5 * (360 - wheel.wheel.proportions.gutter) / page.span.days
    end = wheel._pen(None).point(arc.radius, (arc.head + arc.end) / 2 - turn).toPoint()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    hover(page, (start + end) / 2)
    hover(page, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    seat.settle()
    to = wheel._carried.to
    assert to < chosen.due
    seat.press(Key.Key_Return)
    assert profiled.yearwheel.occurrence(chosen.key).due == to
    assert chosen.title in seat.toast
    seat.press("Ctrl+Z")
    assert wheel.arc_of(chosen.key).occurrence.due == chosen.due


def test_ten_years_forth_and_back_leave_nothing_behind(seat: Seat, page: WheelPage) -> None:
    def there_and_back() -> int:
        for button in (*[page.later] * 5, *[page.earlier] * 5):
            button.click()
            seat.settle()
        gc.collect()
        return len(gc.get_objects())

    there_and_back()
    before = there_and_back()
    assert there_and_back() - before < 200
    assert len(page._read_before) <= 8
