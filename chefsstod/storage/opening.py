"""The start-up order of storage: folders, room on the disk, a whole file of ours, the right schema. Only then a
Database.

Cheap: an existing, current database of some hundred kilobytes costs 6–10 ms here. The daily backup is not made here
but when the window stands.
"""

import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from chefsstod.i18n import _
from chefsstod.i18n.dates import day_long
from chefsstod.storage import backup, schema
from chefsstod.storage.backup import Backup
from chefsstod.storage.engine import Database
from chefsstod.storage.failures import disk_full, is_disk_full, read_only, translate_error
from chefsstod.storage.sqlite_file import FileState, Kind, inspect
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths

__all__ = ["CorruptDatabase", "NewerProgramNeeded", "open_database", "translate_error"]

LEAST_FREE = 2_000_000
"""Bytes. Below this not even a small change with its journal is sure to fit."""

CHECKED_UP_TO = 50_000_000
"""Bytes. A larger file is not gone through at start-up (quick_check reads all of it, about 0.1 s for this much)."""


class CorruptDatabase(UserError):  # noqa: N818 - a state of her file, not a fault
    """The database cannot be used as it is: damaged, gone, or not ours. ``backup`` is the latest good one, if there is
    any.

    The ways on: ``backup.restore(error.backup.path, …)``, or ``open_database(…, anew=True)``; both keep the file
    that cannot be used.
    """

    def __init__(self, title: str, message: str, found: Backup | None) -> None:
        if found is None:
            remedy = _("There is no automatic backup in this folder. Restore a backup of your own, or begin anew.")
        else:
            time = f"{day_long(found.made.date())} {found.made:%H:%M}"
            remedy = _("Restore the backup from {time}. The present file is kept among the backups.").format(time=time)
        super().__init__(title, message, remedy)
        self.backup = found


class NewerProgramNeeded(UserError):  # noqa: N818
    """The database was written by a newer program."""


def open_database(paths: Paths, now: datetime, *, anew: bool = False) -> Database:
    """The opened database with this program's schema; made if there is none, upgraded (after a backup) if it is old.

    ``anew`` sets a file that cannot be used aside and begins an empty one. Raises CorruptDatabase,
    NewerProgramNeeded and other UserErrors; the file is then as it was.
    """
    try:
        _prepare_folders(paths)
        state = _state(paths.database)
        if not _usable(state, paths):
            problem = _not_usable(state, paths)
            if not anew or isinstance(problem, NewerProgramNeeded):
                raise problem
            backup.set_aside(paths, now)
            paths.database.unlink(missing_ok=True)
        elif state.kind is Kind.GOOD and not os.access(paths.database, os.W_OK):
            raise read_only()
        return _open(paths, now)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        known = translate_error(error)
        if known is None:
            raise
        raise known from error


def _prepare_folders(paths: Paths) -> None:
    for folder in paths.folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _probe(folder)
        except OSError as error:
            if is_disk_full(error):
                raise disk_full() from error
            raise UserError(
                _("The folder «{folder}» cannot be written").format(folder=folder),
                _("Chefsstöd keeps its files there ({reason}). Nothing was changed.").format(
                    reason=error.strerror or type(error).__name__
                ),
                _("Give yourself the right to write there, or choose another folder with --data-dir."),
            ) from error
    if shutil.disk_usage(paths.data).free < LEAST_FREE:
        raise UserError(
            _("The disk is full"),
            _("There is hardly any room left where your data lie. Nothing was changed and nothing is lost."),
            _("Free some space on the disk and start Chefsstöd again."),
        )


def _probe(folder: Path) -> None:
    """Really make a file: rights alone tell neither of read-only disks nor of Windows' access lists."""
    probe = folder / f".chefsstod-{os.getpid()}.part"
    os.close(os.open(probe, os.O_CREAT | os.O_WRONLY, 0o666))
    probe.unlink(missing_ok=True)


def _state(database: Path) -> FileState:
    small = not database.exists() or database.stat().st_size <= CHECKED_UP_TO
    return inspect(database, check=small)


def _usable(state: FileState, paths: Paths) -> bool:
    """A missing or empty file is a first start, but not where backups tell of an earlier one: then it has been lost."""
    if state.kind in (Kind.ABSENT, Kind.EMPTY):
        return not backup.list_backups(paths) or backup.latest_good(paths) is None
    return state.kind is Kind.GOOD


def _not_usable(state: FileState, paths: Paths) -> UserError:
    name = paths.database
    if state.kind is Kind.NEWER:
        return NewerProgramNeeded(
            _("Your data come from a newer version of Chefsstöd"),
            _("This version cannot read them safely (version {found}, known up to {known}). Nothing was changed.").format(
                found=state.revision, known=schema.HEAD
            ),
            _("Install the newer version, or restore a backup from before it was installed."),
        )
    good = backup.latest_good(paths)
    if state.kind in (Kind.ABSENT, Kind.EMPTY):
        return CorruptDatabase(
            _("Your data file is gone"),
            _("«{file}» is missing or empty, but there are backups.").format(file=name),
            good,
        )
    if state.kind is Kind.FOREIGN:
        message = _("«{file}» is a database, but not one from Chefsstöd. It was left as it is.").format(file=name)
        return CorruptDatabase(_("The data file belongs to another program"), message, good)
    return CorruptDatabase(
        _("The data file is damaged"), _("«{file}» cannot be read. It was left as it is.").format(file=name), good
    )


def _open(paths: Paths, now: datetime) -> Database:
    database = Database(paths.database)
    try:
        schema.upgrade(database.engine, before=lambda: backup.automatic_backup(paths, now, reason="migration"))
    except BaseException:
        database.close()
        raise
    return database
