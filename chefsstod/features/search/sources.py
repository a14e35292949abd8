"""What can be found: texts, tasks, laws, contacts … as documents, and which changes concern which of them. No Qt, no SQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from chefsstod.content.layers import Layer
from chefsstod.content.links import Link, LinkKind
from chefsstod.content.pack import Law
from chefsstod.features.directory.model import Contact, ItSystem
from chefsstod.features.handbook.model import OWN_CHAPTER, Article, MarginNote, Term
from chefsstod.features.handbook.model import Kind as ArticleKind
from chefsstod.features.search.bare import bare
from chefsstod.features.search.model import Doc, Kind, Source
from chefsstod.features.timers.model import Template
from chefsstod.features.yearwheel.model import Activity
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n.dates import day_full
from chefsstod.storage.search_rows import ChainNote, OwnNote
from chefsstod.support.changes import Changes

_TITLE = 90
"""Letters of a note that stand as its title."""
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where to read what can be found. Each is called off the GUI thread, when the index is made and after a change."""

    articles: Callable[[], Iterable[Article]]
    chapters: Callable[[], Mapping[str, str]]
    """The titles of the chapters by id."""
    tasks: Callable[[], Iterable[Activity]]
    events: Callable[[], Iterable[Template]]
    laws: Callable[[], Iterable[Law]]
    contacts: Callable[[], Iterable[Contact]]
    systems: Callable[[], Iterable[ItSystem]]
    margin_notes: Callable[[], Iterable[MarginNote]]
    occurrence_notes: Callable[[], Iterable[OwnNote]]
    chain_notes: Callable[[], Iterable[ChainNote]]


def sources(shelf: Shelf) -> dict[Kind, Source]:
    """Each kind with where it is read and which changes concern it."""
    return {
        Kind.ARTICLE: _texts(shelf, ArticleKind.HANDBOOK),
        Kind.ROUTINE: _texts(shelf, ArticleKind.ROUTINE),
        Kind.TASK: _tasks(shelf),
        Kind.EVENT: Source(every=lambda: map(event_doc, shelf.events()), touched=_with_packs),
        Kind.LAW: Source(every=lambda: map(law_doc, shelf.laws()), touched=_with_packs),
        Kind.CONTACT: _listed("contact", lambda: map(contact_doc, shelf.contacts())),
        Kind.SYSTEM: _listed("system", lambda: map(system_doc, shelf.systems())),
        Kind.NOTE: _notes(shelf),
    }


def synonyms(articles: Iterable[Article], glossary: Iterable[Term]) -> list[tuple[str, ...]]:
    """Groups of words for the same thing, from the front matter («APT = arbetsplatsträff») and the glossary's other forms."""
    pairs = (tuple(part.strip() for part in line.split("=")) for article in articles for line in article.synonyms)
    terms = ((term.term, *term.also) for term in glossary)
    return list(dict.fromkeys(group for group in (*pairs, *terms) if len(group) > 1))


# ── documents ────────────────────────────────────────────────────────────────


def article_doc(article: Article, chapters: Mapping[str, str]) -> Doc:
    """A text of the handbook or a routine."""
    # What lies in no chapter lies under «Egna texter»: beside «Eget» or the name of a pack that says nothing more.
    where = article.pack or ("" if article.chapter == OWN_CHAPTER else chapters.get(article.chapter, ""))
    return Doc(
        kind=Kind.ROUTINE if article.kind is ArticleKind.ROUTINE else Kind.ARTICLE,
        id=article.id,
        title=article.title,
        text=_lines(article.summary, bare(article.body), *article.questions),
        keywords=_words(*article.keywords, *article.tags, *article.synonyms, article.owner),
        layer=article.layer,
        where=where,
    )


def task_doc(activity: Activity) -> Doc:
    """A recurring task: why, its steps and what it rests on."""
    return Doc(
        kind=Kind.TASK,
        id=activity.id,
        title=activity.title,
        text=_lines(activity.why, *(step.text for step in activity.steps), *(basis.text for basis in activity.basis)),
        keywords=_words(activity.short, *activity.keywords, activity.code, activity.place),
        layer=activity.layer,
        where=category_name(activity.category),
    )


def event_doc(template: Template) -> Doc:
    """A kind of event, with its steps."""
    steps = (part for step in template.steps for part in (step.text, step.how))
    return Doc(
        kind=Kind.EVENT,
        id=template.id,
        title=template.title,
        text=_lines(template.summary, template.when, *steps, *(basis.text for basis in template.basis)),
        keywords=_words(template.noun, *template.keywords),
        where=category_name(template.category),
    )


def law_doc(law: Law) -> Doc:
    """A law: by its usual name and abbreviation, its number and what it means."""
    title = law.name if law.short.casefold() in law.name.casefold() else f"{law.name} ({law.short})"
    return Doc(
        kind=Kind.LAW,
        id=law.id,
        title=title,
        text=_lines(bare(law.meaning), law.protects, law.duty_text, *law.points, law.supervisor),
        keywords=_words(law.short, law.number, *law.keywords),
        where=law.number,
    )


def contact_doc(contact: Contact) -> Doc:
    """A function to turn to, and who it is here."""
    return Doc(
        kind=Kind.CONTACT,
        id=contact.id,
        title=contact.title if not contact.name else f"{contact.title} – {contact.name}",
        text=_lines(contact.what_for, contact.phone, contact.email, contact.place, contact.hours, contact.note),
        keywords=_words(*contact.keywords),
        layer=contact.layer,
        where=contact.pack or contact.group,
    )


def system_doc(system: ItSystem) -> Doc:
    """A system, and what it is called here."""
    return Doc(
        kind=Kind.SYSTEM,
        id=system.id,
        title=system.title if not system.local_name else f"{system.title} – {system.local_name}",
        text=_lines(system.what_for, system.access, system.guide, system.note),
        keywords=_words(*system.keywords),
        layer=system.layer,
        where=system.pack,
    )


def margin_note_doc(note: MarginNote, title: str) -> Doc:
    """Her words beside a text; leads to the place of it."""
    address = str(Link(LinkKind.ARTICLE, note.article, note.anchor))
    return _note(f"margin-{note.id}", title, note.text, f"article/{note.article}", address)


def occurrence_note_doc(note: OwnNote, title: str) -> Doc:
    """Her words on one occurrence of a task; leads to that occurrence."""
    day = note.original.isoformat()
    address = str(Link(LinkKind.TASK, note.activity, day))
    where = f"{title} · {day_full(note.original)}"
    return _note(f"task-{note.activity}-{day}", where, note.text, f"task/{note.activity}", address)


def chain_note_doc(note: ChainNote, title: str) -> Doc:
    """An event that runs or has run, with her words on it."""
    address = str(Link(LinkKind.EVENT, note.template, note.chain))
    return Doc(
        kind=Kind.NOTE,
        id=f"chain-{note.chain}",
        title=note.label or title,
        text=note.text,
        keywords=title,
        layer=Layer.OWN,
        where=title,
        owner=f"chain/{note.chain}",
        address=address,
    )


def _note(name: str, where: str, text: str, owner: str, address: str) -> Doc:
    """Her own words are the title; what they stand at is told beside, and finds them too, after itself."""
    first = text.strip().partition("\n")[0]
    title = shorten(first, _TITLE, placeholder=" …")
    rest = text.strip() if title != text.strip() else ""
    return Doc(
        kind=Kind.NOTE, id=name, title=title, text=rest, keywords=where, layer=Layer.OWN, where=where, owner=owner, address=address
    )


def _lines(*texts: str) -> str:
    return "\n".join(stripped for text in texts if (stripped := text.strip()))


def _words(*texts: str) -> str:
    return ", ".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


# ── which changes concern them ───────────────────────────────────────────────


def _with_packs(changes: Changes) -> frozenset[str] | None:
    return None if changes.packs or changes.profile else NOBODY


def _texts(shelf: Shelf, kind: ArticleKind) -> Source:
    def docs(wanted: frozenset[str] | None = None) -> Iterator[Doc]:
        chapters = shelf.chapters()
        for article in shelf.articles():
            if article.kind is kind and (wanted is None or article.id in wanted):
                yield article_doc(article, chapters)

    def touched(changes: Changes) -> frozenset[str] | None:
        return None if changes.packs or changes.profile else changes.articles

    return Source(every=docs, touched=touched, those=docs)


def _tasks(shelf: Shelf) -> Source:
    def touched(changes: Changes) -> frozenset[str] | None:
        if changes.packs or changes.profile or changes.plans:
            return None
        return NOBODY if changes.note is not None else changes.activities

    def those(owners: frozenset[str]) -> Iterator[Doc]:
        return (task_doc(activity) for activity in shelf.tasks() if activity.id in owners)

    return Source(every=lambda: map(task_doc, shelf.tasks()), touched=touched, those=those)


def _listed(name: str, every: Callable[[], Iterable[Doc]]) -> Source:
    """Contacts or systems: they are few, and changes name them with their kind."""

    def touched(changes: Changes) -> frozenset[str] | None:
        concerned = changes.packs or changes.profile or any(address.startswith(f"{name}/") for address in changes.directory)
        return None if concerned else NOBODY

    return Source(every=every, touched=touched)


def _notes(shelf: Shelf) -> Source:
    def touched(changes: Changes) -> frozenset[str] | None:
        if changes.packs:
            return None
        texts = {f"article/{owner}" for owner in changes.readings | changes.articles}
        tasks = {f"task/{owner}" for owner in changes.activities}
        return frozenset(texts | tasks | {f"chain/{owner}" for owner in changes.chains})

    def docs(owners: frozenset[str] | None = None) -> Sequence[Doc]:
        return [doc for doc in _all_notes(shelf) if owners is None or doc.owner in owners]

    return Source(every=docs, touched=touched, those=docs)


def _all_notes(shelf: Shelf) -> Iterator[Doc]:
    """Her notes, each under the title of what it stands at. What has no title any more is found by its id."""
    margin, occurrences, chains = list(shelf.margin_notes()), list(shelf.occurrence_notes()), list(shelf.chain_notes())
    texts = {article.id: article.title for article in shelf.articles()} if margin else {}
    tasks = {activity.id: activity.title for activity in shelf.tasks()} if occurrences else {}
    events = {template.id: template.title for template in shelf.events()} if chains else {}
    for note in margin:
        yield margin_note_doc(note, texts.get(note.article, note.article))
    for written in occurrences:
        yield occurrence_note_doc(written, tasks.get(written.activity, written.activity))  # type: ignore[call-overload]
    for chain in chains:
        yield chain_note_doc(chain, events.get(chain.template, chain.template))
