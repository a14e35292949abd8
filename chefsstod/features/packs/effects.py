"""What installed packs put in the place of the program's own content, room by room, read from where the service lays them out.

A pack's task keeps the dates of the base task until the day on which the pack was installed: a new rule must not make last spring
late.
From when on each rule has held is kept with the pack (``remember_rules``).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from chefsstod.content.cache import cached, signature
from chefsstod.content.layers import Layer
from chefsstod.content.pack import Law, read_laws
from chefsstod.content.problems import Problem
from chefsstod.features.packs.model import MEMORY, Installed
from chefsstod.features.yearwheel.content import ActivityFile, read_activities
from chefsstod.features.yearwheel.model import Activity, ActivityId, Rule, Segment
from chefsstod.features.yearwheel.themes import MonthTheme, MonthThemes
from chefsstod.i18n import _

if TYPE_CHECKING:
    from chefsstod.features.directory.content import DirectoryContent
    from chefsstod.features.handbook.content import HandbookContent
    from chefsstod.features.timers.model import Template

T = TypeVar("T")
Root = tuple[Installed, Path]
Laws = Mapping[str, Law]
SOURCE = "pack:"
"""How the rule of a pack is marked; the id of the pack follows."""
_FORM = "1"


class Since(msgspec.Struct, frozen=True):
    """A rule of a task and the day from which the pack has had it."""

    first: date
    rule: Rule


class _Read(msgspec.Struct, frozen=True):
    activities: tuple[Activity, ...]


# ── tasks ────────────────────────────────────────────────────────────────────


def layered_activities(
    base: Sequence[Activity], roots: Sequence[Root], *, cache: Path, laws: Callable[[], Laws]
) -> tuple[Activity, ...]:
    """The tasks of the base content, overridden and added to by those of the packs (the weakest pack first)."""
    if not roots:
        return tuple(base)
    merged = {activity.id: activity for activity in base}
    for activity in local_activities(roots, cache=cache, laws=laws, base=merged):
        merged[activity.id] = activity
    return tuple(merged.values())


def local_activities(
    roots: Sequence[Root], *, cache: Path, laws: Callable[[], Laws], base: Mapping[ActivityId, Activity]
) -> list[Activity]:
    """The tasks of the packs, each with the dates of the base content up to the day from which the pack's hold.

    ``laws`` are those of the base content; a pack may add its own.
    """
    found: dict[ActivityId, Activity] = {}
    for pack, root in roots:
        memory = _memory(root / MEMORY)
        for activity in _tasks(pack, root, cache, laws, base):
            held = memory.get(activity.id) or (Since(pack.installed, activity.rule),)
            found[activity.id] = _since(activity, found.get(activity.id) or base.get(activity.id), held, SOURCE + pack.id)
    return list(found.values())


def _since(activity: Activity, below: Activity | None, held: Sequence[Since], source: str) -> Activity:
    """``activity`` with its rules from the days on which they came; before that the dates of what lies below, or none at all."""
    first = held[0].first
    earlier = tuple(segment for segment in below.segments if segment.valid_from < first) if below else ()
    rule = below.rule if below else replace(activity.rule, start=first)
    segments = (*earlier, *(Segment(since.first, since.rule, source=source) for since in held))
    return replace(activity, rule=rule, segments=segments)


def _tasks(
    pack: Installed, root: Path, cache: Path, laws: Callable[[], Laws], base: Collection[ActivityId]
) -> tuple[Activity, ...]:
    files = [*(root / "yearwheel").glob("*.yaml"), root / "lawcompass" / "laws.yaml"]
    if not any(file.is_file() for file in files):
        return ()

    def read() -> tuple[_Read, list[Problem]]:
        entries, problems = usable_activities(root, {**laws(), **read_laws(root)[0]}, base)
        return _Read(tuple(entry.to_model(Layer.LOCAL) for entry in entries)), problems

    return cached(cache / f"pack-{pack.id}-yearwheel.json", signature(root, files, _FORM), _Read, read)[0].activities


def usable_activities(root: Path, laws: Mapping[str, Law], known: Collection[str]) -> tuple[list[ActivityFile], list[Problem]]:
    """The tasks of a pack that can be used, and what is wrong with the others. They may name those of ``known`` too."""
    entries, problems = read_activities(root, dict(laws))
    text = _("related task «{id}» does not exist")
    fine = {f"{entry.id}: {text.format(id=slug)}" for entry in entries for slug in entry.related if slug in known}
    return entries, [problem for problem in problems if problem.message not in fine]


def remember_rules(laws: Callable[[], Laws]) -> Callable[[Path, bytes | None, date], bytes | None]:
    """What the service keeps with a pack that is installed: from which day each rule of its tasks holds, also those of the version
    before it.
    """

    def remember(root: Path, before: bytes | None, today: date) -> bytes | None:
        entries, _problems = read_activities(root, {**laws(), **read_laws(root)[0]})
        if not entries:
            return None
        known = _decoded(before) if before is not None else {}
        return msgspec.json.encode({entry.id: _grown(known.get(entry.id, ()), entry.to_model().rule, today) for entry in entries})

    return remember


def _grown(held: Sequence[Since], rule: Rule, today: date) -> list[Since]:
    if held and held[-1].rule == rule:
        return list(held)
    return [*(since for since in held if since.first < today), Since(today, rule)]


def _memory(file: Path) -> dict[str, tuple[Since, ...]]:
    try:
        return _decoded(file.read_bytes())
    except OSError:
        return {}


def _decoded(data: bytes) -> dict[str, tuple[Since, ...]]:
    try:
        return msgspec.json.decode(data, type=dict[str, tuple[Since, ...]])
    except msgspec.DecodeError:
        return {}


# ── the other rooms ──────────────────────────────────────────────────────────


def local_laws(roots: Sequence[Root]) -> dict[str, Law]:
    """The laws that the packs add or describe anew."""
    found: dict[str, Law] = {}
    for _pack, root in roots:
        found |= read_laws(root)[0]
    return found


def local_chains(roots: Sequence[Root], *, cache: Path, laws: Callable[[], Laws]) -> "list[Template]":
    """The event chains of the packs: put over those of the base content with the same id."""
    from chefsstod.features.timers.content import read_chains
    from chefsstod.features.timers.model import Template

    found: dict[str, Template] = {}
    for pack, root in roots:
        files = [*(root / "chains").glob("*.yaml"), root / "lawcompass" / "laws.yaml"]
        if not (root / "chains").is_dir():
            continue

        def read(root: Path = root) -> tuple[tuple[Template, ...], list[Problem]]:
            entries, problems = read_chains(root, {**laws(), **read_laws(root)[0]})
            return tuple(entry.to_model() for entry in entries), problems

        mark = signature(root, files, _FORM)
        for template in cached(cache / f"pack-{pack.id}-chains.json", mark, tuple[Template, ...], read)[0]:
            found[template.id] = template
    return list(found.values())


class LayeredThemes(MonthThemes):
    """The themes of the months: those of the packs, else those of the base content."""

    def __init__(self, base: MonthThemes, roots: Callable[[], Sequence[Root]]) -> None:
        super().__init__(Path())
        self._base = base
        self._roots = roots
        self._local: dict[Path, MonthThemes] = {}

    def of(self, month: int) -> MonthTheme:
        """The theme of a month (1–12)."""
        for _pack, root in reversed(self._roots()):
            theme = self._local.setdefault(root, MonthThemes(root)).of(month)
            if not theme.empty or theme.note:
                return theme
        return self._base.of(month)

    @property
    def problems(self) -> list[Problem]:
        """What is wrong in the base content's file; a pack's was told when it was installed."""
        return self._base.problems


def local_handbook(roots: Sequence[Root], *, cache: Path, laws: Callable[[], Laws]) -> "list[HandbookContent]":
    """The texts of the packs, the weakest pack first."""
    from chefsstod.features.handbook.content import load_handbook

    known = {*laws(), *local_laws(roots)} if roots else set()
    return [
        load_handbook(root, cache / f"pack-{pack.id}-handbook.json", layer=Layer.LOCAL, pack=pack.title, laws=known)[0]
        for pack, root in roots
    ]


def local_directory(roots: Sequence[Root], *, cache: Path) -> "list[DirectoryContent]":
    """The contacts and systems of the packs, the weakest pack first."""
    from chefsstod.features.directory.content import load_directory

    return [
        load_directory(root, cache / f"pack-{pack.id}-directory.json", layer=Layer.LOCAL, pack=pack.title)[0]
        for pack, root in roots
    ]


class PackEffects:
    """All of it, remembered for as long as the same packs are installed in the same order: asked at every turn, read once."""

    def __init__(self, *, roots: Callable[[], Sequence[Root]], cache: Path, laws: Callable[[], Laws]) -> None:
        self._roots = roots
        self._cache = cache
        self._laws = laws
        self._kept: dict[str, tuple[tuple[Root, ...], object, object]] = {}

    def activities(self, base: Sequence[Activity]) -> Sequence[Activity]:
        """See ``layered_activities``."""
        return self._once(
            "activities", base, lambda roots: layered_activities(base, roots, cache=self._cache, laws=self._laws), nothing=base
        )

    def chains(self, base: "Sequence[Template]") -> "Sequence[Template]":
        """The event chains of the base content, overridden and added to by those of the packs."""

        def read(roots: Sequence[Root]) -> "Sequence[Template]":
            local = local_chains(roots, cache=self._cache, laws=self._laws)
            return tuple({template.id: template for template in (*base, *local)}.values())

        return self._once("chains", base, read, nothing=base)

    def laws(self, base: Laws) -> Laws:
        """The laws of the base content and of the packs."""
        return self._once("laws", base, lambda roots: {**base, **local_laws(roots)}, nothing=base)

    def handbook(self) -> "Sequence[HandbookContent]":
        """See ``local_handbook``."""
        nothing: Sequence[HandbookContent] = ()
        return self._once(
            "handbook", None, lambda roots: local_handbook(roots, cache=self._cache, laws=self._laws), nothing=nothing
        )

    def directory(self) -> "Sequence[DirectoryContent]":
        """See ``local_directory``."""
        nothing: Sequence[DirectoryContent] = ()
        return self._once("directory", None, lambda roots: local_directory(roots, cache=self._cache), nothing=nothing)

    def months(self, base: MonthThemes) -> MonthThemes:
        """The themes of the months, those of the packs first."""
        return LayeredThemes(base, self._roots)

    def _once(self, name: str, base: object, read: Callable[[Sequence[Root]], T], *, nothing: T) -> T:
        roots = tuple(self._roots())
        if not roots:
            return nothing
        kept = self._kept.get(name)
        if kept is None or kept[0] != roots or kept[1] is not base:
            kept = self._kept[name] = roots, base, read(roots)
        return kept[2]  # type: ignore[return-value]
