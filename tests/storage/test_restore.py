import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from chefsstod.features.yearwheel.tables import OccurrenceRow
from chefsstod.storage import backup
from chefsstod.storage.backup import automatic_backup, list_backups, make_backup, restore
from chefsstod.storage.engine import Database
from chefsstod.storage.opening import open_database
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths


def open_notes(paths: Paths, now) -> list[str]:
    """What the program itself sees after opening."""
    database = open_database(paths, now)
    try:
        with database.read() as session:
            return [row.note for row in session.query(OccurrenceRow)]
    finally:
        database.close()


def test_a_backup_comes_back_and_what_it_replaced_is_kept(store, now, write_note, notes):
    made = automatic_backup(store, now, reason="daily")
    write_note(store, "second")
    kept = restore(made, store, now + timedelta(hours=1))
    assert open_notes(store, now) == ["first"]
    assert kept.name == "chefsstod-2026-11-23T084000-restore.db"
    assert notes(kept) == ["second"]
    assert kept in [item.path for item in list_backups(store)]


def test_restoring_twice_comes_back_to_where_one_was(store, now, write_note):
    made = automatic_backup(store, now, reason="daily")
    write_note(store, "second")
    restore(restore(made, store, now), store, now)
    assert open_notes(store, now) == ["second"]


def test_a_backup_from_anywhere_can_be_restored_into_an_empty_folder(store, now, tmp_path):
    target = tmp_path / "usb" / "kopia.db"
    make_backup(store.database, target)
    store.database.unlink()
    assert restore(target, store, now) is None
    assert open_notes(store, now) == ["first"]


def test_a_copied_file_with_its_wal_is_restored_whole(store, now, tmp_path):
    database = Database(store.database)
    with database.write() as session:
        session.get_one(OccurrenceRow, ("lonesamtal", now.date().replace(month=3, day=2))).note = "in the wal"
    copy = tmp_path / "kopia.db"
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{store.database}{suffix}", f"{copy}{suffix}")
    database.close()
    restore(copy, store, now)
    assert open_notes(store, now) == ["in the wal"]


def test_a_stale_wal_is_not_played_into_the_restored_file(store, now, write_note, notes):
    made = automatic_backup(store, now, reason="daily")
    # A process that is killed leaves its WAL behind.
    kill = (
        "import sys, os, signal; from pathlib import Path; from chefsstod.storage.engine import Database;"
        "from chefsstod.storage import meta; d = Database(Path(sys.argv[1]));\n"
        "with d.write() as s: s.connection().exec_driver_sql(\"UPDATE occurrence SET note = 'killed'\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", kill, str(store.database)], check=False, timeout=60)
    assert store.database.with_name("chefsstod.db-wal").stat().st_size > 0
    kept = restore(made, store, now)
    assert notes(kept) == ["killed"], "what a killed process had committed is hers too"
    assert not list(store.data.glob("chefsstod.db-*"))
    assert open_notes(store, now) == ["first"]


def test_a_damaged_present_file_is_kept_as_it_is(store, now, damage):
    made = automatic_backup(store, now, reason="daily")
    damage(store.database)
    store.database.with_name("chefsstod.db-wal").write_bytes(b"remains")
    before = store.database.read_bytes()
    kept = restore(made, store, now)
    assert kept.name == "chefsstod-2026-11-23T074000-corrupt.db"
    assert kept.read_bytes() == before
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"remains"
    assert open_notes(store, now) == ["first"]
    assert kept not in [item.path for item in list_backups(store)]


def test_a_damaged_backup_is_refused_and_nothing_changes(store, now, damage, write_note, notes):
    made = automatic_backup(store, now, reason="daily")
    write_note(store, "second")
    damage(made)
    with pytest.raises(UserError):
        restore(made, store, now)
    assert notes(store.database) == ["second"]
    assert not list(store.data.glob(".*.part*"))


def test_what_is_no_backup_is_refused(store, now, tmp_path, notes):
    other = tmp_path / "annat.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE other (x)")
    empty = tmp_path / "tom.db"
    empty.touch()
    for source in (other, empty, tmp_path, tmp_path / "finns inte.db", store.database):
        with pytest.raises(UserError):
            restore(source, store, now)
    assert notes(store.database) == ["first"]
    assert list_backups(store) == []


def test_a_backup_from_a_newer_program_is_refused(store, now, tmp_path, write_note, notes):
    newer = automatic_backup(store, now, reason="daily")
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    write_note(store, "second")
    with pytest.raises(UserError):
        restore(newer, store, now)
    assert notes(store.database) == ["second"]


def test_a_newer_present_file_is_kept_as_a_backup_when_an_older_one_is_restored(store, now, notes):
    made = automatic_backup(store, now, reason="daily")
    with closing(sqlite3.connect(store.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE occurrence SET note = 'newer'")
    kept = restore(made, store, now)
    assert notes(kept) == ["newer"]
    assert open_notes(store, now) == ["first"]


def test_nothing_is_replaced_under_an_open_window(store, now, notes):
    made = automatic_backup(store, now, reason="daily")
    window = Database(store.database)
    with window.read() as session:
        session.query(OccurrenceRow).all()
    with pytest.raises(UserError):
        restore(made, store, now)
    window.close()
    assert not list(store.data.glob(".*.part*"))
    restore(made, store, now)


def test_nothing_is_replaced_by_another_process_under_a_window_that_has_made_its_backup(store, now, write_note, tmp_path):
    made = automatic_backup(store, now, reason="daily")
    write_note(store, "second")
    window = Database(store.database)
    with window.read() as session:
        session.query(OccurrenceRow).all()
    automatic_backup(store, now + timedelta(days=1), reason="daily")
    command = [sys.executable, "-m", "chefsstod", "--data-dir", str(store.data), "restore", str(made)]
    refused = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=Path.cwd())
    window.close()
    assert refused.returncode == 1, refused.stdout
    assert "Datafilen används redan" in refused.stderr
    assert open_notes(store, now) == ["second"]


def test_a_failing_disk_while_keeping_the_present_file_stops_the_restore(store, now, write_note, notes):
    made = automatic_backup(store, now, reason="daily")
    source = store.data / "elsewhere.db"
    shutil.move(made, source)
    write_note(store, "second")
    store.backups.rmdir()
    store.backups.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="exist"):
        restore(source, store, now)
    assert notes(store.database) == ["second"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_the_rights_of_the_file_stay_as_she_set_them(store, now):
    made = automatic_backup(store, now, reason="daily")
    store.database.chmod(0o600)
    restore(made, store, now)
    assert store.database.stat().st_mode & 0o777 == 0o600


def test_a_restore_leaves_the_source_as_it_was(store, now, tmp_path):
    source = Path(tmp_path / "kopia.db")
    shutil.copyfile(store.database, source)  # closed, but in WAL mode
    before = source.read_bytes()
    restore(source, store, now)
    assert source.read_bytes() == before
    assert not list(tmp_path.glob("kopia.db-*"))


def test_the_backup_that_is_restored_lasts_until_it_is_in_place(store, now, write_note):
    oldest = automatic_backup(store, now - timedelta(days=90), reason="migration")
    for number in range(backup.KEPT_OTHER):
        write_note(store, f"note {number}")
        shutil.copyfile(store.database, store.backups / f"chefsstod-2026-11-0{number + 1}T070000-migration.db")
    kept = restore(oldest, store, now)
    assert oldest.exists()
    assert kept.exists()
    assert open_notes(store, now) == ["first"]


def test_restoring_lets_go_of_old_backups_afterwards(store, now):
    made = automatic_backup(store, now - timedelta(days=90), reason="migration")
    for number in range(backup.KEPT_OTHER + 3):
        restore(made, store, now + timedelta(days=number))
    assert len(list_backups(store)) == backup.KEPT_OTHER + 1, "five, and the one that was restored"


def test_only_a_file_in_use_is_called_in_use(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        backup._fold(tmp_path / "none.db")
