"""Årshjul: reads the year, filters it, and sends on what she wants to do."""

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import Signal

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.list_model import summary
from chefsstod.features.yearwheel.menu import occurrence_menu
from chefsstod.features.yearwheel.model import Category, Kind, Occurrence
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.wheel_view import WheelPageView
from chefsstod.features.yearwheel.year_shown import YearShown, fits_status
from chefsstod.i18n import _
from chefsstod.ui.signals import AppSignals


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is on the page."""

    year: int
    status: int
    categories: frozenset[Category]


class WheelPage(YearShown, WheelPageView):
    """The year's calendar tasks as a wheel, and as a list beside it. Routines, which come every week, stand in the year list."""

    occurrence_requested = Signal(object)

    def __init__(self, *, wheel: YearWheelService, actions: OccurrenceActions, signals: AppSignals) -> None:
        super().__init__()
        self._begin(wheel)
        self._actions = actions
        self._signals = signals
        self._wire()

    def _wire(self) -> None:
        self.filter_changed.connect(self._show)
        for view in (self.wheel, self.list):
            view.menu_requested.connect(
                lambda o, place: occurrence_menu(self, o, place, self._actions, self.occurrence_requested.emit)
            )
            view.open_requested.connect(lambda o: self.occurrence_requested.emit(o.key))
            view.toggle_requested.connect(self._actions.toggle_done)
        self.today_requested.connect(self.go_to_today)
        self.year_stepped.connect(lambda step: self.show_year(self._year + step))
        self._signals.changed.connect(self._on_changed)

    def place(self) -> Place:
        """The year and the filter, to be taken up again by a page built anew."""
        return Place(self._year, self.status.currentIndex(), self.legend.chosen)

    def take_place(self, place: Place) -> None:
        """Show the year and the filter of an earlier page."""
        self.set_filter(status=place.status, categories=place.categories)
        if place.year != self._year:
            self.show_year(place.year)

    def _belongs(self, occurrence: Occurrence) -> bool:
        return occurrence.activity.kind is Kind.CALENDAR

    def _show(self) -> None:
        shown = [occurrence for occurrence in self._all if self._fits(occurrence)]
        empty = _("Nothing fits the filter.") if self.filtered else _("No tasks in {year}.").format(year=self._year)
        self.title.setText(str(self._year))
        self.count.setText(summary(shown))
        self.legend.set_counts(Counter(occurrence.activity.category for occurrence in self._all))
        self.show_occurrences(self._year, shown, self._service.today, empty)

    def _fits(self, occurrence: Occurrence) -> bool:
        if self.legend.chosen and occurrence.activity.category not in self.legend.chosen:
            return False
        return fits_status(self.status, occurrence)
