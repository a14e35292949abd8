"""Builds the search: where each kind of thing is read, and when the index is out of step."""

from typing import TYPE_CHECKING

from chefsstod.content.cache import signature
from chefsstod.features.search.service import SearchService
from chefsstod.features.search.sources import Shelf, sources, synonyms
from chefsstod.i18n import language
from chefsstod.storage.search_rows import chain_notes, occurrence_notes, written_mark
from chefsstod.support.version import app_version

if TYPE_CHECKING:
    from chefsstod.app.bootstrap import Context


def make_search(context: "Context") -> SearchService:
    """The search over everything that ``context`` knows."""
    database, handbook, directory = context.database, context.handbook, context.directory
    shelf = Shelf(
        articles=handbook.articles,
        chapters=lambda: {chapter.id: chapter.title for chapter in handbook.chapters()},
        tasks=context.yearwheel.activities,
        events=context.timers.templates,
        laws=lambda: context.laws().values(),
        contacts=directory.contacts,
        systems=directory.systems,
        margin_notes=handbook.all_notes,
        occurrence_notes=lambda: occurrence_notes(database),
        chain_notes=lambda: chain_notes(database),
    )

    def mark() -> str:
        root = context.content.root
        files = [file for file in root.rglob("*.*") if file.suffix in (".md", ".yaml")]
        return "|".join((app_version(), language(), signature(root, files, "1"), written_mark(database)))

    return SearchService(
        paths=context.paths,
        sources=sources(shelf),
        mark=mark,
        synonyms=lambda: synonyms(handbook.articles(everything=True), set(handbook.glossary().values())),
    )
