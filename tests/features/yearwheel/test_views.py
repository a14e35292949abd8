"""What the views of the year say and do alike: routines stay calm, months lead on, one filter, nothing is lost by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.drag import Moves, takes_along
from chefsstod.features.yearwheel.filter_bar import SharedFilter
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.history import lesson_line
from chefsstod.features.yearwheel.list_model import ITEM_ROLE, MonthRow, loud, summary, tone, tool_tip
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Lesson, Occurrence, Rule, Status
from chefsstod.features.yearwheel.month_page import MonthPage
from chefsstod.features.yearwheel.page import YearListPage
from chefsstod.features.yearwheel.span import Unit, span_of
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.i18n import ngettext
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
MONDAY = date(2026, 11, 23)


def task(day: date, status: Status = Status.PLANNED, **parts: object) -> Occurrence:
    values: dict[str, object] = {"rule": Rule(f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}"), **parts}
    made = Activity(ActivityId("a"), "Budget", Category.EKONOMI, **values)  # type: ignore[arg-type]
    return Occurrence(made, day, day, status)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def actions(profiled: AppContext, signals: AppSignals) -> OccurrenceActions:
    return OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=UndoStack(), dialogs=RecordingDialogs)


@pytest.fixture
def month(
    qapp: QApplication, profiled: AppContext, signals: AppSignals, settings: SettingsStore, actions: OccurrenceActions
) -> Iterator[MonthPage]:
    apply_look(qapp, Theme.LIGHT, 100)
    made = MonthPage(wheel=profiled.yearwheel, actions=actions, signals=signals, settings=settings, side=QLabel)
    made.resize(1160, 680)
    made.show()
    made.activateWindow()
    made.enter()
    made.take_keyboard()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def year_list(
    qapp: QApplication, profiled: AppContext, signals: AppSignals, settings: SettingsStore, actions: OccurrenceActions
) -> Iterator[YearListPage]:
    apply_look(qapp, Theme.LIGHT, 100)
    made = YearListPage(wheel=profiled.yearwheel, actions=actions, signals=signals, settings=settings)
    made.resize(900, 680)
    made.show()
    made.enter()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def heard(signal: object) -> list[object]:
    told: list[object] = []
    signal.connect(told.append)  # type: ignore[attr-defined]
    return told


# ── routines ─────────────────────────────────────────────────────────────────


def test_a_late_routine_is_told_without_red_and_counted_apart() -> None:
    late, routine = task(MONDAY, Status.LATE), task(MONDAY, Status.LATE, kind=Kind.ROUTINE)
    assert (loud(late), tone(late)) == (True, "late")
    assert (loud(routine), tone(routine)) == (False, "muted")
    assert tone(replace(routine, status=Status.DONE)) == "done"
    told = summary([late, routine, routine])
    assert told.startswith(ngettext("{n} task", "{n} tasks", 1).format(n=1))
    assert ngettext("{n} late", "{n} late", 1).format(n=1) in told
    assert told.endswith(ngettext("{n} routine", "{n} routines", 2).format(n=2))


def test_the_tool_tip_tells_the_lesson_while_it_can_be_used() -> None:
    taught = replace(task(MONDAY), lesson=Lesson("Börja i januari", date(2025, 11, 23)))
    assert lesson_line(taught) in tool_tip(taught, MONDAY)
    assert lesson_line(taught) not in tool_tip(replace(taught, status=Status.DONE), MONDAY)


# ── the list leads into the month ────────────────────────────────────────────


def heading(page: YearListPage | WheelPage, first: date) -> QPoint:
    model = page.list.rows
    place = next(n for n in range(model.rowCount()) if isinstance(r := model.row(n), MonthRow) and r.month == first)
    page.list.scrollTo(model.index(place))
    return page.list.visualRect(model.index(place)).center()


def test_a_months_heading_leads_there_and_the_selection_stays(year_list: YearListPage) -> None:
    asked = heard(year_list.month_requested)
    before = year_list.list.current()
    QTest.mouseClick(year_list.list.viewport(), LEFT, pos=heading(year_list, date(2026, 12, 1)))
    assert asked == [date(2026, 12, 1)]
    assert year_list.list.current() == before
    year_list.list.setFocus()
    QTest.keyClick(year_list.list, Key.Key_Plus)
    assert asked[1:] == [before.due.replace(day=1)]


def test_the_keyboard_passes_over_headings_to_both_ends(year_list: YearListPage) -> None:
    view = year_list.list
    view.setFocus()
    for key, row in ((Key.Key_Home, 1), (Key.Key_Up, 1), (Key.Key_PageUp, 1), (Key.Key_End, view.rows.rowCount() - 1)):
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == row
        assert isinstance(view.currentIndex().data(ITEM_ROLE), Occurrence)


def test_a_heading_beside_the_wheel_comes_nearer_first(wheel_page: WheelPage) -> None:
    asked = heard(wheel_page.month_requested)
    QTest.mouseClick(wheel_page.list.viewport(), LEFT, pos=heading(wheel_page, date(2026, 12, 1)))
    assert wheel_page.span == span_of(Unit.MONTH, date(2026, 12, 1))
    QTest.mouseClick(wheel_page.list.viewport(), LEFT, pos=heading(wheel_page, date(2026, 12, 1)))
    assert asked == [date(2026, 12, 1)]


def test_wheel_and_month_count_the_same_tasks(wheel_page: WheelPage, month: MonthPage) -> None:
    wheel_page.show_span(span_of(Unit.MONTH, MONDAY))
    ahead = [o for o in wheel_page._all if o.due not in wheel_page.span]
    assert ahead
    assert wheel_page.count.text().startswith(month.count.text() + " · ")
    told = ngettext("{n} that is due later", "{n} that are due later", len(ahead)).format(n=len(ahead))
    assert wheel_page.count.text().endswith(told)


# ── one filter ───────────────────────────────────────────────────────────────


def test_what_varies_locally_is_what_a_question_covers() -> None:
    asked: list[frozenset[ActivityId]] = []

    def asks() -> frozenset[ActivityId]:
        asked.append(frozenset({ActivityId("a")}))
        return asked[-1]

    shared = SharedFilter(asks)
    covered = task(MONDAY)
    other = replace(covered, activity=replace(covered.activity, id=ActivityId("b"), varies="nämnden"))
    assert shared.fits(covered)
    assert not asked
    shared.set(Filter(varies=True))
    assert [shared.fits(covered), shared.fits(other), shared.fits(other, Filter())] == [True, False, True]
    assert len(asked) == 1
    shared.forget()
    assert shared.fits(covered)
    assert len(asked) == 2


def test_a_year_that_is_cut_in_another_way_still_holds_today(year_list: YearListPage, settings: SettingsStore) -> None:
    for begins, year in ((8, 2026), (1, 2026), (12, 2025)):
        settings.change(year_start=begins)
        year_list.enter()
        assert MONDAY in year_list.span
        assert year_list.year == year


# ── by hand ──────────────────────────────────────────────────────────────────


def carry(page: MonthPage, start: QPoint, end: QPoint) -> None:
    port = page.grid.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    for place in (QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2), end):
        spot, none = QPointF(place), Qt.KeyboardModifier.NoModifier
        moved = QMouseEvent(QEvent.Type.MouseMove, spot, QPointF(port.mapToGlobal(place)), Qt.MouseButton.NoButton, LEFT, none)
        QApplication.sendEvent(port, moved)


def planned(page: MonthPage) -> Occurrence:
    tasks = (o for o in page._all if o.due in page.span and o.activity.kind is Kind.CALENDAR and o.status is Status.PLANNED)
    return next(o for o in tasks if o.due > MONDAY)


def test_after_esc_the_button_is_let_go_without_a_word(month: MonthPage) -> None:
    opened, dropped = heard(month.occurrence_requested), heard(month.grid.dropped)
    chosen = planned(month)
    end = month.grid.visualRect(month.grid.days.index_of_day(date(2026, 11, 12))).center()
    carry(month, month.grid.place_of(chosen.key), end)
    assert month.grid._carried.to == date(2026, 11, 12)
    QTest.keyClick(month.grid, Key.Key_Escape)
    QTest.mouseRelease(month.grid.viewport(), LEFT, pos=end)
    assert (month.grid._carried, opened, dropped) == (None, [], [])


def test_let_go_outside_the_days_it_stays_where_it_was(month: MonthPage) -> None:
    chosen = planned(month)
    carry(month, month.grid.place_of(chosen.key), QPoint(-40, -40))
    QTest.mouseRelease(month.grid.viewport(), LEFT, pos=QPoint(-40, -40))
    assert month.grid._carried is None
    assert month._moves.asked is None


def test_a_series_is_not_offered_where_this_one_would_be_lost(month: MonthPage, actions: OccurrenceActions) -> None:
    chosen = planned(month)
    assert takes_along(chosen, chosen.original + timedelta(days=9), MONDAY)
    assert not takes_along(chosen, MONDAY - timedelta(days=3), MONDAY)
    assert takes_along(chosen, MONDAY + timedelta(days=1), MONDAY)
    moves = Moves(month, actions=actions, today=lambda: MONDAY, move_series=lambda _o, _to: None)
    for to, offered in ((MONDAY - timedelta(days=3), False), (MONDAY + timedelta(days=17), True)):
        moves.ask(month.grid, chosen, to, QPoint(300, 300))
        asked = moves.asked
        assert asked is not None
        assert (asked.all.isVisible(), asked.why.isVisible()) == (offered, not offered)
        asked.no.click()


# ── room ─────────────────────────────────────────────────────────────────────


def test_the_wheel_of_the_month_is_large_when_asked_for_and_come_back_to(month: MonthPage) -> None:
    small = month.wheel.radius
    month.parts["wheel"].click()
    QApplication.processEvents()
    assert month.wheel.radius > 1.6 * small
    assert (month.grid.isVisible(), month.side.isVisible()) == (False, True)
    month.take_keyboard()
    assert month.wheel.hasFocus()
    month.wheel.sector_requested.emit(date(2026, 11, 25))
    assert month.day.isVisible()
    assert month.escape()
    assert month.wheel.hasFocus()
    assert not month.day.isVisible()
    place = month.place()
    month.parts["calendar"].click()
    QApplication.processEvents()
    month.take_place(place)
    QApplication.processEvents()
    assert (month.wheel.radius > 1.6 * small, month.grid.isVisible()) == (True, False)
    month.parts["calendar"].click()
    QApplication.processEvents()
    assert (month.grid.isVisible(), month.wheel.radius) == (True, small)


def test_where_it_is_narrow_one_part_is_shown_at_a_time(month: MonthPage) -> None:
    assert month.beside
    assert not month.parts["side"].isVisible()
    month.resize(680, 440)
    QApplication.processEvents()
    assert (month.wheel.isVisible(), month.grid.isVisible(), month.side.isVisible()) == (False, True, False)
    month.parts["wheel"].click()
    assert (month.wheel.isVisible(), month.grid.isVisible()) == (True, False)
    month.take_keyboard()
    assert month.wheel.hasFocus()
    month.parts["side"].click()
    assert (month.wheel.isVisible(), month.side.isVisible()) == (False, True)
    month.show_day(MONDAY)
    assert month.day.isVisible()
