"""What a use case changed, and how to take it back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class NoteChange(StrEnum):
    """What became of a note: it came or went, or only its words changed."""

    PRESENCE = "presence"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Changes:
    """Which kinds and ids changed; pages that show them read again.

    ``note`` says that nothing but a note changed, as it does at each keystroke. A page that does not show that much of notes reads
    again when it is next gone to; making it anew each time would make typing sluggish.
    """

    activities: frozenset[str] = field(default_factory=frozenset)
    profile: bool = False
    note: NoteChange | None = None
    chains: frozenset[str] = field(default_factory=frozenset)
    """Event chains (a sick note, a new employee …) that changed."""
    plans: bool = False
    """Her weeks and months changed: leave, slack weeks, needs of the month, answers about local dates, roll-over."""
    articles: frozenset[str] = field(default_factory=frozenset)
    """Texts of the handbook and routines whose words changed, came or went."""
    readings: frozenset[str] = field(default_factory=frozenset)
    """Texts that she marked, ticked or wrote a margin note on."""
    directory: frozenset[str] = field(default_factory=frozenset)
    """Contacts («contact/hr») and systems («system/lonesystem») that changed."""
    packs: bool = False
    """A pack came, changed or went: everything that content gives may be different."""

    def __bool__(self) -> bool:
        ids = self.activities or self.chains or self.articles or self.readings or self.directory
        return bool(ids) or self.profile or self.plans or self.packs


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved use case: what changed, and the way back. ``undo`` returns the ``Saved`` of the way back, so redo is the same."""

    changes: Changes
    undo: Callable[[], "Saved"] | None = None
