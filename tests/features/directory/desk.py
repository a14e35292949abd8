"""The page Katalog with everything that it speaks to, and eyes and hands on it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from chefsstod.features.actions import Actions
from chefsstod.features.directory.detail import DetailView
from chefsstod.features.directory.model import Contact
from chefsstod.features.directory.page import DirectoryPage
from chefsstod.features.directory.service import DirectoryService
from chefsstod.shell.context import AppContext
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import InlineTaskRunner
from chefsstod.ui.undo import UndoStack

USED = (("chefsstod:article/rehabilitering", "Rehabilitering steg för steg"), ("task/lonesamtal", "Lönesamtal"))


class Desk:
    """The page and everything it speaks to."""

    def __init__(self, context: AppContext, directory: DirectoryService) -> None:
        self.signals, self.undo, self.dialogs = AppSignals(), UndoStack(), RecordingDialogs()
        self.told: list[str] = []
        self.opened: list[str] = []
        self.printed: list[object] = []
        self.directory = directory
        actions = Actions(signals=self.signals, undo=self.undo, dialogs=lambda: self.dialogs)
        actions.told.connect(self.told.append)
        self.page = DirectoryPage(
            directory=directory,
            used_in=lambda address: USED if address == "contact/hr" else (),
            actions=actions,
            signals=self.signals,
            dialogs=lambda: self.dialogs,
            tasks=InlineTaskRunner(),
        )
        self.page.told.connect(self.told.append)
        self.page.open_requested.connect(self.opened.append)
        self.page.print_requested.connect(self.printed.append)
        self.actions = actions

    @property
    def detail(self) -> DetailView:
        return self.page.detail

    def take_back(self) -> None:
        found = self.undo.undo()
        assert found is not None
        self.signals.changed.emit(found[1].changes)

    def contact(self, name: str) -> Contact:
        found = self.directory.contact(name)
        assert found is not None
        return found


def texts(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)
    QApplication.processEvents()


def in_hand() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found
