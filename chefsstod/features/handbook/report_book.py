"""Chapters and texts as a plan for ``pdf.book``, with an index of the laws that they cite. No Qt."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from chefsstod.content.document import Span, Spans
from chefsstod.content.pack import Law
from chefsstod.features.handbook.report import Book, BookChapter, Tell
from chefsstod.features.handbook.report_links import LAW, Links, article_key
from chefsstod.features.handbook.report_text import CHAPTER, TITLE, dated, text_strips
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_long, sort_key
from chefsstod.pdf.book import MOST, ROOM, Cited, Part, Plan, Text, page_key, write_book
from chefsstod.pdf.flow_strip import Entry, Strip
from chefsstod.pdf.flow_text import Look, Target, paragraph
from chefsstod.pdf.paper import Meta
from chefsstod.support.tokens import LIGHT

_ROW = Look(10, leading=1.4)
_LEAD = Look(12, colour=LIGHT.muted, leading=1.45)


def write(book: Book, target: Path, *, cover: bool, tell: Tell | None = None) -> int:
    """Write it, atomically. ``cover``: as a book with contents; without, the texts follow each other and chapters are not named."""
    links = Links(book)
    parts = [_part(book, links, number, chapter, cover=cover) for number, chapter in enumerate(book.chapters) if chapter.articles]
    if not cover and parts:
        parts = [Part("all", "", [text for part in parts for text in part.texts])]
    plan = Plan(
        parts,
        _cover(book) if cover else (),
        partial(_index, book, cover=cover) if book.laws else None,
        _("Laws and regulations"),
    )
    return write_book(target, Meta(book.title, book.unit, book.today, _subject(book)), plan, tell)


def _subject(book: Book) -> str:
    return ngettext("{n} text of the handbook", "{n} texts of the handbook", len(book.articles)).format(n=len(book.articles))


def _cover(book: Book) -> tuple[str, ...]:
    chapters = [chapter for chapter in book.chapters if chapter.articles]
    count = ngettext("{n} text", "{n} texts", len(book.articles)).format(n=len(book.articles))
    within = ngettext("{n} chapter", "{n} chapters", len(chapters)).format(n=len(chapters))
    return (
        _("{texts} in {chapters}. Printed {date}.").format(texts=count, chapters=within, date=day_long(book.today)),
        _("What the program shows today is what counts: look there if much time has passed."),
    )


def _part(book: Book, links: Links, number: int, chapter: BookChapter, *, cover: bool) -> Part:
    level = 1 if cover else 0
    key = f"chapter/{number}"
    written = [
        Text(article_key(article.id), article.title, partial(text_strips, book, links, article, level, 44.0 if place else 28.0))
        for place, article in enumerate(chapter.articles)
    ]
    return Part(key, chapter.title, written, partial(_opening, key, chapter))


def _opening(key: str, chapter: BookChapter) -> Iterator[Strip]:
    entries = (Entry(key, chapter.title, 0, closed=True),)
    yield Strip(paragraph(chapter.title, CHAPTER, MOST), MOST, keep=True, entries=entries)
    if chapter.summary:
        yield Strip(paragraph(chapter.summary, _LEAD, ROOM), ROOM, before=8, keep=True)


def _index(book: Book, cited: Cited, *, cover: bool) -> Iterable[Strip]:
    """The laws that the texts lead to, in alphabetical order, each with its pages."""
    laws = [book.laws[key.removeprefix(LAW)] for key in list(cited) if key.startswith(LAW) and key.removeprefix(LAW) in book.laws]
    look = CHAPTER if cover else Look(13, TITLE.font, leading=1.25)
    if laws or cover:
        title = _("Laws and regulations")
        yield Strip(paragraph(title, look, ROOM), ROOM, before=30, keep=bool(laws), entries=(Entry("index", title, 0),))
    if not laws:
        if cover:
            yield Strip(paragraph(_("The texts name no law."), _LEAD, ROOM), ROOM, before=8)
        return
    for number, law in enumerate(sorted(laws, key=lambda law: sort_key(law.name))):
        row = paragraph(_row(law, cited[LAW + law.id] if cover else ()), _ROW, ROOM, _to_page)
        yield Strip(row, ROOM, before=7 if number else 14, entries=(Entry(LAW + law.id),))


def _row(law: Law, pages: Sequence[int]) -> Spans:
    name = law.name if law.name.endswith(law.number) else f"{law.name} ({law.number})"
    short = "" if law.short in (law.name, law.number) else f"{law.short} · "
    checked = _("checked on {date}").format(date=dated(law.checked))
    return (Span(name, bold=True), Span("\n"), Span(short + checked), *_pages(pages))


def _pages(pages: Sequence[int]) -> Spans:
    """«sida 3, 7–9, 12», each number a link."""
    if not pages:
        return ()
    spans: list[Span] = [Span(" · " + _("page") + " ")]
    following = [*pages[1:], 0]
    begun = False
    for page, after in zip(pages, following, strict=True):
        runs_on = after == page + 1
        if not (begun and runs_on):
            spans.append(Span(str(page), link=page_key(page)))
            spans.append(Span("–" if runs_on else ", "))
        begun = runs_on
    return tuple(spans[:-1])


def _to_page(address: str, _words: str) -> Target:
    return Target(f"#{address}", plain=True)
