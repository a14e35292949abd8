"""Bringing a database to this program's schema, with Alembic in-process.

Alembic is imported only when a migration has to run. Its batch mode rebuilds tables, which with ``foreign_keys=ON``
deletes what refers to them; so the pragma is switched off before BEGIN, and ``foreign_key_check`` runs before
COMMIT. A database from a newer program is refused: writing to it could lose what this program does not know.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

HEAD = "0003"
"""The revision that this program's tables have; a test compares it with the migrations."""

SCRIPTS = Path(__file__).resolve().parent / "migrations"
"""Alembic's folder: ``env.py`` and ``versions``."""


class NewerDatabase(Exception):  # noqa: N818 - a state, told to the user by the caller
    """The file was written by a newer program; ``revision`` is unknown here."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


def revision(engine: Engine) -> str | None:
    """The schema revision of the file; None for a new, empty one. Raises DatabaseError for a file that is no
    database.
    """
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
        if found is None:
            return None
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return str(row[0]) if row else None


def upgrade(engine: Engine, *, before: Callable[[], object] | None = None, target: str = HEAD, scripts: Path = SCRIPTS) -> bool:
    """Bring the file to ``target``; returns whether anything had to be done.

    ``before`` (the backup) runs first when there is data to lose. Raises NewerDatabase, and whatever SQLite raises;
    the file is then as it was, for the whole upgrade is one transaction.
    """
    current = revision(engine)
    if current == target:
        return False
    if current is not None and current not in known_revisions(scripts):
        raise NewerDatabase(current)
    if current is not None and before is not None:
        before()
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - a checked-out connection always has one
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(begin="IMMEDIATE").begin():
                already = _broken_references(connection)
                _run(connection, target, scripts)
                broken = _broken_references(connection)
                if len(broken) > len(already):
                    raise RuntimeError(f"the migration left broken references in {', '.join(sorted(set(broken)))}")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")
    return True


def known_revisions(scripts: Path = SCRIPTS) -> frozenset[str]:
    """The revisions that this program can come from."""
    return frozenset(file.name.split("_")[0] for file in (scripts / "versions").glob("[0-9]*.py")) | {HEAD}


def _broken_references(connection: Connection) -> list[str]:
    """The table of each row that refers to nothing. Old ones are the doctor's matter and must not bar the way to a
    new version.
    """
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def _run(connection: Connection, target: str, scripts: Path) -> None:
    """Alembic joins the open transaction of ``connection`` (``env.py``), which therefore holds all steps or none.

    https://alembic.sqlalchemy.org/en/latest/cookbook.html#sharing-a-connection-across-one-or-more-programmatic-migration-commands
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
