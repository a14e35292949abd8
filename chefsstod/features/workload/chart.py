"""The weeks as bars, and the same weeks as a list: two views of one model and one selection.

The chart is a QListView that runs from left to right, so that a screen reader finds every week in it as an item with its
sentence, and the arrows walk from week to week.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chefsstod.features.workload.chart_paint import Cell, Frame, frame_of, paint_axis, paint_mark, paint_weeks
from chefsstod.features.workload.model import WeekLoad, scale_of
from chefsstod.features.workload.words import largest_text, load_text, spoken, state_text, tool_tip, week_title
from chefsstod.i18n import _
from chefsstod.ui.icons import pixmap
from chefsstod.ui.painting import paint_text
from chefsstod.ui.style import SMALL, look

WEEK_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_NARROWEST = 11
"""Pixels at 100 %: below that the week numbers cannot be read, and the chart scrolls sideways instead."""


_LOWEST = 290


class WeekModel(QAbstractListModel):
    """The weeks as they are given."""

    def __init__(self) -> None:
        super().__init__()
        self.weeks: tuple[WeekLoad, ...] = ()
        self.scale = scale_of(())
        self.today = date.min

    def set_weeks(self, weeks: Sequence[WeekLoad], today: date) -> None:
        """Show these weeks instead. The same weeks with other hours keep the selection."""
        self.today = today
        self.scale = scale_of(weeks)
        if [week.monday for week in weeks] == [week.monday for week in self.weeks]:
            self.weeks = tuple(weeks)
            if weeks:
                self.dataChanged.emit(self.index(0), self.index(len(weeks) - 1))
            return
        self.beginResetModel()
        self.weeks = tuple(weeks)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802, D102 - Qt's name
        return 0 if parent.isValid() else len(self.weeks)

    def place_of(self, day: date) -> int | None:
        """The row of the week that ``day`` lies in."""
        return next((place for place, week in enumerate(self.weeks) if 0 <= (day - week.monday).days < 7), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102 - Qt's name
        if not index.isValid():
            return None
        week = self.weeks[index.row()]
        if role == WEEK_ROLE:
            return week
        if role == Qt.ItemDataRole.DisplayRole:
            return week_title(week)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(week)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(week)
        return None


class _Weeks(QListView):
    """What chart and list have in common."""

    opened = Signal(object)

    def __init__(self, weeks: WeekModel, name: str) -> None:
        super().__init__()
        self.weeks = weeks
        self.setModel(weeks)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)
        self.setAccessibleDescription(_("Arrows walk the weeks, Enter goes to what lies in the week"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        week = self.currentIndex().data(WEEK_ROLE)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and week is not None:
            self.opened.emit(week.monday)
        elif event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # no search by typing: every item begins alike
        else:
            super().keyPressEvent(event)


class WeekChart(_Weeks):
    """The weeks as bars."""

    def __init__(self, weeks: WeekModel) -> None:
        super().__init__(weeks, _("Hours of the weeks"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_BarDelegate(self))
        self._axis = _Axis(self)
        self._picture: QPixmap | None = None
        self._pictured: tuple[object, ...] = ()
        self.setMinimumHeight(min(look().px(_LOWEST), _LOWEST + 130))
        weeks.dataChanged.connect(self._axis.update)

    def frame(self) -> Frame:
        """Where things stand in the picture, from top to bottom."""
        return frame_of(self.weeks.scale, self.viewport().height(), look().scale)

    def cell_width(self) -> int:
        """The width of a week."""
        return max(look().px(_NARROWEST), self.viewport().width() // max(len(self.weeks.weeks), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        wide = look().metrics(SMALL).horizontalAdvance("40 h") + look().px(6)
        self.setViewportMargins(wide, 0, 0, 0)
        super().resizeEvent(event)
        self._axis.setGeometry(0, 0, wide, self.viewport().height())
        self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():  # the week in hand stays in sight where the chart must scroll
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())

    def cells(self) -> list[Cell]:
        """The columns, where they stand in the viewport."""
        weeks, today = self.weeks.weeks, self.weeks.today
        first = self.visualRect(self.weeks.index(0))
        every = first.width() >= look().metrics(SMALL).horizontalAdvance("53") + 2
        now = self.weeks.place_of(today)
        return [
            Cell(
                week=week,
                box=first.translated(place * first.width(), 0),
                number=every or (place % 2 == 0 and (now is None or abs(place - now) > 1)),
                now=place == now,
            )
            for place, week in enumerate(weeks)
        ]

    def _draw(self) -> QPixmap:
        """The picture of the weeks, kept until something in it is another: a mark that moves must not take the time of 300 bars."""
        left = self.visualRect(self.weeks.index(0)).left()
        ratio = self.viewport().devicePixelRatioF()
        state = (self.weeks.weeks, self.weeks.today, look(), self.viewport().size(), self.cell_width(), left, ratio)
        if self._picture is None or self._pictured != state:
            picture = QPixmap(self.viewport().size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_weeks(painter, self.frame(), self.cells())
            painter.end()
            self._picture, self._pictured = picture, state
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        self.executeDelayedItemsLayout()  # else the columns stand where they stood
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._draw())
        painter.end()
        super().paintEvent(event)


class _Axis(QWidget):
    """The hours at the left of the chart; the chart's items tell them to a screen reader."""

    def __init__(self, chart: WeekChart) -> None:
        super().__init__(chart)
        self._chart = chart

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        paint_axis(painter, self._chart.frame(), self.width())
        painter.end()


class _BarDelegate(QStyledItemDelegate):
    def __init__(self, chart: WeekChart) -> None:
        super().__init__(chart)
        self._chart = chart

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._chart.cell_width(), self._chart.viewport().height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not (selected or option.state & QStyle.StateFlag.State_MouseOver):
            return  # the picture of the weeks lies there already
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = self._chart.cells()[index.row()]
        paint_mark(painter, self._chart.frame(), cell, selected=selected, focused=selected and self._chart.hasFocus())
        painter.restore()


class WeekList(_Weeks):
    """The same weeks in words."""

    def __init__(self, weeks: WeekModel) -> None:
        super().__init__(weeks, _("The weeks in words"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RowDelegate(self))
        self.setMinimumHeight(look().px(200))


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, look().metrics().height() + look().metrics(SMALL).height() + look().px(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        week, style = index.data(WEEK_ROLE), look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(2, 1, -2, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(style.color("focus" if selected else "line"), 2 if focused else 1))
            painter.setBrush(style.color("surface"))
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(style.px(8), style.px(4), -style.px(8), -style.px(4))
        high = style.metrics().height()
        state = state_text(week)
        wide = style.metrics(SMALL, bold=True).horizontalAdvance(state) + 4
        if week.overloaded:
            image = pixmap("triangle-alert", "late", 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.right() - wide - style.px(18), inner.top() + style.px(3), image)
        right = QRect(inner.right() - wide, inner.top(), wide, high)
        left = QRect(inner.left(), inner.top(), inner.width() - wide - style.px(24), high)
        _line(painter, left, week_title(week), "ink", bold=True)
        _line(painter, right, state, "late" if week.overloaded else "muted", small=True, bold=week.overloaded)
        below = QRect(inner.left(), inner.top() + high, inner.width(), inner.height() - high)
        text = " · ".join(text for text in (load_text(week), largest_text(week)) if text)
        _line(painter, below, text, "muted", small=True)
        painter.restore()


def _line(painter: QPainter, box: QRect, text: str, color: str, *, small: bool = False, bold: bool = False) -> None:
    font = look().font(SMALL, bold=bold) if small else look().font(bold=bold)
    paint_text(painter, box, text, look().color(color), font)
