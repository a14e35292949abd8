"""The thing in hand: one occurrence beside the list. Layout only; it emits wishes and shows what it is given."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from chefsstod.content.layers import Certainty
from chefsstod.content.pack import Law
from chefsstod.features.yearwheel.actions import status_role
from chefsstod.features.yearwheel.collisions import Collision
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.features.yearwheel.model import ActivityId, Basis, BasisKind, Occurrence, Status
from chefsstod.features.yearwheel.planning_view import StepRow, StepsWishes, order_keys, show_steps
from chefsstod.features.yearwheel.rule_text import describe
from chefsstod.features.yearwheel.words import (
    basis_name,
    category_name,
    certainty_text,
    layer_name,
    place_text,
    shift_text,
    skip_text,
    status_name,
)
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_full, day_short, number, relative, week
from chefsstod.ui.dates import DateField
from chefsstod.ui.guard import warn
from chefsstod.ui.parts import XS, L, M, S, button, clear, column, icon_button, label, line, page, panel, row, scroll
from chefsstod.ui.style import look


class DetailView(QWidget):
    """Why, steps, note, what it rests on, and the buttons."""

    close_requested = Signal()
    done_requested = Signal()
    start_requested = Signal()
    reopen_requested = Signal()
    move_requested = Signal(object)
    skip_requested = Signal(str)
    step_ticked = Signal(str, bool)
    step_day_chosen = Signal(str, object)
    proposal_accepted = Signal(object)
    note_edited = Signal(str)
    related_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "detail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Selected task"))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(L, S, L, L)
        self._body.setSpacing(S)
        inner = page(self._body)
        inner.setProperty("role", "surface")
        self.heading = label(role="small", wrap=False)
        self.mark = CategoryMark()
        self.close_button = icon_button("x", _("Close"), shortcut="Esc", clicked=self.close_requested.emit)
        self.area = scroll(inner)
        outer = column(row(self.mark, self.heading, None, self.close_button, margins=(L, S, S, 0)), self.area, spacing=0)
        self.setLayout(outer)
        self.note = QPlainTextEdit()
        self.steps: list[StepRow] = []
        self._shown: Occurrence | None = None

    # ── showing ──────────────────────────────────────────────────────────────

    def show_occurrence(
        self,
        occurrence: Occurrence,
        today: date,
        laws: Mapping[str, Law],
        titles: Mapping[ActivityId, str],
        tracked_from: date | None = None,
        extras: Mapping[str, Sequence[QWidget]] = MappingProxyType({}),
        collisions: Sequence[Collision] = (),
    ) -> None:
        """Show ``occurrence``; ``titles`` names the related tasks that exist in her unit. No step from before
        ``tracked_from``, the first day that she answers for, is shown as late. ``extras`` are further parts, by where
        they stand: at the «top», under the «steps», the «note», under what is «local», at the «foot». ``collisions`` are told
        beside the steps.
        """
        again = self._shown is not None and self._shown.key == occurrence.key
        self._shown = occurrence
        keyboard, scrolled = self._keyboard(), self.area.verticalScrollBar().value() if again else 0
        activity = occurrence.activity
        self.mark.set_category(activity.category)
        self.heading.setText(category_name(activity.category))
        clear(self._body)
        self._body.addWidget(label(occurrence.title, "title"))
        self._add_dates(occurrence, today)
        self._add_buttons(occurrence, today)
        self._add(extras, "top")
        if activity.why:
            self._section(_("Why"), label(activity.why, "reading", selectable=True))
        self._add_steps(occurrence, today, tracked_from, collisions)
        self._add(extras, "steps")
        self._add_note(occurrence)
        self._add(extras, "note")
        self._add_varies(activity.varies)
        self._add(extras, "local")
        if activity.basis:
            self._section(_("Based on"), *(self._basis(basis, laws) for basis in activity.basis))
        related = [slug for slug in activity.related if slug in titles]
        if related:
            self._section(_("Belongs together with"), *(self._link(slug, titles[slug]) for slug in related))
        self._add_foot(occurrence)
        self._add(extras, "foot")
        self._body.addStretch(1)
        self._give_keyboard(keyboard)
        self.area.verticalScrollBar().setValue(scrolled)

    def _add(self, extras: Mapping[str, Sequence[QWidget]], place: str) -> None:
        for widget in extras.get(place, ()):
            self._body.addWidget(widget)

    def _keyboard(self) -> str | None:
        """Where in the body the keyboard is: on a step's id, in the «note», on a «button», or not here (None)."""
        focus = QApplication.focusWidget()
        if focus is None or not self.area.isAncestorOf(focus):
            return None
        if focus is self.note:
            return "note"
        return next((row.step.id for row in self.steps if row.isAncestorOf(focus)), "button")

    def _give_keyboard(self, place: str | None) -> None:
        """Put the keyboard where it was before the body was made anew, else a screen reader would begin from the top."""
        if place is None:
            return
        boxes = {row.step.id: row.box for row in self.steps}
        target: QWidget = self.note if place == "note" else boxes.get(place, self.main_button)
        above: QWidget | None = target
        while above is not None and above is not self.area:
            above.show()  # Qt shows what is new in a layout only later, and gives the keyboard to nothing hidden
            above = above.parentWidget()
        self._body.activate()
        target.setFocus()

    def _add_dates(self, occurrence: Occurrence, today: date) -> None:
        status = occurrence.status
        day = day_full(occurrence.due) + (f" {occurrence.due.year}" if occurrence.due.year != today.year else "")
        when = _("{date}, week {week}").format(date=day, week=week(occurrence.due))
        facts = [status_name(status)]
        if status is Status.DONE and occurrence.done_on:
            facts.append(day_short(occurrence.done_on, today))
        if status is Status.SKIPPED:
            facts.append(skip_text(occurrence))
        role = status_role(status)
        lines: list[QWidget] = [
            label(f"{when} · {relative(occurrence.due, today)}", "lead"),
            *(label(text) for text in (place_text(occurrence.activity),) if text),
            label(" · ".join(facts), role if role in ("late", "done") else "muted"),
        ]
        if occurrence.open and occurrence.lead_days:
            text = _("Start by {date}, {time}").format(
                date=day_short(occurrence.start_by, today), time=relative(occurrence.start_by, today)
            )
            lines.append(label(text, "soon" if occurrence.start_by <= today and status is Status.PLANNED else "muted"))
        if occurrence.shift is not None:
            text = shift_text(occurrence.shift, today)
            lines.append(label(text[:1].upper() + text[1:], "muted"))
        if occurrence.own_title:
            lines.append(
                label(_("Has this title this time only, otherwise «{title}»").format(title=occurrence.activity.title), "muted")
            )
        if occurrence.orphan:
            lines.append(label(_("The task's date rule has changed since; this one is kept because of what you did."), "muted"))
        self._body.addLayout(column(*lines, spacing=2))

    def _add_buttons(self, occurrence: Occurrence, today: date) -> None:
        if not occurrence.open:
            self.main_button = button(_("Open again"), image="rotate-ccw", clicked=self.reopen_requested.emit)
            buttons: list[QWidget | int | None] = [self.main_button]
            if occurrence.status is Status.SKIPPED:
                buttons.append(button(_("Mark as done"), image="check", clicked=self.done_requested.emit))
            self._body.addLayout(row(*buttons, None, margins=(0, S, 0, 0)))
            return
        self.main_button = button(_("Mark as done"), "primary", image="check", clicked=self.done_requested.emit)
        first: list[QWidget | int | None] = [self.main_button]
        if occurrence.status is Status.PLANNED or (occurrence.status is Status.LATE and not occurrence.steps_done):
            first.append(button(_("Start"), image="circle-play", clicked=self.start_requested.emit))
        self.move_button = button(_("Move to …"), image="calendar-arrow-down", clicked=lambda: self._toggle(self._move_panel))
        self.skip_button = button(_("Skip …"), image="skip-forward", clicked=lambda: self._toggle(self._skip_panel))
        self._body.addLayout(row(*first, None, margins=(0, S, 0, 0)))
        self._body.addLayout(row(self.move_button, self.skip_button, None))
        self._move_panel = self._make_move_panel(occurrence, today)
        self._skip_panel = self._make_skip_panel()
        self._body.addWidget(self._move_panel)
        self._body.addWidget(self._skip_panel)

    def _make_move_panel(self, occurrence: Occurrence, today: date) -> QWidget:
        self.date_edit = DateField(max(occurrence.due, today), _("New date"))

        def send() -> None:
            self.move_requested.emit(self.date_edit.day)

        self.date_edit.lineEdit().returnPressed.connect(send)
        later = button(_("A week later"), "link", clicked=lambda: self.date_edit.setDate(self.date_edit.date().addDays(7)))
        go = button(_("Move"), "primary", clicked=send)
        text = label(_("Only this occurrence moves; the next one comes as usual."), "small")
        return self._hidden(panel(column(row(self.date_edit, later, None), text, row(go, None), margins=(M, M, M, M))))

    def _make_skip_panel(self) -> QWidget:
        self.reason_edit = QLineEdit()
        self.reason_edit.setPlaceholderText(_("For example: done centrally this year"))
        self.reason_edit.setAccessibleName(_("Why it is skipped this time"))
        go = button(_("Skip this time"), "primary", clicked=lambda: self.skip_requested.emit(self.reason_edit.text()))
        go.setEnabled(False)
        warning = label(role="warning")
        warning.hide()

        def changed(text: str) -> None:
            go.setEnabled(bool(text.strip()))
            warn(warning, text)

        self.reason_edit.textChanged.connect(changed)
        self.reason_edit.returnPressed.connect(go.click)
        text = label(_("Why it is skipped this time"), "small")
        return self._hidden(panel(column(text, self.reason_edit, warning, row(go, None), margins=(M, M, M, M))))

    @staticmethod
    def _hidden(widget: QWidget) -> QWidget:
        widget.hide()
        return widget

    def ask(self, question: str) -> None:
        """Open the panel for «move» or «skip», if the task is open."""
        if self._shown is not None and self._shown.open:
            panel = self._move_panel if question == "move" else self._skip_panel
            if panel.isHidden():
                self._toggle(panel)

    def _toggle(self, chosen: QWidget) -> None:
        for widget in (self._move_panel, self._skip_panel):
            widget.setVisible(widget is chosen and not widget.isVisible())
        if chosen.isVisible():
            (self.date_edit if chosen is self._move_panel else self.reason_edit).setFocus()

    def _add_steps(self, occurrence: Occurrence, today: date, tracked_from: date | None, collisions: Sequence[Collision]) -> None:
        wishes = StepsWishes(self.step_ticked.emit, self.step_day_chosen.emit, self.proposal_accepted.emit)
        shown = show_steps(occurrence, today, tracked_from, collisions, wishes)
        self.steps = shown.rows
        if shown.parts:
            self._section(_("Steps"), *shown.parts)
            order_keys(shown.rows)

    def _add_note(self, occurrence: Occurrence) -> None:
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(_("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(_("What you want to remember. Nothing about care recipients or the health of staff."))
        with QSignalBlocker(self.note):
            self.note.setPlainText(occurrence.note)
        self.note.setFixedHeight(look().metrics().lineSpacing() * 5 + 24)
        warning = label(role="warning")
        warn(warning, occurrence.note)

        def changed() -> None:
            warn(warning, self.note.toPlainText())
            self.note_edited.emit(self.note.toPlainText())

        self.note.textChanged.connect(changed)
        self._section(_("Note"), warning, self.note)  # above: below, a small window would not show it

    def _add_varies(self, varies: str | None) -> None:
        if varies:
            self._section(
                _("Differs between workplaces"),
                panel(column(label(varies, "reading"), margins=(M, XS, 0, XS)), "note"),
            )

    def _basis(self, basis: Basis, laws: Mapping[str, Law]) -> QWidget:
        if basis.kind is BasisKind.LAW and basis.law is not None:
            law = laws.get(basis.law)
            name = f"{law.name} ({law.number})" if law else basis.law
            head = f"{name}, {basis.ref}" if basis.ref else name
            foot = certainty_text(basis.certainty or Certainty.LAW_LEVEL)
            if law:
                foot = _("{certainty}, {date}").format(certainty=foot, date=law.checked.isoformat())
            return _stack(label(head, "strong"), label(basis.text, "reading", selectable=True), label(foot, "small"))
        return _stack(label(basis_name(basis.kind), "strong"), label(basis.text, "reading", selectable=True))

    def _link(self, slug: str, title: str) -> QWidget:
        link = button(title, "link", clicked=lambda: self.related_requested.emit(slug))
        holder = QWidget()
        holder.setLayout(row(link, None))
        return holder

    def _add_foot(self, occurrence: Occurrence) -> None:
        activity = occurrence.activity
        rule = activity.rule_on(occurrence.original)
        hours = _("about {hours} h").format(hours=number(occurrence.hours))
        facts = [rule.words or describe(rule), hours, layer_name(activity.layer)]
        if activity.checked:
            facts.append(_("checked {date}").format(date=activity.checked.isoformat()))
        self._body.addSpacing(S)
        self._body.addWidget(line())
        self._body.addWidget(label(" · ".join(fact for fact in facts if fact), "small"))

    def _section(self, title: str, *widgets: QWidget) -> None:
        self._body.addSpacing(M)
        self._body.addWidget(label(title, "section"))
        for widget in widgets:
            self._body.addWidget(widget)

    # ── state ────────────────────────────────────────────────────────────────

    @property
    def shown(self) -> Occurrence | None:
        """What is shown."""
        return self._shown

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)


def _stack(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(*widgets, spacing=2, margins=(0, 0, 0, S)))
    return holder
