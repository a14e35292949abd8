"""Fixtures for storage: a folder of hers with something written in it, and ways to look at files from outside."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from chefsstod.features.yearwheel.tables import OccurrenceRow, StepRow
from chefsstod.storage.engine import Database
from chefsstod.support.paths import Paths, user_paths


@pytest.fixture
def now() -> datetime:
    """Monday morning, ten minutes before the telephone starts."""
    return datetime(2026, 11, 23, 7, 40)  # noqa: DTZ001 - wall-clock time, as in the names of backups


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    """Her folders before the first start."""
    paths = user_paths(tmp_path / "Mina dokument & 100 % å?#")
    for folder in paths.folders():
        folder.mkdir(parents=True, exist_ok=True)
    return paths


@pytest.fixture
def write_note() -> Callable[[Paths, str], None]:
    """Write a note as the program does, and close."""

    def write(paths: Paths, text: str) -> None:
        database = Database(paths.database)
        try:
            with database.write() as session:
                session.merge(OccurrenceRow(activity="lonesamtal", original=date(2026, 3, 2), note=text, reason=""))
                session.flush()
                session.merge(StepRow(activity="lonesamtal", original=date(2026, 3, 2), step="boka"))
        finally:
            database.close()

    return write


@pytest.fixture
def notes() -> Callable[[Path], list[str]]:
    """The notes in a database file, read without the program."""

    def read(file: Path) -> list[str]:
        with closing(sqlite3.connect(file)) as connection:
            return [note for (note,) in connection.execute("SELECT note FROM occurrence ORDER BY 1")]

    return read


@pytest.fixture
def store(home: Paths, template_database: Path, write_note: Callable[[Paths, str], None]) -> Paths:
    """Her folders with a database in which «first» is noted."""
    shutil.copyfile(template_database, home.database)
    write_note(home, "first")
    return home


def _overwrite_middle(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:12288] = b"\xa5" * 8192
    file.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "overwritten": _overwrite_middle,
    "truncated": lambda file: file.write_bytes(file.read_bytes()[:9000]),
    "text": lambda file: file.write_text("Detta är ingen databas.\n" * 50, encoding="utf-8"),
    "header gone": lambda file: file.write_bytes(bytes(100) + file.read_bytes()[100:]),
}


@pytest.fixture(params=list(DAMAGES))
def damage(request: pytest.FixtureRequest) -> Callable[[Path], object]:
    """Each way in which a file can be destroyed while its name stands."""
    return DAMAGES[request.param]
