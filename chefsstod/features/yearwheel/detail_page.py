"""Behaviour of the detail pane: reads the occurrence in hand, runs what is asked, reads again when something changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chefsstod.content.pack import Law
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.collisions import Collision
from chefsstod.features.yearwheel.detail import DetailView
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.planning import Proposal
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.support.changes import Changes
from chefsstod.support.errors import UserError
from chefsstod.ui.signals import AppSignals

Extra = Callable[[Occurrence], Sequence[QWidget]]
"""Makes further parts of the pane for an occurrence."""


class DetailPage(QObject):
    """Keeps ``view`` true to the occurrence it shows. ``closed`` asks the shell to hide it; ``opened`` to show it."""

    closed = Signal()
    opened = Signal(object)

    def __init__(
        self,
        *,
        wheel: YearWheelService,
        actions: OccurrenceActions,
        laws: Callable[[], Mapping[str, Law]],
        signals: AppSignals,
        extras: Mapping[str, Sequence[Extra]] = MappingProxyType({}),
        collisions: Callable[[Occurrence], Sequence[Collision]] = lambda _occurrence: (),
        ask_hide: Callable[[], object] = lambda: None,
        typing: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._ask_hide = ask_hide
        self._typing_elsewhere = typing
        self._extras = extras
        self._collisions = collisions
        self._wheel = wheel
        self._actions = actions
        self._laws = laws
        self._signals = signals
        self._key: OccurrenceKey | None = None
        self._typing = False
        self.view = DetailView()
        self._connect()

    def _connect(self) -> None:
        view, actions = self.view, self._actions
        view.close_requested.connect(self.close)
        view.done_requested.connect(lambda: self._with(actions.done))
        view.move_requested.connect(lambda day: self._with(lambda o: actions.move(o, day)))
        view.note_edited.connect(self._save_note)
        view.related_requested.connect(self.open_activity)
        view.reopen_requested.connect(lambda: self._with(actions.reopen))
        view.skip_requested.connect(lambda reason: self._with(lambda o: actions.skip(o, reason)))
        view.start_requested.connect(lambda: self._with(actions.start))
        view.proposal_accepted.connect(self._accept)
        view.step_day_chosen.connect(self._give_day)
        view.step_ticked.connect(lambda step, done: self._with(lambda o: actions.tick(o, step, done=done)))
        self._signals.changed.connect(self._on_changed)

    @property
    def key(self) -> OccurrenceKey | None:
        """The occurrence in hand."""
        return self._key

    def open(self, key: OccurrenceKey) -> None:
        """Take an occurrence in hand."""
        self._key = key
        self._read()
        if self._key is not None:
            self.opened.emit(key)

    def open_activity(self, activity_id: str) -> None:
        """The task's next open occurrence, else its last one."""
        occurrence = self._wheel.next_of(activity_id)
        if occurrence is not None:
            self.open(occurrence.key)

    def ask(self, question: str) -> None:
        """Open the panel where it is said to which day («move»), why not («skip»), or from when it is hidden («hide»)."""
        if question == "hide":
            self._ask_hide()
        elif self._key is not None:
            self.view.ask(question)

    def close(self) -> None:
        """Put it down."""
        if self._key is not None:
            self._key = None
            self.closed.emit()

    def _read(self) -> None:
        occurrence = self._found()
        if occurrence is None:
            self.close()
            return
        titles = {activity.id: activity.title for activity in self._wheel.activities()}
        extras = {place: [widget for make in makers for widget in make(occurrence)] for place, makers in self._extras.items()}
        collisions = self._collisions(occurrence) if occurrence.activity.steps else ()
        self.view.show_occurrence(occurrence, self._wheel.today, self._laws(), titles, self._wheel.tracked_from, extras, collisions)

    def _found(self) -> Occurrence | None:
        """The occurrence in hand as it stands now; None when there is none, or its task has been removed since."""
        try:
            return self._wheel.occurrence(self._key) if self._key else None
        except UserError:
            return None

    def _with(self, action: Callable[..., object]) -> None:
        occurrence = self._found()
        if occurrence is not None:
            action(occurrence)

    def _give_day(self, step: str, day: date | None) -> None:
        text = _("The step is counted from the due date again")
        if day is not None:
            text = _("The step is moved to {date}").format(date=day_short(day, self._wheel.today))
        self._with(lambda o: self._actions.run(text, lambda: self._wheel.set_step_date(o.key, step, day)))

    def _accept(self, proposal: Proposal) -> None:
        days, lead = dict(proposal.days), proposal.lead_days
        text = _("The steps have new days")
        self._with(lambda _o: self._actions.run(text, lambda: self._wheel.set_step_dates(proposal.key, days, lead_days=lead)))

    def _save_note(self, text: str) -> None:
        self._typing = True
        try:
            self._with(lambda o: self._actions.note(o, text))
        finally:
            self._typing = False

    def _on_changed(self, changes: Changes) -> None:
        if self._key is None or self._typing or self._typing_elsewhere():
            return
        if changes.profile or changes.plans or self._key.activity in changes.activities:
            if self._key.activity not in {activity.id for activity in self._wheel.activities(everything=True)}:
                self.close()
                return
            self._read()
