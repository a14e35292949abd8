"""Composes the book that ``report`` prints, from the texts as they are today. No Qt."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from chefsstod.content.pack import Law
from chefsstod.features.handbook.model import Article, Kind
from chefsstod.features.handbook.report import Book, BookChapter, LinkTitles, no_titles
from chefsstod.i18n import _

if TYPE_CHECKING:
    from chefsstod.features.handbook.service import HandbookService
    from chefsstod.features.profile.model import Profile


def handbook_book(
    handbook: "HandbookService",
    profile: "Profile | None",
    laws: Mapping[str, Law],
    *,
    titles: LinkTitles = no_titles,
    articles: Collection[str] | None = None,
    notes: bool = False,
) -> Book:
    """The texts that concern her service, without templates; or those with the ids ``articles``, whatever they are, in the order of
    the book. ``notes``: with her notes in the margin. Ids that do not exist are left out.
    """
    if articles is None:
        chosen = [article for article in handbook.articles() if not article.template]
    else:
        chosen = [article for article in handbook.articles(everything=True) if article.id in articles]
    shown = {article.id for article in chosen}
    return Book(
        title=_title(chosen, whole=articles is None),
        unit=profile.unit if profile else "",
        today=handbook.today,
        chapters=_chapters(handbook, chosen),
        laws=laws,
        files=handbook.file,
        titles=titles,
        notes={note.article: handbook.notes(note.article) for note in handbook.all_notes() if note.article in shown}
        if notes
        else {},
    )


def _chapters(handbook: "HandbookService", chosen: list[Article]) -> tuple[BookChapter, ...]:
    made = [BookChapter(c.title, tuple(a for a in chosen if a.chapter == c.id), c.summary) for c in handbook.chapters()]
    return tuple(chapter for chapter in made if chapter.articles)


def _title(chosen: list[Article], *, whole: bool) -> str:
    if whole:
        return _("Handbook")
    if len(chosen) == 1:
        return chosen[0].title
    return _("Routines") if all(article.kind is Kind.ROUTINE for article in chosen) else _("From the handbook")
