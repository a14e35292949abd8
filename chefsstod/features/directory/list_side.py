"""The left side of the directory: search, how much is filled in, and the list."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QLineEdit, QListView, QProgressBar, QPushButton, QSizePolicy, QWidget

from chefsstod.features.directory.list_model import ITEM_ROLE, DirectoryDelegate, DirectoryModel, Heading, rows_of
from chefsstod.features.directory.model import Item, address_of, matches
from chefsstod.features.directory.words import progress
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, L, M, S, button, column, label, row

ALL, EMPTY, HIDDEN = "all", "empty", "hidden"


class EntryList(QListView):
    """The entries. Enter leads into the fields of the one in hand, Ctrl+C copies how it is reached."""

    enter_requested = Signal()
    copy_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.entries = DirectoryModel()
        self.setModel(self.entries)
        self.setItemDelegate(DirectoryDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)


class ListSide(QWidget):
    """Emits ``chosen`` with the address of an entry; what is listed is what the search field and the chips let through."""

    chosen = Signal(str)
    opened = Signal()
    """Enter: into its fields."""
    clicked = Signal()
    copy_requested = Signal()
    fill_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[Item] = ()
        self._hidden: Sequence[Item] = ()
        self._current = ""
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._refill)
        self.search.returnPressed.connect(self._open_first)
        self.progress = label(role="small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.fill = button(_("Fill in one by one"), "link", image="pencil", clicked=self.fill_requested.emit)
        self.list = EntryList()
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.clicked.connect(lambda _index: self.clicked.emit())
        self.list.enter_requested.connect(self.opened)
        self.list.copy_requested.connect(self.copy_requested)
        self.nothing = label(role="muted")
        self.nothing.setContentsMargins(M, M, M, M)
        self._lay_out()

    def _lay_out(self) -> None:
        self.chips: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=XS)
        for name in (ALL, EMPTY, HIDDEN):
            chip = button("", "chip", clicked=self._refill)
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            group.addButton(chip)
            self.chips[name] = chip
            flow.addWidget(chip)
        self.chips[ALL].setChecked(True)
        self.head = QWidget()
        done = column(self.progress, self.bar, row(self.fill, None), spacing=XS)
        self.head.setLayout(column(self.search, done, flow, margins=(L, S, L, S), spacing=S))
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        body = column(self.head, self.nothing, self.list, spacing=0)
        body.setStretch(2, 1)
        self.setLayout(body)

    # ── showing ──────────────────────────────────────────────────────────────

    def show_items(self, items: Sequence[Item], hidden: Sequence[Item], current: str, *, systems: bool) -> None:
        """List ``items``, with those that she has put away under a chip of their own; ``current`` is the one in hand."""
        self._items, self._hidden, self._current = items, hidden, current
        self.search.setPlaceholderText(_("Search systems") if systems else _("Search contacts"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.list.setAccessibleName(_("Systems") if systems else _("Contacts"))
        left = sum(not item.filled for item in items)
        self.progress.setText(progress(items))
        self.bar.setRange(0, max(len(items), 1))
        self.bar.setValue(len(items) - left)
        self.bar.setAccessibleName(self.progress.text())
        self.fill.setVisible(left > 0)
        for name, text, count in ((ALL, _("All"), len(items)), (EMPTY, _("To fill in"), left), (HIDDEN, _("Hidden"), len(hidden))):
            self.chips[name].setText(f"{text} {count}")
        self.chips[HIDDEN].setVisible(bool(hidden))
        if not hidden and self.chips[HIDDEN].isChecked():
            self.chips[ALL].setChecked(True)
        self._refill()

    @property
    def chip(self) -> str:
        """Which chip is chosen."""
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    def choose_chip(self, name: str) -> None:
        """Show all, those to fill in, or those put away."""
        self.chips[name].setChecked(True)
        self._refill()

    @property
    def listed(self) -> list[Item]:
        """What stands in the list now."""
        return self.list.entries.items

    def _refill(self) -> None:
        words, chip = self.search.text(), self.chip
        source = self._hidden if chip == HIDDEN else self._items
        # The one in hand stays while she fills it in; it would vanish at the first digit of its number.
        shown = [
            item
            for item in source
            if matches(item, words) and (chip != EMPTY or not item.filled or address_of(item) == self._current)
        ]
        self.list.entries.set_rows(rows_of(shown))
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.setText(self._why_nothing(words, chip))
        self._mark()

    def _why_nothing(self, words: str, chip: str) -> str:
        if words.strip():
            return _("Nothing matches. Try another word, or add what is missing.")
        return _("Everything is filled in.") if chip == EMPTY else _("Nothing here yet. Add what you need.")

    def _mark(self) -> None:
        place = self.list.entries.index_of(self._current)
        chosen = self.list.selectionModel()
        chosen.blockSignals(True)
        if place is None:
            chosen.clear()
        else:
            index = self.list.entries.index(place)
            chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        chosen.blockSignals(False)
        self.list.viewport().update()

    # ── choosing ─────────────────────────────────────────────────────────────

    def take_keyboard(self) -> None:
        """The one in hand, else the search field."""
        (self.list if self.list.isVisibleTo(self) and self._current else self.search).setFocus()

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        found = index.data(ITEM_ROLE)
        if found is not None and not isinstance(found, Heading):
            self._current = address_of(found)
            self.chosen.emit(self._current)

    def _open_first(self) -> None:
        if self.listed:
            self._current = address_of(self.listed[0])
            self._mark()
            self.chosen.emit(self._current)
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.listed:
            self.list.setFocus()
            if not self.list.currentIndex().isValid():
                self._current = address_of(self.listed[0])
                self._mark()
                self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)
