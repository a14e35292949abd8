"""What differs between two versions of a text, word by word, and how one changed part is taken into a third. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_ALONE = re.compile(r"\s{0,3}(?:#{1,6}\s|\||:::|[-*_]{3,}\s*$)")
"""Lines that stand for themselves: headings, rows of a table, edges of a call-out, rules."""
_BEGINS = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
"""Points of a list: the lines after belong to it."""
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
_LIKE = 0.4
"""Two paragraphs that share less than this are no versions of each other: the one went, the other came."""
_ISLAND, _SMALL = 2, 4
"""So few equal words of so few letters between two changes are drowned in them: «och» alone is no comfort to a reader."""
_MOST_PAIRS = 10_000
"""So many pairs of paragraphs are weighed against each other; above that they are taken in order."""


class Mark(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Change(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one mark."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a point, a row or a heading in both texts; ``old`` or ``new`` is empty where it is in the other only."""

    change: Change
    old: str
    new: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many words came and went."""

    added: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The paragraphs of both texts in reading order, each with what became of its words. 5,000 words take some milliseconds."""
    before, after = paragraphs(old), paragraphs(new)
    found: list[Piece] = []
    for tag, a, b, c, d in _opcodes([_key(text) for text in before], [_key(text) for text in after]):
        if tag == "equal":
            found += [_same(x, y) for x, y in zip(before[a:b], after[c:d], strict=True)]
        else:
            found += _region(before[a:b], after[c:d])
    return tuple(_joined(found))


def count(pieces: Sequence[Piece]) -> Count:
    """How many words the change is about."""
    words = {Mark.ADDED: 0, Mark.REMOVED: 0, Mark.SAME: 0}
    for piece in pieces:
        for run in piece.runs:
            words[run.mark] += len(_said(run.text))
    return Count(words[Mark.ADDED], words[Mark.REMOVED])


def paragraphs(text: str) -> list[str]:
    """The parts that a reader takes in one by one: paragraphs, headings, points, rows, as they are written."""
    found: list[list[str]] = []
    joins = fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            if not fenced:
                found.append([])
            found[-1].append(line)
            fenced, joins = not fenced, False
        elif fenced:
            found[-1].append(line)
        elif not line.strip():
            joins = False
        elif joins and not _ALONE.match(line) and not _BEGINS.match(line):
            found[-1].append(line)
        else:
            found.append([line])
            joins = not _ALONE.match(line)
    return ["\n".join(lines).rstrip() for lines in found]


def _key(text: str) -> str:
    """What makes two paragraphs equal: their words, whatever the line breaks."""
    return " ".join(text.split())


def _same(old: str, new: str) -> Piece:
    return Piece(Change.SAME, old, new, (Run(Mark.SAME, new),))


def _gone(old: str) -> Piece:
    return Piece(Change.REMOVED, old, "", (Run(Mark.REMOVED, old),))


def _come(new: str) -> Piece:
    return Piece(Change.ADDED, "", new, (Run(Mark.ADDED, new),))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Equal and unequal stretches of two rows of words; what goes and what comes at the same place is one «replace»."""
    from rapidfuzz.distance import Indel

    went: list[int] | None = None
    for one in Indel.opcodes(old, new):
        if one.tag == "equal":
            if went is not None:
                yield "replace", went[0], one.src_start, went[1], one.dest_start
                went = None
            yield "equal", one.src_start, one.src_end, one.dest_start, one.dest_end
        elif went is None:
            went = [one.src_start, one.dest_start]
    if went is not None:
        yield "replace", went[0], len(old), went[1], len(new)


def _region(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """What lies between equal paragraphs: versions of each other side by side, the rest gone and come."""
    found: list[Piece] = []
    i = j = 0
    for a, b in _pairs(old, new):
        found += [_gone(text) for text in old[i:a]] + [_come(text) for text in new[j:b]]
        found.append(Piece(Change.CHANGED, old[a], new[b], _words(old[a], new[b])))
        i, j = a + 1, b + 1
    return found + [_gone(text) for text in old[i:]] + [_come(text) for text in new[j:]]


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which of the paragraphs are versions of each other, in order: the pairing with the greatest likeness in all."""
    before, after = [_said(text) for text in old], [_said(text) for text in new]
    if len(old) * len(new) > _MOST_PAIRS:
        ends = range(min(len(old), len(new)))
        return [(i, i) for i in ends if _likeness(before[i], after[i]) >= _LIKE]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    alike = [[_likeness(x, y) for y in after] for x in before]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= _LIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] >= _LIKE and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _said(text: str) -> list[str]:
    """The words alone."""
    return re.findall(r"\w+", text)


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How much two rows of words share, 0 to 1; 0 below what counts."""
    from rapidfuzz.distance import Indel

    if min(len(one), len(other)) * 4 < max(len(one), len(other)):
        return 0.0  # 2 · shorter ÷ (shorter + longer) cannot reach what counts
    return float(Indel.normalized_similarity(one, other, score_cutoff=_LIKE))


def _words(old: str, new: str) -> tuple[Run, ...]:
    before, after = _TOKENS.findall(_flat(old)), _TOKENS.findall(_flat(new))
    runs: list[Run] = []
    steps = list(_opcodes(before, after))
    for place, (tag, a, b, c, d) in enumerate(steps):
        same = "".join(before[a:b])
        if tag == "equal" and not (0 < place < len(steps) - 1 and _island(same)):
            runs.append(Run(Mark.SAME, same))
        else:
            runs += [Run(Mark.REMOVED, same), Run(Mark.ADDED, "".join(after[c:d]))]
    return _tidy(runs)


def _flat(text: str) -> str:
    """Line breaks within a paragraph are blanks; those of a block of code stay."""
    return text if _FENCE.match(text) else re.sub(r"[ \t]*\n[ \t]*", " ", text)


def _island(words: str) -> bool:
    """Whether equal words between two changes are too few to be shown as equal."""
    said = _said(words)
    return len(said) <= _ISLAND and all(len(word) <= _SMALL for word in said)


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Removed before added, neighbours of one mark as one, nothing empty."""
    found: list[Run] = []
    went = came = ""
    for run in [*runs, Run(Mark.SAME, "")]:
        if run.mark is Mark.REMOVED:
            went += run.text
        elif run.mark is Mark.ADDED:
            came += run.text
        else:
            found += [Run(Mark.REMOVED, went), Run(Mark.ADDED, came), run]
            went = came = ""
    return tuple(run for run in found if run.text)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A pair whose words are all equal after all (spacing only) is the same."""
    return [
        _same(piece.old, piece.new) if piece.change is Change.CHANGED and _key(piece.old) == _key(piece.new) else piece
        for piece in pieces
    ]


# ── taking one change into another text ─────────────────────────────────────


class Fit(StrEnum):
    """How surely the place for a change was found in her text."""

    EXACT = "exact"
    NEAR = "near"
    """Her paragraph was changed too: the new one stands after hers, for her to choose."""
    END = "end"
    NOTHING = "nothing"
    """It is there already, or there is nothing to take away."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Her text with one change of another one in it, and where that stands (``begin`` to ``end``)."""

    text: str
    fit: Fit
    begin: int = 0
    end: int = 0


def take(mine: str, pieces: Sequence[Piece], place: int) -> Taken:
    """``mine`` with the change ``pieces[place]``; never takes away what she has written herself."""
    piece = pieces[place]
    if piece.new and _find(mine, piece.new) is not None:
        return Taken(mine, Fit.NOTHING)
    spot = _find(mine, piece.old) if piece.old else None
    if spot is not None:
        return _put(mine, spot[0], spot[1], piece.new, Fit.EXACT) if piece.new else _cut(mine, *spot)
    if not piece.new:
        return Taken(mine, Fit.NOTHING)
    if piece.change is Change.CHANGED and (near := _nearest(mine, piece.old)) is not None:
        return _after(mine, near[1], piece.new, Fit.NEAR)
    for earlier in reversed(pieces[:place]):
        for words in (earlier.new, earlier.old):
            if words and (spot := _find(mine, words)) is not None:
                return _after(mine, spot[1], piece.new, Fit.EXACT)
    return _after(mine, len(mine.rstrip()), piece.new, Fit.END)


def _find(text: str, words: str) -> tuple[int, int] | None:
    """Where a paragraph stands as a whole, whatever its line breaks."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(rf"(?m)^[ \t]*{pattern}[ \t]*$", text) if pattern else None
    return match.span() if match else None


def _nearest(text: str, words: str) -> tuple[int, int] | None:
    """Her version of a paragraph: the one most like it."""
    said = _said(words)
    likes = [(_likeness(_said(one), said), one) for one in paragraphs(text)]
    likeness, best = max(likes, default=(0.0, ""), key=lambda pair: pair[0])
    return _find(text, best) if likeness >= _LIKE else None


def _put(text: str, begin: int, end: int, words: str, fit: Fit) -> Taken:
    return Taken(text[:begin] + words + text[end:], fit, begin, begin + len(words))


def _cut(text: str, begin: int, end: int) -> Taken:
    """Without the paragraph and the blank line that it leaves."""
    before, after = text[:begin], text[end:].removeprefix("\n")
    if (before.endswith("\n\n") or not before) and after.startswith("\n"):
        after = after[1:]
    return Taken(before + after, Fit.EXACT, begin, begin)


def _after(text: str, place: int, words: str, fit: Fit) -> Taken:
    """``words`` as the next paragraph after ``place``; points and rows follow each other without a blank line."""
    line = text[:place].rpartition("\n")[2]
    together = all(_BEGINS.match(one) for one in (line, words)) or all(one.lstrip().startswith("|") for one in (line, words))
    before = "\n" if together else "\n\n" if text[:place].strip() else ""
    begin = place + len(before)
    rest = text[place:]
    after = "" if rest.startswith("\n") or not rest else "\n\n"
    if not together and rest.startswith("\n") and not rest.startswith("\n\n") and rest.strip():
        after = "\n"
    return Taken(text[:place] + before + words + after + rest, fit, begin, begin + len(words))
