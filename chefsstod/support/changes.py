"""What a use case changed, and how to take it back."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Which kinds and ids changed; pages that show them read again."""

    activities: frozenset[str] = field(default_factory=frozenset)
    profile: bool = False

    def __bool__(self) -> bool:
        return bool(self.activities) or self.profile


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved use case: what changed, and the way back. ``undo`` returns the ``Saved`` of the way back, so redo is the same."""

    changes: Changes
    undo: Callable[[], "Saved"] | None = None
