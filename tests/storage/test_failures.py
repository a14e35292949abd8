import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy.exc
from sqlalchemy import text

from chefsstod.features.yearwheel.tables import OccurrenceRow
from chefsstod.storage.backup import automatic_backup, make_backup
from chefsstod.storage.engine import Database
from chefsstod.storage.failures import disk_full, disk_gone, in_use, read_only, translate_error
from chefsstod.storage.health import check
from chefsstod.storage.opening import open_database
from chefsstod.support.errors import UserError
from chefsstod.support.files import write_atomically
from chefsstod.support.paths import user_paths

LONG = "å" * 60_000


def write_until_it_fails(database: Database) -> tuple[BaseException, int]:
    """Write notes until one cannot be saved; the failure, and how many were saved."""
    for number in range(500):
        try:
            with database.write() as session:
                session.add(OccurrenceRow(activity=f"a{number}", original=date(2026, 1, 1), note=LONG, reason=""))
        except Exception as error:  # noqa: BLE001
            return error, number
    raise AssertionError("the disk never became full")


def count_rows(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT count(*) FROM occurrence WHERE activity <> 'lonesamtal'").fetchone()[0]


# ── full ─────────────────────────────────────────────────────────────────────


def test_a_full_database_is_told_and_what_was_saved_stays(store, now):
    database = open_database(store, now)
    with database.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages + 100}"))
    error, saved = write_until_it_fails(database)
    assert translate_error(error).title == disk_full().title
    assert saved > 0
    with database.engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count=100000"))
    with database.write() as session:
        session.add(OccurrenceRow(activity="after", original=date(2026, 1, 1), note="", reason=""))
    database.close()
    assert count_rows(store.database) == saved + 1
    assert check(store.database) == []


@pytest.fixture
def small_disk(tmp_path):
    """A real disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m,nr_inodes=40", "tmpfs", str(folder)],
            capture_output=True,
            check=False,
            timeout=20,
        )
        if shutil.which("mount")
        else None
    )
    if done is None or done.returncode:
        pytest.skip("no right to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True, timeout=20)


def fill(folder: Path) -> Path:
    """Use up the disk to the last byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (65_536, 4096, 1):
            try:
                while stream.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler


def test_a_full_disk_is_told_and_loses_nothing(small_disk, now):
    paths = user_paths(small_disk / "data")
    database = open_database(paths, now)
    error, saved = write_until_it_fails(database)
    assert saved > 0
    assert translate_error(error).title == disk_full().title
    with pytest.raises((UserError, OSError, sqlite3.Error)) as caught:
        automatic_backup(paths, now, reason="daily")
    assert translate_error(caught.value).title == disk_full().title
    assert list(paths.backups.iterdir()) == [], "half a backup is left"
    database.close()
    assert check(paths.database) == []
    assert count_rows(paths.database) == saved


def test_a_start_on_a_full_disk_is_told_and_loses_nothing(small_disk, now, monkeypatch):
    paths = user_paths(small_disk / "data")
    open_database(paths, now).close()
    before = paths.database.read_bytes()
    filler = fill(small_disk)
    for least in (2_000_000, 0):  # refused at once; and if the room runs out a moment later
        monkeypatch.setattr("chefsstod.storage.opening.LEAST_FREE", least)
        with pytest.raises(Exception) as caught:  # noqa: PT011, PT012 - whichever step is the first to find no room
            database = open_database(paths, now)
            try:
                with database.write() as session:
                    session.add(OccurrenceRow(activity="a", original=date(2026, 1, 1), note="", reason=""))
            finally:
                database.close()
        assert translate_error(caught.value).title == disk_full().title
        assert paths.database.read_bytes() == before
    filler.unlink()
    open_database(paths, now).close()


def test_a_disk_that_holds_no_more_files_is_told_at_the_start(small_disk, now, monkeypatch):
    monkeypatch.setattr("chefsstod.storage.opening.LEAST_FREE", 0)
    paths = user_paths(small_disk / "data")
    open_database(paths, now).close()
    with pytest.raises(OSError, match="space"):  # noqa: PT012
        for number in range(100):
            (small_disk / str(number)).touch()
    with pytest.raises(UserError) as caught:
        open_database(paths, now)
    assert caught.value.title == disk_full().title


def test_a_full_disk_leaves_the_old_file_when_one_is_written(small_disk):
    target = small_disk / "settings.json"
    write_atomically(target, "old")
    filler = fill(small_disk)
    with pytest.raises(OSError, match="space") as caught:
        write_atomically(target, LONG)
    assert translate_error(caught.value).title == disk_full().title
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(file.name for file in small_disk.iterdir()) == ["filler", "settings.json"]
    filler.unlink()


LIMITED = """
import datetime, resource, sys
from pathlib import Path
from chefsstod.features.yearwheel.tables import OccurrenceRow
from chefsstod.storage.opening import open_database, translate_error
from chefsstod.support.paths import user_paths
paths = user_paths(Path(sys.argv[1]))
database = open_database(paths, datetime.datetime.now())
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
saved = 0
try:
    while True:
        with database.write() as session:
            session.add(OccurrenceRow(activity=f"a{saved}", original=datetime.date(2026, 1, 1), note="x" * 50_000, reason=""))
        saved += 1
except Exception as error:
    print(saved, translate_error(error).title)
"""


def test_a_quota_that_is_used_up_is_told_as_a_full_disk(store):
    done = subprocess.run([sys.executable, "-c", LIMITED, str(store.data)], capture_output=True, text=True, timeout=60, check=True)
    saved, _, title = done.stdout.strip().partition(" ")
    from chefsstod.i18n import set_language

    set_language("none")
    assert title == disk_full().title
    assert count_rows(store.database) == int(saved) > 0
    assert check(store.database) == []


def test_a_backup_that_does_not_fit_leaves_the_old_one(store, tmp_path):
    target = tmp_path / "kopia.db"
    make_backup(store.database, target)
    before = target.read_bytes()
    database = Database(store.database)
    for number in range(3):
        with database.write() as session:
            session.add(OccurrenceRow(activity=f"a{number}", original=date(2026, 1, 1), note=LONG, reason=""))
    database.close()
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before), old[1]))
    try:
        with pytest.raises((sqlite3.Error, OSError)) as caught:
            make_backup(store.database, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert translate_error(caught.value).title == disk_full().title
    assert target.read_bytes() == before
    assert not list(tmp_path.glob("*kopia*part*"))


# ── other ────────────────────────────────────────────────────────────────────


def test_a_locked_database_is_told(store, monkeypatch):
    monkeypatch.setattr("chefsstod.storage.engine.BUSY_TIMEOUT_MS", 1)
    database = Database(store.database)
    with closing(sqlite3.connect(store.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlalchemy.exc.OperationalError) as caught, database.write() as session:
            session.execute(text("DELETE FROM meta"))
    database.close()
    assert translate_error(caught.value).title == in_use().title


def test_a_database_that_may_only_be_read_is_told(store):
    reader = sqlite3.connect(f"{store.database.as_uri()}?mode=ro", uri=True)
    with closing(reader) as connection, pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("DELETE FROM meta")
    assert translate_error(caught.value).title == read_only().title


def test_a_disk_that_was_removed_is_told(store):
    database = Database(store.database)
    shutil.rmtree(store.data)
    with pytest.raises(sqlalchemy.exc.OperationalError) as caught, database.read() as session:
        session.query(OccurrenceRow).all()
    database.close()
    assert translate_error(caught.value).title == disk_gone().title


def test_damage_while_the_program_runs_is_told(store, damage):
    damage(store.database)
    with closing(sqlite3.connect(store.database)) as connection, pytest.raises(sqlite3.DatabaseError) as caught:  # noqa: PT012
        connection.execute("PRAGMA wal_checkpoint")
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
    assert translate_error(caught.value).remedy


def test_a_user_error_is_its_own_translation():
    error = UserError("a", "b")
    assert translate_error(error) is error


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (errno.ENOSPC, disk_full),
        (errno.EDQUOT, disk_full),
        (errno.EIO, disk_gone),
        (errno.ESTALE, disk_gone),
    ],
)
def test_what_the_system_says_is_told_in_words(number, title):
    assert translate_error(OSError(number, os.strerror(number))).title == title().title


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EISDIR, errno.ENOTDIR, errno.EEXIST])
@pytest.mark.parametrize("name", ["mapp/fil.pdf", b"mapp/fil.pdf"])
def test_the_file_that_is_concerned_is_named(number, name):
    assert "mapp/fil.pdf" in translate_error(OSError(number, "x", name)).title


def test_a_refusal_without_a_file_name_is_told_too():
    assert translate_error(PermissionError(errno.EACCES, "x")).title
    assert translate_error(OSError(errno.ENAMETOOLONG, "x")).title


@pytest.mark.parametrize(
    "bug",
    [
        ValueError("x"),
        FileNotFoundError(errno.ENOENT, "x", "resources/fonts"),
        IsADirectoryError(errno.EISDIR, "x"),
        sqlite3.ProgrammingError("closed"),
        sqlalchemy.exc.InvalidRequestError("x"),
        sqlalchemy.exc.IntegrityError("x", None, sqlite3.IntegrityError("x")),
        KeyboardInterrupt(),
    ],
    ids=lambda bug: type(bug).__name__,
)
def test_a_bug_is_not_explained_away(bug):
    assert translate_error(bug) is None


def test_a_broken_statement_is_a_bug(store):
    database = Database(store.database)
    with pytest.raises(sqlalchemy.exc.OperationalError) as caught, database.read() as session:
        session.execute(text("SELECT * FROM no_such_table"))
    database.close()
    assert translate_error(caught.value) is None
