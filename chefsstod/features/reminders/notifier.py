"""Shows reminders while the program runs: in the corner of the window, or from the tray when the window is not in front."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from chefsstod.features.reminders.card import ReminderCard
from chefsstod.features.reminders.model import Digest, Quiet, Snooze, Thing
from chefsstod.features.reminders.service import ReminderService
from chefsstod.features.reminders.words import heading, message
from chefsstod.features.yearwheel.model import OccurrenceKey
from chefsstod.i18n import _
from chefsstod.storage.failures import translate_error
from chefsstod.support.settings import Settings, SettingsStore
from chefsstod.ui.icons import icon

LONGEST_WAIT = timedelta(minutes=30)
"""A timer does not run while the computer sleeps, and the clock may be set: it looks again this often whatever it has counted."""
SHORTEST_WAIT = timedelta(seconds=30)
MESSAGE_MS = 15_000


def quiet_of(settings: Settings) -> Quiet:
    """Her quiet hours."""
    return Quiet(settings.quiet_from, settings.quiet_until, settings.remind_weekends)


class Reminder(QObject):
    """``begin`` once the window is seen. It lives as long as the window: no window, no timer, no icon in the tray."""

    def __init__(
        self,
        *,
        service: ReminderService,
        settings: SettingsStore,
        open_task: Callable[[OccurrenceKey], None],
        open_chain: Callable[[str], None],
        open_today: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._settings = settings
        self._open_task = open_task
        self._open_chain = open_chain
        self._open_today = open_today
        self._window = parent
        self._digest: Digest | None = None
        self._card: ReminderCard | None = None
        self.tray: QSystemTrayIcon | None = None
        self.timer = QTimer(self)
        self.timer.setObjectName("reminder")
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.check)
        parent.installEventFilter(self)

    def begin(self) -> None:
        """Tell what there is, and go on looking."""
        self._show_tray()
        self.check()

    def settings_changed(self) -> None:
        """She has changed when to be reminded: look again at once."""
        if not self._settings.current.remind:
            self._put_card_away()
        self.begin()

    def stop(self) -> None:
        """No more, until ``begin``."""
        self.timer.stop()
        self._put_card_away()
        if self.tray is not None:
            self.tray.hide()

    def check(self) -> None:
        """Tell what is worth a word now, if anything, and set the time of the next look."""
        self.timer.stop()
        if not self._settings.current.remind:
            return
        quiet = quiet_of(self._settings.current)
        wait = LONGEST_WAIT
        try:
            found = self._service.due_unless_quiet(quiet)
            if found is not None:
                self._tell(found)
                self._service.told(found)
            wait = self._service.next_check(quiet) - self._service.now
        except Exception as problem:
            # A locked database or a full disk: tried again later. A reminder is no reason for a dialog.
            if translate_error(problem) is None:
                raise
            logging.getLogger(__name__).warning("reminders could not be read: %s", type(problem).__name__)
        if self._window.isVisible():
            self.timer.start(int(min(max(wait, SHORTEST_WAIT), LONGEST_WAIT).total_seconds() * 1000))

    # ── telling ──────────────────────────────────────────────────────────────

    @property
    def card(self) -> ReminderCard | None:
        """The card that is shown, if any."""
        return self._card

    def _tell(self, digest: Digest) -> None:
        self._digest = digest
        if self.tray is not None and self.tray.isVisible() and not self._window.isActiveWindow() and self.tray.supportsMessages():
            self.tray.showMessage(heading(digest), message(digest), self.tray.icon(), MESSAGE_MS)
        else:
            self._show_card(digest)

    def _show_card(self, digest: Digest) -> None:
        self._put_card_away()
        card = ReminderCard(digest, self._window)
        card.thing_requested.connect(self._open_thing)
        card.today_requested.connect(self._open_today)
        card.snooze_requested.connect(self._snooze)
        card.destroyed.connect(self._card_gone)
        self._card = card
        card.appear()

    def _put_card_away(self) -> None:
        card, self._card = self._card, None
        if card is not None:
            with suppress(RuntimeError):  # Qt has already deleted it
                card.destroyed.disconnect(self._card_gone)
                card.put_away()

    def _card_gone(self) -> None:
        self._card = None

    def _open_thing(self, thing: Thing) -> None:
        if thing.chain:
            self._open_chain(thing.chain)
        else:
            self._open_task(thing.key)

    def _snooze(self, choice: Snooze) -> None:
        if self._digest is not None:
            self._service.snooze(self._digest.keys, choice)
            self.check()

    def _clicked(self) -> None:
        """The notification was clicked: to the one thing it told of, else to Idag."""
        self._come_forward()
        things = self._digest.things if self._digest is not None else ()
        self._put_card_away()
        if len(things) == 1:
            self._open_thing(things[0])
        else:
            self._open_today()

    # ── the tray ─────────────────────────────────────────────────────────────

    def _show_tray(self) -> None:
        if not self._settings.current.remind or not QSystemTrayIcon.isSystemTrayAvailable():
            if self.tray is not None:
                self.tray.hide()
            return
        if self.tray is None:
            self.tray = self._make_tray()
        self.tray.show()

    def _make_tray(self) -> QSystemTrayIcon:
        picture = QApplication.windowIcon()
        tray = QSystemTrayIcon(icon("bell") if picture.isNull() else picture, self)
        tray.setToolTip("Chefsstöd")  # no-i18n
        tray.setContextMenu(self.make_menu())
        tray.messageClicked.connect(self._clicked)
        tray.activated.connect(self._activated)
        return tray

    def make_menu(self) -> QMenu:
        """What can be done from the tray."""
        menu = QMenu(self._window)
        menu.addAction(_("Open Chefsstöd"), self._come_forward)
        pause = menu.addAction(_("Pause reminders for today"))
        pause.setCheckable(True)
        pause.toggled.connect(self._pause)
        menu.addSeparator()
        menu.addAction(_("Quit"), self._window.close)
        menu.aboutToShow.connect(lambda: pause.setChecked(self._service.paused))
        return menu

    def _pause(self, on: bool) -> None:
        if on != self._service.paused:
            self._service.pause(on=on)
            if on:
                self._put_card_away()
            self.check()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._come_forward()

    def _come_forward(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        # Closing the window quits the program as it always has: the icon must not outlive it.
        if watched is self._window and event.type() is QEvent.Type.Hide and not event.spontaneous():
            self.stop()
        return super().eventFilter(watched, event)
