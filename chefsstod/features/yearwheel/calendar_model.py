"""The month as a table: weeks by days. A dumb model over frozen cells; a screen reader gets every task of a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from chefsstod.features.yearwheel.calendar_month import DayCell
from chefsstod.features.yearwheel.list_model import ITEM_ROLE, spoken
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_full, week, weekday_names
from chefsstod.i18n.holidays import holiday_name

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_NAMED = date(2024, 1, 1)  # a Monday


class CalendarModel(QAbstractTableModel):
    """Cells as they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: list[list[DayCell]] = []
        self.today = date.min

    def set_weeks(self, weeks: list[list[DayCell]], today: date) -> None:
        """Show these weeks instead."""
        self.beginResetModel()
        self._weeks, self.today = weeks, today
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else 7

    def cells(self) -> Iterator[DayCell]:
        """All days, in order."""
        return (cell for week_ in self._weeks for cell in week_)

    def index_of_day(self, day: date) -> QModelIndex:
        """Where a day stands; invalid when it is not shown."""
        if not self._weeks:
            return QModelIndex()
        row, column = divmod((day - self._weeks[0][0].day).days, 7)
        return self.index(row, column) if 0 <= row < len(self._weeks) else QModelIndex()

    def find(self, key: OccurrenceKey) -> DayCell | None:
        """The day that an occurrence is due on, if it is shown."""
        return next((cell for cell in self.cells() if any(o.key == key for o in cell.due)), None)

    def occurrence(self, key: OccurrenceKey | None) -> Occurrence | None:
        """The occurrence with this identity, if it is shown anywhere."""
        if key is None:
            return None
        return next((o for cell in self.cells() for o, _start in cell.entries if o.key == key), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        cell = self._weeks[index.row()][index.column()]
        if role == ITEM_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cell.day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(cell)
        return None

    def _spoken(self, cell: DayCell) -> str:
        parts = [day_full(cell.day)]
        if cell.day == self.today:
            parts.append(_("today"))
        if cell.holiday is not None:
            parts.append(holiday_name(cell.holiday))
        count = len(cell.due)
        parts.append(ngettext("{n} task", "{n} tasks", count).format(n=count))
        tasks = [spoken(o, self.today) for o in cell.due]
        tasks += [_("start with {title}").format(title=o.title) for o in cell.starts]
        return "; ".join([", ".join(parts), *tasks])

    def headerData(  # noqa: N802, D102 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return weekday_names()[section]
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return day_full(_NAMED + timedelta(days=section)).split()[0]
            return None
        if not 0 <= section < len(self._weeks):
            return None
        number = week(self._weeks[section][0].day)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _("week {week}").format(week=number)
        return None
