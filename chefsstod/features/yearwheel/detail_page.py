"""Behaviour of the detail pane: reads the occurrence in hand, runs what is asked, reads again when something changed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from chefsstod.content.pack import Law
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.detail import DetailView
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.support.changes import Changes
from chefsstod.support.errors import UserError
from chefsstod.ui.signals import AppSignals


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
    ) -> None:
        super().__init__()
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
        view.remove_requested.connect(self._remove)
        view.reopen_requested.connect(lambda: self._with(actions.reopen))
        view.skip_requested.connect(lambda reason: self._with(lambda o: actions.skip(o, reason)))
        view.start_requested.connect(lambda: self._with(actions.start))
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
        self.view.show_occurrence(occurrence, self._wheel.today, self._laws(), titles, self._wheel.tracked_from)

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

    def _save_note(self, text: str) -> None:
        self._typing = True
        try:
            self._with(lambda o: self._actions.note(o, text))
        finally:
            self._typing = False

    def _remove(self) -> None:
        occurrence = self._found()
        if occurrence is not None:
            self.close()
            self._actions.remove_own(occurrence.activity.id, occurrence.activity.title)

    def _on_changed(self, changes: Changes) -> None:
        if self._key is None or self._typing:
            return
        if changes.profile or self._key.activity in changes.activities:
            if self._key.activity not in {activity.id for activity in self._wheel.activities(everything=True)}:
                self.close()
                return
            self._read()
