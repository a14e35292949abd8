"""The fields of an entry: each is written in where it is read, saves as one types, and can be copied."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QToolButton, QWidget

from chefsstod.features.directory.model import Contact, Item
from chefsstod.features.directory.words import field_hint, field_name
from chefsstod.i18n import _
from chefsstod.ui.guard import warn
from chefsstod.ui.parts import XS, Choice, column, icon_button, label, row
from chefsstod.ui.style import LEAD, look

LONG = ("access", "note", "what_for")
COPIED = ("phone", "email", "place", "guide", "local_name")
LARGE = 19.0
"""The size of a phone number: it is read from a distance, with the receiver in the other hand."""


def copy(text: str) -> None:
    """Put ``text`` where other programs can paste it."""
    QGuiApplication.clipboard().setText(text)


class LineField(QLineEdit):
    """One line. Ctrl+C copies all of it when nothing is marked."""

    left = Signal()
    next_requested = Signal()
    copied = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText() and self.text():
            copy(self.text())
            self.copied.emit(self.text())
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_requested.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().focusOutEvent(event)
        self.left.emit()


class TextField(QPlainTextEdit):
    """Several lines. With ``goes_on`` Enter leads on, as in a line; Shift+Enter breaks the line."""

    left = Signal()
    next_requested = Signal()

    def __init__(self, *, goes_on: bool) -> None:
        super().__init__()
        self._goes_on = goes_on

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._goes_on and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.next_requested.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().focusOutEvent(event)
        self.left.emit()


class Field(QWidget):
    """A field with its name above it. ``edited`` at each change by her, ``left`` when the keyboard goes elsewhere."""

    edited = Signal(str, str)
    left = Signal(str)
    next_requested = Signal(str)
    copy_told = Signal(str)
    use_requested = Signal(str, str)
    """She wants to write to the e-mail address or open the guide: field and content."""

    def __init__(self, name: str, item: Item) -> None:
        super().__init__()
        self.name = name
        text = str(getattr(item, name)) if name != "keywords" else ", ".join(item.keywords)
        self.warning = label(role="warning")
        self.warning.hide()
        self.buttons: list[QToolButton] = []
        self.edit: LineField | TextField = self._text_field(text) if name in LONG else self._line_field(text)
        self.edit.setAccessibleName(field_name(name, item))
        caption = label(field_name(name, item), "small", wrap=False)
        caption.setBuddy(self.edit)
        self._add_buttons(text)
        body = row(self.edit, *self.buttons, spacing=XS)
        self.setLayout(column(caption, self.warning, body, spacing=2))
        warn(self.warning, text)

    def _line_field(self, text: str) -> LineField:
        edit = LineField(text)
        edit.setCursorPosition(0)
        edit.setPlaceholderText(field_hint(self.name))
        edit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if self.name == "phone":
            edit.setStyleSheet(f"QLineEdit {{ font-size: {look().px(LARGE)}px; font-weight: 600; }}")
            edit.setPlaceholderText("")
        elif self.name == "local_name":
            edit.setStyleSheet(f"QLineEdit {{ font-size: {look().px(LEAD)}px; font-weight: 600; }}")
            edit.setPlaceholderText("")
        edit.textEdited.connect(self._changed)
        edit.left.connect(lambda: self.left.emit(self.name))
        edit.next_requested.connect(lambda: self.next_requested.emit(self.name))
        edit.copied.connect(self.copy_told)
        return edit

    def _text_field(self, text: str) -> TextField:
        edit = TextField(goes_on=self.name != "note")
        edit.setTabChangesFocus(True)
        hint = _("What you want to remember. Nothing about care recipients or the health of staff.")
        edit.setPlaceholderText(hint if self.name == "note" else field_hint(self.name))
        with QSignalBlocker(edit):
            edit.setPlainText(text)
        edit.setFixedHeight(look().metrics().lineSpacing() * (4 if self.name == "note" else 3) + look().px(20))
        edit.textChanged.connect(lambda: self._changed(edit.toPlainText()))
        edit.left.connect(lambda: self.left.emit(self.name))
        edit.next_requested.connect(lambda: self.next_requested.emit(self.name))
        return edit

    def _add_buttons(self, text: str) -> None:
        if self.name in COPIED:
            told = _("Copy: {field}").format(field=field_name(self.name).lower())
            self.copy_button = icon_button("copy", told, clicked=self._copy)
            self.buttons.append(self.copy_button)
        if self.name == "email":
            self.use_button = icon_button("mail", _("Write an e-mail"), clicked=self._use)
            self.buttons.append(self.use_button)
        if self.name == "guide":
            self.use_button = icon_button("book-open", _("Open the guide"), clicked=self._use)
            self.buttons.append(self.use_button)
        self._enable(text)

    def _enable(self, text: str) -> None:
        for button in self.buttons:
            button.setEnabled(bool(text.strip()))
        if self.name == "email":
            self.use_button.setEnabled("@" in text)
        if self.name == "guide":
            self.use_button.setEnabled(text.strip().startswith(("https://", "http://", "chefsstod:")))

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.edit.text() if isinstance(self.edit, LineField) else self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another content without telling of it."""
        if text == self.text:
            return
        with QSignalBlocker(self.edit):
            if isinstance(self.edit, LineField):
                self.edit.setText(text)
            else:
                self.edit.setPlainText(text)
        warn(self.warning, text)
        self._enable(text)

    def _changed(self, text: str) -> None:
        warn(self.warning, text)
        self._enable(text)
        self.edited.emit(self.name, text)

    def _copy(self) -> None:
        copy(self.text.strip())
        self.copy_told.emit(self.text.strip())

    def _use(self) -> None:
        self.use_requested.emit(self.name, self.text.strip())


class HelperField(QWidget):
    """Who helps with a system: one of the contacts."""

    chosen = Signal(str)

    def __init__(self, current: str, contacts: tuple[Contact, ...], opened: Callable[[str], object]) -> None:
        super().__init__()
        self.choice = Choice()
        self.choice.setAccessibleName(field_name("helper"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.addItem(_("Nobody chosen"), "")
        for contact in contacts:
            self.choice.addItem(contact.title, contact.id)
        self.choice.setCurrentIndex(max(self.choice.findData(current), 0))
        self.choice.activated.connect(lambda _place: self.chosen.emit(self.choice.currentData()))
        self.go = icon_button("arrow-right", _("Show the contact"), clicked=lambda: opened(self.choice.currentData()))
        self.go.setEnabled(bool(current))
        caption = label(field_name("helper"), "small", wrap=False)
        caption.setBuddy(self.choice)
        self.setLayout(column(caption, row(self.choice, self.go, spacing=XS), spacing=2))
