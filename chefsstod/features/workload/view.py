"""Belastning: layout of the page. The bars above, the weeks in words below, the week in hand beside them."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from chefsstod.features.workload.chart import WEEK_ROLE, WeekChart, WeekList, WeekModel
from chefsstod.features.workload.chart_key import ChartKey
from chefsstod.features.workload.model import Suggestion, WeekLoad
from chefsstod.features.workload.week_panel import LeavePanel, WeekPanel
from chefsstod.features.workload.words import method_text, suggestion_text, summary
from chefsstod.i18n import _
from chefsstod.i18n.dates import number
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, XS, Choice, L, M, S, button, clear, column, icon_button, label, page, row, scroll
from chefsstod.ui.style import look

_SIDE = 350
_USUAL = (4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32)
"""Hours a week to choose between."""
_BESIDE = 800
"""From this width on (pixels at 100 %) the week in hand stands beside the bars."""


class WorkloadView(QWidget):
    """Emits wishes; shows what it is given."""

    year_stepped = Signal(int)
    today_requested = Signal()
    week_chosen = Signal(object)
    week_entered = Signal()
    capacity_chosen = Signal(float)
    slack_suggested = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.weeks = WeekModel()
        self.chart = WeekChart(self.weeks)
        self.list = WeekList(self.weeks)
        self.list.setSelectionModel(self.chart.selectionModel())
        self.week = WeekPanel()
        self.leave = LeavePanel(today)
        self.leave.hide()
        self.title = label(role="title", wrap=False)
        self.summary = label(role="muted")
        self.method = label(role="small")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.earlier = icon_button("chevron-left", _("The year before"), clicked=lambda: self.year_stepped.emit(-1))
        self.later = icon_button("chevron-right", _("The year after"), clicked=lambda: self.year_stepped.emit(1))
        self.now = button(_("Today"), clicked=self.today_requested.emit)
        self.add_leave = button(_("Add leave …"), image="tree-palm", clicked=self.open_leave)
        self.capacity = _Hours()
        head = FlowLayout(spacing=S)
        told = label(_("Room a week"), "muted", wrap=False)
        for widget in (self.earlier, self.title, self.later, self.now, self.add_leave, told, self.capacity):
            head.addWidget(widget)
        self.suggested = FlowLayout(spacing=S)
        self._suggestions = QWidget()
        self._suggestions.setLayout(column(label(_("Weeks that would do to catch up in"), "section"), self.suggested, spacing=XS))
        self._side = page(column(self.leave, self.week, None, spacing=S, margins=(0, 0, S, 0)))
        self._left = column(self.chart, ChartKey(), self._suggestions, self.list, self.method, spacing=S, margins=(0, 0, S, S))
        self._left.setStretch(0, 3)
        self._left.setStretch(3, 2)
        self._left_area = scroll(page(self._left))
        self._side_area = scroll(self._side)
        self.body = row(self._left_area, self._side_area, spacing=M)
        self.body.setStretch(0, 1)
        layout = column(head, self.summary, self.body, margins=(XL, L, M, 0), spacing=S)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.chart.selectionModel().currentChanged.connect(self._on_current)
        for view in (self.chart, self.list):
            view.opened.connect(lambda _monday: self.week_entered.emit())
        self.week.leave_requested.connect(self.open_leave)
        self.leave.closed.connect(self.close_leave)
        self.capacity.activated.connect(lambda _place: self.capacity_chosen.emit(self.capacity.currentData()))

    # ── showing ──────────────────────────────────────────────────────────────

    def show_weeks(
        self,
        title: str,
        weeks: Sequence[WeekLoad],
        today: date,
        capacity: float,
        suggestions: Sequence[Suggestion],
        *,
        ordinary: bool,
    ) -> None:
        """Show the year; the week that was in hand stays so, if it is there."""
        kept = self.current()
        self.title.setText(title)
        self.summary.setText(summary(weeks, capacity))
        how = method_text(capacity, ordinary=ordinary)
        self.method.setText(how)
        self.capacity.setToolTip(how)
        self.capacity.setAccessibleDescription(how)
        self.capacity.show_hours(capacity)
        self.weeks.set_weeks(weeks, today)
        self.chart.scheduleDelayedItemsLayout()
        self._show_suggestions(suggestions)
        if kept is not None:
            self.choose(kept.monday)

    def _show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._suggestions.isAncestorOf(focus):
            self.chart.setFocus()
        clear(self.suggested)
        for suggestion in suggestions:
            make = button(
                suggestion_text(suggestion), image="coffee", clicked=partial(self.slack_suggested.emit, suggestion.monday)
            )
            make.setAccessibleDescription(_("Make it a week to catch up in"))
            make.setToolTip(_("Make it a week to catch up in"))
            self.suggested.addWidget(make)
        self._suggestions.setVisible(bool(suggestions))

    def current(self) -> WeekLoad | None:
        """The week in hand."""
        found = self.chart.currentIndex().data(WEEK_ROLE)
        return found if isinstance(found, WeekLoad) else None

    def choose(self, day: date) -> bool:
        """Take the week of ``day`` in hand; False when it is not shown."""
        place = self.weeks.place_of(day)
        if place is None:
            return False
        index = self.weeks.index(place)
        self.chart.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.chart.scrollTo(index)
        self.list.scrollTo(index)
        return True

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        week = index.data(WEEK_ROLE)
        if week is not None:
            self.week_chosen.emit(week.monday)

    # ── the leave form and the keyboard ──────────────────────────────────────

    def open_leave(self) -> None:
        """Show the form, with the days of the week in hand."""
        week = self.current()
        if week is not None:
            self.leave.begin(week.monday, date.fromordinal(week.monday.toordinal() + 4))
        self.leave.show()
        self.leave.first.setFocus()

    def close_leave(self) -> None:
        """Put the form away."""
        self.leave.hide()
        self.add_leave.setFocus()

    def take_keyboard(self) -> None:
        """The bars, from their top: Qt shows the middle of what is higher than the window."""
        self.chart.setFocus()
        self._left_area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        beside = self.width() >= look().px(_BESIDE)
        self._side_area.setFixedWidth(look().px(_SIDE))
        if beside and self._side_area.widget() is None:
            self._left.removeWidget(self._side)
            self._side_area.setWidget(self._side)
        elif not beside and self._side_area.widget() is not None:
            self._side_area.takeWidget()
            self._left.insertWidget(1, self._side)  # under the bars: what is chosen there is seen at once
            self._side.show()
        self._side_area.setVisible(beside)


class _Hours(Choice):
    """Her hours a week for planned work."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Hours a week for planned work"))
        self.setToolTip(_("Hours a week for planned work"))
        self.show_hours(_USUAL[0])

    def show_hours(self, hours: float) -> None:
        """Offer the usual numbers, and this one as the chosen."""
        with QSignalBlocker(self):
            self.clear()
            for number_of in sorted({*_USUAL, hours}):
                self.addItem(_("{hours} h").format(hours=number(number_of)), float(number_of))
            self.setCurrentIndex(self.findData(float(hours)))
