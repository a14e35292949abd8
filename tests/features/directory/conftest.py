"""The directory with the content that ships and, if wanted, packs of the employer, on a database of its own."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chefsstod.content.layers import Layer
from chefsstod.features.directory.content import DirectoryContent, load_directory
from chefsstod.features.directory.model import Contact, ItSystem
from chefsstod.features.directory.service import DirectoryService
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import resources
from chefsstod.support.settings import Theme
from chefsstod.ui.style import apply_look
from tests.features.directory.desk import Desk

DATA = Path(__file__).resolve().parents[2] / "data" / "contacts"


@cache
def shipped() -> DirectoryContent:
    """The base content, read once."""
    content, problems = load_directory(resources() / "content" / "base", None)
    assert problems == []
    return content


def local(*items: Contact | ItSystem, pack: str = "Norra förvaltningen") -> DirectoryContent:
    """A pack of the employer."""
    contacts = tuple(_of_pack(item, pack) for item in items if isinstance(item, Contact))
    systems = tuple(_of_pack(item, pack) for item in items if isinstance(item, ItSystem))
    return DirectoryContent(contacts, systems)


def _of_pack(item, pack: str):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(item, layer=Layer.LOCAL, pack=pack, service_types=frozenset())


@pytest.fixture
def make_directory(profiled: AppContext) -> Callable[..., DirectoryService]:
    """A service with packs, which a test may exchange."""

    def make(packs: list[DirectoryContent] | None = None, base: DirectoryContent | None = None) -> DirectoryService:
        given = packs if packs is not None else []
        return DirectoryService(
            database=profiled.database,
            base=lambda: base or shipped(),
            local=lambda: given,
            clock=profiled.clock,
            service_type=lambda: "hemtjanst",
        )

    return make


@pytest.fixture
def directory(make_directory: Callable[..., DirectoryService]) -> DirectoryService:
    """The service without any pack."""
    return make_directory()


@pytest.fixture(scope="module")
def dressed(qapp: QApplication) -> QApplication:
    apply_look(qapp, Theme.LIGHT, 100)
    return qapp


@pytest.fixture
def desk(dressed: QApplication, profiled: AppContext, directory: DirectoryService) -> Iterator[Desk]:
    made = Desk(profiled, directory)
    made.page.resize(1100, 640)
    made.page.show()
    made.page.enter()
    QApplication.processEvents()
    yield made
    made.page.close()
    made.page.deleteLater()
