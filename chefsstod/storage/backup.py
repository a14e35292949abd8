"""Backups: whole copies of the database that can stand alone, made before anything dangerous and once a day.

Always through SQLite's own backup, never by copying the file: what lies in the WAL would be lost. A backup counts as
made only when it has been opened and checked.

A daily one is made when the program starts, one «close» when it is closed: a file that is damaged over night costs no day's work.
"""

import logging
import re
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from chefsstod.i18n import _
from chefsstod.storage.sqlite_file import (
    SIDECARS,
    FileState,
    Kind,
    connect,
    fingerprint,
    inspect,
    primary_code,
    sidecar,
)
from chefsstod.support.errors import UserError
from chefsstod.support.files import produce_atomically, sync_folder
from chefsstod.support.paths import Paths

Reason = Literal["daily", "close", "migration", "restore"]

KEPT_DAILY = 7
KEPT_WEEKLY = 4
KEPT_OTHER = 5
KEPT_CLOSE = 3

_NAME = re.compile(r"chefsstod-(\d{4}-\d\d-\d\dT\d{6})-(daily|close|migration|restore)(?:-\d+)?\.db")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    """An automatic backup: ``made`` is the wall-clock time in its name, without zone; ``size`` is in bytes."""

    path: Path
    made: datetime
    reason: Reason
    size: int


# ── making ───────────────────────────────────────────────────────────────────


def make_backup(database: Path, target: Path) -> None:
    """Write a whole, checked copy of ``database`` to ``target``: one file without WAL. The database may be in use.

    Raises UserError when there is nothing to back up, when ``target`` is the database itself or when the copy is not
    whole; sqlite3.Error and OSError when it cannot be written. What stood at ``target`` is then untouched.
    """
    if not database.exists() or database.stat().st_size == 0:
        raise UserError(
            _("There is nothing to back up yet"),
            _("No data file was found in {folder}. Nothing was written.").format(folder=database.parent),
            _("Start Chefsstöd once, or choose the right folder with --data-dir."),
        )
    if target.exists() and target.samefile(database):
        raise UserError(
            _("The backup cannot take the place of the data file itself"),
            _("Nothing was written and nothing is lost."),
            _("Choose another file name or another folder."),
        )

    def produce(temporary: Path) -> None:
        _copy_whole(database, temporary)
        state = inspect(temporary)
        if state.kind not in (Kind.GOOD, Kind.NEWER):
            raise UserError(
                _("The backup could not be made"),
                _("The data file seems to be damaged ({problem}). It was left as it is.").format(problem=_problem(state)),
                _("Run «chefsstod doctor», or restore the latest good backup."),
            )

    produce_atomically(target, produce)


def _copy_whole(source: Path, target: Path) -> None:
    """SQLite's backup of ``source`` into the existing empty file ``target``, folded into one file."""
    try:
        with connect(source) as reader, connect(target, writable=True) as writer:
            reader.backup(writer)
            # The header is copied too and says WAL; a backup must be readable where nothing can be written beside it.
            writer.execute("PRAGMA journal_mode=DELETE")
    finally:
        _remove_sidecars(target)


def automatic_backup(paths: Paths, now: datetime, *, reason: Reason) -> Path | None:
    """Make a backup in the backups folder and let old ones go; returns it.

    A daily one only once a day, and only when the content differs from the newest good backup's; one at closing only when it
    differs: None otherwise, and when there is no data yet. Raises what ``make_backup`` raises.
    """
    database = paths.database
    if not database.exists() or inspect(database, check=False).kind is Kind.EMPTY:
        return None
    if (reason == "daily" and not _daily_due(paths, now)) or (reason == "close" and not _changed_since(list_backups(paths), paths)):
        return None
    target = _free_name(paths, now, reason)
    make_backup(database, target)
    _let_go(paths, {target})
    return target


def _daily_due(paths: Paths, now: datetime) -> bool:
    backups = list_backups(paths)
    if any(backup.reason == "daily" and backup.made.date() == now.date() and is_good(backup.path) for backup in backups):
        return False
    # Those made at closing go soon, so they do not stand for a day.
    return _changed_since([backup for backup in backups if backup.reason != "close"], paths)


def _changed_since(backups: list[Backup], paths: Paths) -> bool:
    """Whether the content differs from that of the newest good one of ``backups`` (newest first)."""
    newest = next((backup for backup in backups if is_good(backup.path)), None)
    return newest is None or fingerprint(newest.path) != fingerprint(paths.database)


def _free_name(paths: Paths, now: datetime, reason: str) -> Path:
    stem = f"chefsstod-{now:%Y-%m-%dT%H%M%S}-{reason}"
    number, target = 1, paths.backups / f"{stem}.db"
    while target.exists():
        number += 1
        target = paths.backups / f"{stem}-{number}.db"
    return target


# ── looking ──────────────────────────────────────────────────────────────────


def list_backups(paths: Paths) -> list[Backup]:
    """The automatic backups, newest first. Files with other names are not ours and are left out."""
    found = []
    try:
        files = list(paths.backups.iterdir())
    except OSError:
        return []
    for file in files:
        match = _NAME.fullmatch(file.name)
        if match is None:
            continue
        try:
            found.append(Backup(file, datetime.fromisoformat(match[1]), cast("Reason", match[2]), file.stat().st_size))
        except (ValueError, OSError):
            continue
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def latest_good(paths: Paths) -> Backup | None:
    """The newest automatic backup that opens, is whole, and that this program can read."""
    return next((backup for backup in list_backups(paths) if is_good(backup.path)), None)


def is_good(path: Path) -> bool:
    """Whether ``path`` is a whole database of ours that this program can read. Never raises."""
    try:
        return inspect(path).kind is Kind.GOOD
    except (sqlite3.Error, OSError):
        return False


# ── letting go ───────────────────────────────────────────────────────────────


def outdated(backups: list[Backup]) -> list[Backup]:
    """Those of ``backups`` (newest first) that may go.

    Kept: seven daily ones, the newest of each of the four ISO weeks before those that have any, three made at closing, and five
    made before a migration or a restore.
    """
    daily = [backup for backup in backups if backup.reason == "daily"]
    close = [backup for backup in backups if backup.reason == "close"]
    other = [backup for backup in backups if backup.reason not in ("daily", "close")]
    covered = {backup.made.isocalendar()[:2] for backup in daily[:KEPT_DAILY]}
    weekly: dict[tuple[int, int], Backup] = {}
    for backup in daily[KEPT_DAILY:]:
        week = backup.made.isocalendar()[:2]
        if week not in covered:
            weekly.setdefault(week, backup)
    kept = [*daily[:KEPT_DAILY], *list(weekly.values())[:KEPT_WEEKLY], *close[:KEPT_CLOSE], *other[:KEPT_OTHER]]
    return [backup for backup in backups if backup not in kept]


def _let_go(paths: Paths, spared: set[Path]) -> None:
    """Remove outdated backups, never ``spared`` (one just made may have an old name when the clock is wrong) nor the newest
    good one.
    """
    backups = list_backups(paths)
    going = [backup for backup in outdated(backups) if backup.path not in spared]
    if not going:
        return
    newest = next((backup for backup in backups if is_good(backup.path)), None)
    for backup in going:
        if backup != newest:
            try:
                backup.path.unlink()
            except OSError as error:
                _log.warning("an outdated backup could not be removed: %s", error.strerror)


# ── restoring ────────────────────────────────────────────────────────────────


def restore(source: Path, paths: Paths, now: datetime) -> Path | None:
    """Put ``source`` in the place of the database; returns where the present one is kept (None when there was none).

    The present file is kept as a backup first; if it is damaged, as it is (``…-corrupt.db``). All connections to it
    must be closed. An older schema is upgraded when the database is next opened. Raises UserError when ``source``
    cannot be used or the database is in use; the database is then untouched.
    """
    if paths.database.exists() and source.exists() and source.samefile(paths.database):
        raise UserError(_("That is the data file itself"), _("Nothing was changed."), _("Choose a backup."))
    kept: list[Path | None] = []

    def produce(temporary: Path) -> None:
        _check_source(inspect(source), source)
        _copy_whole(source, temporary)
        _check_source(inspect(temporary), source)
        # Last, so that nothing can go wrong between clearing the way and the replacement but a pulled plug, which loses
        # nothing either.
        kept.append(set_aside(paths, now))

    produce_atomically(paths.database, produce)
    # Only now: what is restored may itself be the next to go, and had to last until it was in place.
    _let_go(paths, {paths.backups / source.name, *(path for path in kept if path is not None)})
    return kept[0]


def set_aside(paths: Paths, now: datetime) -> Path | None:
    """Keep a copy of the present database and leave it ready to be replaced, without WAL; returns the copy, None if
    there is nothing.

    Raises UserError when another program has it open.
    """
    database = paths.database
    state = inspect(database)
    if state.kind in (Kind.ABSENT, Kind.EMPTY):
        kept = None
    elif state.kind in (Kind.GOOD, Kind.NEWER):
        _fold(database)
        kept = _free_name(paths, now, "restore")
        make_backup(database, kept)
    else:
        kept = _keep_corrupt(paths, now)
    _remove_sidecars(database)
    return kept


def _fold(database: Path) -> None:
    """Fold the WAL into the file. SQLite leaves WAL mode only for the sole user of a file, which is how we know that
    we are.
    """
    try:
        with connect(database, writable=True) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        if primary_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        raise UserError(
            _("The data file is in use"),
            _("Chefsstöd is open in another window, or another program has the file open. Nothing was changed."),
            _("Close it and try again."),
        ) from error


def _keep_corrupt(paths: Paths, now: datetime) -> Path:
    """Copy the damaged file and what lies beside it, byte by byte: someone may yet save something out of it."""
    target = _free_name(paths, now, "corrupt")
    for suffix in ("", *SIDECARS):
        part = sidecar(paths.database, suffix)
        if part.exists():

            def copy(temporary: Path, part: Path = part) -> None:
                shutil.copyfile(part, temporary)

            produce_atomically(sidecar(target, suffix), copy)
    return target


def _check_source(state: FileState, source: Path) -> None:
    name = source.name
    untouched = _("Nothing was changed; your present data stand as they are.")
    if state.kind is Kind.ABSENT:
        raise UserError(_("There is no file «{name}»").format(name=name), untouched, _("Check the name and the folder."))
    if state.kind is Kind.NEWER:
        raise UserError(
            _("«{name}» was made by a newer version of Chefsstöd").format(name=name),
            untouched,
            _("Install the newer version and restore from there, or choose an older backup."),
        )
    if state.kind is Kind.CORRUPT:
        raise UserError(_("«{name}» is damaged").format(name=name), untouched, _("Choose another backup."))
    if state.kind is not Kind.GOOD:
        raise UserError(_("«{name}» is not a backup from Chefsstöd").format(name=name), untouched, _("Choose another file."))


def _problem(state: FileState) -> str:
    return state.problem.strip().splitlines()[-1] if state.problem.strip() else state.kind.value


def _remove_sidecars(database: Path) -> None:
    for suffix in SIDECARS:
        sidecar(database, suffix).unlink(missing_ok=True)
    sync_folder(database.parent)
