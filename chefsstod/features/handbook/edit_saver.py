"""Saves what is written as it is written: soon after the last key, at the latest every other second, and again where it failed."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

REST, LATEST, AGAIN = 400, 2_000, 5_000
"""Milliseconds: after the last key, while she types without a pause, and after a failure."""
VERSION = 10 * 60 * 1000
"""So often a version is kept while she writes."""


class State(StrEnum):
    """What the word beside the title says."""

    IDLE = "idle"
    WAITING = "waiting"
    SAVED = "saved"
    FAILED = "failed"


class Saver(QObject):
    """``save`` stores what stands in the fields and says whether it could; ``keep`` stores a version."""

    state_changed = Signal(object)

    def __init__(self, *, save: Callable[[], bool], keep: Callable[[], None]) -> None:
        super().__init__()
        self._save, self._keep = save, keep
        self.dirty = False
        self.version_every = VERSION
        self._since = QElapsedTimer()
        self._rest, self._latest, self._again = (self._timer(after) for after in (REST, LATEST, AGAIN))

    def _timer(self, after: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(self.flush)
        return timer

    def begin(self) -> None:
        """Another text is in the fields, and saved."""
        self.stop()
        self.dirty = False
        self._since.start()
        self.state_changed.emit(State.IDLE)

    def touch(self) -> None:
        """Something was written."""
        if not self.dirty:
            self.dirty = True
            self._latest.start()
            self.state_changed.emit(State.WAITING)
        self._rest.start()

    def flush(self) -> bool:
        """Save now what is not saved; returns whether all is. What failed is tried again."""
        self._rest.stop()
        self._latest.stop()
        self._again.stop()
        if not self.dirty:
            return True
        self.dirty = False
        if not self._save():
            self.dirty = True
            self._again.start()
            self.state_changed.emit(State.FAILED)
            return False
        self.state_changed.emit(State.SAVED)
        if self._since.isValid() and self._since.elapsed() >= self.version_every:
            self._keep()
            self._since.restart()
        return True

    def stop(self) -> None:
        """No timer runs any more."""
        for timer in (self._rest, self._latest, self._again):
            timer.stop()
