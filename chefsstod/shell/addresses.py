"""Addresses («chefsstod:task/lonesamtal»): what they are called, what points to them, and what one can point to. No Qt."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chefsstod.content.links import SCHEME, Link, LinkKind, read_link
from chefsstod.i18n.dates import sort_key

if TYPE_CHECKING:
    from chefsstod.shell.context import AppContext

_MOST = 40
"""How many things are offered to link to."""


class Addresses:
    """Asks the rooms; keeps nothing, for what they say may change."""

    def __init__(self, context: "AppContext") -> None:
        self._context = context

    def title(self, link: Link) -> str | None:
        """What an address points to; None when there is no such thing."""
        context = self._context
        match link.kind:
            case LinkKind.ARTICLE:
                article = context.handbook.article(link.id)
                return article.title if article else None
            case LinkKind.TASK:
                return next((a.title for a in context.yearwheel.activities(everything=True) if a.id == link.id), None)
            case LinkKind.LAW:
                law = context.laws().get(link.id)
                return law.name if law else None
            case LinkKind.CONTACT:
                contact = context.directory.contact(link.id)
                return contact.title if contact else None
            case LinkKind.SYSTEM:
                system = context.directory.system(link.id)
                return (system.local_name or system.title) if system else None
            case LinkKind.EVENT:
                return next((t.title for t in context.timers.templates() if t.id == link.id), None)
        return None

    def used_in(self, address: str) -> Sequence[tuple[str, str]]:
        """What points to an address, or is pointed to by it: addresses with titles, texts first."""
        link = read_link(address)
        if link is None:
            return ()
        found = {f"{SCHEME}article/{a.id}": a.title for a in self._context.handbook.linked_from(link.short)}
        found |= dict(self._others(link))
        found.pop(f"{SCHEME}{link.short}", None)
        return tuple(found.items())

    def _others(self, link: Link) -> Iterator[tuple[str, str]]:
        """Tasks, events and systems that belong to an address."""
        context = self._context
        if link.kind is LinkKind.ARTICLE:
            yield from self._named_by(link.id)
        elif link.kind is LinkKind.LAW:
            for activity in context.yearwheel.activities():
                if any(basis.law == link.id for basis in activity.basis):
                    yield f"{SCHEME}task/{activity.id}", activity.title
            for template in context.timers.templates():
                if any(basis.law == link.id for basis in template.basis):
                    yield f"{SCHEME}event/{template.id}", template.title
        elif link.kind is LinkKind.CONTACT:
            for system in context.directory.systems():
                if system.helper == link.id:
                    yield f"{SCHEME}system/{system.id}", system.local_name or system.title

    def _named_by(self, article: str) -> Iterator[tuple[str, str]]:
        """The tasks and events that a text says it belongs to."""
        found = self._context.handbook.article(article)
        for short in found.related if found else ():
            link = read_link(short)
            if link is not None and link.kind in (LinkKind.TASK, LinkKind.EVENT):
                title = self.title(link)
                if title:
                    yield str(link), title

    def recent(self) -> Sequence[tuple[str, str]]:
        """The texts that were opened last: addresses with titles."""
        found = (self._context.handbook.article(article) for article in self._context.handbook.recent(8))
        return tuple((f"{SCHEME}article/{article.id}", article.title) for article in found if article is not None)

    def targets(self, words: str) -> Sequence[tuple[str, str]]:
        """What a text can be linked to: everything whose title holds ``words``, those that begin with them first."""
        wanted = words.casefold().strip()
        hits = [(not title.casefold().startswith(wanted), sort_key(title), address, title) for address, title in self._all()]
        hits = sorted(hit for hit in hits if wanted in hit[3].casefold())
        return tuple((address, title) for _late, _key, address, title in hits[:_MOST])

    def _all(self) -> Iterator[tuple[str, str]]:
        context = self._context
        for article in context.handbook.articles():
            yield f"{SCHEME}article/{article.id}", article.title
        for activity in context.yearwheel.activities():
            yield f"{SCHEME}task/{activity.id}", activity.title
        for law in context.laws().values():
            yield f"{SCHEME}law/{law.id}", f"{law.short} – {law.name}" if law.short != law.name else law.name
        for contact in context.directory.contacts():
            yield f"{SCHEME}contact/{contact.id}", contact.title
        for system in context.directory.systems():
            yield f"{SCHEME}system/{system.id}", system.local_name or system.title
        for template in context.timers.templates():
            yield f"{SCHEME}event/{template.id}", template.title
