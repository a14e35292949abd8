"""A text as a tree: what the reader on the screen, the paper, the search and the command line are all made from. Pure data."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

CALLOUTS = ("gor-sa-har", "lagen-sager", "fraga-vidare", "vanliga-misstag", "hos-er", "obs", "exempel")
"""The names that may stand after ``:::`` in a text; ``content.words`` has their headings."""


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one look. ``link`` is an address (``chefsstod:…``, ``https:…``, ``mailto:…``), empty for none.

    A line break within a paragraph is a span with the text «\\n».
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1–6; ``anchor`` is unique in the document and stays while the words do."""

    level: int
    spans: Spans
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list. ``tick`` is None, or whether the box of a checklist is ticked in the text itself;
    ``key`` tells the box from others of the document, also after other points have changed.
    """

    blocks: "tuple[Block, ...]"
    tick: bool | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is the number of the first point of an ordered one, None for bullets."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    aligns: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A marked part: ``kind`` is one of ``CALLOUTS``, ``title`` what the author wrote after it (empty: the usual heading)."""

    kind: str
    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    """Text that stands as it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that lies with the text (never a remote one); ``alt`` says what it shows."""

    name: str
    alt: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block = Heading | Paragraph | Items | Table | Callout | Quote | Code | Picture | Rule


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text."""

    blocks: tuple[Block, ...]


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, also those within others, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Items):
            for item in block.items:
                yield from walk(item.blocks)
        elif isinstance(block, (Callout, Quote)):
            yield from walk(block.blocks)


def spans_of(block: Block) -> Iterator[Spans]:
    """The stretches of running text that stand in the block itself, not in those within it."""
    if isinstance(block, (Heading, Paragraph)):
        yield block.spans
    elif isinstance(block, Table):
        yield from block.head
        for row in block.rows:
            yield from row


def text_of(spans: Spans) -> str:
    """The bare words."""
    return "".join(span.text for span in spans)


def outline(document: Document) -> list[Heading]:
    """The headings, in order."""
    return [block for block in walk(document.blocks) if isinstance(block, Heading)]


def links(document: Document) -> list[str]:
    """Every address that the text points to, each once, in order."""
    found = [span.link for block in walk(document.blocks) for spans in spans_of(block) for span in spans if span.link]
    return list(dict.fromkeys(found))


def ticks(document: Document) -> list[Item]:
    """The points that have a box to tick, in order."""
    return [item for block in walk(document.blocks) if isinstance(block, Items) for item in block.items if item.tick is not None]


def plain(document: Document) -> str:
    """The words alone, a paragraph, point or cell a line: for the search index."""
    parts: list[str] = []
    for block in walk(document.blocks):
        parts += [text_of(spans) for spans in spans_of(block)]
        if isinstance(block, Code):
            parts.append(block.text)
        elif isinstance(block, Picture):
            parts.append(block.alt)
        elif isinstance(block, Callout) and block.title:
            parts.append(block.title)
    return "\n".join(part.strip() for part in parts if part.strip())
