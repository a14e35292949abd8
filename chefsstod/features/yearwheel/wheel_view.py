"""Årshjul: layout of the page. The wheel at the left, legend and list at the right; where it is narrow the list gives way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QStackedWidget, QWidget

from chefsstod.features.yearwheel.day_card import DayCard
from chefsstod.features.yearwheel.filter_bar import FilterBar, SharedFilter, StayMenu
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.geometry import StepMark
from chefsstod.features.yearwheel.list_model import rows_of
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.span import Span, Unit
from chefsstod.features.yearwheel.view import OccurrenceList
from chefsstod.features.yearwheel.wheel_crumbs import Crumbs
from chefsstod.features.yearwheel.wheel_legend import Legend
from chefsstod.features.yearwheel.wheel_widget import WheelView
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_name
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, XS, L, M, S, button, column, icon_button, label, page, row
from chefsstod.ui.style import look

_LIST_WIDTH = 330
_LOW = 330
"""Below this height, at 100 % text, the wheel gets the room of the count."""
_WHEEL_LEAST = 260
"""Where the legend would leave the wheel less than this, at 100 % text, the rings are chosen in the filter's menu instead."""
_WHEEL, _EMPTY, _DAY = range(3)


class WheelPageView(QWidget):
    """Emits wishes; shows what it is given. ``year_start_requested`` carries the month that her year is to begin with."""

    year_stepped = Signal(int)
    today_requested = Signal()
    year_start_requested = Signal(int)
    steps_toggled = Signal(bool)
    heat_toggled = Signal(bool)
    calendar_requested = Signal()

    def __init__(self, *, shared: SharedFilter, count: Callable[[Filter], int]) -> None:
        super().__init__()
        self.shared = shared
        self.filters = FilterBar(self, shared, count=count, rings=False, routines=True)
        self.status = self.filters.status
        self.crumbs = Crumbs()
        self.title = self.crumbs.title
        self.count = label(role="muted", wrap=False)
        self.legend = Legend()
        self.list = OccurrenceList()
        self.wheel = WheelView(self.list.rows)
        self.wheel.setSelectionModel(self.list.selectionModel())
        self.day = DayCard()
        self.empty_text = label(role="lead")
        self.empty_button = button(_("Clear the filter"), clicked=self.clear_filter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.wheel)
        self._stack.addWidget(
            page(column(None, self.empty_text, row(self.empty_button, None), None, None, margins=(XL, XL, XL, XL)))
        )
        self._stack.addWidget(self.day)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.earlier = icon_button("chevron-left", _("Earlier"), shortcut="PgUp", clicked=lambda: self.year_stepped.emit(-1))
        self.later = icon_button("chevron-right", _("Later"), shortcut="PgDn", clicked=lambda: self.year_stepped.emit(1))
        self.now = button(_("Today"), clicked=self.today_requested.emit)
        self.smaller = icon_button("zoom-out", _("Farther"), shortcut="−", clicked=lambda: self.wheel.zoom_requested.emit(-1, None))
        self.larger = icon_button("zoom-in", _("Nearer"), shortcut="+", clicked=lambda: self.wheel.zoom_requested.emit(1, None))
        self.more = button(_("Show"), image="sliders-horizontal", clicked=self._show_more)
        head = FlowLayout(spacing=S)
        first = (self.smaller, self.larger, self.earlier, self.crumbs, self.later, self.now)  # what grows stands last
        for widget in (*first, self.status, self.filters.more, self.more, self.count):
            head.addWidget(widget)
        self.side = QWidget()
        side = column(self.legend, self.list, spacing=M)
        side.setStretch(1, 1)
        self.side.setLayout(side)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.side.setSizePolicy(policy)
        self.body = row(self._stack, self.side, spacing=L)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.setStretch(0, 1)
        layout = column(head, self.filters.chips, self.body, margins=(XL, L, L, S), spacing=S)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._order()

    def _order(self) -> None:
        """The order in which Tab comes to the parts."""
        above = (self.smaller, self.larger, self.earlier, self.crumbs, self.later, self.now, self.status, self.filters.more)
        shown = (self.more, self.filters.chips, self.wheel, self.day, self.empty_button)
        stops: list[QWidget] = [*above, *shown, *self.legend.entries.values(), self.list]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        for entry in self.legend.entries.values():
            entry.toggled.connect(self._take_rings)
        self.shared.changed.connect(self._follow)
        self._steps_on = self._heat_on = False
        self._has_steps = self._has_heat = False
        self._follow()

    def _take_rings(self) -> None:
        self.shared.set(replace(self.shared.current, categories=self.legend.chosen))

    def _follow(self) -> None:
        self.legend.choose(self.shared.current.categories)

    # ── what is shown beside the tasks ───────────────────────────────────────

    def _show_more(self) -> None:
        menu = self.more_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def more_menu(self) -> QMenu:
        """Steps and load on the wheel, and the month that the year begins with."""
        menu = StayMenu(self.more)
        for text, wanted, has, signal in (
            (_("Show steps"), self._steps_on, self._has_steps, self.steps_toggled),
            (_("Show workload"), self._heat_on, self._has_heat, self.heat_toggled),
        ):
            if has:
                action = menu.addAction(text)
                action.setCheckable(True)
                action.setChecked(wanted)
                action.toggled.connect(signal)
        if self.wheel.span.unit in (Unit.MONTH, Unit.DAY):
            menu.addAction(_("Show the month as a calendar"), self.calendar_requested.emit)
        inner = menu.addMenu(_("The year begins in"))
        group = QActionGroup(inner)
        for month in range(1, 13):
            action = inner.addAction(month_name(month))
            action.setCheckable(True)
            action.setChecked(month == self.wheel.span.start_month)
            action.triggered.connect(lambda _on=False, number=month: self.year_start_requested.emit(number))
            group.addAction(action)
        return menu

    # ── layout ───────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()  # what stands above may have taken a row more, or less
        return handled

    def _arrange(self) -> None:
        """The wheel is as large as the height allows; what is left beside it goes to legend and list, or to the legend alone."""
        room = self.body.geometry()
        high = self.height() - room.top() - S
        beside = self.width() - XL - 2 * L - high
        entry = self.legend.entry_width
        with_list = beside + round(high * 0.1) >= look().px(_LIST_WIDTH)
        below = not with_list and beside < entry * 0.7
        rest = high - self.legend.heightForWidth(self.width() - XL - L)
        low = not below and not with_list and self.legend.heightForWidth(entry) > high
        cramped = low or (below and rest < look().px(_WHEEL_LEAST))
        self.side.setVisible(not cramped)
        self.count.setVisible(self.height() >= look().px(_LOW))
        self.filters.tell_rings(rings=cramped)
        self.list.setVisible(with_list)
        self.body.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        if below:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
        else:
            self.side.setFixedWidth(max(beside, look().px(_LIST_WIDTH)) if with_list else entry)
        self.legend.set_compact(compact=with_list and self.side.width() < 2 * entry + XS)

    # ── what is shown ────────────────────────────────────────────────────────

    @property
    def filtered(self) -> bool:
        """Whether something is filtered away."""
        return not self.shared.current.empty

    def clear_filter(self) -> None:
        """Show everything again."""
        self.shared.set(Filter())

    def take_keyboard(self) -> None:
        """The wheel, the day, or the filter when nothing fits it."""
        shown = self._stack.currentIndex()
        if shown == _DAY:
            self.day.take_keyboard()
        else:
            (self.empty_button if shown == _EMPTY and self.filtered else self.wheel).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_occurrences(
        self,
        span: Span,
        occurrences: Sequence[Occurrence],
        today: date,
        *,
        empty: str,
        heat: Mapping[date, float] | None,
        marks: Sequence[StepMark],
    ) -> None:
        """Show these on the wheel and in the list, or ``empty``; the selection and the eye keep their place."""
        kept, anchor, chosen = self.list.current(), self.list.anchor(), self.list.chosen()
        same = span == self.wheel.span
        had_focus = self._stack.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.list.rows.set_rows(rows_of(occurrences, today, span) if occurrences else [], today)
        self.wheel.show_span(span, occurrences, today, whole=not self.filtered, heat=heat, marks=marks)
        self.crumbs.show_span(span)
        self.empty_text.setText(empty)
        self.empty_button.setVisible(self.filtered)
        self._stack.setCurrentIndex(_EMPTY if empty else _WHEEL)
        if had_focus:
            self.take_keyboard()
        if kept is not None:
            self.list.select(kept.key, chosen=chosen)
        if anchor is not None and same:
            self.list.hold(*anchor)

    def show_card(self) -> None:
        """Show the card of the day instead of the wheel."""
        self._stack.setCurrentIndex(_DAY)
