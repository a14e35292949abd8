"""The card in the corner, the timer behind it, the tray's menu, and the settings."""

# ruff: noqa: DTZ001 - the reminders' moments are hers, without a time zone

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QPushButton, QSystemTrayIcon, QWidget

from chefsstod.features.reminders.notifier import LONGEST_WAIT, Reminder
from chefsstod.features.reminders.service import ReminderService
from chefsstod.features.reminders.settings_view import ReminderSettings
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import Paths
from chefsstod.support.settings import SettingsStore, Theme, load_settings
from chefsstod.ui.style import apply_look

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@dataclass
class Desk:
    """A window with reminders, and what they opened."""

    window: QMainWindow
    reminder: Reminder
    settings: SettingsStore
    opened: list[OccurrenceKey] = field(default_factory=list)
    chains: list[str] = field(default_factory=list)
    today: list[bool] = field(default_factory=list)

    def press(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(qapp: QApplication, service: ReminderService, due_today: OccurrenceKey, paths: Paths) -> Iterator[Desk]:
    apply_look(qapp, Theme.LIGHT, 100)
    window = QMainWindow()
    window.resize(1000, 700)
    window.setCentralWidget(QPushButton("sidan"))
    window.show()
    settings = load_settings(paths.settings)
    opened: list[OccurrenceKey] = []
    chains: list[str] = []
    today: list[bool] = []
    reminder = Reminder(
        service=service,
        settings=settings,
        open_task=opened.append,
        open_chain=chains.append,
        open_today=lambda: today.append(True),
        parent=window,
    )
    yield Desk(window, reminder, settings, opened, chains, today)
    window.close()
    window.deleteLater()


def test_at_start_a_card_stands_in_the_corner_without_taking_the_keyboard(desk: Desk, due_today: OccurrenceKey) -> None:
    page = desk.window.centralWidget()
    page.setFocus()
    desk.reminder.begin()
    card = desk.reminder.card
    assert card is not None
    assert card.isVisible()
    assert desk.window.focusWidget() is page
    assert card.geometry().right() < desk.window.width()
    assert card.geometry().bottom() < desk.window.height()
    desk.window.resize(880, 560)
    QApplication.processEvents()
    assert desk.window.rect().contains(card.geometry())
    assert card.accessibleName()
    assert card.accessibleDescription()
    assert desk.reminder.timer.isActive()


def test_a_click_opens_the_task_and_puts_the_card_away(desk: Desk, due_today: OccurrenceKey) -> None:
    desk.reminder.begin()
    card = desk.reminder.card
    assert card is not None
    desk.press(card.links[0])
    assert desk.opened == [due_today]
    assert desk.reminder.card is None


def test_today_and_close(desk: Desk) -> None:
    desk.reminder.begin()
    assert desk.reminder.card is not None
    desk.press(desk.reminder.card.today)
    assert desk.today == [True]
    assert desk.reminder.card is None


def test_closed_it_does_not_come_again_today(desk: Desk, watch: Any) -> None:
    desk.reminder.begin()
    assert desk.reminder.card is not None
    desk.press(desk.reminder.card.close_button)
    watch.go(hours=3)
    desk.reminder.check()
    assert desk.reminder.card is None
    watch.moment = datetime(2026, 11, 24, 7, 30)
    desk.reminder.check()
    assert desk.reminder.card is not None


def test_put_off_it_comes_back_at_its_hour(desk: Desk, watch: Any) -> None:
    desk.reminder.begin()
    assert desk.reminder.card is not None
    desk.reminder.card.menu.actions()[0].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert desk.reminder.card is None
    assert 0 < desk.reminder.timer.interval() <= LONGEST_WAIT.total_seconds() * 1000
    watch.go(minutes=59)
    desk.reminder.check()
    assert desk.reminder.card is None
    watch.go(minutes=1)
    desk.reminder.check()
    assert desk.reminder.card is not None


def test_nothing_in_quiet_hours_nor_when_it_is_switched_off(desk: Desk, watch: Any) -> None:
    watch.moment = datetime(2026, 11, 23, 17, 30)
    desk.reminder.begin()
    assert desk.reminder.card is None
    assert desk.reminder.timer.isActive()
    watch.moment = datetime(2026, 11, 23, 9)
    desk.settings.change(remind=False)
    desk.reminder.settings_changed()
    assert desk.reminder.card is None
    assert not desk.reminder.timer.isActive()
    desk.settings.change(remind=True)
    desk.reminder.settings_changed()
    assert desk.reminder.card is not None


def test_closing_the_window_ends_it(desk: Desk) -> None:
    desk.reminder.begin()
    desk.window.close()
    assert not desk.reminder.timer.isActive()
    assert desk.reminder.card is None
    assert desk.reminder.tray is None or not desk.reminder.tray.isVisible()


def test_a_disk_that_is_gone_is_tried_again_later(desk: Desk, profiled: AppContext, service: ReminderService) -> None:
    def gone() -> datetime:
        raise OSError(5, "the disk does not answer")

    service._now = gone
    desk.reminder.begin()
    assert desk.reminder.card is None
    assert desk.reminder.timer.isActive()


def test_the_trays_menu_pauses_for_today_and_quits(desk: Desk) -> None:
    menu = desk.reminder.make_menu()
    assert isinstance(menu, QMenu)
    _open, pause, _line, leave = menu.actions()
    desk.reminder.begin()
    pause.setChecked(True)
    assert desk.reminder.card is None
    desk.reminder.check()
    assert desk.reminder.card is None
    leave.trigger()
    assert not desk.window.isVisible()


def test_the_settings_are_saved_at_once_and_told(qapp: QApplication, paths: Paths) -> None:
    settings = load_settings(paths.settings)
    view = ReminderSettings(settings)
    heard: list[bool] = []
    view.changed.connect(lambda: heard.append(True))
    before = view.told.text()
    view.quiet_from.setCurrentIndex(18)
    view.quiet_from.activated.emit(18)
    view.weekends.setChecked(True)
    assert (load_settings(paths.settings).current.quiet_from, load_settings(paths.settings).current.remind_weekends) == (18, True)
    assert view.told.text() != before
    view.on.setChecked(False)
    assert not view.weekends.isEnabled()
    assert not load_settings(paths.settings).current.remind
    assert len(heard) == 3
    view.deleteLater()


# ── the tray, as far as a test without a desktop can go ──────────────────────


def test_a_click_on_a_notification_opens_the_one_thing_it_told_of(desk: Desk, due_today: OccurrenceKey) -> None:
    desk.reminder.tray = desk.reminder._make_tray()
    desk.reminder.begin()
    desk.window.showMinimized()
    desk.reminder.tray.messageClicked.emit()
    assert desk.opened == [due_today]
    assert not desk.window.isMinimized()


def test_a_click_on_a_notification_of_several_opens_today(desk: Desk, profiled: AppContext) -> None:
    coming = [o for o in profiled.yearwheel.agenda().coming if not o.steps_done][:2]
    for occurrence in coming:
        profiled.yearwheel.move(occurrence.key, profiled.clock())
    desk.reminder.tray = desk.reminder._make_tray()
    desk.reminder.begin()
    desk.reminder.tray.messageClicked.emit()
    assert desk.opened == []
    assert desk.today == [True]


def test_a_click_on_the_icon_brings_the_window_forward(desk: Desk) -> None:
    desk.reminder.tray = desk.reminder._make_tray()
    desk.window.showMinimized()
    desk.reminder.tray.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert desk.window.isMinimized()
    desk.reminder.tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert not desk.window.isMinimized()
    assert desk.reminder.tray.contextMenu() is not None


def test_steps_of_event_chains_come_before_the_years_tasks_and_lead_to_their_chain(
    desk: Desk, service: ReminderService, profiled: AppContext
) -> None:
    template = next(t for t in profiled.timers.templates() if any(step.offset.number == 0 for step in t.steps))
    chain, _saved = profiled.timers.start(template.id, "Ärende 1", profiled.clock())
    service._timers = profiled.timers
    desk.reminder.begin()
    card = desk.reminder.card
    assert card is not None
    assert "Ärende 1" in card.accessibleDescription()
    desk.press(card.links[0])
    assert desk.chains == [chain]
    assert desk.opened == []
