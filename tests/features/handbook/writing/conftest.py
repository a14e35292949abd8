"""The editor page over a real handbook, and hands to write with.

The page is made once for the tests of a file, as that takes most of their time; each finds the handbook as if nothing had been
written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.content.layers import Layer
from chefsstod.features.handbook.edit_page import ArticleEditorPage
from chefsstod.features.handbook.edit_saver import VERSION
from chefsstod.features.handbook.model import ArticleId, Draft
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import set_language
from chefsstod.storage.engine import Database
from chefsstod.support.settings import SettingsStore, Theme, load_settings
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.tasks import InlineTaskRunner
from chefsstod.ui.undo import UndoStack
from tests.conftest import SetClock
from tests.features.handbook.conftest import Layers, base_content, build_handbook

TARGETS = (("chefsstod:article/rehab", "Rehabilitering"), ("chefsstod:task/lonesamtal", "Lönesamtal"), ("chefsstod:law/aml", "AML"))


@dataclass
class Writer:
    """Who sits at the page."""

    page: ArticleEditorPage
    handbook: HandbookService
    signals: AppSignals
    undo: UndoStack
    dialogs: RecordingDialogs
    settings: SettingsStore
    closed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def add(self, title: str, body: str = "Så gör vi.", **more: object) -> ArticleId:
        """A routine of hers."""
        return self.handbook.add(Draft(title=title, body=body, **more))[0]  # type: ignore[arg-type]

    def type(self, text: str) -> None:
        target = QApplication.focusWidget() or self.page.write.field
        for letter in text:
            if letter == "\n":
                QTest.keyClick(target, Qt.Key.Key_Return)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifiers)

    def body(self, article_id: str) -> str:
        article = self.handbook.article(article_id)
        assert article is not None
        return article.body

    @property
    def text(self) -> str:
        return self.page.write.field.text()

    def undo_last(self) -> None:
        """As the window's toast does."""
        done = self.undo.undo()
        assert done is not None
        self.signals.changed.emit(done[1].changes)


def sit_down(handbook: HandbookService, settings: SettingsStore) -> Writer:
    """The page on the screen, with the keyboard."""
    signals, undo, dialogs = AppSignals(), UndoStack(), RecordingDialogs()
    wheel = cast("YearWheelService", None)  # the page uses the part of the actions that runs any use case
    actions = OccurrenceActions(wheel=wheel, signals=signals, undo=undo, dialogs=lambda: dialogs)
    find: Callable[[str], list[tuple[str, str]]] = lambda words: [one for one in TARGETS if words.casefold() in one[1].casefold()]  # noqa: E731
    page = ArticleEditorPage(
        handbook=handbook,
        titles=lambda link: link.id if link.id != "saknas" else None,
        targets=find,
        actions=actions,
        signals=signals,
        settings=settings,
        tasks=InlineTaskRunner(),
        dialogs=lambda: dialogs,
    )
    writer = Writer(page, handbook, signals, undo, dialogs, settings)
    page.closed.connect(writer.closed.append)
    page.told.connect(writer.told.append)
    actions.told.connect(writer.told.append)
    page.open_requested.connect(writer.opened.append)
    return writer


@dataclass(frozen=True)
class Desk:
    """What the tests of a file share."""

    writer: Writer
    database: Database
    layers: Layers
    root: Path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, template_database: Path, qapp: QApplication) -> Iterator[Desk]:
    """The page on a database of the file's own."""
    set_language("sv")
    apply_look(qapp, Theme.LIGHT, 100)
    root = tmp_path_factory.mktemp("writing")
    copy = root / "handbook.db"
    copy.write_bytes(template_database.read_bytes())
    database, layers = Database(copy), Layers(base_content(root / "base"))
    writer = sit_down(build_handbook(database, SetClock(), layers), load_settings(root / "settings.json"))
    writer.page.hide()
    yield Desk(writer, database, layers, root)
    writer.page.close()
    writer.page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    database.close()


@pytest.fixture
def layers(desk: Desk) -> Iterator[Layers]:
    """The lower layers; what a test puts in goes after it."""
    before = desk.layers.base
    yield desk.layers
    desk.layers.base = before


@pytest.fixture
def writer(desk: Desk, layers: Layers) -> Iterator[Writer]:
    """Who sits at the page, with nothing written yet."""
    made, page = desk.writer, desk.writer.page
    for heard in (made.closed, made.told, made.opened, made.dialogs.errors):
        heard.clear()
    made.dialogs.file = None
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    yield made
    page.flush()
    page.hide()
    page.windowHandle().destroy()  # the offscreen platform does not make a window active a second time
    page._stop()
    page._mode = ""
    page.saver.version_every = VERSION
    page.write.set_preview(True)
    for article in made.handbook.articles(everything=True):
        if article.layer is Layer.OWN:
            made.handbook.remove(article.id)
    made.undo._done.clear()
    made.undo._undone.clear()


@pytest.fixture
def keys(writer: Writer) -> ArticleId:
    """A routine of hers."""
    return writer.add("Nycklar", owner="Samordnaren")
