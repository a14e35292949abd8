"""One text as strips: title, what it is and when it was looked at, lead, body, and what belongs to it. No Qt."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from chefsstod.content.document import Heading, Span, Spans, outline, text_of
from chefsstod.content.layers import Certainty, Layer
from chefsstod.content.links import SCHEME, LinkKind, read_link
from chefsstod.content.markdown import parse
from chefsstod.features.handbook.model import Article, Kind, LawRef, MarginNote
from chefsstod.features.handbook.report import Book
from chefsstod.features.handbook.report_links import LAW, Links, Within, article_key, heading_key
from chefsstod.i18n import N_, _
from chefsstod.i18n.dates import day_month
from chefsstod.pdf import fonts
from chefsstod.pdf.book import MOST, ROOM, Drawn
from chefsstod.pdf.flow import Setting, strips
from chefsstod.pdf.flow_strip import Bar, Entry, Strip
from chefsstod.pdf.flow_text import Look, Resolve, Target, paragraph
from chefsstod.support.tokens import LIGHT

CHAPTER = Look(28, fonts.SEMIBOLD, leading=1.15)
TITLE = Look(20, fonts.SEMIBOLD, leading=1.18)
_LEAD = Look(12, leading=1.45)
_SMALL = Look(9, colour=LIGHT.muted, leading=1.45)
_LABEL = Look(9, fonts.SEMIBOLD, LIGHT.muted, 1.45)
_TOGETHER = 5
"""So many rows of what belongs to a text are not parted by the end of a page."""
_RELATED = {
    LinkKind.ARTICLE: N_("Texts"),
    LinkKind.TASK: N_("Tasks in the year wheel"),
    LinkKind.EVENT: N_("Events with steps"),
    LinkKind.SCENARIO: N_("Scenarios"),
    LinkKind.LAW: N_("Laws"),
    LinkKind.CONTACT: N_("Contacts"),
    LinkKind.SYSTEM: N_("Systems"),
}
_OUTLINED = 2
"""Headings of this rank stand in the outline."""


def text_strips(book: Book, links: Links, article: Article, level: int, above: float, drawn: Drawn) -> Iterator[Strip]:
    """The whole text; ``level`` is that of its title in the outline, ``above`` the white over it."""
    within = links.within(article)
    document = parse(article.body)
    yield _line(
        article.title, TITLE, before=above, keep=True, entries=(Entry(article_key(article.id), article.title, level, closed=True),)
    )
    about = about_text(article)
    if about:
        yield _line(about, _SMALL, before=4, keep=True)
    if article.summary:
        yield _line(article.summary, _LEAD, before=10, keep=bool(document.blocks))
    notes = book.notes.get(article.id, ())
    anchors = {heading.anchor for heading in outline(document)}
    yield from _notes(notes, "", anchors)
    setting = Setting(
        ROOM,
        MOST,
        resolve=within,
        picture=partial(book.files, article.id),
        entries=partial(_entries, article, level + 1),
        drawn=drawn,
    )
    for strip in strips(document, setting):
        yield strip
        for entry in strip.entries if notes else ():
            yield from _notes(notes, entry.key.partition("#")[2], anchors)
    yield from _end(book, links, within, article, drawn)


def _entries(article: Article, level: int, heading: Heading, spans: Spans) -> tuple[Entry, ...]:
    title = text_of(spans).replace("\n", " ").strip() if heading.level == _OUTLINED else ""
    return (Entry(heading_key(article.id, heading.anchor), title, level),)


def _line(words: str | Spans, look: Look, *, before: float, keep: bool = False, entries: tuple[Entry, ...] = ()) -> Strip:
    wide = MOST if look is TITLE else ROOM
    return Strip(paragraph(words, look, wide), wide, before=before, keep=keep, entries=entries)


def dated(day: date) -> str:
    """«1 maj 2027»."""
    return f"{day_month(day)} {day.year}"


def about_text(article: Article) -> str:
    """«Version 2 · gäller från 1 mars 2026 · kontrollerad 22 november 2026 · ses över senast 1 maj 2027 · ansvarig: …»."""
    found = [_layer(article)]
    if article.version:
        found.append(_("version {version}").format(version=article.version))
    for day, text in (
        (article.valid_from, _("valid from {date}")),
        (article.reviewed, _("checked on {date}")),
        (article.review_by, _("to be looked over by {date}")),
    ):
        if day is not None:
            found.append(text.format(date=dated(day)))
    if article.kind is Kind.ROUTINE or article.owner:
        found.append(_("owner: {name}").format(name=article.owner) if article.owner else _("no owner named"))
    line = " · ".join(part for part in found if part)
    return line[:1].upper() + line[1:]


def _layer(article: Article) -> str:
    kind = _("routine") if article.kind is Kind.ROUTINE else ""
    if article.template:
        kind = _("template")
    if article.layer is Layer.OWN:
        return _("own {kind}").format(kind=kind or _("text"))
    if article.layer is Layer.LOCAL:
        return _("local: {pack}").format(pack=article.pack) if article.pack else _("local")
    return kind


def _notes(notes: Iterable[MarginNote], anchor: str, anchors: set[str]) -> Iterator[Strip]:
    """Her notes at a heading; those whose heading is gone stand at the top."""
    bar = Bar(0, LIGHT.categories["verksamhet"])
    for note in notes:
        if note.anchor != anchor and not (anchor == "" and note.anchor not in anchors):
            continue
        told = _("My note ({date})").format(date=dated(note.changed.date()))
        spans: list[Span] = [Span(f"{told} ", bold=True)]
        for line in note.text.split("\n"):
            spans += [Span(line), Span("\n")]
        body = paragraph(tuple(spans[:-1]), Look(9.5, fonts.ITALIC, leading=1.4), ROOM - 12)
        yield Strip(body, ROOM - 12, before=8, left=12, bars=(bar,))


# ── what belongs to the text ─────────────────────────────────────────────────


def _end(book: Book, links: Links, within: Within, article: Article, drawn: Drawn) -> Iterator[Strip]:
    groups = (
        (_("Questions to talk about"), [(Span(question),) for question in article.questions]),
        (_("Belongs together with"), list(_related(links, article))),
        (_("Rests on"), _row([_law(book, law) for law in article.law])),
        (_("Sources"), _row([(Span(source.title, link=source.url),) for source in article.sources])),
    )
    first = True
    for title, rows in groups:
        if not rows:
            continue
        yield _line(title, _LABEL, before=22 if first else 9, keep=True)
        first = False
        for number, row in enumerate(rows, start=1):
            body = paragraph(row, _SMALL, ROOM - 10, _quiet(links, within))
            yield Strip(body, ROOM - 10, before=1, left=10, keep=number < min(len(rows), _TOGETHER), drawn=drawn)


def _quiet(links: Links, within: Within) -> Resolve:
    """Here the heading says what things are: no link of the program's own is explained."""

    def resolve(address: str, words: str) -> Target:
        link = read_link(address) if address.startswith(SCHEME) else None
        return Target(links.place(link)) if link is not None else within(address, words)

    return resolve


def _related(links: Links, article: Article) -> Iterator[Spans]:
    """A row for each kind: «Uppgifter i årshjulet: Skyddsrond · OSA-rond». The laws that the text rests on are named below."""
    resting = {law.law for law in article.law}
    for kind, name in _RELATED.items():
        spans: list[Span] = []
        for link in filter(None, map(read_link, article.related)):
            title = links.title(link) if link.kind is kind else None
            if title is not None and not (kind is LinkKind.LAW and link.id in resting):
                spans += [Span(" · "), Span(title, link=str(link))]
        if spans:
            yield (Span(f"{_(name)}: "), *spans[1:])


def _row(parts: list[Spans]) -> list[Spans]:
    """The parts after each other on one row, if there are any."""
    spans = [span for part in parts for span in (Span(" · "), *part)]
    return [tuple(spans[1:])] if spans else []


def _law(book: Book, law: LawRef) -> Spans:
    """A law with its provision; number and day of the check stand in the index that it leads to."""
    known = book.laws.get(law.law)
    name = law.law if known is None else known.short if known.number in known.short else known.name
    sure = () if law.certainty is Certainty.VERIFIED else (Span(_(" – on the level of the law")),)
    return (Span(f"{name} {law.ref}".strip(), link=f"{SCHEME}{LAW}{law.law}"), *sure)
