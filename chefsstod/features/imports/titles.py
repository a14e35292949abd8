"""What a document is called: its one heading of the first level, or its properties, its first line, the name of its file."""

import re
from functools import lru_cache
from pathlib import PurePath

from chefsstod.features.imports.model import MAX_TITLE

_NO_TITLE = re.compile(
    r"^(?:microsoft word|word-dokument|dokument\d*|document\d*|untitled|namnlös|unnamed|powerpoint|rutinmall|mall\b|rutin$|"
    r"[\w-]+\.(?:docx?|pdf|odt|dotx?|html?)$|(?:sida|page) \d+$)",
    re.IGNORECASE,
)
SECTIONS = frozenset(
    {
        "syfte", "inledning", "bakgrund", "innehåll", "innehållsförteckning", "ansvar", "ansvarsfördelning", "omfattning", "mål",
        "definitioner", "genomförande", "tillvägagångssätt", "arbetssätt", "uppföljning", "referenser", "bilagor", "sammanfattning",
        "allmänt", "gäller för", "målgrupp", "ändringshistorik", "revideringshistorik", "dokumentinformation", "om dokumentet",
        "syfte och mål", "syfte och omfattning", "rutin", "riktlinje",
    }
)  # fmt: skip
"""Headings that every routine has: none of them names it."""
_PARTS = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+)")
_COPY = re.compile(r"(?i)\s*(?:\(\d{1,3}\)|[-– ]+(?:kopia|copy)(?: \(?\d+\)?)?)$")
_VERSION = re.compile(r"(?i)[ ,]+(?:v(?:er(?:sion)?)?\.? ?\d+(?:[.,]\d+)*|rev\.? ?\d+|slutlig|slutversion|final|utkast)$")
_DATED = re.compile(r"[ ,]+(?:20\d\d-?\d\d-?\d\d|\d{6})$|^(?:20\d\d-?\d\d-?\d\d|\d{6})[ ,]+")


@lru_cache(maxsize=20_000)  # each file that is taken in is compared with the titles of all texts
def bare(text: str) -> str:
    """A heading without its number: «1.2 Syfte» → «syfte», to compare."""
    return _PARTS.sub("", " ".join(text.split())).rstrip(" :.").casefold()


def is_section(text: str) -> bool:
    """Whether a heading names a part that every routine has."""
    return bare(text) in SECTIONS


def usable(text: str) -> str:
    """A title from the properties of a file, or empty when it is what the program wrote there by itself."""
    text = " ".join(text.split())
    return "" if _NO_TITLE.match(text) or not any(sign.isalpha() for sign in text) or len(text) < 3 else text


def from_name(name: str) -> str:
    """«Rutin_basal-hygien_v1.2 (003).docx» → «Rutin basal-hygien»."""
    text = re.sub(r"[_+]+|%20", " ", PurePath(name.replace("\\", "/")).stem)
    if " " not in text:
        text = text.replace("-", " ")
    text = " ".join(text.split())
    for _again in range(3):
        for pattern in (_COPY, _VERSION, _DATED):
            text = pattern.sub("", text).strip() or text
    return text[:1].upper() + text[1:] if text else name


def short(text: str) -> str:
    """At most ``MAX_TITLE`` signs, cut between words."""
    text = " ".join(text.split())
    if len(text) <= MAX_TITLE:
        return text
    cut = text[: MAX_TITLE - 1]
    return cut[: cut.rfind(" ") if " " in cut[40:] else None].rstrip(" ,;:–-") + "…"
