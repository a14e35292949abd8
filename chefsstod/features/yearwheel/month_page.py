"""Månad: the month as a wheel and as a calendar, with the same task selected in both, and what else belongs to the month."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.calendar_month import day_sheet, month_edges
from chefsstod.features.yearwheel.drag import MoveSeries
from chefsstod.features.yearwheel.filter_bar import SharedFilter
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.geometry import shown_in
from chefsstod.features.yearwheel.list_model import rows_of, summary
from chefsstod.features.yearwheel.menu import MenuActions
from chefsstod.features.yearwheel.model import Kind, Occurrence, OccurrenceKey, by_due
from chefsstod.features.yearwheel.month_view import MonthPageView
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.span import Span, Unit, span_of
from chefsstod.features.yearwheel.year_shown import LONGEST_LEAD, YearShown
from chefsstod.i18n.dates import month_title
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.signals import AppSignals


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is: a month, or a day of it; and which part of the page is shown (see ``MonthPageView.show_part``)."""

    day: date
    on_day: bool
    filter: Filter
    part: str


class MonthPage(YearShown, MonthPageView):
    """``side`` makes the widget with the month's themes; it has ``show_month(first_of_month)``."""

    occurrence_requested = Signal(object)
    month_requested = Signal(object)
    new_requested = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        *,
        wheel: YearWheelService,
        actions: OccurrenceActions,
        signals: AppSignals,
        settings: SettingsStore,
        menu_extra: MenuActions | None = None,
        move_series: MoveSeries | None = None,
        side: Callable[[], QWidget] | None = None,
        filter_state: SharedFilter | None = None,
    ) -> None:
        shared = filter_state or SharedFilter()
        super().__init__(shared=shared, count=self._count, side=side() if side is not None else None)
        self._begin(
            wheel=wheel,
            actions=actions,
            signals=signals,
            settings=settings,
            shared=shared,
            menu_extra=menu_extra,
            move_series=move_series,
        )
        self._span = span_of(Unit.MONTH, wheel.today, self._start_month)
        self._wire()

    def _wire(self) -> None:
        opened = self.occurrence_requested.emit
        for view in (self.wheel, self.grid, self.day):
            view.menu_requested.connect(lambda o, place: self._menu(o, place, opened))
            view.open_requested.connect(lambda o: opened(o.key))
            view.toggle_requested.connect(self._actions.toggle_done)
        for view in (self.wheel, self.grid):
            view.dropped.connect(lambda o, to, place, at=view: self._moves.ask(at, o, to, place))
            view.move_requested.connect(lambda o: self._move(o, opened))
        self.wheel.sector_requested.connect(self.show_day)
        self.wheel.zoom_requested.connect(self._zoom)
        self.wheel.stepped.connect(self.step)
        self.wheel.selectionModel().currentChanged.connect(self._selected_on_wheel)
        self.grid.chosen.connect(self._select_on_wheel)
        self.grid.day_requested.connect(self.show_day)
        self.grid.new_requested.connect(self.new_requested)
        self.grid.month_requested.connect(self._turn)
        self.day.day_requested.connect(self.show_day)
        self.day.new_requested.connect(self.new_requested)
        self.day.back_requested.connect(self.show_calendar)
        self.stepped.connect(self.step)
        self.today_requested.connect(self.go_to_today)

    # ── going ────────────────────────────────────────────────────────────────

    @property
    def month(self) -> date:
        """The first day of the month that is shown."""
        return self._span.first

    def enter(self) -> None:
        """The page has come into view."""
        if self._stale:
            self._read()

    def show_month(self, day: date) -> None:
        """Show the month that ``day`` lies in."""
        self.show_span(span_of(Unit.MONTH, day, self._start_month))

    def show_span(self, span: Span) -> None:
        """Show another month; a day of it if the card of a day was shown."""
        before = self._span
        super().show_span(span)
        if self.on_day and span != before:
            self._show_card(span.first)

    def show_day(self, day: date) -> None:
        """Show the card of a day."""
        if day not in self._span:
            super().show_span(span_of(Unit.MONTH, day, self._start_month))
        if day in self._span:
            self.grid.setCurrentIndex(self.grid.days.index_of_day(day))
            self._show_card(day)
            self.show_card()
            self.day.take_keyboard()

    def _show_card(self, day: date) -> None:
        self.day.show_day(day_sheet(day, (o for o in self._all if self._fits(o))), self._service.today)

    def _settle(self) -> None:
        """The calendar has found its day by itself."""

    def _turn(self, to: object) -> None:
        """By a month, or to the month of a day."""
        if isinstance(to, int):
            self.step(to)
        elif isinstance(to, date):
            self.show_month(to)

    def _zoom(self, by: int, day: date | None) -> None:
        if by < 0:
            self.escape()
            return
        current = self.wheel.current()
        found = day or (current.due if current is not None and current.due in self._span else None)
        self.show_day(found or self.grid.current_day() or self.month)

    def go_to_today(self) -> None:
        """This month, with the keyboard on today."""
        today = self._service.today
        self.show_month(today)
        self.grid.setCurrentIndex(self.grid.days.index_of_day(today))
        if self.on_day:
            self._show_card(today)

    def escape(self) -> bool:
        """From the card of a day back to the month; whether it was so."""
        was = self.on_day
        if was:
            self.show_calendar()
        return was

    # ── one selection ────────────────────────────────────────────────────────

    def select(self, key: OccurrenceKey) -> None:
        """Select an occurrence where it is shown."""
        self.grid.select(key)
        self._select_on_wheel(key)

    def _select_on_wheel(self, key: OccurrenceKey) -> None:
        place = self.rows.index_of(key)
        if place is not None:
            with QSignalBlocker(self.wheel.selectionModel()):
                self.wheel.setCurrentIndex(self.rows.index(place))
        else:
            self.wheel.clearSelection()
        self.wheel.viewport().update()

    def _selected_on_wheel(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        current = self.wheel.current()
        if current is not None:
            self.grid.select(current.key)

    # ── what is shown ────────────────────────────────────────────────────────

    def place(self) -> Place:
        """The month or day and the filter, to be taken up again by a page built anew."""
        return Place(self.day.day if self.on_day else self.month, self.on_day, self.shared.current, self.part)

    def take_place(self, place: Place) -> None:
        """Show the month or day and the filter of an earlier page."""
        self.shared.set(place.filter)
        self.show_part(place.part)
        self.show_month(place.day)
        if place.on_day:
            self.show_day(place.day)

    def _find(self, span: Span) -> list[Occurrence]:
        first, last = month_edges(span.first)
        tasks = self._occurrences(first, last + LONGEST_LEAD, Kind.CALENDAR)
        near = [o for o in tasks if min(o.start_by, o.due) <= last]
        return by_due((*near, *self._occurrences(first, last, Kind.ROUTINE)))

    def _show(self) -> None:
        shown = [occurrence for occurrence in self._all if self._fits(occurrence)]
        span, today = self._span, self._service.today
        on_wheel = shown_in(span, shown)
        kept = self.wheel.current()
        title = month_title(span.first)
        self.title.setText(title)
        self.count.setText(summary([o for o in shown if o.due in span]))
        with QSignalBlocker(self.wheel.selectionModel()):
            self.rows.set_rows(rows_of(on_wheel, today, span), today)
        self.wheel.show_span(span, on_wheel, today, whole=self.shared.current.empty)
        self.grid.show_month(span.first, shown, today)
        if kept is not None:
            self.select(kept.key)
        if self.on_day:
            self._show_card(self.day.day if self.day.day in span else span.first)
        show_month = getattr(self.side, "show_month", None)
        if show_month is not None:
            show_month(span.first)
