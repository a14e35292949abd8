"""The signs that people type and word processors set where Markdown has a mark of its own: boxes, bullets, numbers."""

import re

OPEN_BOXES = "\u2610\u25a1\u25a2\u25fb\u25fd\u2b1c\u274f\u2750\u2751\u2752\uf06f\uf071\uf072\uf0a8"
"""☐ and its kin, also as the fonts Wingdings and Symbol have them."""
TICKED_BOXES = "\u2611\u2612\u25a0\u2705\uf052\uf054\uf0fd\uf0fe"
_BOX = re.compile(rf"\s*(?:([{OPEN_BOXES}]|\[ ?\])|([{TICKED_BOXES}]|\[[xX]\]))\s*(?=\S)")
_ANY_BOX = re.compile(rf"[{OPEN_BOXES}{TICKED_BOXES}]")
_BULLET = re.compile(
    r"\s*(?:[\u2022\u00b7\u25aa\u25cf\u25e6\u25cb\u2023\u2043\u27a2\u2713\u2714\uf0b7\uf0a7\uf0d8\uf0fc]\s*|o\s{2,}|o\t)(?=\S)"
)
_DASH = re.compile(r"\s*[-\u2013\u2014*]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")


def box(text: str) -> tuple[bool, int] | None:
    """Whether ``text`` begins with one box to tick: ticked or not, and how long the sign is. None for «☐ Ja ☐ Nej»."""
    match = _BOX.match(text)
    if match is None or _ANY_BOX.search(text, match.end()):
        return None
    return match[2] is not None, match.end()


def bullet(text: str) -> int:
    """How long the bullet is that ``text`` begins with; 0 for none."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def dash(text: str) -> int:
    """The same of a dash, which may also be a dash."""
    match = _DASH.match(text)
    return match.end() if match else 0


def number(text: str) -> tuple[int, int] | None:
    """«3. » at the beginning: the number and how long it is."""
    match = _NUMBER.match(text)
    return (int(match[1]), match.end()) if match else None
