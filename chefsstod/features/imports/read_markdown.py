"""Markdown (.md), with or without front matter → what was found in it. The words stay as they were written."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from chefsstod.content.document import Heading, Picture, plain, text_of, walk
from chefsstod.content.links import read_link
from chefsstod.content.markdown import parse
from chefsstod.content.yaml_lines import BrokenYaml, read
from chefsstod.features.handbook.model import Kind
from chefsstod.features.imports import refusals, titles
from chefsstod.features.imports.encodings import decode
from chefsstod.features.imports.model import MAX_WORDS, Found, Remark, RemarkKind
from chefsstod.features.imports.pictures import Pictures
from chefsstod.features.imports.read_html import NearBy

MEDIA = "text/markdown"
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"(?:#[ \t]+(.+?)[ \t]*#*[ \t]*|([^\n#>|\-*].*)\n=+[ \t]*)(?:\n|$)")
_ATX = re.compile(r"(?m)^(#{1,6})(?=[ \t]|$)")
_PICTURE = re.compile(r"""!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+["'][^)]*["'])?\s*\)""")
_FENCE = re.compile(r"(?ms)^(`{3,}|~{3,}).*?^\1`*~*[ \t]*$")
_HTML = re.compile(r"<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>[ \t]*\n?", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:div|span|p|center|font|u|sup|sub|small|details|summary|img|iframe|a|b|i|em|strong)\b[^>]*>", re.IGNORECASE
)


def read_markdown(data: bytes, name: str, near: NearBy = lambda _address: None) -> Found:
    """The text of a Markdown file. Raises UserError when there is none."""
    text = decode(data)
    if text is None:
        raise refusals.broken()
    facts, text, remarks = _front_matter(text)
    if len(text.split()) > MAX_WORDS:
        raise refusals.too_long()
    title, body = _split_title(_without_html(text).strip("\n"), str(facts.get("title") or ""))
    pictures = Pictures()
    body, remote = _take_pictures(body, pictures, near)
    remarks += [Remark(RemarkKind.REMOTE_DROPPED, count=remote)] if remote else []
    remarks += [Remark(RemarkKind.PICTURES_SKIPPED, count=pictures.skipped)] if pictures.skipped else []
    document = parse(body)
    words = plain(document)
    if not words.strip() and not pictures.files:
        raise refusals.no_text()
    shown = {block.name for block in walk(document.blocks) if isinstance(block, Picture)}
    return Found(
        title=titles.short(title or titles.from_name(name)),
        body=body.strip("\n") + "\n",
        media=MEDIA,
        files={file: value for file, value in pictures.files.items() if file in shown},
        headings=tuple(text_of(block.spans) for block in walk(document.blocks) if isinstance(block, Heading)),
        lines=tuple(line for line in words.split("\n") if line.strip()),
        remarks=tuple(remarks),
        **_stated(facts),
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str, list[Remark]]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text, []
    try:
        value = read(match[1]).value
    except BrokenYaml:
        return {}, text[match.end() :], [Remark(RemarkKind.FRONT_MATTER_BROKEN)]
    return (value, text[match.end() :], []) if isinstance(value, dict) else ({}, text, [])


def _stated(facts: dict[str, Any]) -> dict[str, Any]:
    """What front matter states, as the fields of ``Found``; what is of another kind than it should be is passed over."""
    words = [*_texts(facts.get("keywords")), *_texts(facts.get("tags"))]
    return {
        "summary": " ".join(str(facts.get("summary") or facts.get("description") or "").split()),
        "owner": _text(facts.get("owner")),
        "version": _text(facts.get("version")),
        "valid_from": _day(facts.get("valid_from")),
        "review_by": _day(facts.get("review_by")),
        "keywords": tuple(dict.fromkeys(words)),
        "related": tuple(text for text in _texts(facts.get("related")) if read_link(text) is not None),
        "kind": Kind.HANDBOOK if facts.get("kind") == Kind.HANDBOOK.value else Kind.ROUTINE,
    }


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        value = value.split(",")
    return [text for text in map(_text, value) if text] if isinstance(value, list) else []


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def _split_title(text: str, stated: str) -> tuple[str, str]:
    """The title, and the text with sections from the second level on."""
    match = _TITLE.match(text.lstrip("\n"))
    first = (match[1] or match[2]) if match else ""
    if match is not None and (not stated or titles.bare(first) == titles.bare(stated)):
        text = text.lstrip("\n")[match.end() :]
    elif match is not None and stated:
        first = ""
    title = text_of(_spans(first)) if first and not stated else stated
    outside = _FENCE.sub("", text)
    if any(len(mark) == 1 for mark in _ATX.findall(outside)):
        text = _outside_fences(text, lambda part: _ATX.sub(lambda mark: ("#" + mark[1])[:6], part))
    return " ".join(title.split()), text


def _spans(text: str) -> Any:
    blocks = parse(text).blocks
    return blocks[0].spans if blocks and hasattr(blocks[0], "spans") else ()


def _outside_fences(text: str, change: Callable[[str], str]) -> str:
    """Change the text that is no code."""
    out, at = "", 0
    for fence in _FENCE.finditer(text):
        out += change(text[at : fence.start()]) + fence[0]
        at = fence.end()
    return out + change(text[at:])


def _without_html(text: str) -> str:
    return _outside_fences(text, lambda part: _TAG.sub("", _BREAK.sub("\\\\\n", _HTML.sub("", part))))


def _take_pictures(text: str, pictures: Pictures, near: NearBy) -> tuple[str, int]:
    """Keep the pictures that lie beside the file; returns the text and how many stand elsewhere and were left out."""
    remote = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal remote
        if re.match(r"[a-z][a-z0-9+.-]*:|//", match[2], re.IGNORECASE):
            remote += 1
            return match[1]
        data = near(match[2])
        if data is None:
            pictures.skip()
        name = pictures.add(data) if data else ""
        return f"![{match[1]}]({name})" if name else match[1]

    return _outside_fences(text, lambda part: _PICTURE.sub(kept, part)), remote
