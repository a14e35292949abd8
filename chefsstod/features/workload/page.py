"""Belastning: reads the weeks, keeps the week in hand, runs what is asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QTimer, Signal

from chefsstod.features.workload.model import Leave
from chefsstod.features.workload.service import WorkloadService
from chefsstod.features.workload.view import WorkloadView
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.collisions import Relief
from chefsstod.features.yearwheel.planning import monday_of
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.span import Span, Unit, span_of, year_span
from chefsstod.features.yearwheel.wheel_shapes import span_title
from chefsstod.i18n import _
from chefsstod.i18n.dates import number, week
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.signals import AppSignals

FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is on the page."""

    year: int
    week: date | None


class WorkloadPage(WorkloadView):
    """The hours of a year's weeks. ``told`` carries a sentence for the toast."""

    occurrence_requested = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        *,
        workload: WorkloadService,
        wheel: YearWheelService,
        actions: OccurrenceActions,
        signals: AppSignals,
        settings: SettingsStore,
    ) -> None:
        super().__init__(wheel.today)
        self._workload = workload
        self._wheel = wheel
        self._actions = actions
        self._settings = settings
        self._signals = signals
        self._span = self._year_of(wheel.today)
        self._stale = True
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._wire()

    def _wire(self) -> None:
        self.capacity_chosen.connect(self._set_capacity)
        self.leave.removed.connect(self._remove_leave)
        self.leave.saved.connect(self._save_leave)
        self.slack_suggested.connect(lambda monday: self._set_slack(monday, on=True))
        self.today_requested.connect(self.go_to_today)
        self.week.move_requested.connect(self._move)
        self.week.open_requested.connect(self.occurrence_requested)
        self.week.slack_requested.connect(lambda monday, on: self._set_slack(monday, on=on))
        self.week_chosen.connect(lambda _monday: self._soon.start())  # who walks fast sees the week where she stops
        self.week_entered.connect(self._enter_week)
        self.year_stepped.connect(lambda step: self.show_year(self.year + step))
        self._signals.changed.connect(self._on_changed)
        self._soon.timeout.connect(self._show_week)

    def _year_of(self, day: date) -> Span:
        return span_of(Unit.YEAR, day, self._settings.current.year_start)

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def span(self) -> Span:
        """The year that is shown."""
        return self._span

    @property
    def year(self) -> int:
        """The year that it begins in."""
        return self._span.first.year

    def enter(self) -> None:
        """The page has come into view."""
        if self._span.start_month != self._settings.current.year_start:
            today = self._wheel.today
            self._span = self._year_of(today if today in self._span else self._span.first)
            self._stale = True
        if self._stale:
            self._read()
        if self.current() is None:
            self._choose_first()

    def show_year(self, year: int) -> None:
        """Show another year, beginning with this week or with its first overloaded one."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self.told.emit(_("The years from {first} to {last} can be shown").format(first=FIRST_YEAR, last=LAST_YEAR))
        self._span = year_span(min(max(year, FIRST_YEAR), LAST_YEAR), self._settings.current.year_start)
        self._read()
        self._choose_first()

    def go_to_today(self) -> None:
        """This year and this week."""
        self._span = self._year_of(self._wheel.today)
        self._read()
        self.choose(self._wheel.today)
        self._show_week()

    def show_week_of(self, day: date) -> None:
        """The week of a day, from elsewhere in the window."""
        if day not in self._span:
            self._span = self._year_of(day)
            self._read()
        self.choose(day)
        self._show_week()

    def place(self) -> Place:
        """The year and the week, to be taken up again by a page built anew."""
        chosen = self.current()
        return Place(self.year, chosen.monday if chosen else None)

    def take_place(self, place: Place) -> None:
        """Show the year and the week of an earlier page."""
        if place.year != self.year or self._stale:
            self.show_year(place.year)
        if place.week is not None:
            self.choose(place.week)
            self._show_week()

    def _choose_first(self) -> None:
        """Take a week in hand and show it at once: an empty place beside the bars would look like a week without work."""
        if not self.choose(self._wheel.today):
            heavy = next((load.monday for load in self.weeks.weeks if load.overloaded), self._span.first)
            self.choose(heavy)
        self._show_week()

    def _on_changed(self, changes: Changes) -> None:
        if changes.note is None and (changes.activities or changes.profile or changes.plans):  # a note takes no time
            self._stale = True
            if self.isVisible():
                self._read()

    def _read(self) -> None:
        workload = self._workload
        loads = workload.weeks(self._span)
        self._stale = False
        self.show_weeks(
            span_title(self._span),
            loads,
            self._wheel.today,
            workload.capacity,
            workload.suggestions(self._span),
            ordinary=workload.ordinary_capacity,
        )
        self.leave.show_leave(
            [own for own in workload.leave() if own.last >= self._span.first and own.first <= self._span.last], self._wheel.today
        )
        if self.current() is not None:
            self._show_week()

    def _show_week(self) -> None:
        """Show the week in hand now."""
        self._soon.stop()
        load = self.current()
        if load is not None:
            ahead = load.monday >= monday_of(self._wheel.today)
            self.week.show_week(load, self._workload.advice(load.monday, self._span), ahead=ahead)

    def _enter_week(self) -> None:
        self._show_week()
        self.week.take_keyboard()

    # ── what is asked ────────────────────────────────────────────────────────

    def _set_capacity(self, hours: float) -> None:
        if hours != self._workload.capacity:
            text = _("Room for {hours} h of planned work a week").format(hours=number(hours))
            self._actions.run(text, lambda: self._workload.set_capacity(hours))

    def _set_slack(self, monday: date, *, on: bool) -> None:
        if on:
            text = _("Week {week} is a week to catch up in").format(week=week(monday))
            self._actions.run(text, lambda: self._workload.set_slack(monday))
        else:
            text = _("Week {week} is an ordinary week again").format(week=week(monday))
            self._actions.run(text, lambda: self._workload.remove_slack(monday))

    def _save_leave(self, editing: Leave | None, days: tuple[date, date], text: str) -> None:
        first, last = days
        work: Callable[[], Saved]
        if editing is None:
            work = lambda: self._workload.add_leave(first, last, text)[1]  # noqa: E731 - one of two ways
        else:
            work = lambda: self._workload.edit_leave(replace(editing, first=first, last=last, text=text))  # noqa: E731
        if self._actions.run(_("Your leave is saved"), work):
            self.close_leave()
            self.choose(first)

    def _remove_leave(self, own: Leave) -> None:
        self._actions.run(_("The leave is removed"), lambda: self._workload.remove_leave(own.id))

    def _move(self, relief: Relief) -> None:
        text = _("The steps of «{title}» have new days").format(title=relief.occurrence.title)
        self._actions.run(text, lambda: self._workload.apply(relief.proposal))
