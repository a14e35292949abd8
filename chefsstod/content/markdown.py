"""Markdown → the tree of ``document``: one stream of tokens for screen, paper, search and command line.

CommonMark with tables, strikethrough, ``- [ ]`` boxes and ``::: name`` call-outs. HTML in a text is shown as the words it is,
never run; a picture must lie with the text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from chefsstod.content.document import (
    CALLOUTS,
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
    Rule,
    Span,
    Spans,
    Table,
    text_of,
)

_BOX = re.compile(r"\[([ xX])\]\s+")
_OURS = ("chefsstod:", "#")
_SCHEMES = (*_OURS, "https:", "http:", "mailto:", "tel:")
MAX_NESTING = 20


@lru_cache(maxsize=64)
def parse(text: str) -> Document:
    """The tree of a text. Never raises: what is no Markdown is words."""
    return _Reader(_parser().parse(text)).document()


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING, "typographer": False})
    parser.enable(["table", "strikethrough"])
    return parser.use(container_plugin, "callout", validate=lambda info, *_: info.strip().split(" ")[0] in CALLOUTS)


def anchor_of(text: str) -> str:
    """The words of a heading as they stand in an address: lower case, å ä ö kept, hyphens for the rest."""
    return re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", text).casefold()).strip("-") or "rubrik"


_END = SimpleNamespace(type="")
"""Stands after the last token."""


class _Reader:
    """Walks the tokens once, from the first to the last."""

    def __init__(self, tokens: list[Any]) -> None:
        self._tokens = [*tokens, _END]
        self._at = 0
        self._anchors: Counter[str] = Counter()
        self._keys: Counter[str] = Counter()

    def document(self) -> Document:
        return Document(self._blocks(""))

    def _blocks(self, end: str) -> tuple[Block, ...]:
        """The blocks up to the token ``end``, which is passed."""
        found: list[Block] = []
        while (token := self._next()).type != end:
            block = self._block(token)
            found += block if isinstance(block, list) else [block]
        return tuple(found)

    def _next(self) -> Any:
        """The token that stands next, which is passed. What opens always closes: the parser sees to that."""
        self._at += 1
        return self._tokens[self._at - 1]

    def _block(self, token: Any) -> Block | list[Block]:
        simple: dict[str, Callable[[], Block | list[Block]]] = {
            "heading_open": lambda: self._heading(int(token.tag[1:])),
            "paragraph_open": self._paragraph,
            "bullet_list_open": lambda: self._list(token),
            "ordered_list_open": lambda: self._list(token),
            "blockquote_open": lambda: Quote(self._blocks("blockquote_close")),
            "container_callout_open": lambda: self._callout(token.info),
            "table_open": self._table,
            "fence": lambda: Code(token.content.rstrip("\n")),
            "code_block": lambda: Code(token.content.rstrip("\n")),
            "hr": Rule,
        }
        return simple[token.type]() if token.type in simple else []

    def _callout(self, info: str) -> Callout:
        kind, _, title = info.strip().partition(" ")
        return Callout(kind, title.strip(), self._blocks("container_callout_close"))

    def _inline(self, closing: str) -> list[Any]:
        """The children of the inline token that stands next, up to ``closing``."""
        children: list[Any] = []
        while (token := self._next()).type != closing:
            children += token.children or []
        return children

    def _heading(self, level: int) -> Heading:
        spans = _spans(self._inline("heading_close"))
        return Heading(level, spans, _unique(anchor_of(text_of(spans)), self._anchors))

    def _paragraph(self) -> Block | list[Block]:
        """A paragraph; pictures in it stand on their own."""
        children = self._inline("paragraph_close")
        found: list[Block] = []
        rest: list[Any] = []
        for child in children:
            if child.type != "image":
                rest.append(child)
                continue
            found += _paragraph_of(rest)
            rest = []
            name, alt = child.attrs.get("src", ""), child.content
            found.append(Picture(name, alt) if _lies_here(name) else Paragraph((Span(alt or name),)))
        found += _paragraph_of(rest)
        return found

    def _list(self, token: Any) -> Items:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1)) if ordered else None
        items: list[Item] = []
        while self._next().type == "list_item_open":  # else the list closes
            items.append(self._item(self._blocks("list_item_close")))
        return Items(tuple(items), start)

    def _item(self, blocks: tuple[Block, ...]) -> Item:
        first = blocks[0] if blocks else None
        if not isinstance(first, Paragraph) or not first.spans or not (box := _BOX.match(first.spans[0].text)):
            return Item(blocks)
        head = first.spans[0]
        words = (Span(head.text[box.end() :], head.bold, head.italic, head.code, head.strike, head.link), *first.spans[1:])
        key = _unique(anchor_of(text_of(words))[:60], self._keys)
        return Item((Paragraph(words), *blocks[1:]), box[1] != " ", key)

    def _table(self) -> Table:
        rows: list[list[Spans]] = []
        aligns: list[Align] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    aligns.append(Align(str(token.attrs.get("style", "")).rpartition(":")[2] or "left"))
                rows[-1].append(_spans(self._inline(token.type.replace("open", "close"))))
        return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), tuple(aligns))


def _unique(name: str, used: "Counter[str]") -> str:
    """``name``, with a number after it when it is used already."""
    used[name] += 1
    if used[name] == 1:
        return name
    return _unique(f"{name}-{used[name]}", used)


def _paragraph_of(children: list[Any]) -> list[Block]:
    spans = _spans(children)
    return [Paragraph(spans)] if text_of(spans).strip() else []


def _lies_here(name: str) -> bool:
    """Whether a picture lies with the text: no address of another place, no path out of the folder."""
    return bool(re.fullmatch(r"[\w\-./ ]+", name)) and not name.startswith("/") and ".." not in name.split("/")


def _spans(children: list[Any] | None) -> Spans:
    """The words of a line with their looks. Addresses of a kind that we do not know are left out; the words stay."""
    found: list[Span] = []
    look: Counter[str] = Counter()
    link = ""
    for child in children or []:
        kind, _, edge = child.type.rpartition("_")
        if child.type == "link_open":
            address = str(child.attrs.get("href", ""))
            if address.startswith(_OURS):
                address = unquote(address)  # «#översikt», as anchors and ids are written
            link = address if address.startswith(_SCHEMES) else ""
        elif child.type == "link_close":
            link = ""
        elif edge in ("open", "close") and kind in ("strong", "em", "s"):
            look[kind] += 1 if edge == "open" else -1
        else:
            text = {"softbreak": " ", "hardbreak": "\n", "image": child.content}.get(child.type, child.content)
            if text:
                bold, italic, strike = (look[name] > 0 for name in ("strong", "em", "s"))
                found.append(Span(text, bold, italic, child.type == "code_inline", strike, link))
    return _joined(found)


def _joined(spans: list[Span]) -> Spans:
    """Neighbours of the same look as one."""
    found: list[Span] = []
    for span in spans:
        if found and span.text != "\n" and found[-1].text != "\n" and _look(found[-1]) == _look(span):
            found[-1] = Span(found[-1].text + span.text, *_look(span))
        else:
            found.append(span)
    return tuple(found)


def _look(span: Span) -> tuple[bool, bool, bool, bool, str]:
    return span.bold, span.italic, span.code, span.strike, span.link
