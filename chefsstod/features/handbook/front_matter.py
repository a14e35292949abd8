"""The front matter of an article or routine as an author writes it, and the rules that a schema cannot say."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated

import msgspec

from chefsstod.content.front_matter import Page
from chefsstod.content.layers import Certainty, Layer
from chefsstod.content.links import read_link
from chefsstod.content.pack import Slug, Text
from chefsstod.content.problems import Problem, error
from chefsstod.features.handbook.model import OWN_CHAPTER, Article, ArticleId, Kind, LawRef, SourceRef
from chefsstod.features.profile.model import ServiceType
from chefsstod.i18n import _

SERVICE_TYPES = frozenset({"all", *ServiceType})
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Many = msgspec.Meta(max_length=60)


class _SourceFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    title: Words
    url: Annotated[str, msgspec.Meta(max_length=500)] = ""


class _LawFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: Slug
    certainty: Certainty
    ref: Annotated[str, msgspec.Meta(max_length=100)] = ""


class ArticleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The keys of the front matter. The content author's guide explains each."""

    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=80)]
    summary: Annotated[str, msgspec.Meta(max_length=400)] = ""
    chapter: Slug = OWN_CHAPTER
    position: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 0
    tags: Annotated[list[Words], Many] = []
    keywords: Annotated[list[Words], Many] = []
    synonyms: Annotated[list[Annotated[str, msgspec.Meta(pattern=r"^[^=]*\S[^=]*=[^=]*\S[^=]*$", max_length=120)]], Many] = []
    service_types: Annotated[list[str], msgspec.Meta(min_length=1)] = msgspec.field(default_factory=lambda: ["all"])
    sources: Annotated[list[_SourceFile], Many] = []
    law: Annotated[list[_LawFile], Many] = []
    reviewed: date | None = None
    review_by: date | None = None
    owner: Annotated[str, msgspec.Meta(max_length=120)] = ""
    version: Annotated[str, msgspec.Meta(max_length=40)] | int | float = ""
    valid_from: date | None = None
    template: bool = False
    related: Annotated[list[Words], Many] = []
    questions: Annotated[list[Text], msgspec.Meta(max_length=10)] = []

    def to_model(self, kind: Kind, body: str, *, layer: Layer, pack: str) -> Article:
        """The text that the program works with."""
        return Article(
            id=ArticleId(self.id),
            kind=kind,
            title=self.title.strip(),
            body=body,
            summary=" ".join(self.summary.split()),
            chapter=self.chapter,
            position=self.position,
            tags=tuple(self.tags),
            keywords=tuple(self.keywords),
            synonyms=tuple(self.synonyms),
            service_types=frozenset(self.service_types),
            law=tuple(LawRef(law.id, law.ref, law.certainty) for law in self.law),
            sources=tuple(SourceRef(source.title, source.url) for source in self.sources),
            related=tuple(self.related),
            questions=tuple(self.questions),
            owner=self.owner,
            version=str(self.version),
            valid_from=self.valid_from,
            reviewed=self.reviewed,
            review_by=self.review_by,
            template=self.template,
            layer=layer,
            pack=pack,
        )


def check_keys(item: ArticleFile, page: Page, stem: str, laws: Collection[str] | None) -> Iterator[Problem]:
    """What is wrong in the front matter beyond its form. ``stem`` is the name of the file; ``laws`` are the ids that exist."""
    source = page.source

    def wrong(text: str, *path: str | int) -> Problem:
        return error(source.file, source.line(*path), f"{item.id}: {text}")

    if item.id != stem:
        yield wrong(_("the id is not the name of the file, «{name}»").format(name=stem), "id")
    for number, name in enumerate(item.service_types):
        if name not in SERVICE_TYPES:
            yield wrong(_("unknown service type «{name}»").format(name=name), "service_types", number)
    for number, law in enumerate(item.law):
        if laws is not None and law.id not in laws:
            yield wrong(_("unknown law «{id}»").format(id=law.id), "law", number)
        if law.ref and law.certainty is not Certainty.VERIFIED:
            yield wrong(_("a provision (ref) is given only where certainty is verified"), "law", number)
    for number, address in enumerate(item.related):
        link = read_link(address)
        if link is None or link.short != address:
            yield wrong(_("«{text}» is no address like «task/lonesamtal»").format(text=address), "related", number)
    if item.review_by and item.reviewed and item.review_by < item.reviewed:
        yield wrong(_("review_by lies before reviewed"), "review_by")
