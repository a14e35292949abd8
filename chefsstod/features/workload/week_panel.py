"""The week in hand: what lies in it, what could be done earlier or later, and the form for her own leave. Layout only."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from chefsstod.features.workload.model import Leave, Part, WeekLoad
from chefsstod.features.workload.words import day_facts, leave_text, pieces_text, week_title, whole_state
from chefsstod.features.yearwheel.collisions import Relief
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.features.yearwheel.planning_words import half_hours, relief_text
from chefsstod.i18n import _
from chefsstod.support.privacy import find_identity_numbers
from chefsstod.ui.dates import DateField
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, grow, icon_button, label, panel, row

ADVICE = 4
"""So many ways to lighten a week are offered at a time."""


class WeekPanel(QWidget):
    """Shows a week; emits wishes."""

    move_requested = Signal(object)
    open_requested = Signal(object)
    slack_requested = Signal(object, bool)
    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The week in hand"))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, L)
        self._body.setSpacing(S)
        self.setLayout(self._body)
        self.first_button: QPushButton | None = None

    def show_week(self, load: WeekLoad, advice: Sequence[Relief], *, ahead: bool) -> None:
        """Show a week; what is behind us (not ``ahead``) can no longer be a slack week."""
        focus = QApplication.focusWidget()
        keyboard = focus is not None and self.isAncestorOf(focus)
        clear(self._body)
        self._body.addWidget(label(week_title(load), "lead"))
        self._body.addWidget(label(whole_state(load), "late" if load.overloaded else "muted"))
        for fact in day_facts(load):
            self._body.addWidget(label(fact, "small"))
        self._add_buttons(load, ahead=ahead)
        if load.overloaded and ahead:
            self._add_advice(advice)
        self._section(_("What lies in the week"))
        if not load.parts:
            self._body.addWidget(label(_("Nothing planned. Leave it so, or use it to catch up."), "muted"))
        for part in load.parts:
            self._body.addWidget(self._part(part))
        if load.routines:
            self._section(_("Routines, about {hours} h").format(hours=half_hours(load.routine_hours)))
            names = ", ".join(part.occurrence.activity.short or part.occurrence.title for part in load.routines)
            self._body.addWidget(label(names, "small"))
        self._body.addStretch(1)
        if keyboard:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The first button that can be pressed."""
        if self.first_button is not None:
            self.first_button.show()  # Qt shows what is new in a layout only later, and gives the keyboard to nothing hidden
            self.first_button.setFocus()

    def _section(self, title: str) -> None:
        self._body.addSpacing(S)
        self._body.addWidget(label(title, "section"))

    def _add_buttons(self, load: WeekLoad, *, ahead: bool) -> None:
        self.slack_button = button(
            _("No catching up this week") if load.slack else _("Catch up this week"),
            image="coffee",
            clicked=lambda: self.slack_requested.emit(load.monday, load.slack is None),
        )
        self.slack_button.setToolTip(_("Half of the week's time is kept free"))
        self.slack_button.setEnabled(ahead)
        self.leave_button = button(_("Add leave …"), image="tree-palm", clicked=self.leave_requested.emit)
        self.first_button = self.slack_button if ahead else self.leave_button
        flow = FlowLayout(spacing=S)
        flow.addWidget(self.slack_button)
        flow.addWidget(self.leave_button)
        self._body.addLayout(flow)

    def _add_advice(self, advice: Sequence[Relief]) -> None:
        self._section(_("What could lighten the week"))
        if not advice:
            text = _("No step can move without filling another week. Skip something, ask for help, or say how much time you have.")
            self._body.addWidget(label(text, "muted"))
        for relief in advice[:ADVICE]:
            move = button(_("Move the steps"), clicked=partial(self.move_requested.emit, relief))
            move.setAccessibleName(f"{_('Move the steps')}: {relief.occurrence.title}")
            see = button(_("Open"), "link", clicked=partial(self.open_requested.emit, relief.occurrence.key))
            see.setAccessibleName(f"{_('Open')}: {relief.occurrence.title}")
            words = column(
                label(relief.occurrence.title, "strong"),
                label(relief_text(relief)),
                row(move, see, None),
                spacing=XS,
                margins=(M, XS, 0, XS),
            )
            self._body.addWidget(panel(words, "note"))

    def _part(self, part: Part) -> QWidget:
        occurrence = part.occurrence
        text = _("{hours} h").format(hours=half_hours(part.hours))
        see = ElidedButton(occurrence.title, "link")
        see.setAccessibleName(f"{occurrence.title}, {text}")
        see.clicked.connect(lambda _checked=False: self.open_requested.emit(occurrence.key))
        head = row(CategoryMark(occurrence.activity.category), grow(see), label(text, "strong", wrap=False), spacing=XS)
        holder = QWidget()
        holder.setLayout(column(head, *(label(line, "small") for line in pieces_text(part)), spacing=0))
        return holder


class LeavePanel(QWidget):
    """Her own leave: what there is, and a form for more."""

    saved = Signal(object, object, str)
    removed = Signal(object)
    closed = Signal()

    def __init__(self, day: date) -> None:
        super().__init__()
        self.setAccessibleName(_("Own leave"))
        self._editing: Leave | None = None
        self.first = DateField(day, _("First day"))
        self.last = DateField(day + timedelta(days=4), _("Last day"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(_("For example: summer"))
        self.text.setAccessibleName(_("What the leave is, in a word"))
        self._warning = label(role="warning")
        self._warning.hide()
        self.save = button(_("Save the leave"), "primary", clicked=self._send)
        self.cancel = button(_("Close"), clicked=self.closed.emit)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(XS)
        fields = FlowLayout(spacing=S)
        for word, edit in ((_("First day"), self.first), (_("Last day"), self.last)):
            pair = QWidget()
            pair.setLayout(column(label(word, "small", wrap=False), edit, spacing=2))
            fields.addWidget(pair)
        body = column(
            label(_("Own leave"), "strong"),
            fields,
            self.text,
            self._warning,
            row(self.save, self.cancel, None),
            self._rows,
            margins=(M, M, M, M),
        )
        self.setLayout(column(panel(body), spacing=0))
        self.first.dateChanged.connect(lambda chosen: self.last.setDate(max(self.last.date(), chosen)))
        self.text.textChanged.connect(self._warn)
        self.text.returnPressed.connect(self._send)

    def begin(self, first: date, last: date) -> None:
        """A new stretch, with days to begin from."""
        self._editing = None
        self._fill(first, last, "")

    def _fill(self, first: date, last: date, text: str) -> None:
        self.first.setDate(QDate(first.year, first.month, first.day))
        self.last.setDate(QDate(last.year, last.month, last.day))
        self.text.setText(text)

    def _warn(self, text: str) -> None:
        found = find_identity_numbers(text)
        if found:
            self._warning.setText(
                _("{number} looks like a personal identity number. Chefsstöd is no place for such data: take it away.").format(
                    number=found[0]
                )
            )
        self._warning.setVisible(bool(found))

    def _send(self) -> None:
        self.saved.emit(self._editing, (self.first.day, self.last.day), self.text.text())

    def show_leave(self, leave: Sequence[Leave], today: date) -> None:
        """List what there is."""
        focus = QApplication.focusWidget()
        keyboard = focus is not None and self.isAncestorOf(focus)
        clear(self._rows)
        for own in leave:
            words = leave_text(own, today)
            change = icon_button("pencil", _("Change {leave}").format(leave=words), clicked=partial(self._edit, own))
            remove = icon_button("trash-2", _("Remove {leave}").format(leave=words), clicked=partial(self.removed.emit, own))
            line = row(label(words), change, remove, spacing=XS)
            line.setStretch(0, 1)
            self._rows.addLayout(line)
        if keyboard and not self.isHidden():
            self.first.setFocus()

    def _edit(self, own: Leave) -> None:
        self._editing = own
        self._fill(own.first, own.last, own.text)
        self.first.setFocus()
