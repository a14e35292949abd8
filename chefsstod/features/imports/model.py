"""Documents that come in: what a file holds, what was recognised in it, and what became of it. Frozen data and pure rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from chefsstod.features.handbook.model import Draft, Kind
from chefsstod.support.changes import Changes, Saved

MAX_BYTES = 40_000_000
"""The largest file that is read; a routine with pictures is seldom above five."""
MAX_PAGES = 400
MAX_WORDS = 200_000
MAX_FILES = 2000
"""In one import; a folder with more is somebody's whole archive."""
MAX_TITLE = 80

ENDINGS = (".docx", ".docm", ".dotx", ".pdf", ".html", ".htm", ".md", ".markdown", ".txt")
"""What a folder is looked through for; a file that is chosen by name is read whatever it is called."""
OTHERS = (".doc", ".dot", ".odt", ".rtf", ".pptx", ".ppt", ".xlsx", ".xls", ".pages", ".wpd", ".mht")
"""Documents that are met in folders and cannot be read: told, not passed over in silence."""


class RemarkKind(StrEnum):
    """What she should know about a text that came in; ``words`` tells it."""

    TABLES_AS_LINES = "tables_as_lines"
    PICTURES_SKIPPED = "pictures_skipped"
    REMOTE_DROPPED = "remote_dropped"
    TRACKED_CHANGES = "tracked_changes"
    COMMENTS_LEFT = "comments_left"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    HEADINGS_GUESSED = "headings_guessed"
    FRONT_MATTER_BROKEN = "front_matter_broken"
    IDENTITY_NUMBER = "identity_number"
    REPLACED_LAW = "replaced_law"
    DOUBTFUL = "doubtful"
    NEAR_DOUBLE = "near_double"
    VERSION_KEPT = "version_kept"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know: ``text`` is what it is about (a law, a title, a date as YYYY-MM-DD), ``count`` how many."""

    kind: RemarkKind
    text: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: a title, Markdown, and the pictures that it shows. ``aside`` is what stands in page heads and feet.

    The facts from ``summary`` on are those that the file states about itself in front matter; what is only recognised
    in the words is a ``Suggestion``.
    """

    title: str
    body: str
    media: str
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Name → media type and data."""
    pages: int = 0
    """The number of pages of a PDF, 0 for other files."""
    headings: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    """The words line by line, a row of a table as «label: value»: where facts are looked for."""
    aside: tuple[str, ...] = ()
    other_title: str = ""
    """What the file's properties call it, when that is another title."""
    remarks: tuple[Remark, ...] = ()
    summary: str = ""
    owner: str = ""
    version: str = ""
    valid_from: date | None = None
    review_by: date | None = None
    keywords: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    kind: Kind = Kind.ROUTINE


def draft_of(found: Found) -> Draft:
    """The text as it is to stand in the handbook."""
    return Draft(
        title=found.title,
        body=found.body,
        kind=found.kind,
        summary=found.summary,
        keywords=found.keywords,
        related=found.related,
        owner=found.owner,
        version=found.version,
        valid_from=found.valid_from,
        review_by=found.review_by,
    )


class Fact(StrEnum):
    """What may be recognised in a text, in the order in which it is shown."""

    TITLE = "title"
    OWNER = "owner"
    VALID_FROM = "valid_from"
    REVIEW_BY = "review_by"
    VERSION = "version"
    SUMMARY = "summary"


DATES = (Fact.VALID_FROM, Fact.REVIEW_BY)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact that was recognised. ``value`` is a text, or a date as YYYY-MM-DD; ``where`` is the line that says it.

    ``sure``: ticked unless she takes the tick away.
    """

    fact: Fact
    value: str
    where: str
    sure: bool = True


def with_suggestions(draft: Draft, chosen: Iterable[Suggestion]) -> Draft:
    """The draft with the facts that she has accepted."""
    facts: dict[str, object] = {}
    for suggestion in chosen:
        value = suggestion.value
        facts[suggestion.fact.value] = date.fromisoformat(value) if suggestion.fact in DATES else value
    return replace(draft, **facts)  # type: ignore[arg-type]


class Outcome(StrEnum):
    """What became of a file, in the order in which it is told."""

    NEW = "new"
    CHANGED = "changed"
    FAILED = "failed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file. ``message`` and ``remedy`` say why it failed and what she can do.

    ``suggestions`` are the facts that were recognised and are not in the text's details yet.
    """

    path: Path
    outcome: Outcome
    article_id: str = ""
    title: str = ""
    message: str = ""
    remedy: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pages: int = 0
    saved: Saved | None = None
    """The way back for this file alone."""


class Progress(Protocol):
    """What hears how far an import has come, and says when to stop: ``ui.tasks.Progress`` fits."""

    @property
    def cancelled(self) -> bool:
        """Whether to stop before the next file."""

    def say(self, done: int, total: int, text: str = "") -> None:
        """``done`` of ``total`` files, and the name of the one in hand."""


class Unwatched:
    """Nobody hears and nobody stops: the command line, tests."""

    cancelled = False

    def say(self, done: int, total: int, text: str = "") -> None:
        """See ``Progress``."""


def together(steps: Sequence[Saved]) -> Saved:
    """Several use cases as one: undone last first, all or none told; redo works the same way."""
    changes = Changes(
        activities=frozenset[str]().union(*(step.changes.activities for step in steps)),
        profile=any(step.changes.profile for step in steps),
        chains=frozenset[str]().union(*(step.changes.chains for step in steps)),
        plans=any(step.changes.plans for step in steps),
        articles=frozenset[str]().union(*(step.changes.articles for step in steps)),
        readings=frozenset[str]().union(*(step.changes.readings for step in steps)),
        directory=frozenset[str]().union(*(step.changes.directory for step in steps)),
        packs=any(step.changes.packs for step in steps),
    )
    ways_back = [step.undo for step in reversed(steps) if step.undo is not None]
    if not ways_back:
        return Saved(changes)
    return Saved(changes, lambda: together([undo() for undo in ways_back]))
