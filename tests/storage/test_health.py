import json
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from chefsstod.storage import health
from chefsstod.storage.backup import automatic_backup
from chefsstod.storage.health import Finding, HealthReport, Severity, check, examine


def codes(report: HealthReport, at_least: Severity = Severity.OK) -> set[str]:
    order = list(Severity)
    return {f.code for f in report.findings if order.index(f.severity) >= order.index(at_least)}


def execute(file, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_whole_database_has_nothing_wrong(store, home):
    assert check(store.database) == []


def test_a_missing_file_is_a_problem_and_an_empty_one_is_not(home):
    assert check(home.database)
    home.database.touch()
    assert check(home.database) == []


def test_damage_is_found(store, damage):
    damage(store.database)
    assert check(store.database)


def test_broken_references_are_found(store):
    execute(store.database, "DELETE FROM occurrence")  # foreign keys are off outside the program
    (problem,) = check(store.database)
    assert "occurrence_step" in problem
    assert problem.count("occurrence") == 2


def test_everything_well_says_so(store, now):
    automatic_backup(store, now, reason="daily")
    store.settings.write_text('{"language": "sv"}', encoding="utf-8")
    report = examine(store, now, known_ids=["lonesamtal"])
    assert report.severity is Severity.OK, report
    assert codes(report) == {"schema", "integrity", "folders", "space", "backups", "settings"}


def test_the_report_can_be_written_as_json(store, now):
    value = json.loads(json.dumps(examine(store, now).to_json()))
    assert value["severity"] == "warning"
    assert {"code", "severity", "message", "remedy"} == set(value["findings"][0])


def test_nothing_yet_is_well(tmp_path, now):
    from chefsstod.support.paths import user_paths

    paths = user_paths(tmp_path / "not" / "yet")
    report = examine(paths, now)
    assert report.severity is Severity.OK
    assert "no_data" in codes(report)
    assert not paths.data.exists(), "the doctor looks only"


def test_a_lost_database_is_an_error(store, now):
    automatic_backup(store, now, reason="daily")
    store.database.unlink()
    assert "missing" in codes(examine(store, now), Severity.ERROR)


def test_a_damaged_database_is_an_error_and_the_rest_is_looked_at(store, now, damage):
    automatic_backup(store, now, reason="daily")
    damage(store.database)
    report = examine(store, now, known_ids=[])
    assert codes(report, Severity.ERROR) == {"damaged"}
    assert "backups" in codes(report)


def test_a_foreign_database_is_an_error(home, now):
    execute(home.database, "CREATE TABLE other (x)")
    assert "foreign" in codes(examine(home, now), Severity.ERROR)


def test_a_newer_database_is_an_error(store, now):
    execute(store.database, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in codes(examine(store, now, known_ids=[]), Severity.ERROR)


def test_an_older_database_is_no_error(store, now, monkeypatch):
    monkeypatch.setattr(health, "HEAD", "9998")
    assert "older" in codes(examine(store, now)) - codes(examine(store, now), Severity.WARNING)


def test_broken_references_are_an_error(store, now):
    execute(store.database, "DELETE FROM occurrence")
    assert "references" in codes(examine(store, now), Severity.ERROR)


def test_notes_on_tasks_that_no_longer_exist_are_told(store, now):
    execute(
        store.database,
        "INSERT INTO own_activity (id, title, category, rrule, start, red_day, lead_days, hours, why) "
        "VALUES ('min-egen', 't', 'c', 'r', '2026-01-01', 'keep', 0, 1.0, '')",
        "INSERT INTO occurrence VALUES ('min-egen', '2026-01-01', NULL, NULL, '', '', NULL, '', '', NULL, NULL)",
        "INSERT INTO occurrence VALUES ('borta', '2026-01-01', NULL, NULL, '', '', NULL, '', '', NULL, NULL)",
        "INSERT INTO occurrence VALUES ('borta', '2026-02-01', NULL, NULL, '', '', NULL, '', '', NULL, NULL)",
    )
    (orphans,) = [f for f in examine(store, now, known_ids={"lonesamtal"}).findings if f.code == "orphans"]
    assert "borta" in orphans.message
    assert "min-egen" not in orphans.message
    assert "orphans" not in codes(examine(store, now))


def test_a_folder_that_cannot_be_written_is_an_error(store, now):
    store.logs.rmdir()
    store.logs.write_text("a file where the folder should be")
    report = examine(store, now)
    assert [str(store.logs) in f.message for f in report.findings if f.code == "folder"] == [True]


def test_little_room_is_told(store, now, monkeypatch):
    monkeypatch.setattr(health, "AMPLE_SPACE", shutil.disk_usage(store.data).total + 1)
    assert "space" in codes(examine(store, now), Severity.WARNING)


def test_no_backup_an_old_one_and_a_damaged_one_are_told(store, now, damage):
    assert "backups" in codes(examine(store, now), Severity.WARNING)
    made = automatic_backup(store, now - timedelta(days=15), reason="daily")
    assert "old_backup" in codes(examine(store, now), Severity.WARNING)
    damage(made)
    assert "bad_backup" in codes(examine(store, now), Severity.WARNING)


def test_unfinished_files_are_told(store, now):
    (store.backups / ".chefsstod.0123.part").touch()
    assert "leftovers" in codes(examine(store, now), Severity.WARNING)


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff"])
def test_settings_that_cannot_be_read_are_told_and_left(store, now, content):
    store.settings.write_bytes(content)
    assert "settings" in codes(examine(store, now), Severity.WARNING)
    assert store.settings.read_bytes() == content


def test_the_doctor_never_falls_ill(store, now, monkeypatch):
    monkeypatch.setattr("chefsstod.storage.sqlite_file.PATIENCE_S", 0.01)
    automatic_backup(store, now, reason="daily")
    with closing(sqlite3.connect(store.database, isolation_level=None)) as other:
        # Not ours to wait for: another program holds the file.
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("INSERT INTO meta VALUES ('a', 'b')")
        other.execute("BEGIN EXCLUSIVE")
        report = examine(store, now)
    assert "unreadable" in codes(report, Severity.ERROR)
    assert "backups" in codes(report)


def test_the_worst_finding_counts():
    ok, bad = Finding("a", Severity.OK, ""), Finding("b", Severity.ERROR, "")
    assert HealthReport((bad, ok)).severity is Severity.ERROR
    assert HealthReport(()).severity is Severity.OK


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (1500, "1,5 kB"), (20_400_000, "20 MB"), (3 * 10**12, "3 TB")])
def test_sizes_are_written_as_people_do(count, text):
    assert health._size(count) == text
