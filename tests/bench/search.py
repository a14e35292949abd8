"""The search at 10,000 documents of 600 words: each keystroke of real questions against FTS5 alone, and making the index.

The floors are FTS5 in the same run, on the same texts, with the same tokenizer, prefixes, memory and journal: a table with title,
keywords and text. Asking it is one MATCH of the same words (the last one as a prefix) with bm25 order, the same weights and limit,
title and text read. Its insertion is one transaction of rows that lie ready; ours also reads documents, looks what is known, counts
words, splits compounds and stores where everything leads.
"""

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import median
from time import perf_counter

from chefsstod.features.search.model import Doc, Kind, Source
from chefsstod.features.search.service import FILE, SearchService
from chefsstod.shell.context import AppContext
from chefsstod.storage.search_query import quoted
from chefsstod.support.changes import Changes
from chefsstod.support.paths import resources, user_paths
from tests.bench.measure import Row, alternate, timed

WORDS = 600
MANY, QUICK = 10_000, 60
VOCABULARY = 60_000
LIMIT = 24
"""What the page shows first."""
QUESTIONS = tuple(
    question.strip()
    for question in """lönesamtal | lonesamtal | arbetsmiljö | sjukfrånvaro rehabilitering | medarbetarsamtal checklista | frånvaro
    semesterplanering sommar | riskbedömning arbetsplats | arlig uppfoljning | lo sa | budget prognos oktober | rehabiliterng
    arbetsmilöverket | introduktion nyanställd | verksamhetsplan | samtalen | för den som | avvikelse lex sarah | lönesamtla
    sol 2001:453""".replace("\n", "|").split("|")
)
"""What people type: two or three words, endings, without å ä ö, initials, slips of the finger. Each prefix is a keystroke."""


@dataclass(frozen=True)
class Corpus:
    """The texts that are searched."""

    docs: list[Doc]

    def rows(self) -> list[tuple[int, str, str, str]]:
        """Ready to be inserted."""
        return [(number, doc.title, doc.keywords, doc.text) for number, doc in enumerate(self.docs, start=1)]


def make_corpus(many: int, words: int = WORDS) -> Corpus:
    """Texts of Swedish words and made-up compounds, as often as words are (Zipf); the same each time for the same content."""
    files = sorted((resources() / "content" / "base" / "yearwheel").rglob("*.yaml"))
    text = " ".join(file.read_text(encoding="utf-8").lower() for file in files)
    counts = Counter(re.findall(r"[a-zåäöé]{2,}", text))
    usual = sorted(counts, key=lambda word: (-counts[word], word))
    dice = random.Random(4)  # noqa: S311 - texts to measure with, no secrets
    vocabulary = list(dict.fromkeys([*usual, *_compounds(dice, usual)]))
    weights = list(accumulate(1 / (place + 2.7) for place in range(len(vocabulary))))
    some = vocabulary[100:20_000]
    kinds = (Kind.ARTICLE, Kind.ROUTINE, Kind.TASK)
    docs = [
        Doc(
            kind=kinds[number % 3],
            id=str(number),
            title=" ".join(dice.choices(some, k=dice.randint(1, 4))).capitalize(),
            text=" ".join(dice.choices(vocabulary, cum_weights=weights, k=words)),
            keywords=" ".join(dice.choices(some, k=dice.randint(0, 6))),
            where="Kapitel",
        )
        for number in range(many)
    ]
    return Corpus(docs)


def _compounds(dice: random.Random, usual: list[str]) -> list[str]:
    stems = [word for word in usual if len(word) >= 4]
    endings = ("", "", "", "en", "et", "ar", "er", "s", "na", "ens", "erna")
    made: list[str] = []
    while len(made) < VOCABULARY - len(usual):
        first, second = dice.choice(stems), dice.choice(stems)
        if len(first) + len(second) <= 22:
            made.append(first + dice.choice(("", "s")) + second + dice.choice(endings))
    return made


def keystrokes() -> Iterator[str]:
    """What stands in the field after each key."""
    for question in QUESTIONS:
        for length in range(1, len(question) + 1):
            if question[length - 1] != " ":
                yield question[:length]


def make_service(folder: Path, corpus: Corpus) -> SearchService:
    """The search over a corpus, not built yet."""

    def source(kind: Kind) -> Source:
        def touched(_changes: Changes) -> frozenset[str] | None:
            return frozenset()

        return Source(every=lambda: (doc for doc in corpus.docs if doc.kind is kind), touched=touched)

    sources = {kind: source(kind) for kind in (Kind.ARTICLE, Kind.ROUTINE, Kind.TASK)}
    return SearchService(paths=user_paths(folder), sources=sources, mark=lambda: "1")


def insert(path: Path, rows: list[tuple[object, ...]], columns: str) -> float:
    """Raw insertion into one FTS5 table, in milliseconds."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=TRUNCATE", "synchronous=OFF", "temp_store=MEMORY", "cache_size=-32768"):
        db.execute(f"PRAGMA {pragma}")
    db.execute(f"CREATE VIRTUAL TABLE raw USING fts5({columns}, tokenize='unicode61 remove_diacritics 0', prefix='2 3')")
    db.execute("INSERT INTO raw(raw, rank) VALUES ('hashsize', 33554432)")
    places = ", ".join("?" * len(rows[0]))

    def work() -> None:
        db.execute("BEGIN")
        db.executemany(f"INSERT INTO raw(rowid, {columns}) VALUES ({places})", rows)  # noqa: S608 - our own words
        db.execute("COMMIT")

    spent = timed(work)
    db.close()
    return spent


def ask(db: sqlite3.Connection, text: str) -> list[object]:
    """The same question to FTS5 alone."""
    words = [quoted(word) for word in re.findall(r"\w+", text)]
    match = " ".join(words) + " *"
    return db.execute(
        "SELECT rowid, title, text FROM raw WHERE raw MATCH ? ORDER BY bm25(raw, 10, 5, 1) LIMIT ?", (match, LIMIT)
    ).fetchall()


def share(times: list[float], part: float) -> float:
    """The time that ``part`` of them stay below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def measured(service: SearchService, raw: sqlite3.Connection, rounds: int) -> tuple[list[float], list[float]]:
    """The time of each keystroke, ours and raw: the median of the rounds, taken in turn."""
    keys = list(keystrokes()) if rounds > 1 else list(keystrokes())[::8]
    ours: list[list[float]] = [[] for _key in keys]
    bare: list[list[float]] = [[] for _key in keys]
    for _round in range(rounds):
        for place, text in enumerate(keys):
            begin = perf_counter()
            ask(raw, text)
            middle = perf_counter()
            service.search(text, limit=LIMIT)
            bare[place].append((middle - begin) * 1000)
            ours[place].append((perf_counter() - middle) * 1000)
    return [median(times) for times in ours], [median(times) for times in bare]


def rows(_context: AppContext | None, folder: Path, rounds: int) -> list[Row]:
    """Keystrokes and the making of the index. With one round few documents, to see that it runs."""
    corpus = make_corpus(QUICK if rounds == 1 else MANY)
    ready = corpus.rows()
    two_columns = [(row[0], row[1], row[3]) for row in ready]
    place = folder / "search"
    place.mkdir(exist_ok=True)
    service = make_service(place, corpus)
    two = insert(place / "two.db", two_columns, "title, text")

    def make() -> float:
        nonlocal service
        service.close()
        (place / "cache" / FILE).unlink(missing_ok=True)
        service = make_service(place, corpus)
        return timed(service.build)

    build, raw_build = alternate(min(rounds, 3), make, lambda: insert(place / "raw.db", ready, "title, keywords, text"))
    raw = sqlite3.connect(place / "raw.db")
    try:
        ours, bare = measured(service, raw, min(rounds, 3))
    finally:
        raw.close()
        service.close()
    many = f"{len(ready):,}".replace(",", " ")
    return [
        Row(f"search, {many} texts: a keystroke, p50", share(ours, 0.5), share(bare, 0.5), 2.0),
        Row(f"search, {many} texts: a keystroke, p95", share(ours, 0.95), share(bare, 0.95), 2.0),
        Row(f"search, {many} texts: a keystroke, p95", share(ours, 0.95), None, 16),
        Row(f"search, {many} texts: making the index", build, raw_build, 2.0),
        Row(f"search, {many} texts: the same against two columns", build, two, 2.5),
    ]
