"""A handbook on a real database: a small base content, a pack of a municipality, and what a test writes itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.content import HandbookContent
from chefsstod.features.handbook.model import Article, ArticleId, Chapter, Draft, Kind, LawRef, SourceRef, Term
from chefsstod.features.handbook.service import HandbookService
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock
from tests.features.handbook.reader_desk import Desk, make_desk

REHAB = """Lead som säger vad och varför.

## Gör så här

::: gor-sa-har
1. Ring samma dag.
2. Boka ett [lönesamtal](chefsstod:task/lonesamtal) senare.
:::

- [ ] Ring medarbetaren
- [ ] Boka uppföljning

## Lagen säger

::: lagen-sager
- Arbetsgivaren ska ta fram en plan, se [AML](chefsstod:law/aml).
:::

::: fraga-vidare
- [HR](chefsstod:contact/hr)
:::
"""


def article(article_id: str, title: str, body: str = "Text.", **more: object) -> Article:
    """A text of the base content."""
    values: dict[str, object] = {"kind": Kind.HANDBOOK, "chapter": "rehab", "reviewed": date(2026, 11, 1), **more}
    return Article(id=ArticleId(article_id), title=title, body=body, **values)  # type: ignore[arg-type]


def base_content(root: Path) -> HandbookContent:
    """Three texts in two chapters, a template and a glossary; «rehab» has a picture in ``root``."""
    folder = root / "handbook"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trappa.png").write_bytes(b"picture")
    articles = (
        article(
            "rehab",
            "Rehabilitering",
            REHAB + "\n![Trappa](trappa.png)\n",
            summary="Så stöttar du den som är sjuk. Börja tidigt.",
            keywords=("sjukskrivning",),
            synonyms=("rehab = rehabilitering",),
            law=(LawRef("aml"),),
            sources=(SourceRef("Arbetsmiljöverket"),),
            related=("article/apt",),
            questions=("Vad gör du första dagen?",),
        ),
        article("apt", "Arbetsplatsträff", "Läs om [rehab](chefsstod:article/rehab).", chapter="moten", position=2),
        article("skyddsrond", "Skyddsrond", chapter="moten", position=1, service_types=frozenset({"lss"})),
        article("mall-rutin", "Mall: rutin", "## Syfte\n\nSkriv här.", kind=Kind.ROUTINE, chapter="moten", template=True),
    )
    return HandbookContent(
        chapters=(Chapter("moten", "Möten"), Chapter("rehab", "Rehabilitering")),
        articles=articles,
        glossary=(Term("APT", "Arbetsplatsträff: möte för alla på enheten.", ("arbetsplatsträff",), "article/apt"),),
        root=root,
        folders=dict.fromkeys((a.id for a in articles), "handbook"),
    )


def local_content(root: Path) -> HandbookContent:
    """A routine of the municipality, its own chapter, and its edition of a base text."""
    root.mkdir(parents=True, exist_ok=True)
    articles = tuple(
        replace(a, layer=Layer.LOCAL, pack="Exempelkommunen")
        for a in (
            article(
                "nycklar", "Nyckelrutin", "Se [kontakt](chefsstod:contact/it).", kind=Kind.ROUTINE, chapter="lokalt", owner="HR"
            ),
            article("apt", "APT hos oss", "Varje månad.", chapter="moten", position=2),
        )
    )
    return HandbookContent((Chapter("lokalt", "Hos oss"),), articles, (), root, dict.fromkeys((a.id for a in articles), "routines"))


@dataclass
class Layers:
    """What the lower layers are at the moment; a test may put others in."""

    base: HandbookContent
    local: Sequence[HandbookContent] = ()
    service_type: str | None = None
    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        """A minute later each time it is asked."""
        self.moment += timedelta(minutes=1)
        return self.moment


def build_handbook(database: Database, clock: Clock, layers: Layers) -> HandbookService:
    """The service on ``database``, over what ``layers`` holds."""
    return HandbookService(
        database=database,
        clock=clock,
        now=layers.now,
        base=lambda: layers.base,
        local=lambda: layers.local,
        service_type=lambda: layers.service_type,
    )


@pytest.fixture
def database(tmp_path: Path, template_database: Path) -> Iterator[Database]:
    """An empty, migrated database of the test's own."""
    copy = tmp_path / "handbook.db"
    copy.write_bytes(template_database.read_bytes())
    opened = Database(copy)
    yield opened
    opened.close()


@pytest.fixture
def layers(tmp_path: Path) -> Layers:
    """The base content alone; a test may add ``local_content(tmp_path / "local")``."""
    return Layers(base_content(tmp_path / "base"))


@pytest.fixture
def handbook(database: Database, clock: Clock, layers: Layers) -> HandbookService:
    """The handbook over the base content of ``base_content``, with nothing of her own yet."""
    return build_handbook(database, clock, layers)


@pytest.fixture
def routine(handbook: HandbookService) -> Callable[..., ArticleId]:
    """Writes a routine of her own and returns its id: ``routine("Nycklar", "Så gör vi.", owner="Stina")``."""

    def write(title: str, body: str = "Så gör vi.", **more: object) -> ArticleId:
        return handbook.add(Draft(title=title, body=body, **more))[0]  # type: ignore[arg-type]

    return write


@pytest.fixture
def desk(qapp: QApplication, handbook: HandbookService, tmp_path: Path) -> Iterator[Desk]:
    """The page with nothing open."""
    made = make_desk(handbook, tmp_path)
    yield made
    made.close()


@pytest.fixture
def rehab(desk: Desk) -> Desk:
    """The page with «Rehabilitering» open."""
    desk.page.show_article("rehab")
    return desk
