"""Measures what is on the screen: texts that do not fit, widgets outside their parent, widgets on top of each other."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStackedWidget,
    QStyle,
    QStyleOptionFrame,
    QWidget,
)

from chefsstod.features.reminders.card import ReminderCard
from chefsstod.ui.elided import ElidedButton

ROUNDING = 1
"""Font measures are whole pixels; a hint may be one more than what is drawn."""


def faults(window: QWidget) -> list[str]:
    """One line for each fault of what is visible in ``window``."""
    widgets = [widget for widget in _ours(window) if widget.isVisible()]
    found = [f"{_name(widget)}: {text}" for widget in widgets for text in (*_texts(widget), *_place(widget))]
    return found + [text for widget in (window, *widgets) for text in _overlaps(widget)]


def _ours(parent: QWidget) -> Iterator[QWidget]:
    """All descendants but the inner parts of Qt's own widgets."""
    for child in parent.children():
        if not isinstance(child, QWidget) or child.isWindow() or isinstance(child, QSplitterHandle | QScrollBar):
            continue
        yield child
        if not isinstance(child, QComboBox | QDateEdit | QLineEdit | QPlainTextEdit | QAbstractItemView):
            yield from _ours(child)


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    parents = []
    above = widget.parentWidget()
    while above is not None and len(parents) < 3:
        parents.append(type(above).__name__)
        above = above.parentWidget()
    return f"{type(widget).__name__} «{text[:40]}» in {'/'.join(parents)}"


def _texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, ElidedButton):
        if widget.text() != widget.accessibleName() and not widget.toolTip():
            yield "shortened without a tool tip"
        if widget.height() + ROUNDING < widget.fontMetrics().height():
            yield "too low for its text"
    elif isinstance(widget, QAbstractButton | QComboBox | QDateEdit):
        hint = widget.sizeHint()
        if widget.width() + ROUNDING < hint.width() or widget.height() + ROUNDING < hint.height():
            yield f"needs {hint.width()}×{hint.height()}, has {widget.width()}×{widget.height()}"
    elif isinstance(widget, QLineEdit):
        yield from _placeholder(widget)
    elif isinstance(widget, QPlainTextEdit) and not widget.toPlainText():
        room = widget.viewport().rect().adjusted(4, 4, -4, -4)
        flags = int(Qt.TextFlag.TextWordWrap)
        need = widget.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), flags, widget.placeholderText())
        if need.height() > room.height():
            yield f"placeholder needs a height of {need.height()}, has {room.height()}"


def _label(widget: QLabel) -> Iterator[str]:
    if not widget.text():
        return
    if not widget.wordWrap():
        hint = widget.sizeHint()
        if widget.width() + ROUNDING < hint.width() or widget.height() + ROUNDING < hint.height():
            yield f"needs {hint.width()}×{hint.height()}, has {widget.width()}×{widget.height()}"
        return
    need = widget.heightForWidth(widget.width())
    if need > widget.height() + ROUNDING:
        yield f"needs a height of {need} at width {widget.width()}, has {widget.height()}"
    longest = max(widget.text().replace("\u200b", " ").split(), key=widget.fontMetrics().horizontalAdvance)
    width = widget.fontMetrics().horizontalAdvance(longest)
    if width > widget.contentsRect().width() + ROUNDING:
        yield f"«{longest}» needs a width of {width}, has {widget.contentsRect().width()}"


def _placeholder(widget: QLineEdit) -> Iterator[str]:
    if widget.text() or not widget.placeholderText():
        return
    option = QStyleOptionFrame()
    widget.initStyleOption(option)
    room = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, widget).width() - 4
    need = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
    if need > room + ROUNDING:
        yield f"placeholder needs {need}, has {room}"


def _place(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None:
        return
    area = parent.parentWidget()
    inside_scroll = isinstance(area, QScrollArea) and area.viewport() is parent
    box, room = widget.geometry(), parent.rect()
    if inside_scroll:
        if box.width() > room.width():
            yield f"is {box.width()} wide in a view of {room.width()}"
    elif not room.contains(box) and not box.isEmpty():
        yield f"{box.getRect()} lies outside its parent's {room.getRect()}"


def _overlaps(parent: QWidget) -> Iterator[str]:
    if isinstance(parent, QStackedWidget | QAbstractScrollArea):
        return
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow() and not isinstance(child, QSplitterHandle)
    ]
    if isinstance(parent, QComboBox | QDateEdit | QLineEdit):
        return
    on_purpose = [child for child in children if isinstance(child, ReminderCard)]  # it lies on top of the page
    for one, other in combinations([child for child in children if child not in on_purpose], 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > ROUNDING and common.height() > ROUNDING:
            yield f"{_name(one)} and {_name(other)} lie on top of each other: {common.getRect()}"
