"""What is wrong with her own texts and those of packs: old, nobody's, doubled, leading nowhere, resting on replaced law.

Pure. What costs time (law, doubles) is found once for each text and kept in a ``Notebook``, a small step at a time; the judgement
itself is then quick enough to be made at each change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chefsstod.content.layers import Layer
from chefsstod.content.links import Link, read_link
from chefsstod.features.handbook.model import Article, ArticleId, Kind
from chefsstod.features.handbook.monitor_notebook import Notebook

SOON = timedelta(days=60)


class Trouble(StrEnum):
    """What can be wrong, the worst first."""

    PAST = "past"
    """Its day to be looked at again has passed."""
    LAW = "law"
    """It says something about law that no longer holds."""
    NOWHERE = "nowhere"
    """It points to what is not there."""
    EMPTY = "empty"
    DOUBLE = "double"
    SOON = "soon"
    """Its day comes within ``SOON``."""
    NO_DATE = "no_date"
    NO_OWNER = "no_owner"


RANK: Mapping[Trouble, int] = {trouble: place for place, trouble in enumerate(Trouble)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``words`` are those of the text or the link; ``why`` is what to say instead, in English, to be
    translated where it is told (``content.lint``); ``other`` is the text that this one is a double of.
    """

    trouble: Trouble
    words: str = ""
    why: str = ""
    day: date | None = None
    other: ArticleId | None = None
    other_title: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """A text with all that is wrong with it, the worst first."""

    article: Article
    findings: tuple[Finding, ...]

    @property
    def order(self) -> tuple[int, date, str]:
        """The worst first, and within the same the oldest."""
        worst = self.findings[0]
        return RANK[worst.trouble], worst.day or date.max, self.article.title.casefold()

    def has(self, trouble: Trouble) -> bool:
        """Whether this is wrong with it."""
        return any(finding.trouble is trouble for finding in self.findings)


def watched(articles: Iterable[Article]) -> list[Article]:
    """The texts that are looked after here: her own and those of packs. Templates are no rules yet; the base content is tested."""
    return [article for article in articles if article.layer is not Layer.BASE and not article.template]


def look_through(
    articles: Iterable[Article], today: date, titles: Callable[[Link], str | None], notebook: Notebook | None = None
) -> list[Looked]:
    """The watched texts that something is wrong with, the worst first.

    ``titles`` gives the title of what an address points to. With a ``notebook`` that has been brought up to date it is quick.
    """
    texts = watched(articles)
    notebook = notebook or Notebook()
    for _step in notebook.survey(texts):
        pass
    named = {article.id: article.title for article in texts}
    found = []
    for article in texts:
        own = [*_dates(article, today), *_from_notebook(article, notebook, titles)]
        own += [Finding(Trouble.DOUBLE, other=other, other_title=named[other]) for other in notebook.doubles_of(article.id)]
        if own:
            found.append(Looked(article, tuple(sorted(own, key=lambda finding: RANK[finding.trouble]))))
    return sorted(found, key=lambda looked: looked.order)


def count(looked: Iterable[Looked]) -> dict[Trouble, int]:
    """In how many texts each thing is wrong; what is wrong nowhere is left out."""
    found: dict[Trouble, int] = {}
    for one in looked:
        for trouble in {finding.trouble for finding in one.findings}:
            found[trouble] = found.get(trouble, 0) + 1
    return {trouble: found[trouble] for trouble in Trouble if trouble in found}


def _dates(article: Article, today: date) -> Iterator[Finding]:
    """When it is to be looked at again, and by whom. Only a routine must have both."""
    if article.review_by is not None and article.review_by < today:
        yield Finding(Trouble.PAST, day=article.review_by)
    elif article.review_by is not None and article.review_by - today <= SOON:
        yield Finding(Trouble.SOON, day=article.review_by)
    if article.kind is Kind.ROUTINE:
        if article.review_by is None:
            yield Finding(Trouble.NO_DATE)
        if not article.owner.strip():
            yield Finding(Trouble.NO_OWNER)


def _from_notebook(article: Article, notebook: Notebook, titles: Callable[[Link], str | None]) -> Iterator[Finding]:
    facts = notebook.facts(article.id)
    for words, why in facts.law:
        yield Finding(Trouble.LAW, words=words, why=why)
    for address, words in facts.addresses:
        link = read_link(address)
        if link is None or titles(link) is None:
            yield Finding(Trouble.NOWHERE, words=words)
    for _file, words in facts.files:
        yield Finding(Trouble.NOWHERE, words=words)
    if facts.empty:
        yield Finding(Trouble.EMPTY)
