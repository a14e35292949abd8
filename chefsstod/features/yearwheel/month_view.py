"""Månad: layout of the page. The month wheel and what else belongs to the month at the left, the calendar at the right."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QPushButton, QSizePolicy, QStackedWidget, QWidget

from chefsstod.features.yearwheel.calendar_grid import CalendarGrid
from chefsstod.features.yearwheel.day_card import DayCard
from chefsstod.features.yearwheel.filter_bar import FilterBar, SharedFilter
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.list_model import OccurrenceListModel
from chefsstod.features.yearwheel.wheel_widget import WheelView
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, XS, L, S, button, column, icon_button, label, row
from chefsstod.ui.style import look

BESIDE = 900
"""From this width on, at 100 % text, wheel and calendar stand side by side; else one at a time.

Side by side the wheel is a small picture of the month; «Hjul» makes it as large as the page, with the themes beside it.
"""
LOW = 330
"""Below this height, at 100 % text, the calendar gets the room of what can be done without."""
_SIDE_WIDTH = 300
_ANY = 16_777_215
"""No limit (Qt's own)."""
_WHEEL, _CALENDAR, _SIDE = "wheel", "calendar", "side"


class MonthPageView(QWidget):
    """Emits wishes; shows what it is given."""

    stepped = Signal(int)
    today_requested = Signal()

    def __init__(self, *, shared: SharedFilter, count: Callable[[Filter], int], side: QWidget | None) -> None:
        super().__init__()
        self.shared = shared
        self.filters = FilterBar(self, shared, count=count, rings=True, routines=True)
        self.status = self.filters.status
        self.title = label(role="title", wrap=False)
        self.count = label(role="muted", wrap=False)
        self.rows = OccurrenceListModel()
        self.wheel = WheelView(self.rows)
        self.grid = CalendarGrid()
        self.day = DayCard()
        self.side = side
        self.main = QStackedWidget()
        self.main.addWidget(self.grid)
        self.main.addWidget(self.day)
        self._shown = self._from = _CALENDAR
        self._beside: bool | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        self.earlier = icon_button("chevron-left", _("The month before"), shortcut="PgUp", clicked=lambda: self.stepped.emit(-1))
        self.later = icon_button("chevron-right", _("The month after"), shortcut="PgDn", clicked=lambda: self.stepped.emit(1))
        self.now = button(_("Today"), clicked=self.today_requested.emit)
        self.back = button(_("To the month"), "link", image="chevron-left", clicked=self.show_calendar)
        self.back.hide()
        self.switch = self._make_switch()
        head = FlowLayout(spacing=S)
        widgets = (
            self.earlier,
            self.title,
            self.later,
            self.now,
            self.switch,
            self.back,
            self.status,
            self.filters.more,
            self.count,
        )
        for widget in widgets:
            head.addWidget(widget)
        self.left = QFrame()
        self._left = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(S)
        self._left.addWidget(self.wheel, 1)
        if self.side is not None:
            self._left.addWidget(self.side)
        self.main.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body = row(self.left, self.main, spacing=L)
        layout = column(head, self.filters.chips, self.body, margins=(XL, L, L, S), spacing=S)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        stops: list[QWidget] = [
            self.earlier,
            self.later,
            self.now,
            self.switch,
            self.back,
            self.status,
            self.filters.more,
            self.filters.chips,
        ]
        for first, second in pairwise([*stops, self.wheel, *([self.side] if self.side else []), self.grid, self.day]):
            QWidget.setTabOrder(first, second)

    def _make_switch(self) -> QWidget:
        """Which part is shown where there is room for one only; else whether the wheel is large, or beside the calendar."""
        holder = QWidget()
        self.parts: dict[str, QPushButton] = {}
        group = QButtonGroup(holder)
        names = {_WHEEL: _("Wheel"), _CALENDAR: _("Calendar"), _SIDE: _("Themes")}
        if self.side is None:
            del names[_SIDE]
        for name, word in names.items():
            part = button(word, "chip", clicked=partial(self.show_part, name))
            part.setCheckable(True)
            part.setChecked(name == self._shown)
            group.addButton(part)
            self.parts[name] = part
        holder.setLayout(row(*self.parts.values(), spacing=XS))
        return holder

    # ── layout ───────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side from a width on; the wheel as large as the calendar leaves room for, what else there is below it."""
        roomy = self.height() >= look().px(LOW)
        self.count.setVisible(roomy)
        self.status.setVisible(roomy)  # the menu beside it has it too
        beside = self.width() >= look().px(BESIDE)
        if beside is not self._beside:
            self._beside = beside
            self.show_part(self._shown if beside is False or self._shown == _WHEEL else _CALENDAR)
            return
        large = beside and self._shown == _WHEEL
        sides = QBoxLayout.Direction.LeftToRight if large else QBoxLayout.Direction.TopToBottom
        self._left.setDirection(sides)
        if self.side is not None:
            self.side.setMaximumWidth(look().px(_SIDE_WIDTH) if large else _ANY)
            self.side.setMinimumWidth(look().px(_SIDE_WIDTH) if large else 0)
        if beside and not large:
            room = self.width() - XL - 2 * L
            high = self.height() - self.body.geometry().top() - S
            share = 0.62 if self.side is not None else 0.98
            wide = max(look().px(294), min(round(room * 0.3), round(high * share)))
            self.left.setFixedWidth(wide)
            self.wheel.setMinimumHeight(min(wide, max(240, high // 2)))
            self.wheel.setMaximumHeight(wide if self.side is not None else _ANY)
        else:
            self.left.setMinimumWidth(0)
            self.left.setMaximumWidth(_ANY)
            self.wheel.setMinimumHeight(180)
            self.wheel.setMaximumHeight(_ANY)

    @property
    def beside(self) -> bool:
        """Whether there is room for wheel and calendar side by side."""
        return bool(self._beside)

    @property
    def part(self) -> str:
        """The part that is shown, or that one comes back to from the card of a day."""
        return self._from if self.on_day else self._shown

    def show_part(self, name: str) -> None:
        """Show the wheel, the calendar or the themes; where there is room, the calendar with the wheel and the themes beside it,
        or the wheel large with the themes beside it.
        """
        self._shown = name if name in self.parts else _CALENDAR
        for other, part in self.parts.items():
            part.setChecked(other == self._shown)
            part.setVisible(other != _SIDE or not self.beside)
        self.left.setVisible(self.beside or self._shown != _CALENDAR)
        self.main.setVisible(self._shown == _CALENDAR or (self.beside and self._shown != _WHEEL))
        self.wheel.setVisible(self.beside or self._shown == _WHEEL)
        if self.side is not None:
            self.side.setVisible(self.beside or self._shown == _SIDE)
        self._arrange()

    # ── what is shown ────────────────────────────────────────────────────────

    def show_calendar(self) -> None:
        """Back from the day to the month."""
        self.main.setCurrentWidget(self.grid)
        self.back.hide()
        self.show_part(self._from)
        self.take_keyboard()

    def show_card(self) -> None:
        """The card of a day instead of the calendar."""
        if not self.on_day:
            self._from = self._shown if self._shown != _SIDE else _CALENDAR
        self.show_part(_CALENDAR)
        self.main.setCurrentWidget(self.day)
        self.back.show()

    @property
    def on_day(self) -> bool:
        """Whether the card of a day is shown."""
        return self.main.currentWidget() is self.day

    def take_keyboard(self) -> None:
        """The calendar, or what is shown instead of it."""
        if self._shown == _WHEEL:
            self.wheel.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.on_day:
            self.day.take_keyboard()
        else:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
