"""The column at the left: where one can go, in words; folds to icons when the window is narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from chefsstod.i18n import _
from chefsstod.ui.parts import XS, M, S, button, column, label
from chefsstod.ui.style import look

WIDTH, FOLDED = 200, 72
_ENTRY, _OVER = 44, 64
"""The height of an entry with the gap below it, and what stands above and below them all."""


class Navigation(QWidget):
    """Emits the name of the page to go to."""

    page_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Pages"))
        self.brand = label("Chefsstöd", "lead", wrap=False)  # no-i18n
        self._group = QButtonGroup(self)
        self._texts: dict[QPushButton, str] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.print_button = button("", "nav", image="printer")
        self._texts[self.print_button] = _("Print")
        self.print_button.setShortcut("Ctrl+P")
        pages = (
            ("today", "sun", _("Today")),
            ("wheel", "disc-3", _("Year wheel")),
            ("timers", "hourglass", _("Events")),
            ("handbook", "book-open", _("Handbook")),
            ("directory", "contact", _("Directory")),
            ("settings", "settings", _("Settings")),
        )
        for number, (name, image, text) in enumerate(pages, start=1):
            self.buttons[name] = self._entry(name, image, text, f"Ctrl+{number}")
        top = [self.buttons[name] for name, _image, _text in pages[:-1]]
        layout = column(self.brand, S, *top, None, self.print_button, self.buttons["settings"], margins=(S, M, S, S), spacing=XS)
        self.setLayout(layout)
        self.fold(folded=False)

    def _entry(self, name: str, image: str, text: str, shortcut: str) -> QPushButton:
        entry = button(text, "nav", image=image)
        entry.setCheckable(True)
        entry.setShortcut(shortcut)
        entry.clicked.connect(lambda: self.page_requested.emit(name))
        self._group.addButton(entry)
        self._texts[entry] = text
        return entry

    def show_page(self, name: str) -> None:
        """Mark where one is."""
        entry = self.buttons.get(name)
        self._group.setExclusive(False)
        for other in self.buttons.values():
            other.setChecked(other is entry)
        self._group.setExclusive(True)

    def fold(self, *, folded: bool) -> None:
        """Icons only, or icons with words."""
        self.setFixedWidth(look().px(FOLDED if folded else WIDTH))
        self.brand.setText("C" if folded else "Chefsstöd")  # no-i18n
        self.brand.setContentsMargins(look().px(16) + 2 if folded else M, 0, 0, 0)  # over the middle of the icons
        for entry, text in self._texts.items():
            shortcut = entry.shortcut()
            entry.setText("" if folded else text)
            entry.setShortcut(shortcut)
            entry.setAccessibleName(text)
            entry.setToolTip(f"{text} ({shortcut.toString()})")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._fit(self.height() < look().px(_ENTRY * len(self._texts) + _OVER))

    def _fit(self, dense: bool) -> None:
        """Where the window is low the entries stand closer, and the name of the program gives way."""
        if self.brand.isHidden() == dense:
            return
        self.brand.setVisible(not dense)
        for entry in self._texts:
            entry.setProperty("dense", dense)
            entry.style().unpolish(entry)
            entry.style().polish(entry)
