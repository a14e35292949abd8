"""The commands about calendar files: export as ICS, the cancel file, and taking another calendar in."""

import argparse
from collections.abc import Callable
from pathlib import Path

from chefsstod.app.cli_text import say, say_json, warn_about_identity_numbers
from chefsstod.app.cli_types import file
from chefsstod.features.yearwheel.model import Category
from chefsstod.i18n import _, ngettext
from chefsstod.shell.context import AppContext


def add_export_arguments(parser: argparse.ArgumentParser) -> None:
    """What «export yearwheel --format ics» understands beside year and file."""
    parser.add_argument("--routines", action="store_true", help=_("calendar file: with routines that come every week or month"))
    parser.add_argument("--alarm", action="store_true", help=_("calendar file: with a reminder when the work must begin"))


def export_ics(context: AppContext, args: argparse.Namespace, target: Path, start_month: int = 1) -> int:
    """The year as a calendar file. ``target`` has been checked."""
    from chefsstod.features.exchange.model import ExportChoice
    from chefsstod.features.yearwheel.span import year_span

    span = year_span(args.year, start_month)
    choice = ExportChoice(routines=args.routines, alarm=args.alarm)
    written = context.exchange.write(target, span.first, span.last, choice)
    for event in written.events:
        warn_about_identity_numbers(event.summary, event.description, event.location)
    say(_("Written: {path}").format(path=target))
    say(ngettext("{n} event", "{n} events", len(written.events)).format(n=len(written.events)))
    return 0


Maker = Callable[[str, str, Callable[[AppContext, argparse.Namespace], int]], argparse.ArgumentParser]
"""Makes a command: its name, its help, and what it runs with an open database."""


def add_ics(command: Maker) -> None:
    """The commands below «ics»."""
    taking = command("import", _("take the events of another calendar in as tasks of your own"), ics_import)
    taking.add_argument("file", type=file, metavar=_("FILE"), help=_("the calendar file (.ics)"))
    taking.add_argument(
        "--category", choices=[category.value for category in Category], help=_("category; the one used last unless given")
    )
    taking.add_argument("--descriptions", action="store_true", help=_("with the descriptions, which may name people"))
    taking.add_argument("--dry-run", action="store_true", help=_("only tell what the file holds"))
    taking.add_argument("--json", action="store_true", help=_("print one JSON value"))
    cancel = command("cancel", _("write a file that takes back what has gone out and is no more"), ics_cancel)
    cancel.add_argument("--all", action="store_true", help=_("everything that has gone out"))
    cancel.add_argument("-o", "--output", required=True, type=file, metavar=_("FILE"), help=_("the file to write"))


def ics_import(context: AppContext, args: argparse.Namespace) -> int:
    """Take in what is new, changed or called off; told event by event. What only she can judge (private events) is left out."""
    from chefsstod.features.exchange.words import item_text, summary, what_text

    exchange = context.exchange
    report = exchange.look(args.file, describe=args.descriptions)
    chosen = [item for item in report.items if item.ticked]
    if chosen and not args.dry_run:
        exchange.take(chosen, Category(args.category) if args.category else exchange.category)
    warn_about_identity_numbers(*(item.title for item in chosen))
    if args.json:
        say_json(
            [
                {
                    "what": item.what.value,
                    "title": item.title,
                    "date": item.day.isoformat() if item.day else None,
                    "why": item.why.value if item.why else None,
                    "remarks": sorted(remark.value for remark in item.remarks),
                    "taken": item.ticked and not args.dry_run,
                }
                for item in report.items
            ]
        )
        return 0
    for item in report.items:
        mark = "" if item.ticked or not item.choosable else " " + _("(not taken in; choose it in the window)")
        say(f"{what_text(item.what)}: {item_text(item, context.clock())}{mark}")
    say(summary(report))
    return 0


def ics_cancel(context: AppContext, args: argparse.Namespace) -> int:
    """Write the cancel file."""
    from chefsstod.app.cli_files import _target

    target = _target(args.output, context.paths, "ics")
    written = context.exchange.write_cancel(target, everything=args.all)
    say(_("Written: {path}").format(path=target))
    say(ngettext("{n} cancellation", "{n} cancellations", len(written.events)).format(n=len(written.events)))
    return 0
