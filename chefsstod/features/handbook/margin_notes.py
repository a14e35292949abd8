"""Her own notes in the margin: written in place, saved as she types, watched by the privacy guard."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.handbook.model import MarginNote
from chefsstod.i18n import _
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.guard import warn
from chefsstod.ui.parts import XS, S, button, clear, column, icon_button, label, row
from chefsstod.ui.style import look

_LEAST, _MOST = 2, 12


_KEYS = "Ctrl+M"


class _Field(QPlainTextEdit):
    """Grows with its text, so that a note is read whole."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """As high as the text, within limits."""
        lines = max(_LEAST, min(_MOST, int(self.document().size().height())))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + look().px(22))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the page knows what Esc means
        else:
            super().keyPressEvent(event)


class NoteCard(QFrame):
    """One note. ``key`` is empty until its first words are saved."""

    edited = Signal(str, str, str)
    removed = Signal(str)
    heading_requested = Signal(str)

    def __init__(self, key: str, anchor: str, heading: str, text: str = "") -> None:
        super().__init__()
        self.key, self.anchor = key, anchor
        self.setProperty("role", "note")
        name = _("At «{heading}»").format(heading=heading) if heading else _("At the top of the text")
        where = ElidedButton(name, "link")
        where.clicked.connect(lambda: self.heading_requested.emit(anchor))
        where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # the margin says how wide it is
        where.setStyleSheet(f"padding: 0 {look().px(2)}px; font-size: {look().px(12)}px;")
        self.remove = icon_button("trash-2", _("Remove the note"), clicked=lambda: self.removed.emit(self.key))
        self.remove.setAccessibleDescription(name)
        self.field = _Field()
        self.field.setAccessibleName(_("Note, {where}").format(where=name))
        self.field.setPlaceholderText(_("Your own words. Nothing about care recipients or the health of staff."))
        self.warning = label(role="warning")
        self.warning.hide()
        with QSignalBlocker(self.field):
            self.field.setPlainText(text)
        warn(self.warning, text)
        self.field.textChanged.connect(self._changed)
        head = row(where, self.remove, spacing=0)
        self.setLayout(column(head, self.warning, self.field, margins=(S, XS, 0, S), spacing=XS))
        if self.key or text:
            self.field.fit()

    def _changed(self) -> None:
        text = self.field.toPlainText()
        warn(self.warning, text)
        if text.strip() or self.key:
            self.edited.emit(self.key, self.anchor, text)

    def show_text(self, text: str) -> None:
        """What is saved, if it is other words than those in the field (undo, another window)."""
        if text != self.field.toPlainText():
            with QSignalBlocker(self.field):
                self.field.setPlainText(text)
            self.field.fit()
            warn(self.warning, text)


class NotesPart(QWidget):
    """All notes on the text in hand, and the button for a new one."""

    added = Signal()
    edited = Signal(object, str, str)
    """The card, its heading, its text."""
    removed = Signal(str)
    heading_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.add = button(_("Write a note here"), "link", image="notebook-pen", clicked=self.added.emit)
        tip = _("A note at the heading that you are reading under")
        self.add.setToolTip(f"{tip} ({_KEYS})")
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(S)
        self.cards: list[NoteCard] = []
        self.setLayout(column(self._cards, row(self.add, None), spacing=S))

    def show_notes(self, notes: Sequence[MarginNote], headings: Mapping[str, str]) -> None:
        """Show the saved notes; cards that are there already are kept, with the keyboard in them, and an unsaved one stays."""
        wanted = {note.id: note for note in notes}
        kept = {card.key: card for card in self.cards if not card.key or card.key in wanted}
        for card in self.cards:
            self._cards.removeWidget(card)
            if card not in kept.values():
                card.hide()
                card.deleteLater()
        self.cards = []
        for note in sorted(notes, key=lambda n: list(headings).index(n.anchor) if n.anchor in headings else -1):
            card = kept.get(note.id) or self._make(note.id, note.anchor, headings.get(note.anchor, ""), note.text)
            card.show_text(note.text)
            self.cards.append(card)
            self._cards.addWidget(card)
        if "" in kept:
            self.cards.append(kept[""])
            self._cards.addWidget(kept[""])

    def begin(self, anchor: str, heading: str) -> None:
        """An empty note at a heading, with the keyboard in it; an empty one that waits already is used."""
        card = next((card for card in self.cards if not card.key), None)
        if card is None:
            card = self._make("", anchor, heading, "")
            self.cards.append(card)
            self._cards.addWidget(card)
        card.show()
        self._cards.activate()
        card.field.setFocus()

    def forget(self) -> None:
        """Another text is in hand."""
        clear(self._cards)
        self.cards = []

    def _make(self, key: str, anchor: str, heading: str, text: str) -> NoteCard:
        card = NoteCard(key, anchor, heading, text)
        card.edited.connect(lambda _key, at, words: self.edited.emit(card, at, words))
        card.removed.connect(lambda _key: self._remove(card))
        card.heading_requested.connect(self.heading_requested)
        card.field.left.connect(lambda: self._left(card))
        return card

    def _remove(self, card: NoteCard) -> None:
        self.add.setFocus()
        if card.key:
            self.removed.emit(card.key)
        else:
            self._drop(card)

    def _left(self, card: NoteCard) -> None:
        """A note that nothing was written in goes away by itself."""
        if not card.key and not card.field.toPlainText().strip() and card in self.cards:
            self._drop(card)

    def _drop(self, card: NoteCard) -> None:
        if card not in self.cards:  # it went when the keyboard left it
            return
        self.cards.remove(card)
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()
