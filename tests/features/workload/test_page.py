"""Belastning on the screen: walking the weeks, accepting advice, leave, slack weeks, capacity; by keys and by mouse."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from chefsstod.features.workload.page import Place, WorkloadPage
from chefsstod.features.workload.words import state_text, week_title
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes, NoteChange
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
FULL = date(2027, 1, 18)


class Seat:
    """The page with what it needs around it."""

    def __init__(self, context: AppContext, settings: SettingsStore) -> None:
        self.workload, self.settings = context.workload, settings
        self.signals, self.undo, self.dialogs = AppSignals(), UndoStack(), RecordingDialogs()
        self.actions = OccurrenceActions(
            wheel=context.yearwheel, signals=self.signals, undo=self.undo, dialogs=lambda: self.dialogs
        )
        self.page = WorkloadPage(
            workload=context.workload,
            wheel=context.yearwheel,
            actions=self.actions,
            signals=self.signals,
            settings=settings,
        )
        self.page.resize(1100, 700)
        self.page.show()
        self.page.enter()
        self.page.activateWindow()
        self.page.take_keyboard()
        QApplication.processEvents()

    def settle(self) -> None:
        """The week is shown when the keys have come to rest, and what is new in a layout a round later."""
        for _round in range(3):
            QApplication.processEvents()

    def texts(self) -> str:
        self.settle()
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def button(self, text: str) -> QAbstractButton:
        self.settle()
        return next(b for b in self.page.findChildren(QAbstractButton) if text == b.text() and b.isVisible())

    def hours(self, monday: date) -> float:
        return next(load.hours for load in self.page.weeks.weeks if load.monday == monday)

    def take_back(self) -> None:
        entry = self.undo.undo()
        assert entry is not None
        self.signals.changed.emit(Changes(plans=True))


@pytest.fixture
def seat(qapp: QApplication, profiled: AppContext, settings: SettingsStore) -> Iterator[Seat]:
    apply_look(qapp, Theme.LIGHT, 100)
    made = Seat(profiled, settings)
    yield made
    made.page.close()
    made.page.deleteLater()


@pytest.fixture
def settings(profiled: AppContext) -> SettingsStore:
    return SettingsStore(profiled.paths.data / "settings.json")


def test_the_page_begins_with_this_week(seat: Seat) -> None:
    assert seat.page.current().monday == date(2026, 11, 23)
    assert _("What lies in the week") in seat.texts()
    assert seat.page.chart.hasFocus()


def test_arrows_walk_the_weeks_and_the_list_follows(seat: Seat) -> None:
    QTest.keyClick(seat.page.chart, Qt.Key.Key_Right)
    assert seat.page.current().monday == date(2026, 11, 30)
    assert seat.page.list.currentIndex() == seat.page.chart.currentIndex()
    assert _("Week {week}, {days}").format(week=49, days="30 november–6 december") in seat.texts()
    QTest.keyClick(seat.page.chart, Qt.Key.Key_Home)
    assert seat.page.current().monday == date(2025, 12, 29)
    QTest.keyClick(seat.page.chart, Qt.Key.Key_V)
    assert seat.page.current().monday == date(2025, 12, 29), "typing searches for nothing"
    QTest.keyClick(seat.page.chart, Qt.Key.Key_Return)
    assert seat.page.week.isAncestorOf(QApplication.focusWidget())


def test_a_click_on_a_bar_takes_the_week_in_hand(seat: Seat) -> None:
    chart = seat.page.chart
    place = chart.visualRect(chart.weeks.index(20)).center()
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert seat.page.current() is chart.weeks.weeks[20]


def test_a_screen_reader_finds_every_week_as_a_sentence(seat: Seat) -> None:
    QAbstractItemModelTester(seat.page.weeks, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found = QAccessible.queryAccessibleInterface(seat.page.chart)
    assert found.childCount() == len(seat.page.weeks.weeks)
    words = found.child(3).text(QAccessible.Text.Name)
    assert _("Week {week}, {days}").format(week=4, days="19–25 januari") in words


def test_accepting_an_advice_lightens_the_week_and_can_be_undone(seat: Seat) -> None:
    seat.page.show_year(2027)
    seat.page.choose(FULL)
    before = seat.hours(FULL)
    move = seat.button(_("Move the steps"))
    move.setFocus()
    QTest.keyClick(move, Qt.Key.Key_Space)
    assert seat.hours(FULL) < before
    assert seat.page.week.isAncestorOf(QApplication.focusWidget()), "the keyboard stays in the week"
    assert seat.page.current().monday == FULL, "the week stays in hand"
    seat.take_back()
    assert seat.hours(FULL) == pytest.approx(before)


def test_a_task_of_the_week_opens_beside(seat: Seat, qtbot) -> None:
    QApplication.processEvents()
    part = seat.page.current().parts[0]
    with qtbot.waitSignal(seat.page.occurrence_requested) as told:
        next(b for b in seat.page.week.findChildren(QAbstractButton) if b.toolTip() == part.occurrence.title).click()
    assert told.args == [part.occurrence.key]


def test_leave_is_entered_with_the_keys_changed_and_removed(seat: Seat) -> None:
    seat.page.show_year(2027)
    seat.page.choose(date(2027, 7, 5))
    seat.button(_("Add leave …")).click()
    assert seat.page.leave.isVisible()
    assert seat.page.leave.first.day == date(2027, 7, 5)
    seat.page.leave.text.setText("sommar")
    QTest.keyClick(seat.page.leave.text, Qt.Key.Key_Return)
    assert [own.text for own in seat.workload.leave()] == ["sommar"]
    assert not seat.page.leave.isVisible()
    assert seat.page.current().away
    seat.page.open_leave()
    next(
        b for b in seat.page.leave.findChildren(QAbstractButton) if b.toolTip().startswith(_("Change {leave}").split("{")[0])
    ).click()
    seat.page.leave.last.setDate(seat.page.leave.last.date().addDays(7))
    seat.page.leave.save.click()
    assert seat.workload.leave()[0].last == date(2027, 7, 16)
    seat.page.open_leave()
    next(
        b for b in seat.page.leave.findChildren(QAbstractButton) if b.toolTip().startswith(_("Remove {leave}").split("{")[0])
    ).click()
    assert seat.workload.leave() == []
    seat.page.leave.cancel.click()
    assert not seat.page.leave.isVisible()


def test_leave_that_cannot_be_right_is_told_and_the_form_stays(seat: Seat) -> None:
    seat.page.open_leave()
    seat.page.leave.first.setDate(seat.page.leave.first.date().addDays(30))
    assert seat.page.leave.last.day >= seat.page.leave.first.day, "the last day follows"
    seat.page.leave.last.setDate(seat.page.leave.first.date().addDays(-3))
    seat.page.leave.save.click()
    assert seat.dialogs.errors
    assert seat.page.leave.isVisible()
    assert seat.workload.leave() == []


def test_a_personal_number_in_the_leave_warns_at_once(seat: Seat) -> None:
    seat.page.open_leave()
    seat.page.leave.text.setText("640823-3234")
    assert "640823-3234" in seat.texts()


def test_a_week_becomes_a_slack_week_and_an_ordinary_one_again(seat: Seat) -> None:
    seat.button(_("Catch up this week")).click()
    assert seat.page.current().slack is not None
    seat.button(_("No catching up this week")).click()
    assert seat.page.current().slack is None
    seat.page.choose(date(2026, 11, 9))
    assert not seat.button(_("Catch up this week")).isEnabled(), "what is behind us is behind us"


def test_a_suggested_slack_week_is_taken_with_one_click(seat: Seat) -> None:
    seat.page.show_year(2027)
    offered = [
        b for b in seat.page.findChildren(QAbstractButton) if b.accessibleDescription() == _("Make it a week to catch up in")
    ]
    assert len(offered) >= 2
    offered[-1].click()
    assert len(seat.workload.slack_weeks()) == 1


def test_the_capacity_is_chosen_and_told_as_hers(seat: Seat) -> None:
    guess = seat.page.method.text()
    box = seat.page.capacity
    box.setCurrentIndex(box.findData(10.0))
    box.activated.emit(box.currentIndex())
    assert seat.workload.capacity == 10
    assert not seat.workload.ordinary_capacity
    assert seat.page.method.text() != guess
    box.activated.emit(box.currentIndex())
    assert seat.undo.undo() is not None
    assert seat.undo.undo() is None, "the same again changes nothing"


def test_another_year_another_first_month_and_back_to_today(seat: Seat, qtbot) -> None:
    seat.page.later.click()
    assert seat.page.year == 2027
    assert seat.page.current().overloaded, "another year begins with the first week that is too full"
    seat.page.now.click()
    assert seat.page.current().monday == date(2026, 11, 23)
    seat.settings.change(year_start=8)
    seat.page.enter()
    assert seat.page.span.first == date(2026, 8, 1)
    assert seat.page.title.text() == "2026/27"
    with qtbot.waitSignal(seat.page.told):
        seat.page.show_year(1900)
    assert seat.page.year == 2000


def test_the_place_can_be_taken_up_again(seat: Seat) -> None:
    seat.page.show_week_of(FULL)
    place = seat.page.place()
    assert place == Place(2027, FULL)
    seat.page.go_to_today()
    seat.page.take_place(place)
    assert seat.page.current().monday == FULL
    assert not seat.page.choose(date(2031, 1, 1))


def test_what_changes_elsewhere_is_read_when_it_concerns_the_page(seat: Seat, profiled: AppContext) -> None:
    key = seat.page.current().parts[0].occurrence.key
    before = sum(load.hours for load in seat.page.weeks.weeks)
    profiled.yearwheel.skip(key, "Görs av andra.")
    seat.signals.changed.emit(Changes(activities=frozenset({key.activity}), note=NoteChange.WORDS))
    assert sum(load.hours for load in seat.page.weeks.weeks) == before, "a note takes no time"
    seat.signals.changed.emit(Changes(activities=frozenset({key.activity})))
    assert sum(load.hours for load in seat.page.weeks.weeks) < before


def test_a_hidden_page_reads_when_it_is_next_gone_to(seat: Seat, profiled: AppContext) -> None:
    before = seat.page.weeks.weeks
    seat.page.hide()
    profiled.workload.set_slack(date(2026, 11, 30))
    seat.signals.changed.emit(Changes(plans=True))
    assert seat.page.weeks.weeks is before
    seat.page.show()
    seat.page.enter()
    assert seat.page.weeks.weeks is not before


def test_it_can_be_painted_large_wide_and_narrow(qapp: QApplication, profiled: AppContext, settings: SettingsStore) -> None:
    apply_look(qapp, Theme.CONTRAST, 150)
    profiled.workload.add_leave(date(2026, 12, 1), date(2026, 12, 24))
    profiled.workload.set_slack(date(2026, 12, 1))
    seat = Seat(profiled, settings)
    seat.page.choose(date(2026, 12, 1))
    _settle(seat.page.grab)
    assert not seat.page.week.isHidden()
    seat.page.resize(620, 600)
    _settle(seat.page.grab)
    chart = seat.page.chart
    assert chart.cell_width() >= 11
    QTest.mouseMove(chart.viewport(), QPoint(30, 60))
    assert seat.page.week.isVisible(), "under the bars now"
    seat.page.resize(1400, 800)
    QApplication.processEvents()
    assert seat.page.week.isVisible()
    seat.page.close()
    seat.page.deleteLater()
    apply_look(qapp, Theme.LIGHT, 100)


def _settle(grab: Callable[[], object]) -> None:
    QApplication.processEvents()
    grab()


def test_the_week_in_hand_stands_there_at_once(seat: Seat) -> None:
    page = seat.page
    for show in (lambda: page.show_year(2027), page.go_to_today, lambda: page.show_week_of(FULL)):
        show()
        current = page.current()
        assert current is not None
        shown = [text.text() for text in page.week.findChildren(QLabel)]
        assert week_title(current) in shown, "before anything else happens: an empty panel looks like an empty week"


def test_a_mark_that_moves_does_not_paint_the_bars_anew_but_other_hours_do(seat: Seat) -> None:
    chart = seat.page.chart
    seat.page.show_year(2027)
    seat.settle()
    before = chart._draw()
    seat.page.choose(FULL)
    seat.settle()
    assert chart._draw() is before
    seat.workload.set_slack(FULL)
    seat.signals.changed.emit(Changes(plans=True))
    assert chart._draw() is not before


def test_the_names_of_the_months_stand_where_most_of_the_week_lies(seat: Seat) -> None:
    seat.page.show_year(2026)
    assert [seat.page.weeks.weeks[place].month for place in (0, 4, -1)] == [1, 1, 12]


def test_a_week_that_is_over_has_no_room_to_offer(seat: Seat) -> None:
    weeks = seat.page.weeks.weeks
    assert state_text(weeks[0]) == _("Past")
    assert _("Past") not in state_text(weeks[-1])
