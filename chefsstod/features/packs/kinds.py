"""How each room reads its part of a pack, for the one who installs it and for the one who makes it.

``pack_kinds`` gives the readers that ``PackService`` works with; ``checking`` adds what the author of a pack should look at.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from chefsstod.content.archive import PICTURES, TEXTS
from chefsstod.content.layers import Layer
from chefsstod.content.member_names import hidden
from chefsstod.content.pack import Law, read_laws
from chefsstod.content.problems import Problem, warning
from chefsstod.features.packs.effects import usable_activities
from chefsstod.features.packs.model import Found, ItemKind, PackItem, PackKind
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_name

Laws = Callable[[], Mapping[str, Law]]
Names = Callable[[], Collection[str]]


def pack_kinds(*, laws: Laws, tasks: Names, questions: Callable[[], Mapping[str, str]] = dict) -> tuple[PackKind, ...]:
    """The readers of all rooms. ``laws``, ``tasks`` (ids) and ``questions`` about local dates (id → what about) are those
    of the base content, which a pack may refer to.
    """
    return (
        PackKind("handbook", lambda root: _handbook(root, laws)),
        PackKind("yearwheel", lambda root: _tasks(root, laws, tasks)),
        PackKind("chains", lambda root: _chains(root, laws)),
        PackKind("localdates", lambda root: _dates(root, laws, tasks, questions)),
        PackKind("months", lambda root: _months(root, laws, tasks)),
        PackKind("directory", _directory),
        PackKind("laws", _laws),
        PackKind("files", lambda root: ((), misplaced(root))),
    )


def _item(kind: ItemKind, name: str, title: str, content: object) -> PackItem:
    data = msgspec.json.encode(content, order="deterministic", enc_hook=str)
    return PackItem(kind, name, title, hashlib.sha256(data).hexdigest()[:16])


def _all_laws(root: Path, laws: Laws) -> dict[str, Law]:
    return {**laws(), **read_laws(root)[0]}


def _tasks(root: Path, laws: Laws, tasks: Names) -> Found:
    if not (root / "yearwheel").is_dir():
        return (), []
    entries, problems = usable_activities(root, _all_laws(root, laws), tasks())
    return [_item(ItemKind.TASK, entry.id, entry.title, entry) for entry in entries], problems


def _chains(root: Path, laws: Laws) -> Found:
    if not (root / "chains").is_dir():
        return (), []
    from chefsstod.features.timers.content import read_chains

    entries, problems = read_chains(root, _all_laws(root, laws))
    return [_item(ItemKind.CHAIN, entry.id, entry.title, entry) for entry in entries], problems


def _dates(root: Path, laws: Laws, tasks: Names, asked: Callable[[], Mapping[str, str]]) -> Found:
    if not (root / "localdates").is_dir():
        return (), []
    from chefsstod.features.localdates.content import read_answers, read_questions

    own = {entry.id for entry in usable_activities(root, _all_laws(root, laws), ())[0]}
    questions, problems = read_questions(root, {*own, *tasks()})
    answers, found = read_answers(root)
    items = [_item(ItemKind.QUESTION, question.id, question.short, question) for question in questions]
    names: dict[str, str] = {**asked(), **{str(question.id): question.short for question in questions}}
    items += [_item(ItemKind.ANSWER, name, names.get(name, name), answer) for name, answer in answers.items()]
    if asked():
        text = _("nobody asks «{id}»; the answer is of no use")
        problems += [warning("localdates/answers.yaml", 0, text.format(id=name)) for name in answers if name not in names]
    return items, problems + found


def _months(root: Path, laws: Laws, tasks: Names) -> Found:
    if not (root / "months").is_dir():
        return (), []
    from chefsstod.features.yearwheel.themes import read_themes

    known = _all_laws(root, laws)
    own = {entry.id for entry in usable_activities(root, known, ())[0]}
    themes, problems = read_themes(root, known, {*own, *tasks()})
    return [_item(ItemKind.MONTH, str(theme.month), month_name(theme.month), theme) for theme in themes], problems


def _handbook(root: Path, laws: Laws) -> Found:
    if not any((root / name).is_dir() for name in ("handbook", "routines", "directory")):
        return (), []
    from chefsstod.features.handbook.content import load_handbook
    from chefsstod.features.handbook.model import Kind

    content, problems = load_handbook(root, None, layer=Layer.LOCAL, pack="", laws=set(_all_laws(root, laws)))
    kinds = {Kind.ROUTINE: ItemKind.ROUTINE, Kind.HANDBOOK: ItemKind.ARTICLE}
    items = [_item(kinds[article.kind], article.id, article.title, article) for article in content.articles]
    items += [_item(ItemKind.CHAPTER, chapter.id, chapter.title, chapter) for chapter in content.chapters]
    items += [_item(ItemKind.TERM, term.term, term.term, term) for term in content.glossary]
    return items, problems


def _directory(root: Path) -> Found:
    if not (root / "directory").is_dir():
        return (), []
    from chefsstod.features.directory.content import read_directory

    content, problems = read_directory(root, layer=Layer.LOCAL)
    items = [_item(ItemKind.CONTACT, contact.id, contact.title, contact) for contact in content.contacts]
    return [*items, *(_item(ItemKind.SYSTEM, system.id, system.title, system) for system in content.systems)], problems


def _laws(root: Path) -> Found:
    laws, problems = read_laws(root)
    return [_item(ItemKind.LAW, law.id, law.short, law) for law in laws.values()], problems


_PLACES = re.compile(
    r"pack\.yaml|handbook/chapters\.yaml|(handbook|routines)/.+\.(md|png|jpe?g|webp)|(yearwheel|chains)/[^/]+\.yaml"
    r"|localdates/(questions|answers)\.yaml|months/themes\.yaml|directory/(contacts|systems|glossary)\.yaml|lawcompass/laws\.yaml|learning/[^/]+\.yaml"
    r"|(readme|läs ?mig|licen[cs]e?)[^/]*",
    re.IGNORECASE,
)


def misplaced(root: Path) -> list[Problem]:
    """The texts and pictures that lie where nothing looks for them: a wrong name of a folder is an author's first mistake."""
    found = []
    for file in sorted(root.rglob("*")):
        name = file.relative_to(root).as_posix()
        kind = file.suffix.casefold() in (*TEXTS, *PICTURES)
        if kind and file.is_file() and not hidden(name) and not _PLACES.fullmatch(name):
            found.append(warning(name, 0, _("nothing is read from here; see where the examples of «chefsstod pack new» lie")))
    return found


def read_kinds(root: Path, kinds: Iterable[PackKind]) -> tuple[list[PackItem], list[Problem]]:
    """Everything in the pack that lies in ``root``, and what is wrong with the rest."""
    items: list[PackItem] = []
    problems: list[Problem] = []
    for kind in kinds:
        found, wrong = kind.read(root)
        items += found
        problems += wrong
    return items, list(dict.fromkeys(problems))
