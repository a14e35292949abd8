"""«Händelser» on Idag: the steps of running event chains that are overdue, due today or within the week. Layout only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from chefsstod.features.timers.model import Due, StepStatus, TimerAgenda
from chefsstod.features.timers.words import step_when
from chefsstod.i18n import _, ngettext
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.parts import XS, L, M, button, column, icon_button, icon_size, label, panel, row
from chefsstod.ui.style import look

LONGEST = 6
BESIDE = 1.25
"""Up to this text size the day and what the step belongs to stand on one line."""


class EventsCard(QFrame):
    """The steps, each with a ring to tick. Opening one opens its chain."""

    chain_requested = Signal(str)
    step_done_requested = Signal(str, str)

    def __init__(self, agenda: TimerAgenda) -> None:
        super().__init__()
        shown = agenda.all[:LONGEST]
        layout = column(label(_("Events"), "lead"), spacing=XS, margins=(L, M, M, M))
        for due in shown:
            layout.addWidget(self._row(due, agenda))
        left = len(agenda.all) - len(shown)
        if left:
            chain = agenda.all[LONGEST].chain.id
            text = ngettext("{n} more step", "{n} more steps", left).format(n=left)
            layout.addLayout(row(button(text, "link", clicked=lambda: self.chain_requested.emit(chain)), None))
        self.setLayout(column(panel(layout)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _row(self, due: Due, agenda: TimerAgenda) -> QWidget:
        chain, step = due.chain, due.step
        tick = icon_button("circle", _("Tick «{step}»").format(step=step.step.text))
        tick.setIconSize(icon_size())
        tick.clicked.connect(lambda: self.step_done_requested.emit(chain.id, step.step.id))
        late, beside = step.status is StepStatus.LATE, look().scale <= BESIDE
        when = label(step_when(step, agenda.day), "late" if late else "small", wrap=not beside)
        facts = [chain.label, _("a time set by law") if step.step.limit else "", step.step.condition]
        about = label(" · ".join(fact for fact in facts if fact), "small")
        about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        told = f"{when.text()}, {about.text()}"
        name = ElidedButton(step.step.text)
        name.setStyleSheet(f"padding: 0 {look().px(4)}px;")
        name.setAccessibleName(f"{step.step.text}, {told}")
        name.clicked.connect(lambda: self.chain_requested.emit(chain.id))
        under = row(when, spacing=M) if beside else column(when, spacing=0)
        under.setContentsMargins(look().px(6), 0, 0, 0)
        under.addWidget(about, 1)
        holder = QWidget()
        holder.setLayout(row(column(name, under, spacing=0), spacing=XS))
        holder.layout().insertWidget(0, tick, 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[union-attr]
        return holder
