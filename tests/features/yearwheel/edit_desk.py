"""The form in which a task is written, and everything it speaks to, for tests with keys and clicks."""

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.editor_page import EditorPage
from chefsstod.features.yearwheel.model import Activity, ActivityId, Occurrence, OccurrenceKey
from chefsstod.shell.context import AppContext
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.undo import UndoStack

HOLIDAY = ActivityId("semesterplanering")
KEY = OccurrenceKey(HOLIDAY, date(2027, 4, 1))


def typed(target: QWidget, text: str) -> None:
    """Type ``text``; letters beyond ASCII have no key of their own in QTest and come as from an input method."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(target, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)


@dataclass
class Desk:
    """The form and everything it speaks to."""

    context: AppContext
    base: list[Activity]
    signals: AppSignals = field(default_factory=AppSignals)
    undo: UndoStack = field(default_factory=UndoStack)
    dialogs: RecordingDialogs = field(default_factory=RecordingDialogs)
    told: list[str] = field(default_factory=list)
    opened: list[OccurrenceKey] = field(default_factory=list)
    closed: int = 0

    def __post_init__(self) -> None:
        wheel = self.context.yearwheel
        wheel._base = lambda: self.base
        self.edits = EditService(
            database=self.context.database, profiles=self.context.profiles, base=lambda: self.base, clock=self.context.clock,
            yearwheel=wheel,
        )  # fmt: skip
        self.actions = OccurrenceActions(wheel=wheel, signals=self.signals, undo=self.undo, dialogs=lambda: self.dialogs)
        self.actions.told.connect(self.told.append)
        self.page = EditorPage(edits=self.edits, wheel=wheel, actions=self.actions, signals=self.signals)
        self.view = self.page.view
        self.page.occurrence_requested.connect(self.opened.append)
        self.page.closed.connect(self._count)
        self.view.resize(420, 900)
        self.view.show()
        self.view.activateWindow()

    def _count(self) -> None:
        self.closed += 1

    def type(self, target: QWidget, text: str) -> None:
        target.setFocus()
        target.selectAll()  # type: ignore[attr-defined]
        typed(target, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)

    def save(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    @property
    def text(self) -> str:
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.view.findChildren(QLabel) if label.isVisible())

    def occurrence(self, key: OccurrenceKey = KEY) -> Occurrence:
        found = self.context.yearwheel.occurrence(key)
        assert found is not None
        return found

    def own(self) -> list[Activity]:
        return [a for a in self.context.yearwheel.activities(everything=True) if a.layer is Layer.OWN]


def chip(view: QWidget, text: str) -> QPushButton:
    return next(button for button in view.findChildren(QPushButton) if button.text() == text and button.isVisible())
