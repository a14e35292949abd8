"""The views of an entry (the year, the handbook) as tabs in the toolbar, with «Ny …» and what one does there now and then."""

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from chefsstod.i18n import _
from chefsstod.shell.places import Views, entry, list_name
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import XS, Choice, button, icon_button, icon_size
from chefsstod.ui.style import look


class ViewTabs(QWidget):
    """Emits the page to go to. Where there is no room for the tabs they fold into a list to choose from."""

    page_requested = Signal(str)
    new_requested = Signal()

    def __init__(self, views: Views) -> None:
        super().__init__()
        self._views = views
        self.setAccessibleName(_(views.name))
        self.hide()
        self.buttons: dict[str, QPushButton] = {}

    def _fill(self) -> None:
        """Make the tabs, when the entry is first gone to: the first page is there sooner."""
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(XS)
        for number, (name, (word, image)) in enumerate(self._views.views.items(), start=1):
            self.buttons[name] = self._tab(name, _(word), image, f"Alt+{number}")
            layout.addWidget(self.buttons[name])
        self.choice = Choice()
        self.choice.setAccessibleName(_(self._views.name))
        self.choice.setIconSize(icon_size())
        self.choice.setMinimumWidth(
            look().metrics().horizontalAdvance(max((_(w) for w, _i in self._views.work.values()), key=len)) + look().px(36)
        )
        for name, (word, image) in self._views.views.items():
            self.choice.addItem(icon(image), _(word), name)
        self.choice.activated.connect(lambda _place: self.page_requested.emit(self.choice.currentData()))
        layout.addWidget(self.choice)
        self.new = icon_button("plus", _(self._views.new), shortcut="Ctrl+N", clicked=self.new_requested.emit)
        self.more = icon_button("ellipsis", _(self._views.more), clicked=self.show_more)
        layout.addWidget(self.new)
        layout.addWidget(self.more)
        self.fold(folded=False)

    def _tab(self, name: str, word: str, image: str, keys: str) -> QPushButton:
        tab = button(word, "tab", image=image, clicked=lambda: self.page_requested.emit(name))
        tab.setCheckable(True)
        tab.setAutoDefault(False)
        tab.setShortcut(keys)
        tab.setToolTip(f"{word} ({keys})")
        tab.setAccessibleName(word)
        self._group.addButton(tab)
        return tab

    def show_page(self, name: str) -> None:
        """Mark the view that is shown; none, when one is elsewhere under the entry. Outside it there are no tabs."""
        self.setVisible(entry(name) == self._views.entry)
        if self.isHidden():
            return
        if not self.buttons:
            self._fill()
        self._group.setExclusive(False)
        for other, tab in self.buttons.items():
            tab.setChecked(other == name)
        self._group.setExclusive(name in self.buttons)
        self.choice.setPlaceholderText(list_name(name))
        with QSignalBlocker(self.choice):
            self.choice.setCurrentIndex(self.choice.findData(name))

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, from left to right."""
        return [*self.buttons.values(), self.choice, self.new, self.more] if self.buttons else []

    @property
    def wide(self) -> int:
        """The room that the tabs take when they stand side by side."""
        spacing = self.layout().spacing()  # type: ignore[union-attr]
        shown = [*self.buttons.values(), self.new, self.more]
        return sum(widget.sizeHint().width() + spacing for widget in shown)

    def fold(self, *, folded: bool) -> None:
        """Tabs, or a list to choose from."""
        had = any(widget.hasFocus() for widget in (*self.buttons.values(), self.choice))
        for tab in self.buttons.values():
            tab.setVisible(not folded)
        self.choice.setVisible(folded)
        if had:
            (self.choice if folded else next(iter(self.buttons.values()))).setFocus()

    def more_menu(self) -> QMenu:
        """What one does here now and then."""
        menu = QMenu(self)
        menu.setAccessibleName(_(self._views.more))
        for name, (word, image) in self._views.work.items():
            action = menu.addAction(icon(image), _(word))
            action.triggered.connect(lambda _checked=False, page=name: self.page_requested.emit(page))
        return menu

    def show_more(self) -> None:
        """Show the menu under its button."""
        menu = self.more_menu()
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))
        menu.deleteLater()
