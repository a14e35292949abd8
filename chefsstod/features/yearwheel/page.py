"""Årslista: reads the year, filters it, and sends on what she wants to do."""

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.list_model import rows_of, summary
from chefsstod.features.yearwheel.menu import occurrence_menu
from chefsstod.features.yearwheel.model import Category, Kind, Occurrence, Status
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.view import YearListView
from chefsstod.features.yearwheel.year_shown import YearShown, fits_status
from chefsstod.i18n import _
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.signals import AppSignals


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in the list."""

    year: int
    text: str
    status: int
    categories: frozenset[Category]


class YearListPage(YearShown, YearListView):
    """The year's occurrences under month headings."""

    occurrence_requested = Signal(object)

    def __init__(
        self, *, wheel: YearWheelService, actions: OccurrenceActions, settings: SettingsStore, signals: AppSignals
    ) -> None:
        super().__init__(show_routines=settings.current.show_routines)
        self._begin(wheel)
        self._actions = actions
        self._settings = settings
        self._signals = signals
        self._wire()

    def _wire(self) -> None:
        self.filter_changed.connect(self._show)
        self.list.menu_requested.connect(self._menu)
        self.list.open_requested.connect(lambda o: self.occurrence_requested.emit(o.key))
        self.list.toggle_requested.connect(self._actions.toggle_done)
        self.routines.toggled.connect(self._keep_routines)
        self.today_requested.connect(self.go_to_today)
        self.year_stepped.connect(lambda step: self.show_year(self._year + step))
        self._signals.changed.connect(self._on_changed)

    def _keep_routines(self, on: bool) -> None:
        with suppress(OSError):  # holds while the program is open; not worth a message
            self._settings.change(show_routines=on)

    def place(self) -> Place:
        """The year and the filter, to be taken up again by a page built anew."""
        return Place(self._year, self.text.text(), self.status.currentIndex(), self.chosen_categories)

    def take_place(self, place: Place) -> None:
        """Show the year and the filter of an earlier page."""
        self.set_filter(text=place.text, status=place.status, categories=place.categories)
        if place.year != self._year:
            self.show_year(place.year)

    def filter_by(self, text: str) -> None:
        """Filter by a word from elsewhere in the window, whatever was chosen here before."""
        self.set_filter(text=text)

    def open_first(self) -> None:
        """Open the first occurrence that fits the filter, today's or later before earlier ones."""
        shown = [occurrence for occurrence in self._all if self._fits(occurrence)]
        ahead = [occurrence for occurrence in shown if occurrence.due >= self._service.today]
        if shown:
            self.occurrence_requested.emit((ahead or shown)[0].key)

    def show_late(self) -> None:
        """Only what is late."""
        self.clear_filter()
        self.status.setCurrentIndex(self.status.findData(Status.LATE.value))

    def _show(self) -> None:
        shown = [occurrence for occurrence in self._all if self._fits(occurrence)]
        filtered = bool(self.chosen_categories or self.text.text().strip() or self.status.currentIndex())
        empty = _("Nothing fits the filter.") if filtered else _("No tasks in {year}.").format(year=self._year)
        self.title.setText(str(self._year))
        self.count.setText(summary(shown))
        self.show_rows(rows_of(shown, self._service.today) if shown else [], self._service.today, empty, filtered=filtered)

    def _fits(self, occurrence: Occurrence) -> bool:
        activity = occurrence.activity
        # Who looks for a word finds routines too: that they are not shown otherwise must not hide them.
        if activity.kind is Kind.ROUTINE and not self.routines.isChecked() and not self.text.text().strip():
            return False
        if self.chosen_categories and activity.category not in self.chosen_categories:
            return False
        if not fits_status(self.status, occurrence):
            return False
        text = " ".join((activity.title, activity.short, *activity.keywords, occurrence.note)).casefold()
        return all(word in text for word in self.text.text().casefold().split())

    def _menu(self, occurrence: Occurrence, place: QPoint) -> None:
        occurrence_menu(self, occurrence, place, self._actions, self.occurrence_requested.emit)
