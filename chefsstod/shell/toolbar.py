"""The one toolbar: back and forward, where one is or the views of the year, and the search field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from chefsstod.i18n import _
from chefsstod.shell import places
from chefsstod.shell.tabs import YearTabs
from chefsstod.ui.parts import L, S, icon_button, label, row
from chefsstod.ui.style import look

_SEARCH, _SEARCH_LEAST = 300, 150


class ToolBar(QWidget):
    """Layout only; the window listens to its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = icon_button("chevron-left", _("Back"), shortcut="Alt+←")
        self.forward = icon_button("chevron-right", _("Forward"), shortcut="Alt+→")
        self.where = label(role="lead", wrap=False)
        self.tabs = YearTabs()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a task … (Ctrl+K)"))
        self.search.setAccessibleName(_("Find a task"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(look().px(_SEARCH))
        self.search.setMinimumWidth(look().px(_SEARCH_LEAST))
        layout = row(self.back, self.forward, self.where, self.tabs, None, self.search, margins=(S, S, L, S), spacing=S)
        layout.setStretchFactor(self.search, 2)
        self.setLayout(layout)

    def show_page(self, name: str) -> None:
        """Say where one is: in the views of the year the tabs do."""
        self.where.setText(places.title(name))
        self.where.setVisible(bool(places.title(name)))
        self.tabs.setVisible(places.entry(name) == places.YEAR)
        self.tabs.show_page(name)

    def fit(self, width: int) -> None:
        """Fold the tabs where they do not fit side by side in a bar of ``width``."""
        others = [self.back, self.forward, *([] if self.where.isHidden() else [self.where])]
        taken = sum(widget.sizeHint().width() + S for widget in others) + look().px(_SEARCH_LEAST) + 4 * S + L
        self.tabs.fold(folded=width - taken < self.tabs.wide)
