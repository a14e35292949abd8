"""A text (``content.document``) → strips for paper: headings, lists, boxes to tick, tables, call-outs, quotes, pictures. No Qt."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from chefsstod.content.document import (
    Block,
    Callout,
    Code,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    text_of,
)
from chefsstod.content.words import callout_title, callout_token
from chefsstod.i18n import _
from chefsstod.pdf import fonts
from chefsstod.pdf.flow_picture import make_picture
from chefsstod.pdf.flow_strip import BOX, Bar, Entry, Marker, Strip
from chefsstod.pdf.flow_table import make_table
from chefsstod.pdf.flow_text import BODY, SHADE, Look, Resolve, nowhere, paragraph
from chefsstod.support.tokens import LIGHT

TEXT = Look()
_LEVELS = {2: Look(14.5, fonts.SEMIBOLD, leading=1.25), 3: Look(11.8, fonts.SEMIBOLD, leading=1.3)}
_LOW = Look(BODY, fonts.SEMIBOLD, leading=1.35)
_ABOVE = {2: 21.0, 3: 14.0}
_GAP, _POINT_GAP, _BELOW_HEADING = 7.0, 3.2, 5.0
_INDENT, _BOX_INDENT = 16.0, BOX + 7
_BAR_ROOM = 12.0
_HIGHEST_PICTURE = 400.0
_MOST_INDENT = 0.5
"""Deeper points stand no farther in than this part of the column: no one reads a column of two letters."""

Marked = Callable[[Heading, Spans], tuple[Entry, ...]]
"""What a heading adds to the outline and to the places that links lead to."""


def no_entries(_heading: Heading, _spans: Spans) -> tuple[Entry, ...]:
    """For a text that nothing points into."""
    return ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is set with: ``room`` is the column, ``most`` what a wide table may take; ``picture`` gives a picture's bytes."""

    room: float
    most: float
    resolve: Resolve = nowhere
    picture: Callable[[str], bytes | None] = lambda _name: None
    entries: Marked = no_entries
    drawn: Callable[[object], None] | None = None


@dataclass(frozen=True, slots=True)
class _Where:
    """How far in a block stands, and the rules that run at its left."""

    left: float = 0.0
    bars: tuple[Bar, ...] = ()
    look: Look = TEXT
    gap: float = _GAP


def strips(document: Document, setting: Setting) -> Iterator[Strip]:
    """The text from its first block to its last."""
    return _Writer(setting, _shallowest(document)).blocks(document.blocks, _Where())


def _shallowest(document: Document) -> int:
    return min((block.level for block in document.blocks if isinstance(block, Heading)), default=2)


@dataclass(slots=True)
class _Writer:
    setting: Setting
    shallowest: int
    _below_heading: bool = field(default=False)

    def blocks(self, blocks: tuple[Block, ...], where: _Where, *, joined: bool = False) -> Iterator[Strip]:
        """The strips of blocks that stand in one place; ``joined``: rules run on from what is above."""
        for block in blocks:
            for strip in self._block(block, where):
                if self._below_heading:
                    strip.before = min(strip.before, _BELOW_HEADING)
                self._below_heading = isinstance(block, Heading)
                strip.joined = strip.joined or joined
                joined = bool(where.bars)
                yield strip

    def _block(self, block: Block, where: _Where) -> Iterator[Strip]:
        if isinstance(block, Paragraph):
            return iter((self._text(block.spans, where),))
        if isinstance(block, Heading):
            return iter((self._heading(block, where),))
        if isinstance(block, Items):
            return self._items(block, where)
        if isinstance(block, Callout):
            return self._callout(block, where)
        if isinstance(block, Table):
            return self._table(block, where)
        if isinstance(block, Quote):
            return self._quote(block, where)
        if isinstance(block, Picture):
            return self._picture(block, where)
        return iter((self._code(block, where) if isinstance(block, Code) else self._rule(block, where),))

    def _room(self, where: _Where) -> float:
        return self.setting.room - where.left

    def _strip(self, body: object, where: _Where, wide: float = 0.0) -> Strip:
        return Strip(body, wide or self._room(where), before=where.gap, left=where.left, bars=where.bars, drawn=self.setting.drawn)

    def _text(self, spans: Spans, where: _Where) -> Strip:
        return self._strip(paragraph(spans, where.look, self._room(where), self.setting.resolve), where)

    def _heading(self, heading: Heading, where: _Where) -> Strip:
        rank = 2 + max(0, heading.level - self.shallowest)
        look = _LEVELS.get(rank, _LOW)
        strip = self._text(heading.spans, replace(where, look=look, gap=_ABOVE.get(rank, 10.0)))
        strip.keep = True
        strip.entries = self.setting.entries(replace(heading, level=rank), heading.spans)
        return strip

    # ── lists ────────────────────────────────────────────────────────────────

    def _items(self, items: Items, where: _Where) -> Iterator[Strip]:
        boxes = any(item.tick is not None for item in items.items)
        indent = _BOX_INDENT if boxes else _INDENT
        if items.start is not None:
            last = f"{items.start + len(items.items) - 1}."
            indent = max(indent, fonts.width(last, fonts.REGULAR, where.look.size) + 7)
        left = min(where.left + indent, max(where.left, self.setting.room * _MOST_INDENT))
        inner = replace(where, left=left, gap=_POINT_GAP + (1.5 if boxes else 0.0))
        for place, item in enumerate(items.items):
            first = True
            for strip in self._point(item, inner):
                if first:
                    strip.before = where.gap if place == 0 and where.gap == _GAP else inner.gap
                    strip.marker = _marker(items, place, item, left)
                    first = False
                yield strip

    def _point(self, item: Item, where: _Where) -> Iterator[Strip]:
        blocks = (
            item.blocks if item.blocks and isinstance(item.blocks[0], Paragraph) else (Paragraph((Span("\u00a0"),)), *item.blocks)
        )
        return self.blocks(blocks, where, joined=bool(where.bars))

    # ── what has a rule at its side ──────────────────────────────────────────

    def _callout(self, callout: Callout, where: _Where) -> Iterator[Strip]:
        colour = _colour(callout_token(callout.kind))
        inner = replace(where, left=where.left + _BAR_ROOM, bars=(*where.bars, Bar(where.left, colour)), gap=_GAP)
        look = Look(BODY, fonts.SEMIBOLD, colour, 1.35)
        title = self._text((Span(callout_title(callout.kind, callout.title)),), replace(inner, look=look, gap=13.0))
        title.keep = bool(callout.blocks)
        yield title
        for place, strip in enumerate(self.blocks(callout.blocks, inner, joined=True)):
            strip.before = min(strip.before, 3.0) if place == 0 else strip.before
            yield strip
        yield self._space(where, 6.0)

    def _quote(self, quote: Quote, where: _Where) -> Iterator[Strip]:
        bar = Bar(where.left, LIGHT.line)
        inner = replace(where, left=where.left + _BAR_ROOM, bars=(*where.bars, bar), look=replace(where.look, colour=LIGHT.muted))
        yield from self.blocks(quote.blocks, inner)

    def _space(self, where: _Where, high: float) -> Strip:
        from reportlab.platypus import Spacer

        strip = self._strip(Spacer(1, 0), where)
        strip.before = high
        strip.joined = bool(where.bars)
        return strip

    # ── the rest ─────────────────────────────────────────────────────────────

    def _table(self, table: Table, where: _Where) -> Iterator[Strip]:
        most = self.setting.most - where.left if not where.bars else self._room(where)
        made, wide = make_table(table, self._room(where), most, self.setting.resolve)
        if made is not None:
            yield self._strip(made, replace(where, gap=_GAP + 2), wide)
            yield self._space(where, 5.0)
            return
        for row in (table.head, *table.rows):
            cells = [span for cell in row if text_of(cell).strip() for span in (*cell, Span(" · "))]
            yield self._text(tuple(cells[:-1]) or (Span(""),), where)

    def _code(self, code: Code, where: _Where) -> Strip:
        spans: list[Span] = []
        for line in code.text.split("\n"):
            solid = re.sub(r"^ +| {2,}", lambda match: "\u00a0" * len(match[0]), line.expandtabs(4))
            spans += [Span(solid or "\u00a0"), Span("\n")]
        inner = replace(where, left=where.left + 6, look=Look(9.5, leading=1.4), gap=_GAP + 5)
        body = paragraph(tuple(spans[:-1]), inner.look, self._room(inner) - 6)
        strip = self._strip(body, inner, self._room(inner) - 6)
        strip.ground = SHADE
        return strip

    def _picture(self, picture: Picture, where: _Where) -> Iterator[Strip]:
        data = self.setting.picture(picture.name)
        made = make_picture(data, self._room(where), _HIGHEST_PICTURE) if data else None
        small = replace(where, look=Look(8.8, colour=LIGHT.muted, leading=1.35), gap=4.0)
        if made is None:
            told = _("The picture «{name}» is missing.").format(name=picture.alt or picture.name)
            yield self._text((Span(told),), replace(small, gap=_GAP))
            return
        strip = self._strip(made, replace(where, gap=_GAP + 3))
        strip.keep = bool(picture.alt)
        yield strip
        if picture.alt:
            yield self._text((Span(picture.alt),), small)

    def _rule(self, _rule: Rule, where: _Where) -> Strip:
        from reportlab.platypus import HRFlowable

        from chefsstod.pdf.paper import ink

        line = HRFlowable("100%", 0.6, color=ink(LIGHT.line), spaceBefore=0, spaceAfter=0)
        return self._strip(line, replace(where, gap=14.0))


def _marker(items: Items, place: int, item: Item, left: float) -> Marker:
    if item.tick is not None:
        return Marker(left - _BOX_INDENT, ticked=item.tick)
    if items.start is not None:
        return Marker(left - 6, f"{items.start + place}.", right=True)
    return Marker(left - 11, "•")


def _colour(token: str) -> str:
    return LIGHT.categories.get(token) or str(getattr(LIGHT, token, LIGHT.muted))
