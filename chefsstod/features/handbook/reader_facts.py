"""What stands around a text and on the start page, gathered from the handbook. Plain functions; no Qt widgets, no changes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from chefsstod.content.document import Document, outline, text_of
from chefsstod.content.layers import Layer
from chefsstod.content.links import Link, LinkKind, read_link
from chefsstod.content.pack import Law
from chefsstod.features.handbook.margin import Facts, LawLine
from chefsstod.features.handbook.model import OWN_CHAPTER, Article, ArticleId, Chapter, MarginNote, Reading, ReadState
from chefsstod.features.handbook.reader_near import nearest
from chefsstod.features.handbook.reader_start import FEW, ChapterCard, Entry, Start
from chefsstod.features.handbook.reader_words import day, law_foot, law_name, layer_text, state_word
from chefsstod.features.handbook.tree_rows import NO_READING, branches, is_own
from chefsstod.i18n import _
from chefsstod.i18n.dates import relative

Pairs = Sequence[tuple[str, str]]
Due = tuple[str, str, date]
"""A task of the coming weeks: its id, its title and its day."""


def chapter_title(article: Article, chapters: Sequence[Chapter]) -> str:
    """The chapter a text stands in; a text of a pack that names none stands in its pack, which is told beside."""
    if article.chapter == OWN_CHAPTER and article.layer is not Layer.OWN:
        return ""
    return next((chapter.title for chapter in chapters if chapter.id == article.chapter), "")


def article_facts(
    article: Article,
    document: Document,
    *,
    notes: Sequence[MarginNote],
    used_in: Pairs,
    titles: Callable[[Link], str | None],
    laws: Mapping[str, Law],
    today: date,
) -> Facts:
    """The margin of a text."""
    headings = outline(document)
    shown = {address for address, _title in used_in}
    together = []
    for short in article.related:
        link = read_link(short)
        title = titles(link) if link is not None else None
        if link is not None and title and str(link) not in shown:
            together.append((str(link), title))
    lines = [
        LawLine(law_name(ref, laws), law_foot(ref, laws, today), str(Link(LinkKind.LAW, ref.law)) if ref.law in laws else "")
        for ref in article.law
    ]
    return Facts(
        outline=headings,
        notes=notes,
        used_in=used_in,
        together=together,
        laws=lines,
        sources=[LawLine(source.title, "", source.url) for source in article.sources],
        validity=validity(article, today),
        headings={heading.anchor: text_of(heading.spans) for heading in headings},
    )


def law_facts(law: Law, document: Document, used_in: Pairs, today: date) -> Facts:
    """The margin of a law."""
    headings = outline(document)
    return Facts(
        outline=headings,
        used_in=used_in,
        validity=[_("Checked {date}").format(date=day(law.checked, today))],
        headings={heading.anchor: text_of(heading.spans) for heading in headings},
    )


def validity(article: Article, today: date) -> list[str]:
    """Whose text it is and how long it holds, a line each."""
    lines = [layer_text(article)]
    if article.owner:
        lines.append(_("Owner: {owner}").format(owner=article.owner))
    if article.version:
        lines.append(_("Version {version}").format(version=article.version))
    if article.valid_from:
        lines.append(_("Valid from {date}").format(date=day(article.valid_from, today)))
    if article.reviewed:
        lines.append(_("Checked {date}").format(date=day(article.reviewed, today)))
    if article.review_by:
        when = relative(article.review_by, today)
        lines.append(_("To be looked over by {date}, {when}").format(date=day(article.review_by, today), when=when))
    return lines


def start_page(
    articles: Sequence[Article],
    chapters: Sequence[Chapter],
    readings: Mapping[ArticleId, Reading],
    *,
    recent: Sequence[ArticleId],
    due: Sequence[Due],
    for_task: Callable[[str], Sequence[Article]],
    today: date,
) -> Start:
    """All that the start page shows."""
    by_id = {article.id: article for article in articles}
    names = {chapter.id: chapter.title for chapter in chapters}

    def reading(article: Article) -> Reading:
        return readings.get(article.id, NO_READING)

    def entries(wanted: ReadState) -> list[Entry]:
        return [_entry(a, names) for a in articles if reading(a).state(a) is wanted]

    late = [a for a in articles if is_own(a) and a.review_by is not None and a.review_by < today]
    return Start(
        title=_("The handbook"),
        recent=[_entry(by_id[name], names) for name in recent[:3] if name in by_id],
        month=_for_tasks([(title, when, nearest(for_task(task), task, title)) for task, title, when in due], by_id, today),
        changed=entries(ReadState.CHANGED),
        repeat=entries(ReadState.REPEAT),
        late=[Entry(a.id, a.title, day(a.review_by, today)) for a in late if a.review_by],
        bookmarks=[_entry(a, names) for a in articles if reading(a).bookmarked],
        chapters=_cards(articles, chapters, readings),
    )


def _for_tasks(
    tasks: Sequence[tuple[str, date, Sequence[Article]]], shown: Mapping[ArticleId, Article], today: date
) -> list[Entry]:
    """A few texts for what is due soon: one for each task, then a second for each, so that one task does not fill the list."""
    found: dict[str, Entry] = {}
    for texts in zip_longest(*(texts for _title, _when, texts in tasks)):
        for (title, when, _texts), article in zip(tasks, texts, strict=True):
            if article is not None and article.id in shown and article.id not in found:
                told = _("{task}, {date}").format(task=title, date=day(when, today))
                found[article.id] = Entry(article.id, article.title, told)
    return list(found.values())[:FEW]


def _entry(article: Article, names: Mapping[str, str]) -> Entry:
    return Entry(article.id, article.title, article.pack or names.get(article.chapter, ""))


def _cards(articles: Sequence[Article], chapters: Sequence[Chapter], readings: Mapping[ArticleId, Reading]) -> list[ChapterCard]:
    """A card for each branch of the tree; the first text that is not read is the one that it opens."""
    summaries = {f"chapter/{chapter.id}": chapter.summary for chapter in chapters}
    cards = []
    for branch in branches(articles, chapters, readings):
        if branch.key in ("marked", "recent", "templates"):
            continue
        first = next((leaf for leaf in branch.leaves if leaf.state is not ReadState.READ), None)
        texts = [Entry(leaf.article, leaf.title, state_word(leaf.state) if leaf is first else "") for leaf in branch.leaves]
        read = sum(leaf.state is ReadState.READ for leaf in branch.leaves)
        cards.append(ChapterCard(branch.key, branch.title, summaries.get(branch.key, ""), texts, read))
    return cards
