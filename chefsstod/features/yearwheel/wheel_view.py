"""Årshjul: layout of the page. The wheel at the left, legend and list at the right; where it is narrow the list gives way."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStackedWidget, QWidget

from chefsstod.features.yearwheel.list_model import rows_of
from chefsstod.features.yearwheel.model import Category, Occurrence
from chefsstod.features.yearwheel.view import OccurrenceList
from chefsstod.features.yearwheel.wheel_legend import Legend
from chefsstod.features.yearwheel.wheel_widget import WheelView
from chefsstod.features.yearwheel.year_shown import status_choice
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, XS, L, M, S, button, column, icon_button, label, page, row
from chefsstod.ui.style import look

_LIST_WIDTH = 330


class WheelPageView(QWidget):
    """Emits wishes; shows what it is given."""

    year_stepped = Signal(int)
    today_requested = Signal()
    filter_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = label(role="title", wrap=False)
        self.count = label(role="muted", wrap=False)
        self.status = status_choice()
        self.legend = Legend()
        self.list = OccurrenceList()
        self.wheel = WheelView(self.list.rows)
        self.wheel.setSelectionModel(self.list.selectionModel())
        self.empty_text = label(role="lead")
        self.empty_button = button(_("Clear the filter"), clicked=self.clear_filter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.wheel)
        self._stack.addWidget(
            page(column(None, self.empty_text, row(self.empty_button, None), None, None, margins=(XL, XL, XL, XL)))
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.earlier = icon_button("chevron-left", _("The year before"), clicked=lambda: self.year_stepped.emit(-1))
        self.later = icon_button("chevron-right", _("The year after"), clicked=lambda: self.year_stepped.emit(1))
        self.now = button(_("Today"), clicked=self.today_requested.emit)
        self.smaller = icon_button("zoom-out", _("Smaller"), shortcut="−", clicked=lambda: self.wheel.zoom(-1))
        self.larger = icon_button("zoom-in", _("Larger"), shortcut="+", clicked=lambda: self.wheel.zoom(1))
        head = FlowLayout(spacing=S)
        for widget in (self.earlier, self.title, self.later, self.now, self.status, self.smaller, self.larger, self.count):
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
        layout = column(head, self.body, margins=(XL, L, L, S), spacing=S)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        order = (self.earlier, self.later, self.now, self.status, self.smaller, self.larger, self.wheel)
        stops = [*order, self.empty_button, *self.legend.entries.values(), self.list]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        for entry in self.legend.entries.values():
            entry.toggled.connect(self.filter_changed)
        self.status.currentIndexChanged.connect(self.filter_changed)
        self.wheel.zoomed.connect(self._offer_zoom)
        self._offer_zoom()

    def _offer_zoom(self) -> None:
        self.smaller.setEnabled(self.wheel.can_zoom(-1))
        self.larger.setEnabled(self.wheel.can_zoom(1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The wheel is as large as the height allows; what is left beside it goes to legend and list, or to the legend alone."""
        room = self.body.geometry()
        high = self.height() - room.top() - S
        beside = self.width() - XL - 2 * L - high
        entry = self.legend.entry_width
        with_list = beside + round(high * 0.1) >= look().px(_LIST_WIDTH)
        below = not with_list and beside < entry * 0.7
        self.list.setVisible(with_list)
        self.body.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        if below:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
        else:
            self.side.setFixedWidth(max(beside, look().px(_LIST_WIDTH)) if with_list else entry)
        self.legend.set_compact(compact=with_list and self.side.width() < 2 * entry + XS)

    @property
    def filtered(self) -> bool:
        """Whether something is filtered away."""
        return bool(self.legend.chosen or self.status.currentIndex())

    def clear_filter(self) -> None:
        """Show everything again."""
        self.set_filter()

    def set_filter(self, *, status: int = 0, categories: frozenset[Category] = frozenset()) -> None:
        """Choose the whole filter at once."""
        with QSignalBlocker(self):
            for category, entry in self.legend.entries.items():
                entry.setChecked(category in categories)
            self.status.setCurrentIndex(status)
        self.filter_changed.emit()

    def take_keyboard(self) -> None:
        """The wheel, or the filter when nothing fits it."""
        (self.empty_button if self._stack.currentIndex() and self.filtered else self.wheel).setFocus()

    def show_occurrences(self, year: int, occurrences: Sequence[Occurrence], today: date, empty: str) -> None:
        """Show these on the wheel and in the list, or ``empty`` when there are none; the selection and the eye keep their place."""
        kept, anchor = self.list.current(), self.list.anchor()
        self.list.rows.set_rows(rows_of(occurrences, today) if occurrences else [], today)
        self.wheel.show_year(year, occurrences, today, whole=not self.filtered)
        self.empty_text.setText(empty)
        self.empty_button.setVisible(self.filtered)
        had_focus = self.wheel.hasFocus()
        self._stack.setCurrentIndex(0 if occurrences else 1)
        if had_focus and not occurrences:
            self.take_keyboard()
        if kept is not None:
            self.list.select(kept.key)
        if anchor is not None:
            self.list.hold(*anchor)
