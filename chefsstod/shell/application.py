"""From arguments to a closed window: single instance, database with its ways out, window, and then what can wait.

``app.main`` imports the services before this module: PySide's import hook reads the source of every module imported after it.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.shell.window import MainWindow
from chefsstod.storage.engine import Database
from chefsstod.support import startup
from chefsstod.support.clock import Clock, timestamp
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import Dialogs, QtDialogs
from chefsstod.ui.style import apply_look
from chefsstod.ui.tasks import InlineTaskRunner, TaskRunner, ThreadTaskRunner

if TYPE_CHECKING:
    from chefsstod.storage.opening import CorruptDatabase

_FRAME, _TITLE_BAR = 8, 40
"""Pixels that window managers take around a window, generously."""

Build = Callable[[Paths, Database, Clock], AppContext]


def make_app(settings: SettingsStore) -> QApplication:
    """The QApplication in her language and colours; the one there is, if there is one."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("chefsstod")
    app.setApplicationDisplayName("Chefsstöd")
    app.setDesktopFileName("chefsstod")
    QLocale.setDefault(QLocale("sv_SE" if settings.current.language == "sv" else "en_GB"))
    apply_look(app, settings.current.theme, settings.current.text_scale)
    return app


def open_window(
    *,
    context: AppContext,
    settings: SettingsStore,
    tasks: TaskRunner | None = None,
    dialogs: Callable[[QWidget], Dialogs] = QtDialogs,
) -> MainWindow:
    """The window over an open database, not yet shown. Notes that the program is open today."""
    return MainWindow(
        context=context,
        settings=settings,
        tasks=tasks or ThreadTaskRunner(),
        dialogs=dialogs,
        closed_since=_closed_since(context.yearwheel.seen(), context.clock()),
    )


def _closed_since(seen: date | None, today: date) -> date | None:
    """The last day it was open, if that was before yesterday: an evening is no absence."""
    return seen if seen is not None and (today - seen).days > 1 else None


def run_window(
    *, paths: Paths, settings: SettingsStore, clock: Clock, build: Build, dialogs: Callable[[], Dialogs] = QtDialogs
) -> int:
    """Show the window until it is closed; the exit code. Raises UserError when another window has the data open.

    What fails before the window stands is told in a dialog: there is no terminal to look at, and no crash hook yet.
    """
    from chefsstod.storage.failures import translate_error
    from chefsstod.support import instance

    lock = instance.acquire(paths)
    if lock is None:
        instance.ask_to_raise(paths)
        raise UserError(
            _("Chefsstöd is already open"),
            _("The window that is open comes forward; your data is untouched."),
            _("Close it there first."),
        )
    app = make_app(settings)
    try:
        return _run(app, paths=paths, settings=settings, clock=clock, build=build, dialogs=dialogs())
    except Exception as problem:
        told = translate_error(problem)
        if told is None:
            raise
        dialogs().error(told)
        return 1
    finally:
        lock.release()


def _run(app: QApplication, *, paths: Paths, settings: SettingsStore, clock: Clock, build: Build, dialogs: Dialogs) -> int:
    database = open_with_ways_out(paths, dialogs)
    if database is None:
        return 1
    try:
        window = open_window(context=build(paths, database, clock), settings=settings)
        fit_screen(window)
        window.show()
        QTimer.singleShot(0, lambda: _afterwards(app, window, paths))
        return app.exec()
    finally:
        database.close()


def fit_screen(window: QWidget) -> None:
    """Make ``window`` no larger than the screen's free space: what lies at its lower edge (Next, Settings, Undo) must be seen.

    The frame is not known before the window is shown, so room is left for a title bar. Never below the window's own minimum.
    """
    free = window.screen().availableGeometry()
    room = QSize(free.width() - 2 * _FRAME, free.height() - _TITLE_BAR - _FRAME)
    if window.isMaximized() or (window.width() <= room.width() and window.height() <= room.height()):
        return
    window.resize(window.size().boundedTo(room))  # Qt keeps the minimum size
    window.move(free.x() + (free.width() - window.width()) // 2, free.y())


def _afterwards(app: QApplication, window: MainWindow, paths: Paths) -> None:
    from chefsstod.shell.afterwards import CrashWindow, afterwards

    startup.finished()
    CrashWindow(window, paths)
    afterwards(app, window, paths)


def open_with_ways_out(paths: Paths, dialogs: Dialogs) -> Database | None:
    """The database; a corrupt one after the way out that she chose. None when she chose to stop.

    Raises UserError, sqlite3.Error and OSError when nothing helps.
    """
    from chefsstod.storage.opening import CorruptDatabase, open_database

    now = timestamp().replace(tzinfo=None)
    try:
        return open_database(paths, now)
    except CorruptDatabase as problem:
        return _rescue(problem, paths, dialogs)


def _rescue(problem: "CorruptDatabase", paths: Paths, dialogs: Dialogs) -> Database | None:
    """Offer the latest good backup, else an empty beginning. The damaged file is kept beside in either case."""
    from chefsstod.storage.backup import restore
    from chefsstod.storage.opening import open_database

    now = timestamp().replace(tzinfo=None)
    text = f"{problem.message}\n\n{problem.remedy}"
    if problem.backup is not None:
        if dialogs.confirm(problem.title, text, _("Restore the backup")):
            restore(problem.backup.path, paths, now)
            return open_database(paths, now)
        text = _("Begin with an empty year? The damaged file is kept beside it, so that somebody can try to save what is in it.")
    if dialogs.confirm(problem.title, text, _("Start over")):
        return open_database(paths, now, anew=True)
    return None


def grab_window(
    *, context: AppContext, settings: SettingsStore, target: Path, page: str = "today", size: tuple[int, int] = (1366, 768)
) -> None:
    """A picture of the window on ``page``, as PNG, without showing it to anybody."""
    app = make_app(settings)
    window = open_window(context=context, settings=settings, tasks=InlineTaskRunner())
    window.resize(*size)
    window.go(page)
    window.show()
    app.processEvents()
    window.grab().save(str(target), "PNG")
    window.close()
    window.deleteLater()
    app.processEvents()
