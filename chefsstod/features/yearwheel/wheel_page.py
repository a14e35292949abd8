"""Årshjul: reads the year, a quarter, a month or a day of it, filters it, and sends on what she wants to do."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.calendar_month import day_sheet
from chefsstod.features.yearwheel.drag import MoveSeries
from chefsstod.features.yearwheel.filter_bar import SharedFilter
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.geometry import StepMark, shown_in, span_title
from chefsstod.features.yearwheel.list_model import summary
from chefsstod.features.yearwheel.menu import MenuActions
from chefsstod.features.yearwheel.model import Kind, Occurrence, by_due
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.span import Span, Unit, span_of
from chefsstod.features.yearwheel.wheel_crumbs import UNITS
from chefsstod.features.yearwheel.wheel_legend import counts_of
from chefsstod.features.yearwheel.wheel_view import WheelPageView
from chefsstod.features.yearwheel.year_shown import LONGEST_LEAD, YearShown
from chefsstod.i18n import _, ngettext
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.signals import AppSignals

StepMarks = Callable[[Sequence[Occurrence], date], Sequence[StepMark]]
Load = Callable[[Span], Mapping[date, float]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is on the page."""

    span: Span
    filter: Filter
    steps: bool
    heat: bool


class WheelPage(YearShown, WheelPageView):
    """The year's calendar tasks as a wheel, and as a list beside it; nearer, the routines of the month too.

    ``step_marks`` gives the steps to show, ``heat`` the load of the weeks (1 is full); without them those are not offered.
    """

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
        step_marks: StepMarks | None = None,
        heat: Load | None = None,
        filter_state: SharedFilter | None = None,
    ) -> None:
        shared = filter_state or SharedFilter()
        super().__init__(shared=shared, count=self._count)
        self._begin(
            wheel=wheel,
            actions=actions,
            signals=signals,
            settings=settings,
            shared=shared,
            menu_extra=menu_extra,
            move_series=move_series,
        )
        self._step_marks, self._load = step_marks, heat
        self._has_steps, self._has_heat = step_marks is not None, heat is not None
        self._wire()

    def _wire(self) -> None:
        opened = self.occurrence_requested.emit
        for view in (self.wheel, self.list, self.day):
            view.menu_requested.connect(lambda o, place: self._menu(o, place, opened))
            view.open_requested.connect(lambda o: opened(o.key))
            view.toggle_requested.connect(self._actions.toggle_done)
        self.list.month_requested.connect(self._into_month)
        self.wheel.zoom_requested.connect(self.zoom)
        self.wheel.sector_requested.connect(self._go_into)
        self.wheel.stepped.connect(self.step)
        self.wheel.dropped.connect(lambda o, to, place: self._moves.ask(self.wheel, o, to, place))
        self.wheel.move_requested.connect(lambda o: self._move(o, opened))
        self.day.day_requested.connect(lambda day: self.show_span(span_of(Unit.DAY, day, self._start_month)))
        self.day.back_requested.connect(lambda: self.zoom(-1, None))
        self.day.new_requested.connect(self.new_requested)
        self.crumbs.requested.connect(self.show_span)
        self.today_requested.connect(self.go_to_today)
        self.year_stepped.connect(self.step)
        self.year_start_requested.connect(self._begin_year_in)
        self.calendar_requested.connect(lambda: self.month_requested.emit(self._span.first.replace(day=1)))
        self.steps_toggled.connect(lambda on: self._show_more_of(steps=on, heat=self._heat_on))
        self.heat_toggled.connect(lambda on: self._show_more_of(steps=self._steps_on, heat=on))

    # ── near and far ─────────────────────────────────────────────────────────

    def zoom(self, by: int, day: date | None = None) -> None:
        """A level nearer (1) to ``day``, else to the selection, else to today; or a level farther (-1)."""
        level = UNITS.index(self._span.unit) + by
        if not 0 <= level < len(UNITS):
            return
        self.show_span(span_of(UNITS[level], (day or self._middle()) if by > 0 else self._span.first, self._start_month))

    def _middle(self) -> date:
        current, today = self.list.current(), self._service.today
        if current is not None:
            return min(max(current.due, self._span.first), self._span.last)
        return today if today in self._span else self._span.first

    def _go_into(self, first: date) -> None:
        self.show_span(span_of(Unit.DAY if self._span.unit is Unit.MONTH else Unit.MONTH, first, self._start_month))

    def _into_month(self, first: date) -> None:
        """From a heading of the list: to the month as a wheel, and from there to its calendar."""
        if self._span.unit in (Unit.YEAR, Unit.QUARTER):
            self.show_span(span_of(Unit.MONTH, first, self._start_month))
        else:
            self.month_requested.emit(first)

    def escape(self) -> bool:
        """A level farther, if one is nearer than the year; whether it was so."""
        near = self._span.unit is not Unit.YEAR
        if near:
            self.zoom(-1)
        return near

    def _begin_year_in(self, month: int) -> None:
        with suppress(OSError):  # holds while the program is open; not worth a message
            self._settings.change(year_start=month)
        self.show_span(span_of(self._span.unit, self._anchor(), month))

    # ── what is shown ────────────────────────────────────────────────────────

    def place(self) -> Place:
        """The stretch and the filter, to be taken up again by a page built anew."""
        return Place(self._span, self.shared.current, self._steps_on, self._heat_on)

    def take_place(self, place: Place) -> None:
        """Show the stretch and the filter of an earlier page."""
        self.shared.set(place.filter)
        self._steps_on, self._heat_on = place.steps and self._has_steps, place.heat and self._has_heat
        if place.span != self._span:
            self.show_span(place.span)

    def _show_more_of(self, *, steps: bool, heat: bool) -> None:
        self._steps_on, self._heat_on = steps, heat
        self._show()

    def _find(self, span: Span) -> list[Occurrence]:
        if span.unit is Unit.YEAR:
            return self._occurrences(span.first, span.last, Kind.CALENDAR)
        tasks = self._occurrences(span.first, span.last + LONGEST_LEAD, Kind.CALENDAR)
        routines = self._occurrences(span.first, span.last, Kind.ROUTINE) if span.unit is not Unit.QUARTER else []
        return shown_in(span, by_due((*tasks, *routines)))

    def _show(self) -> None:
        shown = [occurrence for occurrence in self._all if self._fits(occurrence)]
        span, today = self._span, self._service.today
        empty = ""
        if not shown and self.filtered:
            empty = _("Nothing fits the filter.")
        elif not shown and span.unit is Unit.YEAR:
            empty = _("No tasks in {year}.").format(year=span_title(span))
        self.count.setText(self._summed(shown))
        self.legend.set_counts(counts_of(self._all))
        heat = self._load(span) if self._heat_on and self._load is not None else None
        ahead = [occurrence for occurrence in shown if occurrence.open]
        marks = self._step_marks(ahead, today) if self._steps_on and self._step_marks is not None else ()
        self.show_occurrences(span, shown, today, empty=empty, heat=heat, marks=marks)
        if span.unit is Unit.DAY and not empty:
            self.day.show_day(day_sheet(span.first, shown), today)
            had_focus = self.wheel.hasFocus()
            self.show_card()
            if had_focus:
                self.take_keyboard()
        self._offer_zoom()

    def _summed(self, shown: Sequence[Occurrence]) -> str:
        """What is due in the stretch, as on the month's page, and how many lie in it that are due later."""
        due = [occurrence for occurrence in shown if occurrence.due in self._span]
        ahead = len(shown) - len(due)
        told = ngettext("{n} that is due later", "{n} that are due later", ahead).format(n=ahead)
        return " · ".join((summary(due), told)) if ahead else summary(due)

    def _offer_zoom(self) -> None:
        self.smaller.setEnabled(self._span.unit is not Unit.YEAR)
        self.larger.setEnabled(self._span.unit is not Unit.DAY)
