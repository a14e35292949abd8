"""A person at the window: real keys and clicks, and eyes on what is shown."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.page import YearListPage
from chefsstod.shell.window import MainWindow
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import RecordingDialogs


@dataclass
class Seat:
    """What a person sits in front of, and her hands."""

    window: MainWindow
    dialogs: RecordingDialogs
    settings: SettingsStore

    def go(self, page: str) -> None:
        """Go to a page."""
        self.window.go(page)
        self.settle()

    def press(self, *keys: Qt.Key | str) -> None:
        """Press keys where the keyboard is: a key, or a combination such as «Ctrl+Z»."""
        for key in keys:
            target = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                combination = QKeySequence(key)[0]
                QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
            else:
                QTest.keyClick(target, key)
            self.settle()

    def type(self, text: str) -> None:
        """Type a text where the keyboard is."""
        for letter in text:
            target = QApplication.focusWidget() or self.window
            if letter.isascii():
                QTest.keyClicks(target, letter)
            else:  # QTest knows ASCII only and aborts at å, ä and ö
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget that can be seen."""
        assert widget.isVisible(), "nobody can click what is hidden"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def button(self, name: str, *, within: QWidget | None = None) -> QAbstractButton:
        """The first visible button with this text or accessible name."""
        buttons = [b for b in (within or self.window).findChildren(QAbstractButton) if b.isVisible()]
        found = next((b for b in buttons if name in (b.text(), b.accessibleName())), None)
        assert found is not None, f"no button «{name}» among {[b.accessibleName() or b.text() for b in buttons]}"
        return found

    def texts(self) -> str:
        """Every sentence that can be seen."""
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())

    def settle(self) -> None:
        """Let what was begun be finished."""
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    @property
    def toast(self) -> str:
        """What the line at the bottom says."""
        return self.window.toast.text.text()

    @property
    def year_list(self) -> YearListPage:
        """The year list."""
        page = self.window.pages["list"]
        assert isinstance(page, YearListPage)
        return page

    @property
    def shown(self) -> list[Occurrence]:
        """The occurrences in the list, top down."""
        rows = self.year_list.list.rows
        return [row for place in range(rows.rowCount()) if isinstance(row := rows.row(place), Occurrence)]
