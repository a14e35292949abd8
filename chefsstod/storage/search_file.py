"""The file of the search index: its tables, and how it is opened. What is missing, broken or foreign is made anew, silently."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from chefsstod.storage.sqlite_file import SIDECARS, sidecar

VERSION = 1
"""Raise it when the tables change: an index of another version is thrown away."""
APPLICATION_ID = 0x43685365
"""«ChSe» in the header of the file."""
_PATIENCE_S = 0.5
_PRAGMAS = ("journal_mode=TRUNCATE", "synchronous=OFF", "temp_store=MEMORY", "cache_size=-32768")
"""Nothing here needs to outlive a power failure: a broken index is made anew."""
_FTS = "tokenize='unicode61 remove_diacritics 0'"
_TABLES = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE doc(
        n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, digest BLOB NOT NULL, layer TEXT NOT NULL,
        place TEXT NOT NULL, address TEXT NOT NULL, title TEXT NOT NULL, keywords TEXT NOT NULL, text TEXT NOT NULL)""",
    "CREATE UNIQUE INDEX doc_by_id ON doc(kind, id)",
    "CREATE INDEX doc_by_owner ON doc(kind, owner)",
    f"CREATE VIRTUAL TABLE full USING fts5(title, keywords, text, content='doc', content_rowid='n', prefix='2 3', {_FTS})",
    # Words wait in memory until there are so many bytes of them: a third less time for ten thousand texts.
    "INSERT INTO full(full, rank) VALUES ('hashsize', 33554432)",
    f"CREATE VIRTUAL TABLE head USING fts5(title, keywords, parts, prefix='1 2 3', {_FTS})",
    "CREATE TABLE word(word TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID",
)


def open_file(path: Path | None, form: str) -> sqlite3.Connection:
    """The index at ``path`` if it is one of this ``form``, else a new one there; in memory where that cannot be (or for None)."""
    for file in () if path is None else (path, path):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            return _opened(str(file), form)
        except sqlite3.Error as problem:
            if is_busy(problem):
                break  # another program is making it: nothing is wrong with it
        except OSError:
            break
        throw_away(file)
    return _opened(":memory:", form)


def is_busy(problem: sqlite3.Error) -> bool:
    """Whether somebody else holds the file just now."""
    return (getattr(problem, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _opened(name: str, form: str) -> sqlite3.Connection:
    """Raises sqlite3.Error for what is no index of this form, or cannot be written."""
    db = sqlite3.connect(name, isolation_level=None, check_same_thread=False, timeout=_PATIENCE_S)
    try:
        for pragma in _PRAGMAS:
            db.execute(f"PRAGMA {pragma}").fetchall()
        with closing(db.execute("SELECT count(*) FROM sqlite_master")) as cursor:
            empty = cursor.fetchone()[0] == 0
        if empty:
            _make(db, form)
        elif db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise sqlite3.DatabaseError("foreign")
        if db.execute("SELECT value FROM meta WHERE key = 'form'").fetchone() != (form,):
            raise sqlite3.DatabaseError("of another form")
        # Whether one may write shows here, not in the middle of the work.
        db.execute("INSERT OR REPLACE INTO meta VALUES ('opened', '')")
    except BaseException:
        db.close()
        raise
    return db


def _make(db: sqlite3.Connection, form: str) -> None:
    db.execute("BEGIN")
    for statement in _TABLES:
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('form', ?)", (form,))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("COMMIT")


def throw_away(path: Path) -> None:
    """Remove the file, if one may."""
    for file in (path, *(sidecar(path, suffix) for suffix in SIDECARS)):
        with suppress(OSError):
            file.unlink()
