"""The one toolbar: back and forward, where one is or the views to choose from, and the search field."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from chefsstod.i18n import _
from chefsstod.shell import places
from chefsstod.shell.tabs import ViewTabs
from chefsstod.ui.parts import L, S, icon_button, label, row
from chefsstod.ui.style import look

_SEARCH, _SEARCH_LEAST, _SEARCH_FOLDED = 300, 156, 80


class ToolBar(QWidget):
    """Layout only; the window listens to its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = icon_button("chevron-left", _("Back"), shortcut="Alt+←")
        self.forward = icon_button("chevron-right", _("Forward"), shortcut="Alt+→")
        self.where = label(role="lead", wrap=False)
        self.tabs = ViewTabs(places.YEAR_TABS)
        self.book = ViewTabs(places.BOOK_TABS)
        self.search = QLineEdit()
        self.search.setToolTip("Ctrl+K")
        self.search.setAccessibleName(_("Find"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(look().px(_SEARCH))
        self.search.setMinimumWidth(look().px(_SEARCH_LEAST))
        layout = row(self.back, self.forward, self.tabs, self.book, self.where, None, self.search, margins=(S, S, L, S), spacing=S)
        layout.setStretchFactor(self.search, 4)
        self.setLayout(layout)

    @property
    def _all(self) -> tuple[ViewTabs, ...]:
        return self.tabs, self.book

    def show_page(self, name: str) -> None:
        """Say where one is: where there are several views the tabs do."""
        self.where.setText(places.title(name))
        self.where.setVisible(bool(places.title(name)))
        for tabs in self._all:
            tabs.show_page(name)
        stops = [self.back, self.forward, *self.tabs.stops, *self.book.stops, self.search]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def fit(self, width: int) -> None:
        """Fold the tabs where they do not fit side by side in a bar of ``width``; folded, their list says where one is."""
        taken = sum(widget.sizeHint().width() + S for widget in (self.back, self.forward)) + look().px(_SEARCH_LEAST) + 4 * S + L
        heading = self.where.sizeHint().width() + S if self.where.text() else 0
        folded = False
        for tabs in self._all:
            if not tabs.isHidden():
                folded = width - taken - heading < tabs.wide
                tabs.fold(folded=folded)
        self.search.setPlaceholderText(_("Find …") if folded else _("Find anything … (Ctrl+K)"))
        self.search.setMinimumWidth(look().px(_SEARCH_FOLDED if folded else _SEARCH_LEAST))
        self.where.setVisible(bool(heading) and not folded)
