"""The index of the search: a disposable SQLite file in the cache folder. What is missing, broken or foreign is made anew, silently.

``doc`` holds what there is, ``full`` (FTS5) the words of titles, keywords and texts, ``head`` those of titles and keywords with the
parts of compounds, ``word`` the distinct words. Both FTS5 tables keep å apart from a (``remove_diacritics 0``: the default makes
råd = rad). A row's number says its kind, so that hits are counted by kind without reading them.

One connection serves the thread that searches and the one that keeps the index in step, a lock between them; it is held for some
milliseconds at a time, also while thousands of texts are read in.
"""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Protocol
from unicodedata import normalize

from chefsstod.storage.search_file import VERSION, is_busy, open_file, throw_away
from chefsstod.storage.search_words import Vocabulary, doubles, fold, words_of

SHIFT = 40
"""A row's number is its kind's place in the order of kinds, so many bits up, and a number of its own."""
_BATCH = 24
"""Documents taken in while the lock is held: some 10 ms."""
_MANY = 500
_WORDS = 50_000
"""Words of documents that went, which are counted: of more than that, all are counted anew before long."""
"""From so many new documents on the vocabulary is counted anew."""


class IndexBroken(Exception):  # noqa: N818 - says what the index is, not what somebody did
    """The file cannot be used any more: it must be made anew. ``busy``: only not now, another program has it in hand."""

    def __init__(self, problem: sqlite3.Error) -> None:
        super().__init__(str(problem))
        self.busy = is_busy(problem)


class Document(Protocol):
    """What can be taken into the index. ``owner`` is the id by which changes name it, ``where`` is told beside a hit."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def id(self) -> str:
        """Its id among its kind."""

    @property
    def owner(self) -> str:
        """Empty: its own id."""

    @property
    def title(self) -> str:
        """What counts most."""

    @property
    def keywords(self) -> str:
        """What counts more than the text."""

    @property
    def text(self) -> str:
        """The words alone."""

    @property
    def layer(self) -> str:
        """Where it comes from."""

    @property
    def where(self) -> str:
        """Where it belongs."""

    @property
    def leads_to(self) -> str:
        """The address that opens it."""


class SearchIndex:
    """The open file. Every method may raise IndexBroken; then ``discard`` it and begin with a new one."""

    def __init__(self, path: Path | None, kinds: Sequence[str]) -> None:
        """``kinds`` in the order in which equally good hits stand; ``path`` None: in memory."""
        self.path = path
        self.kinds = tuple(kinds)
        self._lock = threading.RLock()
        self._waiting = 0
        self._db = open_file(path, self._form)
        self._fresh: list[int] = []
        self._changed: Counter[str] = Counter()
        self._vocabulary: Vocabulary | None = None
        self._doubles: dict[tuple[str, ...], list[str]] | None = None

    @property
    def _form(self) -> str:
        return f"{VERSION}:{','.join(self.kinds)}"

    # ── asking ───────────────────────────────────────────────────────────────

    @contextmanager
    def asking(self) -> Iterator[sqlite3.Connection]:
        """The connection, for asking: whoever takes documents in lets the asker go first."""
        self._waiting += 1
        try:
            with self._held() as connection:
                yield connection
        finally:
            self._waiting -= 1

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as problem:
                raise IndexBroken(problem) from problem

    @property
    def vocabulary(self) -> Vocabulary:
        """The distinct words; read at the first question."""
        if self._vocabulary is None:
            with self._held() as db:
                self._vocabulary = Vocabulary(dict(db.execute("SELECT word, n FROM word")))
        return self._vocabulary

    @property
    def doubles(self) -> dict[tuple[str, ...], list[str]]:
        """Other words for the same thing, by their folded words."""
        if self._doubles is None:
            self._doubles = doubles(json.loads(self._get("synonyms") or "[]"))
        return self._doubles

    @property
    def mark(self) -> str:
        """What the index was in step with; empty while it is not."""
        return self._get("mark")

    def _get(self, key: str) -> str:
        with self._held() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    # ── keeping in step ──────────────────────────────────────────────────────

    def set_mark(self, mark: str) -> None:
        """From now on it is in step with what ``mark`` stands for; empty: with nothing."""
        self._set("mark", mark)

    def set_synonyms(self, groups: Iterable[Sequence[str]]) -> None:
        """The groups of words that mean the same."""
        self._set("synonyms", json.dumps([list(group) for group in groups], ensure_ascii=False))
        self._doubles = None

    def _set(self, key: str, value: str) -> None:
        with self._held() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction around several calls of ``sync``: all of it is kept, or nothing."""
        with self._held() as db:
            db.execute("BEGIN")
        self._fresh, self._changed = [], Counter()
        try:
            yield
            self._settle()
            with self._held() as db:
                db.execute("COMMIT")
        except BaseException:
            with self._lock, suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            self._vocabulary = None
            raise

    def sync(self, kind: str, docs: Iterable[Document], owners: Collection[str] | None = None) -> int:
        """Let the documents of ``kind`` (of ``owners`` only, if given) be exactly these; returns how many were written.

        What has not changed costs a look. Call it within ``changing``.
        """
        known = self._known(kind, owners)
        written = 0
        seen: set[str] = set()
        rest = (doc for doc in docs if doc.id not in seen and not seen.add(doc.id))  # type: ignore[func-returns-value]
        while batch := list(islice(rest, _BATCH)):
            written += self._take(kind, batch, known)
            self._let_others()
        gone = [number for number, _digest in known.values()]
        for at in range(0, len(gone), _BATCH):
            with self._held() as db:
                self._remove(db, gone[at : at + _BATCH])
        return written + len(gone)

    def _let_others(self) -> None:
        """A lock is not fair: without a pause whoever asks would wait for all of it."""
        while self._waiting:
            threading.Event().wait(0.002)

    def _known(self, kind: str, owners: Collection[str] | None) -> dict[str, tuple[int, bytes]]:
        with self._held() as db:
            if owners is None:
                rows = db.execute("SELECT id, n, digest FROM doc WHERE kind = ?", (kind,)).fetchall()
            else:
                ask = "SELECT id, n, digest FROM doc WHERE kind = ? AND owner = ?"
                rows = [row for owner in owners for row in db.execute(ask, (kind, owner))]
        return {row[0]: (row[1], row[2]) for row in rows}

    def _take(self, kind: str, batch: list[Document], known: dict[str, tuple[int, bytes]]) -> int:
        """Write those that are new or changed; what was found is taken out of ``known``."""
        changed: dict[str, tuple[bytes, Document]] = {}
        gone = []
        for doc in batch:
            digest = _digest(doc)
            before = known.pop(doc.id, None)
            if before is None or before[1] != digest:
                changed[doc.id] = (digest, doc)
                gone += [before[0]] if before else []
        if changed:
            with self._held() as db:
                self._remove(db, gone)
                self._insert(db, kind, list(changed.values()))
        return len(changed)

    def _insert(self, db: sqlite3.Connection, kind: str, docs: list[tuple[bytes, Document]]) -> None:
        first = self.kinds.index(kind) << SHIFT
        top = db.execute("SELECT max(n) FROM doc WHERE n >= ? AND n < ?", (first, first + (1 << SHIFT))).fetchone()[0]
        numbers = range((first if top is None else top) + 1, (first if top is None else top) + 1 + len(docs))
        rows = [
            (n, kind, doc.id, doc.owner or doc.id, digest, str(doc.layer), doc.where, doc.leads_to, *_words(doc))
            for n, (digest, doc) in zip(numbers, docs, strict=True)
        ]
        db.executemany("INSERT INTO doc VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        db.executemany("INSERT INTO full(rowid, title, keywords, text) VALUES (?, ?, ?, ?)", [(row[0], *row[8:]) for row in rows])
        self._fresh += [row[0] for row in rows]

    def _remove(self, db: sqlite3.Connection, numbers: list[int]) -> None:
        for number in numbers:
            if len(self._changed) < _WORDS:
                self._changed.subtract(_words_in(db, number))
            old = "SELECT 'delete', n, title, keywords, text FROM doc WHERE n = ?"
            db.execute(f"INSERT INTO full(full, rowid, title, keywords, text) {old}", (number,))
            db.execute("DELETE FROM head WHERE rowid = ?", (number,))
            db.execute("DELETE FROM doc WHERE n = ?", (number,))

    # ── words ────────────────────────────────────────────────────────────────

    def _settle(self) -> None:
        """Count the words of what was written, and lay the titles' words out; compounds need the words of all texts for that."""
        if not self._fresh and not self._changed:
            return
        if len(self._fresh) >= _MANY or not len(self.vocabulary):
            self._count_words()
        else:
            self._add_words()
        for at in range(0, len(self._fresh), _BATCH):
            with self._held() as db:
                self._lay_out_heads(db, self._fresh[at : at + _BATCH])
            self._let_others()

    def _count_words(self) -> None:
        """All words, as FTS5 has counted them."""
        counts: dict[str, int] = {}
        with self._held() as db:
            db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.counted USING fts5vocab('main', 'full', 'row')")
            db.execute("DELETE FROM word")
            cursor = db.execute("SELECT term, doc FROM temp.counted")
        while True:
            with self._held() as db:
                rows = cursor.fetchmany(2000)
                db.executemany("INSERT INTO word VALUES (?, ?)", rows)
            if not rows:
                break
            counts.update(rows)
            self._let_others()
        self._vocabulary = Vocabulary(counts)

    def _add_words(self) -> None:
        """The words of a few documents that came or went."""
        with self._held() as db:
            for number in self._fresh:
                self._changed.update(_words_in(db, number))
            change = {word: more for word, more in self._changed.items() if more}
            self.vocabulary.count(change)
            more_of = "INSERT INTO word VALUES (?1, max(0, ?2)) ON CONFLICT (word) DO UPDATE SET n = max(0, n + ?2)"
            db.executemany(more_of, change.items())

    def _lay_out_heads(self, db: sqlite3.Connection, numbers: list[int]) -> None:
        rows = []
        for number in numbers:
            title, keywords = db.execute("SELECT title, keywords FROM doc WHERE n = ?", (number,)).fetchone()
            rows.append((number, title, keywords, " ".join(parts_of(f"{title} {keywords}", self.vocabulary))))
        db.executemany("INSERT INTO head(rowid, title, keywords, parts) VALUES (?, ?, ?, ?)", rows)

    def discard(self) -> None:
        """Close it and throw the file away."""
        self.close()
        if self.path is not None:
            throw_away(self.path)

    def close(self) -> None:
        """Let go of the file. To close twice does no harm."""
        with self._lock, suppress(sqlite3.Error):
            self._db.close()


def _words_in(db: sqlite3.Connection, number: int) -> set[str]:
    """The distinct words of a document."""
    return set(words_of(" ".join(db.execute("SELECT title, keywords, text FROM doc WHERE n = ?", (number,)).fetchone())))


def _words(doc: Document) -> tuple[str, str, str]:
    """What is searched, in one form of writing: å may be one letter or two."""
    title, keywords, text = (text if text.isascii() else normalize("NFC", text) for text in (doc.title, doc.keywords, doc.text))
    return title, keywords, text


def _digest(doc: Document) -> bytes:
    """Changes with anything that is stored."""
    parts = (doc.owner, doc.title, doc.keywords, doc.text, doc.layer, doc.where, doc.leads_to)
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def parts_of(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a title folded, with the parts of compounds."""
    found: dict[str, None] = {}
    for word in words_of(text):
        folded = fold(word)
        found[folded] = None
        for part in vocabulary.seams(folded):
            found[part] = None
    return list(found)
