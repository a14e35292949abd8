"""The command line: what there is to write, and which function answers. No Qt.

A command that needs her data gets an open, upgraded database through ``_with_data``; the others get the folders only,
so that ``doctor`` and ``restore`` work when the database does not.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any

from chefsstod.app import cli_calendar, cli_directory, cli_files, cli_handbook, cli_import, cli_packs, cli_search, cli_tasks
from chefsstod.app.bootstrap import build
from chefsstod.app.cli_text import complain
from chefsstod.app.cli_types import Parser, count, day, file, lead_days, month, month_number, words, year
from chefsstod.content.problems import left_out
from chefsstod.features.profile.model import Employment, Role, ServiceType
from chefsstod.features.yearwheel.model import Category, Status
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.clock import timestamp
from chefsstod.support.paths import Paths
from chefsstod.support.settings import LANGUAGES

ContextCommand = Callable[[AppContext, argparse.Namespace], int]
PathsCommand = Callable[[Paths, argparse.Namespace], int]
Subparsers = Any  # argparse's own class for this is private


def make_parser() -> argparse.ArgumentParser:
    """The whole grammar, in the language in use."""
    parser = Parser(prog="chefsstod", description=_("The year of a unit manager in care. Without a command the window opens."))
    parser.add_argument("--data-dir", type=file, metavar="DIR", help=_("the folder for everything that the program writes"))
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of the program"))
    parser.add_argument("--today", type=day, metavar="DATE", help=_("act as if this were today (YYYY-MM-DD)"))
    parser.add_argument("--version", action="store_true", help=_("show the version and exit"))
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="command")
    _add_setup(commands)
    _add_tasks(commands)
    _add_task(commands)
    _add_search_and_show(commands)
    _add_export(commands)
    _add_ics(commands)
    cli_import.add_import(lambda name, text, run: _command(commands, name, text, _with_data(run)))
    _add_upkeep(commands)
    return parser


def _group(commands: Subparsers, name: str, help_text: str) -> Subparsers:
    """A command that consists of others, such as «export month»."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    return parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="subcommand", required=True)


def _command(commands: Subparsers, name: str, help_text: str, run: PathsCommand) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    return parser


def _with_data(command: ContextCommand) -> PathsCommand:
    """``command`` around an open database, closed afterwards whatever happens. ``main`` sets ``args.clock``."""

    def run(paths: Paths, args: argparse.Namespace) -> int:
        from chefsstod.storage.opening import open_database

        database = open_database(paths, timestamp())
        try:
            context = build(paths, database, args.clock)
            code = command(context, args)
            missing = left_out(context.content_problems())
            if missing is not None:
                complain(missing.one_line())
            _back_up(paths)
            return code
        finally:
            database.close()

    return run


def _back_up(paths: Paths) -> None:
    """The daily backup, if something changed. What the command did is done; a backup that fails is noted in the log."""
    import logging

    from chefsstod.storage.backup import automatic_backup
    from chefsstod.storage.failures import translate_error

    try:
        automatic_backup(paths, timestamp(), reason="daily")
    except Exception as failure:
        if translate_error(failure) is None:
            raise
        logging.getLogger(__name__).warning("the daily backup failed: %s", type(failure).__name__)


def _add_setup(commands: Subparsers) -> None:
    parser = _command(commands, "setup", _("answer the first-run questions"), _with_data(cli_tasks.setup))
    parser.add_argument("--service-type", required=True, choices=_values(ServiceType), help=_("kind of service"))
    parser.add_argument("--start-date", required=True, type=day, metavar="DATE", help=_("the day you began or begin (YYYY-MM-DD)"))
    parser.add_argument("--role", choices=_values(Role), help=_("your role; new unless given"))
    parser.add_argument("--employment", choices=_values(Employment), help=_("form of employment"))
    parser.add_argument("--unit", type=words, metavar="NAME", help=_("name of the unit"))


def _add_tasks(commands: Subparsers) -> None:
    parser = _command(commands, "tasks", _("list the tasks of a period, else of this year"), _with_data(cli_tasks.tasks))
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help=_("first day (YYYY-MM-DD)"))
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help=_("last day (YYYY-MM-DD)"))
    parser.add_argument("--category", choices=_values(Category), help=_("only this category"))
    parser.add_argument("--status", choices=_values(Status), help=_("only tasks with this status"))
    _json(parser)


def _add_task(commands: Subparsers) -> None:
    group = _group(commands, "task", _("change one occurrence, or add a task of your own"))
    for name, help_text, run in (
        ("done", _("mark as done"), cli_tasks.done),
        ("skip", _("skip this time, with the reason"), cli_tasks.skip),
        ("reopen", _("open again"), cli_tasks.reopen),
    ):
        parser = _command(group, name, help_text, _with_data(run))
        _occurrence(parser)
        parser.add_argument("--note", type=words, metavar="TEXT", help=_("your note on this occurrence"))
        parser.add_argument("--reason", type=words, metavar="TEXT", help=_("why; a skipped task must have one"))
    moving = _command(group, "move", _("move this occurrence; the following ones stay"), _with_data(cli_tasks.move))
    _occurrence(moving)
    moving.add_argument("--to", required=True, type=day, metavar="DATE", help=_("the new day (YYYY-MM-DD)"))
    adding = _command(group, "add", _("add a task of your own; prints its id"), _with_data(cli_tasks.add))
    adding.add_argument("--title", required=True, type=words, metavar="TEXT", help=_("what is to be done"))
    adding.add_argument("--category", required=True, choices=_values(Category), help=_("category"))
    adding.add_argument("--rrule", required=True, type=words, metavar="RRULE", help=_("when it comes, as RFC 5545 writes it"))
    adding.add_argument("--from", dest="start", required=True, type=day, metavar="DATE", help=_("from which day (YYYY-MM-DD)"))
    adding.add_argument(
        "--lead-days",
        type=lead_days,
        default=0,
        metavar="N",
        help=_("days before the date when the work must begin"),
    )


def _add_search_and_show(commands: Subparsers) -> None:
    cli_search.add_search(lambda name, text, run: _command(commands, name, text, _with_data(run)), words=words, count=count)
    group = _group(commands, "show", _("show one thing as plain text"))
    task = _command(group, "task", _("a task: why, steps, what it rests on, dates"), _with_data(cli_tasks.show_task))
    task.add_argument("id", metavar="ID", type=words, help=_("the id of the task"))
    cli_search.add_show(lambda name, text, run: _command(group, name, text, _with_data(run)), words=words)
    for name, text, run in (
        ("contact", _("a function to turn to, and who it is here"), cli_directory.show_contact),
        ("system", _("a system: what for, how to get access, who helps"), cli_directory.show_system),
    ):
        _command(group, name, text, _with_data(run)).add_argument("id", metavar="ID", type=words, help=_("its id"))


def _add_export(commands: Subparsers) -> None:
    group = _group(commands, "export", _("write a paper as PDF"))
    wheel = _command(group, "yearwheel", _("the year as a wheel or a list"), _with_data(cli_files.export_yearwheel))
    wheel.add_argument("--year", required=True, type=year, metavar="YYYY", help=_("which year"))
    wheel.add_argument("--format", choices=["pdf", "svg", "png", "ics"], default="pdf", help=_("kind of file"))
    wheel.add_argument("--layout", choices=["wheel", "list"], default="wheel", help=_("wheel, or list by month"))
    wheel.add_argument("--paper", choices=["a3", "a4"], default="a3", help=_("paper of the wheel; the list is always A4"))
    wheel.add_argument(
        "--start-month", type=month_number, metavar="1–12", help=_("the month the year begins with; your setting unless given")
    )
    wheel.add_argument("--heat", action="store_true", help=_("with the workload of the weeks"))
    cli_calendar.add_export_arguments(wheel)
    _output(wheel)
    cli_handbook.add_export(lambda name, help_text, run: _command(group, name, help_text, _with_data(run)))
    sheet = _command(group, "month", _("the month as an A4 page with its themes on the back"), _with_data(cli_files.export_month))
    sheet.add_argument("--month", required=True, type=month, metavar="YYYY-MM", help=_("which month"))
    sheet.add_argument(
        "--layout", choices=["page", "wheel"], default="page", help=_("the page to hang up, or the month as a wheel")
    )
    sheet.add_argument("--by", choices=["day", "category"], default="day", help=_("tasks in order of day, or by category"))
    sheet.add_argument("--format", choices=["pdf", "svg", "png"], default="pdf", help=_("kind of file"))
    _output(sheet)


def _add_ics(commands: Subparsers) -> None:
    group = _group(commands, "ics", _("calendar files from and for other programs"))
    cli_calendar.add_ics(lambda name, help_text, run: _command(group, name, help_text, _with_data(run)))


def _add_upkeep(commands: Subparsers) -> None:
    pack = _group(commands, "pack", _("content packs"))
    cli_packs.add_pack(lambda name, help_text, run: _command(pack, name, help_text, run), _with_data)
    backup = _command(commands, "backup", _("save a copy of everything you have written"), cli_files.backup)
    _output(backup)
    restore = _command(commands, "restore", _("bring back a copy; what was there is kept"), cli_files.restore)
    restore.add_argument("file", type=file, metavar=_("FILE"), help=_("the copy"))
    _json(_command(commands, "doctor", _("examine the folders and the database"), cli_files.doctor))


def _values(kinds: Iterable[StrEnum]) -> list[str]:
    return [kind.value for kind in kinds]


def _occurrence(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("activity", type=words, metavar="ACTIVITY", help=_("the id of the task"))
    parser.add_argument("date", type=day, metavar="DATE", help=_("its original or due date (YYYY-MM-DD)"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, type=file, metavar=_("FILE"), help=_("the file to write"))


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """The command line, checked. Wrong usage and ``--help`` end in SystemExit, as argparse has it."""
    parser = make_parser()
    args = parser.parse_args(argv)
    if args.command == "tasks" and args.first and args.last and args.first > args.last:
        parser.error(_("--from lies after --to"))
    return args
