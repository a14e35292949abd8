"""Spans → Markdown that ``content.markdown`` reads back as the same words: escaped, and emphasised where it can be."""

import re
from collections.abc import Iterable

from chefsstod.content.document import Span

_ESCAPED = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n]|$)"  # a backslash that would escape something
    r"|[*`]"
    r"|(?<!\w)_|_(?!\w)"
    r"|~(?=~|$)|(?<=~)~|^~"
    r"|\](?=[(\[]|$)"  # would end the words of a link or a picture
    r"|<(?=[a-zA-Z]|$)"  # would begin an address
    r"|&(?=#?\w+;|#?\w*$)"
)
"""What stands at the end of a span may mean something together with the next one."""
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|:::|-{2,}\s*$|={2,}\s*$|\|)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """The words so that none of their signs is read as Markdown, wherever on a line they stand."""
    return _ESCAPED.sub(lambda match: "\\" + match[0], text)


def guard_start(line: str) -> str:
    """A line of text so that its first sign makes no heading, list, quotation or rule of it."""
    if _LINE_START.match(line):
        return "\\" + line
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def merged(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of the same look as one, without what is empty. A bare blank takes the look of what stands before it."""
    found: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        before = found[-1] if found else None
        blank = before is not None and not span.text.strip(" ") and before.link == span.link and before.text != "\n"
        if before is not None and (blank or (span.text != "\n" and before.text != "\n" and _look(before) == _look(span))):
            found[-1] = Span(before.text + span.text, *_look(before))
        else:
            found.append(span)
    return found


def _look(span: Span) -> tuple[bool, bool, bool, bool, str]:
    return span.bold, span.italic, span.code, span.strike, span.link


def inline(spans: Iterable[Span], *, breaks: bool = True) -> str:
    """One paragraph's worth of Markdown. Without ``breaks`` (in a heading or a cell) it stays on one line."""
    pieces = _tidy(merged(spans))
    out = ""
    for place, span in enumerate(pieces):
        if span.text == "\n":
            out = out.rstrip(" ") + ("\\\n" if breaks else " ")
            continue
        after = pieces[place + 1].text if place + 1 < len(pieces) else ""
        out += _emphasised(span, out, after)
    text = out.strip(" ").removesuffix("\\\n").removesuffix("\\\n").strip(" \n")
    if not breaks:
        return text
    return "\n".join(guard_start(line.lstrip(" ")) for line in text.split("\n"))


def _tidy(spans: list[Span]) -> list[Span]:
    """Blanks run together; none at the beginning of a line."""
    found: list[Span] = []
    blank = True
    for span in spans:
        if span.text == "\n":
            if found and found[-1].text != "\n":
                found.append(span)
            blank = True
            continue
        text = re.sub(r"[ \t\n]+", " ", span.text)
        text = text.lstrip(" ") if blank else text
        if text:
            found.append(Span(text, *_look(span)))
            blank = text.endswith(" ")
    while found and found[-1].text == "\n":
        found.pop()
    return found


def _emphasised(span: Span, before: str, after: str) -> str:
    """The words with the marks around them. Blanks, and signs that would make a mark unreadable, stand outside."""
    if span.code:
        return f"`{span.text}`" if "`" not in span.text else escape(span.text)
    mark = ("**" if span.bold else "") + ("*" if span.italic else "") + ("~~" if span.strike else "")
    core = span.text.strip(" ")
    lead, tail = span.text[: len(span.text) - len(span.text.lstrip(" "))], span.text[len(span.text.rstrip(" ")) :]
    if before.endswith(("*", "~~")) and not before.endswith(("\\*", "\\~~")) and not lead:
        mark = ""  # two marks without a blank between would be read as one
    if mark and core:
        if not lead and before[-1:].isalnum():
            cut = len(core) - len(core.lstrip("".join(sign for sign in core if not sign.isalnum())))
            lead, core = core[:cut], core[cut:]
        if not tail and after[:1].isalnum():
            cut = len(core.rstrip("".join(sign for sign in core if not sign.isalnum())))
            core, tail = core[:cut], core[cut:]
    if not core or not any(sign.isalnum() for sign in core):
        mark = ""
    words = f"{mark}{escape(core)}{mark[::-1]}" if core else ""
    if span.link and core:
        words = f"[{words}]({_address(span.link)})"
    return escape(lead) + words + escape(tail)


def _address(link: str) -> str:
    return f"<{link}>" if re.search(r"[\s()]", link) else link
