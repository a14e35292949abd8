"""The commands about files: export, pack check, backup, restore, doctor."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from chefsstod.app.cli_text import columns, say, say_json, warn_about_identity_numbers
from chefsstod.content.problems import left_out
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.clock import timestamp
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths


def export_month(context: AppContext, args: argparse.Namespace) -> int:
    """The month as an A4 page, or as a wheel (PDF, SVG or PNG)."""
    from chefsstod.features.yearwheel import report
    from chefsstod.features.yearwheel.papers import month_sheet, notes, span_sheet
    from chefsstod.features.yearwheel.span import Unit, span_of

    target = _target(args.output, context.paths, args.format)
    profile = context.profiles.profile()
    kind = args.format
    if args.layout == "wheel":
        wheel = span_sheet(context.yearwheel, profile, span_of(Unit.MONTH, args.month))
        warn_about_identity_numbers(*notes(wheel.occurrences), wheel.unit)
        draw = {"pdf": report.span_wheel_pdf, "svg": report.wheel_svg, "png": report.wheel_png}[kind]
        return _write(target, lambda file: draw(wheel, file))
    _only_pdf(kind)
    sheet = context.months.on_paper(month_sheet(context.yearwheel, profile, args.month))
    sheet = replace(sheet, by_category=args.by == "category")
    warn_about_identity_numbers(*notes(sheet.occurrences), *(need.text for need in sheet.needs), sheet.unit)
    return _write(target, lambda file: report.month_pdf(sheet, file))


def export_yearwheel(context: AppContext, args: argparse.Namespace) -> int:
    """The year as a wheel on A3 or A4 (PDF, PNG), as an SVG picture, or as a list. It begins in the month of her settings."""
    from chefsstod.features.yearwheel import report
    from chefsstod.features.yearwheel.papers import notes, year_sheet
    from chefsstod.support.settings import load_settings

    target = _target(args.output, context.paths, args.format)
    start = args.start_month or load_settings(context.paths.settings).current.year_start
    if args.format == "ics":
        from chefsstod.app.cli_calendar import export_ics

        return export_ics(context, args, target, start)
    sheet = year_sheet(context.yearwheel, context.profiles.profile(), args.year, start)
    if args.heat:
        sheet = replace(sheet, heat=context.workload.heat(sheet.span))
    warn_about_identity_numbers(*notes(sheet.occurrences), sheet.unit)
    if args.layout == "list":
        _only_pdf(args.format)
        return _write(target, lambda file: report.year_list_pdf(sheet, file))
    if args.format == "svg":
        return _write(target, lambda file: report.wheel_svg(sheet, file))
    draw = report.wheel_png if args.format == "png" else report.wheel_pdf
    return _write(target, lambda file: draw(sheet, file, paper=args.paper))


def _only_pdf(kind: str) -> None:
    """Raises UserError for another kind of file."""
    if kind != "pdf":
        raise UserError(
            _("Only the wheel can be written as a picture"),
            _("Nothing was written."),
            _("Ask for a PDF, or for the wheel."),
        )


def _write(target: Path, draw: Callable[[Path], None]) -> int:
    """Let ``draw`` make the file, which it does atomically: an old one stands until the new one is whole."""
    draw(target)
    say(_("Written: {path}").format(path=target))
    return 0


def _check_suffix(path: Path, kind: str) -> None:
    """Raises UserError where the name says another kind of file than the one that is to be written."""
    said = path.suffix.lower().removeprefix(".")
    if said != kind and said in ("pdf", "svg", "png", "ics"):
        raise UserError(
            _("«{path}» is named as another kind of file").format(path=path),
            _("Nothing was written."),
            _("Name it .{kind}, or ask for --format {said}.").format(kind=kind, said=said),
        )


def _target(path: Path, paths: Paths, kind: str = "") -> Path:
    """``path`` if a file may be written there. Raises UserError: no such folder, a folder itself, her database, or a name that says
    another kind of file.
    """
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
    if kind:
        _check_suffix(path, kind)
    own = {paths.database.with_name(paths.database.name + end).resolve() for end in ("", "-wal", "-shm")}
    if target.resolve() in own:
        raise UserError(_("«{path}» is the database itself").format(path=path), unchanged, _("Choose another name."))
    return target


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
    from chefsstod.app.base_content import BaseContent
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
