"""A municipality's pack: what it holds, and what installing it would change. Frozen data, pure rules: no files, no SQL, no Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from chefsstod.content.pack import Manifest
from chefsstod.content.problems import Problem, Severity

BASE = "base"
"""The id of the content that ships with the program: no other pack may take it."""
MEMORY = ".rules.json"
"""A file that the program keeps with a pack: from which day on each rule of its tasks has held."""


class ItemKind(StrEnum):
    """What a pack can hold, in the order in which it is told."""

    ROUTINE = "routine"
    ARTICLE = "article"
    CHAPTER = "chapter"
    TASK = "task"
    CHAIN = "chain"
    ANSWER = "answer"
    QUESTION = "question"
    MONTH = "month"
    CONTACT = "contact"
    SYSTEM = "system"
    TERM = "term"
    LAW = "law"


class What(StrEnum):
    """What becomes of an item."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PackItem:
    """One thing in a pack; ``digest`` changes whenever anything in it does."""

    kind: ItemKind
    id: str
    title: str
    digest: str


Found = tuple[Sequence[PackItem], list[Problem]]


@dataclass(frozen=True, slots=True)
class PackKind:
    """How a room reads its part of a pack: the items that can be used, and what is wrong with the others."""

    name: str
    read: Callable[[Path], Found]


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that is in use. Of two packs with the same item, the one with the higher ``position`` gives it."""

    id: str
    title: str
    version: str
    language: str
    licence: str
    reviewed: date
    min_app: str
    installed: date
    source: str
    digest: str
    position: int
    items: Mapping[ItemKind, int] = field(default_factory=dict)
    """How many of each kind it holds."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one item; ``note`` says what else she should know, in her language."""

    kind: ItemKind
    id: str
    title: str
    what: What
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What installing (or removing) a pack would do. Nothing has happened yet."""

    manifest: Manifest
    before: Installed | None
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    overrides_own: tuple[str, ...]
    """Titles of what she has her own version of: hers stays, and she is told that the text under it has changed."""
    source: str = ""
    digest: str = ""
    removal: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def older(self) -> bool:
        """Whether what is installed is a later version."""
        return (
            self.before is not None and not self.removal and version_key(self.manifest.version) < version_key(self.before.version)
        )

    @property
    def same(self) -> bool:
        """Whether exactly this is installed already."""
        return self.before is not None and not self.removal and self.before.digest == self.digest

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What leaves an item out."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def of(self, what: What) -> tuple[Change, ...]:
        """The changes of one sort, in the order of the kinds."""
        return tuple(change for change in self.changes if change.what is what)

    @property
    def dates(self) -> bool:
        """Whether the pack has answers about local dates, which she takes over herself."""
        return any(change.kind is ItemKind.ANSWER and change.what is not What.REMOVED for change in self.changes)


def version_key(version: str) -> tuple[int, int, int]:
    """For comparing: 1.10 comes after 1.9, and 1.2 is 1.2.0. What is no number counts as 0."""
    parts = [int(part) if part.isdecimal() else 0 for part in version.split(".")[:3]]
    first, second, third = (*parts, 0, 0, 0)[:3]
    return first, second, third


def compare(before: Sequence[PackItem], after: Sequence[PackItem]) -> list[Change]:
    """What becomes of each item when ``after`` takes the place of ``before``: by kind, then in the order of the pack."""
    old = {(item.kind, item.id): item for item in before}
    new = {(item.kind, item.id): item for item in after}
    found = [Change(item.kind, item.id, item.title, _what(old.get(key), item)) for key, item in new.items()]
    found += [Change(item.kind, item.id, item.title, What.REMOVED) for key, item in old.items() if key not in new]
    order = list(ItemKind)
    return sorted(found, key=lambda change: order.index(change.kind))


def _what(before: PackItem | None, after: PackItem) -> What:
    if before is None:
        return What.NEW
    return What.SAME if before.digest == after.digest else What.CHANGED


def counted(items: Sequence[PackItem]) -> dict[ItemKind, int]:
    """How many there are of each kind."""
    return {kind: count for kind in ItemKind if (count := sum(item.kind is kind for item in items))}
