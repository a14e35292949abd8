"""The papers of the handbook and the directory: one text, the whole as a book, the phone list."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chefsstod.i18n import _
from chefsstod.shell.addresses import Addresses

if TYPE_CHECKING:
    from chefsstod.features.directory.report import PhoneListKind
    from chefsstod.features.handbook.report import Book
    from chefsstod.shell.context import AppContext
    from chefsstod.shell.printing import Paper

_GROUP = "texts"


def texts_paper(context: "AppContext", articles: Sequence[str]) -> "Paper":
    """One text, or a choice of them."""
    from chefsstod.shell.printing import Paper

    found = [context.handbook.article(article) for article in articles]
    titles = [article.title for article in found if article is not None]
    title = _("«{title}», A4").format(title=titles[0]) if len(titles) == 1 else _("The chosen texts, A4")
    name = f"{articles[0]}.pdf" if len(articles) == 1 else "texter.pdf"

    def write(target: Path) -> None:
        from chefsstod.features.handbook import report

        book = _book(context, articles)
        if len(book.articles) == 1:
            report.article_pdf(book, target)
        else:
            report.handbook_pdf(book, target)

    return Paper(title, name, write, lambda: _own_words(_book(context, articles)), _GROUP)


def book_paper(context: "AppContext") -> "Paper":
    """Everything that concerns her service, as a book."""
    from chefsstod.shell.printing import Paper

    def write(target: Path) -> None:
        from chefsstod.features.handbook import report

        report.handbook_pdf(_book(context, None), target)

    return Paper(_("The whole handbook as a book, A4"), "handbok.pdf", write, lambda: _own_words(_book(context, None)), _GROUP)


def _book(context: "AppContext", articles: Sequence[str] | None) -> "Book":
    from chefsstod.features.handbook.papers import handbook_book

    titles = Addresses(context).title
    return handbook_book(context.handbook, context.profiles.profile(), context.laws(), titles=titles, articles=articles)


def _own_words(book: "Book") -> list[str]:
    from chefsstod.features.handbook import report

    return report.texts(book)


def phone_paper(context: "AppContext", kind: "PhoneListKind") -> "Paper":
    """The phone list to hang up: what is filled in, or all with lines to write on."""
    from chefsstod.features.directory.papers import phone_sheet
    from chefsstod.features.directory.report import PhoneListKind, phone_list_pdf
    from chefsstod.shell.printing import Paper

    sheet = phone_sheet(context.directory, context.profiles.profile(), context.clock, kind)
    title = _("Phone list, A4") if kind is PhoneListKind.FILLED else _("Phone list to fill in by hand, A4")
    return Paper(title, "telefonlista.pdf", lambda target: phone_list_pdf(sheet, target), sheet.texts, "directory")
