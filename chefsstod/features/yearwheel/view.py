"""Årslista: layout of the list with its year, filters and count."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QListView, QPushButton, QStackedWidget, QWidget

from chefsstod.features.yearwheel.filter_bar import FilterBar, SharedFilter
from chefsstod.features.yearwheel.filters import Filter
from chefsstod.features.yearwheel.list_model import ITEM_ROLE, MonthRow, OccurrenceDelegate, OccurrenceListModel, Row
from chefsstod.features.yearwheel.model import Category, Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, L, S, button, column, icon_button, label, page, row
from chefsstod.ui.style import look

_LOW = 330
"""Below this height, at 100 % text, the list gets the room of what can be chosen in the filter's menu."""


class OccurrenceList(QListView):
    """The rows. Enter opens, Space marks as done or opens again; a click on a month, or plus on one of its tasks, goes there."""

    open_requested = Signal(object)
    toggle_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    month_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = OccurrenceListModel()
        self.setModel(self.rows)
        self.setItemDelegate(OccurrenceDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(_("The year's tasks"))
        self.setAccessibleDescription(_("Enter opens a task, Space marks it as done, plus shows its month"))
        self.clicked.connect(self._on_clicked)
        self.customContextMenuRequested.connect(self._on_menu)

    def current(self) -> Occurrence | None:
        """The selected occurrence."""
        row = self.currentIndex().data(ITEM_ROLE)
        return row if isinstance(row, Occurrence) else None

    def chosen(self) -> bool:
        """Whether the current occurrence is selected, not only the one that the keyboard would begin at."""
        return self.selectionModel().isSelected(self.currentIndex())

    def select(self, key: OccurrenceKey, *, chosen: bool = True) -> bool:
        """Select and show an occurrence; False when it is not in the list. Not ``chosen``: the keyboard only comes to it."""
        place = self.rows.index_of(key)
        if place is None:
            return False
        index = self.rows.index(place)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect if chosen else flag.NoUpdate)
        self.scrollTo(index)
        return True

    def anchor(self) -> tuple[Occurrence, int] | None:
        """The first occurrence that is seen, and its place below the upper edge: what the eye rests on."""
        first = self.indexAt(QPoint(4, 4)).row()
        for place in range(max(first, 0), self.rows.rowCount()):
            row = self.rows.row(place)
            if isinstance(row, Occurrence):
                return row, self.visualRect(self.rows.index(place)).top()
        return None

    def hold(self, occurrence: Occurrence, top: int) -> None:
        """Scroll so that ``occurrence``, or what now stands nearest after it, is where it was."""
        place = self.rows.index_of(occurrence.key)
        if place is None:
            rows = ((i, self.rows.row(i)) for i in range(self.rows.rowCount()))
            place = next((i for i, row in rows if isinstance(row, Occurrence) and row.due >= occurrence.due), None)
        if place is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self.rows.index(place)).top() - top)

    def show_today(self) -> None:
        """Scroll so that today stands a little below the top, and select the first occurrence after it."""
        place = self.rows.index_of_today()
        if place is None:
            self.scrollToTop()
            return
        self.scrollTo(self.rows.index(max(0, place - 2)), QAbstractItemView.ScrollHint.PositionAtTop)
        if place + 1 < self.rows.rowCount() and self.current() is None:
            following = next((i for i in range(place + 1, self.rows.rowCount()) if isinstance(self.rows.row(i), Occurrence)), None)
            if following is not None:
                self.selectionModel().setCurrentIndex(self.rows.index(following), self.selectionModel().SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        occurrence = self.current()
        if occurrence is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(occurrence)
        elif occurrence is not None and event.key() == Qt.Key.Key_Space:
            self.toggle_requested.emit(occurrence)
        elif occurrence is not None and event.key() == Qt.Key.Key_Plus:
            self.month_requested.emit(occurrence.due.replace(day=1))
        else:
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802, D102 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        found = super().moveCursor(action, modifiers)
        ways = QAbstractItemView.CursorAction
        by = -1 if action in (ways.MoveUp, ways.MovePageUp, ways.MovePrevious, ways.MoveEnd) else 1
        while found.isValid() and not isinstance(found.data(ITEM_ROLE), Occurrence):
            found = self.rows.index(found.row() + by)
        return found if found.isValid() else self.currentIndex()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().mouseMoveEvent(event)
        leads = isinstance(self.indexAt(event.position().toPoint()).data(ITEM_ROLE), MonthRow)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        # A month is pressed without letting go of the task that is selected.
        row = self.indexAt(event.position().toPoint()).data(ITEM_ROLE)
        if not isinstance(row, MonthRow):
            super().mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.month_requested.emit(row.month)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = index.data(ITEM_ROLE)
        if isinstance(row, Occurrence):
            self.open_requested.emit(row)

    def _on_menu(self, place: QPoint) -> None:
        row = self.indexAt(place).data(ITEM_ROLE)
        if isinstance(row, Occurrence):
            self.menu_requested.emit(row, self.viewport().mapToGlobal(place))


class YearListView(QWidget):
    """The page: year, filters, list, and a kind word when nothing fits."""

    year_stepped = Signal(int)
    today_requested = Signal()
    filter_changed = Signal()

    def __init__(self, *, show_routines: bool, shared: SharedFilter, count: Callable[[Filter], int]) -> None:
        super().__init__()
        self.shared = shared
        self.filters = FilterBar(self, shared, count=count, rings=False, routines=False)
        self.status = self.filters.status
        self.title = label(role="title", wrap=False)
        self.count = label(role="muted", wrap=False)
        self.text = QLineEdit()
        self.text.setPlaceholderText(_("Filter by word"))
        self.text.setAccessibleName(_("Filter by word"))
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(look().px(120))
        self.routines = QCheckBox(_("Show recurring routines"))
        self.routines.setChecked(show_routines)
        self.chips = {category: self._chip(category) for category in Category}
        self.list = OccurrenceList()
        self.empty_text = label(role="lead")
        self.empty_button = button(_("Clear the filter"), clicked=self.clear_filter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(
            page(column(None, self.empty_text, row(self.empty_button, None), None, None, margins=(XL, XL, XL, XL)))
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.earlier = icon_button("chevron-left", _("The year before"), clicked=lambda: self.year_stepped.emit(-1))
        self.later = icon_button("chevron-right", _("The year after"), clicked=lambda: self.year_stepped.emit(1))
        self.now = button(_("Today"), clicked=self.today_requested.emit)
        chips = FlowLayout(spacing=S)
        for chip in self.chips.values():
            chips.addWidget(chip)
        head = row(self.earlier, self.title, self.later, self.now, L, self.text)
        head.setStretchFactor(self.text, 1)
        choices = FlowLayout(spacing=S)
        for widget in (self.status, self.filters.more, self.routines, self.count):
            choices.addWidget(widget)
        layout = column(head, chips, choices, self.filters.chips, self._stack, margins=(XL, L, L, 0), spacing=S)
        layout.setStretchFactor(self._stack, 1)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        roomy = self.height() >= look().px(_LOW)
        for widget in (*self.chips.values(), self.status, self.count):
            widget.setVisible(roomy)  # the filter's menu has them too
        self.filters.tell_rings(rings=not roomy)

    def _connect(self) -> None:
        for chip in self.chips.values():
            chip.toggled.connect(self._take_rings)
        self.shared.changed.connect(self._follow)
        self.routines.toggled.connect(self.filter_changed)
        self.text.textChanged.connect(self.filter_changed)
        self._follow()

    def _chip(self, category: Category) -> QPushButton:
        chip = button(category_name(category), "chip")
        chip.setCheckable(True)
        chip.setAccessibleDescription(_("Show only the chosen categories"))
        return chip

    def _take_rings(self) -> None:
        chosen = frozenset(category for category, chip in self.chips.items() if chip.isChecked())
        self.shared.set(replace(self.shared.current, categories=chosen))

    def _follow(self) -> None:
        for category, chip in self.chips.items():
            with QSignalBlocker(chip):
                chip.setChecked(category in self.shared.current.categories)

    @property
    def filtered(self) -> bool:
        """Whether something is filtered away."""
        return bool(self.text.text().strip()) or self.shared.current != Filter(routines=self.shared.current.routines)

    def clear_filter(self) -> None:
        """Show everything again."""
        self.set_filter()

    def set_filter(self, *, text: str = "", chosen: Filter | None = None) -> None:
        """Choose the whole filter at once."""
        with QSignalBlocker(self):
            self.text.setText(text)
        before = self.shared.current
        self.shared.set(chosen or Filter(routines=before.routines))
        if self.shared.current == before:
            self.filter_changed.emit()

    def take_keyboard(self) -> None:
        """The list, or the filter when nothing fits it. No focus proxy: with one, Tab skips what is in the page."""
        (self.text if self._stack.currentIndex() else self.list).setFocus()

    def show_rows(self, rows: list[Row], today: date, empty: str, *, filtered: bool) -> None:
        """Show the rows, or ``empty`` when there are none."""
        kept = self.list.current()
        anchor = self.list.anchor()
        self.list.rows.set_rows(rows, today)
        nothing = not any(isinstance(row, Occurrence) for row in rows)
        self.empty_text.setText(empty)
        self.empty_button.setVisible(filtered)
        self._stack.setCurrentIndex(1 if nothing else 0)
        if kept is not None:
            place = self.list.rows.index_of(kept.key)
            if place is not None:
                self.list.setCurrentIndex(self.list.rows.index(place))
        if anchor is not None:
            self.list.hold(*anchor)
