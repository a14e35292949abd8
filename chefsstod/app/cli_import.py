"""The command that takes documents in: «import FILE …»."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from chefsstod.app.cli_text import complain, say, say_json
from chefsstod.app.cli_types import file
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext

if TYPE_CHECKING:
    from chefsstod.features.imports.model import ImportResult

Maker = Callable[[str, str, Callable[[AppContext, argparse.Namespace], int]], argparse.ArgumentParser]
"""Makes a command: its name, its help, and what it runs with an open database."""


def add_import(command: Maker) -> None:
    """The command «import»."""
    taking = command("import", _("take in documents (Word, PDF, web pages, Markdown, text) as texts of your own"), import_documents)
    taking.add_argument("files", type=file, nargs="+", metavar=_("FILE"), help=_("documents, or folders with documents"))
    taking.add_argument("--suggestions", action="store_true", help=_("also fill in owner, dates and version where they are sure"))
    taking.add_argument("--json", action="store_true", help=_("print one JSON value"))


def import_documents(context: AppContext, args: argparse.Namespace) -> int:
    """Take documents in, a line each: what became of it, its title, its id or why it failed. Exit 1 when any failed."""
    from chefsstod.features.imports.model import Outcome, Unwatched
    from chefsstod.features.imports.words import fact_text, is_warning, remark_text, summary

    results = context.imports.import_files(args.files, Unwatched())
    if args.suggestions:
        sure = [(result, [one for one in context.imports.left(result) if one.sure]) for result in results if result.article_id]
        context.imports.apply_all(sure)
    code = 1 if any(result.outcome is Outcome.FAILED for result in results) or not results else 0
    if args.json:
        say_json([_as_json(context, result) for result in results])
        return code

    def line(result: "ImportResult") -> str:
        if result.outcome is Outcome.FAILED:
            return _("failed: {file}: {why}").format(file=result.path, why=f"{result.message} {result.remedy}".strip())
        what = {Outcome.NEW: _("taken in"), Outcome.CHANGED: _("replaced"), Outcome.SAME: _("unchanged")}[result.outcome]
        return f"{what}: {result.title} ({result.article_id})"

    for result in results:
        say(line(result))
        for remark in filter(is_warning, result.remarks):
            complain(f"{result.path.name}: {remark_text(remark)}")
        for suggestion in context.imports.left(result):
            say(f"  {fact_text(suggestion)}")
    say(summary(results))
    return code


def _as_json(context: AppContext, result: "ImportResult") -> dict[str, object]:
    from chefsstod.features.imports.words import remark_text

    return {
        "file": str(result.path),
        "outcome": result.outcome.value,
        "title": result.title,
        "id": result.article_id or None,
        "why": result.message or None,
        "remarks": [remark_text(remark) for remark in result.remarks],
        "suggestions": {one.fact.value: one.value for one in context.imports.left(result)},
    }
