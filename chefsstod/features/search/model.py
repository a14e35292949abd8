"""What can be found, and what a search gives: frozen data. No files, no SQL, no Qt."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chefsstod.content.layers import Layer
from chefsstod.content.links import SCHEME
from chefsstod.support.changes import Changes


class Kind(StrEnum):
    """What a hit is, in the order in which equally good hits stand."""

    ARTICLE = "article"
    ROUTINE = "routine"
    TASK = "task"
    EVENT = "event"
    SCENARIO = "scenario"
    CONTACT = "contact"
    SYSTEM = "system"
    LAW = "law"
    NOTE = "note"


ADDRESSES = {Kind.ROUTINE: "article"}
"""Kinds whose addresses have another name than themselves."""


@dataclass(frozen=True, slots=True)
class Doc:
    """One thing that can be found. ``keywords`` are words that count more than those of the text; ``where`` tells where it belongs
    (chapter, category, pack). ``owner`` is the id that changes name it by when that is not its own: a note's text or task.
    ``address`` is where a hit leads, empty for the usual one of its kind.
    """

    kind: Kind
    id: str
    title: str
    text: str = ""
    keywords: str = ""
    layer: Layer = Layer.BASE
    where: str = ""
    owner: str = ""
    address: str = ""

    @property
    def leads_to(self) -> str:
        """The address that opens it: «chefsstod:task/lonesamtal»."""
        return self.address or f"{SCHEME}{ADDRESSES.get(self.kind, self.kind.value)}/{self.id}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a title or a text; ``marked`` where it is what was searched for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. ``snippet`` is the piece of the text that shows why."""

    kind: Kind
    id: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    layer: Layer
    where: str
    address: str

    @property
    def name(self) -> str:
        """The title without marks."""
        return plain(self.title)


@dataclass(frozen=True, slots=True)
class Results:
    """The hits, the best first; how many there are of each kind, also of those that are not among them.

    ``corrected_to``: nothing was found for what was written, and these are the hits of this instead. ``suggestion``: what may have
    been meant, when little was found. ``words``: what to mark in a text that is opened.
    """

    hits: tuple[Hit, ...] = ()
    counts: Mapping[Kind, int] = field(default_factory=dict)
    suggestion: str = ""
    corrected_to: str = ""
    words: str = ""
    more: bool = False
    """There are more than was counted, in the texts."""

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Source:
    """Where the documents of a kind come from.

    ``every`` gives all; ``those`` gives the documents that belong to some owners. ``touched`` tells which owners a change concerns:
    None means any of them, an empty set none.
    """

    every: Callable[[], Iterable[Doc]]
    touched: Callable[[Changes], frozenset[str] | None]
    those: Callable[[frozenset[str]], Iterable[Doc]] | None = None


def plain(pieces: Iterable[Piece]) -> str:
    """The words of the pieces."""
    return "".join(piece.text for piece in pieces)
