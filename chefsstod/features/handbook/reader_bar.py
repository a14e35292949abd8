"""The bar over the text: where one is, her marks, and what can be done with the text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from chefsstod.features.handbook.model import ReadState
from chefsstod.features.handbook.reader_words import state_icon, state_word
from chefsstod.i18n import _
from chefsstod.ui.icons import GAP, icon
from chefsstod.ui.parts import XS, S, icon_button, icon_size, row
from chefsstod.ui.style import look

_BOOKMARK, _CONTENTS, _FULL, _LEAVE = "Ctrl+D", "Ctrl+B", "F11", "Esc"
WORDS, WIDE = 440, 600
"""From these widths, in pixels at 100 %, the marks have their words, and everything its own button."""


class ReaderBar(QWidget):
    """Signals are wishes; ``zoom_requested`` carries 1, -1, or 0 for the usual size."""

    tree_requested = Signal()
    margin_requested = Signal()
    read_requested = Signal(bool)
    repeat_requested = Signal(bool)
    bookmark_requested = Signal(bool)
    find_requested = Signal()
    zoom_requested = Signal(int)
    fullscreen_requested = Signal()
    print_requested = Signal()
    edit_requested = Signal()
    step_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "bar")
        self.tree = icon_button("panel-left", _("Show the contents"), shortcut=_CONTENTS, clicked=self.tree_requested.emit)
        self.before = icon_button("chevron-left", _("Previous text"), shortcut="K", clicked=lambda: self.step_requested.emit(-1))
        self.after = icon_button("chevron-right", _("Next text"), shortcut="J", clicked=lambda: self.step_requested.emit(1))
        self.read = self._chip("check", _("Read"))
        self.repeat = self._chip("repeat", _("Read again"))
        self.read.clicked.connect(self.read_requested)
        self.repeat.clicked.connect(self.repeat_requested)
        self.bookmark = icon_button("bookmark", _("Bookmark"), shortcut=_BOOKMARK)
        self.bookmark.setCheckable(True)
        self.bookmark.clicked.connect(self.bookmark_requested)
        self.find_button = icon_button("search", _("Find in the text"), shortcut="Ctrl+F", clicked=self.find_requested.emit)
        self.smaller = icon_button("zoom-out", _("Smaller text"), shortcut="Ctrl+-", clicked=lambda: self.zoom_requested.emit(-1))
        self.larger = icon_button("zoom-in", _("Larger text"), shortcut="Ctrl++", clicked=lambda: self.zoom_requested.emit(1))
        self.full = icon_button("maximize-2", _("Full screen"), shortcut="F11", clicked=self.fullscreen_requested.emit)
        self.print = icon_button("printer", _("Print the text"), shortcut="Ctrl+P", clicked=self.print_requested.emit)
        self.edit = icon_button("pencil", _("Edit the text"), clicked=self.edit_requested.emit)
        self.margin = icon_button("panel-right", _("Show what stands beside the text"), clicked=self.margin_requested.emit)
        self.more = self._more()
        left = (self.tree, self.before, self.after, S, self.read, XS, self.repeat, self.bookmark)
        right = (self.find_button, self.smaller, self.larger, self.full, self.print, self.edit, self.more, self.margin)
        self.setLayout(row(*left, None, *right, margins=(S, XS, S, XS), spacing=2))
        self._article, self._text = False, False

    @staticmethod
    def _chip(image: str, words: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(True)
        chip.setIcon(icon(image, gap=GAP))
        chip.setIconSize(icon_size(gap=GAP))
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.toggled.connect(lambda on: chip.setIcon(icon(image, "on_accent" if on else "ink", gap=GAP)))
        return chip

    def _more(self) -> QToolButton:
        """What has no room in a narrow bar."""
        more = icon_button("ellipsis", _("More"))
        menu = QMenu(more)
        for source, name, image in (
            (self.smaller, _("Smaller text"), "zoom-out"),
            (self.larger, _("Larger text"), "zoom-in"),
            (self.full, _("Full screen"), "maximize-2"),
            (self.print, _("Print the text"), "printer"),
            (self.edit, _("Edit the text"), "pencil"),
        ):
            action = menu.addAction(icon(image), name)
            action.triggered.connect(source.click)
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return more

    def show_marks(self, state: ReadState, *, bookmarked: bool) -> None:
        """Her marks on the text in hand."""
        self.read.setChecked(state is ReadState.READ)
        told = {ReadState.CHANGED: state_word(state), ReadState.REPEAT: _("Read")}.get(state, _("Mark as read"))
        self.read.setToolTip(_("Mark as not read") if state is ReadState.READ else told)
        if state is ReadState.CHANGED:
            self.read.setIcon(icon(state_icon(state), "soon", gap=GAP))
        elif state is not ReadState.READ:
            self.read.setIcon(icon("check", gap=GAP))
        self.read.setAccessibleDescription(state_word(state))
        self.repeat.setChecked(state is ReadState.REPEAT)
        self.repeat.setToolTip(_("Read it again later"))
        self.bookmark.setChecked(bookmarked)
        self.bookmark.setIcon(icon("bookmark-check" if bookmarked else "bookmark", "accent" if bookmarked else None))
        name = _("Take the bookmark away") if bookmarked else _("Bookmark")  # its accessible name stays: it is said to be ticked
        self.bookmark.setToolTip(f"{name} ({_BOOKMARK})")

    def show_kind(self, *, article: bool, own: bool, text: bool) -> None:
        """Which buttons make sense: an article, a law, or the start page (no ``text``)."""
        self._article = article
        self._text = text
        for widget in (self.read, self.repeat, self.bookmark, self.before, self.after):
            widget.setVisible(article)
        self.find_button.setVisible(text)
        name = _("Edit the text") if own else _("Make your own version of the text")
        self.edit.setAccessibleName(name)
        self.edit.setToolTip(name)
        self._fit()

    def show_neighbours(self, before: str, after: str) -> None:
        """The titles of the texts before and after; empty: there is none."""
        for arrow, title, word, key in ((self.before, before, _("Previous text"), "K"), (self.after, after, _("Next text"), "J")):
            arrow.setEnabled(bool(title))
            arrow.setToolTip(f"{word}: {title} ({key})" if title else word)

    def show_full_screen(self, *, on: bool) -> None:
        """Whether the text has the whole screen."""
        name = _("Leave full screen") if on else _("Full screen")
        self.full.setIcon(icon("minimize-2" if on else "maximize-2"))
        self.full.setAccessibleName(name)
        self.full.setToolTip(f"{name} ({_LEAVE if on else _FULL})")
        for widget in (self.tree, self.margin):
            widget.setEnabled(not on)

    def show_folds(self, *, tree: bool, margin: bool) -> None:
        """Whether the tree and the margin are shown beside the text."""
        self.tree.setAccessibleName(_("Hide the contents") if tree else _("Show the contents"))
        self.tree.setToolTip(f"{self.tree.accessibleName()} ({_CONTENTS})")
        self.margin.setAccessibleName(_("Hide what stands beside the text") if margin else _("Show what stands beside the text"))
        self.margin.setToolTip(self.margin.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for; the rest lies under «More»."""
        width = self.width() / look().scale
        roomy = width >= WIDE
        for widget in (self.smaller, self.larger, self.full):
            widget.setVisible(roomy and self._text)
        self.print.setVisible(roomy and self._article)
        self.edit.setVisible(roomy and self._article)
        self.more.setVisible(not roomy and self._text)
        words = width >= WORDS
        for chip, word in ((self.read, _("Read")), (self.repeat, _("Read again"))):
            chip.setText(word if words else "")
            chip.setAccessibleName(word)
        self.margin.setVisible(self._text)
