"""The piece of a text that shows why it was found, with what was written marked in it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chefsstod.features.search.model import Piece
from chefsstod.storage.search_words import fold_text

LENGTH = 170
"""Letters of a snippet: two lines on the screen, at most."""
_BEFORE = 40
"""Letters that stand before the first marked word."""
_PLACES = 24
"""Places of a word that are looked at to find where most words stand together."""
_ELLIPSIS = "…"
_JOINT = re.compile(r"(?<=[^\s.,:;!?…])[ \t]*\n+[ \t]*(?=\S)")
"""Where a line ends without a full stop: a step, a point, a cell."""


@dataclass(frozen=True, slots=True)
class Needle:
    """Something to mark, folded; ``inside``: also within words, else only where a word begins."""

    text: str
    inside: bool = False


Needles = Sequence[Sequence[Needle]]
"""What may be marked for each word that was written, the nearest first."""


def marked(text: str, needles: Needles) -> tuple[Piece, ...]:
    """The whole of a short text in pieces."""
    return _pieces(text, fold_text(text), needles)


def snippet(text: str, needles: Needles, length: int = LENGTH) -> tuple[Piece, ...]:
    """The piece of a text where most of the words stand together; its beginning where none does."""
    folded = fold_text(text)
    start = _best_start(folded, needles, length)
    first, last = _at_words(text, start, length)
    shown = " ".join(_JOINT.sub(" · ", text[first:last]).split())
    pieces = _pieces(shown, fold_text(shown), needles)
    before = (Piece(_ELLIPSIS + " "),) if first else ()
    after = (Piece(" " + _ELLIPSIS),) if last < len(text) else ()
    return (*before, *pieces, *after)


def _best_start(folded: str, needles: Needles, length: int) -> int:
    places = sorted((at, word) for word, forms in enumerate(needles) for at in _places(folded, forms))
    best, most = 0, 0
    for index, (at, _word) in enumerate(places):
        together: set[int] = set()
        for other, word in places[index:]:
            if other > at + length - _BEFORE * 2:
                break
            together.add(word)
        if len(together) > most:
            best, most = at, len(together)
            if most == len(needles):
                break
    return best if most else 0


def _places(folded: str, forms: Sequence[Needle]) -> list[int]:
    """The first places of a word: of the nearest of its forms that stands there at all."""
    for needle in forms:
        found: list[int] = []
        at = _next(folded, needle, 0)
        while at >= 0 and len(found) < _PLACES:
            found.append(at)
            at = _next(folded, needle, at + len(needle.text))
        if found:
            return found
    return []


def _next(folded: str, needle: Needle, at: int) -> int:
    """Where it stands next; -1 for nowhere."""
    at = folded.find(needle.text, at)
    while at > 0 and not needle.inside and folded[at - 1].isalnum():
        at = folded.find(needle.text, at + 1)
    return at


def _at_words(text: str, start: int, length: int) -> tuple[int, int]:
    """A piece around ``start`` that begins and ends between words, and begins with its line where that is near."""
    first = max(0, start - _BEFORE)
    if first:
        line = text.rfind("\n", first, start)
        blank = text.find(" ", first, start)
        first = line + 1 if line >= 0 else blank + 1 if blank >= 0 else start
    last = min(len(text), first + length)
    if last < len(text):
        blank = max(text.rfind(" ", first, last), text.rfind("\n", first, last))
        last = blank if blank > max(start, first) else last
    return first, last


def _pieces(text: str, folded: str, needles: Needles) -> tuple[Piece, ...]:
    spans: list[tuple[int, int]] = []
    for forms in needles:
        for needle in forms:
            at = _next(folded, needle, 0)
            while at >= 0:
                spans.append((at, at + len(needle.text)))
                at = _next(folded, needle, at + len(needle.text))
    pieces: list[Piece] = []
    done = 0
    for first, last in sorted(spans):
        begin = max(first, done)
        if begin >= last:
            continue
        if begin > done:
            pieces.append(Piece(text[done:begin]))
        if pieces and pieces[-1].marked and begin == done:
            pieces[-1] = Piece(pieces[-1].text + text[begin:last], marked=True)
        else:
            pieces.append(Piece(text[begin:last], marked=True))
        done = last
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return tuple(pieces)
