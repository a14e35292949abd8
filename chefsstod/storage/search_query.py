"""What she writes → what FTS5 is asked. Her text never reaches MATCH but as words in quotation marks."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chefsstod.storage.search_words import Vocabulary, fold, stem, words_of

LONGEST = 300
"""Letters of a question that are looked at, and words."""
MOST = 10
_CHUNK = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Unit:
    """What must be found: a word, or several that stand side by side. A ``whole`` one (in quotation marks) is taken at its word."""

    words: tuple[str, ...]
    whole: bool = False

    @property
    def word(self) -> str:
        """The word, of a unit of one; empty for several."""
        return self.words[0] if len(self.words) == 1 else ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A unit with the words of the index that may stand for it."""

    unit: Unit
    bent: tuple[str, ...] = ()
    """The same word with another ending."""
    doubles: tuple[str, ...] = ()
    """Other words, or phrases, for the same thing."""
    folded: tuple[str, ...] = ()
    """Words that begin so with å ä ö for a and o."""
    parts: tuple[str, ...] = ()
    """Compounds that hold it."""


def units_of(text: str) -> tuple[Unit, ...]:
    """The words of a question; what is written together (2001:453, e-post) or in quotation marks stays together."""
    found: dict[Unit, None] = {}
    for match in _CHUNK.finditer(unicodedata.normalize("NFC", text[:LONGEST])):
        words = tuple(words_of(match[1] if match[1] is not None else match[2]))
        if words:
            found[Unit(words, whole=match[1] is not None)] = None
    units = list(found)[:MOST]
    # The one letter with which a further word begins tells nothing yet, but that it belongs to a title: see ``heads``.
    return tuple(units)


def worth_the_texts(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Those to look for in the texts: not the single letter that the next word begins with."""
    if units and len(units[-1].word) == 1 and not units[-1].whole and not units[-1].word.isdigit():
        return units[:-1]
    return units


def understood(
    units: tuple[Unit, ...], vocabulary: Vocabulary, others: Mapping[tuple[str, ...], list[str]], *, wide: bool
) -> tuple[Meant, ...]:
    """What each may mean; ``wide``: also with å for a, and as a part of compounds."""
    return tuple(_understood(unit, vocabulary, others, wide=wide) for unit in joined(units, others))


def joined(units: tuple[Unit, ...], others: Mapping[tuple[str, ...], list[str]]) -> tuple[Unit, ...]:
    """Words that stand side by side and are together another word for something («systematiskt arbetsmiljöarbete») as one."""
    found: list[Unit] = []
    at = 0
    while at < len(units):
        for end in range(len(units), at + 1, -1):
            words = tuple(word for unit in units[at:end] for word in unit.words)
            if tuple(fold(word) for word in words) in others:
                found.append(Unit(words))
                at = end
                break
        else:
            found.append(units[at])
            at += 1
    return tuple(found)


def _understood(unit: Unit, vocabulary: Vocabulary, others: Mapping[tuple[str, ...], list[str]], *, wide: bool) -> Meant:
    doubles = () if unit.whole else tuple(others.get(tuple(fold(word) for word in unit.words), ()))
    if unit.whole or not unit.word:
        return Meant(unit, doubles=doubles)
    return Meant(
        unit,
        bent=vocabulary.bent(unit.word),
        doubles=doubles,
        folded=vocabulary.folded(unit.word) if wide else (),
        parts=vocabulary.parts(unit.word) if wide else (),
    )


def quoted(*words: str) -> str:
    """A word, or words side by side, as FTS5 wants it."""
    return '"' + " ".join(words).replace('"', '""') + '"'


def in_texts(meant: Iterable[Meant], *, ranked: bool = False) -> str:
    """The question to ``full``. ``ranked``: whole words are named once more, so that they count more."""
    return " AND ".join(_either(_forms(one, ranked=ranked)) for one in meant)


def _forms(meant: Meant, *, ranked: bool) -> list[str]:
    unit = meant.unit
    written = quoted(*unit.words)
    if unit.whole or (len(unit.word) == 1 and not unit.word.isdigit()):
        return [written]
    first = [written] if ranked else []
    doubles = [quoted(*words_of(phrase)) for phrase in meant.doubles]
    return [f"{written} *", *first, *doubles, *map(quoted, (*meant.bent, *meant.folded, *meant.parts))]


def in_heads(meant: Iterable[Meant]) -> str:
    """The question to ``head``: titles and keywords, folded, without endings, and by the parts of compounds."""
    return " AND ".join(_either(_head_forms(one)) for one in meant)


def _head_forms(meant: Meant) -> list[str]:
    unit = meant.unit
    doubles = [f"{{title keywords}} : {quoted(*words_of(phrase))}" for phrase in meant.doubles]
    if unit.whole or not unit.word:
        return [f"{{title keywords}} : {quoted(*unit.words)}{'' if unit.whole else ' *'}", *doubles]
    folded, root = fold(unit.word), fold(stem(unit.word))
    return [f"parts : {quoted(folded)} *", *([f"parts : {quoted(root)} *"] if root != folded and len(root) > 2 else []), *doubles]


def in_titles(meant: Sequence[Meant]) -> tuple[str, str, str]:
    """Narrower questions to ``head``, the narrowest first: whole words of the title; it begins with the first; it holds all."""
    written = [quoted(*one.unit.words) for one in meant]
    stars = ["" if one.unit.whole else " *" for one in meant]
    begun = [f"title : {word}{star}" for word, star in zip(written, stars, strict=True)]
    return (
        " AND ".join(f"title : {word}" for word in written),
        " AND ".join((f"title : ^ {written[0]}{stars[0]}", *begun[1:])),
        " AND ".join(begun),
    )


def _either(forms: list[str]) -> str:
    return forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"
