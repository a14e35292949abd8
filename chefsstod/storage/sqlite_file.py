"""Looking at a database file from outside the engine: what it is, whether it is whole, whether its content has changed.

Plain ``sqlite3``, no SQLAlchemy: used before the engine exists, on backups, and on files that may be anything at all.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from chefsstod.i18n import ngettext
from chefsstod.storage.schema import known_revisions

APPLICATION_ID = 0x43684673
"""«ChFs» in the header of our files (https://www.sqlite.org/pragma.html#pragma_application_id); set by the first
migration.
"""

PATIENCE_S = 5.0
"""Seconds to wait for somebody who writes."""

SIDECARS = ("-wal", "-shm", "-journal")
"""What SQLite lays beside a database. A stale one beside a replaced file would be played into it."""

_TABLES = frozenset({"meta", "profile", "occurrence"})
_VOLATILE = {"meta": "WHERE key <> 'last_seen'"}
"""Rows that change by merely opening the program: no reason for a backup."""

_UNREADABLE = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_MISMATCH,
}


class Kind(StrEnum):
    """What lies at a path."""

    ABSENT = "absent"
    EMPTY = "empty"
    NO_DATABASE = "no_database"
    CORRUPT = "corrupt"
    FOREIGN = "foreign"
    NEWER = "newer"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file is; ``revision`` of its schema if it could be read, ``problem`` in SQLite's words if it is
    damaged.
    """

    kind: Kind
    revision: str | None = None
    problem: str = ""


def sidecar(database: Path, suffix: str) -> Path:
    """The file that SQLite lays beside ``database``, one of ``SIDECARS``."""
    return database.with_name(database.name + suffix)


@contextmanager
def connect(path: Path, *, writable: bool = False) -> Iterator[sqlite3.Connection]:
    """A plain connection to an existing file, closed at the end. Raises sqlite3.Error; never makes a file.

    Without ``writable`` the file is left as it is, and a WAL beside it is read but not folded in.
    """
    mode = "mode=rw" if writable else "immutable=1" if _wal_at_rest(path) else "mode=ro"
    # A URI of our own: Path.as_uri() puts a network share where SQLite allows no host.
    name = quote(os.fsencode(path.absolute().as_posix()))
    uri = f"file://{'' if name.startswith('/') else '/'}{name}?{mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE_S)
    try:
        yield connection
    finally:
        connection.close()


def _wal_at_rest(path: Path) -> bool:
    """Whether the file is in WAL mode but nobody has it open: a plain reader would then leave a WAL behind, or fail
    on a read-only disk.

    What lies beside the file is looked at first, and the file itself is opened only when nobody has it open: closing
    it would take away the locks of all this process's connections to it (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    wal = sidecar(path, "-wal")
    if wal.exists() and (wal.stat().st_size > 0 or sidecar(path, "-shm").exists()):
        return False
    with path.open("rb") as stream:
        return stream.read(20)[18:] == b"\x02\x02"  # https://www.sqlite.org/fileformat.html, file format version numbers


def inspect(path: Path, *, check: bool = True) -> FileState:
    """What ``path`` is; with ``check`` its structure is gone through (``PRAGMA quick_check``).

    Raises sqlite3.Error and OSError only for what is no property of the file: no right to read it, a failing disk, a
    lock.
    """
    if not path.exists():
        return FileState(Kind.ABSENT)
    if not path.is_file():
        return FileState(Kind.NO_DATABASE)
    if path.stat().st_size == 0:
        return FileState(Kind.EMPTY)
    try:
        with connect(path) as connection:
            return _inspect(connection, check=check)
    except UnicodeDecodeError as error:
        # What SQLite tells of a damaged file holds pieces of it, which Python cannot read as text.
        return FileState(Kind.CORRUPT, problem=str(error))
    except sqlite3.Error as error:
        code = primary_code(error)
        if code is not None and code not in _UNREADABLE and error.sqlite_errorcode != sqlite3.SQLITE_IOERR_SHORT_READ:
            raise
        return FileState(Kind.NO_DATABASE if code == sqlite3.SQLITE_NOTADB else Kind.CORRUPT, problem=str(error))


def _inspect(connection: sqlite3.Connection, *, check: bool) -> FileState:
    if check:
        problem = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != "ok":
            return FileState(Kind.CORRUPT, problem=str(problem))
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID or tables >= _TABLES
    if not tables and not ours:
        return FileState(Kind.EMPTY)
    if not ours or "alembic_version" not in tables:
        return FileState(Kind.FOREIGN)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        return FileState(Kind.CORRUPT, problem="alembic_version is empty")
    revision = str(row[0])
    return FileState(Kind.GOOD if revision in known_revisions() else Kind.NEWER, revision)


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code of an error; None when the error is Python's own."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def structure_problems(connection: sqlite3.Connection) -> list[str]:
    """What ``quick_check`` and ``foreign_key_check`` find; empty when all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
    broken: dict[tuple[str, str], int] = {}
    for table, _rowid, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        broken[table, parent] = broken.get((table, parent), 0) + 1
    for (table, parent), count in broken.items():
        text = ngettext(
            "{n} row of «{table}» refers to what is missing in «{parent}»",
            "{n} rows of «{table}» refer to what is missing in «{parent}»",
            count,
        )
        found.append(text.format(n=count, table=table, parent=parent))
    return found


def fingerprint(path: Path) -> str:
    """A hash of everything the file says, independent of how its pages lie and of what opening the program changes.

    Compares content, because the file's own time says nothing while the changes are still in the WAL. Raises
    sqlite3.Error.
    """
    digest = hashlib.sha256()
    with connect(path) as connection:
        connection.text_factory = bytes
        connection.execute("BEGIN")
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name"
        ).fetchall()
        for raw_name, sql in tables:
            name = raw_name.decode()
            digest.update(repr((name, sql)).encode())
            count = len(connection.execute(f'PRAGMA table_info("{name}")').fetchall())
            order = ", ".join(str(place + 1) for place in range(count))
            query = f'SELECT * FROM "{name}" {_VOLATILE.get(name, "")} ORDER BY {order}'  # noqa: S608 - our own names
            for row in connection.execute(query):
                digest.update(repr(row).encode())
    return digest.hexdigest()
