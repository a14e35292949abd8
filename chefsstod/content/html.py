"""The tree of a text → the HTML that QTextBrowser understands. Everything that comes from a text is escaped; no Qt here.

Qt's rich text knows no borders on paragraphs: what has a rule at its side is a table of one cell.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

from chefsstod.content.document import (
    Align,
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
    Span,
    Spans,
    Table,
    outline,
    text_of,
)
from chefsstod.content.links import SCHEME
from chefsstod.content.words import callout_title, callout_token
from chefsstod.i18n import _

TICK, TERM, PICTURE = "tick:", "term:", "picture:"
"""What stands before the key of a box, the key of a term and the name of a picture in an address of the page itself."""
OPEN_BOX, TICKED_BOX = "☐", "☑"
LETTER = 0.47
"""The mean width of a letter of Swedish text, as a share of the font size."""
SOFT_HYPHEN = "\u00ad"
_LONG_WORD, _LAW = 13, 24


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a page, each «#RRGGBB»; ``callouts`` by token of ``words.callout_token``."""

    ink: str
    muted: str
    accent: str
    line: str
    shade: str
    callouts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """Words to explain where they first stand: ``forms`` maps each form to the key of its term, ``tips`` a key to the explanation,
    ``pattern`` finds the forms.
    """

    forms: Mapping[str, str]
    tips: Mapping[str, str]
    pattern: re.Pattern[str] | None = None

    def found(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Start, end and key of each term in ``text``. Abbreviations («LAS») only as they are written."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(text):
            word = match[0]
            key = self.forms.get(word) or self.forms.get(word.casefold())
            if key:
                yield match.start(), match.end(), key


NO_TERMS = Terms({}, {})


def make_terms(forms: Mapping[str, str], tips: Mapping[str, str]) -> Terms:
    """Prepare the search for the terms; ``forms`` maps a form as written to the key of its term, ``tips`` the key to the words."""
    known: dict[str, str] = {}
    for form, key in forms.items():
        known[form if form.isupper() else form.casefold()] = key
    if not known:
        return NO_TERMS
    words = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
    return Terms(known, tips, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set and what it knows of the world around it.

    ``size`` is the running text and ``width`` the column, in pixels. ``titles`` gives the title of what a «chefsstod:» address
    points to (None: it does not exist). ``pictures`` gives the size of a picture in pixels (None: it is missing).
    """

    tones: Tones
    size: float = 16.0
    width: int = 560
    titles: Callable[[str], str | None] = lambda _address: None
    pictures: Callable[[str], tuple[int, int] | None] = lambda _name: None
    ticked: frozenset[str] = frozenset()
    terms: Terms = NO_TERMS


def to_html(document: Document, setting: Setting) -> str:
    """The body of the page: no head, no style sheet."""
    return Writer(setting, {heading.anchor for heading in outline(document)}).blocks(document.blocks)


@dataclass(slots=True)
class Writer:
    """Writes blocks in one setting; remembers which terms it has explained already."""

    setting: Setting
    anchors: set[str] = field(default_factory=set)
    explained: set[str] = field(default_factory=set)

    # ── blocks ───────────────────────────────────────────────────────────────

    def blocks(self, blocks: Sequence[Block], *, inside: bool = False) -> str:
        """Blocks after each other; ``inside`` a cell the last one has no white space under it."""
        last = len(blocks) - 1
        return "".join(self._block(block, last=inside and place == last) for place, block in enumerate(blocks))

    def _block(self, block: Block, *, last: bool) -> str:  # noqa: PLR0911 - one return for each kind of block
        gap = 0 if last else round(self.setting.size * 0.75)
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return self.paragraph(self.spans(block.spans), gap=gap)
        if isinstance(block, Items):
            return self._list(block, gap)
        if isinstance(block, Table):
            return self._table(block, gap)
        if isinstance(block, Callout):
            return self._callout(block, gap)
        if isinstance(block, Quote):
            return self.ruled(self.setting.tones.line, self.blocks(block.blocks, inside=True), gap)
        if isinstance(block, Code):
            return self._code(block, gap)
        if isinstance(block, Picture):
            return self._picture(block, gap)
        return f'<hr style="background-color:{self.setting.tones.line}" />'

    def paragraph(self, inner: str, *, gap: int, extra: str = "") -> str:
        """A paragraph of ready HTML."""
        return f'<p style="margin-top:0px;margin-bottom:{gap}px;line-height:{LINE}%;{extra}">{inner}</p>'

    def _heading(self, heading: Heading) -> str:
        size = self.setting.size
        px = {1: 1.55, 2: 1.3, 3: 1.1}.get(heading.level, 1.0) * size
        above = {1: 1.8, 2: 1.8, 3: 1.3}.get(heading.level, 1.0) * size
        level = min(6, max(2, heading.level))  # the title of the page is the only heading of level 1
        return (
            f'<h{level} style="font-size:{px:.0f}px;font-weight:600;margin-top:{above:.0f}px;margin-bottom:{size * 0.45:.0f}px">'
            f'<a name="{escape(heading.anchor)}"></a>{self.spans(heading.spans, terms=False)}</h{level}>'
        )

    def _list(self, items: Items, gap: int) -> str:
        if any(item.tick is not None for item in items.items):
            return self._boxes(items.items, gap)
        tag = "ol" if items.start is not None else "ul"
        start = f' start="{items.start}"' if items.start not in (None, 1) else ""
        inner = "".join(f"<li>{self._point(item)}</li>" for item in items.items)
        return f'<{tag}{start} style="margin-top:0px;margin-bottom:{gap}px">{inner}</{tag}>'

    def _point(self, item: Item) -> str:
        small = round(self.setting.size * 0.3)
        parts = []
        for place, block in enumerate(item.blocks):
            if isinstance(block, Paragraph):
                parts.append(self.paragraph(self.spans(block.spans), gap=small))
            else:
                parts.append(self._block(block, last=place == len(item.blocks) - 1))
        return "".join(parts)

    def _boxes(self, items: Sequence[Item], gap: int) -> str:
        """A checklist: a row for each point, the box in a column of its own so that long points hang beside it."""
        size, tones = self.setting.size, self.setting.tones
        rows = []
        for item in items:
            sign = "•"
            if item.tick is not None:
                done = item.tick or item.key in self.setting.ticked
                word = _("Ticked: {text}") if done else _("Not ticked: {text}")
                told = escape(word.format(text=_bare(item)))
                sign = (
                    f'<a href="{TICK}{escape(item.key)}" title="{told}" style="color:{tones.accent};text-decoration:none;'
                    f'font-size:{size * 1.15:.0f}px">{TICKED_BOX if done else OPEN_BOX}</a>'
                )
            box = self.paragraph(sign, gap=0)
            rows.append(f'<tr><td width="{size * 1.7:.0f}">{box}</td><td>{self._point(item)}</td></tr>')
        return (
            f'<table cellspacing="0" cellpadding="2" style="margin-top:{gap // 3}px;margin-bottom:{gap}px">{"".join(rows)}</table>'
        )

    def _callout(self, callout: Callout, gap: int) -> str:
        tones, size = self.setting.tones, self.setting.size
        color = tones.callouts.get(callout_token(callout.kind), tones.muted)
        head = (
            f'<p style="margin-top:0px;margin-bottom:{size * 0.35:.0f}px;color:{color};font-weight:600">'
            f"{escape(callout_title(callout.kind, callout.title))}</p>"
        )
        return self.ruled(color, head + self.blocks(callout.blocks, inside=True), gap)

    def ruled(self, color: str, inner: str, gap: int) -> str:
        """Ready HTML with a rule in ``color`` down its left side."""
        pad = round(self.setting.size)
        return (
            f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:{gap}px;margin-bottom:{gap + gap // 2}px"><tr>'
            f'<td style="border-left-width:3px;border-left-style:solid;border-left-color:{color};'
            f'padding-left:{pad}px;padding-top:2px;padding-bottom:2px">{inner}</td></tr></table>'
        )

    def _code(self, code: Code, gap: int) -> str:
        tones, size = self.setting.tones, self.setting.size
        return (
            f'<table width="100%" cellspacing="0" cellpadding="{size * 0.6:.0f}" bgcolor="{tones.shade}" '
            f'style="margin-bottom:{gap}px">'
            f'<tr><td><pre style="white-space:pre-wrap;font-family:monospace;font-size:{size * 0.88:.0f}px;margin:0px">'
            f"{escape(code.text)}</pre></td></tr></table>"
        )

    def _picture(self, picture: Picture, gap: int) -> str:
        size = self.setting.pictures(picture.name)
        alt = escape(picture.alt)
        if size is None:
            told = _("The picture «{name}» is missing.").format(name=picture.alt or picture.name)
            return self.paragraph(self._muted(escape(told)), gap=gap)
        wide, high = size
        shown = max(1, min(wide, self.setting.width))
        image = (
            f'<img src="{PICTURE}{escape(picture.name)}" width="{shown}" height="{max(1, round(high * shown / max(1, wide)))}" '
            f'alt="{alt}" title="{alt}" />'
        )
        small = round(self.setting.size * 0.3)
        legend = self.paragraph(self._small(alt), gap=gap) if picture.alt else ""
        return f'<p style="margin-top:0px;margin-bottom:{small if legend else gap}px">{image}</p>{legend}'

    # ── tables ───────────────────────────────────────────────────────────────

    def _table(self, table: Table, gap: int) -> str:
        return self._records(table, gap) if self._too_wide(table) else self._grid(table, gap)

    def _too_wide(self, table: Table) -> bool:
        """Whether the longest pieces of words do not fit side by side, so that the table would burst the column."""
        columns = max((len(row) for row in (table.head, *table.rows)), default=0)
        room = self.setting.width / (self.setting.size * LETTER)
        need = 0
        for place in range(columns):
            cells = [text_of(row[place]) for row in (table.head, *table.rows) if place < len(row)]
            words = [min(len(word), _LONG_WORD) for cell in cells for word in cell.split()]
            need += max(5, *words, 0) + 3 if words else 3
        return need > room or (columns > 2 and room / columns < 11)

    def _grid(self, table: Table, gap: int) -> str:
        tones, pad = self.setting.tones, round(self.setting.size * 0.4)
        head = "".join(self._cell(cell, table, place, head=True) for place, cell in enumerate(table.head))
        body = "".join(
            "<tr>" + "".join(self._cell(cell, table, place, head=False) for place, cell in enumerate(row)) + "</tr>"
            for row in table.rows
        )
        empty = not any(text_of(cell).strip() for cell in table.head)
        first = "" if empty else f"<tr>{head}</tr>"
        return (
            f'<table width="100%" cellspacing="0" cellpadding="{pad}" '
            f'style="margin-top:{gap // 2}px;margin-bottom:{gap + gap // 2}px;border-color:{tones.line}">{first}{body}</table>'
        )

    def _cell(self, spans: Spans, table: Table, place: int, *, head: bool) -> str:
        tones = self.setting.tones
        align = table.aligns[place] if place < len(table.aligns) else Align.LEFT
        color, width = (tones.muted, 1) if head else (tones.line, 1)
        # Half the letter's size: cells are read across, not along.
        small = self.setting.size * 0.94
        inner = self.spans(spans, terms=not head, soft=True) or "&nbsp;"
        weight = "font-weight:600;" if head else ""
        return (
            f'<td valign="{"bottom" if head else "top"}" style="border-bottom-width:{width}px;border-bottom-style:solid;'
            f'border-bottom-color:{color}">'
            f'<p align="{align.value}" style="margin:0px;line-height:{LINE_CELL}%;font-size:{small:.0f}px;{weight}">'
            f"{inner}</p></td>"
        )

    def _records(self, table: Table, gap: int) -> str:
        """A row is a small text of its own where the columns do not fit: «head: value», a line each."""
        small = round(self.setting.size * 0.15)
        parts = []
        for row in table.rows:
            lines = []
            for place, cell in enumerate(row):
                if not text_of(cell).strip():
                    continue
                name = text_of(table.head[place]).strip() if place < len(table.head) else ""
                inner = self.spans(cell)
                if place == 0:
                    inner = bold(inner)
                elif name:
                    inner = f"{self._muted(escape(name) + ':')} {inner}"
                lines.append(self.paragraph(inner, gap=small))
            parts.append(self.ruled(self.setting.tones.line, "".join(lines), gap // 2))
        return "".join(parts)

    # ── words ────────────────────────────────────────────────────────────────

    def spans(self, spans: Spans, *, terms: bool = True, soft: bool = False) -> str:
        """Running text; ``terms`` are explained, and long words may be divided when ``soft``."""
        return "".join(self._span(span, terms=terms, soft=soft) for span in spans)

    def _span(self, span: Span, *, terms: bool, soft: bool) -> str:
        if span.text == "\n":
            return "<br />"
        shown = divide(span.text) if soft and not span.link else span.text
        if span.link.startswith(f"{SCHEME}law/") and len(shown) <= _LAW:
            shown = shown.replace(" ", "\u00a0")  # «3 kap. 2 a §» stays on one line
        inner = self._explained(shown) if terms and not (span.link or span.code) else escape(shown)
        if span.code:
            look = f"font-size:{self.setting.size * 0.9:.0f}px;background-color:{self.setting.tones.shade}"
            inner = f'<code style="{look}">{inner}</code>'
        if span.bold:
            inner = bold(inner)
        for there, tag in ((span.italic, "i"), (span.strike, "s")):
            inner = f"<{tag}>{inner}</{tag}>" if there else inner
        return self.link(span.link, inner) if span.link else inner

    def link(self, address: str, inner: str) -> str:
        """Ready HTML as a link with its target's title as tool tip; what leads nowhere is muted and says so."""
        color = self.setting.tones.accent
        sign = ""
        if address.startswith(SCHEME):
            title = self.setting.titles(address)
        elif address.startswith("#"):
            title = "" if address[1:] in self.anchors else None
        else:
            title = _("Opens in the browser: {address}").format(address=address) if address.startswith("http") else address
            sign = "&#8239;↗" if address.startswith("http") else ""
        if title is None:
            gone = _("does not exist here")
            return self._muted(f"{inner} ({escape(gone)})")
        tip = f' title="{escape(title)}"' if title else ""
        return f'<a href="{escape(address)}"{tip} style="color:{color};text-decoration:underline">{inner}{sign}</a>'

    def _explained(self, text: str) -> str:
        parts: list[str] = []
        at = 0
        for start, end, key in self.setting.terms.found(text):
            if key in self.explained or start < at:
                continue
            self.explained.add(key)
            tip, look = escape(self.setting.terms.tips.get(key, "")), f"color:{self.setting.tones.ink};text-decoration:none"
            shown = f'<a href="{TERM}{escape(key)}" title="{tip}" style="{look}">{escape(text[start:end])}</a>'
            parts += [escape(text[at:start]), shown]
            at = end
        return "".join([*parts, escape(text[at:])])

    def _muted(self, inner: str) -> str:
        return f'<span style="color:{self.setting.tones.muted}">{inner}</span>'

    def _small(self, inner: str) -> str:
        return f'<span style="color:{self.setting.tones.muted};font-size:{self.setting.size * 0.84:.0f}px">{inner}</span>'


LINE = 113
"""Per cent of the font's own height, which is 1.42 of its size: 1.6 in all."""
LINE_CELL = 100


def bold(inner: str) -> str:
    """Ready HTML in the weight that the fonts have; Qt's own bold would be drawn on top of it."""
    return f'<span style="font-weight:600">{inner}</span>'


def warm() -> None:
    """Read the rules of hyphenation: a tenth of a second that is best spent off the GUI thread."""
    _hyphens()


def divide(text: str) -> str:
    """``text`` with soft hyphens in its long words, so that a narrow column can break them."""
    if not any(len(word) >= _LONG_WORD for word in text.split()):
        return text
    return re.sub(rf"\w{{{_LONG_WORD},}}", lambda match: _hyphens().inserted(match[0], SOFT_HYPHEN), text)


@cache
def _hyphens() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="sv_SE")


def _bare(item: Item) -> str:
    return " ".join(text_of(block.spans) for block in item.blocks if isinstance(block, Paragraph))
