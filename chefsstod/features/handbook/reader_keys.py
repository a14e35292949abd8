"""The keys of the reader: what each combination means."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_CTRL, _SHIFT, _ALT, _NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
_KEYS = {
    (_CTRL, Qt.Key.Key_F): "find",
    (_NONE, Qt.Key.Key_F3): "next hit",
    (_SHIFT, Qt.Key.Key_F3): "previous hit",
    (_CTRL, Qt.Key.Key_Plus): "larger",
    (_CTRL, Qt.Key.Key_Equal): "larger",
    (_CTRL | _SHIFT, Qt.Key.Key_Plus): "larger",
    (_CTRL, Qt.Key.Key_Minus): "smaller",
    (_CTRL, Qt.Key.Key_0): "usual size",
    (_NONE, Qt.Key.Key_F11): "full screen",
    (_CTRL, Qt.Key.Key_B): "contents",
    (_CTRL, Qt.Key.Key_D): "bookmark",
    (_CTRL, Qt.Key.Key_M): "note",
    (_CTRL, Qt.Key.Key_P): "print",
    (_ALT, Qt.Key.Key_PageDown): "next",
    (_ALT, Qt.Key.Key_PageUp): "previous",
    (_NONE, Qt.Key.Key_Escape): "escape",
}


def meaning(event: QKeyEvent) -> str:
    """What a key asks of the reader; empty for nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((modifiers, Qt.Key(event.key())), "")
