"""Finding words in the text that is shown: where they stand, and the bar to walk between them."""

import re
import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from chefsstod.content.html import SOFT_HYPHEN
from chefsstod.i18n import _
from chefsstod.ui.parts import L, S, icon_button, label, row

Hit = tuple[int, int]
_SHORTEST = 2


def hits(text: str, query: str) -> list[Hit]:
    """Where ``query`` stands in ``text`` (start, end): the words as they are, else each of them, else without å ä ö."""
    query = " ".join(query.split())
    if not query:
        return []
    words = [word for word in query.split(" ") if len(word) >= _SHORTEST] or [query]
    for source in (text, _folded(text)):
        asked = [query, *words] if source is text else [_folded(query), *map(_folded, words)]
        found = _places(source, asked[:1]) or _places(source, asked[1:])
        if found:
            return found
    return []


def _places(text: str, words: list[str]) -> list[Hit]:
    gap = f"{SOFT_HYPHEN}?"
    patterns = [gap.join(r"\s+" if letter == " " else re.escape(letter) for letter in word) for word in words]
    if not patterns:
        return []
    return [match.span() for match in re.finditer("|".join(sorted(patterns, key=len, reverse=True)), text, re.IGNORECASE)]


def _folded(text: str) -> str:
    """Without the dots and accents, letter for letter, so that places stay the same."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)


class FindBar(QWidget):
    """The field, the count and the buttons. ``asked`` carries the words; ``step_requested`` 1 for the next hit, -1 for the last."""

    asked = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "bar")
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in the text"))
        self.field.setAccessibleName(_("Find in the text"))
        self.field.textChanged.connect(self.asked)
        self.count = label("", "muted", wrap=False)
        self.before = icon_button("arrow-up", _("Previous hit"), shortcut="Shift+F3", clicked=lambda: self.step_requested.emit(-1))
        self.after = icon_button("arrow-down", _("Next hit"), shortcut="F3", clicked=lambda: self.step_requested.emit(1))
        self.close_button = icon_button("x", _("Close the search"), shortcut="Esc", clicked=self.closed.emit)
        layout = row(self.field, self.count, self.before, self.after, self.close_button, margins=(L, S, L, S), spacing=S)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the bar, with ``text`` in the field if any."""
        if text:
            self.field.setText(text)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def show_count(self, place: int, total: int) -> None:
        """Say which hit of how many is in hand."""
        if not self.field.text().strip():
            self.count.setText("")
        elif not total:
            self.count.setText(_("No hits"))
        else:
            self.count.setText(_("{place} of {total}").format(place=place, total=total))
        for arrow in (self.before, self.after):
            arrow.setEnabled(total > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_requested.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
