"""«export handbook»: the handbook, or a choice of its texts, as a PDF."""

import argparse
from collections.abc import Callable

from chefsstod.app.cli_text import say, warn_about_identity_numbers
from chefsstod.app.cli_types import file
from chefsstod.i18n import _, ngettext
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError

Maker = Callable[[str, str, Callable[[AppContext, argparse.Namespace], int]], argparse.ArgumentParser]
"""Makes a command: its name, its help, and what it runs with an open database."""


def add_export(command: Maker) -> None:
    """The command below «export»."""
    parser = command("handbook", _("the handbook as a book, or some of its texts"), export_handbook)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help=_("every text that concerns your service, with contents and index"))
    which.add_argument("--articles", type=ids, metavar="ID,ID", help=_("only these texts, by their ids"))
    parser.add_argument("--notes", action="store_true", help=_("with your notes in the margin"))
    parser.add_argument("-o", "--output", required=True, type=file, metavar=_("FILE"), help=_("the file to write"))


def ids(text: str) -> tuple[str, ...]:
    """«rehabilitering,apt» as ids."""
    found = tuple(dict.fromkeys(part.strip().removeprefix("article/") for part in text.split(",") if part.strip()))
    if not found:
        raise argparse.ArgumentTypeError(_("give at least one id"))
    return found


def export_handbook(context: AppContext, args: argparse.Namespace) -> int:
    """Write the book, or the texts asked for; one alone has no cover. Raises UserError for an id that does not exist."""
    from chefsstod.app.cli_files import _target
    from chefsstod.features.handbook import report
    from chefsstod.features.handbook.papers import handbook_book
    from chefsstod.shell.addresses import Addresses

    target = _target(args.output, context.paths, "pdf")
    wanted = None if args.all else args.articles
    missing = [name for name in wanted or () if context.handbook.article(name) is None]
    if missing:
        raise UserError(
            _("There is no text «{id}» in the handbook").format(id=missing[0]),
            _("Nothing was written."),
            _("«chefsstod search» finds texts and shows their ids."),
        )
    titles = Addresses(context).title
    book = handbook_book(
        context.handbook, context.profiles.profile(), context.laws(), titles=titles, articles=wanted, notes=args.notes
    )
    if not book.articles:
        raise UserError(
            _("The handbook has no texts to print"),
            _("Nothing was written."),
            _("«chefsstod doctor» tells whether the content could be read."),
        )
    warn_about_identity_numbers(*report.texts(book), book.unit)
    single = wanted is not None and len(book.articles) == 1
    pages = report.article_pdf(book, target) if single else report.handbook_pdf(book, target)
    say(_("Written: {path}").format(path=target))
    say(ngettext("{n} page", "{n} pages", pages).format(n=pages))
    return 0
