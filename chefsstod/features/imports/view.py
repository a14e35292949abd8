"""Ta in dokument: layout of the page. Where files are dropped, how far it has come, and what became of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from chefsstod.i18n import _
from chefsstod.ui.drop import DropFrame
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import pixmap
from chefsstod.ui.parts import XL, L, M, S, button, column, label, page, panel, row, scroll
from chefsstod.ui.style import look


class DropArea(DropFrame):
    """Takes files and folders that are dropped on it, or opens the dialogs."""

    files_requested = Signal()
    folder_requested = Signal()

    def __init__(self) -> None:
        files = button(_("Choose files …"), "primary", image="file-input")
        folder = button(_("Choose a folder …"), image="folder-input")
        picture = QLabel()
        picture.setPixmap(pixmap("upload-cloud", "accent", 40, picture.devicePixelRatioF()))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        heading = label(_("Drop your routines here: files, or a whole folder"), "lead")
        kinds = label(
            _("Word (.docx), PDF, web pages, Markdown and plain text. The original is kept and can be got back."), "muted"
        )
        for text in (heading, kinds):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        buttons = row(None, files, folder, None, spacing=M)
        super().__init__(column(picture, heading, kinds, buttons, margins=(L, XL, L, XL), spacing=M), files)
        self.files, self.folder = files, folder
        files.clicked.connect(lambda _checked=False: self.files_requested.emit())
        folder.clicked.connect(lambda _checked=False: self.folder_requested.emit())


class ProgressPanel(QWidget):
    """How far the import has come, and the way to stop it."""

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far the documents have been read"))
        self.cancel = button(_("Stop"), clicked=self.cancel_requested.emit)
        line = row(self.bar, self.cancel, spacing=M)
        line.setStretch(0, 1)
        self.setLayout(column(panel(column(self.text, line, margins=(L, M, L, M), spacing=S))))
        self.hide()

    def begin(self) -> None:
        """The files are being looked for."""
        self.text.setText(_("Looking for documents …"))
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.show()

    def tell(self, done: int, total: int, name: str) -> None:
        """The file in hand."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        if name and self.cancel.isEnabled():
            self.text.setText(_("Reading {n} of {total}: {name}").format(n=done + 1, total=total, name=name))

    def stopping(self) -> None:
        """She has had enough."""
        self.text.setText(_("Stops after this file. What has been taken in stays."))
        self.cancel.setEnabled(False)


def flow(*widgets: QWidget) -> FlowLayout:
    """The widgets side by side, in as many rows as they need."""
    layout = FlowLayout(spacing=S)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def sheet(parts: Sequence[QWidget]) -> QWidget:
    """The parts below each other on a page that scrolls, no wider than is good to read."""
    intro = label(
        _(
            "Documents become texts of your own: they can be searched, linked, changed and printed. "
            "Leave papers about residents and co-workers where they are; they do not belong in Chefsstöd."
        ),
        "muted",
    )
    heading = label(_("Bring in documents"), "title")
    content = page(column(heading, intro, *parts, None, margins=(XL, L, XL, XL), spacing=L))
    content.setMaximumWidth(look().px(860))
    side_by_side = row(content, None)
    side_by_side.setStretch(0, 1000)
    return scroll(page(side_by_side))
