"""A municipality's pack to install, and the service on an empty database with the rooms' real readers."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chefsstod.app.bootstrap import BaseContent
from chefsstod.content.build import write_zip
from chefsstod.features.packs.effects import PackEffects, remember_rules
from chefsstod.features.packs.kinds import pack_kinds
from chefsstod.features.packs.service import PackService
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import set_language
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import Paths

MANIFEST = """\
id: {id}
title: {title}
version: "{version}"
language: sv
licence: Får användas inom kommunen
reviewed: 2026-11-02
min_app: "{min_app}"
"""
ROUTINE = """\
---
id: {id}
title: {title}
summary: Så här gör vi. Det sparar tid.
owner: HR
reviewed: 2026-11-02
review_by: 2027-11-02
---
{body}
"""
TASK = """\
- id: {id}
  code: ZZ01
  title: {title}
  short: Lokal
  category: ledarskap
  kind: calendar
  why: >-
      Alla chefer gör det samma dag, för att förhandlingen ska hinna bli klar innan lönen ska ut till alla.
  rule: {{rrule: "{rrule}", words: den dagen, red_day: previous}}
  lead_days: 20
  hours: 4
  steps:
  - {{id: boka, text: Boka samtalen, days: -20}}
  service_types: [all]
  basis:
  - {{kind: local, text: Beslutat av kommunen.}}
  varies: null
  related: [{related}]
  keywords: [lokalt]
  checked: 2026-11-02
"""
CONTACTS = (
    "contacts:\n- {id: hr-vast, title: HR i väster, what_for: Frågor om anställning., group: Personal, phone: 010-123 45 67}\n"
)


class Author:
    """Writes packs as the HR person of a municipality does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def write(self, files: dict[str, str | bytes]) -> Path:
        """A folder with these files."""
        self._count += 1
        root = self.folder / f"paket-{self._count}"
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return root

    def pack(
        self,
        *,
        version: str = "1.0.0",
        id: str = "kommunen",  # noqa: A002 - the key of the manifest
        title: str = "Kommunens paket",
        min_app: str = "0.1",
        routines: dict[str, str] | None = None,
        tasks: dict[str, str] | None = None,
        related: str = "",
        more: dict[str, str | bytes] | None = None,
    ) -> Path:
        """A folder; ``routines`` by id with their text, ``tasks`` by id with their rule."""
        files: dict[str, str | bytes] = {"pack.yaml": MANIFEST.format(id=id, title=title, version=version, min_app=min_app)}
        routines = {"nyckelrutin": "Nycklarna ligger i skåpet."} if routines is None else routines
        for name, body in routines.items():
            files[f"routines/{name}.md"] = ROUTINE.format(
                id=name, title=name.capitalize() if len(name) > 1 else f"Rutin {name}", body=body
            )
        if tasks:
            entries = [TASK.format(id=name, title=f"Lokal {name}", rrule=rule, related=related) for name, rule in tasks.items()]
            files["yearwheel/lokalt.yaml"] = "activities:\n" + "".join(entries)
        return self.write(files | (more or {}))

    def zipped(self, root: Path) -> Path:
        """The folder as the file that is handed out."""
        target = root.with_suffix(".zip")
        write_zip({file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}, target)
        return target


@pytest.fixture(autouse=True)
def _english(_swedish: None) -> None:
    """What is told is read in the language of the source, so that these tests do not hang on a translation."""
    set_language("en")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    (tmp_path / "share").mkdir()
    return Author(tmp_path / "share")


@pytest.fixture
def content(paths: Paths) -> BaseContent:
    return BaseContent(paths)


@pytest.fixture
def own() -> dict[str, frozenset[str]]:
    """What she has her own version of; a test fills it."""
    return {}


MakeService = Callable[[], PackService]


@pytest.fixture
def make_service(profiled: AppContext, content: BaseContent, own: dict[str, frozenset[str]]) -> MakeService:
    """The service anew, as after a restart."""

    def make() -> PackService:
        return PackService(
            database=profiled.database,
            paths=profiled.paths,
            clock=profiled.clock,
            kinds=pack_kinds(laws=lambda: content.laws, tasks=lambda: {activity.id for activity in content.activities}),
            own=lambda: own,
            base=lambda: {"task": frozenset(activity.id for activity in content.activities)},
            remember=remember_rules(lambda: content.laws),
            version=lambda: "0.1.0",
        )

    return make


@pytest.fixture
def packs(make_service: MakeService) -> PackService:
    return make_service()


@pytest.fixture
def effects(packs: PackService, content: BaseContent, paths: Paths) -> PackEffects:
    return PackEffects(roots=packs.roots, cache=paths.cache, laws=lambda: content.laws)


@pytest.fixture
def wheel(profiled: AppContext, content: BaseContent, effects: PackEffects) -> YearWheelService:
    """The year wheel over base content and packs."""
    return YearWheelService(
        database=profiled.database,
        profiles=profiled.profiles,
        base=lambda: effects.activities(content.activities),
        clock=profiled.clock,
    )


def rewrite(root: Path, to: Path) -> Path:
    """A copy of a folder elsewhere."""
    shutil.copytree(root, to)
    return to
