"""A window in one of the states, and the way back: what the state wrote is undone, for the scene serves other states too."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent

from chefsstod.shell.context import AppContext
from chefsstod.shell.window import MainWindow
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.tasks import InlineTaskRunner
from tests.screens.states import State, shown

QUICK = "list"
"""The page that the window opens with before it goes to the state: one that costs little to draw."""


@contextmanager
def opened(state: State, context: AppContext, settings: SettingsStore, size: tuple[int, int] | None = None) -> Iterator[MainWindow]:
    """The window, shown in ``state``."""
    settings.change(window="", show_routines=False, page=QUICK)
    window = MainWindow(
        context=context,
        settings=settings,
        tasks=InlineTaskRunner(),
        dialogs=lambda _parent: RecordingDialogs(),
        closed_since=state.closed_since,
    )
    if size is not None:
        window.resize(*size)
    window.show()
    window.activateWindow()
    shown(window)
    state.way(window)
    shown(window)
    try:
        yield window
    finally:
        while window.undo_stack.undo() is not None:
            pass
        window.close()
        vars(context).pop("search", None)  # the window has closed it: the next one opens its own
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else the next style sheet dresses this one too
