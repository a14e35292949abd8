"""The commands about files: export, pack check, backup, restore, doctor."""

import argparse
from collections.abc import Callable
from pathlib import Path

from chefsstod.app.cli_text import columns, say, say_json, warn_about_identity_numbers
from chefsstod.content.problems import Problem, Severity, left_out
from chefsstod.i18n import _, ngettext
from chefsstod.shell.context import AppContext
from chefsstod.support.clock import timestamp
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths, resources


def export_month(context: AppContext, args: argparse.Namespace) -> int:
    """The month on one A4 page."""
    from chefsstod.features.yearwheel.papers import month_sheet, notes
    from chefsstod.features.yearwheel.report import month_pdf

    target = _target(args.output, context.paths)
    sheet = month_sheet(context.yearwheel, context.profiles.profile(), args.month)
    warn_about_identity_numbers(*notes(sheet.occurrences), sheet.unit)
    return _write(target, lambda file: month_pdf(sheet, file))


def export_yearwheel(context: AppContext, args: argparse.Namespace) -> int:
    """The year as a wheel on A3 or A4, or as a list."""
    from chefsstod.features.yearwheel.papers import notes, year_sheet
    from chefsstod.features.yearwheel.report import wheel_pdf, year_list_pdf

    target = _target(args.output, context.paths)
    sheet = year_sheet(context.yearwheel, context.profiles.profile(), args.year)
    warn_about_identity_numbers(*notes(sheet.occurrences), sheet.unit)
    if args.layout == "list":
        return _write(target, lambda file: year_list_pdf(sheet, file))
    return _write(target, lambda file: wheel_pdf(sheet, file, paper=args.paper))


def _write(target: Path, draw: Callable[[Path], None]) -> int:
    """Let ``draw`` make the file, which it does atomically: an old one stands until the new one is whole."""
    draw(target)
    say(_("Written: {path}").format(path=target))
    return 0


def _target(path: Path, paths: Paths) -> Path:
    """``path`` if a file may be written there. Raises UserError: no such folder, a folder itself, or her database."""
    target = path.absolute()
    unchanged = _("Nothing was written.")
    if target.is_dir():
        raise UserError(_("«{path}» is a folder").format(path=path), unchanged, _("Give the name of a file in it."))
    if not target.parent.is_dir():
        raise UserError(
            _("The folder «{path}» does not exist").format(path=target.parent),
            unchanged,
            _("Create it, or choose another folder."),
        )
    own = {paths.database.with_name(paths.database.name + end).resolve() for end in ("", "-wal", "-shm")}
    if target.resolve() in own:
        raise UserError(_("«{path}» is the database itself").format(path=path), unchanged, _("Choose another name."))
    return target


def pack_check(_paths: Paths, args: argparse.Namespace) -> int:
    """Read a pack and print what is wrong in it. Errors make the command fail; warnings do not."""
    from chefsstod.content.archive import opened_pack
    from chefsstod.content.pack import read_laws, read_manifest
    from chefsstod.features.yearwheel.content import read_activities

    with opened_pack(args.pack) as root:
        manifest, problems = read_manifest(root)
        laws, found = read_laws(root)
        problems += found
        base = resources() / "content" / "base"
        known, _base_problems = ({}, []) if root.resolve() == base.resolve() else read_laws(base)
        activities, found = read_activities(root, {**known, **laws})
        problems += found
    problems.sort(key=lambda problem: (problem.file, problem.line))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if args.json:
        say_json(
            {
                "pack": manifest.id if manifest else None,
                "activities": len(activities),
                "laws": len(laws),
                "errors": errors,
                "warnings": warnings,
                "problems": [_as_json(problem) for problem in problems],
            }
        )
    else:
        for problem in problems:
            say(str(problem))
        say(_summary(len(activities), len(laws), errors, warnings))
    if errors:
        raise UserError(
            ngettext("The pack has {n} error", "The pack has {n} errors", errors).format(n=errors),
            _("What is wrong is left out when the pack is used."),
            _("The list on standard output tells file and line."),
        )
    return 0


def _as_json(problem: Problem) -> dict[str, object]:
    return {"file": problem.file, "line": problem.line, "severity": problem.severity.value, "message": problem.message}


def _summary(activities: int, laws: int, errors: int, warnings: int) -> str:
    parts = (
        ngettext("{n} task", "{n} tasks", activities).format(n=activities),
        ngettext("{n} law", "{n} laws", laws).format(n=laws),
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
    )
    return ", ".join(parts)


def backup(paths: Paths, args: argparse.Namespace) -> int:
    """A copy of the database, made while it may be open."""
    from chefsstod.storage.backup import make_backup

    target = _target(args.output, paths)
    make_backup(paths.database, target)
    say(_("Written: {path}").format(path=target))
    return 0


def restore(paths: Paths, args: argparse.Namespace) -> int:
    """Put a copy in the place of the database; what was there is kept."""
    from chefsstod.storage.backup import restore as bring_back

    if not args.file.is_file():
        raise UserError(
            _("There is no file «{path}»").format(path=args.file),
            _("Nothing was changed."),
            _("Automatic copies lie in {path}.").format(path=paths.backups),
        )
    kept = bring_back(args.file.absolute(), paths, timestamp())
    say(_("Restored from {path}.").format(path=args.file))
    if kept is not None:
        say(_("What was there before lies in {path}.").format(path=kept))
    return 0


def doctor(paths: Paths, args: argparse.Namespace) -> int:
    """Look at folders, database, backups and settings; repairs nothing. What is broken makes the command fail."""
    from chefsstod.app.bootstrap import BaseContent
    from chefsstod.storage import health

    content = BaseContent(paths)
    known = [activity.id for activity in content.activities]
    report = health.examine(paths, timestamp(), known_ids=known, content=left_out(content.problems))
    if args.json:
        say_json(report.to_json())
    else:
        marks = {
            health.Severity.OK: _("ok"),
            health.Severity.WARNING: _("look at"),
            health.Severity.ERROR: _("error"),
        }
        rows = [(marks[f.severity], f"{f.message} {f.remedy}".strip()) for f in report.findings]
        say("\n".join(columns(rows)))
    broken = [finding for finding in report.findings if finding.severity is health.Severity.ERROR]
    if broken:
        raise UserError(_("Something is broken"), broken[0].message, broken[0].remedy)
    return 0
