"""The use cases of packs: look at one, install it, update, remove, say which goes first. Nothing of her own is ever touched."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import TYPE_CHECKING

from chefsstod.content.archive import MANIFEST, Bundle, lay_out, peek, read_bundle
from chefsstod.content.pack import Manifest, read_manifest
from chefsstod.content.problems import Problem
from chefsstod.features.packs import layout, tables, words
from chefsstod.features.packs.model import (
    BASE,
    MEMORY,
    Change,
    Installed,
    ItemKind,
    PackItem,
    PackKind,
    Plan,
    What,
    compare,
    counted,
    version_key,
)
from chefsstod.storage.engine import Database
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.clock import Clock
from chefsstod.support.paths import Paths
from chefsstod.support.version import app_version

if TYPE_CHECKING:
    from chefsstod.features.packs.export import Exported, OwnContent

Ids = Mapping[str, frozenset[str]]
"""Ids by kind («routine», «task» …)."""
Remember = Callable[[Path, bytes | None, date], bytes | None]
"""What to keep with a pack whose files lie in a folder, given what was kept with the version before it, and today."""
Root = tuple[Installed, Path]
_BESIDE = 30
"""Other files of the folder a pack came from that are opened in search of a later version."""


class PackService:
    """Installs packs into the database and lays them out for the readers of content.

    ``own`` tells of what she has her own version, ``base`` what the program's own content has, by kind; ``remember`` what to keep
    with a pack; ``mine`` what of hers can be handed to a colleague.
    """

    def __init__(
        self,
        *,
        database: Database,
        paths: Paths,
        clock: Clock,
        kinds: Sequence[PackKind],
        own: Callable[[], Ids] = dict,
        base: Callable[[], Ids] = dict,
        remember: Remember = lambda _root, _before, _today: None,
        mine: "Callable[[], OwnContent] | None" = None,
        version: Callable[[], str] = app_version,
    ) -> None:
        self._database = database
        self._folder = paths.cache / layout.FOLDER
        self._clock = clock
        self._kinds = kinds
        self._own = own
        self._base = base
        self._remember = remember
        self._mine = mine
        self._version = version
        self._lock = RLock()  # a pack is installed off the GUI thread while pages read
        self._laid_out: tuple[tuple[Installed, ...], tuple[Root, ...]] = ((), ())
        self._read: dict[str, tuple[tuple[PackItem, ...], tuple[Problem, ...]]] = {}

    # ── reading ──────────────────────────────────────────────────────────────

    def installed(self) -> tuple[Installed, ...]:
        """The packs in use with what they hold, the one that goes first on top."""
        if len(self._laid_out[0]) != len(self._laid_out[1]):
            self._laid_out = (), ()  # what could not be laid out is tried again when she looks, not at every turn
        items = {pack.id: counted(self._items(root, pack.digest)[0]) for pack, root in self.roots()}
        return tuple(replace(pack, items=items.get(pack.id, {})) for pack in self._packs())

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the installed packs and therefore left out of them; the file is told with the pack's id."""
        return tuple(
            replace(problem, file=f"{pack.id}/{problem.file}")
            for pack, root in self.roots()
            for problem in self._items(root, pack.digest)[1]
        )

    def roots(self) -> tuple[Root, ...]:
        """The packs with the folder where the files of each lie, the weakest first: a later one overrides an earlier."""
        with self._lock:
            packs = tuple(self._packs())
            known, roots = self._laid_out
            if packs != known or not all(root.is_dir() for _pack, root in roots):
                roots = tuple((pack, root) for pack in reversed(packs) if (root := self._lay_out(pack)) is not None)
                layout.clean(self._folder, frozenset(root.name for _pack, root in roots))
                self._laid_out = packs, roots
            return roots

    def plan(self, source: Path) -> Plan:
        """What installing the pack (a ``.zip``, a folder or its ``pack.yaml``) would do; nothing happens.

        Raises UserError for what is no pack, holds nothing that can be used, or needs a later program.
        """
        bundle = read_bundle(source)
        with TemporaryDirectory(prefix="chefsstod-pack-") as name:
            root = Path(name)
            lay_out(bundle.files, root)
            manifest = self._manifest(root, source)
            items, found = self._read_all(root)
        problems = [*found, *bundle.left_out]
        if not items:
            raise words.nothing_in_it(source.name, problems)
        before = next((pack for pack in self.installed() if pack.id == manifest.id), None)
        changes = self._noted(manifest.id, compare(self._items_of(manifest.id), items))
        return Plan(
            manifest=manifest,
            before=before,
            changes=tuple(changes),
            problems=tuple(sorted(problems, key=lambda problem: (problem.severity.value, problem.file, problem.line))),
            overrides_own=self._overridden(changes),
            source=str(source.absolute()),
            digest=_digest(bundle),
            files=bundle.files,
        )

    def plan_removal(self, pack_id: str) -> Plan:
        """What removing a pack would take away. Raises UserError when there is no such pack."""
        pack = self._one(pack_id)
        changes = self._noted(pack_id, compare(self._items_of(pack_id), ()))
        manifest = Manifest(pack.id, pack.title, pack.version, pack.language, pack.licence, pack.reviewed, pack.min_app)
        return Plan(manifest, pack, tuple(changes), (), self._overridden(changes), pack.source, pack.digest, removal=True)

    def newer(self) -> tuple[tuple[Installed, Path, str], ...]:
        """The packs of which a later version lies where they came from (a share, a stick), or in the same folder under another name
        («rutiner-1.2.zip»): where it lies, and that version. Takes as long as the share takes to answer. What cannot be read there
        is no news.
        """
        found = []
        for pack in self._packs():
            there = [(version, file) for file in _beside(Path(pack.source)) if (version := _version_at(file, pack.id))]
            version, file = max(there, key=lambda one: version_key(one[0]), default=("", Path()))
            if version_key(version) > version_key(pack.version):
                found.append((pack, file, version))
        return tuple(found)

    def contents(self, pack_id: str) -> tuple[PackItem, ...]:
        """Everything that can be used of an installed pack. Raises UserError when there is no such pack."""
        self._one(pack_id)
        order = list(ItemKind)
        return tuple(sorted(self._items_of(pack_id), key=lambda item: order.index(item.kind)))

    @property
    def can_export(self) -> bool:
        """Whether she can hand over what is hers."""
        return self._mine is not None

    def export_own(self, target: Path) -> "Exported":
        """Write her own texts, contacts, systems and dates as a pack. Raises UserError when there are none, and OSError."""
        from chefsstod.features.packs.export import OwnContent, export_own

        mine = self._mine() if self._mine is not None else OwnContent()
        return export_own(target, mine, today=self._clock(), version=self._version())

    # ── changing ─────────────────────────────────────────────────────────────

    def install(self, plan: Plan | Path, *, older: bool = False) -> Saved:
        """Take a pack into use, in the place of another version of it; where it stands in the order stays.

        Raises UserError as ``plan`` does, and for a version that is earlier than the installed one unless ``older`` says that it is
        meant.
        """
        plan = self.plan(plan) if isinstance(plan, Path) else plan
        packs = self._packs()
        before = next((pack for pack in packs if pack.id == plan.manifest.id), None)
        if replace(plan, before=before).older and not older:
            raise words.older(plan.manifest, before.version if before else "")
        m = plan.manifest
        position = before.position if before else max((pack.position for pack in packs), default=-1) + 1
        pack = Installed(
            id=m.id,
            title=m.title,
            version=m.version,
            language=m.language,
            licence=m.licence,
            reviewed=m.reviewed,
            min_app=m.min_app,
            installed=self._clock(),
            source=plan.source,
            digest=plan.digest,
            position=position,
        )
        return self._put(m.id, (pack, self._with_memory(plan.files, before)), _changes(plan.changes))

    def remove(self, pack_id: str) -> Saved:
        """Take a pack out of use. What she wrote, did and marked stays. Raises UserError when there is no such pack."""
        return self._put(pack_id, None, _changes(self.plan_removal(pack_id).changes))

    def move(self, pack_id: str, *, up: bool) -> Saved:
        """Let a pack go before the one above it in the list, or after the one below."""
        order = [pack.id for pack in self._packs()]
        place = order.index(self._one(pack_id).id)
        other = min(max(place + (-1 if up else 1), 0), len(order) - 1)
        order[place], order[other] = order[other], order[place]
        return self._order(order)

    # ── inside ───────────────────────────────────────────────────────────────

    def _packs(self) -> list[Installed]:
        with self._database.read() as session:
            return tables.read_packs(session)

    def _one(self, pack_id: str) -> Installed:
        found = next((pack for pack in self._packs() if pack.id == pack_id), None)
        if found is None:
            raise words.no_such_pack(pack_id)
        return found

    def _manifest(self, root: Path, source: Path) -> Manifest:
        """Raises UserError for a pack that cannot be used here at all."""
        manifest, problems = read_manifest(root)
        if manifest is None:
            raise words.no_manifest(source.name, problems)
        if manifest.id == BASE:
            raise words.named_base(manifest)
        here = self._version()
        if version_key(manifest.min_app) > version_key(here):
            raise words.needs_later_program(manifest, here)
        return manifest

    def _read_all(self, root: Path) -> tuple[tuple[PackItem, ...], list[Problem]]:
        items: list[PackItem] = []
        problems: list[Problem] = []
        for kind in self._kinds:
            found, wrong = kind.read(root)
            items += found
            problems += wrong
        return tuple(items), list(dict.fromkeys(problems))

    def _items(self, root: Path, digest: str) -> tuple[tuple[PackItem, ...], tuple[Problem, ...]]:
        """What an installed pack holds; read once for each content."""
        if digest not in self._read:
            items, problems = self._read_all(root)
            self._read[digest] = items, tuple(problems)
        return self._read[digest]

    def _items_of(self, pack_id: str) -> tuple[PackItem, ...]:
        return next((self._items(root, pack.digest)[0] for pack, root in self.roots() if pack.id == pack_id), ())

    def _noted(self, pack_id: str, changes: Iterable[Change]) -> list[Change]:
        """The changes with what else holds the same item."""
        own, base = self._own(), self._base()
        others: dict[tuple[ItemKind, str], str] = {}
        for pack, root in self.roots():
            if pack.id != pack_id:
                others |= {(item.kind, item.id): pack.title for item in self._items(root, pack.digest)[0]}
        return [
            replace(
                change,
                note=words.note(
                    change,
                    own=_has(own, change),
                    base=_has(base, change),
                    other=others.get((change.kind, change.id), ""),
                ),
            )
            for change in changes
        ]

    def _overridden(self, changes: Iterable[Change]) -> tuple[str, ...]:
        own = self._own()
        return tuple(change.title for change in changes if change.what is not What.SAME and _has(own, change))

    def _with_memory(self, files: Mapping[str, bytes], before: Installed | None) -> dict[str, bytes]:
        """The files, and what the program keeps with them."""
        kept: bytes | None = None
        if before is not None:
            with self._database.read() as session:
                kept = tables.read_files(session, before.id).get(MEMORY)
        with TemporaryDirectory(prefix="chefsstod-pack-") as name:
            lay_out(files, Path(name))
            memory = self._remember(Path(name), kept, self._clock())
        return dict(files) if memory is None else {**files, MEMORY: memory}

    def _put(self, pack_id: str, content: tuple[Installed, Mapping[str, bytes]] | None, changes: Changes) -> Saved:
        """Let ``content`` be what is stored under the id (None: nothing)."""
        with self._lock:
            with self._database.write() as session:
                had = next((pack for pack in tables.read_packs(session) if pack.id == pack_id), None)
                before = (had, tables.read_files(session, pack_id)) if had is not None else None
                if content is None:
                    tables.remove_pack(session, pack_id)
                else:
                    tables.write_pack(session, *content)
            layout.forget(self._folder, pack_id)
            self._laid_out = (), ()
        return Saved(changes, lambda: self._put(pack_id, before, changes))

    def _order(self, order: list[str]) -> Saved:
        with self._database.write() as session:
            before = [pack.id for pack in tables.read_packs(session)]
            tables.write_order(session, order)
        touched = [
            Change(item.kind, item.id, item.title, What.CHANGED)
            for pack, root in self.roots()
            for item in self._items(root, pack.digest)[0]
        ]
        return Saved(_changes(touched), lambda: self._order(before))

    def _lay_out(self, pack: Installed) -> Path | None:
        """The folder with the pack's files; None when the cache folder cannot be written."""
        folder = self._folder / layout.folder_name(pack.id, pack.digest, f"{pack.installed:%Y%m%d}")
        with self._database.read() as session:
            sizes = tables.read_sizes(session, pack.id)
            made = layout.put(folder, sizes, lambda: tables.read_files(session, pack.id))
        return folder if made else None


def _has(ids: Ids, change: Change) -> bool:
    kinds = (ItemKind.ROUTINE, ItemKind.ARTICLE) if change.kind in (ItemKind.ROUTINE, ItemKind.ARTICLE) else (change.kind,)
    return any(change.id in ids.get(kind, ()) for kind in kinds)


def _changes(changes: Iterable[Change]) -> Changes:
    """What pages must read again."""
    touched = [change for change in changes if change.what is not What.SAME]

    def ids(*kinds: ItemKind, prefix: str = "") -> frozenset[str]:
        return frozenset(prefix + change.id for change in touched if change.kind in kinds)

    return Changes(
        activities=ids(ItemKind.TASK),
        chains=ids(ItemKind.CHAIN),
        articles=ids(ItemKind.ARTICLE, ItemKind.ROUTINE),
        directory=ids(ItemKind.CONTACT, prefix="contact/") | ids(ItemKind.SYSTEM, prefix="system/"),
        packs=True,
    )


def _digest(bundle: Bundle) -> str:
    """The same for the same files, however they were packed."""
    total = hashlib.sha256()
    for name in sorted(bundle.files):
        data = bundle.files[name]
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return total.hexdigest()


def _beside(source: Path) -> list[Path]:
    """Where a later version may lie: in the same place, or in another zip file of the folder; the newest are looked at."""
    others: list[tuple[float, Path]] = []
    if source.suffix.casefold() == ".zip":
        with suppress(OSError):
            others = [(file.stat().st_mtime, file) for file in source.parent.glob("*.zip") if file != source]
    return [source, *(file for _time, file in sorted(others, reverse=True)[:_BESIDE])]


def _version_at(source: Path, pack_id: str) -> str | None:
    """The version of the pack at ``source``, if it is the one with this id."""
    data = peek(source)
    if data is None:
        return None
    with TemporaryDirectory(prefix="chefsstod-pack-") as name:
        lay_out({MANIFEST: data}, Path(name))
        manifest, _problems = read_manifest(Path(name))
    return manifest.version if manifest is not None and manifest.id == pack_id else None
