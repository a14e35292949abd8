"""Bringing a database to this program's schema, with Alembic in-process.

Alembic is imported only when a migration has to run. Its batch mode rebuilds tables, which with ``foreign_keys=ON`` deletes what refers
to them; so the pragma is switched off before BEGIN, and ``foreign_key_check`` runs before COMMIT. A database from a newer program is
refused: writing to it could lose what this program does not know.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

HEAD = "0001"
"""The revision that this program's tables have; a test compares it with the migrations."""

_SCRIPTS = Path(__file__).resolve().parent / "migrations"


class NewerDatabase(Exception):  # noqa: N818 - a state, told to the user by the caller
    """The file was written by a newer program; ``revision`` is unknown here."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


def revision(engine: Engine) -> str | None:
    """The schema revision of the file; None for a new, empty one. Raises DatabaseError for a file that is no database."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
        if found is None:
            return None
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return str(row[0]) if row else None


def upgrade(engine: Engine, *, before: Callable[[], object] | None = None, target: str = HEAD) -> bool:
    """Bring the file to ``target``; returns whether anything had to be done.

    ``before`` (the backup) runs first when there is data to lose. Raises NewerDatabase, and whatever SQLite raises; the file is then
    as it was, for the whole upgrade is one transaction.
    """
    current = revision(engine)
    if current == target:
        return False
    if current is not None and current not in known_revisions():
        raise NewerDatabase(current)
    if current is not None and before is not None:
        before()
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - a checked-out connection always has one
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(begin="IMMEDIATE").begin():
                _run(connection, target)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if broken is not None:
                    raise RuntimeError(f"the migration left a broken reference in {broken[0]}")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
    return True


def known_revisions() -> frozenset[str]:
    """The revisions that this program can come from."""
    return frozenset(file.name.split("_")[0] for file in (_SCRIPTS / "versions").glob("[0-9]*.py"))


def _run(connection: Connection, target: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)

    def steps(current: object, _context: object) -> object:
        return scripts._upgrade_revs(target, current)  # type: ignore[arg-type]  # noqa: SLF001 - what alembic.command.upgrade does

    with EnvironmentContext(config, scripts, fn=steps, destination_rev=target) as environment:
        environment.configure(connection=connection, render_as_batch=True, transactional_ddl=False)
        environment.run_migrations()
