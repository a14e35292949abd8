import sqlite3
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from chefsstod.features.yearwheel.tables import OccurrenceRow, StepRow
from chefsstod.storage import meta
from chefsstod.storage.engine import Database


@pytest.fixture
def database(store):
    made = Database(store.database)
    yield made
    made.close()


def test_a_folder_with_any_name_holds_its_own_database(tmp_path, template_database):
    for name in ("vad?uri=true", "100 %41", "a#b", "å ä ö", "file:x"):
        folder = tmp_path / name
        folder.mkdir()
        database = Database(folder / "chefsstod.db")
        with database.read() as session:
            session.connection().exec_driver_sql("SELECT 1")
        database.close()
        assert [file.name for file in folder.iterdir()] == ["chefsstod.db"]


def test_every_connection_has_our_habits(database):
    with database.read() as session:
        connection = session.connection()
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout", "fullfsync")
        }
    assert values == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000, "fullfsync": 1}


def test_a_write_is_on_the_disk_when_it_returns(database, store, notes):
    with database.write() as session:
        session.get_one(OccurrenceRow, ("lonesamtal", date(2026, 3, 2))).note = "second"
    assert notes(store.database) == ["second"]


def test_an_exception_takes_the_whole_write_back(database, store, notes):
    with pytest.raises(ZeroDivisionError), database.write() as session:  # noqa: PT012
        session.get_one(OccurrenceRow, ("lonesamtal", date(2026, 3, 2))).note = "half"
        session.flush()
        raise ZeroDivisionError
    assert notes(store.database) == ["first"]


def test_a_reader_changes_nothing(database, store, notes):
    with database.read() as session:
        session.get_one(OccurrenceRow, ("lonesamtal", date(2026, 3, 2))).note = "by mistake"
        session.flush()
    assert notes(store.database) == ["first"]


def test_what_refers_to_nothing_cannot_be_written(database):
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(StepRow(activity="none", original=date(2026, 1, 1), step="x"))


def test_two_threads_that_read_and_then_write_both_get_their_way(database):
    """A deferred transaction that reads first would fail here with «database is locked»."""
    failures: list[BaseException] = []

    def count_up() -> None:
        try:
            for _ in range(20):
                with database.write() as session:
                    meta.put(session, "count", str(int(meta.get(session, "count") or 0) + 1))
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.read() as session:
        assert meta.get(session, "count") == "40"


def test_a_closed_database_is_one_file(database, store):
    with database.write() as session:
        meta.put(session, "a", "b")
    database.close()
    assert [file.name for file in store.data.glob("chefsstod.db*")] == ["chefsstod.db"]


def test_a_reader_sees_one_moment_while_somebody_writes(database, store):
    with database.read() as session:
        before = meta.get(session, "a")
        with closing(sqlite3.connect(store.database)) as other, other:
            other.execute("INSERT INTO meta VALUES ('a', 'b')")
        session.expire_all()
        assert meta.get(session, "a") == before
    with database.read() as session:
        assert meta.get(session, "a") == "b"


def test_an_unused_database_can_be_closed(tmp_path: Path):
    Database(tmp_path / "none.db").close()
    assert not (tmp_path / "none.db").exists()


def test_it_is_told_whether_a_table_holds_something(database):
    assert database.has("occurrence")
    assert database.has("occurrence", "note = 'first'")
    assert not database.has("occurrence", "note = 'other'")
    assert not database.has("local_answer")
