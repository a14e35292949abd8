"""The texts of all layers put together, and what is asked of them. Made anew when a layer changes; a question is then cheap."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from threading import RLock

from chefsstod.content.layers import Layer
from chefsstod.content.links import read_link
from chefsstod.features.handbook import tables
from chefsstod.features.handbook.content import HandbookContent, picture_of
from chefsstod.features.handbook.model import (
    OWN_CHAPTER,
    Article,
    ArticleId,
    Chapter,
    Kind,
    Original,
    Term,
    concerns,
    draft_of,
    in_order,
    layered,
    with_draft,
)
from chefsstod.features.handbook.words import own_chapter
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

_ADDRESS = re.compile(r"chefsstod:([a-z]+/[^\s/#)>\]\"]+)")


def addresses(article: Article) -> frozenset[str]:
    """Everything of ours that a text points to, in its body or as related, in the short form «task/lonesamtal»."""
    found = (read_link(text) for text in (*_ADDRESS.findall(article.body), *article.related))
    return frozenset(link.short for link in found if link is not None)


def hers(own: Article, lower: Article | None) -> Article:
    """A text of her own as it is shown: laws, sources, questions and place come from the text that it was adapted from."""
    if lower is None:
        return own
    return replace(
        with_draft(lower, draft_of(own)),
        layer=Layer.OWN,
        pack="",
        template=False,
        based_on=own.based_on,
        original=own.original,
        changed=own.changed,
    )


def _homeless(article: Article) -> Article:
    """A text whose chapter is gone stands among those that name none."""
    return replace(article, chapter=OWN_CHAPTER)


class Shelf:
    """All texts at one moment."""

    def __init__(self, base: HandbookContent, local: Sequence[HandbookContent], own: Mapping[ArticleId, Article]) -> None:
        self.base, self.local, self.own = base, tuple(local), own
        self.packs: dict[ArticleId, HandbookContent] = {a.id: pack for pack in (base, *local) for a in pack.articles}
        self.below = layered(base.articles, *(pack.articles for pack in local))
        named = {chapter.id: chapter for pack in reversed((base, *local)) for chapter in pack.chapters}
        order = dict.fromkeys(chapter.id for pack in (base, *local) for chapter in pack.chapters)
        effective = layered(self.below.values(), (hers(text, self.below.get(text.id)) for text in own.values()))
        known = {name: a if a.chapter in named or a.chapter == OWN_CHAPTER else _homeless(a) for name, a in effective.items()}
        used = any(article.chapter == OWN_CHAPTER for article in known.values()) and OWN_CHAPTER not in named
        self.chapters = (*(named[name] for name in order), *([Chapter(OWN_CHAPTER, own_chapter())] if used else []))
        self.ordered = tuple(in_order(known.values(), self.chapters))
        self.articles: dict[ArticleId, Article] = known
        self.glossary: dict[str, Term] = {
            form: term for pack in (base, *local) for term in pack.glossary for form in reversed(term.forms)
        }
        self._links: dict[str, list[Article]] | None = None
        self.lists: dict[tuple[Kind | None, str | None], tuple[Article, ...]] = {}

    def is_of(self, base: HandbookContent, local: Sequence[HandbookContent], own: Mapping[ArticleId, Article]) -> bool:
        """Whether it was made from these."""
        if own is not self.own:
            return False
        return base is self.base and len(local) == len(self.local) and all(a is b for a, b in zip(local, self.local, strict=True))

    def linked_from(self, address: str) -> Sequence[Article]:
        """The texts that point to an address in its short form."""
        if self._links is None:
            self._links = {}
            for article in self.ordered:
                for target in addresses(article):
                    self._links.setdefault(target, []).append(article)
        return self._links.get(address, ())


class ReadsShelf:
    """The reading half of the service; its other halves build on it."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        now: Callable[[], datetime],
        base: Callable[[], HandbookContent],
        local: Callable[[], Sequence[HandbookContent]],
        service_type: Callable[[], str | None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._now_with_zone = now
        self._base = base
        self._local = local
        self._service_type = service_type
        self._own: dict[ArticleId, Article] | None = None
        self._kept: Shelf | None = None
        self._lock = RLock()  # documents are brought in off the GUI thread while she may be writing

    @property
    def today(self) -> date:
        """The day by which dates are judged."""
        return self._clock()

    def _moment(self) -> datetime:
        """Now by the wall clock: moments are stored without a time zone, as they are shown."""
        return self._now_with_zone().replace(tzinfo=None)

    def _shelf(self) -> Shelf:
        base, local = self._base(), self._local()
        own = self._own if self._own is not None else self._read_own()
        shelf = self._kept
        if shelf is None or not shelf.is_of(base, local, own):
            shelf = self._kept = Shelf(base, local, own)
        return shelf

    def _read_own(self) -> dict[ArticleId, Article]:
        with self._lock, self._database.read() as session:
            self._own = {article.id: article for article in tables.own_articles(session)}
            return self._own

    def _changed(self, articles: Iterable[str]) -> None:
        """Read those own texts again; the rest of what is known still holds."""
        with self._lock, self._database.read() as session:
            if self._own is None:
                return
            own = dict(self._own)
            for name in articles:
                article = tables.own_article(session, name)
                own.pop(ArticleId(name), None)
                if article is not None:
                    own[article.id] = article
            self._own = own

    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of the book: those of the base content, new ones of packs, and that of her own texts when it is used."""
        return self._shelf().chapters

    def articles(self, kind: Kind | None = None, *, everything: bool = False) -> tuple[Article, ...]:
        """The texts in the order of the book: those that concern her kind of service, or ``everything``; also templates."""
        shelf = self._shelf()
        key = (kind, "all" if everything else self._service_type())
        found = shelf.lists.get(key)
        if found is None:
            service_type = None if everything else key[1]
            found = tuple(a for a in shelf.ordered if (kind is None or a.kind is kind) and concerns(a, service_type))
            shelf.lists[key] = found
        return found

    def article(self, article_id: str) -> Article | None:
        """One text, whether it concerns her service or not."""
        return self._shelf().articles.get(ArticleId(article_id))

    def below(self, article_id: str) -> Article | None:
        """The text of the layer under hers; None where hers has none under it, or the text is not hers."""
        shelf = self._shelf()
        return shelf.below.get(ArticleId(article_id)) if article_id in shelf.own else None

    def glossary(self) -> Mapping[str, Term]:
        """The words that explain themselves, by each of their forms as it is written («APT», «arbetsplatsträffar»)."""
        return self._shelf().glossary

    def linked_from(self, address: str) -> tuple[Article, ...]:
        """The texts that concern her and point to an address («task/lonesamtal», with or without «chefsstod:»), in order."""
        link = read_link(address)
        if link is None:
            return ()
        mine = self._service_type()
        return tuple(a for a in self._shelf().linked_from(link.short) if concerns(a, mine) and f"article/{a.id}" != link.short)

    def for_task(self, task_id: str) -> tuple[Article, ...]:
        """The texts that belong to a task of the year."""
        return self.linked_from(f"task/{task_id}")

    def file(self, article_id: str, name: str) -> bytes | None:
        """A picture of a text; of her own version also one that the text under it has. None if there is no such file."""
        shelf = self._shelf()
        if article_id in shelf.own:
            with self._database.read() as session:
                data = tables.read_file(session, article_id, name)
            if data is not None:
                return data
        pack = shelf.packs.get(ArticleId(article_id))
        return picture_of(pack, article_id, name) if pack is not None else None

    @property
    def originals(self) -> tuple[Original, ...]:
        """The files that texts were brought in from, by name."""
        with self._database.read() as session:
            return tuple(tables.read_originals(session))

    def original(self, original_id: str) -> Original | None:
        """One of them."""
        return next((found for found in self.originals if found.id == original_id), None)

    def original_data(self, original_id: str) -> bytes:
        """The file as it came. Raises UserError if it is not there."""
        with self._database.read() as session:
            data = tables.original_data(session, original_id)
        if data is None:
            raise UserError(
                _("The file is no longer there"),
                _("It went with the text that was made from it. Nothing was changed."),
                _("Bring the document in again."),
            )
        return data

    def _existing(self, article_id: str) -> Article:
        article = self.article(article_id)
        if article is None:
            raise UserError(
                _("There is no text «{id}»").format(id=article_id),
                _("It may have been removed. Nothing was changed."),
                _("Undo brings back what was just removed."),
            )
        return article
