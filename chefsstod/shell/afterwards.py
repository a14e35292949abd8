"""What can wait until the window is seen: the crash hook's window, Qt's own texts, the backups, a second start."""

import logging
from contextlib import suppress
from datetime import date

from PySide6.QtCore import QFileSystemWatcher, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from chefsstod.i18n import _
from chefsstod.shell.finding import keeper_of
from chefsstod.shell.window import MainWindow
from chefsstod.storage.failures import translate_error
from chefsstod.support import crash, instance
from chefsstod.support.changes import Changes
from chefsstod.support.clock import timestamp
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths
from chefsstod.support.version import app_version

_SEARCH_AFTER = 1500
"""Milliseconds until the index of the search is looked to: she has seen the window by then."""
_Stamp = tuple[date, tuple[tuple[int, int], ...]]
"""The day, and when the files of the database were written and how large they are."""


class CrashWindow(QObject):
    """Carries what the crash hook has to say from whatever thread it happened in to the GUI thread."""

    _reported = Signal(str)
    _told = Signal(object)

    def __init__(self, window: MainWindow, paths: Paths) -> None:
        super().__init__(window)
        self._window = window
        self._reported.connect(self._show_report)
        self._told.connect(self._show_error)
        self.hook = crash.install(
            paths.logs,
            version=app_version(),
            show=self._reported.emit,
            show_user_error=self._told.emit,
            translate=translate_error,
        )

    def _show_report(self, report: str) -> None:
        self._window.dialogs.report(
            _("Something went wrong in Chefsstöd"),
            _("What you have written is saved. The report holds none of your own text; send it to those who look after Chefsstöd."),
            report,
        )

    def _show_error(self, problem: UserError) -> None:
        self._window.dialogs.error(problem)


def afterwards(app: QApplication, window: MainWindow, paths: Paths) -> None:
    """Do all of it. Called once, when the window is on the screen."""
    translator = QTranslator(app)
    if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    listen_for_second_start(app, window, paths)
    QTimer.singleShot(_SEARCH_AFTER, window, lambda: keeper_of(window).begin())
    comeback = Comeback(window, paths)
    app.applicationStateChanged.connect(comeback.on_state)
    back_up(window, paths)
    app.aboutToQuit.connect(lambda: back_up_at_close(paths))  # the window is gone by then: nobody waits for it
    tell_what_is_missing(window)
    remind(window)


def remind(window: MainWindow) -> None:
    """Begin to remind of what is due, unless she has turned it off."""
    from chefsstod.features.reminders.notifier import Reminder

    window.reminder = Reminder(
        service=window.context.reminders,
        settings=window.settings,
        open_task=window.open_occurrence,
        open_chain=window.show_chain,
        open_today=lambda: window.go("today"),
        parent=window,
    )
    window.reminder.begin()


def tell_what_is_missing(window: MainWindow) -> None:
    """Say it when content or settings could not be read: the year then lacks tasks, and her choices do not hold."""
    from chefsstod.content.problems import left_out

    missing = left_out(window.context.content_problems())
    if missing is not None:
        logging.getLogger(__name__).error("content: %s", missing.message)
        window.toast.say(missing.one_line())
    elif window.settings.problem is not None:
        window.toast.say(
            _("The settings could not be read and are kept as «{file}». Chefsstöd uses its own choices instead.").format(
                file=window.settings.problem.name
            )
        )


def listen_for_second_start(app: QObject, window: MainWindow, paths: Paths) -> QFileSystemWatcher:
    """Come forward when a second start asks for it (it leaves a file in the data folder)."""
    watcher = QFileSystemWatcher([str(paths.data)], app)

    def come_forward() -> None:
        if instance.take_raise_request(paths):
            window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    watcher.directoryChanged.connect(lambda _path: come_forward())
    return watcher


class Comeback(QObject):
    """Shows the pages anew when she comes back to a window that was in the background, if the data or the day is another.

    Commands in a terminal write to the same file, and a window that stood open over the weekend must not show Friday.
    """

    def __init__(self, window: MainWindow, paths: Paths) -> None:
        super().__init__(window)
        self._window = window
        self._database = paths.database
        self._left: _Stamp | None = None

    def on_state(self, state: Qt.ApplicationState) -> None:
        """The program has gone to the background or come back."""
        if state is not Qt.ApplicationState.ApplicationActive:
            self._left = self._left or self._stamp()
            return
        left, self._left = self._left, None
        if left is not None and left != self._stamp():
            self._window.signals.changed.emit(Changes(profile=True))

    def _stamp(self) -> _Stamp:
        times = []
        for file in (self._database, self._database.with_name(self._database.name + "-wal")):
            with suppress(OSError):
                found = file.stat()
                times.append((found.st_mtime_ns, found.st_size))
        return self._window.context.clock(), tuple(times)


def back_up(window: MainWindow, paths: Paths) -> None:
    """Make the daily backup if something changed, off the GUI thread; say so only if it fails."""
    from chefsstod.storage.backup import automatic_backup

    now = timestamp().replace(tzinfo=None)

    def failed(problem: BaseException) -> None:
        logging.getLogger(__name__).warning("the daily backup failed: %s", type(problem).__name__)
        window.toast.say(_("The daily backup could not be made. Your data is untouched; look at the free space on the disk."))

    window.tasks.run(lambda: automatic_backup(paths, now, reason="daily"), lambda _made: None, failed)


def back_up_at_close(paths: Paths) -> None:
    """Keep what was done since the last backup. What fails is noted in the log: there is no window left to tell it in."""
    from chefsstod.storage.backup import automatic_backup

    try:
        automatic_backup(paths, timestamp().replace(tzinfo=None), reason="close")
    except Exception as problem:
        if translate_error(problem) is None:
            raise
        logging.getLogger(__name__).warning("the backup at closing failed: %s", type(problem).__name__)
