"""The steps of an occurrence beside the list: each with its box, its day and hours, what it collides with, and a day of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from chefsstod.features.yearwheel.collisions import Collision, Relief
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.planning import PlannedStep, Proposal, plan_of, replan
from chefsstod.features.yearwheel.planning_words import collision_texts, relief_text, replan_text, step_when
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_full
from chefsstod.ui.dates import DateField
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, M, S, button, column, icon_button, label, panel, row

_PROPOSALS = 2
"""How many moves are proposed at a time: each changes what the others would do."""


class StepRow(QWidget):
    """A step: a box to tick, its text, its day. A click on the text ticks too; F2 or the calendar gives it another day."""

    ticked = Signal(str, bool)
    day_chosen = Signal(str, object)

    def __init__(
        self, planned: PlannedStep, today: date, *, late: bool, collides: Sequence[str] = (), changeable: bool = True
    ) -> None:
        super().__init__()
        self.planned = planned
        self.step = planned.step
        when = step_when(planned, today)
        self.box = QCheckBox()
        self.box.setChecked(planned.done)
        self.box.setAccessibleName(self.step.text)
        self.box.setAccessibleDescription(". ".join((day_full(planned.day), when.partition(" · ")[2], *collides)))
        self.day_button = icon_button(
            "calendar-range", _("Another day for «{step}»").format(step=self.step.text), shortcut="F2", clicked=self.toggle_panel
        )
        if not changeable:
            self.day_button.hide()
        self.panel: QFrame | None = None
        self._column = column(
            label(self.step.text, "muted" if planned.done else ""),
            label(when, "late" if late else "small"),
            *(label(text, "soon") for text in collides),
            spacing=0,
            margins=(0, 3, 0, 0),
        )
        layout = row(self.box, self._column, self.day_button, spacing=XS)
        layout.setStretch(1, 1)
        layout.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        layout.setAlignment(self.day_button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        self.box.toggled.connect(lambda checked: self.ticked.emit(self.step.id, checked))

    def toggle_panel(self) -> None:
        """Show the field for another day, or put it away."""
        if self.panel is None:
            self.panel = self._make_panel()
            self._column.addWidget(self.panel)
            self.panel.hide()
        opening = self.panel.isHidden()
        self.panel.setVisible(opening)
        (self.field if opening else self.day_button).setFocus()

    def _make_panel(self) -> QFrame:
        self.field = DateField(self.planned.day, _("Day of the step"))
        self.save = button(_("Save the day"), "primary", clicked=self._send)
        self.field.lineEdit().returnPressed.connect(self._send)
        choices = FlowLayout(spacing=S)
        choices.addWidget(self.field)
        choices.addWidget(self.save)
        if self.planned.own:
            again = button(_("Count from the due date again"), "link", clicked=lambda: self.day_chosen.emit(self.step.id, None))
            choices.addWidget(again)
        return panel(column(choices, margins=(S, S, S, S)))

    def _send(self) -> None:
        self.day_chosen.emit(self.step.id, self.field.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        opened = self.panel is not None and self.panel.isVisible()
        changeable = not self.day_button.isHidden()
        if (event.key() == Qt.Key.Key_F2 and changeable) or (event.key() == Qt.Key.Key_Escape and opened):
            self.toggle_panel()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        place = event.position().toPoint()
        inside = self.panel is not None and self.panel.isVisible() and self.panel.geometry().contains(place)
        if self.rect().contains(place) and not inside:
            self.box.toggle()


def order_keys(rows: Sequence[StepRow]) -> None:
    """Tab goes from box to box, then over the calendars: who ticks a row of steps has nothing in between."""
    stops = [*(step.box for step in rows), *(step.day_button for step in rows)]
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


@dataclass(frozen=True)
class StepsWishes:
    """What is to be done when she ticks a step, gives it a day, or accepts a proposal."""

    ticked: Callable[[str, bool], object]
    day_chosen: Callable[[str, object], object]
    accepted: Callable[[Proposal], object]


@dataclass
class StepsShown:
    """The rows of the steps, and everything of the section in its order."""

    rows: list[StepRow] = field(default_factory=list)
    parts: list[QWidget] = field(default_factory=list)


def show_steps(
    occurrence: Occurrence, today: date, tracked_from: date | None, collisions: Sequence[Collision], wishes: StepsWishes
) -> StepsShown:
    """The widgets of the section «Steg»: the proposal to spread the steps, the steps, and what would lighten a full week."""
    shown = StepsShown()
    proposal = replan(occurrence, today)
    if proposal is not None:
        shown.parts.append(_proposal(replan_text(proposal, occurrence.due, today), _("Spread the steps"), proposal, wishes))
    plan = plan_of(occurrence)
    texts = collision_texts(collisions, occurrence.key, plan) if occurrence.open else {}
    for planned in plan:
        late = occurrence.open and not planned.done and (tracked_from or planned.day) <= planned.day < today
        widget = StepRow(planned, today, late=late, collides=texts.get(planned.step.id, ()), changeable=occurrence.open)
        widget.ticked.connect(wishes.ticked)
        widget.day_chosen.connect(wishes.day_chosen)
        shown.rows.append(widget)
    shown.parts += shown.rows
    for relief in _reliefs(collisions, occurrence):
        shown.parts.append(_proposal(relief_text(relief), _("Move the steps"), relief.proposal, wishes))
    return shown


def _reliefs(collisions: Sequence[Collision], occurrence: Occurrence) -> list[Relief]:
    """What would lighten the weeks in which this one collides, by moving this one; each once."""
    found: dict[tuple[date, date], Relief] = {}
    for collision in collisions:
        relief = collision.relief
        if occurrence.open and relief is not None and relief.occurrence.key == occurrence.key:
            found.setdefault((relief.week, relief.to), relief)
    return list(found.values())[:_PROPOSALS]


def _proposal(text: str, word: str, proposal: Proposal, wishes: StepsWishes) -> QWidget:
    accept = button(word, clicked=lambda: wishes.accepted(proposal))
    return panel(column(label(text), row(accept, None), spacing=XS, margins=(M, S, M, S)), "note")
