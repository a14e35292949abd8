"""The whole check of a pack for its author: what is wrong, what leads nowhere, and what should be looked at."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chefsstod.content.archive import MANIFEST
from chefsstod.content.learning import FOLDER, read_learning
from chefsstod.content.pack import Law, Manifest, read_manifest
from chefsstod.content.problems import Problem, error, warning
from chefsstod.features.packs.kinds import pack_kinds, read_kinds
from chefsstod.features.packs.model import BASE, ItemKind, PackItem, counted, version_key
from chefsstod.i18n import _
from chefsstod.support.version import app_version


@dataclass(frozen=True, slots=True)
class Report:
    """What a pack holds, and everything that is wrong with it, in order of file and line."""

    manifest: Manifest | None
    items: dict[ItemKind, int]
    problems: tuple[Problem, ...]


def _no_names() -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Below:
    """What a pack may name though it does not hold it: the content that it lies over, read where it is asked for."""

    laws: Callable[[], Mapping[str, Law]] = dict
    tasks: Callable[[], Collection[str]] = _no_names
    questions: Callable[[], Mapping[str, str]] = dict
    articles: Callable[[], Collection[str]] = _no_names
    chapters: Callable[[], Collection[str]] = _no_names
    contacts: Callable[[], Collection[str]] = _no_names
    systems: Callable[[], Collection[str]] = _no_names
    events: Callable[[], Collection[str]] = _no_names


def check_pack(root: Path, below: Below, *, hand_out: bool = False) -> Report:
    """Read the pack in ``root``; before it is handed out, also whether managers' programs would take it in.

    Never raises for what is wrong in it.
    """
    manifest, problems = read_manifest(root)
    if manifest is not None and hand_out:
        problems += _unusable(manifest)
    items, found = read_kinds(root, pack_kinds(laws=below.laws, tasks=below.tasks, questions=below.questions))
    problems += found
    problems += _texts(root, items, below)
    problems += _questions(root, items, below)
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line))
    return Report(manifest, counted(items), tuple(ordered))


def _unusable(manifest: Manifest) -> list[Problem]:
    """What would make every manager's program refuse the pack."""
    if manifest.id == BASE:
        return [error(MANIFEST, 0, _("the id «base» belongs to Chefsstöd's own content"))]
    if version_key(manifest.min_app) > version_key(app_version()):
        return [
            warning(MANIFEST, 0, _("needs a later version of Chefsstöd than this one ({version})").format(version=app_version()))
        ]
    return []


def _texts(root: Path, items: Sequence[PackItem], below: Below) -> list[Problem]:
    """Dead links, HTML, remote pictures, statements about law that do not hold."""
    if not any((root / name).is_dir() for name in ("handbook", "routines")):
        return []
    from chefsstod.features.handbook.content_check import Known, check_handbook

    def ids(kind: ItemKind, more: Callable[[], Collection[str]]) -> frozenset[str]:
        return frozenset((*more(), *(item.id for item in items if item.kind is kind)))

    known = Known(
        articles=below.articles(),
        chapters=below.chapters(),
        laws=below.laws(),
        tasks=ids(ItemKind.TASK, below.tasks),
        contacts=ids(ItemKind.CONTACT, below.contacts),
        systems=ids(ItemKind.SYSTEM, below.systems),
        events=ids(ItemKind.CHAIN, below.events),
    )
    return check_handbook(root, known)


def _questions(root: Path, items: Sequence[PackItem], below: Below) -> list[Problem]:
    """Questions of the knowledge test that are not as they should be, or lead nowhere."""
    if not (root / FOLDER).is_dir():
        return []

    def ids(more: Callable[[], Collection[str]], *kinds: ItemKind) -> set[str]:
        return {*more(), *(item.id for item in items if item.kind in kinds)}

    _found, problems = read_learning(
        root,
        chapters=ids(below.chapters, ItemKind.CHAPTER),
        articles=ids(below.articles, ItemKind.ARTICLE, ItemKind.ROUTINE),
        laws=ids(below.laws, ItemKind.LAW),
    )
    return problems
