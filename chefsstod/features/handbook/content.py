"""Reads ``handbook/**/*.md``, ``routines/**/*.md``, ``chapters.yaml`` and ``glossary.yaml`` of a pack.

Nothing raises: a bad file is reported with file and line and left out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated

import msgspec

from chefsstod.content.cache import cached, signature
from chefsstod.content.front_matter import Page, open_page
from chefsstod.content.layers import Layer
from chefsstod.content.pack import Slug, convert, items, open_source
from chefsstod.content.problems import Problem, Severity, error
from chefsstod.features.handbook.content_body import check_pictures
from chefsstod.features.handbook.front_matter import ArticleFile, check_keys
from chefsstod.features.handbook.model import Article, Chapter, Kind, Term
from chefsstod.i18n import _

_FORM = "1"
"""Goes up when the form of what is cached changes."""
CHAPTERS = "handbook/chapters.yaml"
GLOSSARY = "directory/glossary.yaml"
_FOLDERS = ((Kind.HANDBOOK, "handbook"), (Kind.ROUTINE, "routines"))


@dataclass(frozen=True, slots=True)
class HandbookContent:
    """The texts of one pack. ``folders`` says where in the pack a text lies, and its pictures with it."""

    chapters: tuple[Chapter, ...] = ()
    articles: tuple[Article, ...] = ()
    glossary: tuple[Term, ...] = ()
    root: Path = Path()
    folders: Mapping[str, str] = field(default_factory=dict)


class _ChapterFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: Slug
    title: Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
    summary: Annotated[str, msgspec.Meta(max_length=300)] = ""


class _TermFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    term: Annotated[str, msgspec.Meta(min_length=2, max_length=60)]
    short: Annotated[str, msgspec.Meta(min_length=10, max_length=200)]
    also: Annotated[list[Annotated[str, msgspec.Meta(min_length=2, max_length=60)]], msgspec.Meta(max_length=20)] = []
    see: Annotated[str, msgspec.Meta(pattern=r"^article/[a-z0-9-]+$")] = ""


class _Read(msgspec.Struct, frozen=True):
    """What a cache file holds."""

    chapters: tuple[Chapter, ...]
    articles: tuple[Article, ...]
    glossary: tuple[Term, ...]
    folders: dict[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """One good file: what it says, and where."""

    item: ArticleFile
    kind: Kind
    page: Page

    @property
    def folder(self) -> str:
        """The folder of the file within the pack."""
        return PurePosixPath(self.page.source.file).parent.as_posix()


def load_handbook(
    root: Path, cache: Path | None, *, layer: Layer, pack: str, laws: Collection[str] | None = None
) -> tuple[HandbookContent, list[Problem]]:
    """The texts of the pack in ``root``, from the file ``cache`` while no content file has changed; and what is left out, and why.

    ``laws`` are the ids of the laws that exist, in the pack or under it; None: any may be named. What an author should look at
    (``check_handbook``) is not looked for: nobody waits for that when the program starts.
    """

    def read() -> tuple[_Read, list[Problem]]:
        chapters, problems = read_chapters(root)
        found, wrong = read_files(root, laws)
        glossary, strange = read_glossary(root)
        articles = tuple(f.item.to_model(f.kind, f.page.body, layer=layer, pack=pack) for f in found)
        folders = {f.item.id: f.folder for f in found}
        return _Read(chapters, articles, glossary, folders), [*problems, *wrong, *strange]

    known = ",".join(sorted(laws)) if laws is not None else "-"
    mark = signature(root, [*files_of(root), root / CHAPTERS, root / GLOSSARY], f"{_FORM} {layer.value} {pack} {known}")
    kept, problems = cached(cache, mark, _Read, read)
    return HandbookContent(kept.chapters, kept.articles, kept.glossary, root, kept.folders), problems


def files_of(root: Path) -> list[Path]:
    """The texts of a pack, handbook before routines, in order of their paths."""
    return [file for _kind, folder in _FOLDERS for file in sorted((root / folder).rglob("*.md"))]


def read_files(root: Path, laws: Collection[str] | None) -> tuple[list[Found], list[Problem]]:
    """The texts that are fit to show, and what is wrong with the others."""
    found: dict[str, Found] = {}
    problems: list[Problem] = []
    for file in files_of(root):
        page = open_page(root, file)
        if isinstance(page, Problem):
            problems.append(page)
            continue
        item = convert(page.source, ArticleFile, page.source.document.value)
        if isinstance(item, Problem):
            problems.append(item)
            continue
        own = [*check_keys(item, page, file.stem, laws), *check_pictures(item.id, page)]
        if item.id in found:
            first = found[item.id].page.source.file
            text = _("the id «{id}» stands twice").format(id=item.id)
            own.append(error(page.source.file, page.source.line("id"), f"{text} ({first})"))
        problems += own
        if not any(problem.severity is Severity.ERROR for problem in own):
            folder = page.source.file.split("/", maxsplit=1)[0]
            found[item.id] = Found(item, next(kind for kind, name in _FOLDERS if name == folder), page)
    return list(found.values()), problems


def read_chapters(root: Path) -> tuple[tuple[Chapter, ...], list[Problem]]:
    """The chapters that a pack brings, in the order of the book."""
    found: dict[str, Chapter] = {}
    problems: list[Problem] = []
    if not (root / CHAPTERS).is_file():
        return (), []
    source = open_source(root, root / CHAPTERS)
    if isinstance(source, Problem):
        return (), [source]
    for line, item in items(source, "chapters", _ChapterFile):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.id in found:
            problems.append(error(source.file, line, _("the id «{id}» stands twice").format(id=item.id)))
        else:
            found[item.id] = Chapter(item.id, item.title.strip(), " ".join(item.summary.split()))
    return tuple(found.values()), problems


def read_glossary(root: Path) -> tuple[tuple[Term, ...], list[Problem]]:
    """The words that a pack explains; no form may belong to two of them."""
    found: dict[str, Term] = {}
    problems: list[Problem] = []
    if not (root / GLOSSARY).is_file():
        return (), []
    source = open_source(root, root / GLOSSARY)
    if isinstance(source, Problem):
        return (), [source]
    for line, item in items(source, "terms", _TermFile):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        term = Term(item.term.strip(), " ".join(item.short.split()), tuple(item.also), item.see)
        doubled = [form for form in term.forms if form in found]
        if doubled:
            problems.append(error(source.file, line, _("the word «{word}» stands twice").format(word=doubled[0])))
        else:
            found |= dict.fromkeys(term.forms, term)
    return tuple(dict.fromkeys(found.values())), problems


def picture_of(content: HandbookContent, article_id: str, name: str) -> bytes | None:
    """A picture that lies with a text; None if there is none, or if it lies outside the pack."""
    folder = content.folders.get(article_id)
    if folder is None:
        return None
    root = content.root.resolve()
    try:
        file = (root / folder / name).resolve()
        return file.read_bytes() if file.is_relative_to(root) else None
    except (OSError, ValueError):
        return None
