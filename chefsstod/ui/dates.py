"""A field for a date, which can be typed as it is written."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit


class DateField(QDateEdit):
    """QDateEdit for «2026-08-17» with a calendar to choose from.

    Qt goes on by itself after the fourth digit of the year; the hyphen that a person then types would skip the month.
    """

    def __init__(self, day: date, name: str) -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setAccessibleName(name)

    @property
    def day(self) -> date:
        """The date in the field."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102 - Qt's name
        event.ignore()  # the wheel scrolls the page; it must not change a date in passing

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        untouched = self.lineEdit().selectedText() == self.sectionText(self.currentSection())
        if event.text() == "-" and untouched:
            event.accept()
        else:
            super().keyPressEvent(event)
