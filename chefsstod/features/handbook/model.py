"""Articles of the handbook and routines of the unit: frozen data and pure rules. No clock, no files, no SQL, no Qt."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from chefsstod.content.layers import Certainty, Layer

ArticleId = NewType("ArticleId", str)
ALL = frozenset({"all"})
OWN_CHAPTER = "egna"
"""The chapter of texts that name none."""


class Kind(StrEnum):
    """General knowledge, or how we do it here."""

    HANDBOOK = "handbook"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the handbook, in the order of the book."""

    id: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class LawRef:
    """A law that a text rests on. ``ref`` is the provision, given only where it has been seen (``VERIFIED``)."""

    law: str
    ref: str = ""
    certainty: Certainty = Certainty.LAW_LEVEL


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where the facts come from: a title, and an address to copy (never opened by the program itself)."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One text. ``body`` is Markdown (``content.markdown``); ``summary`` is its lead, two sentences: what and why.

    ``related`` holds addresses without scheme: «task/lonesamtal», «contact/hr». ``keywords`` are words that the text lacks;
    ``synonyms`` are pairs «APT = arbetsplatsträff». ``questions`` are good questions for a talk about the text. ``template``: a
    text to make one's own from, not a rule in itself. ``based_on`` is the digest of the text that an own one was adapted from.
    """

    id: ArticleId
    kind: Kind
    title: str
    body: str
    summary: str = ""
    chapter: str = OWN_CHAPTER
    position: int = 0
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    service_types: frozenset[str] = ALL
    law: tuple[LawRef, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    related: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    owner: str = ""
    version: str = ""
    valid_from: date | None = None
    reviewed: date | None = None
    review_by: date | None = None
    template: bool = False
    layer: Layer = Layer.BASE
    pack: str = ""
    """The title of the pack that a local text came with."""
    based_on: str = ""
    original: str = ""
    """The id of the imported file that the text came from."""
    changed: datetime | None = None
    """When she last changed an own text."""

    @property
    def digest(self) -> str:
        """Changes when the words that are read change; dates and keywords do not count."""
        return digest(self.title, self.summary, self.body)


def digest(title: str, summary: str, body: str) -> str:
    """The digest of a text: 16 hexadecimal figures."""
    return hashlib.sha256(f"{title}\x1f{summary}\x1f{body}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Draft:
    """What she writes: the parts of an own text that the editor changes."""

    title: str
    body: str
    kind: Kind = Kind.ROUTINE
    summary: str = ""
    chapter: str = OWN_CHAPTER
    keywords: tuple[str, ...] = ()
    service_types: frozenset[str] = ALL
    related: tuple[str, ...] = ()
    owner: str = ""
    version: str = ""
    valid_from: date | None = None
    review_by: date | None = None


def draft_of(article: Article) -> Draft:
    """The editable parts of a text."""
    return Draft(
        title=article.title,
        body=article.body,
        kind=article.kind,
        summary=article.summary,
        chapter=article.chapter,
        keywords=article.keywords,
        service_types=article.service_types,
        related=article.related,
        owner=article.owner,
        version=article.version,
        valid_from=article.valid_from,
        review_by=article.review_by,
    )


class ReadState(StrEnum):
    """What she has said of a text herself; scrolling through it says nothing."""

    UNREAD = "unread"
    READ = "read"
    CHANGED = "changed"
    """Read, but the text has changed since."""
    REPEAT = "repeat"
    """To be read again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Her own marks on a text. ``read_digest`` is the text as it was when she marked it as read."""

    read_on: date | None = None
    read_digest: str = ""
    repeat: bool = False
    bookmarked: bool = False
    opened: datetime | None = None

    def state(self, article: Article) -> ReadState:
        """What to show beside the text."""
        if self.repeat:
            return ReadState.REPEAT
        if self.read_on is None:
            return ReadState.UNREAD
        return ReadState.READ if self.read_digest == article.digest else ReadState.CHANGED


@dataclass(frozen=True, slots=True)
class MarginNote:
    """Her own words beside a text that is not hers to change; ``anchor`` is the heading it stands at, empty for the top."""

    id: str
    article: ArticleId
    anchor: str
    text: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of an own text. ``number`` counts from 1."""

    article: ArticleId
    number: int
    saved: datetime
    draft: Draft


@dataclass(frozen=True, slots=True)
class BaseChange:
    """The text under her own version: as it was when she adapted it, and as it is now (None: it is gone)."""

    then: Draft
    now: Article | None


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a text was imported from, as it came."""

    id: str
    name: str
    media: str
    imported: date
    digest: str
    pages: int = 0
    """The number of pages of a PDF, whose pictures can be shown; 0 for other files."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade: ``short`` explains it in a sentence or two, ``also`` are its other forms («arbetsplatsträffar»), ``see``
    the address of a text that says more («article/apt»), empty for none.
    """

    term: str
    short: str
    also: tuple[str, ...] = ()
    see: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """How it may stand in a text."""
        return (self.term, *self.also)


class Outcome(StrEnum):
    """What became of a file that was brought in."""

    NEW = "new"
    CHANGED = "changed"
    """A file of that name was brought in before; its text is replaced, the one before is kept as a version."""
    SAME = "same"
    """The very same file has been brought in before; nothing was changed."""


def layered(*layers: Iterable[Article]) -> dict[ArticleId, Article]:
    """The effective texts by id: the highest layer that has one. Give the lowest layer first."""
    return {article.id: article for layer in layers for article in layer}


def concerns(article: Article, service_type: str | None) -> bool:
    """Whether a text is about her kind of service; with none chosen, every text is."""
    return service_type is None or bool(article.service_types & {"all", service_type})


def in_order(articles: Iterable[Article], chapters: Sequence[Chapter]) -> list[Article]:
    """The order of the book: chapter, position, title."""
    from chefsstod.i18n.dates import sort_key

    places = {chapter.id: place for place, chapter in enumerate(chapters)}
    return sorted(articles, key=lambda a: (places.get(a.chapter, len(places)), a.position, sort_key(a.title)))


def with_draft(article: Article, draft: Draft) -> Article:
    """The text with what she wrote."""
    return replace(
        article,
        title=draft.title,
        body=draft.body,
        kind=draft.kind,
        summary=draft.summary,
        chapter=draft.chapter,
        keywords=draft.keywords,
        service_types=draft.service_types,
        related=draft.related,
        owner=draft.owner,
        version=draft.version,
        valid_from=draft.valid_from,
        review_by=draft.review_by,
    )
