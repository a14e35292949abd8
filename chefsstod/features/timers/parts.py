"""Small parts of the page Händelser: the privacy guard's word, a note that saves as one types, what a step rests on."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLayout, QLineEdit, QPlainTextEdit, QWidget

from chefsstod.content.layers import Certainty
from chefsstod.content.pack import Law
from chefsstod.features.yearwheel.model import Basis, BasisKind
from chefsstod.features.yearwheel.words import basis_name, certainty_text
from chefsstod.i18n import _
from chefsstod.ui.guard import warn
from chefsstod.ui.parts import S, column, label
from chefsstod.ui.style import look


class NoteField(QPlainTextEdit):
    """A note: ``edited`` at each change by her, ``left`` when the keyboard goes elsewhere."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, text: str, name: str, *, lines: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_("What you want to remember. Nothing about care recipients or the health of staff."))
        with QSignalBlocker(self):
            self.setPlainText(text)
        self.setFixedHeight(look().metrics().lineSpacing() * lines + look().px(24))
        self.warning = label(role="warning")
        self.warning.hide()
        warn(self.warning, text)
        self.textChanged.connect(self._changed)

    def _changed(self) -> None:
        warn(self.warning, self.toPlainText())
        self.edited.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().focusOutEvent(event)
        self.left.emit(self.toPlainText())

    def with_warning(self) -> QLayout:
        """The field with its warning above it: below, a small window would not show it."""
        return column(self.warning, self, spacing=2)


class LabelField(QLineEdit):
    """What a chain is called, with the guard's word and the advice that goes with it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(_("Label of the event"))
        self.setMaxLength(80)
        self.warning = label(role="warning")
        self.warning.hide()
        self.advice = label(_("Write nothing that points anyone out: no names, no initials. A number is enough."), "small")
        self.textChanged.connect(lambda words: warn(self.warning, words))
        warn(self.warning, text)

    def with_advice(self) -> QLayout:
        """The field, the warning and the advice."""
        return column(self, self.warning, self.advice, spacing=2)


def basis_widget(basis: Basis, laws: Mapping[str, Law]) -> QWidget:
    """What the steps rest on: law with number, provision, certainty and the day it was checked; else agreement or custom."""
    holder = QWidget()
    text = label(basis.text, "reading", selectable=True)
    if basis.kind is BasisKind.LAW and basis.law is not None:
        law = laws.get(basis.law)
        name = f"{law.name} ({law.number})" if law else basis.law
        foot = certainty_text(basis.certainty or Certainty.LAW_LEVEL)
        if law:
            foot = _("{certainty}, {date}").format(certainty=foot, date=law.checked.isoformat())
        head = label(f"{name}, {basis.ref}" if basis.ref else name, "strong")
        holder.setLayout(column(head, text, label(foot, "small"), spacing=2, margins=(0, 0, 0, S)))
    else:
        holder.setLayout(column(label(basis_name(basis.kind), "strong"), text, spacing=2, margins=(0, 0, 0, S)))
    return holder


def stops(area: QWidget) -> list[QWidget]:
    """What Tab stops at within ``area``, in the order in which it was made."""
    found = area.findChildren(QWidget)
    return [widget for widget in found if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None]


def order_tabs(widgets: Sequence[QWidget]) -> None:
    """Let Tab go from one to the next, whenever each was made."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def keyboard_in(area: QWidget) -> str:
    """The object name of what has the keyboard within ``area``; empty when that is elsewhere or has no name."""
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None and area.isAncestorOf(focus) else ""


def give_keyboard(area: QWidget, name: str) -> bool:
    """Give the keyboard to the widget called ``name`` within ``area``; returns whether there is one."""
    target = area.findChild(QWidget, name) if name else None
    if target is None:
        return False
    above: QWidget | None = target
    while above is not None and above is not area:
        above.show()  # Qt shows what is new in a layout only later, and gives the keyboard to nothing hidden
        above = above.parentWidget()
    target.setFocus()
    return True
