"""The whole check of a pack's texts, for its author (``pack check``) and the tests: also dead links and doubtful words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from chefsstod.content.links import Link, LinkKind, read_link
from chefsstod.content.pack import read_laws
from chefsstod.content.problems import Problem, error, warning
from chefsstod.features.handbook.content import (
    GLOSSARY,
    Found,
    read_chapters,
    read_files,
    read_glossary,
)
from chefsstod.features.handbook.content_body import check_body, links_of
from chefsstod.features.handbook.model import OWN_CHAPTER, Kind
from chefsstod.i18n import _


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that exist under a pack and in its other files, by what they are of. None: not looked at."""

    articles: Collection[str] = ()
    chapters: Collection[str] = ()
    laws: Collection[str] = ()
    tasks: Collection[str] | None = None
    contacts: Collection[str] | None = None
    systems: Collection[str] | None = None
    scenarios: Collection[str] | None = None
    events: Collection[str] | None = None

    def of(self, kind: LinkKind) -> Collection[str] | None:
        """The ids that an address of this kind may have."""
        return {
            LinkKind.ARTICLE: self.articles,
            LinkKind.LAW: self.laws,
            LinkKind.TASK: self.tasks,
            LinkKind.CONTACT: self.contacts,
            LinkKind.SYSTEM: self.systems,
            LinkKind.SCENARIO: self.scenarios,
            LinkKind.EVENT: self.events,
        }[kind]


def check_handbook(root: Path, known: Known) -> list[Problem]:
    """Everything that is wrong with the handbook, the routines, the chapters and the glossary of the pack in ``root``.

    ``known.articles``, ``.chapters`` and ``.laws`` are those of the layers under the pack; its own are added here.
    """
    laws, problems = read_laws(root)
    chapters, wrong = read_chapters(root)
    problems += wrong
    all_laws = {*known.laws, *laws}
    found, wrong = read_files(root, all_laws)
    problems += wrong
    glossary, wrong = read_glossary(root)
    problems += wrong
    here = replace(
        known,
        articles={*known.articles, *(f.item.id for f in found)},
        chapters={*known.chapters, *(c.id for c in chapters), OWN_CHAPTER},
        laws=all_laws,
    )
    for text in found:
        problems += _check(text, root, here)
    for term in glossary:
        if term.see and dead(term.see, here):
            problems.append(error(GLOSSARY, 0, _nowhere(term.term, term.see)))
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def dead(address: str, known: Known) -> bool:
    """Whether an address of ours points to nothing. An address that cannot be read is told of elsewhere."""
    link: Link | None = read_link(address)
    ids = known.of(link.kind) if link is not None else None
    return link is not None and ids is not None and link.id not in ids


def _nowhere(item: str, address: str) -> str:
    return f"{item}: " + _("«{text}» points to nothing").format(text=address)


def _check(text: Found, root: Path, known: Known) -> Iterator[Problem]:
    item, page, source = text.item, text.page, text.page.source
    if item.chapter not in known.chapters:
        yield error(source.file, source.line("chapter"), f"{item.id}: " + _("unknown chapter «{id}»").format(id=item.chapter))
    if text.kind is Kind.HANDBOOK and item.chapter == OWN_CHAPTER:
        yield error(source.file, 1, f"{item.id}: " + _("an article of the handbook names its chapter"))
    if not page.body.strip():
        yield warning(source.file, page.body_line, f"{item.id}: " + _("the text is empty"))
    for key in ("summary", "reviewed", "review_by"):
        if not getattr(item, key):
            yield warning(source.file, 1, f"{item.id}: " + _("«{key}» is missing").format(key=key))
    for number, address in enumerate(item.related):
        if dead(address, known):
            yield error(source.file, source.line("related", number), _nowhere(item.id, address))
    for line, address in links_of(page):
        if dead(address, known):
            yield error(source.file, line, _nowhere(item.id, address))
    yield from check_body(item.id, root, page)
