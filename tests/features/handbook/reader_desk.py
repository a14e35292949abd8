"""A reader's desk for tests: the handbook page over a real service, with ears on what it asks of the window."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chefsstod.content.links import Link, LinkKind, read_link
from chefsstod.content.pack import Law
from chefsstod.features.actions import Actions
from chefsstod.features.handbook.model import ReadState
from chefsstod.features.handbook.page import HandbookPage
from chefsstod.features.handbook.reader_anchors import Anchor, anchors_of, rects_of
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.handbook.tree import KEY
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look, look
from chefsstod.ui.tasks import InlineTaskRunner
from chefsstod.ui.undo import UndoStack

LAWS = {
    "aml": Law(
        id="aml",
        short="AML",
        name="Arbetsmiljölagen",
        number="1977:1160",
        checked=date(2026, 11, 22),
        in_force=date(1978, 7, 1),
        protects="De som arbetar.",
        meaning="Du ska *undersöka* och åtgärda. Se [rehab](chefsstod:article/rehab).",
        points=["3 kap. 2 §: förebygg"],
    ),
    "fl": Law(id="fl", short="FL", name="Förvaltningslagen", number="2017:900", checked=date(2026, 11, 22)),
}
OTHERS = {"task/lonesamtal": "Lönesamtal med alla", "contact/hr": "HR-specialist"}


@dataclass
class Desk:
    """The page and everything around it."""

    page: HandbookPage
    handbook: HandbookService
    signals: AppSignals
    undo: UndoStack
    dialogs: RecordingDialogs
    settings: SettingsStore
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    printed: list[object] = field(default_factory=list)
    full: list[bool] = field(default_factory=list)

    def open(self, address: str) -> None:
        """What the window does with an address."""
        self.asked.append(address)
        link = read_link(address)
        if link is not None and link.kind is LinkKind.ARTICLE:
            self.page.show_article(link.id, link.anchor)
        elif link is not None and link.kind is LinkKind.LAW:
            self.page.show_law(link.id)

    def take_back(self) -> None:
        """Ctrl+Z."""
        done = self.undo.undo()
        assert done is not None
        self.signals.changed.emit(done[1].changes)

    @property
    def words(self) -> str:
        """Everything that can be read on the page."""
        return self.page.text.toPlainText()

    def link(self, words: str) -> Anchor:
        """The link in the text with these words or this address."""
        document = self.page.text.document()
        text = document.toPlainText()
        for anchor in anchors_of(document):
            if words in (text[anchor.start : anchor.end].strip(), anchor.href):
                return anchor
        raise AssertionError(f"no link «{words}» among {[a.href for a in anchors_of(document)]}")

    def click_link(self, words: str) -> None:
        """Click on it with the mouse."""
        anchor = self.link(words)
        self.click_at(anchor.start)

    def click_at(self, position: int) -> None:
        """Click on a letter of the text."""
        text = self.page.text
        document = text.document()
        (rect, *_) = rects_of(document, Anchor(position, position + 1, ""))
        bar = text.verticalScrollBar()
        bar.setValue(int(rect.top()) - 100)
        text_place = QPoint(round(rect.center().x()), round(rect.center().y()) - bar.value())
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text_place)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifier)

    @property
    def branches(self) -> list[str]:
        """The keys of the tree's branches."""
        tree = self.page.tree.tree
        tops = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
        return [str(top.data(0, KEY)) for top in tops if top is not None]

    def close(self) -> None:
        """At the end of a test: what is left would be dressed again by every later one."""
        self.page.close()
        self.page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def make_desk(handbook: HandbookService, folder: Path, *, size: tuple[int, int] = (1200, 700), scale: int = 100) -> Desk:
    """The page shown in a window of its own."""
    settings = SettingsStore(folder / "settings.json")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if look().scale != scale / 100 or not app.styleSheet():  # dressing takes a tenth of a second
        apply_look(app, Theme.LIGHT, scale)
    signals, undo, dialogs = AppSignals(), UndoStack(), RecordingDialogs()

    def title(link: Link) -> str | None:
        if link.kind is LinkKind.ARTICLE:
            article = handbook.article(link.id)
            return article.title if article else None
        if link.kind is LinkKind.LAW:
            return LAWS[link.id].name if link.id in LAWS else None
        return OTHERS.get(link.short)

    def used_in(address: str) -> list[tuple[str, str]]:
        return [(f"chefsstod:article/{a.id}", a.title) for a in handbook.linked_from(address)]

    page = HandbookPage(
        handbook=handbook,
        titles=title,
        used_in=used_in,
        laws=lambda: LAWS,
        actions=Actions(signals=signals, undo=undo, dialogs=lambda: dialogs),
        signals=signals,
        settings=settings,
        tasks=InlineTaskRunner(),
        due=lambda: [("lonesamtal", "Lönesamtal", date(2026, 12, 4))],
    )
    desk = Desk(page, handbook, signals, undo, dialogs, settings)
    page.open_requested.connect(desk.open)
    page.told.connect(desk.told.append)
    page.edit_requested.connect(desk.edited.append)
    page.print_requested.connect(desk.printed.append)
    page.fullscreen_requested.connect(desk.full.append)
    page.resize(*size)
    page.show()
    page.activateWindow()
    page.enter()
    QApplication.processEvents()
    return desk


def state(desk: Desk, article_id: str) -> ReadState:
    """What she has said of a text."""
    found = desk.handbook.article(article_id)
    assert found is not None
    return desk.handbook.reading(article_id).state(found)
