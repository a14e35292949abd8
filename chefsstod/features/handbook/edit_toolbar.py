"""The row of tools over the text. It emits what is wanted and knows no text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from chefsstod.content.document import CALLOUTS
from chefsstod.content.words import callout_title
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import icon
from chefsstod.ui.parts import icon_button

KEYS = {
    "heading": "Ctrl+Shift+H",
    "bold": "Ctrl+B",
    "italic": "Ctrl+I",
    "bullets": "Ctrl+Shift+L",
    "numbers": "Ctrl+Shift+O",
    "boxes": "Ctrl+Shift+C",
    "link": "Ctrl+K",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Y",
}
"""They hold while the text has the keyboard."""
_IMAGES = {
    "gor-sa-har": "circle-check",
    "lagen-sager": "scale",
    "fraga-vidare": "message-circle",
    "vanliga-misstag": "triangle-alert",
    "hos-er": "house",
    "obs": "info",
    "exempel": "lightbulb",
}


class Toolbar(QWidget):
    """``wanted`` carries the name of a tool: «bold», «table» … or «callout:obs», «heading:2»."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Tools for the text"))
        self.buttons: dict[str, QToolButton] = {}
        flow = FlowLayout(spacing=2)
        self.setLayout(flow)
        tools: Sequence[tuple[str, str, str]] = (
            ("heading", "heading", _("Heading")),
            ("bold", "bold", _("Bold")),
            ("italic", "italic", _("Italic")),
            ("bullets", "list", _("List with bullets")),
            ("numbers", "list-ordered", _("Numbered list")),
            ("boxes", "list-checks", _("Checklist")),
            ("table", "table", _("Table")),
            ("callout", "message-square-warning", _("Box of facts")),
            ("link", "link", _("Link")),
            ("picture", "image", _("Picture")),
            ("undo", "undo-2", _("Undo in the text")),
            ("redo", "redo", _("Redo in the text")),
            ("help", "circle-help", _("How to write")),
        )
        menus: dict[str, Callable[[], None]] = {"heading": self._headings, "callout": self._callouts}
        for name, image, word in tools:
            self._add(flow, name, image, word, menus.get(name))

    def _add(self, flow: FlowLayout, name: str, image: str, word: str, menu: Callable[[], None] | None) -> None:
        keys = KEYS.get(name, "")
        made = icon_button(image, word, shortcut=keys, clicked=menu or (lambda: self.wanted.emit(name)))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the text
        if menu:
            made.setAccessibleDescription(_("Opens a menu"))
        self.buttons[name] = made
        flow.addWidget(made)

    def show_undo(self, *, undo: bool, redo: bool) -> None:
        """Whether there is something to undo and redo in the text."""
        self.buttons["undo"].setEnabled(undo)
        self.buttons["redo"].setEnabled(redo)

    def heading_menu(self) -> QMenu:
        """The levels to choose from; the title of the text is the first one."""
        words = (("heading:2", _("Heading")), ("heading:3", _("Subheading")), ("heading:0", _("Plain text")))
        return self._menu(words, {})

    def callout_menu(self) -> QMenu:
        """The kinds of boxes."""
        words = [(f"callout:{kind}", callout_title(kind)) for kind in CALLOUTS]
        return self._menu(words, {f"callout:{kind}": image for kind, image in _IMAGES.items()})

    def _menu(self, words: Sequence[tuple[str, str]], images: dict[str, str]) -> QMenu:
        menu = QMenu(self)
        for name, word in words:
            action: QAction = menu.addAction(word)
            if name in images:
                action.setIcon(icon(images[name]))
            action.triggered.connect(lambda _checked=False, name=name: self.wanted.emit(name))
        return menu

    def _headings(self) -> None:
        self._popup(self.heading_menu(), "heading")

    def _callouts(self) -> None:
        self._popup(self.callout_menu(), "callout")

    def _popup(self, menu: QMenu, name: str) -> None:
        place = self.buttons[name]
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place.mapToGlobal(QPoint(0, place.height())))
