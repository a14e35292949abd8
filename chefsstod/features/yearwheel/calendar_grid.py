"""The calendar of a month: days as cells, tasks as chips; by mouse and by key. Emits wishes; knows no service."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from chefsstod.features.yearwheel.calendar_model import CalendarModel, Index
from chefsstod.features.yearwheel.calendar_month import DayCell, month_cells
from chefsstod.features.yearwheel.calendar_paint import CellState, Chip, chip_height, head_height, paint_cell, shape
from chefsstod.features.yearwheel.drag import Carried, announce, announce_carried, carry_step, day_text, paint_flag
from chefsstod.features.yearwheel.list_model import ITEM_ROLE, spoken, tool_tip
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_title
from chefsstod.i18n.holidays import holiday_name
from chefsstod.ui.style import SMALL, look

WEEKEND = 0.5
"""The width of a Saturday or Sunday, in parts of a weekday's: little happens there."""
_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class _Painter(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = self.parent()
        assert isinstance(grid, CalendarGrid)  # noqa: S101 - made by it alone
        paint_cell(painter, option.rect, index.data(ITEM_ROLE), grid.state_of(index))
        painter.restore()


class CalendarGrid(QTableView):
    """Arrows walk by day and over the edge into the next month, Ctrl and up or down within the day; Enter opens, Space marks as
    done, Shift and arrows carry the task to another day, N writes a new one.
    """

    open_requested = Signal(object)
    toggle_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    day_requested = Signal(object)
    new_requested = Signal(object)
    month_requested = Signal(object)
    dropped = Signal(object, object, QPoint)
    move_requested = Signal(object)
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.days = CalendarModel()
        self._month = date.min
        self._selected: OccurrenceKey | None = None
        self._hover: OccurrenceKey | None = None
        self._pressed: tuple[QPoint, Chip] | None = None
        self._more = False
        self._carried: Carried | None = None
        self.setModel(self.days)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setFont(look().font(SMALL))
            header.setMinimumSectionSize(12)
        self.setAccessibleName(_("The month as a calendar"))
        self.setAccessibleDescription(
            _("Arrows walk by day, Ctrl and up or down within the day, Enter opens, Space marks as done, N writes a new task")
        )

    # ── what is shown ────────────────────────────────────────────────────────

    def show_month(self, month: date, occurrences: Iterable[Occurrence], today: date) -> None:
        """Show the month that begins with ``month``; the keyboard stays on its day, or comes to today or the first."""
        kept = self.current_day()
        turned = month != self._month
        self._month, self._hover, self._carried, self._pressed = month, None, None, None
        self.days.set_weeks(month_cells(month, occurrences), today)
        inside = kept is not None and (kept.year, kept.month) == (month.year, month.month)
        fallback = today if (today.year, today.month) == (month.year, month.month) else month
        day = kept if kept is not None and (inside or not turned) else fallback
        self.setCurrentIndex(self.days.index_of_day(day))
        self.setAccessibleName(_("{month} as a calendar").format(month=month_title(month)))
        self._measure()
        if turned:
            self.scrollTo(self.currentIndex())

    def _measure(self) -> None:
        """Weekdays wide, weekends narrow; weeks as high as the room allows, never lower than one task and «+2 till»."""
        rows = self.days.rowCount()
        port = self.viewport()
        day = port.width() / (5 + 2 * WEEKEND)
        for column in range(7):
            self.setColumnWidth(column, int(day * (WEEKEND if column > 4 else 1)))
        least = head_height() + 2 * chip_height() + look().px(8)
        for row in range(rows):
            edge = port.height() * (row + 1) // rows - port.height() * row // rows
            self.setRowHeight(row, max(least, edge))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._measure()
        self.scrollTo(self.currentIndex())  # where the weeks are higher than the room, the day must not be lost

    def current_day(self) -> date | None:
        """The day that the keyboard is on."""
        cell = self.currentIndex().data(ITEM_ROLE)
        return cell.day if isinstance(cell, DayCell) else None

    def current(self) -> Occurrence | None:
        """The selected task, if it is shown."""
        return self.days.occurrence(self._selected)

    def select(self, key: OccurrenceKey | None) -> None:
        """Select a task and come to its day, if it is shown."""
        self._selected = key
        cell = self.days.find(key) if key is not None else None
        if cell is not None:
            self.setCurrentIndex(self.days.index_of_day(cell.day))
        self.viewport().update()

    def state_of(self, index: Index) -> CellState:
        """What the painter needs to know around a day."""
        cell = index.data(ITEM_ROLE)
        carried = self._carried
        return CellState(
            today=self.days.today,
            selected=self.current(),
            hovered=self._hover,
            current=index.row() == self.currentIndex().row() and index.column() == self.currentIndex().column(),
            focused=self.hasFocus(),
            carried_to=carried is not None and carried.to == cell.day,
        )

    def chip_at(self, place: QPoint) -> Chip | None:
        """The chip under a point of the viewport."""
        index = self.indexAt(place)
        cell = index.data(ITEM_ROLE)
        if not isinstance(cell, DayCell):
            return None
        return next((chip for chip in shape(self.visualRect(index), cell).chips if chip.box.contains(place)), None)

    def more_at(self, place: QPoint) -> bool:
        """Whether «+3 till» is under a point."""
        index = self.indexAt(place)
        cell = index.data(ITEM_ROLE)
        if not isinstance(cell, DayCell):
            return False
        shown = shape(self.visualRect(index), cell)
        return shown.more > 0 and shown.more_box.contains(place)

    def place_of(self, key: OccurrenceKey) -> QPoint:
        """The middle of a task's chip in the viewport; of its day, when the day has no room for it."""
        cell = self.days.find(key)
        if cell is None:
            return QPoint()
        box = self.visualRect(self.days.index_of_day(cell.day))
        chip = next((chip for chip in shape(box, cell).chips if chip.occurrence.key == key), None)
        return (chip.box if chip is not None else box).center()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().paintEvent(event)
        if self._carried is None:
            return
        box = self.visualRect(self.days.index_of_day(self._carried.to))
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QPointF(box.center()) if box.isValid() else QPointF(self.viewport().rect().center())
        text = f"{self._carried.occurrence.title}: {day_text(self._carried.to, self.days.today)}"
        paint_flag(painter, place, text, QRectF(self.viewport().rect()).adjusted(4, 4, -4, -4))
        painter.end()

    # ── mouse ────────────────────────────────────────────────────────────────

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        place = event.position().toPoint()
        if self._pressed is not None:
            self._carry_to(place)
            return
        chip = self.chip_at(place)
        hand = chip is not None or self.more_at(place)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        hover = chip.occurrence.key if chip is not None else None
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()

    def _carry_to(self, place: QPoint) -> None:
        assert self._pressed is not None  # noqa: S101 - asked by the caller
        start, chip = self._pressed
        far = (place - start).manhattanLength() > QApplication.startDragDistance()
        if not chip.occurrence.open or chip.start or (self._carried is None and not far):
            return
        cell = self.indexAt(place).data(ITEM_ROLE)
        self._carried = Carried(chip.occurrence, cell.day if isinstance(cell, DayCell) else chip.occurrence.due)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        place = event.position().toPoint()
        # What is under the pointer before the day is come to: that may scroll.
        index, chip, more = self.indexAt(place), self.chip_at(place), self.more_at(place)
        if index.isValid():
            self.setCurrentIndex(index)
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (place, chip) if left and chip is not None else None
        self._more = left and more
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        pressed, self._pressed = self._pressed, None
        place = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if self._carried is not None:
            self._put_down(self.viewport().mapToGlobal(place))
        elif pressed is not None:
            self._choose(pressed[1].occurrence)
            self.open_requested.emit(pressed[1].occurrence)
        elif self._more:
            self.day_requested.emit(self.current_day())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        place = event.position().toPoint()
        cell = self.indexAt(place).data(ITEM_ROLE)
        if isinstance(cell, DayCell) and self.chip_at(place) is None and not self.more_at(place):
            self.new_requested.emit(cell.day)
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            current = self._here()
            place = self.place_of(current.key) if current is not None else QPoint()
        else:
            place = event.pos()
            chip = self.chip_at(place)
            current = chip.occurrence if chip is not None else None
        if current is not None:
            self._choose(current)
            self.menu_requested.emit(current, self.viewport().mapToGlobal(place))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        if event.type() is QEvent.Type.Leave and self._hover is not None:
            self._hover = None
            self.viewport().update()
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            chip, cell = self.chip_at(event.pos()), self.indexAt(event.pos()).data(ITEM_ROLE)
            text = tool_tip(chip.occurrence, self.days.today) if chip is not None else ""
            if not text and isinstance(cell, DayCell) and cell.holiday is not None:
                text = holiday_name(cell.holiday)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    # ── keyboard ─────────────────────────────────────────────────────────────

    def _here(self) -> Occurrence | None:
        """The selected task if it stands on the day of the keyboard, else the day's first."""
        cell = self.currentIndex().data(ITEM_ROLE)
        if not isinstance(cell, DayCell):
            return None
        items = [occurrence for occurrence, _start in cell.entries]
        return next((o for o in items if o.key == self._selected), items[0] if items else None)

    def _choose(self, occurrence: Occurrence | None) -> None:
        key = occurrence.key if occurrence is not None else None
        if key is not None and key != self._selected:
            self._selected = key
            self.chosen.emit(key)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        # While something is carried Esc puts it back; else it is the window's.
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() is QEvent.Type.ShortcutOverride and self._carried is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if not self._carry_key(event) and not self._walk_key(event) and not self._act_key(event):
            event.ignore()

    def _carry_key(self, event: QKeyEvent) -> bool:
        carried = carry_step(self._carried, self._here(), event)
        if carried is not None:
            self._carried = carried
            announce_carried(self, carried)
            self.viewport().update()
            return True
        if self._carried is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            box = self.visualRect(self.days.index_of_day(self._carried.to))
            place = box.center() if box.isValid() else self.viewport().rect().center()
            self._put_down(self.viewport().mapToGlobal(place))
        elif event.key() == Qt.Key.Key_Escape:
            self.let_go()
        return True

    def _put_down(self, place: QPoint) -> None:
        carried = self._carried
        if carried is not None and carried.moved:
            self.dropped.emit(carried.occurrence, carried.to, place)
        else:
            self.let_go()

    def let_go(self) -> None:
        """Show nothing carried any more; that the button is let go after Esc is no click."""
        self._carried = self._pressed = None
        self.viewport().update()

    def _walk_key(self, event: QKeyEvent) -> bool:
        key, day = event.key(), self.current_day()
        if day is None:
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._within_day(1 if key == Qt.Key.Key_Down else -1)
        elif key in _DAYS:
            self.go_to(day + timedelta(days=_DAYS[Qt.Key(key)]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.month_requested.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            inside = [cell.day for cell in self.days.cells() if cell.in_month]
            self.go_to(inside[0] if key == Qt.Key.Key_Home else inside[-1])
        else:
            return False
        return True

    def go_to(self, day: date) -> None:
        """Come to a day, in another month if need be, and to its first task."""
        if (day.year, day.month) != (self._month.year, self._month.month):
            self.month_requested.emit(day)
        index = self.days.index_of_day(day)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._choose(self._here())

    def _within_day(self, by: int) -> None:
        cell = self.currentIndex().data(ITEM_ROLE)
        items = [occurrence for occurrence, _start in cell.entries]
        here = self._here()
        if here is None:
            return
        place = next(place for place, occurrence in enumerate(items) if occurrence.key == here.key)
        chosen = items[min(max(place + by, 0), len(items) - 1)] if here.key == self._selected else here
        self._choose(chosen)
        announce(self, spoken(chosen, self.days.today))

    def _act_key(self, event: QKeyEvent) -> bool:
        key, day, here = event.key(), self.current_day(), self._here()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(here)
            (self.open_requested if here is not None else self.day_requested).emit(here if here is not None else day)
        elif key == Qt.Key.Key_Plus:
            self.day_requested.emit(day)
        elif key == Qt.Key.Key_N and not event.modifiers():
            self.new_requested.emit(day)
        elif key == Qt.Key.Key_Space and here is not None:
            self._choose(here)
            self.toggle_requested.emit(here)
        elif key == Qt.Key.Key_M and here is not None and not event.modifiers():
            self._choose(here)
            self.move_requested.emit(here)
        else:
            return False
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802, D102 - Qt's name
        super().currentChanged(current, previous)
        self.viewport().update()
