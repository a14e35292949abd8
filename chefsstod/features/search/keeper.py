"""Keeps the index in step while the program runs: built once, off the GUI thread, and updated after each change."""

from dataclasses import fields, replace
from functools import reduce

from PySide6.QtCore import QObject, Signal

from chefsstod.features.search.service import SearchService
from chefsstod.storage.failures import expected
from chefsstod.support.changes import Changes
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import Cancelled, Progress, TaskRunner


class IndexKeeper(QObject):
    """``refreshed`` says that there may be other hits than before; ``progressed`` how far the building has come, of how much.

    Changes that come while one is being read in wait, and are read in together.
    """

    refreshed = Signal()
    progressed = Signal(int, int)

    def __init__(self, *, search: SearchService, tasks: TaskRunner, signals: AppSignals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._tasks = tasks
        self._busy = False
        self._waiting: list[Changes] = []
        signals.changed.connect(self.note)

    def begin(self) -> None:
        """Build the index, unless that is done or under way."""
        if self._busy or self._search.ready:
            return
        self._busy = True
        self._tasks.start(self._build, self._done, self._failed, self._told)

    def _build(self, progress: Progress) -> None:
        self._search.build(progress.say)

    def _told(self, done: int, total: int, _text: str) -> None:
        self.progressed.emit(done, total)

    def note(self, changes: Changes) -> None:
        """Something changed."""
        if not changes or not (self._busy or self._search.ready):
            return  # what has not been built reads everything when it is
        self._waiting.append(changes)
        if not self._busy:
            self._update()

    def _update(self) -> None:
        changes, self._waiting = reduce(together, self._waiting), []
        self._busy = True
        self._tasks.run(lambda: self._search.update(changes), self._done, self._failed)

    def _done(self, _result: object) -> None:
        self._busy = False
        if self._waiting:
            self._update()
        elif self._search.ready:
            self.refreshed.emit()

    def _failed(self, problem: BaseException) -> None:
        self._busy = False
        if not isinstance(problem, Cancelled):
            expected(problem)  # a bug is raised again


def together(first: Changes, second: Changes) -> Changes:
    """Two changes as one."""
    both = {field.name: getattr(first, field.name) or getattr(second, field.name) for field in fields(Changes)}
    sets = {name: value | getattr(second, name) for name, value in both.items() if isinstance(value, frozenset)}
    return replace(first, **(both | sets))
