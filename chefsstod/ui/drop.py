"""A dashed place that takes files and folders from other programs."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton

from chefsstod.ui.parts import L, M, column, label, row
from chefsstod.ui.style import look


class DropFrame(QFrame):
    """``dropped`` carries every path in a list, ``file_dropped`` the first one alone: connect the one that suits.

    ``choose`` is the button for who would rather choose; while it cannot be pressed nothing can be dropped.
    """

    dropped = Signal(object)
    file_dropped = Signal(object)

    def __init__(self, layout: QLayout, choose: QPushButton) -> None:
        super().__init__()
        self._choose = choose
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        self.setLayout(layout)
        self._mark(over=False)

    def _mark(self, *, over: bool) -> None:
        color = look().palette.accent if over else look().palette.muted
        self.setStyleSheet(f"QFrame#drop {{ border: {2 if over else 1}px dashed {color}; border-radius: 6px; }}")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802, D102 - Qt's name
        if self._choose.isEnabled() and _paths(event):
            event.acceptProposedAction()
            self._mark(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802, D102 - Qt's name
        self._mark(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802, D102 - Qt's name
        self._mark(over=False)
        paths = _paths(event)
        if paths and self._choose.isEnabled():
            event.acceptProposedAction()
            self.dropped.emit(paths)
            self.file_dropped.emit(paths[0])


class DropZone(DropFrame):
    """One sentence that says what can be dropped, and a button that opens the dialog."""

    choose_requested = Signal()

    def __init__(self, hint: str, choose: QPushButton) -> None:
        super().__init__(column(label(hint, "muted"), row(choose, None), margins=(L, L, L, L), spacing=M), choose)
        self.choose = choose
        choose.clicked.connect(lambda _checked=False: self.choose_requested.emit())


def _paths(event: QDropEvent) -> list[Path]:
    """What lies on this computer of that which is dragged."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
