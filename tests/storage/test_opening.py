import functools
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from chefsstod.features.yearwheel.tables import OccurrenceRow
from chefsstod.storage import opening, schema
from chefsstod.storage.backup import automatic_backup, list_backups, restore
from chefsstod.storage.engine import Database
from chefsstod.storage.failures import disk_full, read_only
from chefsstod.storage.opening import CorruptDatabase, NewerProgramNeeded, open_database
from chefsstod.support.errors import UserError
from chefsstod.support.paths import user_paths


def read_notes(database: Database) -> list[str]:
    with database.read() as session:
        return [row.note for row in session.query(OccurrenceRow)]


def test_a_first_start_makes_folders_and_database(tmp_path, now):
    paths = user_paths(tmp_path / "ny" / "mapp")
    database = open_database(paths, now)
    assert schema.revision(database.engine) == schema.HEAD
    database.close()
    assert all(folder.is_dir() for folder in paths.folders())
    assert not list(paths.backups.iterdir()), "there was nothing to back up"
    assert not [file for folder in paths.folders() for file in folder.glob(".*")]


def test_what_was_written_is_there_at_the_next_start(store, now):
    database = open_database(store, now)
    assert read_notes(database) == ["first"]
    database.close()
    assert list_backups(store) == []


def test_what_a_killed_process_had_committed_is_there_at_the_next_start(store, now):
    code = (
        "import sys, os, signal; from pathlib import Path; from chefsstod.storage.engine import Database;"
        "d = Database(Path(sys.argv[1]))\n"
        "with d.write() as s: s.connection().exec_driver_sql(\"UPDATE occurrence SET note = 'committed'\")\n"
        "s = d.write().__enter__(); s.connection().exec_driver_sql(\"UPDATE occurrence SET note = 'half'\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(store.database)], check=False, timeout=60)
    database = open_database(store, now)
    assert read_notes(database) == ["committed"]
    database.close()


def test_no_alembic_is_imported_for_a_current_database(store):
    code = (
        "import sys, datetime; from pathlib import Path; from chefsstod.storage.opening import open_database;"
        "from chefsstod.support.paths import user_paths;"
        "open_database(user_paths(Path(sys.argv[1])), datetime.datetime.now()).close();"
        "print([name for name in ('alembic', 'babel', 'mako') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(store.data)], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "[]\n", done.stderr


# ── damaged ──────────────────────────────────────────────────────────────────


def test_a_damaged_database_offers_the_latest_good_backup(store, now, damage):
    made = automatic_backup(store, now, reason="daily")
    damage(store.database)
    before = store.database.read_bytes()
    with pytest.raises(CorruptDatabase) as caught:
        open_database(store, now)
    assert caught.value.backup.path == made
    assert "23 november 2026 07:40" in caught.value.remedy
    assert store.database.read_bytes() == before
    restore(caught.value.backup.path, store, now)
    database = open_database(store, now)
    assert read_notes(database) == ["first"]
    database.close()


def test_a_damaged_database_without_a_backup_says_that_there_is_none(store, now, damage):
    damage(store.database)
    with pytest.raises(CorruptDatabase) as caught:
        open_database(store, now)
    assert caught.value.backup is None
    assert caught.value.remedy


def test_beginning_anew_keeps_the_damaged_file(store, now, damage):
    damage(store.database)
    before = store.database.read_bytes()
    database = open_database(store, now, anew=True)
    assert read_notes(database) == []
    database.close()
    assert (store.backups / "chefsstod-2026-11-23T074000-corrupt.db").read_bytes() == before


def test_beginning_anew_never_takes_away_a_good_database(store, now):
    database = open_database(store, now, anew=True)
    assert read_notes(database) == ["first"]
    database.close()


@pytest.mark.parametrize("lost", [Path.unlink, lambda file: file.write_bytes(b"")], ids=["gone", "emptied"])
def test_a_lost_database_is_not_silently_replaced_by_an_empty_one(store, now, lost):
    made = automatic_backup(store, now, reason="daily")
    lost(store.database)
    with pytest.raises(CorruptDatabase) as caught:
        open_database(store, now)
    assert caught.value.backup.path == made
    database = open_database(store, now, anew=True)
    assert read_notes(database) == []
    database.close()


def test_useless_backups_do_not_keep_a_first_start_from_happening(home, now):
    (home.backups / "chefsstod-2026-11-23T074000-daily.db").touch()
    open_database(home, now).close()


def test_a_database_of_another_program_is_left_alone(home, now):
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("CREATE TABLE other (x)")
    before = home.database.read_bytes()
    with pytest.raises(CorruptDatabase):
        open_database(home, now)
    assert home.database.read_bytes() == before


def test_a_database_without_its_version_is_not_migrated_over(store, now):
    with closing(sqlite3.connect(store.database)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(CorruptDatabase):
        open_database(store, now)


def test_a_large_database_is_not_gone_through_at_start(store, now, monkeypatch):
    data = bytearray(store.database.read_bytes())
    data[-4096:] = b"\xa5" * 4096  # the last page: found by quick_check, not by opening
    store.database.write_bytes(data)
    with pytest.raises(CorruptDatabase):
        open_database(store, now)
    monkeypatch.setattr(opening, "CHECKED_UP_TO", len(data) - 1)
    open_database(store, now).close()


def test_no_damage_whatsoever_gives_anything_but_a_clear_message(store, now):
    whole = store.database.read_bytes()
    dice = random.Random(20261123)  # noqa: S311
    outcomes = set()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.choice((1, 3, 40))):
            data[dice.randrange(dice.choice((100, len(data))))] = dice.randrange(256)
        store.database.write_bytes(data[: dice.choice((len(data), len(data), dice.randrange(1, len(data))))])
        for rest in store.data.glob("chefsstod.db-*"):
            rest.unlink()
        try:
            open_database(store, now).close()
            outcomes.add("opened")
        except UserError as error:
            complete = error.title and error.message and error.remedy
            outcomes.add(type(error).__name__ if complete else "half a message")
    assert {"opened", "CorruptDatabase"} <= outcomes
    assert "half a message" not in outcomes


# ── newer ────────────────────────────────────────────────────────────────────


def test_a_newer_database_is_refused_and_untouched(store, now):
    with closing(sqlite3.connect(store.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = store.database.read_bytes()
    for anew in (False, True):
        with pytest.raises(NewerProgramNeeded) as caught:
            open_database(store, now, anew=anew)
        assert "9999" in caught.value.message
        assert store.database.read_bytes() == before


def test_a_newer_database_is_known_as_ours_by_its_mark_even_if_its_tables_have_other_names(store, now):
    with closing(sqlite3.connect(store.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("ALTER TABLE profile RENAME TO unit")
    with pytest.raises(NewerProgramNeeded):
        open_database(store, now)


# ── folders ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["data", "backups", "cache", "logs", "settings"])
def test_a_folder_that_cannot_be_is_named_with_the_way_out(tmp_path, now, name):
    paths = user_paths(tmp_path / "home")
    wrong = {"settings": paths.settings.parent}.get(name) or getattr(paths, name)
    wrong.parent.mkdir(parents=True, exist_ok=True)
    wrong.write_text("a file where the folder should be")
    with pytest.raises(UserError) as caught:
        open_database(paths, now)
    assert str(paths.data if name == "settings" else wrong) in caught.value.title
    assert "--data-dir" in caught.value.remedy


OPEN_AS_NOBODY = """
import os, sys, datetime
from pathlib import Path
from chefsstod.storage.opening import open_database
from chefsstod.support.errors import UserError
from chefsstod.support.paths import user_paths
now = datetime.datetime.now()
open_database(user_paths(Path(sys.argv[2])), now).close()  # all that is imported late is now there
if os.geteuid() == 0:
    os.setuid(65534)  # for root no right is missing
try:
    open_database(user_paths(Path(sys.argv[1])), now).close()
    print("opened")
except UserError as error:
    print(error.one_line())
"""


@pytest.fixture
def shared(template_database):
    """A folder that everybody can reach (pytest's own are closed to others), with a database in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        paths = user_paths(folder / "home")
        for part in paths.folders():
            part.mkdir(parents=True, exist_ok=True)
            part.chmod(0o777)
        shutil.copyfile(template_database, paths.database)
        paths.database.chmod(0o666)
        yield paths


def open_without_rights(folder: Path, warm_up: Path) -> str:
    """What somebody for whom rights count is told."""
    command = [sys.executable, "-c", OPEN_AS_NOBODY, str(folder), str(warm_up)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_folder_without_the_right_to_write_is_named(shared, tmp_path):
    shared.cache.chmod(0o555)
    said = open_without_rights(shared.data, tmp_path)
    assert str(shared.cache) in said
    assert "--data-dir" in said
    shared.cache.chmod(0o777)
    assert open_without_rights(shared.data, tmp_path) == "opened\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_database_file_that_may_only_be_read_is_told(shared, tmp_path):
    shared.database.chmod(0o444)
    said = open_without_rights(shared.data, tmp_path)
    assert "--data-dir" in said
    assert "Traceback" not in said


def test_hardly_any_room_is_told_before_anything_is_touched(store, now, monkeypatch):
    monkeypatch.setattr(opening, "LEAST_FREE", shutil.disk_usage(store.data).total + 1)
    with pytest.raises(UserError) as caught:
        open_database(store, now)
    assert caught.value.title == disk_full().title


def test_a_database_locked_by_another_program_is_told(store, now, monkeypatch):
    monkeypatch.setattr("chefsstod.storage.engine.BUSY_TIMEOUT_MS", 1)
    with closing(sqlite3.connect(store.database, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("UPDATE meta SET value = value")
        with pytest.raises(UserError) as caught:
            open_database(store, now)
        assert not isinstance(caught.value, CorruptDatabase)


def test_a_bug_in_a_migration_is_no_user_error(home, now, monkeypatch):
    monkeypatch.setattr(schema, "upgrade", lambda *_args, **_kw: (_ for _ in ()).throw(sqlite3.ProgrammingError("a bug")))
    with pytest.raises(sqlite3.ProgrammingError):
        open_database(home, now)


# ── upgrading ────────────────────────────────────────────────────────────────

NEXT = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "HEAD", None, None
def upgrade() -> None:
    op.execute("UPDATE occurrence SET note = 'upgraded'")
"""


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Let the program be one version further on, with the given end of its migration."""

    def become(end: str = "") -> None:
        folder = tmp_path / "scripts"
        shutil.copytree(schema.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "9999_next.py").write_text(NEXT.replace("HEAD", schema.HEAD) + end, encoding="utf-8")
        monkeypatch.setattr(schema, "upgrade", functools.partial(schema.upgrade, target="9999", scripts=folder))

    return become


def test_an_older_database_is_backed_up_and_then_upgraded(store, now, next_version, notes):
    next_version()
    database = open_database(store, now)
    assert read_notes(database) == ["upgraded"]
    database.close()
    (kept,) = list_backups(store)
    assert kept.reason == "migration"
    assert notes(kept.path) == ["first"]


def test_a_failing_upgrade_leaves_the_database_and_a_backup(store, now, next_version, notes):
    next_version("    1 / 0")
    with pytest.raises(ZeroDivisionError):
        open_database(store, now)
    assert notes(store.database) == ["first"]
    assert [notes(backup.path) for backup in list_backups(store)] == [["first"]]


def test_an_older_backup_is_upgraded_when_it_is_restored(store, now, next_version):
    made = automatic_backup(store, now, reason="daily")
    next_version()
    restore(made, store, now)
    database = open_database(store, now)
    assert read_notes(database) == ["upgraded"]
    database.close()


def test_a_file_without_the_right_to_write_is_told_before_anything_is_changed(store, now, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_args: False)  # root has every right
    with pytest.raises(UserError) as caught:
        open_database(store, now)
    assert caught.value.title == read_only().title
