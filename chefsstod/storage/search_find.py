"""Finding: titles and keywords first, then the texts, and what is farther off only where that gives little.

Each keystroke asks this, so the cheap questions come first: ``head`` is small; the texts are counted, and put in order only
while there are not too many of them (nobody reads thousands of hits; those in titles come first anyway).
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chefsstod.storage.search_index import SHIFT, SearchIndex
from chefsstod.storage.search_query import Meant, Unit, in_heads, in_texts, in_titles, quoted, understood, units_of, worth_the_texts
from chefsstod.storage.search_rank import grade

HEADS = 120
"""Titles that are looked at one by one."""
ORDERED = 2000
"""Up to so many texts are put in order of how well they fit; of more than that, the first are shown."""
FEW = 3
"""With fewer hits than that, a slip of the finger is thought of."""


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of the documents, the best first, and how many there are of each kind. ``meant`` is what was looked for."""

    numbers: tuple[int, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    meant: tuple[Meant, ...] = ()
    suggestion: str = ""
    corrected: str = ""
    more: bool = False
    """Texts have not been counted: there are enough titles, and too many texts to count in passing."""

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Row:
    """A document that was found."""

    number: int
    kind: str
    id: str
    layer: str
    where: str
    address: str
    title: str
    text: str


def find(index: SearchIndex, text: str, kinds: Collection[str] | None = None, limit: int = 50) -> Found:
    """The documents for what she wrote. Any text is allowed. Raises IndexBroken."""
    units = units_of(text)
    if not units:
        return Found()
    with index.asking() as db:
        found = _Finder(index, db, kinds, limit).find(units)
        if found.total >= FEW:
            return found
        other = _corrected(index, units)
        if other is None:
            return found
        better = _Finder(index, db, kinds, limit).find(units_of(other))
        if not found.total and better.total:
            return replace(better, corrected=other)
        return replace(found, suggestion=other) if better.total > found.total else found


def read(index: SearchIndex, numbers: Sequence[int]) -> list[Row]:
    """The documents with these numbers, in this order. Raises IndexBroken."""
    wanted = ", ".join(str(number) for number in numbers)
    ask = f"SELECT n, kind, id, layer, place, address, title, text FROM doc WHERE n IN ({wanted})"  # noqa: S608 - numbers
    with index.asking() as db:
        found = {row[0]: Row(*row) for row in db.execute(ask)}
    return [found[number] for number in numbers if number in found]


def _corrected(index: SearchIndex, units: tuple[Unit, ...]) -> str | None:
    """What was written, with the nearest known word for each that is unknown; None when there is none."""
    vocabulary = index.vocabulary
    words: list[str] = []
    changed = False
    for unit in units:
        near = (vocabulary.nearest(unit.word) or vocabulary.apart(unit.word)) if unit.word and not unit.whole else None
        if near is not None and (not vocabulary.knows(unit.word) or (len(units) == 1 and vocabulary.usual(near, unit.word))):
            words.append(near)
            changed = True
        else:
            words.append(" ".join(unit.words))
    return " ".join(words) if changed else None


class _Finder:
    """One question, in the hand of the thread that asks."""

    def __init__(self, index: SearchIndex, db: sqlite3.Connection, kinds: Collection[str] | None, limit: int) -> None:
        self._index = index
        self._db = db
        self._limit = limit
        self._numbers: dict[int, None] = {}
        self._every: set[int] = set()
        self._counts: Counter[int] = Counter()
        self.more = False
        self._codes = None if kinds is None else frozenset(index.kinds.index(kind) for kind in kinds if kind in index.kinds)
        self._spans = "" if self._codes is None else f" AND ({self._span_text(self._codes)})"

    @staticmethod
    def _span_text(codes: Iterable[int]) -> str:
        spans = [f"rowid BETWEEN {code << SHIFT} AND {((code + 1) << SHIFT) - 1}" for code in sorted(codes)]
        return " OR ".join(spans) or "0"

    def find(self, units: tuple[Unit, ...]) -> Found:
        """Titles, then texts, then what is farther off."""
        narrow = self._understood(units, wide=False)
        self._heads(narrow)
        self._initials(units)
        texts = worth_the_texts(units)
        if not texts:
            self.more = True
            return self._found(narrow)
        meant = narrow if texts == units else self._understood(texts, wide=False)
        if len(self._numbers) >= self._limit and any(self._index.vocabulary.heavy(one.unit.word) for one in meant):
            self.more = True
            return self._found(meant)
        self._fill(meant)
        if sum(self._counts.values()) < self._limit:
            meant = self._understood(texts, wide=True)
            if any(one.folded or one.parts for one in meant):
                self._fill(meant)
        return self._found(meant)

    def _understood(self, units: tuple[Unit, ...], *, wide: bool) -> tuple[Meant, ...]:
        return understood(units, self._index.vocabulary, self._index.doubles, wide=wide)

    def _found(self, meant: tuple[Meant, ...]) -> Found:
        counts = {self._index.kinds[code]: count for code, count in sorted(self._counts.items())}
        return Found(tuple(self._numbers)[: self._limit], counts, meant, more=self.more)

    def _chosen(self, number: int) -> bool:
        return self._codes is None or number >> SHIFT in self._codes

    def _ids(self, table: str, match: str, limit: int = -1) -> list[int]:
        ask = f"SELECT rowid FROM {table} WHERE {table} MATCH ?{self._spans if limit >= 0 else ''} LIMIT {limit}"  # noqa: S608 - our own words
        return [row[0] for row in self._db.execute(ask, (match,))]

    # ── titles ───────────────────────────────────────────────────────────────

    def _heads(self, meant: tuple[Meant, ...]) -> None:
        """The documents whose titles and keywords hold everything, the best first."""
        self._every = set(self._ids("head", in_heads(meant)))
        candidates = list(self._every) if len(self._every) <= HEADS else self._best_heads(meant)
        numbers = ", ".join(map(str, candidates))
        ask = f"SELECT n, title, keywords FROM doc WHERE n IN ({numbers})"  # noqa: S608 - numbers
        graded = []
        for number, title, keywords in self._db.execute(ask):
            rank = grade(meant, title, keywords)
            if rank is None:
                self._every.discard(number)
            elif self._chosen(number):
                graded.append((rank, number >> SHIFT, len(title), number))
        self._numbers = {row[-1]: None for row in sorted(graded)}
        self._counts = Counter(number >> SHIFT for number in self._every)

    def _initials(self, units: tuple[Unit, ...]) -> None:
        """Titles with one long word whose parts begin so, where few hold several words that do."""
        if len(units) < 2 or len(self._numbers) >= FEW or not all(len(unit.word) > 1 for unit in units):
            return
        words = self._index.vocabulary.initials([unit.word for unit in units])
        if words:
            found = self._ids("head", f"title : ({' OR '.join(map(quoted, words))})", self._limit)
            self._numbers.update(dict.fromkeys(found))
            self._every.update(found)
            self._counts = Counter(number >> SHIFT for number in self._every)

    def _best_heads(self, meant: tuple[Meant, ...]) -> list[int]:
        """So many as can be looked at: those with the whole words in the title, then those that begin so, then the others."""
        found: dict[int, None] = {}
        for match in (*in_titles(meant), in_heads(meant)):
            found.update(dict.fromkeys(self._ids("head", match, HEADS)))
            if len(found) >= HEADS:
                break
        return list(found)[:HEADS]

    # ── texts ────────────────────────────────────────────────────────────────

    def _fill(self, meant: tuple[Meant, ...]) -> None:
        """Add the texts that hold everything, as far as there is room, and count them."""
        match = in_texts(meant)
        ask = "SELECT rowid FROM full WHERE full MATCH ? LIMIT ?"
        some = [row[0] for row in self._db.execute(ask, (match, ORDERED + 1))]
        room = self._limit - len(self._numbers)
        heavy = any(self._index.vocabulary.heavy(one.unit.word) for one in meant)
        best: list[int] = []
        if len(some) > ORDERED and not heavy:
            self._count(match)
            best = self._ids("full", match, self._limit + len(self._numbers)) if room > 0 else []
        else:
            self.more |= len(some) > ORDERED
            new = set(some) - self._every
            self._every |= new
            self._counts.update(number >> SHIFT for number in new)
            if room > 0 and any(map(self._chosen, new)):
                best = sorted(filter(self._chosen, new)) if self.more else self._in_order(meant, len(some))
        for number in best:
            if len(self._numbers) >= self._limit:
                break
            self._numbers[number] = None

    def _count(self, match: str) -> None:
        """So many that they are counted only. What stands in titles alone (as a part of a word) is among them, or of no weight."""
        ask = f"SELECT rowid >> {SHIFT}, count(*) FROM full WHERE full MATCH ? GROUP BY 1"  # noqa: S608 - a number
        for code, count in self._db.execute(ask, (match,)):
            self._counts[code] = max(self._counts[code], count)

    def _in_order(self, meant: tuple[Meant, ...], many: int) -> list[int]:
        """The texts in order of how well they fit."""
        order = f"ORDER BY bm25(full, 10, 5, 1) LIMIT {min(many, self._limit + len(self._numbers))}"
        ask = f"SELECT rowid FROM full WHERE full MATCH ?{self._spans} {order}"  # noqa: S608 - numbers only
        return [row[0] for row in self._db.execute(ask, (in_texts(meant, ranked=True),))]
