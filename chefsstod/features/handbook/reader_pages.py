"""The pages of an imported PDF as they looked: rendered one by one when they come into view, off the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.i18n import _
from chefsstod.ui.parts import L, S, button, column, label, row
from chefsstod.ui.style import look
from chefsstod.ui.tasks import TaskRunner

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_A4 = 297 / 210
_KEPT = 12
"""Rendered pages that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page's picture: bytes of RGBA, and its size."""

    data: bytes
    width: int
    height: int


def render(data: bytes, page: int, width: int) -> Rendered:
    """Page ``page`` (from 0) of a PDF, ``width`` pixels wide. Runs off the GUI thread; raises PdfiumError for a broken file."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page]
        scale = width / max(1.0, sheet.get_width())
        bitmap = sheet.render(scale=scale, rev_byteorder=True)
        picture = bitmap.to_pil().convert("RGBA")
        return Rendered(picture.tobytes(), picture.width, picture.height)
    finally:
        document.close()


class _Sheet(QWidget):
    """One page; asks for its picture when it is first painted."""

    wanted = Signal(int)

    def __init__(self, number: int, total: int) -> None:
        super().__init__()
        self.number = number
        self.picture: QImage | None = None
        self.ratio = _A4
        self.failed = False
        self.setAccessibleName(_("Page {n} of {total}").format(n=number + 1, total=total))
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def set_width(self, width: int) -> None:
        """Keep the page's own shape."""
        self.setFixedSize(width, round(width * self.ratio))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.picture is not None:
            painter.drawImage(self.rect(), self.picture)
        else:
            painter.setPen(Qt.GlobalColor.darkGray)
            text = _("This page could not be shown. Open the original instead.") if self.failed else self.accessibleName()
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
        painter.setPen(look().color("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        wide = round(self.width() * self.devicePixelRatioF())
        if not self.failed and (self.picture is None or self.picture.width() < wide):
            self.wanted.emit(self.number)


class PagesView(QWidget):
    """All pages, one under another. ``text_requested`` goes back to the text, ``original_requested`` opens the file."""

    text_requested = Signal()
    original_requested = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._data: Callable[[], bytes] = lambda: b""
        self._turn = 0
        """Counts the files shown: what is rendered for an earlier one is dropped."""
        self._asked: dict[int, int] = {}
        self._rendered: list[int] = []
        self.zoom = 100
        self.sheets: list[_Sheet] = []
        self.back = button(_("Show the text"), image="file-text", clicked=self.text_requested.emit)
        self.original = button(_("Open the original"), "link", image="external-link", clicked=self.original_requested.emit)
        self.name = label("", "muted")
        head = row(self.back, self.original, self.name, margins=(L, S, L, S), spacing=S)
        head.setStretch(2, 1)
        self._sheets = QVBoxLayout()
        self._sheets.setContentsMargins(L, S, L, L)
        self._sheets.setSpacing(L)
        self._sheets.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = QWidget()
        inside.setLayout(self._sheets)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(_("The pages of the document"))
        self.area.setWidget(inside)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # coming late, it would push the pages sideways
        layout = column(head, self.area, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_document(self, name: str, pages: int, data: Callable[[], bytes]) -> None:
        """Show a PDF; ``data`` reads its bytes and is called off the GUI thread."""
        self._turn += 1
        self._data = data
        self._asked, self._rendered = {}, []
        self.name.setText(name)
        for sheet in self.sheets:
            self._sheets.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self.sheets = [_Sheet(number, pages) for number in range(pages)]
        for sheet in self.sheets:
            sheet.wanted.connect(self._render)
            self._sheets.addWidget(sheet)
        self._fit()
        self.area.verticalScrollBar().setValue(0)

    def set_zoom(self, step: int) -> int:
        """Larger (1), smaller (-1) or as wide as there is room (0); returns the zoom in per cent."""
        at = ZOOMS.index(self.zoom) if self.zoom in ZOOMS else ZOOMS.index(100)
        self.zoom = 100 if step == 0 else ZOOMS[max(0, min(len(ZOOMS) - 1, at + step))]
        self._fit()
        return self.zoom

    def _fit(self) -> None:
        room = max(200, min(look().px(900), self.width() - self.area.verticalScrollBar().sizeHint().width() - 2 * L - 2))
        for sheet in self.sheets:
            sheet.set_width(round(room * self.zoom / 100))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _render(self, number: int) -> None:
        sheet = self.sheets[number]
        width = round(sheet.width() * sheet.devicePixelRatioF())
        if self._asked.get(number, 0) >= width:
            return
        self._asked[number] = width
        turn, data = self._turn, self._data
        self._tasks.run(
            lambda: render(data(), number, width),
            lambda found: self._rendered_page(turn, number, found),
            lambda _problem: self._not_rendered(turn, number),
        )

    def _rendered_page(self, turn: int, number: int, found: Rendered) -> None:
        if turn != self._turn:
            return
        sheet = self.sheets[number]
        picture = QImage(found.data, found.width, found.height, found.width * 4, QImage.Format.Format_RGBA8888)
        sheet.picture = picture.copy()  # the bytes go when we return
        sheet.ratio = found.height / max(1, found.width)
        sheet.set_width(sheet.width())
        sheet.update()
        self._rendered = [*(n for n in self._rendered if n != number), number]
        for old in self._rendered[:-_KEPT]:
            if not self._visible(self.sheets[old]):
                self.sheets[old].picture = None
                self._asked.pop(old, None)
                self._rendered.remove(old)

    def _not_rendered(self, turn: int, number: int) -> None:
        if turn == self._turn:
            self.sheets[number].failed = True
            self.sheets[number].update()

    def _visible(self, sheet: QWidget) -> bool:
        top = self.area.verticalScrollBar().value()
        return sheet.geometry().intersects(QRect(0, top, self.area.width(), self.area.viewport().height()))

    def take_keyboard(self) -> None:
        """To the pages, so that the keys scroll."""
        self.area.setFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.key() == Qt.Key.Key_Space:
            bar = self.area.verticalScrollBar()
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return QSize(look().px(600), look().px(480))
