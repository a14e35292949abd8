"""The line at the bottom: what was saved last, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from chefsstod.i18n import _
from chefsstod.ui.parts import XS, L, S, button, label, row


class ToastBar(QWidget):
    """Says what happened in one sentence; «Ångra» takes it back."""

    undo_requested = Signal()
    action_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = label(_("Everything is saved"), "muted")
        self.text.setAccessibleName(_("What happened last"))
        self.undo = button(_("Undo"), "link", image="undo-2", clicked=self.undo_requested.emit)
        self.undo.setToolTip("Ctrl+Z")
        self.undo.hide()
        self.action = button("", "link", clicked=self.action_requested.emit)
        self.action.hide()
        self.setLayout(row(self.text, self.action, self.undo, margins=(L, XS, L, XS), spacing=S))
        self.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.undo.ensurePolished()
        self.setMinimumHeight(self.undo.sizeHint().height() + 2 * XS)  # the page above it stays when «Ångra» comes and goes

    def say(self, text: str, *, undo: bool = False, action: str = "") -> None:
        """Show a sentence, with «Ångra» and with a further action if there is one."""
        self.text.setText(text)
        self.undo.setVisible(undo)
        self.action.setText(action)
        self.action.setVisible(bool(action))
