"""Katalog: layout of the page. The list to the left, the entry in hand to the right; where there is no room, one at a time."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from chefsstod.features.directory.detail import DetailView
from chefsstod.features.directory.import_view import ImportView
from chefsstod.features.directory.list_side import ListSide
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import XL, XS, L, M, S, button, column, icon_button, label, page, row, scroll
from chefsstod.ui.style import look

LIST_WIDTH = 340
NARROW = 800
CONTACTS, SYSTEMS = "contact", "system"


class DirectoryView(QWidget):
    """Tabs, list and right side; the import takes the whole page."""

    tab_requested = Signal(str)
    add_requested = Signal()
    fill_requested = Signal()
    import_requested = Signal()
    vcard_requested = Signal()
    csv_requested = Signal()
    list_requested = Signal()
    phone_list_requested = Signal(bool)
    everything_toggled = Signal(bool)
    reflowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Directory"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.side = ListSide()
        self.detail = DetailView()
        self.welcome = self._make_welcome()
        self.right = QStackedWidget()
        self.right.addWidget(self.welcome)
        self.right.addWidget(self.detail)
        self.bar = self._make_bar()
        self.left_part = QWidget()
        self.left_part.setLayout(column(self.bar, self.side, spacing=0))
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.left_part)
        body.addWidget(self.right, 1)
        self.main = QWidget()
        self.main.setLayout(body)
        self.incoming = ImportView()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.main)
        self.stack.addWidget(self.incoming)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self._wide = True
        self._everything = False
        self.detail.back_requested.connect(self.list_requested)
        self.side.fill_requested.connect(self.fill_requested)

    def _make_bar(self) -> QWidget:
        self.tabs: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        tools = row(margins=(M, S, M, 0), spacing=XS)
        for name, word in ((CONTACTS, _("Contacts")), (SYSTEMS, _("Systems"))):
            tab = button(word, "tab", clicked=partial(self.tab_requested.emit, name))
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            group.addButton(tab)
            self.tabs[name] = tab
            tools.addWidget(tab)
        self.tabs[CONTACTS].setChecked(True)
        tools.addStretch(1)
        self.add = icon_button("plus", _("Add"), clicked=self.add_requested.emit)
        self.more = icon_button("ellipsis", _("More about the directory"), clicked=self._show_menu)
        tools.addWidget(self.add)
        tools.addWidget(self.more)
        holder = QWidget()
        holder.setLayout(tools)
        return holder

    def _make_welcome(self) -> QWidget:
        """What stands to the right before anything is chosen: what this is, and how one comes on with it."""
        self.welcome_title = label(role="title")
        self.welcome_text = label(role="reading")
        self.fill_button = button(_("Fill in one by one"), "primary", image="pencil", clicked=self.fill_requested.emit)
        self.import_button = button(_("Take in contacts from a file …"), image="file-down", clicked=self.import_requested.emit)
        self.paper_button = button(
            _("Print the phone list"), image="printer", clicked=lambda: self.phone_list_requested.emit(False)
        )
        flow = FlowLayout(spacing=S)
        for widget in (self.fill_button, self.import_button, self.paper_button):
            flow.addWidget(widget)
        guard = label(
            _("Here stand functions and systems. Nothing about care recipients, and nothing about the health of staff."), "small"
        )
        inner = page(column(self.welcome_title, self.welcome_text, flow, guard, None, margins=(XL, XL, XL, L), spacing=M))
        inner.setMaximumWidth(look().px(640))
        return scroll(inner)

    def show_welcome(self, *, systems: bool, left: int) -> None:
        """Fit the words to the tab, and to whether anything is left to fill in."""
        if systems:
            self.welcome_title.setText(_("Which system is for what?"))
            text = _(
                "Choose a system in the list. Write what it is called here, how one gets access, where the guide is and who helps: "
                "then you need not ask twice, and those who come after you need not ask at all."
            )
        else:
            self.welcome_title.setText(_("Whom do you call?"))
            text = _(
                "Choose a contact in the list. The functions that most managers need stand here already. Fill in who it is in your "
                "organisation, and the number will be at hand wherever a task or a text points to it."
            )
        self.welcome_text.setText(text)
        self.fill_button.setVisible(left > 0)
        self.import_button.setVisible(not systems)
        self.paper_button.setVisible(not systems)

    # ── the room there is ────────────────────────────────────────────────────

    @property
    def wide(self) -> bool:
        """Whether there is room for the list beside the rest."""
        return self._wide

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        wide = self.width() >= look().px(NARROW)
        if wide != self._wide:
            self._wide = wide
            self.arrange()
            self.reflowed.emit()

    def show_right(self, widget: QWidget) -> None:
        """Bring ``widget`` to the right side."""
        self.right.setCurrentWidget(widget)
        self.arrange()

    def arrange(self) -> None:
        """Both sides where there is room; else the list, unless an entry is in hand."""
        in_hand = self.right.currentWidget() is self.detail
        self.left_part.setVisible(self._wide or not in_hand)
        self.right.setVisible(self._wide or in_hand)
        if self._wide:
            self.left_part.setFixedWidth(look().px(LIST_WIDTH))
        else:
            self.left_part.setMinimumWidth(0)
            self.left_part.setMaximumWidth(16_777_215)
        self.detail.offer_back(not self._wide)

    # ── the menu ─────────────────────────────────────────────────────────────

    def menu(self) -> QMenu:
        """What is done with the whole directory now and then."""
        menu = QMenu(self)
        menu.setAccessibleName(_("More about the directory"))
        menu.addAction(icon("file-down"), _("Take in contacts from a file …"), self.import_requested.emit)
        menu.addAction(icon("users"), _("Save as visiting cards (vCard) …"), self.vcard_requested.emit)
        menu.addAction(icon("file-text"), _("Save as a table (CSV) …"), self.csv_requested.emit)
        menu.addSeparator()
        menu.addAction(icon("printer"), _("Print the phone list"), lambda: self.phone_list_requested.emit(False))
        menu.addAction(icon("pencil"), _("Print with empty lines to write on"), lambda: self.phone_list_requested.emit(True))
        menu.addSeparator()
        everything = menu.addAction(_("Show what concerns other units too"))
        everything.setCheckable(True)
        everything.setChecked(self._everything)
        everything.toggled.connect(self.everything_toggled)
        return menu

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()
