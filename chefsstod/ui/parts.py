"""Small parts that every page is made of. They know how to look, and nothing about what they show."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chefsstod.ui.icons import GAP, SIZE, icon
from chefsstod.ui.style import look

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 40


def label(text: str = "", role: str = "", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """A text. ``role`` chooses its look (display, title, lead, reading, muted, small, late …)."""
    widget = QLabel(text)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setWordWrap(wrap)
    if role:
        widget.setProperty("role", role)
    if selectable:
        widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return widget


def button(
    text: str, role: str = "", *, image: str = "", color: str | None = None, clicked: Callable[[], object] | None = None
) -> QPushButton:
    """A button with a verb on it."""
    widget = QPushButton(text)
    widget.setAutoDefault(True)  # Enter presses it too, as in a dialog
    if role:
        widget.setProperty("role", role)
    if image:
        tint = color or {"primary": "on_accent", "link": "accent"}.get(role)
        widget.setIcon(icon(image, tint, gap=GAP))
        widget.setIconSize(icon_size(gap=GAP))
    if clicked is not None:
        widget.clicked.connect(lambda _checked=False: clicked())
    widget.setCursor(Qt.CursorShape.PointingHandCursor)
    return widget


def icon_button(image: str, name: str, *, shortcut: str = "", clicked: Callable[[], object] | None = None) -> QToolButton:
    """A button that shows an icon only; ``name`` is its accessible name and tool tip."""
    widget = QToolButton()
    widget.setProperty("role", "icon")
    widget.setIcon(icon(image))
    widget.setIconSize(icon_size())
    widget.setAccessibleName(name)
    widget.setToolTip(f"{name} ({shortcut})" if shortcut else name)
    if clicked is not None:
        widget.clicked.connect(lambda _checked=False: clicked())
    return widget


def icon_size(*, gap: int = 0) -> QSize:
    """The icons' size at the chosen text size, with the white space after them."""
    side = round(SIZE * look().scale)
    return QSize(side + round(gap * look().scale), side)


def column(
    *items: QWidget | QLayout | int | None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = S
) -> QVBoxLayout:
    """A vertical layout. An int is a fixed gap, None is a stretch."""
    layout = QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def row(*items: QWidget | QLayout | int | None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = S) -> QHBoxLayout:
    """A horizontal layout. An int is a fixed gap, None is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def _fill(layout: QVBoxLayout | QHBoxLayout, items: tuple[QWidget | QLayout | int | None, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def panel(layout: QLayout, role: str = "card") -> QFrame:
    """A framed part of a page."""
    frame = QFrame()
    frame.setProperty("role", role)
    frame.setLayout(layout)
    return frame


def line() -> QFrame:
    """A hairline."""
    frame = QFrame()
    frame.setProperty("role", "line")
    return frame


class Choice(QComboBox):
    """A list to choose from that lets the wheel scroll the page: it must not change a setting in passing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # nor take the keyboard, as Qt's does when the wheel turns over it

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102 - Qt's name
        event.ignore()


class ScrollArea(QScrollArea):
    """Follows the keyboard: what has the focus is scrolled into view, whichever way the focus came there."""

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Not while a mouse button is down: what is being clicked must not move away.
        clicking = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        content: QWidget | None = self.widget()
        if new is not None and not clicking and content is not None and content.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, XL)


def scroll(content: QWidget) -> QScrollArea:
    """``content`` in a scroll area that never scrolls sideways."""
    area = ScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


class Sheet(QWidget):
    """A widget that is never lower than its wrapped texts need; QScrollArea alone squeezes them."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._keep_height()

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._keep_height()
        return handled

    def _keep_height(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


def page(layout: QLayout) -> QWidget:
    """The paper that a page's layout lies on."""
    widget = Sheet()
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    widget.setProperty("role", "page")
    widget.setLayout(layout)
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


def grow(widget: QWidget) -> QWidget:
    """Let ``widget`` take the width there is."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget
