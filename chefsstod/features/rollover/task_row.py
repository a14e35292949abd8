"""One task on its way into the new year: how it went, what to think about, and three choices. Layout only; it emits wishes."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.content.pack import Law
from chefsstod.features.rollover.lint import duty_of
from chefsstod.features.rollover.model import Choice, Finding, Fix, Review, ReviewTask
from chefsstod.features.rollover.rules import rule_like
from chefsstod.features.rollover.words import (
    choice_text,
    coming_text,
    drop_text,
    keep_text,
    keys,
    move_text,
    outcome_text,
    severity_icon,
    severity_name,
)
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.features.yearwheel.rule_text import describe
from chefsstod.i18n import _, ngettext
from chefsstod.ui.dates import DateField
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.guard import warn
from chefsstod.ui.icons import GAP, icon, pixmap
from chefsstod.ui.parts import XS, M, S, button, clear, column, icon_size, label, panel, row
from chefsstod.ui.style import look

WIDE = 640
_MOVES = (Choice.MOVE, Choice.RULE)


class TaskRow(QFrame):
    """Takes the keyboard as a whole: a letter decides, Enter opens, Tab goes on to its buttons."""

    choice_requested = Signal(str, object)
    move_requested = Signal(str, object, bool)
    drop_requested = Signal(str, str)
    undecide_requested = Signal(str)
    open_requested = Signal(object)
    edit_requested = Signal(str)
    step_requested = Signal(int)

    def __init__(self, task: ReviewTask, review: Review, laws: Mapping[str, Law]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._laws = laws
        self.task, self.review = task, review
        self.title = ElidedButton(task.activity.title)
        self.title.setStyleSheet(f"padding: 1px {look().px(4)}px; font-weight: 600;")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # it gives way to the choices
        self.title.clicked.connect(self._open)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(2)
        self.choices = {choice: self._choice(text, choice) for choice, text in _words().items()}
        self._panel_place = QVBoxLayout()
        self._beside = row(spacing=S)
        for chip in self.choices.values():
            self._beside.addWidget(chip)
        self._below: QLayout | None = None
        head = row(CategoryMark(task.activity.category), spacing=XS)
        head.addWidget(self.title, 1)
        head.addLayout(self._beside)
        self._whole = column(head, self._facts, self._panel_place, spacing=XS, margins=(M, S, M, S))
        self.setLayout(self._whole)
        self.show_task(task, review)

    def _choice(self, text: str, choice: Choice) -> QWidget:
        chip = button(text, "chip", clicked=lambda: self.decide(choice))
        chip.setCheckable(True)
        chip.setAccessibleName(f"{text.rstrip(' …')}, {self.task.activity.title}")
        chip.setMinimumWidth(look().metrics(bold=True).horizontalAdvance(text) + look().px(48))  # bold when chosen
        chip.setToolTip(_("Key {key}").format(key=text[0]))
        return chip

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._place_choices(wide=event.size().width() >= look().px(WIDE))

    def _place_choices(self, *, wide: bool) -> None:
        """Beside the title where there is room, else below. A flowing layout is slow to measure: only where it is needed."""
        if wide == (self._below is None):
            return
        source: QLayout = self._beside if self._below is None else self._below
        target = FlowLayout(spacing=S) if self._below is None else self._beside
        for chip in self.choices.values():
            source.removeWidget(chip)
            target.addWidget(chip)
        if self._below is None:
            self._below = target
            self._whole.insertLayout(2, target)
        else:
            self._whole.removeItem(self._below)
            self._below = None

    # ── showing ──────────────────────────────────────────────────────────────

    def show_task(self, task: ReviewTask, review: Review) -> None:
        """Show the task as it stands now; the keyboard stays where it is."""
        if self._facts.count() and task == self.task:
            self._mark_choice()
            return
        self.task, self.review = task, review
        self.close_panel()
        clear(self._facts)
        years = _("{year}: {outcome}. {next}: {dates}.").format(
            year=review.year, outcome=outcome_text(task, review), next=review.next_year, dates=coming_text(task)
        )
        self._facts.addWidget(label(years, "muted"))
        if task.lesson is not None:
            self._facts.addWidget(_fact("lightbulb", "accent", task.lesson.text, _("What you wrote for this time")))
        for finding in task.findings:
            self._facts.addWidget(self._finding(finding))
        decision = task.decision
        if decision is not None and decision.choice is not Choice.KEEP:
            words = choice_text(decision.choice, review.next_year)
            text = _("{status}: {reason}").format(status=words, reason=decision.text) if decision.text else words
            self._facts.addWidget(_fact("check", "done", text, _("Decided")))
        self._mark_choice()
        self.setAccessibleName(self._spoken())

    def _mark_choice(self) -> None:
        chosen = self.task.decision.choice if self.task.decision is not None else None
        for choice, chip in self.choices.items():
            checked = chosen is choice or (choice is Choice.MOVE and chosen in _MOVES)
            chip.setChecked(checked)  # type: ignore[attr-defined]
            chip.setIcon(icon("check", "on_accent", 14, gap=GAP) if checked else icon("circle", "muted", 14, gap=GAP))  # type: ignore[attr-defined]
            chip.setIconSize(icon_size(gap=GAP) * 14 / 18)  # type: ignore[attr-defined]

    def _spoken(self) -> str:
        parts = [self.task.activity.title, coming_text(self.task), outcome_text(self.task, self.review)]
        if self.task.lesson is not None:
            parts.append(self.task.lesson.text)
        parts += [finding.sentence for finding in self.task.findings]
        decision = self.task.decision
        parts.append(choice_text(decision.choice, self.review.next_year) if decision else _("Not decided"))
        return ", ".join(parts)

    def _finding(self, finding: Finding) -> QWidget:
        color = "soon" if severity_icon(finding.severity) != "info" else "muted"
        holder = _fact(severity_icon(finding.severity), color, finding.sentence, severity_name(finding.severity))
        if finding.fix is Fix.EDIT:
            change = button(_("Change the text …"), "link", clicked=lambda: self.edit_requested.emit(self.task.activity.id))
            change.setAccessibleName(_("Change «{title}»").format(title=self.task.activity.title))
            holder.layout().addWidget(change)  # type: ignore[union-attr]
        return holder

    # ── deciding ─────────────────────────────────────────────────────────────

    def decide(self, choice: Choice) -> None:
        """What a button or a letter asks: the same again takes the decision back; moving and dropping ask more first."""
        chosen = self.task.decision.choice if self.task.decision is not None else None
        self._mark_choice()
        if chosen is choice or (choice is Choice.MOVE and chosen in _MOVES):
            self.undecide_requested.emit(self.task.activity.id)
        elif choice is Choice.MOVE:
            self._open_panel(self._move_panel(), self._move_focus)
        elif choice is Choice.DROP:
            self._open_panel(self._drop_panel(), self._drop_focus)
        else:
            self.choice_requested.emit(self.task.activity.id, choice)

    def _open_panel(self, made: QWidget, focus: QWidget) -> None:
        self.close_panel()
        self._panel_place.addWidget(made)
        made.show()
        focus.setFocus()

    def close_panel(self) -> bool:
        """Close what asks more; returns whether there was something."""
        open_now = self._panel_place.count() > 0
        clear(self._panel_place)
        return open_now

    def _move_panel(self) -> QWidget:
        task, year = self.task, self.review.next_year
        if len(task.coming) != 1:
            text = ngettext("Comes {n} time in {year}.", "Comes {n} times in {year}.", len(task.coming)).format(
                n=len(task.coming), year=year
            )
            more = label(text + " " + _("Change its rule in the task itself."))
            go = button(_("Change the task …"), "primary", clicked=lambda: self.edit_requested.emit(task.activity.id))
            self._move_focus: QWidget = go
            return panel(column(more, row(go, None), margins=(M, S, M, S)), "note")
        self.date_edit = DateField(task.coming[0].due, _("New date"))
        self._move_focus = self.date_edit
        words = label(role="small")

        def say() -> None:
            rule = rule_like(task.activity.rule_on(date(year, 1, 1)), self.date_edit.day, date(year, 1, 1))
            words.setText(_("As a rule: {rule}").format(rule=describe(rule)))

        self.date_edit.dateChanged.connect(say)
        say()
        once = button(_("Move in {year} only").format(year=year), "primary", clicked=lambda: self._send_move(rule=False))
        always = button(_("Move every year"), clicked=lambda: self._send_move(rule=True))
        self.date_edit.lineEdit().returnPressed.connect(once.click)
        flow = FlowLayout(spacing=S)
        for part in (once, always):
            flow.addWidget(part)
        return panel(column(row(self.date_edit, None), words, flow, margins=(M, S, M, S)), "note")

    def _send_move(self, *, rule: bool) -> None:
        self.move_requested.emit(self.task.activity.id, self.date_edit.day, rule)

    def _drop_panel(self) -> QWidget:
        self.reason_edit = QLineEdit()
        self._drop_focus: QWidget = self.reason_edit
        self.reason_edit.setAccessibleName(_("Why it is not needed any more"))
        self.reason_edit.setPlaceholderText(_("For example: done centrally from next year"))
        go = button(_("Drop from {year} on").format(year=self.review.next_year), "primary")
        go.clicked.connect(lambda: self.drop_requested.emit(self.task.activity.id, self.reason_edit.text()))
        go.setEnabled(False)
        warning = label(role="warning")
        warning.hide()

        def changed(text: str) -> None:
            go.setEnabled(bool(text.strip()))
            warn(warning, text)

        self.reason_edit.textChanged.connect(changed)
        self.reason_edit.returnPressed.connect(go.click)
        parts: list[QWidget | QHBoxLayout] = [label(_("Why it is not needed any more"), "small"), warning, self.reason_edit]
        duty = duty_of(self.task.activity, self._laws)
        if duty:
            text = _("The duty stays even if the task goes: {law}. Make sure that somebody else does it.").format(law=duty)
            parts.insert(0, _fact("scale", "soon", text, _("Duty")))
        return panel(column(*parts, row(go, None), margins=(M, S, M, S)), "note")

    def _open(self) -> None:
        found = self.task.coming or self.task.past
        if found:
            self.open_requested.emit(found[0].key)

    # ── the keyboard ─────────────────────────────────────────────────────────

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look().color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        letter = event.text().upper()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step_requested.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif letter in keys() and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            self.decide(keys()[letter])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self._open()
        elif event.key() == Qt.Key.Key_Escape and self.close_panel():
            self.setFocus()
        else:
            super().keyPressEvent(event)


def _words() -> dict[Choice, str]:
    return {Choice.KEEP: keep_text(), Choice.MOVE: move_text(), Choice.DROP: drop_text()}


def _fact(image: str, color: str, text: str, what: str) -> QWidget:
    """A sentence with an icon before it; ``what`` names the icon for those who do not see it."""
    sign = QLabel()
    sign.setPixmap(pixmap(image, color, 16, sign.devicePixelRatioF()))
    sign.setAccessibleName(what)
    sign.setToolTip(what)
    holder = QWidget()
    layout = row(sign, spacing=XS)
    layout.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(label(text), 1)
    holder.setLayout(layout)
    return holder
