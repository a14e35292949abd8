"""The migrations: each takes a database with data up, all steps or none, and the head is what the models say."""

import importlib
import pkgutil
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import chefsstod.features
from chefsstod.storage import schema
from chefsstod.storage.engine import Base, make_engine
from chefsstod.storage.sqlite_file import APPLICATION_ID, fingerprint

FIRST = (
    "INSERT INTO meta VALUES ('last_seen', '2026-11-20')",
    "INSERT INTO profile VALUES (1, 'hemtjanst', '2026-08-17', 'new', 'vikariat', 'Norra åsen', '2026-08-17')",
    "INSERT INTO occurrence VALUES ('lonesamtal', '2026-03-02', 'done', '2026-03-09', 'Boka rum', 'sjuk', '2026-03-09')",
    "INSERT INTO occurrence VALUES ('budget', '2026-10-01', NULL, NULL, '', '', NULL)",
    "INSERT INTO occurrence_step VALUES ('lonesamtal', '2026-03-02', 'boka')",
    "INSERT INTO occurrence_step VALUES ('lonesamtal', '2026-03-02', 'samtal')",
    "INSERT INTO own_activity VALUES ('min', 'Min', 'ekonomi', 'FREQ=YEARLY', '2026-01-01', 'keep', 3, 1.5, 'Därför')",
)


def check_first(rows: Callable[[str], list[tuple[object, ...]]]) -> None:
    assert rows("SELECT value FROM meta WHERE key = 'last_seen'") == [("2026-11-20",)]
    assert rows("SELECT unit, start_date FROM profile") == [("Norra åsen", "2026-08-17")]
    assert rows("SELECT activity, note, moved_to FROM occurrence ORDER BY 1") == [
        ("budget", "", None),
        ("lonesamtal", "Boka rum", "2026-03-09"),
    ]
    assert rows("SELECT step FROM occurrence_step ORDER BY 1") == [("boka",), ("samtal",)]
    assert rows("SELECT title, hours, why FROM own_activity") == [("Min", 1.5, "Därför")]


SECOND = (
    "INSERT INTO meta VALUES ('last_seen', '2026-11-20')",
    "INSERT INTO profile VALUES (1, 'hemtjanst', '2026-08-17', 'new', 'vikariat', 'Norra åsen', '2026-08-17')",
    (
        "INSERT INTO occurrence VALUES "
        "('lonesamtal', '2026-03-02', 'done', '2026-03-09', 'Boka rum', 'sjuk', '2026-03-09', 'Tidigare', 'Samtal', 20, 8.5)"
    ),
    "INSERT INTO occurrence VALUES ('budget', '2026-10-01', NULL, NULL, '', '', NULL, '', '', NULL, NULL)",
    "INSERT INTO occurrence_step VALUES ('lonesamtal', '2026-03-02', 'boka')",
    "INSERT INTO occurrence_step VALUES ('lonesamtal', '2026-03-02', 'samtal')",
    "INSERT INTO step_date VALUES ('lonesamtal', '2026-03-02', 'boka', '2026-02-01')",
    (
        "INSERT INTO own_activity (id, title, category, rrule, start, red_day, lead_days, hours, why) "
        "VALUES ('min', 'Min', 'ekonomi', 'FREQ=YEARLY', '2026-01-01', 'keep', 3, 1.5, 'Därför')"
    ),
    "INSERT INTO rule_change VALUES ('budget', '2026-11-01', 'FREQ=YEARLY', '', NULL, 'keep', NULL, 'own')",
    "INSERT INTO hidden_activity VALUES ('kassa', '2026-11-01', 'ingen kassa')",
    "INSERT INTO local_answer VALUES ('lonesamtal', 'hösten', '2026-11-01')",
    "INSERT INTO chain VALUES ('c1', 'sjukfall', 'Sjukfall 1', '2026-11-01', NULL, '')",
    "INSERT INTO chain_step VALUES ('c1', 'dag-1', '2026-11-01', NULL, 1, '')",
    "INSERT INTO slack_week VALUES (2026, 42, 'komma ikapp')",
    "INSERT INTO own_leave VALUES ('l1', '2026-07-01', '2026-07-28', 'semester')",
    "INSERT INTO month_need VALUES ('n1', '2026-11-01', 'Julpynt', NULL)",
    "INSERT INTO rollover_choice VALUES (2027, 'budget', 'keep', '', '2026-11-01')",
    "INSERT INTO snooze VALUES ('budget', '2026-10-01', '2026-11-02 08:00:00.000000')",
    "INSERT INTO ics_out VALUES ('budget', '2026-10-01', 2, 'abc')",
    "INSERT INTO ics_in VALUES ('uid@x', '', 'min', 0, 'abc')",
)


def check_second(rows: Callable[[str], list[tuple[object, ...]]]) -> None:
    check_first(rows)
    assert rows("SELECT next_time, title, lead_days, hours FROM occurrence WHERE activity = 'lonesamtal'") == [
        ("Tidigare", "Samtal", 20, 8.5)
    ]
    assert rows("SELECT nature, steps, kind FROM own_activity") == [("task", "[]", "")]
    for table in (
        "step_date", "rule_change", "hidden_activity", "local_answer", "chain", "chain_step", "slack_week", "own_leave",
        "month_need", "rollover_choice", "snooze", "ics_out", "ics_in",
    ):  # fmt: skip
        assert rows(f"SELECT count(*) FROM {table}") == [(1,)], table  # noqa: S608 - names of this file


THIRD = (
    *SECOND,
    "INSERT INTO pack VALUES ('kommunen', 'Rutiner', '1.0', 'sv', 'CC0', '2026-11-01', '0.1', '2026-11-02', 'a.zip', 'd', 0)",
    "INSERT INTO pack_file VALUES ('kommunen', 'pack.yaml', x'6964')",
    "INSERT INTO original VALUES ('o1', 'rutin.docx', 'docx', '2026-11-02', 'd', 0, x'504b')",
    (
        "INSERT INTO article (id, kind, title, body, original, created, changed)"
        " VALUES ('egen-larm', 'routine', 'Larm', 'Ring 112.', 'o1', '2026-11-02 08:00:00.000000', '2026-11-02 08:00:00.000000')"
    ),
    (
        "INSERT INTO article_version (article, number, saved, kind, title, body)"
        " VALUES ('egen-larm', 1, '2026-11-02 08:00:00.000000', 'routine', 'Larm', 'Ring.')"
    ),
    "INSERT INTO article_file VALUES ('egen-larm', 'bild.png', 'image/png', x'89')",
    "INSERT INTO reading (article, read_on) VALUES ('egen-larm', '2026-11-03')",
    "INSERT INTO margin_note (id, article, text, changed) VALUES ('n1', 'rehab', 'Fråga HR.', '2026-11-02 08:00:00.000000')",
    "INSERT INTO article_tick VALUES ('rehab', 'ring', '2026-11-03')",
    "INSERT INTO contact (id, title, phone) VALUES ('hr', 'HR-specialist', '010-000')",
    "INSERT INTO it_system (id, title) VALUES ('lon', 'Lönesystem')",
)
_NEW_IN_THIRD = (
    "pack", "pack_file", "original", "article", "article_version", "article_file", "reading", "margin_note", "article_tick",
    "contact", "it_system",
)  # fmt: skip


def check_third(rows: Callable[[str], list[tuple[object, ...]]]) -> None:
    check_second(rows)
    for table in _NEW_IN_THIRD:
        assert rows(f"SELECT count(*) FROM {table}") == [(1,)], table  # noqa: S608 - names of this file
    assert rows("SELECT keywords, service_types, summary, review_by FROM article") == [("[]", '["all"]', "", None)]


SAMPLES: dict[str, tuple[tuple[str, ...], Callable[[Callable[[str], list[tuple[object, ...]]]], None]]] = {
    "0001": (FIRST, check_first),
    "0002": (SECOND, check_second),
    "0003": (THIRD, check_third),
}
"""For each revision: her data as that program wrote them, and what must be true of them at the head."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(tmp_path / "chefsstod.db")
    yield made
    made.dispose()


def write(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def import_all_tables() -> None:
    importlib.import_module("chefsstod.storage.tables")
    for module in pkgutil.walk_packages(chefsstod.features.__path__, "chefsstod.features."):
        if module.name.endswith("tables"):
            importlib.import_module(module.name)


# ── head and models ──────────────────────────────────────────────────────────


def test_the_head_is_what_the_models_say(engine):
    import_all_tables()
    schema.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def shape(file: Path) -> dict[str, object]:
    """Columns, keys, references, indexes and checks of every table: what Alembic's own comparison does not all look at."""
    with closing(sqlite3.connect(file)) as connection:
        found: dict[str, object] = {}
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'")
        for name, sql in tables.fetchall():
            indexes = [row[1:] for row in connection.execute(f"PRAGMA index_list('{name}')")]
            found[name] = (
                sorted(row[1:] for row in connection.execute(f"PRAGMA table_info('{name}')")),
                sorted(row[1:] for row in connection.execute(f"PRAGMA foreign_key_list('{name}')")),
                sorted((row, tuple(connection.execute(f"PRAGMA index_info('{row[0]}')"))) for row in indexes),
                sorted(re.findall(r"CONSTRAINT \w+ CHECK \(.*?\)", sql)),
            )
        return found


def test_a_migrated_database_has_the_same_shape_as_one_made_from_the_models(engine, tmp_path):
    import_all_tables()
    schema.upgrade(engine)
    other = make_engine(tmp_path / "models.db")
    Base.metadata.create_all(other)
    other.dispose()
    engine.dispose()
    assert shape(tmp_path / "chefsstod.db") == shape(tmp_path / "models.db")


def test_the_constant_is_the_newest_of_one_line_of_scripts():
    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.HEAD]
    assert {script.revision for script in scripts.walk_revisions()} == schema.known_revisions()


def test_every_migration_has_data_to_take_up():
    assert set(SAMPLES) == schema.known_revisions()


@pytest.mark.parametrize("revision", list(SAMPLES))
def test_data_come_up_whole_from_every_revision(engine, revision):
    statements, check = SAMPLES[revision]
    schema.upgrade(engine, target=revision)
    write(engine, *statements)
    schema.upgrade(engine)
    assert schema.revision(engine) == schema.HEAD
    check(lambda query: rows(engine, query))
    assert rows(engine, "PRAGMA foreign_key_check") == []
    assert rows(engine, "PRAGMA integrity_check") == [("ok",)]


def test_our_files_carry_our_mark(engine):
    schema.upgrade(engine)
    assert rows(engine, "PRAGMA application_id") == [(APPLICATION_ID,)]


def test_a_current_database_is_left_alone(engine):
    assert schema.upgrade(engine) is True
    assert schema.upgrade(engine, before=lambda: pytest.fail("nothing to back up for")) is False


def test_a_newer_database_is_refused(engine):
    schema.upgrade(engine)
    write(engine, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(schema.NewerDatabase) as caught:
        schema.upgrade(engine)
    assert caught.value.revision == "9999"


# ── how an upgrade goes, on scripts made for it ──────────────────────────────

HEADER = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = {revision!r}, {before!r}, None, None
def upgrade() -> None:
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Callable[..., Path]:
    """The real first migration, followed by the given bodies of upgrade()."""

    def make(*bodies: str) -> Path:
        folder = tmp_path / "100 % egna: skript"
        shutil.copytree(schema.SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__", "000[2-9]*"))
        for number, body in enumerate(bodies, start=2):
            head = HEADER.format(revision=f"{number:04}", before=f"{number - 1:04}")
            text = head + "\n".join(f"    {line}" for line in body.strip().splitlines())
            (folder / "versions" / f"{number:04}_next.py").write_text(text + "\n", encoding="utf-8")
        return folder

    return make


@pytest.fixture
def old(engine: Engine) -> Engine:
    """A database of the first revision with data in it."""
    schema.upgrade(engine, target="0001")
    write(engine, *FIRST)
    return engine


ADD = """
op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
op.execute("UPDATE occurrence SET note = 'changed'")
"""
REBUILD = """
with op.batch_alter_table("occurrence", recreate="always") as batch:
    batch.add_column(sa.Column("weight", sa.Integer(), nullable=False, server_default="1"))
"""


def test_rebuilding_a_table_deletes_nothing_that_refers_to_it(old, scripts):
    schema.upgrade(old, target="0002", scripts=scripts(REBUILD))
    check_first(lambda query: rows(old, query))
    assert rows(old, "SELECT DISTINCT weight FROM occurrence") == [(1,)]
    assert schema.revision(old) == "0002"


def test_foreign_keys_are_on_again_after_an_upgrade_also_a_failed_one(old, scripts):
    with pytest.raises(ZeroDivisionError):
        schema.upgrade(old, target="0002", scripts=scripts(ADD + "1 / 0"))
    assert rows(old, "PRAGMA foreign_keys") == [(1,)]
    write(old, "DELETE FROM occurrence WHERE activity = 'lonesamtal'")
    assert rows(old, "SELECT * FROM occurrence_step") == []


@pytest.mark.parametrize(
    "bodies",
    [(ADD + "1 / 0",), (REBUILD + ADD + "1 / 0",), (ADD, REBUILD, "1 / 0")],
    ids=["after changes", "after a rebuilt table", "in the third step"],
)
def test_a_failing_upgrade_leaves_the_old_file(old, scripts, tmp_path, bodies):
    before = fingerprint(tmp_path / "chefsstod.db")
    with pytest.raises(ZeroDivisionError):
        schema.upgrade(old, target=f"{len(bodies) + 1:04}", scripts=scripts(*bodies))
    assert schema.revision(old) == "0001"
    assert fingerprint(tmp_path / "chefsstod.db") == before
    old.dispose()
    assert fingerprint(tmp_path / "chefsstod.db") == before
    check_first(lambda query: rows(old, query))


def test_an_upgrade_in_several_steps_goes_all_the_way(old, scripts):
    schema.upgrade(old, target="0003", scripts=scripts(REBUILD, ADD))
    assert schema.revision(old) == "0003"
    assert rows(old, "SELECT * FROM extra") == []


def test_a_process_killed_in_an_upgrade_leaves_the_old_file(old, scripts, tmp_path):
    before = fingerprint(tmp_path / "chefsstod.db")
    old.dispose()
    folder = scripts(REBUILD + ADD + "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "import sys; from pathlib import Path; from chefsstod.storage import schema, engine;"
        "schema.upgrade(engine.make_engine(Path(sys.argv[1])), target='0002', scripts=Path(sys.argv[2]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "chefsstod.db"), str(folder)], check=False, timeout=60)
    assert done.returncode < 0
    assert schema.revision(old) == "0001"
    assert fingerprint(tmp_path / "chefsstod.db") == before


def test_a_migration_that_breaks_references_is_taken_back(old, scripts):
    with pytest.raises(RuntimeError, match="occurrence_step"):
        schema.upgrade(old, target="0002", scripts=scripts("""op.execute("DELETE FROM occurrence")"""))
    check_first(lambda query: rows(old, query))
    assert schema.revision(old) == "0001"


def test_references_that_were_broken_before_do_not_bar_the_way(old, scripts, tmp_path):
    with closing(sqlite3.connect(tmp_path / "chefsstod.db")) as connection, connection:
        connection.execute("DELETE FROM occurrence WHERE activity = 'lonesamtal'")
    schema.upgrade(old, target="0002", scripts=scripts(REBUILD))
    assert schema.revision(old) == "0002"
    assert len(rows(old, "SELECT * FROM occurrence_step")) == 2


def test_the_backup_is_made_before_the_first_step_and_only_when_there_is_something_to_lose(engine, scripts):
    folder = scripts(ADD)
    schema.upgrade(engine, target="0001", scripts=folder, before=lambda: pytest.fail("nothing to lose yet"))
    write(engine, *FIRST)
    seen = []
    schema.upgrade(
        engine, target="0002", scripts=folder, before=lambda: seen.append(rows(engine, "SELECT note FROM occurrence ORDER BY 1"))
    )
    assert seen == [[("",), ("Boka rum",)]]
    assert rows(engine, "SELECT DISTINCT note FROM occurrence") == [("changed",)]


def test_a_backup_that_fails_stops_the_upgrade(old, scripts, tmp_path):
    def fail() -> None:
        raise OSError("full")

    before = fingerprint(tmp_path / "chefsstod.db")
    with pytest.raises(OSError, match="full"):
        schema.upgrade(old, target="0002", scripts=scripts(ADD), before=fail)
    assert fingerprint(tmp_path / "chefsstod.db") == before


def test_two_first_starts_at_the_same_moment_both_get_a_database(tmp_path):
    code = (
        "import sys, datetime; from pathlib import Path; from chefsstod.storage.opening import open_database;"
        "from chefsstod.support.paths import user_paths;"
        "open_database(user_paths(Path(sys.argv[1])), datetime.datetime.now()).close()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "home")]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    errors = [process.communicate(timeout=60)[1] for process in both]
    assert errors == ["", "", ""]
