"""The real window over a real file, in Swedish, with dialogs that remember what they showed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from chefsstod.i18n import set_language
from chefsstod.shell.application import make_app, open_window
from chefsstod.shell.context import AppContext
from chefsstod.shell.window import MainWindow
from chefsstod.support.settings import SettingsStore, Theme, load_settings
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.tasks import InlineTaskRunner, TaskRunner
from tests.e2e.seat import Seat


@pytest.fixture
def settings(paths: object, qapp: QApplication) -> Iterator[SettingsStore]:
    """Light colours, so that no test depends on the desktop."""
    store = load_settings(paths.settings)  # type: ignore[attr-defined]
    store.change(theme=Theme.LIGHT)
    yield store
    set_language("sv")


Opener = Callable[..., Seat]


@pytest.fixture
def open_seat(settings: SettingsStore) -> Iterator[Opener]:
    """Opens the window on a context; all windows are closed at the end."""
    seats: list[MainWindow] = []

    def opened(context: AppContext, *, tasks: TaskRunner | None = None, size: tuple[int, int] = (1366, 768)) -> Seat:
        make_app(settings)
        dialogs = RecordingDialogs()
        window = open_window(context=context, settings=settings, tasks=tasks or InlineTaskRunner(), dialogs=lambda _parent: dialogs)
        seats.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return Seat(window, dialogs, settings)

    yield opened
    for window in seats:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def seat(profiled: AppContext, open_seat: Opener) -> Seat:
    """The window of a manager in home care on Monday 23 November 2026."""
    return open_seat(profiled)
