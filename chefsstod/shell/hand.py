"""The thing in hand, beside the page: a task, or the form in which a task is written. Each is made when it is first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from chefsstod.ui.style import look

if TYPE_CHECKING:
    from chefsstod.features.yearwheel.detail_page import DetailPage
    from chefsstod.features.yearwheel.editor_page import EditorPage
    from chefsstod.features.yearwheel.model import OccurrenceKey

WIDTH = 400
LEAST = 330


class _Pane(Protocol):
    @property
    def view(self) -> QWidget: ...


class Hand(QObject):
    """One thing at a time. ``shown`` comes when a thing has come into view or gone; ``closed`` says whether it had the keyboard."""

    shown = Signal()
    opened = Signal(object)
    closed = Signal(bool)

    def __init__(
        self, *, splitter: QSplitter, make_detail: Callable[[], "DetailPage"], make_editor: Callable[[], "EditorPage"]
    ) -> None:
        super().__init__()
        self._splitter = splitter
        self._make_detail = make_detail
        self._make_editor = make_editor
        self._detail: DetailPage | None = None
        self._editor: EditorPage | None = None

    @property
    def key(self) -> "OccurrenceKey | None":
        """The task in hand."""
        return self._detail.key if self._detail else None

    @property
    def visible(self) -> bool:
        """Whether something lies beside the page."""
        return any(not pane.view.isHidden() for pane in self._panes())

    @property
    def detail(self) -> "DetailPage":
        """The task in hand."""
        if self._detail is None:
            self._detail = self._make_detail()
            self._place(self._detail)
            self._detail.opened.connect(self._detail_opened)
            self._detail.closed.connect(self._detail_closed)
        return self._detail

    @property
    def editor(self) -> "EditorPage":
        """The form."""
        if self._editor is None:
            self._editor = self._make_editor()
            self._place(self._editor)
            self._editor.opened.connect(self._editor_opened)
            self._editor.closed.connect(self._editor_closed)
        return self._editor

    @property
    def editing(self) -> bool:
        """Whether the form is in hand."""
        return self._editor is not None and not self._editor.view.isHidden()

    def close(self) -> None:
        """Put down what is in hand: the form first, then the task."""
        if self.editing:
            self.editor.close()
        elif self._detail is not None:
            self._detail.close()

    def put_down(self) -> None:
        """Put everything down, as when one goes to a page that has nothing in hand."""
        if self.editing:
            self.editor.close()
        if self._detail is not None:
            self._detail.close()

    def _panes(self) -> list[_Pane]:
        return [pane for pane in (self._detail, self._editor) if pane is not None]

    def _place(self, pane: _Pane) -> None:
        pane.view.setMinimumWidth(look().px(LEAST))
        pane.view.hide()
        self._splitter.addWidget(pane.view)

    def _show(self, pane: _Pane) -> None:
        fresh = not self.visible
        width = next((other.view.width() for other in self._panes() if not other.view.isHidden()), look().px(WIDTH))
        for other in self._panes():
            other.view.setVisible(other is pane)
        wide = self._splitter.width()
        if fresh or width != pane.view.width():
            rest = [look().px(WIDTH) if fresh else width] * (self._splitter.count() - 1)
            self._splitter.setSizes([wide - rest[0], *rest])
        self.shown.emit()

    def _detail_opened(self, key: object) -> None:
        if self.editing:
            self.editor.close()
        self._show(self.detail)
        self.opened.emit(key)

    def _detail_closed(self) -> None:
        had_keyboard = self._had_keyboard(self.detail)
        self.detail.view.hide()
        self.shown.emit()
        self.closed.emit(had_keyboard)

    def _editor_opened(self) -> None:
        self._show(self.editor)

    def _editor_closed(self) -> None:
        had_keyboard = self._had_keyboard(self.editor)
        self.editor.view.hide()
        if self._detail is not None and self._detail.key is not None:
            self._detail.view.show()
            self.shown.emit()
            if had_keyboard:
                self._detail.view.setFocus()
            return
        self.shown.emit()
        self.closed.emit(had_keyboard)

    @staticmethod
    def _had_keyboard(pane: _Pane) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is pane.view or pane.view.isAncestorOf(focus))
