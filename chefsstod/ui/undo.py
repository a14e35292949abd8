"""The undo stack of user actions: each entry knows its name and the way back."""

from collections.abc import Callable
from dataclasses import dataclass

from chefsstod.support.changes import Saved

DEPTH = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One action that can be taken back. Entries with the same ``merge`` key become one (typing in a note)."""

    text: str
    undo: Callable[[], Saved]
    merge: str = ""


class UndoStack:
    """What can be undone, and after that redone. Lives as long as the window."""

    def __init__(self) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []

    def push(self, entry: Entry) -> None:
        """Remember an action; what was undone before it can no longer be redone."""
        self._undone.clear()
        if entry.merge and self._done and self._done[-1].merge == entry.merge:
            return
        self._done.append(entry)
        del self._done[:-DEPTH]

    def undo(self) -> tuple[str, Saved] | None:
        """Take the last action back; returns its name and what changed, or None when there is nothing."""
        return self._step(self._done, self._undone)

    def redo(self) -> tuple[str, Saved] | None:
        """Do again what was undone last."""
        return self._step(self._undone, self._done)

    def _step(self, source: list[Entry], target: list[Entry]) -> tuple[str, Saved] | None:
        if not source:
            return None
        entry = source[-1]
        saved = entry.undo()
        source.pop()
        if saved.undo is not None:
            target.append(Entry(entry.text, saved.undo))
        return entry.text, saved

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._undone)
