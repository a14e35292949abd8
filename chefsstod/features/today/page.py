"""Idag: reads the agenda and sends on what she wants to do."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from chefsstod.features.profile.service import ProfileService
from chefsstod.features.today.nudges import Nudge
from chefsstod.features.today.view import TodayView
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, Saved
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.undo import Entry, UndoStack

if TYPE_CHECKING:
    from chefsstod.features.timers.service import TimerService


class TodayPage(TodayView):
    """What is late, what is due, what to start, what comes."""

    told = Signal(str)

    def __init__(
        self,
        *,
        wheel: YearWheelService,
        profiles: ProfileService,
        actions: OccurrenceActions,
        signals: AppSignals,
        undo: UndoStack,
        closed_since: date | None,
        timers: "Callable[[], TimerService | None]" = lambda: None,
        offers: Callable[[], Sequence[Nudge]] = tuple,
        dismiss: Callable[[str], object] = lambda _nudge: None,
    ) -> None:
        super().__init__()
        self._wheel = wheel
        self._profiles = profiles
        self._actions = actions
        self._signals = signals
        self._undo = undo
        self._closed_since = closed_since
        self._show_closed = True
        self._timers = timers
        self._offers = offers
        self._dismiss = dismiss
        self._connect()

    def _connect(self) -> None:
        self.clean_slate_requested.connect(self._begin_today)
        self.closed_card_dismissed.connect(self._put_away)
        self.done_requested.connect(self._actions.done)
        self.nudge_dismissed.connect(self._let_be)
        self.step_done_requested.connect(self._tick)
        self._signals.changed.connect(self._on_changed)

    def enter(self) -> None:
        """The page has come into view."""
        profile = self._profiles.profile()
        timers = self._timers()
        self.show_agenda(
            self._wheel.agenda(self._closed_since),
            unit=profile.unit if profile else "",
            start=profile.start_date if profile else None,
            set_up=profile is not None,
            closed_card=self._show_closed,
            events=timers.agenda() if timers is not None else None,
            offers=self._offers() if profile is not None else (),
        )

    def _on_changed(self, changes: Changes) -> None:
        if changes and changes.note is None and self.isVisible():
            self.enter()

    def _tick(self, chain: str, step: str) -> None:
        timers = self._timers()
        if timers is not None and not self._actions.run(_("The step is ticked"), lambda: timers.tick(chain, step, done=True)):
            self.enter()

    def _let_be(self, nudge: str) -> None:
        self._dismiss(nudge)
        self.enter()

    def _put_away(self) -> None:
        self._show_closed = False
        self.enter()

    def _begin_today(self) -> None:
        before = self._profiles.profile()
        if before is None:
            self.setup_requested.emit()
            return

        def back() -> Saved:
            self._profiles.save(before)
            return Saved(Changes(profile=True), forth)

        def forth() -> Saved:
            self._profiles.begin_today()
            return Saved(Changes(profile=True), back)

        saved = self._actions.guarded(forth)
        if saved is None:
            return
        text = _("Tasks before today no longer count as late")
        self._undo.push(Entry(text, back))
        self.told.emit(text)
        self._signals.changed.emit(saved.changes)
