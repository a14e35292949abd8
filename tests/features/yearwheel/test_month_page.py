"""The month on the screen: calendar, wheel and card of a day, by mouse, by key and for a screen reader."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.calendar_grid import CalendarGrid
from chefsstod.features.yearwheel.calendar_model import CalendarModel
from chefsstod.features.yearwheel.calendar_month import month_cells
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.list_model import ITEM_ROLE, spoken
from chefsstod.features.yearwheel.model import Category, Kind, Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.month_page import MonthPage
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_full, month_title
from chefsstod.i18n.holidays import holiday_name
from chefsstod.shell.context import AppContext
from chefsstod.support.holidays import Holiday
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
MONDAY = date(2026, 11, 23)


class Side(QLabel):
    """Stands where the month's themes stand, and tells which month it was given."""

    def show_month(self, first: date) -> None:
        self.setText(first.isoformat())


@pytest.fixture
def signals() -> AppSignals:
    return AppSignals()


@pytest.fixture
def page(qapp: QApplication, profiled: AppContext, signals: AppSignals, tmp_path: Path) -> Iterator[MonthPage]:
    apply_look(qapp, Theme.LIGHT, 100)
    actions = OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=UndoStack(), dialogs=RecordingDialogs)
    settings = SettingsStore(tmp_path / "settings.json")
    made = MonthPage(wheel=profiled.yearwheel, actions=actions, signals=signals, settings=settings, side=Side)
    made.resize(1160, 680)
    made.show()
    made.activateWindow()
    made.enter()
    made.take_keyboard()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def due(page: MonthPage, **wanted: object) -> Occurrence:
    """The first planned task of the shown month with these attributes."""
    tasks = (o for o in page._all if o.due in page.span and o.activity.kind is Kind.CALENDAR and o.status is Status.PLANNED)
    return next(o for o in tasks if all(getattr(o, name) == value for name, value in wanted.items()))


def heard(signal: object) -> list[object]:
    told: list[object] = []
    signal.connect(lambda *what: told.append(what[0] if len(what) == 1 else what))
    return told


def move(page: MonthPage, place: QPoint, *, held: bool = False) -> None:
    port = page.grid.viewport()
    held_button = LEFT if held else Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(port.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        held_button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


def drag(page: MonthPage, occurrence: Occurrence, to: date) -> None:
    port, grid = page.grid.viewport(), page.grid
    start, end = grid.place_of(occurrence.key), grid.visualRect(grid.days.index_of_day(to)).center()
    QTest.mousePress(port, LEFT, pos=start)
    for place in ((start * 2 + end) / 3, end):
        move(page, place, held=True)
    port.grab()
    QTest.mouseRelease(port, LEFT, pos=end)


# ── one month, two views ─────────────────────────────────────────────────────


def test_the_model_is_a_good_model(qapp: QApplication, profiled: AppContext) -> None:
    model = CalendarModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    november = profiled.yearwheel.occurrences(date(2026, 11, 1), date(2026, 11, 30))
    model.set_weeks(month_cells(date(2026, 11, 1), november), MONDAY)
    assert isinstance(tester.model(), QAbstractItemModel)
    assert (model.rowCount(), model.columnCount()) == (6, 7)
    assert not model.index_of_day(date(2026, 12, 24)).isValid()


def test_wheel_and_calendar_hold_the_same_month(page: MonthPage) -> None:
    shown = {o.key for cell in page.grid.days.cells() if cell.in_month for o in cell.due}
    on_wheel = {arc.occurrence.key for arc in page.wheel.wheel.everything if arc.occurrence.due in page.span}
    assert shown == on_wheel
    kinds = {o.activity.kind for cell in page.grid.days.cells() for o in cell.due}
    assert kinds == {Kind.CALENDAR, Kind.ROUTINE}
    assert page.title.text() == month_title(date(2026, 11, 1))
    assert page.side.text() == "2026-11-01"
    assert page.grid.current_day() == MONDAY


def test_what_one_selects_the_other_shows(page: MonthPage) -> None:
    chosen = due(page)
    opened = heard(page.occurrence_requested)
    QTest.mouseClick(page.grid.viewport(), LEFT, pos=page.grid.place_of(chosen.key))
    assert page.wheel.current().key == chosen.key
    assert opened == [chosen.key]
    QTest.mouseClick(page.wheel.viewport(), LEFT, pos=page.wheel.place_of(page.wheel.wheel.arcs[3].occurrence.key))
    assert page.wheel.current() is not None
    assert page.grid.current() == page.wheel.current()


def test_a_change_is_seen_in_both_and_the_selection_stays(page: MonthPage, profiled: AppContext, signals: AppSignals) -> None:
    chosen = due(page)
    page.select(chosen.key)
    signals.changed.emit(profiled.yearwheel.mark_done(chosen.key).changes)
    assert page.grid.current().status is Status.DONE
    assert page.wheel.current().status is Status.DONE
    page.hide()
    signals.changed.emit(profiled.yearwheel.reopen(chosen.key).changes)
    page.show()
    page.enter()
    assert page.grid.current().status is Status.PLANNED


def test_the_filter_takes_away_in_both(page: MonthPage) -> None:
    page.shared.set(Filter(categories=frozenset({Category.PERSONAL}), routines=False))
    left = {o.activity.category for cell in page.grid.days.cells() for o, _start in cell.entries}
    assert left == {Category.PERSONAL}
    assert {arc.occurrence.activity.category for arc in page.wheel.wheel.everything} == {Category.PERSONAL}
    assert page.filters.chips.isVisible()


def test_months_are_stepped_and_today_is_come_back_to(page: MonthPage) -> None:
    page.later.click()
    page.later.click()
    assert page.month == date(2027, 1, 1)
    assert page.wheel.span == page.span
    page.now.click()
    assert page.month == date(2026, 11, 1)
    assert page.grid.current_day() == MONDAY
    page.earlier.click()
    place = page.place()
    page.show_month(date(2026, 3, 9))
    page.take_place(place)
    assert page.month == date(2026, 10, 1)


# ── the calendar by key ──────────────────────────────────────────────────────


def test_arrows_walk_by_day_and_over_the_edge_of_the_month(page: MonthPage) -> None:
    for key, day in (
        (Key.Key_Right, date(2026, 11, 24)),
        (Key.Key_Down, date(2026, 12, 1)),
        (Key.Key_Left, date(2026, 11, 30)),
        (Key.Key_Up, date(2026, 11, 23)),
        (Key.Key_Home, date(2026, 11, 1)),
        (Key.Key_Left, date(2026, 10, 31)),
        (Key.Key_End, date(2026, 10, 31)),
    ):
        QTest.keyClick(page.grid, key)
        assert page.grid.current_day() == day
    assert page.month == date(2026, 10, 1)
    QTest.keyClick(page.grid, Key.Key_PageDown)
    assert page.month == date(2026, 11, 1)
    QTest.keyClick(page.grid, Key.Key_PageUp)
    assert page.month == date(2026, 10, 1)


def test_keys_walk_within_a_day_and_open_and_mark(page: MonthPage, profiled: AppContext) -> None:
    full = next(cell for cell in page.grid.days.cells() if len(cell.due) > 2 and cell.day >= MONDAY)
    opened = heard(page.occurrence_requested)
    page.grid.go_to(full.day)
    assert page.grid.current() == full.due[0]
    QTest.keyClick(page.grid, Key.Key_Down, CTRL)
    QTest.keyClick(page.grid, Key.Key_Down, CTRL)
    QTest.keyClick(page.grid, Key.Key_Up, CTRL)
    assert page.grid.current().key == full.due[1].key == page.wheel.current().key
    QTest.keyClick(page.grid, Key.Key_Return)
    assert opened == [full.due[1].key]
    QTest.keyClick(page.grid, Key.Key_Space)
    assert profiled.yearwheel.occurrence(full.due[1].key).status is Status.DONE
    QTest.keyClick(page.grid, Key.Key_M)
    assert opened == [full.due[1].key] * 2


def test_an_empty_day_opens_its_card_and_takes_a_new_task(page: MonthPage) -> None:
    empty = next(cell.day for cell in page.grid.days.cells() if not cell.entries and cell.in_month)
    wanted = heard(page.new_requested)
    page.grid.go_to(empty)
    QTest.keyClick(page.grid, Key.Key_N)
    place = page.grid.visualRect(page.grid.days.index_of_day(empty)).center()
    QTest.mouseDClick(page.grid.viewport(), LEFT, pos=place)
    assert wanted == [empty, empty]
    QTest.keyClick(page.grid, Key.Key_Return)
    assert page.on_day
    assert not any(entry.occurrence.due == empty for entry in page.day.rows)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_N)
    assert wanted == [empty] * 3


def test_keys_carry_a_task_to_another_day(page: MonthPage, profiled: AppContext) -> None:
    chosen = due(page)
    page.select(chosen.key)
    QTest.keyClick(page.grid, Key.Key_Right, SHIFT)
    QTest.keyClick(page.grid, Key.Key_Up)
    page.grid.viewport().grab()
    QTest.keyClick(page.grid, Key.Key_Return)
    page._moves.asked.one.click()
    assert profiled.yearwheel.occurrence(chosen.key).due == chosen.due - timedelta(days=6)
    QTest.keyClick(page.grid, Key.Key_Right, SHIFT)
    QTest.keyClick(page.grid, Key.Key_Escape)
    assert page.grid._carried is None
    assert page.grid.hasFocus()


# ── the calendar by mouse ────────────────────────────────────────────────────


def test_a_drag_to_another_day_asks_and_moves(page: MonthPage, profiled: AppContext) -> None:
    chosen, to = due(page), date(2026, 11, 12)
    drag(page, chosen, to)
    page._moves.asked.one.click()
    assert profiled.yearwheel.occurrence(chosen.key).due == to
    assert page.grid.days.find(chosen.key).day == to


def test_a_drag_back_to_where_it_was_asks_nothing(page: MonthPage) -> None:
    chosen = due(page)
    drag(page, chosen, chosen.due)
    assert page._moves.asked is None


def test_more_than_there_is_room_for_is_told_and_opens_the_day(page: MonthPage) -> None:
    page.resize(1160, 420)
    QApplication.processEvents()
    grid = page.grid
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex())), "the day of the keyboard is out of sight"
    cells = [cell for cell in grid.days.cells() if len(cell.entries) > 3]
    grid.scrollToTop()
    place = grid.visualRect(grid.days.index_of_day(cells[0].day)).bottomLeft() + QPoint(14, -12)
    assert grid.more_at(place)
    assert not grid.place_of(cells[0].due[-1].key).isNull()
    move(page, place)
    assert grid.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(grid.viewport(), LEFT, pos=place)
    assert page.on_day
    assert page.day.day == cells[0].day


def test_hover_is_seen_and_a_tool_tip_tells_the_rest(page: MonthPage, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("chefsstod.features.yearwheel.calendar_grid.QToolTip.showText", lambda _at, text, _w: told.append(text))
    grid, chosen = page.grid, due(page)
    before = grid.viewport().grab().toImage()
    place = grid.place_of(chosen.key)
    move(page, place)
    assert grid.viewport().grab().toImage() != before
    saints = grid.visualRect(grid.days.index_of_day(date(2026, 10, 31))).center()
    for point in (place, saints):
        QApplication.sendEvent(grid.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, grid.viewport().mapToGlobal(point)))
    assert chosen.title in told[0]
    assert told[1] == holiday_name(Holiday.ALL_SAINTS)
    QApplication.sendEvent(grid.viewport(), QEvent(QEvent.Type.Leave))
    assert grid._hover is None


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_is_of_the_task(page: MonthPage, reason: QContextMenuEvent.Reason, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[OccurrenceKey] = []
    monkeypatch.setattr(page, "_menu", lambda o, _place, _opened: asked.append(o.key))
    chosen, port = due(page), page.grid.viewport()
    page.select(chosen.key)
    place = page.grid.place_of(chosen.key)
    QApplication.sendEvent(port, QContextMenuEvent(reason, place, port.mapToGlobal(place)))
    nothing = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), QPoint(2, 2))
    QApplication.sendEvent(port, nothing)
    assert asked == [chosen.key]


# ── the card of a day ────────────────────────────────────────────────────────


def test_the_card_walks_from_day_to_day_and_back_to_the_month(page: MonthPage, profiled: AppContext) -> None:
    chosen = due(page)
    page.show_day(chosen.due)
    opened = heard(page.occurrence_requested)
    assert page.day.current().due == chosen.due or page.day.current().start_by == chosen.due
    page.day.select(chosen.key)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert opened == [chosen.key]
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Space)
    assert profiled.yearwheel.occurrence(chosen.key).status is Status.DONE
    assert page.day.current().key == chosen.key
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Up)
    assert page.day.current().key == chosen.key
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    assert page.day.day == chosen.due + timedelta(days=1)
    page.day.earlier.click()
    assert page.day.day == chosen.due
    assert page.place().on_day
    assert page.escape()
    assert not page.on_day
    assert page.grid.hasFocus()
    assert not page.escape()


def test_the_card_goes_over_the_edge_of_the_month(page: MonthPage) -> None:
    page.show_day(date(2026, 11, 30))
    page.day.later.click()
    assert (page.month, page.day.day) == (date(2026, 12, 1), date(2026, 12, 1))
    page.later.click()
    assert page.day.day == date(2027, 1, 1)
    assert day_full(date(2027, 1, 1)).casefold() == page.day.title.text().casefold()
    page.back.click()
    assert page.grid.isVisible()


def test_a_click_on_a_day_of_the_wheel_opens_its_card(page: MonthPage) -> None:
    QTest.mouseClick(page.wheel.viewport(), LEFT, pos=page.wheel.place_of_day(date(2026, 11, 17)))
    assert page.day.day == date(2026, 11, 17)
    page.show_calendar()
    page.wheel.setFocus()
    QTest.keyClick(page.wheel, Key.Key_Plus)
    assert page.on_day
    page.wheel.setFocus()
    QTest.keyClick(page.wheel, Key.Key_Minus)
    assert not page.on_day


# ── room, and a screen reader ────────────────────────────────────────────────


def test_a_screen_reader_gets_every_day_with_its_tasks(page: MonthPage) -> None:
    grid = page.grid
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.role() is QAccessible.Role.Table
    for cell in grid.days.cells():
        index = grid.days.index_of_day(cell.day)
        said = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert day_full(cell.day) in said
        assert all(spoken(o, MONDAY) in said for o in cell.due)
        assert all(o.title in said for o in cell.starts)
    today = grid.days.index_of_day(MONDAY).data(Qt.ItemDataRole.AccessibleTextRole)
    assert _("today") in today
    assert grid.days.headerData(0, Qt.Orientation.Vertical) == "44"


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST])
def test_the_calendar_is_painted_in_every_look(qapp: QApplication, profiled: AppContext, theme: Theme) -> None:
    apply_look(qapp, theme, 200)
    grid = CalendarGrid()
    grid.resize(640, 420)
    grid.show_month(date(2026, 11, 1), profiled.yearwheel.occurrences(date(2026, 10, 1), date(2026, 12, 31)), MONDAY)
    assert not grid.viewport().grab().isNull()
    assert isinstance(grid.currentIndex().data(ITEM_ROLE).day, date)
    grid.deleteLater()
