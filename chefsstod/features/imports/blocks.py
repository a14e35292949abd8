"""A cleaned web page → Markdown, block by block. What our Markdown has no form for (a list in a cell) becomes plain words."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chefsstod.content.document import Span
from chefsstod.content.links import SCHEME
from chefsstod.features.imports import marks
from chefsstod.features.imports.grids import SHORT, Grid, grid_of, words_of
from chefsstod.features.imports.markdown_text import inline

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

_HEADING = re.compile(r"h[1-6]$")
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
MAX_FRAMED = 900
"""A frame around longer words is no box beside the text but the text itself."""
_ADDRESSES = ("https://", "http://", "mailto:", "tel:", SCHEME)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def markdown_of(root: "Tag") -> str:
    """The whole text."""
    return _joined(list(blocks_of(root))).strip("\n") + "\n"


def _joined(blocks: list[str]) -> str:
    """The blocks with a blank line between; boxes that follow each other are one list."""
    out = ""
    for block in blocks:
        near = out and block.startswith("- [") and out.rsplit("\n", 1)[-1].startswith("- [")
        out += ("\n" if near else "\n\n" if out else "") + block
    return out


def blocks_of(tag: "Tag") -> Iterator[str]:
    """The blocks within ``tag``; words that stand loose between blocks are a paragraph."""
    loose: list[PageElement] = []
    number_mark, before = ".", ""
    for child in list(tag.children):
        if _is_inline(child):
            loose.append(child)
            continue
        yield from _paragraph(loose)
        loose = []
        name = getattr(child, "name", None)
        if name is not None:
            # Two numbered lists beside each other would be read as one, were their marks the same.
            number_mark = ")" if name == before == "ol" and number_mark == "." else "."
            before = name
            yield from _block(child, number_mark)  # type: ignore[arg-type]
    yield from _paragraph(loose)


def _is_inline(node: "PageElement") -> bool:
    name = getattr(node, "name", None)
    if name is None:
        return True
    return name in _INLINE and not (name != "img" and node.find(lambda t: t.name not in _INLINE))  # type: ignore[attr-defined]


def _block(tag: "Tag", number_mark: str) -> Iterator[str]:
    name = tag.name
    if _HEADING.match(name):
        yield from _heading(tag)
    elif name in ("ul", "ol"):
        text = _list(tag, number_mark)
        if text:
            yield text
    elif name == "table":
        yield from _table(tag)
    elif name == "pre":
        yield f"```\n{tag.get_text().strip(chr(10))}\n```".replace("````", "```")
    elif name == "blockquote":
        inner = _joined(list(blocks_of(tag)))
        if inner:
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    elif name == "hr":
        yield "---"
    elif name == "dt":
        words = inline([Span(" ".join(tag.get_text().split()), bold=True)])
        if words:
            yield words
    elif name == "p":
        yield from _paragraph(list(tag.children)) if all(map(_is_inline, tag.children)) else blocks_of(tag)
    else:
        yield from blocks_of(tag)


def _heading(tag: "Tag") -> Iterator[str]:
    spans = [Span(span.text, link=span.link) for span in spans_of(tag) if span.text != "\n"]
    words = inline(spans, breaks=False)
    if words:
        yield "#" * int(tag.name[1]) + " " + words
    yield from pictures_of(tag)


def pictures_of(tag: "Tag") -> Iterator[str]:
    """The pictures within ``tag`` (or itself), each a block of its own."""
    for image in [tag] if tag.name == "img" else tag.find_all("img"):
        words = " ".join(str(image.get("alt") or "").split()).replace("[", "(").replace("]", ")")
        alt = inline([Span(words)], breaks=False)
        yield f"![{alt}]({image['src']})"


def _paragraph(nodes: "list[PageElement]") -> Iterator[str]:
    """A paragraph, a box to tick, and the pictures that stood in it."""
    spans = [span for node in nodes for span in _spans(node, Span(""))]
    text = "".join(span.text for span in spans)
    found = marks.box(text)
    if found is not None:
        ticked, length = found
        words = inline(_without(spans, length))
        if words:
            yield f"- [{'x' if ticked else ' '}] " + words.replace("\n", "\n  ")
    else:
        words = inline(spans)
        if words:
            yield words
    for node in nodes:
        if getattr(node, "name", None) is not None:
            yield from pictures_of(node)  # type: ignore[arg-type]


def _without(spans: list[Span], length: int) -> list[Span]:
    """The spans without their first ``length`` signs."""
    found: list[Span] = []
    for span in spans:
        text = span.text[length:] if length < len(span.text) else ""
        length = max(0, length - len(span.text))
        if text:
            found.append(Span(text, span.bold, span.italic, span.code, span.strike, span.link))
    return found


def spans_of(tag: "Tag") -> list[Span]:
    """The words of ``tag`` with their look."""
    return [span for child in tag.children for span in _spans(child, Span(""))]


def _spans(node: "PageElement", look: Span) -> Iterator[Span]:
    name = getattr(node, "name", None)
    if name is None:
        if type(node).__name__ == "NavigableString":  # no comments, no declarations
            yield Span(re.sub(r"\s+", " ", str(node)), look.bold, look.italic, look.code, look.strike, look.link)
        return
    if name == "br":
        yield Span("\n")
        return
    if name in ("img", "wbr"):
        return
    text = node.get_text().strip()
    if name == "sup" and re.fullmatch(r"\d{1,3}", text):
        yield Span(text.translate(_SUPERSCRIPT), look.bold, look.italic, link=look.link)
        return
    link = look.link
    if name == "a":
        address = str(node.get("href") or "").strip()  # type: ignore[attr-defined]
        link = address if address.startswith(_ADDRESSES) else link
    inner = Span(
        "",
        look.bold or name in ("strong", "b"),
        look.italic or name in ("em", "i"),
        look.code or name in ("code", "kbd", "samp", "tt"),
        look.strike or name in ("s", "del", "strike"),
        link,
    )
    for child in node.children:  # type: ignore[attr-defined]
        yield from _spans(child, inner)


# ── lists ────────────────────────────────────────────────────────────────────


def _list(tag: "Tag", number_mark: str) -> str:
    number = int(str(tag.get("start"))) if str(tag.get("start") or "").isdigit() else 1
    lines: list[str] = []
    for item in tag.children:
        if getattr(item, "name", None) in ("ul", "ol"):  # a list in a list without an item, as old editors write
            inner = _list(item, ".")  # type: ignore[arg-type]
            if inner:
                lines.append("\n".join("   " + line for line in inner.split("\n")))
            continue
        if getattr(item, "name", None) != "li":
            continue
        mark = f"{number}{number_mark} " if tag.name == "ol" else "- "
        text = _item(item)  # type: ignore[arg-type]
        if text:
            lines.append(mark + text.replace("\n", "\n" + " " * len(mark)))
            number += 1
    return re.sub(r"\n +(?=\n)", "\n", "\n".join(lines))


def _item(tag: "Tag") -> str:
    out = ""
    for block in blocks_of(tag):
        if block.startswith("- [") and not out:
            out = block[2:].replace("\n  ", "\n")
        else:
            close = re.match(r"(?:- |\d+[.)] )", block)
            out += ("\n" if close else "\n\n" if out else "") + block
    return out.strip("\n")


# ── tables ───────────────────────────────────────────────────────────────────


def _table(tag: "Tag") -> Iterator[str]:
    grid = grid_of(tag)
    if grid.is_layout:
        yield from _unfolded(grid)
        return
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    head = [_plain(cell) for cell in rows.pop(0)] if grid.has_head else [""] * len(rows[0])
    lines = [head, ["---"] * len(head), *rows]
    yield "\n".join("| " + " | ".join(line) + " |" for line in lines)
    yield from pictures_of(tag)


def _plain(words: str) -> str:
    """The head of a column without bold: it is a head."""
    return words[2:-2] if words.startswith("**") and words.endswith("**") and words.count("**") == 2 else words


def _cell(tag: "Tag | None") -> str:
    """The words of a cell on one line."""
    if tag is None:
        return ""
    parts = [_in_cell(part) for part in _parts_of(tag)]
    out = ""
    for part in (part for part in parts if part):
        joint = "" if not out else " " if out[-1] in ".:;,!?" or part.startswith("•") else "; "
        out += joint + part
    return out


def _parts_of(tag: "Tag") -> "Iterator[Tag]":
    """The parts of a cell that stand below each other."""
    inner = [child for child in tag.find_all(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td"]) if not _holds_parts(child)]
    yield from inner or [tag]


def _holds_parts(tag: "Tag") -> bool:
    return tag.name in ("td", "li") and tag.find(["p", "li", "td"]) is not None and not _own_words(tag)


def _own_words(tag: "Tag") -> bool:
    return any(str(child).strip() for child in tag.children if getattr(child, "name", None) is None)


def _in_cell(tag: "Tag") -> str:
    kept = [child for child in tag.children if getattr(child, "name", None) not in ("ul", "ol", "table")]
    words = inline((span for child in kept for span in _spans(child, Span(""))), breaks=False)
    words = words.replace("|", "\\|")
    return f"• {words}" if tag.name == "li" and words else words


def _unfolded(grid: Grid) -> Iterator[str]:
    """A table that only holds things in their places: one below the other; a left column of labels becomes bold words."""
    told: list[Tag] = []
    framed = [cell for row in grid.rows for cell in row if cell is not None]
    if len(framed) == 1 and len(words_of(framed[0])) <= MAX_FRAMED and framed[0].find("table") is None:
        words = _joined(list(blocks_of(framed[0])))
        if words:
            yield "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
        return
    for row in grid.rows:
        cells = [cell for cell in row if cell is not None]
        for place, cell in enumerate(cells):
            if any(cell is other for other in told):
                continue
            told.append(cell)
            words = words_of(cell)
            if place == 0 and len(cells) > 1 and len(words) <= SHORT:
                if words:
                    yield inline([Span(words, bold=True)])
                yield from pictures_of(cell)
            else:
                yield from blocks_of(cell)
