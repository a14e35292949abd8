"""The field in which Markdown is written: keys for lists and tables, paste from other programs, places counted as Python does."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from chefsstod.features.handbook import format_table, format_text
from chefsstod.features.handbook.edit_highlight import Highlighter
from chefsstod.features.handbook.format_paste import is_rich, markdown_of, plain_of
from chefsstod.features.handbook.format_text import Edit
from chefsstod.i18n import _
from chefsstod.ui.style import look

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")
MOST_HTML = 4_000_000
"""So much HTML is read from the clipboard; of more, the plain words are taken."""


class MarkdownField(QPlainTextEdit):
    """All places (``caret``, ``run`` …) count letters as Python does; Qt counts some of them twice."""

    edited = Signal()
    """The words changed; Qt's own signal comes for colours as well."""
    left = Signal()
    picture_pasted = Signal(bytes, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Text"))
        self.setAccessibleDescription(
            _("Markdown. Tab goes to the next cell of a table and moves a point of a list in; elsewhere to the next field.")
        )
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.highlighter = Highlighter(self.document())
        self._last = ""
        self.textChanged.connect(self._on_text_changed)
        self._keys: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], object]] = {
            (_CTRL, Qt.Key.Key_B): lambda: self.emphasise("**"),
            (_CTRL, Qt.Key.Key_I): lambda: self.emphasise("*"),
        }

    def on(self, modifiers: Qt.KeyboardModifier, key: Qt.Key, action: Callable[[], object]) -> None:
        """A key of the page that holds while the text has the keyboard, before those of the window."""
        self._keys[modifiers, key] = action

    def _on_text_changed(self) -> None:
        text = self.text()
        if text != self._last:
            self._last = text
            self.edited.emit()

    # ── the text and places in it ────────────────────────────────────────────

    def text(self) -> str:
        """What is written, hard blanks kept."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show another text; what was done before cannot be undone here."""
        self.setPlainText(text)

    def replace_text(self, text: str) -> None:
        """Make it ``text`` as one step that can be undone; what is equal at both ends is not touched, the caret stays near."""
        old = self.text()
        if old == text:
            return
        same = min(len(old), len(text))
        head = next((n for n in range(same) if old[n] != text[n]), same)
        tail = next((n for n in range(same - head) if old[-1 - n] != text[-1 - n]), same - head)
        caret = self.caret
        end = len(text) - tail
        place = caret if caret <= head else end if caret <= len(old) - tail else caret + len(text) - len(old)
        self.run(Edit(head, len(old) - tail, text[head:end], place, place))

    @property
    def caret(self) -> int:
        """Where the caret is."""
        return self._from_qt(self.textCursor().position())

    @property
    def selection(self) -> tuple[int, int]:
        """Where the selection begins and ends."""
        cursor = self.textCursor()
        return self._from_qt(cursor.selectionStart()), self._from_qt(cursor.selectionEnd())

    def select(self, anchor: int, caret: int) -> None:
        """Select, and scroll there; places beyond the end are the end."""
        cursor = self.textCursor()
        text = self.text()
        cursor.setPosition(_qt(text, min(anchor, len(text))))
        cursor.setPosition(_qt(text, min(caret, len(text))), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def run(self, edit: Edit | None) -> bool:
        """Do an edit as one step; False when there is none."""
        if edit is None or self.isReadOnly():
            return False
        text = self.text()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.setPosition(_qt(text, edit.begin))
        cursor.setPosition(_qt(text, edit.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)
        cursor.endEditBlock()
        self.select(edit.anchor, edit.caret)
        return True

    def with_selection(self, change: Callable[[str, int, int], Edit | None]) -> bool:
        """Do what ``change`` makes of the text and the selection."""
        return self.run(change(self.text(), *self.selection))

    def emphasise(self, mark: str) -> None:
        """Bold («**») or italic («*»)."""
        self.with_selection(lambda text, a, b: format_text.emphasise(text, a, b, mark))

    def _from_qt(self, place: int) -> int:
        text = self.text()
        if not _wide(text):
            return place
        return len(text.encode("utf-16-le")[: 2 * place].decode("utf-16-le", "ignore"))

    # ── keys ─────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._action(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _action(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self._keys.get((event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        action = self._action(event)
        if action is not None:
            action()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._enter(event.modifiers()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _enter(self, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & _CTRL:
            return False
        if modifiers & _SHIFT or self.textCursor().hasSelection():
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
            return True
        text, caret = self.text(), self.caret
        return self.run(format_table.enter(text, caret) or format_text.enter(text, caret))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802, D102 - Qt's name
        return self._tab(forward=forward) or super().focusNextPrevChild(forward)

    def _tab(self, *, forward: bool) -> bool:
        if self.isReadOnly():
            return False
        text, (a, b) = self.text(), self.selection
        if self.run(format_table.step(text, self.caret if a == b else a, forward)):
            return True
        return self.run(format_text.indent(text, a, b) if forward else format_text.outdent(text, a, b))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().focusOutEvent(event)
        self.left.emit()

    # ── paste ────────────────────────────────────────────────────────────────

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802, D102 - Qt's name
        return source.hasImage() or bool(_picture_file(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802, D102 - Qt's name
        file = _picture_file(source)
        if file:
            self.picture_pasted.emit(b"", file)
        elif source.hasHtml() and is_rich(source.html()) and len(source.html()) <= MOST_HTML:
            self._insert(markdown_of(source.html()) or plain_of(source.text()))
        elif source.hasImage() and not source.hasText():
            self.picture_pasted.emit(_png(source.imageData()), "")
        elif source.hasText():
            self._insert(plain_of(source.text()))

    def _insert(self, words: str) -> None:
        """Put words in at the caret; what has several paragraphs does not run into the line before."""
        a, b = self.selection
        text = self.text()
        begin, _end = format_text.line_of(text, a)
        lead = "\n\n" if "\n\n" in words and text[begin:a].strip() else ""
        place = a + len(lead) + len(words)
        self.run(Edit(a, b, lead + words, place, place))

    def apply_look(self) -> None:
        """Take up the text size: lines for writing, a little larger than those of a form."""
        self.setFont(look().font(14.5))


def _picture_file(source: QMimeData) -> str:
    names = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
    return names[0] if len(names) == 1 and names[0].lower().endswith(_PICTURES) else ""


def _png(image: object) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(image, QImage):
        image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _wide(text: str) -> bool:
    """Whether some letters are two to Qt."""
    return not text.isascii() and max(text) > "\uffff"


def _qt(text: str, place: int) -> int:
    return len(text[:place].encode("utf-16-le")) // 2 if _wide(text) else place
