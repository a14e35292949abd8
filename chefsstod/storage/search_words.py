"""The words of the index: how they are compared, and the vocabulary that tells which other words a written one may mean.

A word is indexed as it stands. What else it may mean – other endings, å for a, a part of a compound, a slip of the finger – is
looked up here, in the distinct words of all texts, so that the index holds each text once only.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import accumulate, chain, takewhile
from typing import Any

WORD = re.compile(r"[^\W_]+")
FOLDED: dict[int, int] = str.maketrans("åäàáâãæöøòóôõéèêëíìîïúùûüçñý", "aaaaaaaooooooeeeeiiiiuuuucny")
_LETTERS = tuple((chr(letter), chr(bare)) for letter, bare in FOLDED.items())
_ENDING = 9
"""No Swedish ending that the stemmer takes away is longer («heternas» and what may stand before it)."""
_DEFINITE = re.compile(r"(?<=\w{4})et$|(?<=\w{3})an$|(?<=\w[eo][lr])n$|(?<=\w{3}[oöiuåäy])n$")
_OF_THE_NOUN = frozenset({"s", "ad", "at", "or", "et", "an", "d", "n", "t"})
_MOST = 40
"""So many other words at most are looked for in place of one."""
_ENDLESS = 60
_MUCH_MORE = 20
_HEAVY = 8000
PREFIXES = (2, 3)
"""The beginnings of words that FTS5 keeps an index of."""
_SHORT, _LONG = 4, 8
"""From how many letters on one slip, and two, are forgiven."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """In lower case, with å ä ö é as a a o e. Letter for letter: places in the one are places in the other."""
    return _lower(word).translate(FOLDED)


def fold_text(text: str) -> str:
    """The same for a whole text, where looking for each letter takes a tenth of the time of ``translate``."""
    folded = _lower(text)
    if not folded.isascii():
        for letter, bare in _LETTERS:
            if letter in folded:
                folded = folded.replace(letter, bare)
    return folded


def _lower(text: str) -> str:
    """In lower case and as long as before: a few letters of other languages become two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def words_of(text: str) -> list[str]:
    """The words as the index sees them: letters and figures, lower case."""
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word without its ending. Of «prognosen» Snowball makes «prognos», and of that «progno»: what it takes from a bare noun is
    taken from the bent one too.
    """
    root, again = word, _without_ending(word)
    while root == word or (len(again) > 2 and root.removeprefix(again) in _OF_THE_NOUN):
        if again == root:
            break
        root, again = again, _without_ending(again)
    return root


def _without_ending(word: str) -> str:
    """By Snowball (Swedish), which leaves the endings of «protokollet», «frågan» and «nyckeln»."""
    root = str(_stemmer().stemWord(word))
    return root if root != word else _DEFINITE.sub("", word)


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("swedish")


def fits(written: str, letters: str) -> bool:
    """Whether ``letters`` may stand for what was written: who writes a may mean å or ä, who writes å means å."""
    return len(written) == len(letters) and all(a == b or a == fold(b) for a, b in zip(written, letters, strict=True))


def begins(written: str, word: str) -> bool:
    """Whether ``word`` begins with what was written."""
    return fits(written, word[: len(written)])


def within(written: str, word: str) -> bool:
    """Whether what was written stands anywhere in ``word``."""
    folded, whole = fold(written), fold(word)
    at = whole.find(folded)
    while at >= 0:
        if written == folded or fits(written, word[at : at + len(written)]):
            return True
        at = whole.find(folded, at + 1)
    return False


class Vocabulary:
    """The distinct words of all texts, in memory; some megabytes. Used by one thread at a time."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = dict(counts)
        pairs = sorted((fold(word), word) for word in self._counts if _worth(word))
        self._folds = [folded for folded, _word in pairs]
        self._words = [word for _folded, word in pairs]
        self._sets: set[str] = set(self._folds)
        self._alike: dict[tuple[int, str], list[str]] = {}
        for folded in self._sets:
            self._alike.setdefault((len(folded), folded[0]), []).append(folded)
        self._seams: dict[str, tuple[str, ...]] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        """One long string, to look for parts of words in; and how often words up to each stand in texts."""
        self._sums = array("Q", accumulate((self._counts[word] for word in self._words), initial=0))
        self._blob = "\n".join(self._folds)
        self._starts = array("I", accumulate((len(folded) + 1 for folded in self._folds), initial=0))

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, folded: str) -> bool:
        return folded in self._sets

    def count(self, change: Mapping[str, int]) -> None:
        """So many texts more, or fewer, hold these words; words that were not known are from now on."""
        new = False
        for word, more in change.items():
            if word in self._counts:
                self._counts[word] = max(0, self._counts[word] + more)
            elif more > 0 and _worth(word):
                self._take_up(word, more)
                new = True
        if new:
            self._lay_out()

    def _take_up(self, word: str, count: int) -> None:
        folded = fold(word)
        at = bisect_left(self._folds, folded)
        self._counts[word] = count
        self._folds.insert(at, folded)
        self._words.insert(at, word)
        if folded not in self._sets:
            self._sets.add(folded)
            self._alike.setdefault((len(folded), folded[0]), []).append(folded)

    def _beginning(self, folded: str) -> Iterator[str]:
        """The words that begin so when å is taken for a."""
        for at in range(bisect_left(self._folds, folded), len(self._folds)):
            if not self._folds[at].startswith(folded):
                break
            yield self._words[at]

    def knows(self, written: str) -> bool:
        """Whether any word begins with what was written, å for a or not."""
        return any(begins(written, word) for word in self._beginning(fold(written)))

    def heavy(self, written: str) -> bool:
        """Whether so many words of so many texts begin so that it takes time to look through them all."""
        if len(written) in PREFIXES:
            return False
        folded = fold(written)
        first, last = bisect_left(self._folds, folded), bisect_left(self._folds, folded + "\U0010ffff")
        return self._sums[last] - self._sums[first] > _HEAVY

    def bent(self, written: str) -> tuple[str, ...]:
        """The same word with other endings; not those that begin with the written one."""
        root = stem(written)
        if len(root) < 3:
            return ()
        forms = (word for word in self._beginning(fold(root)) if word.startswith(root) and not word.startswith(written))
        return self._best(word for word in forms if len(word) <= len(root) + _ENDING and stem(word) == root)

    def folded(self, written: str) -> tuple[str, ...]:
        """Words that begin with what was written when å is taken for a, and do not without."""
        return self._best(word for word in self._beginning(fold(written)) if not word.startswith(written) and begins(written, word))

    def parts(self, written: str) -> tuple[str, ...]:
        """Words that hold what was written, not at their beginning."""
        folded = fold(written)
        if len(folded) < _SHORT:
            return ()
        found: list[str] = []
        at = self._blob.find(folded)
        while at >= 0:
            place = bisect_left(self._starts, at + 1) - 1
            if self._starts[place] != at and (written == folded or within(written, self._words[place])):
                found.append(self._words[place])
            at = self._blob.find(folded, self._starts[place + 1])
        return self._best(found)

    def initials(self, written: Sequence[str]) -> tuple[str, ...]:
        """Words that begin with the first and go on with the others in their order: «lo sa» → «lönesamtal»."""
        first, *others = written
        pattern = re.compile(".*?".join(("", *map(re.escape, map(fold, others)))))
        size = len(first)
        return self._best(
            word for word in self._beginning(fold(first)) if begins(first, word) and pattern.match(fold(word), size + 1)
        )

    def _best(self, words: Iterable[str]) -> tuple[str, ...]:
        """The most usual ones."""
        return tuple(nsmallest(_MOST, words, key=lambda word: (-self._counts[word], word)))

    def nearest(self, written: str) -> str | None:
        """The known word that ``written`` is a slip of: at most one letter wrong, lost, too many or swapped; two in long words."""
        size = len(written)
        if size < _SHORT or not _worth(written):
            return None
        slips = 1 if size < _LONG else 2
        folded = fold(written)
        lengths = range(size - slips, size + slips + 1)
        same = [word for length in lengths for word in self._alike.get((length, folded[0]), ())]
        near = self._slips(folded, same, slips)
        if not near:  # few begin wrong, and there are many more words to compare
            others = [words for (length, first), words in self._alike.items() if length in lengths and first != folded[0]]
            near = self._slips(folded, list(chain.from_iterable(others)), slips)
        return min(near)[-1] if near else None

    def apart(self, written: str) -> str | None:
        """What was written in one word as two known ones («lex sarah», «skyddsrond protokoll»): the first as long as can be."""
        folded = fold(written)
        for at in range(len(folded) - 3, 2, -1):
            first = next(
                (head for head in (folded[:at], folded[:at].removesuffix("s")) if len(head) > 2 and head in self._sets), None
            )
            if first is not None and folded[at:] in self._sets:
                return f"{self._usual(first)[1]} {self._usual(folded[at:])[1]}"
        return None

    def _slips(self, folded: str, choices: list[str], slips: int) -> list[tuple[int, int, str]]:
        """The words so near, each with its distance and how usual it is: the smallest is the best."""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = extract(folded, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [(distance, *self._usual(word)) for word, distance, _at in found if word != folded]

    def usual(self, word: str, than: str) -> bool:
        """Whether ``word`` stands in so many more texts than another that the other may be a slip of it."""
        return self._counts.get(word, 0) >= _MUCH_MORE * max(1, self._counts.get(than, 0))

    def _usual(self, folded: str) -> tuple[int, str]:
        """The most usual word that is folded so, with its count as a negative number."""
        words = takewhile(lambda word: len(word) == len(folded), self._beginning(folded))
        return min((-self._counts[word], word) for word in words)

    def seams(self, folded: str) -> tuple[str, ...]:
        """The later parts of a compound: «lonesamtal» → «samtal». A part is a word that stands alone somewhere."""
        known = self._seams.get(folded)
        if known is None:
            known = self._seams[folded] = self._split(folded)
        return known

    def _split(self, folded: str) -> tuple[str, ...]:
        found = [folded[at:] for at in range(2, len(folded) - 2) if folded[at:] in self._sets]
        if not found:
            return ()
        head = folded[: len(folded) - len(found[0])]
        inner = next((self.seams(form) for form in (head, head[:-1]) if form in self._sets), ())
        return (*found, *(part for part in inner if part not in found))


def _worth(word: str) -> bool:
    """Whether it is a word to know: no number, nothing endless."""
    return not word.isdigit() and len(word) <= _ENDLESS


def doubles(groups: Iterable[Iterable[str]]) -> dict[tuple[str, ...], list[str]]:
    """Words and phrases (as their folded words) → the other words for the same thing."""
    found: dict[tuple[str, ...], list[str]] = {}
    for group in groups:
        forms = [form.strip() for form in group if form.strip()]
        for form in forms:
            key = tuple(fold(word) for word in words_of(form))
            others = found.setdefault(key, [])
            others += [other for other in forms if fold(other) != fold(form) and other not in others]
    return {key: others for key, others in found.items() if key and others}
