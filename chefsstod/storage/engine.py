"""The engine and its transactions.

SQLite through SQLAlchemy with these habits, all set on connect: foreign keys on, WAL, ``synchronous=FULL`` (a commit
is on the disk when it returns: measured at 2–4 ms, which nobody notices in a click; macOS needs ``fullfsync`` for
that), ``busy_timeout`` 5 s. We say BEGIN ourselves because sqlite3's own handling begins too late; writers begin
IMMEDIATE, since a read transaction that later writes fails at once with «database is locked» whatever the time-out.
https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#enabling-non-legacy-sqlite-transactional-modes-with-the-sqlite3-driver
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Session

BUSY_TIMEOUT_MS = 5000


class Base(DeclarativeBase):
    """The base of all tables. A feature's tables stand in its own ``tables.py``."""


class Database:
    """One open database file. A session lives for one use case and never crosses a thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = make_engine(path)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def has(self, table: str, condition: str = "1") -> bool:
        """Whether a table has a row that fulfils ``condition`` (SQL of our own, never a user's text).

        For asking before a room is imported: its tables and services cost more than the answer.
        """
        with self.engine.connect() as connection:
            return connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1").first() is not None  # noqa: S608

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that writes: committed at the end, rolled back by an exception."""
        engine = self.engine.execution_options(begin="IMMEDIATE")
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close all connections; the WAL is folded into the file."""
        self.engine.dispose()


def make_engine(path: Path) -> Engine:
    """An engine for the SQLite file ``path``, which is made if it does not exist."""
    # Not a URL as text: «?» in the name of a folder would cut it short and open another file.
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=FULL",
            "fullfsync=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
