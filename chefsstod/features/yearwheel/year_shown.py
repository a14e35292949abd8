"""What the pages that show the year have in common: which stretch of it, when it is read, what happens when something changed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.drag import Moves, MoveSeries
from chefsstod.features.yearwheel.filter_bar import SharedFilter
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.menu import MenuActions, occurrence_menu
from chefsstod.features.yearwheel.model import Kind, Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.span import Span, Unit, span_of, year_span
from chefsstod.support.changes import Changes, NoteChange
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.signals import AppSignals

if TYPE_CHECKING:
    from chefsstod.features.yearwheel.view import OccurrenceList

FIRST_YEAR, LAST_YEAR = 2000, 2099
_KEPT = 8
"""So many stretches are kept as they were read, so that stepping back and forth reads nothing again."""
_IDLE = 120
"""In milliseconds: so long she has not asked for another stretch."""
LONGEST_LEAD = timedelta(days=366)
Occurrences = list[Occurrence]


class YearShown:
    """Mixed into a page with a ``list``: keeps ``_all``, what the span holds, true. The page says how it is shown."""

    list: "OccurrenceList"

    def _begin(
        self,
        *,
        wheel: YearWheelService,
        actions: OccurrenceActions,
        signals: AppSignals,
        settings: SettingsStore,
        shared: SharedFilter | None,
        menu_extra: MenuActions | None,
        move_series: MoveSeries | None,
    ) -> None:
        self._service = wheel
        self._actions = actions
        self._signals = signals
        self._settings = settings
        self._filter = shared or SharedFilter()
        self._menu_extra = menu_extra
        self._span = self._year_of(wheel.today)
        self._all: list[Occurrence] = []
        self._stale = True
        self._read_before: dict[object, list[Occurrence]] = {}
        self._moves = Moves(self, actions=actions, today=lambda: wheel.today, move_series=move_series)  # type: ignore[arg-type]
        signals.changed.connect(self._on_changed)
        self._filter.changed.connect(self._on_filter)

    @property
    def _start_month(self) -> int:
        return self._settings.current.year_start

    def _year_of(self, day: date) -> Span:
        return span_of(Unit.YEAR, day, self._start_month)

    def _anchor(self) -> date:
        """A day to stay at when the stretches are cut in another way: today, where it is shown."""
        today = self._service.today
        return today if today in self._span else self._span.first

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def year(self) -> int:
        """The year that the shown stretch lies in, by the month that her year begins with."""
        return span_of(Unit.YEAR, self._span.first, self._span.start_month).first.year

    @property
    def span(self) -> Span:
        """The stretch that is shown."""
        return self._span

    def enter(self) -> None:
        """The page has come into view."""
        first = not self._all
        if self._span.start_month != self._start_month:
            self._span = span_of(self._span.unit, self._anchor(), self._start_month)
            self._stale = True
        if self._stale:
            self._read()
        if first:
            self._settle()

    def show_year(self, year: int) -> None:
        """Show another year: this one from today on, any other from its beginning."""
        self.show_span(year_span(min(max(year, FIRST_YEAR), LAST_YEAR), self._start_month))

    def show_span(self, span: Span) -> None:
        """Show another stretch, if it lies in the years that can be shown."""
        if span.first.year >= FIRST_YEAR and span.last.year <= LAST_YEAR + 1:
            self._span = span
            self._read()
            self._settle()
            QTimer.singleShot(_IDLE, self, self._look_ahead)  # type: ignore[call-overload] # the page is a QWidget

    def _look_ahead(self) -> None:
        """Read the stretches beside the shown one while nobody waits for them."""
        if not self._stale and self.isVisible():  # type: ignore[attr-defined]
            for by in (1, -1):
                self._find(self._span.step(by))

    def _settle(self) -> None:
        """Another stretch is shown: bring the eye to where one begins to read."""
        self.list.show_today()

    def step(self, by: int) -> None:
        """The stretch after or before, as long as this one."""
        self.show_span(self._span.step(by))

    def go_to_today(self) -> None:
        """The stretch that holds today, scrolled to today."""
        self.show_span(span_of(self._span.unit, self._service.today, self._start_month))

    def select(self, key: OccurrenceKey) -> None:
        """Select an occurrence where it is shown."""
        self.list.select(key)

    # ── reading ──────────────────────────────────────────────────────────────

    def _on_changed(self, changes: Changes) -> None:
        if changes.activities or changes.profile or changes.plans or changes.chains:
            self._read_before.clear()
            self._stale = True
            if changes.profile or changes.plans:
                self._filter.forget()
            if self.isVisible() and changes.note is not NoteChange.WORDS:  # type: ignore[attr-defined] # the page is a QWidget
                self._read()

    def _on_filter(self) -> None:
        if self.isVisible():  # type: ignore[attr-defined]
            self._read()
        else:
            self._stale = True

    def _read(self) -> None:
        self._all = self._find(self._span)
        self._stale = False
        self._show()

    def _find(self, span: Span) -> Occurrences:
        """What the page can show of the span, before it is filtered."""
        return self._occurrences(span.first, span.last)

    def _occurrences(self, first: date, last: date, kind: Kind | None = None) -> Occurrences:
        """As the service gives them, those of other kinds of unit too when the filter asks for it; kept until something changes."""
        other = self._filter.current.other_unit
        key = (first, last, kind, other, self._service.today)
        if key not in self._read_before:
            while len(self._read_before) >= _KEPT:
                self._read_before.pop(next(iter(self._read_before)))
            self._read_before[key] = self._service.occurrences(first, last, everything=other, kind=kind)
        return self._read_before[key]

    def _fits(self, occurrence: Occurrence) -> bool:
        return self._filter.fits(occurrence)

    def _count(self, chosen: Filter) -> int:
        """How many of what is read a filter would show."""
        return sum(1 for occurrence in self._all if self._filter.fits(occurrence, chosen))

    def _show(self) -> None:
        raise AssertionError("the page says how the span is shown")

    # ── what the views of the page ask for ───────────────────────────────────

    def _menu(self, occurrence: Occurrence, place: QPoint, opened: Callable[[OccurrenceKey], object]) -> None:
        occurrence_menu(self, occurrence, place, self._actions, opened, self._menu_extra)  # type: ignore[arg-type]

    def _move(self, occurrence: Occurrence, opened: Callable[[OccurrenceKey], object]) -> None:
        """By key: where she chooses the new day among the details."""
        if self._menu_extra is not None and self._menu_extra.move is not None:
            self._menu_extra.move(occurrence)
        else:
            opened(occurrence.key)
