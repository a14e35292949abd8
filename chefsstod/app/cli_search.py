"""The commands that find and show: search, show article, show law."""

import argparse
from typing import TYPE_CHECKING, Any, Protocol

from chefsstod.app.cli_text import columns, complain, paragraph, say, say_json
from chefsstod.content.pack import Law
from chefsstod.features.search.model import Hit, Kind, Results, plain
from chefsstod.features.search.words import about
from chefsstod.features.yearwheel.words import certainty_text, layer_name
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError

if TYPE_CHECKING:
    from chefsstod.features.handbook.model import Article


class _Adds(Protocol):
    """Adds a command to those there are."""

    def __call__(self, name: str, help_text: str, run: Any) -> argparse.ArgumentParser: ...


def add_search(add: _Adds, *, words: Any, count: Any) -> None:
    """``search QUERY``; ``words`` and ``count`` read its values."""
    parser = add("search", _("find texts, tasks, laws, contacts … by words"), search)
    parser.add_argument("query", type=words, metavar=_("QUERY"), help=_("what you are looking for"))
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], help=_("what to search for"))
    parser.add_argument("--limit", type=count, default=20, metavar="N", help=_("at most this many"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


def add_show(add: _Adds, *, words: Any) -> None:
    """``show article ID`` and ``show law ID``."""
    add("article", _("a text of the handbook or a routine"), show_article).add_argument(
        "id", metavar="ID", type=words, help=_("the id of the text")
    )
    add("law", _("a law: what it protects and what it means"), show_law).add_argument(
        "id", metavar="ID", type=words, help=_("the id of the law")
    )


def search(context: AppContext, args: argparse.Namespace) -> int:
    """The best hits. Nothing found is no failure."""
    kinds = None if args.kind is None else {Kind(args.kind)}
    try:
        context.search.build()
        results = context.search.search(args.query, kinds, args.limit)
    finally:
        context.search.close()
    if args.json:
        say_json([_as_json(hit) for hit in results.hits])
        return 0
    _tell(args.query, results)
    return 0


def _tell(query: str, results: Results) -> None:
    if not results.hits:
        say(_("Nothing found for «{query}».").format(query=query))
        say(_("You can try this:"))
        for advice in (_("Fewer words, or only the beginning of a word."), _("Another word for the same thing.")):
            say(paragraph(advice, "- ", "  "))
    elif results.corrected_to:
        complain(_("Nothing found for «{query}».").format(query=query) + " " + _showing(results.corrected_to))
    for hit in results.hits:
        say(f"{hit.name}  [{hit.id}]")
        say(paragraph(about(hit), "  "))
        if hit.snippet:
            say(paragraph(plain(hit.snippet), "  "))
    if results.suggestion:
        complain(_("Did you mean «{words}»?").format(words=results.suggestion))


def _showing(words: str) -> str:
    return _("These are the hits for «{words}».").format(words=words)


def _as_json(hit: Hit) -> dict[str, str]:
    return {
        "kind": hit.kind.value,
        "id": hit.id,
        "title": hit.name,
        "snippet": plain(hit.snippet),
        "layer": hit.layer.value,
    }


def show_article(context: AppContext, args: argparse.Namespace) -> int:
    """A text with its facts, wrapped for the terminal."""
    from chefsstod.content.markdown import parse
    from chefsstod.content.text import plain_text

    article = context.handbook.article(args.id)
    if article is None:
        raise UserError(
            _("There is no text «{id}»").format(id=args.id),
            _("Nothing was changed."),
            _("«chefsstod search WORD» finds one."),
        )
    _heading(article.title)
    say("\n".join(columns(_facts(context, article))))
    if article.summary:
        say("\n" + paragraph(article.summary))
    if article.body.strip():
        say("\n" + plain_text(parse(article.body)))
    _list(_("Questions to talk about"), article.questions)
    _list(_("Sources"), tuple(" ".join(part for part in (source.title, source.url) if part) for source in article.sources))
    _list(_("Belongs together with"), article.related)
    return 0


def _facts(context: AppContext, article: "Article") -> list[tuple[str, str]]:
    chapters = {chapter.id: chapter.title for chapter in context.handbook.chapters()}
    facts = (
        (_("Id"), article.id),
        (_("Chapter"), chapters.get(article.chapter, "")),
        (_("Source"), article.pack or layer_name(article.layer)),
        (_("Owner"), article.owner),
        (_("Version"), article.version),
        (_("Valid from"), article.valid_from.isoformat() if article.valid_from else ""),
        (_("Checked"), article.reviewed.isoformat() if article.reviewed else ""),
        (_("Look over by"), article.review_by.isoformat() if article.review_by else ""),
    )
    return [fact for fact in facts if fact[1]]


def show_law(context: AppContext, args: argparse.Namespace) -> int:
    """A law: its number, what it protects, how it binds, and the provisions one meets."""
    from chefsstod.content.markdown import parse
    from chefsstod.content.text import plain_text

    law = context.laws().get(args.id)
    if law is None:
        raise UserError(
            _("There is no law «{id}»").format(id=args.id),
            _("Nothing was changed."),
            _("«chefsstod search WORD --kind law» finds one."),
        )
    _heading(law.name)
    say("\n".join(columns(_law_facts(law))))
    for title, text in ((_("Protects"), law.protects), (_("How it binds"), law.duty_text)):
        if text:
            say("\n" + paragraph(f"{title}: {text}"))
    if law.meaning.strip():
        say("\n" + plain_text(parse(law.meaning)))
    _list(_("Provisions"), tuple(law.points))
    return 0


def _law_facts(law: Law) -> list[tuple[str, str]]:
    facts = (
        (_("Id"), law.id),
        (_("Short"), law.short),
        (_("Number"), law.number),
        (_("In force"), law.in_force.isoformat() if law.in_force else ""),
        (_("Replaces"), law.replaces),
        (_("Supervised by"), law.supervisor),
        (_("Checked"), f"{law.checked.isoformat()} ({certainty_text(law.certainty)})"),
    )
    return [fact for fact in facts if fact[1]]


def _heading(title: str) -> None:
    say(title)
    say("=" * len(title))


def _list(title: str, entries: tuple[str, ...]) -> None:
    """A heading and points; nothing where there are none."""
    if entries:
        say(f"\n{title}")
    for entry in entries:
        say(paragraph(entry, "- ", "  "))
