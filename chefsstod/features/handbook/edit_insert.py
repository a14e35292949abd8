"""The small panels over the text: what to link to, how large a table, and how Markdown is written. They know no service."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QSpinBox, QWidget

from chefsstod.content.links import LinkKind, read_link
from chefsstod.i18n import _
from chefsstod.ui.icons import icon, pixmap
from chefsstod.ui.parts import XS, L, M, S, button, column, icon_button, icon_size, label, panel, row
from chefsstod.ui.style import look

Targets = Callable[[str], Sequence[tuple[str, str]]]
_ICONS = {
    LinkKind.ARTICLE: "book-open",
    LinkKind.TASK: "list-checks",
    LinkKind.LAW: "scale",
    LinkKind.CONTACT: "phone",
    LinkKind.SYSTEM: "monitor",
    LinkKind.SCENARIO: "route",
    LinkKind.EVENT: "siren",
}
SHOWN = 12
"""So many places to link to are listed."""
_REST = 120
"""Milliseconds from the last letter to the search."""


class InsertPanel(QWidget):
    """A panel that opens over the text and closes with Esc or its cross."""

    closed = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = label(heading, "section", wrap=False)
        self.close_button = icon_button("x", _("Close"), shortcut="Esc", clicked=self.close_panel)
        self.hide()

    def close_panel(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


class LinkPanel(InsertPanel):
    """Find a text, task, law, contact or system to link to, or write an address. ``chosen`` carries address and title."""

    chosen = Signal(str, str)

    def __init__(self, targets: Targets) -> None:
        super().__init__(_("Link to"))
        self._targets = targets
        self.words = QLineEdit()
        self.words.setAccessibleName(_("Link to"))
        self.words.setPlaceholderText(_("A text, task, law, contact or system, or an address (https://…)"))
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("What you can link to"))
        self.list.setIconSize(icon_size())
        self.list.setFixedHeight(look().metrics().lineSpacing() * 6)
        self.none = label(_("Nothing is called that. Try another word, or paste an address."), "muted")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        head = row(self.heading, None, self.close_button)
        inner = panel(column(head, self.words, self.none, self.list, margins=(M, XS, M, M), spacing=XS))
        self.setLayout(column(inner))
        self.words.textChanged.connect(lambda _text: self._rest.start())
        self.words.returnPressed.connect(self.take)
        self._rest.timeout.connect(self.look_up)
        self.list.itemActivated.connect(lambda _item: self.take())
        self.list.itemClicked.connect(lambda _item: self.take())

    def open(self, words: str) -> None:
        """Begin with ``words`` (what is selected)."""
        self.words.setText(words)
        self.look_up()
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def look_up(self) -> None:
        """List what the words mean."""
        self._rest.stop()
        words = self.words.text().strip()
        self.list.clear()
        found = [(words, words)] if _is_address(words) else list(self._targets(words))[:SHOWN]
        for address, title in found:
            link = read_link(address)
            item = QListWidgetItem(_image(_ICONS[link.kind] if link else "external-link"), _named(title, address))
            item.setData(Qt.ItemDataRole.UserRole, (address, title))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)

    def take(self) -> None:
        """Choose what is marked in the list."""
        if self._rest.isActive():
            self.look_up()
        item = self.list.currentItem()
        if item is not None:
            address, title = item.data(Qt.ItemDataRole.UserRole)
            self.hide()
            self.chosen.emit(address, title if not _is_address(title) else "")

    def eventFilter(self, watched: object, event: object) -> bool:  # noqa: N802, D102 - Qt's name
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() is QKeyEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return False


def _image(name: str) -> QIcon:
    """An icon that is seen on a marked line too."""
    made = QIcon(icon(name))
    made.addPixmap(pixmap(name, "on_accent", ratio=2), QIcon.Mode.Selected)
    return made


def _is_address(words: str) -> bool:
    return words.startswith(("https://", "http://", "mailto:")) and " " not in words


def _named(title: str, address: str) -> str:
    """The title with what it is, so that a task and a text of one name are told apart."""
    link = read_link(address)
    return f"{title} · {_kind_name(link.kind)}" if link else title


def _kind_name(kind: LinkKind) -> str:
    return {
        LinkKind.ARTICLE: _("text"),
        LinkKind.TASK: _("task"),
        LinkKind.LAW: _("law"),
        LinkKind.CONTACT: _("contact"),
        LinkKind.SYSTEM: _("system"),
        LinkKind.SCENARIO: _("scenario"),
        LinkKind.EVENT: _("event"),
    }[kind]


class TablePanel(InsertPanel):
    """How many columns and rows. ``chosen`` carries both."""

    chosen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(_("Insert a table"))
        self.columns = _number(_("Columns"), 2, 8, 3)
        self.rows = _number(_("Rows"), 1, 30, 3)
        self.go = button(_("Insert"), "primary", clicked=self._take)
        fields = row(label(_("Columns"), wrap=False), self.columns, M, label(_("Rows"), wrap=False), self.rows, M, self.go, None)
        told = label(_("Tab goes to the next cell, Enter makes a new row."), "small")
        inner = panel(column(row(self.heading, None, self.close_button), fields, told, margins=(M, XS, M, M), spacing=XS))
        self.setLayout(column(inner))

    def open(self) -> None:
        """Show it."""
        self.show()
        self.columns.setFocus()
        self.columns.selectAll()

    def _take(self) -> None:
        self.hide()
        self.chosen.emit(self.columns.value(), self.rows.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        else:
            super().keyPressEvent(event)


def _number(name: str, least: int, most: int, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # the look of the program has none; the arrow keys count
    made.setFixedWidth(look().px(72))
    made.setRange(least, most)
    made.setValue(value)
    made.setAccessibleName(name)
    return made


class HelpPanel(InsertPanel):
    """What the signs of Markdown mean."""

    def __init__(self) -> None:
        super().__init__(_("How to write"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, (sign, meaning) in enumerate(_help()):
            written = label(sign, "strong", wrap=False, selectable=True)
            grid.addWidget(written, place, 0)
            grid.addWidget(label(meaning, "muted"), place, 1)
        holder = QWidget()
        holder.setLayout(grid)
        inner = panel(column(row(self.heading, None, self.close_button), holder, margins=(M, XS, M, S), spacing=XS))
        self.setLayout(column(inner))

    def open(self) -> None:
        """Show it."""
        self.show()
        self.close_button.setFocus()


def _help() -> tuple[tuple[str, str], ...]:
    return (
        ("## " + _("Heading"), _("a heading; ### a smaller one")),
        ("**" + _("bold") + "**  *" + _("italic") + "*", _("words that stand out")),
        ("- " + _("point"), _("a list with bullets; Enter gives the next point, Enter again ends it")),
        ("1. " + _("point"), _("a numbered list")),
        ("- [ ] " + _("point"), _("a box to tick in the finished text")),
        ("[" + _("words") + "](…)", _("a link; Ctrl+K finds what to link to")),
        ("::: obs … :::", _("a box of facts; choose the kind in the tools")),
        ("| … | … |", _("a table; Tab goes between the cells")),
    )
