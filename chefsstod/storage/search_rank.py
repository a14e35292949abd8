"""How well a title and its keywords fit what was written. Smaller is better."""

from collections.abc import Iterable

from chefsstod.storage.search_query import Meant, Unit
from chefsstod.storage.search_words import WORD, begins, fold, stem, within, words_of

WHOLE, BEGINS, BENT, FOLDED, PART, KEYWORD, KEYWORD_BEGINS, KEYWORD_FAR = range(8)

_ABBREVIATION = 4
"""Who writes so few letters that are a known short form (SAM, IVO, SoL) means what it stands for."""

Grade = tuple[int, int, int]


def grade(meant: Iterable[Meant], title: str, keywords: str) -> Grade | None:
    """The worst word first, then all of them, then whether the title begins so; None when something is not there after all."""
    titled = WORD.findall(title.lower())
    grades = []
    for one in meant:
        found = _grade(one, titled, keywords)
        if found is None:
            return None
        grades.append(found)
    worst = max(grades)
    exact = worst == WHOLE and len(titled) == len(grades)
    first = next(iter(meant)).unit.words[0]
    return (-1 if exact else worst, sum(grades), not (titled and begins(first, titled[0])))


def _grade(meant: Meant, titled: list[str], keywords: str) -> int | None:
    unit = meant.unit
    best = _in_title(unit, titled)
    if best is not None and (best == WHOLE or not meant.doubles):
        return best
    phrases = [tuple(words_of(phrase)) for phrase in meant.doubles]
    if any(_phrase(phrase, titled) for phrase in phrases):
        return WHOLE if 0 < len(unit.word) <= _ABBREVIATION else BENT if best is None else min(best, BENT)
    if best is not None:
        return best
    keyed = WORD.findall(keywords.lower())
    in_keywords = _in_title(unit, keyed)
    if in_keywords is None:
        return KEYWORD if any(_phrase(phrase, keyed) for phrase in phrases) else None
    return {WHOLE: KEYWORD, BEGINS: KEYWORD_BEGINS}.get(in_keywords, KEYWORD_FAR)


def _in_title(unit: Unit, titled: list[str]) -> int | None:
    if not unit.word:
        return WHOLE if _phrase(unit.words, titled) else None
    return WHOLE if unit.word in titled else _word(unit.word, titled)


def _phrase(words: tuple[str, ...], among: list[str]) -> bool:
    """Whether the words stand side by side, the last one perhaps only begun."""
    size = len(words)
    return any(
        tuple(among[at : at + size - 1]) == words[:-1] and among[at + size - 1].startswith(words[-1])
        for at in range(len(among) - size + 1)
    )


def _word(written: str, words: list[str]) -> int | None:
    """How near the nearest of the words is; none of them is the written one itself."""
    if any(word.startswith(written) for word in words):
        return BEGINS
    root = stem(written)
    if len(root) > 2 and any(word.startswith(root) and stem(word) == root for word in words):
        return BENT
    if any(begins(written, word) for word in words):
        return FOLDED
    if any(within(written, word) for word in words):
        return PART
    if len(root) > 2 and any(fold(word).startswith(fold(root)) and fold(stem(word)) == fold(root) for word in words):
        return PART
    return PART if len(root) > 3 and any(within(root, word) and not begins(root, word) for word in words) else None
