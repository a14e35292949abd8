"""How a page runs a use case, the same in every room: save, tell, and remember the way back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from chefsstod.storage.failures import expected
from chefsstod.support.changes import Saved
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.undo import Entry, UndoStack


class Actions(QObject):
    """Runs use cases for the pages. ``told`` carries a sentence for the toast."""

    told = Signal(str)

    def __init__(self, *, signals: AppSignals, undo: UndoStack, dialogs: Callable[[], Dialogs]) -> None:
        super().__init__()
        self._signals = signals
        self._undo = undo
        self._dialogs = dialogs

    def run(self, text: str, work: Callable[[], Saved], merge: str = "") -> bool:
        """Run any use case for a page: save, tell ``text``, remember the way back; returns whether it was saved."""
        saved = self.guarded(work)
        if saved is not None:
            self._remember(text, saved, merge)
        return saved is not None

    def guarded(self, work: Callable[[], Saved], *, quiet: bool = False) -> Saved | None:
        """Run ``work``; None when it failed and she was told why. ``quiet`` after the first of a row of equal failures."""
        try:
            return work()
        except Exception as problem:  # noqa: BLE001 - a bug is raised again
            told = expected(problem)
            if not quiet:
                self._dialogs().error(told)
            return None

    def _remember(self, text: str, saved: Saved, merge: str = "") -> None:
        if saved.undo is not None:
            self._undo.push(Entry(text, saved.undo, merge))
        if not merge:
            self.told.emit(text)
        self._signals.changed.emit(saved.changes)
