"""What «chefsstod doctor» looks at: the database, the folders, the backups, the settings. Looks only; repairs
nothing and never raises.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_long, number
from chefsstod.storage.backup import is_good, list_backups
from chefsstod.storage.schema import HEAD
from chefsstod.storage.sqlite_file import FileState, Kind, connect, inspect, structure_problems
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths

AMPLE_SPACE = 200_000_000
"""Bytes. Below this she is told; the program needs far less, but the disk is usually not hers alone."""

OLD_BACKUP_DAYS = 14


class Severity(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: a stable ``code``, what was found and, unless all is well, what to do.
    Translated.
    """

    code: str
    severity: Severity
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Everything that was looked at, in order."""

    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The worst that was found."""
        order = list(Severity)
        return max((finding.severity for finding in self.findings), key=order.index, default=Severity.OK)

    def to_json(self) -> dict[str, Any]:
        """Plain values for ``--json``."""
        return {
            "severity": self.severity.value,
            "findings": [
                {"code": f.code, "severity": f.severity.value, "message": f.message, "remedy": f.remedy} for f in self.findings
            ],
        }


def check(database: Path) -> list[str]:
    """What is wrong with the structure and the references of a database file; empty when all is
    well.
    """
    state = inspect(database)
    if state.kind in (Kind.ABSENT, Kind.NO_DATABASE, Kind.CORRUPT):
        return [state.problem or state.kind.value]
    if state.kind is Kind.EMPTY:
        return []
    with connect(database) as connection:
        return structure_problems(connection)


def examine(
    paths: Paths, now: datetime, *, known_ids: Collection[str] | None = None, content: UserError | None = None
) -> HealthReport:
    """Look at everything. ``known_ids`` are the tasks of the content in use; None leaves the orphans out. ``content`` is
    what is wrong with that content. Never raises, never writes but a probe file in each folder.
    """
    looks: list[Callable[[], list[Finding]]] = [
        lambda: _database(paths, known_ids),
        lambda: _folders(paths),
        lambda: _space(paths),
        lambda: _backups(paths, now),
        lambda: _leftovers(paths),
        lambda: _settings(paths),
    ]
    findings: list[Finding] = []
    if content is not None:
        findings.append(Finding("content", Severity.ERROR, f"{content.title}. {content.message}", content.remedy))
    for look in looks:
        try:
            findings += look()
        except (OSError, sqlite3.Error, ValueError) as error:
            findings.append(
                Finding("unreadable", Severity.ERROR, _("A part could not be examined ({reason}).").format(reason=error))
            )
    return HealthReport(tuple(findings))


def _database(paths: Paths, known_ids: Collection[str] | None) -> list[Finding]:
    state = inspect(paths.database)
    if state.kind is Kind.ABSENT or state.kind is Kind.EMPTY:
        return [_no_data(paths)]
    if state.kind not in (Kind.GOOD, Kind.NEWER):
        return [_damaged(paths, state)]
    with connect(paths.database) as connection:
        problems = structure_problems(connection)
        orphans = _orphans(connection, known_ids) if known_ids is not None and state.kind is Kind.GOOD else []
    findings = [_schema(state)]
    if problems:
        text = _("References in the data file are broken: {problems}.").format(problems="; ".join(problems))
        findings.append(Finding("references", Severity.ERROR, text, _("Restore the latest good backup.")))
    else:
        size = _size(paths.database.stat().st_size)
        findings.append(Finding("integrity", Severity.OK, _("The data file is whole ({size}).").format(size=size)))
    if orphans:
        text = ngettext(
            "Notes are kept for {n} task that no longer exists: {ids}.",
            "Notes are kept for {n} tasks that no longer exist: {ids}.",
            len(orphans),
        ).format(n=len(orphans), ids=", ".join(orphans))
        findings.append(Finding("orphans", Severity.WARNING, text, _("Nothing is lost; they show again if the task comes back.")))
    return findings


def _no_data(paths: Paths) -> Finding:
    if list_backups(paths):
        text = _("The data file «{file}» is missing or empty, but there are backups.").format(file=paths.database)
        return Finding("missing", Severity.ERROR, text, _("Restore the latest good backup."))
    return Finding("no_data", Severity.OK, _("There are no data yet."))


def _damaged(paths: Paths, state: FileState) -> Finding:
    if state.kind is Kind.FOREIGN:
        text = _("«{file}» belongs to another program.").format(file=paths.database)
        return Finding("foreign", Severity.ERROR, text, _("Choose another folder with --data-dir."))
    text = _("The data file «{file}» is damaged ({reason}).").format(file=paths.database, reason=state.problem or state.kind.value)
    return Finding("damaged", Severity.ERROR, text, _("Restore the latest good backup; the damaged file is kept."))


def _schema(state: FileState) -> Finding:
    if state.kind is Kind.NEWER:
        text = _("The data come from a newer version of Chefsstöd ({found}; known up to {known}).").format(
            found=state.revision, known=HEAD
        )
        return Finding("newer", Severity.ERROR, text, _("Install the newer version."))
    if state.revision != HEAD:
        text = _("The data come from an older version ({found}) and are brought up to date at the next start.").format(
            found=state.revision
        )
        return Finding("older", Severity.OK, text)
    return Finding("schema", Severity.OK, _("The data have this program's form ({found}).").format(found=state.revision))


def _orphans(connection: sqlite3.Connection, known_ids: Collection[str]) -> list[str]:
    """The ids of tasks that she has touched but that neither the content nor her own tasks have."""
    rows = connection.execute(
        "SELECT DISTINCT activity FROM occurrence WHERE activity NOT IN (SELECT id FROM own_activity) ORDER BY activity"
    )
    known = set(known_ids)
    return [activity for (activity,) in rows if activity not in known]


def _folders(paths: Paths) -> list[Finding]:
    findings = []
    for folder in dict.fromkeys(paths.folders()):
        problem = _not_writable(folder)
        if problem:
            text = _("The folder «{folder}» cannot be written ({reason}).").format(folder=folder, reason=problem)
            remedy = _("Give yourself the right to write there, or choose another folder with --data-dir.")
            findings.append(Finding("folder", Severity.ERROR, text, remedy))
    return findings or [Finding("folders", Severity.OK, _("All folders can be written."))]


def _not_writable(folder: Path) -> str:
    """Why a file cannot be made in ``folder`` (or, if it does not exist yet, in the nearest one that does); empty if
    it can.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    probe = folder / ".chefsstod-doctor.part"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _space(paths: Paths) -> list[Finding]:
    free = shutil.disk_usage(next(folder for folder in (paths.data, *paths.data.parents) if folder.exists())).free
    if free < AMPLE_SPACE:
        text = _("Only {size} is free on the disk.").format(size=_size(free))
        return [Finding("space", Severity.WARNING, text, _("Free some space, so that changes and backups fit."))]
    return [Finding("space", Severity.OK, _("{size} is free on the disk.").format(size=_size(free)))]


def _backups(paths: Paths, now: datetime) -> list[Finding]:
    backups = list_backups(paths)
    if not backups:
        if not paths.database.exists():
            return []
        text = _("There is no automatic backup yet.")
        return [Finding("backups", Severity.WARNING, text, _("Open Chefsstöd once, or use «chefsstod backup»."))]
    findings = []
    bad = [backup for backup in backups if not is_good(backup.path)]
    if bad:
        text = ngettext("{n} backup cannot be used: {names}.", "{n} backups cannot be used: {names}.", len(bad)).format(
            n=len(bad), names=", ".join(backup.path.name for backup in bad)
        )
        findings.append(Finding("bad_backup", Severity.WARNING, text, _("Make a new one with «chefsstod backup».")))
    good = next((backup for backup in backups if backup not in bad), None)
    if good is None:
        return findings
    days = (now.date() - good.made.date()).days
    text = ngettext(
        "{n} backup; the latest good one is from {date}.",
        "{n} backups; the latest good one is from {date}.",
        len(backups),
    ).format(n=len(backups), date=day_long(good.made.date()))
    if days > OLD_BACKUP_DAYS:
        findings.append(Finding("old_backup", Severity.WARNING, text, _("Make one now with «chefsstod backup».")))
    else:
        findings.append(Finding("backups", Severity.OK, text))
    return findings


def _leftovers(paths: Paths) -> list[Finding]:
    folders = dict.fromkeys(folder for folder in paths.folders() if folder.is_dir())
    parts = [file for folder in folders for file in folder.glob(".*.part")]
    if not parts:
        return []
    text = ngettext("{n} unfinished file is left: {names}.", "{n} unfinished files are left: {names}.", len(parts)).format(
        n=len(parts), names=", ".join(str(file) for file in parts)
    )
    return [Finding("leftovers", Severity.WARNING, text, _("It can be removed when Chefsstöd is closed."))]


def _settings(paths: Paths) -> list[Finding]:
    try:
        readable = isinstance(json.loads(paths.settings.read_text(encoding="utf-8")), dict)
    except FileNotFoundError:
        readable = True
    except (OSError, ValueError):
        readable = False
    if readable:
        return [Finding("settings", Severity.OK, _("The settings can be read."))]
    text = _("The settings in «{file}» cannot be read.").format(file=paths.settings)
    return [
        Finding(
            "settings",
            Severity.WARNING,
            text,
            _("The program uses its own choices instead; your data are not concerned."),
        )
    ]


def _size(count: int) -> str:
    """«1,5 MB»."""
    value = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if value < 1000:
            return f"{number(round(value, 1 if value < 10 else 0))} {unit}"
        value /= 1000
    return f"{number(round(value, 1))} TB"
