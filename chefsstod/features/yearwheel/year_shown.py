"""What the pages that show one year have in common: which year it is, when it is read, and what happens when something changed."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox

from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey, Status
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.words import status_name
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, NoteChange
from chefsstod.ui.parts import Choice

if TYPE_CHECKING:
    from chefsstod.features.yearwheel.view import OccurrenceList

FIRST_YEAR, LAST_YEAR = 2000, 2099
_OPEN = "open"


class YearShown:
    """Mixed into a page with a ``list``: keeps ``_all``, the year's occurrences, true. The page says how they are shown."""

    list: "OccurrenceList"

    def _begin(self, service: YearWheelService) -> None:
        self._service = service
        self._year = service.today.year
        self._all: list[Occurrence] = []
        self._stale = True

    @property
    def year(self) -> int:
        """The year that is shown."""
        return self._year

    def enter(self) -> None:
        """The page has come into view."""
        first = not self._all
        if self._stale:
            self._read()
        if first:
            self.list.show_today()

    def show_year(self, year: int) -> None:
        """Show another year: this one from today on, any other from its beginning."""
        self._year = min(max(year, FIRST_YEAR), LAST_YEAR)
        self._read()
        self.list.show_today()

    def go_to_today(self) -> None:
        """This year again, scrolled to today."""
        self.show_year(self._service.today.year)

    def select(self, key: OccurrenceKey) -> None:
        """Select an occurrence where it is shown."""
        self.list.select(key)

    def _on_changed(self, changes: Changes) -> None:
        if changes.activities or changes.profile:
            self._stale = True
            if self.isVisible() and changes.note is not NoteChange.WORDS:  # type: ignore[attr-defined] # the page is a QWidget
                self._read()

    def _read(self) -> None:
        found = self._service.occurrences(date(self._year, 1, 1), date(self._year, 12, 31))
        self._all = [occurrence for occurrence in found if self._belongs(occurrence)]
        self._stale = False
        self._show()

    def _belongs(self, _occurrence: Occurrence) -> bool:
        return True

    def _show(self) -> None:
        raise AssertionError("the page says how the year is shown")


def status_choice() -> QComboBox:
    """The list to choose a status to filter by."""
    box = Choice()
    box.setAccessibleName(_("Status"))
    box.addItem(_("All statuses"), None)
    box.addItem(_("Still open"), _OPEN)
    for status in Status:
        box.addItem(status_name(status), status.value)
    return box


def fits_status(box: QComboBox, occurrence: Occurrence) -> bool:
    """Whether the occurrence has the status that is chosen in ``box``."""
    chosen = box.currentData()
    return chosen is None or (occurrence.open if chosen == _OPEN else occurrence.status == chosen)
