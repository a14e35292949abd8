"""Parts of the form in which a task is written: a field with its complaint, a choice of chips, numbers, the list of steps."""

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QLineEdit, QVBoxLayout, QWidget

from chefsstod.features.yearwheel.edit_model import step_id
from chefsstod.features.yearwheel.edit_words import MOST_LEAD
from chefsstod.features.yearwheel.model import Step
from chefsstod.i18n import _
from chefsstod.i18n.dates import number
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.guard import warn
from chefsstod.ui.parts import XS, Choice, S, button, clear, column, icon_button, label, panel, row
from chefsstod.ui.style import look

WEEK = 7


class Field(QWidget):
    """A caption, what is filled in, and under it what is wrong with it."""

    def __init__(
        self, caption: str, focus: QWidget, *more: QWidget | QLayout, hint: str = "", after: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self.focus = focus
        self.caption = label(caption, "section")
        self.caption.setBuddy(focus)
        if not focus.accessibleName():
            focus.setAccessibleName(caption)
        self.problem = label(role="warning")
        self.problem.hide()
        self.warning = label(role="warning")
        self.warning.hide()
        below = [*after, *([label(hint, "small")] if hint else [])]
        shown = more or (focus,)
        self.setLayout(column(self.caption, *shown, self.problem, self.warning, *below, spacing=XS))

    def complain(self, text: str) -> None:
        """Say what is wrong, here and to a screen reader; empty: nothing."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.focus.setAccessibleDescription(text)

    def guard(self, text: str) -> None:
        """The privacy guard's word about what is written here."""
        warn(self.warning, text)


class Chips(QWidget):
    """One of a few, all in view. Arrow keys go between them."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._values = [value for value, _text in options]
        layout = FlowLayout(spacing=XS)
        for place, (_value, text) in enumerate(options):
            chip = button(text, "chip")
            chip.setCheckable(True)
            chip.setAccessibleDescription(name)
            bold = look().metrics(bold=True).horizontalAdvance(text)  # what it takes when it is chosen
            chip.setMinimumWidth(bold + 2 * look().px(10) + 2 * XS)
            self._group.addButton(chip, place)
            layout.addWidget(chip)
        self.setLayout(layout)
        self.setFocusProxy(self._group.button(0))
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._values[place]))

    @property
    def value(self) -> object:
        """What is chosen."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def choose(self, value: object) -> None:
        """Show ``value`` as chosen."""
        self._group.button(self._values.index(value)).setChecked(True)
        self.setFocusProxy(self._group.button(self._values.index(value)))


class Number(QLineEdit):
    """A number, typed, or changed by the arrow keys. With a ``step`` of 1 it must be whole."""

    edited = Signal()

    def __init__(self, name: str, most: float, *, step: float = 1) -> None:
        super().__init__()
        self._most, self._step = most, step
        self.setAccessibleName(name)
        self.setMaxLength(6)
        self.setFixedWidth(look().metrics().horizontalAdvance("000,00") + look().px(20))
        self.textEdited.connect(lambda _text: self.edited.emit())

    @property
    def value(self) -> float:
        """What is written; -1 where it is no number (or one that is not whole where it must be)."""
        try:
            value = float(self.text().strip().replace(",", ".") or "0")
        except ValueError:
            return -1
        return value if math.isfinite(value) and (self._step < 1 or value.is_integer()) else -1

    def show_value(self, value: float) -> None:
        """Write ``value`` as the language has it."""
        self.setText(number(int(value) if float(value).is_integer() else value))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        by = {Qt.Key.Key_Up: self._step, Qt.Key.Key_Down: -self._step}.get(Qt.Key(event.key()))
        if by is None or event.modifiers():
            super().keyPressEvent(event)
            return
        self.show_value(min(max(self.value + by, 0), self._most))
        self.edited.emit()


class LeadTime(QWidget):
    """How long before: a number of days or weeks."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = Number(_("Lead time"), MOST_LEAD)
        self.unit = Choice()
        self.unit.setAccessibleName(_("Unit of the lead time"))
        self.unit.addItem(_("days before"), 1)
        self.unit.addItem(_("weeks before"), WEEK)
        self.setLayout(row(self.number, self.unit, None))
        self.setFocusProxy(self.number)
        self.number.edited.connect(self.edited)
        self.unit.currentIndexChanged.connect(lambda _index: self.edited.emit())

    @property
    def days(self) -> int:
        """The lead time in days."""
        return int(self.number.value) * int(self.unit.currentData())

    def show_days(self, days: int) -> None:
        """Show it in weeks where it is whole weeks."""
        weeks = days > 0 and days % WEEK == 0
        with QSignalBlocker(self.unit):
            self.unit.setCurrentIndex(int(weeks))
        self.number.show_value(days // WEEK if weeks else days)


class StepLine(QWidget):
    """A step as it is written: what, and how long before or after."""

    edited = Signal()
    moved = Signal(int)
    removed = Signal()
    finished = Signal()

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.id = step.id
        self.text = QLineEdit(step.text)
        self.text.setAccessibleName(_("Step"))
        self.text.setPlaceholderText(_("What is to be done"))
        self.text.setToolTip(step.text)
        self.text.setCursorPosition(0)
        self.days = Number(_("Number of days"), MOST_LEAD)
        self.days.show_value(abs(step.days))
        self.side = Choice()
        self.side.setAccessibleName(_("Before or after the date"))
        self.side.addItem(_("days before"), -1)
        self.side.addItem(_("days after"), 1)
        self.side.setCurrentIndex(int(step.days > 0))
        self.up = icon_button("arrow-up", _("Move the step up"), shortcut="Alt+↑", clicked=lambda: self.moved.emit(-1))
        self.down = icon_button("arrow-down", _("Move the step down"), shortcut="Alt+↓", clicked=lambda: self.moved.emit(1))
        self.remove = icon_button("x", _("Remove the step"), shortcut="Alt+Del", clicked=self.removed.emit)
        self.warning = label(role="warning")
        self.warning.hide()
        when = row(self.days, self.side, None, self.up, self.down, self.remove, spacing=XS)
        self.setLayout(column(panel(column(self.text, self.warning, when, spacing=XS, margins=(S, S, S, S))), spacing=0))
        self.text.textEdited.connect(self._typed)
        self.text.returnPressed.connect(self.finished)
        self.days.edited.connect(self.edited)
        self.side.currentIndexChanged.connect(lambda _index: self.edited.emit())

    def _typed(self, text: str) -> None:
        self.text.setToolTip(text)
        warn(self.warning, text)
        self.edited.emit()

    @property
    def step(self) -> Step:
        """What is written."""
        return Step(self.id, self.text.text().strip(), int(max(self.days.value, 0)) * int(self.side.currentData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        keys = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Delete: 0}
        by = keys.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        if by is None:
            super().keyPressEvent(event)
        elif by:
            self.moved.emit(by)
        else:
            self.removed.emit()


class StepList(QWidget):
    """The steps, in the order she gives them. Enter in a step begins the next; Alt with an arrow moves it.

    ``after`` is the widget that the keyboard comes from.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[StepLine] = []
        self.after: QWidget = self
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(XS)
        self.add = button(_("Add a step"), "link", image="plus", clicked=self.append)
        self.setLayout(column(self._body, row(self.add, None), spacing=XS))
        self.setFocusProxy(self.add)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is written. New steps get ids that no other has, made of their text as it then is."""
        taken = {line.id for line in self.lines if line.id}
        found = []
        for line in self.lines:
            step = line.step
            if not step.id and step.text:
                step = replace(step, id=step_id(step.text, taken))
                taken.add(step.id)
            found.append(step)
        return tuple(found)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show ``steps`` for editing."""
        clear(self._body)
        self.lines = []
        for step in steps:
            self._line(step, len(self.lines))
        self._order()

    def append(self) -> None:
        """A new, empty step at the end, ready to be written."""
        days = self.lines[-1].step.days if self.lines else 0
        line = self._line(Step("", "", days), len(self.lines))
        self._order()
        line.text.setFocus()
        self.edited.emit()

    def _line(self, step: Step, place: int) -> StepLine:
        line = StepLine(step)
        line.edited.connect(self.edited)
        line.moved.connect(lambda by: self._move(line, by))
        line.removed.connect(lambda: self._remove(line))
        line.finished.connect(lambda: self._next(line))
        self.lines.insert(place, line)
        self._body.insertWidget(place, line)
        return line

    def _order(self) -> None:
        """Let Tab go through the steps in order, from ``after`` on and then to the button; Qt puts what is new last in the form."""
        previous = self.after
        for line in self.lines:
            for widget in (line.text, line.days, line.side, line.up, line.down, line.remove):
                QWidget.setTabOrder(previous, widget)
                previous = widget
        QWidget.setTabOrder(previous, self.add)

    def _next(self, line: StepLine) -> None:
        place = self.lines.index(line)
        if place + 1 < len(self.lines):
            self.lines[place + 1].text.setFocus()
        elif line.text.text().strip():
            self.append()

    def _move(self, line: StepLine, by: int) -> None:
        place = self.lines.index(line)
        target = place + by
        if 0 <= target < len(self.lines):
            self.lines.insert(target, self.lines.pop(place))
            self._body.removeWidget(line)
            self._body.insertWidget(target, line)
            self._order()
            line.text.setFocus()
            self.edited.emit()

    def _remove(self, line: StepLine) -> None:
        place = self.lines.index(line)
        self.lines.remove(line)
        self._body.removeWidget(line)
        line.hide()
        line.deleteLater()
        near = self.lines[min(place, len(self.lines) - 1)].text if self.lines else self.add
        near.setFocus()
        self.edited.emit()
