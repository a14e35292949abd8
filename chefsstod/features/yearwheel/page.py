"""Årslista: reads the year, filters it, and sends on what she wants to do."""

from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.drag import MoveSeries
from chefsstod.features.yearwheel.filter_bar import SharedFilter
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.geometry import span_title
from chefsstod.features.yearwheel.list_model import rows_of, summary
from chefsstod.features.yearwheel.menu import MenuActions
from chefsstod.features.yearwheel.model import Kind, Occurrence, Status
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.view import YearListView
from chefsstod.features.yearwheel.year_shown import YearShown
from chefsstod.i18n import _
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.signals import AppSignals


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in the list."""

    year: int
    text: str
    filter: Filter


class YearListPage(YearShown, YearListView):
    """The year's occurrences under month headings."""

    occurrence_requested = Signal(object)
    month_requested = Signal(object)
    new_requested = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        *,
        wheel: YearWheelService,
        actions: OccurrenceActions,
        settings: SettingsStore,
        signals: AppSignals,
        menu_extra: MenuActions | None = None,
        move_series: MoveSeries | None = None,
        filter_state: SharedFilter | None = None,
    ) -> None:
        shared = filter_state or SharedFilter()
        super().__init__(show_routines=settings.current.show_routines, shared=shared, count=self._count)
        self._begin(
            wheel=wheel,
            actions=actions,
            signals=signals,
            settings=settings,
            shared=shared,
            menu_extra=menu_extra,
            move_series=move_series,
        )
        self._wire()

    def _wire(self) -> None:
        opened = self.occurrence_requested.emit
        self.filter_changed.connect(self._show)
        self.list.menu_requested.connect(lambda o, place: self._menu(o, place, opened))
        self.list.open_requested.connect(lambda o: opened(o.key))
        self.list.toggle_requested.connect(self._actions.toggle_done)
        self.list.month_requested.connect(self.month_requested)
        self.routines.toggled.connect(self._keep_routines)
        self.text.returnPressed.connect(self.open_first)
        self.today_requested.connect(self.go_to_today)
        self.year_stepped.connect(self.step)

    def _keep_routines(self, on: bool) -> None:
        with suppress(OSError):  # holds while the program is open; not worth a message
            self._settings.change(show_routines=on)

    def place(self) -> Place:
        """The year and the filter, to be taken up again by a page built anew."""
        return Place(self.year, self.text.text(), self.shared.current)

    def take_place(self, place: Place) -> None:
        """Show the year and the filter of an earlier page."""
        self.set_filter(text=place.text, chosen=place.filter)
        if place.year != self.year:
            self.show_year(place.year)

    def find_here(self) -> None:
        """Find in the list."""
        self.text.setFocus()
        self.text.selectAll()

    def open_first(self) -> None:
        """Open the first occurrence that fits the filter, today's or later before earlier ones."""
        shown = [occurrence for occurrence in self._all if self._fits(occurrence)]
        ahead = [occurrence for occurrence in shown if occurrence.due >= self._service.today]
        if shown:
            self.occurrence_requested.emit((ahead or shown)[0].key)

    def show_late(self) -> None:
        """Only what is late."""
        self.set_filter(chosen=Filter(status=Status.LATE.value))

    def _show(self) -> None:
        shown = [occurrence for occurrence in self._all if self._fits(occurrence)]
        title = span_title(self._span)
        empty = _("Nothing fits the filter.") if self.filtered else _("No tasks in {year}.").format(year=title)
        self.title.setText(title)
        self.count.setText(summary(shown))
        rows = rows_of(shown, self._service.today, self._span) if shown else []
        self.show_rows(rows, self._service.today, empty, filtered=self.filtered)

    def _fits(self, occurrence: Occurrence) -> bool:
        activity, words = occurrence.activity, self.text.text().casefold().split()
        # Who looks for a word finds routines too: that they are not shown otherwise must not hide them.
        if activity.kind is Kind.ROUTINE and not self.routines.isChecked() and not words:
            return False
        if not self.shared.fits(occurrence, replace(self.shared.current, routines=True)):
            return False
        text = " ".join((occurrence.title, activity.title, activity.short, *activity.keywords, occurrence.note)).casefold()
        return all(word in text for word in words)
