import re
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.yearwheel.tables import OccurrenceRow
from chefsstod.storage import meta
from chefsstod.storage.backup import (
    KEPT_CLOSE,
    KEPT_DAILY,
    KEPT_OTHER,
    KEPT_WEEKLY,
    Backup,
    automatic_backup,
    is_good,
    latest_good,
    list_backups,
    make_backup,
    outdated,
)
from chefsstod.storage.engine import Database
from chefsstod.support.errors import UserError

DAY = timedelta(days=1)


def test_a_backup_is_one_whole_file_that_holds_what_still_lies_in_the_wal(store, notes, write_note, tmp_path):
    database = Database(store.database)
    with database.write() as session:
        session.get_one(OccurrenceRow, ("lonesamtal", datetime(2026, 3, 2).date())).note = "in the wal"  # noqa: DTZ001
    assert store.database.with_name("chefsstod.db-wal").stat().st_size > 0
    target = tmp_path / "out" / "kopia.db"
    make_backup(store.database, target)
    database.close()
    assert [file.name for file in target.parent.iterdir()] == ["kopia.db"]
    assert target.read_bytes()[18:20] == b"\x01\x01", "a backup must not need a WAL"
    assert notes(target) == ["in the wal"]
    assert is_good(target)


def test_a_backup_made_while_somebody_writes_is_whole(store, notes, tmp_path):
    database = Database(store.database)
    stop = threading.Event()
    failures = []

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            try:
                with database.write() as session:
                    # Both rows or none: a backup that has only one of them was torn.
                    meta.put(session, "left", str(number))
                    meta.put(session, "right", str(number))
            except Exception as error:  # noqa: BLE001
                failures.append(error)
                return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(8):
            make_backup(store.database, tmp_path / f"{number}.db")
    finally:
        stop.set()
        writer.join()
        database.close()
    assert not failures
    for number in range(8):
        assert is_good(tmp_path / f"{number}.db")
        with closing(sqlite3.connect(tmp_path / f"{number}.db")) as connection:
            values = [v for (v,) in connection.execute("SELECT value FROM meta WHERE key IN ('left', 'right')")]
        assert len(set(values)) <= 1


def test_a_backup_of_nothing_says_so(home, tmp_path):
    with pytest.raises(UserError):
        make_backup(home.database, tmp_path / "kopia.db")
    home.database.touch()
    with pytest.raises(UserError):
        make_backup(home.database, tmp_path / "kopia.db")
    assert not (tmp_path / "kopia.db").exists()


def test_a_backup_does_not_replace_the_database_itself(store, notes):
    link = store.data / "länk.db"
    link.symlink_to(store.database)
    for target in (store.database, link):
        with pytest.raises(UserError):
            make_backup(store.database, target)
    assert notes(store.database) == ["first"]


def test_a_damaged_database_gives_no_backup_and_the_old_one_stands(store, damage, tmp_path):
    target = tmp_path / "kopia.db"
    make_backup(store.database, target)
    before = target.read_bytes()
    damage(store.database)
    with pytest.raises((UserError, sqlite3.DatabaseError)):
        make_backup(store.database, target)
    assert target.read_bytes() == before
    assert [file.name for file in tmp_path.glob("*kopia*")] == ["kopia.db"]


def test_a_database_of_another_program_is_not_backed_up_as_ours(home, tmp_path):
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("CREATE TABLE other (x)")
    with pytest.raises(UserError):
        make_backup(home.database, tmp_path / "kopia.db")
    assert not list(tmp_path.glob("*.db*"))


# ── automatic ────────────────────────────────────────────────────────────────


def test_the_name_tells_when_and_why(store, now):
    made = automatic_backup(store, now, reason="daily")
    assert made == store.backups / "chefsstod-2026-11-23T074000-daily.db"
    assert list_backups(store) == [Backup(made, now, "daily", made.stat().st_size)]


def test_a_daily_backup_is_made_once_a_day(store, now, write_note):
    assert automatic_backup(store, now, reason="daily")
    write_note(store, "second")
    assert automatic_backup(store, now + timedelta(hours=3), reason="daily") is None
    assert automatic_backup(store, now + DAY, reason="daily")


def test_no_daily_backup_when_nothing_has_changed(store, now):
    assert automatic_backup(store, now, reason="daily")
    database = Database(store.database)
    with database.write() as session:
        meta.put(session, meta.LAST_SEEN, "2026-11-24")
    database.close()
    with closing(sqlite3.connect(store.database)) as connection:
        connection.execute("VACUUM")
    assert automatic_backup(store, now + DAY, reason="daily") is None


def test_a_change_that_lies_only_in_the_wal_is_a_change(store, now):
    automatic_backup(store, now, reason="daily")
    database = Database(store.database)
    with database.write() as session:
        meta.put(session, "hint", "seen")
    assert automatic_backup(store, now + DAY, reason="daily")
    database.close()


def test_a_damaged_daily_backup_does_not_count(store, now, damage):
    first = automatic_backup(store, now, reason="daily")
    damage(first)
    second = automatic_backup(store, now + timedelta(hours=1), reason="daily")
    assert second is not None
    assert latest_good(store).path == second


def test_what_was_done_since_the_last_backup_is_kept_when_the_program_closes(store, now, write_note, notes):
    assert automatic_backup(store, now, reason="daily")
    assert automatic_backup(store, now + timedelta(hours=1), reason="close") is None
    write_note(store, "a day's work")
    made = automatic_backup(store, now + timedelta(hours=9), reason="close")
    assert notes(made) == ["a day's work"]
    assert automatic_backup(store, now + timedelta(hours=10), reason="close") is None


def test_backups_at_closing_take_no_daily_ones_place_and_only_the_latest_are_kept(store, now, write_note):
    for number in range(KEPT_CLOSE + 3):
        automatic_backup(store, now + DAY * number, reason="daily")
        write_note(store, f"day {number}")
        automatic_backup(store, now + DAY * number + timedelta(hours=9), reason="close")
    reasons = [backup.reason for backup in list_backups(store)]
    assert reasons.count("daily") == KEPT_CLOSE + 3, "a day that begins where the last one ended has its own backup"
    assert reasons.count("close") == KEPT_CLOSE


def test_a_backup_before_a_migration_is_always_made(store, now):
    automatic_backup(store, now, reason="daily")
    first = automatic_backup(store, now, reason="migration")
    second = automatic_backup(store, now, reason="migration")
    assert first.name == "chefsstod-2026-11-23T074000-migration.db"
    assert second.name == "chefsstod-2026-11-23T074000-migration-2.db"
    assert [b.reason for b in list_backups(store)].count("migration") == 2


def test_no_data_no_backup(home, now):
    assert automatic_backup(home, now, reason="daily") is None
    home.database.touch()
    assert automatic_backup(home, now, reason="migration") is None
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    assert automatic_backup(home, now, reason="daily") is None


def test_other_files_among_the_backups_are_left_alone(store, now):
    strangers = [store.backups / name for name in ("mina.db", "chefsstod-2026-13-45T990000-daily.db", "x.txt")]
    for file in strangers:
        file.write_text("mine")
    for day in range(20):
        shutil.copyfile(store.database, store.backups / f"chefsstod-2026-10-{day + 1:02}T070000-daily.db")
    automatic_backup(store, now, reason="migration")
    assert all(file.exists() for file in strangers)
    assert all(backup.path not in strangers for backup in list_backups(store))


def test_no_folder_no_backups(tmp_path, home):
    home.backups.rmdir()
    assert list_backups(home) == []
    assert latest_good(home) is None


def test_the_latest_good_one_is_found_behind_damaged_ones(store, now, damage, write_note):
    good = automatic_backup(store, now, reason="daily")
    write_note(store, "second")
    damage(automatic_backup(store, now + DAY, reason="daily"))
    (store.backups / "chefsstod-2026-12-24T070000-daily.db").touch()
    assert latest_good(store).path == good


def test_a_backup_that_may_not_be_opened_is_not_good(store, now, tmp_path, monkeypatch):
    monkeypatch.setattr("chefsstod.storage.sqlite_file.PATIENCE_S", 0.01)
    made = automatic_backup(store, now, reason="daily")
    with closing(sqlite3.connect(made, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert not is_good(made)
    assert is_good(made)
    assert not is_good(tmp_path)
    assert not is_good(tmp_path / "none.db")


# ── what is kept ─────────────────────────────────────────────────────────────


def backups_on(days: list[datetime], reason="daily") -> list[Backup]:
    return [Backup(Path(f"{day:%Y%m%d}-{reason}"), day, reason, 1) for day in sorted(set(days), reverse=True)]


def test_seven_days_and_the_last_of_each_of_four_weeks_before_are_kept(now):
    everyday = backups_on([now - DAY * n for n in range(60)])
    kept = [backup.made for backup in everyday if backup not in outdated(everyday)]
    # Monday 23 November back to Tuesday 17, then the Sundays of weeks 46, 45, 44 and 43.
    assert kept == [now - DAY * n for n in (0, 1, 2, 3, 4, 5, 6, 8, 15, 22, 29)]


def test_living_through_a_year_always_leaves_seven_days_and_four_weeks(now):
    present: list[Backup] = []
    for number in range(370):
        present = [*backups_on([now + DAY * number]), *present]
        gone = outdated(present)
        present = [backup for backup in present if backup not in gone]
    last = now + DAY * 369
    assert [b.made for b in present[:KEPT_DAILY]] == [last - DAY * n for n in range(KEPT_DAILY)]
    weeks = [b.made for b in present[KEPT_DAILY:]]
    assert len(weeks) == KEPT_WEEKLY
    assert all(day.isoweekday() == 7 for day in weeks)


def test_five_before_migrations_and_restores_are_kept_beside_the_daily_ones(now):
    some = backups_on([now - DAY * n for n in range(9)], "migration") + backups_on([now - DAY * n for n in range(7)])
    kept = [backup for backup in some if backup not in outdated(some)]
    assert [b.reason for b in kept].count("migration") == KEPT_OTHER
    assert [b.reason for b in kept].count("daily") == KEPT_DAILY


@given(st.lists(st.datetimes(datetime(2024, 12, 20), datetime(2026, 1, 20)), max_size=60))  # noqa: DTZ001
def test_the_newest_is_kept_and_no_more_than_promised(days):
    backups = backups_on(days)
    kept = [backup for backup in backups if backup not in outdated(backups)]
    assert kept[:KEPT_DAILY] == backups[:KEPT_DAILY]
    assert len(kept) <= KEPT_DAILY + KEPT_WEEKLY


def test_old_backups_go_when_a_new_one_is_made(store, now, write_note):
    for number in range(12):
        write_note(store, f"day {number}")
        assert automatic_backup(store, now + DAY * number, reason="daily")
    # Friday 4 December back to Saturday 28 November; that Saturday and Sunday stand for week 48.
    assert len(list_backups(store)) == KEPT_DAILY
    assert all(re.fullmatch(r"chefsstod-.*-daily\.db", file.name) for file in store.backups.iterdir())


def test_a_backup_just_made_is_kept_even_if_the_clock_runs_wrong(store, now, write_note):
    for number in range(8):
        write_note(store, f"day {number}")
        automatic_backup(store, now + DAY * number, reason="daily")
    write_note(store, "clock reset")
    made = automatic_backup(store, datetime(2020, 1, 1), reason="daily")  # noqa: DTZ001
    assert made.exists()


def test_the_only_good_backup_outlives_the_damaged_newer_ones(store, now, write_note):
    good = automatic_backup(store, now - DAY * 90, reason="migration")
    for number in range(KEPT_OTHER + 2):
        name = f"chefsstod-{now + DAY * number:%Y-%m-%dT%H%M%S}-migration.db"
        (store.backups / name).write_text("rubbish")
    made = automatic_backup(store, now - DAY * 200, reason="migration")
    assert good.exists()
    assert made.exists()


def test_a_backup_that_cannot_be_removed_does_not_stop_the_new_one(store, now):
    for number in range(KEPT_OTHER + 1):
        automatic_backup(store, now - DAY * (number + 1), reason="migration")
    stuck = store.backups / f"chefsstod-{now - DAY * 90:%Y-%m-%dT%H%M%S}-restore.db"
    stuck.mkdir()  # unlink() fails on a folder, for root too
    assert automatic_backup(store, now, reason="migration").exists()
    assert stuck.exists()
