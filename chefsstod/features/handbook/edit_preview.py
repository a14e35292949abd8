"""How a text will look to its readers, beside the field in which it is written."""

import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QSize, QUrl, Signal
from PySide6.QtGui import QImage, QImageReader, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from chefsstod.content.document import outline
from chefsstod.content.html import PICTURE, Setting, Writer
from chefsstod.content.links import Link, read_link
from chefsstod.content.markdown import parse
from chefsstod.features.handbook.reader_pictures import tones
from chefsstod.i18n import _
from chefsstod.ui.style import look

Titles = Callable[[Link], str | None]
Pictures = Callable[[str], bytes | None]
_SIZE = 14.5
_MARGIN = 20
_OPENING = re.compile(r"<(?:p|h\d|pre)\b[^>]*>")


class Preview(QTextBrowser):
    """Shows Markdown as it will be read. ``open_requested`` carries the address of a link that was clicked."""

    open_requested = Signal(str)

    def __init__(self, *, titles: Titles, pictures: Pictures) -> None:
        super().__init__()
        self._titles, self._pictures = titles, pictures
        self._bytes: dict[str, bytes | None] = {}
        self._text = self._head = self._lead = ""
        self._width = 0
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Preview"))
        self.document().setDocumentMargin(look().px(_MARGIN))
        self.anchorClicked.connect(self._clicked)

    def show_text(self, head: str, lead: str, text: str) -> None:
        """Show a text under its title ``head`` and summary ``lead``; scrolled as before."""
        self._head, self._lead, self._text = head, lead, text
        self._set()

    def _set(self) -> None:
        place = self.verticalScrollBar().value()
        self._width = self.viewport().width()
        size = _SIZE * look().scale
        setting = Setting(
            tones=tones(),
            size=size,
            width=max(120, self._width - 2 * look().px(_MARGIN)),
            titles=lambda address: self._titles(link) if (link := read_link(address)) else None,
            pictures=self._picture_size,
        )
        document = parse(self._text)
        writer = Writer(setting, {heading.anchor for heading in outline(document)})
        parts = [_anchored(writer.blocks((block,)), number) for number, block in enumerate(document.blocks)]
        ink = look().color("ink").name()
        html = f'<div style="color:{ink};font-size:{size:.0f}px">{self._title(size)}{"".join(parts)}</div>'
        self.setHtml(html)
        self.verticalScrollBar().setValue(place)

    def _title(self, size: float) -> str:
        from html import escape

        look_of = f"font-size:{size * 1.55:.0f}px;font-weight:600;margin-top:0px;margin-bottom:{size * 0.6:.0f}px"
        head = f'<h1 style="{look_of}">{escape(self._head)}</h1>'
        muted = look().color("muted").name()
        lead = f'<p style="color:{muted};margin-top:0px;margin-bottom:{size:.0f}px">{escape(self._lead)}</p>' if self._lead else ""
        return head + lead

    def follow(self, before: str) -> None:
        """Scroll so far that the part in which the caret stands is seen; ``before`` is the text up to the end of its line."""
        number = len(parse(before).blocks) - 1
        if number <= 0:
            self.verticalScrollBar().setValue(0)
        elif not self._in_view(f"at-{number}"):
            self.scrollToAnchor(f"at-{number}")

    def _in_view(self, name: str) -> bool:
        """Whether the part begins in the upper three quarters of what is seen."""
        block = self.document().begin()
        while block.isValid():
            parts = block.begin()
            while not parts.atEnd():
                if name in parts.fragment().charFormat().anchorNames():
                    top = self.document().documentLayout().blockBoundingRect(block).top() - self.verticalScrollBar().value()
                    return 0 <= top <= self.viewport().height() * 0.75
                parts += 1
            block = block.next()
        return True

    def forget_pictures(self) -> None:
        """Read the pictures again: another text, or one more picture."""
        self._bytes.clear()

    def _data(self, name: str) -> bytes | None:
        if name not in self._bytes:
            self._bytes[name] = self._pictures(name)
        return self._bytes[name]

    def _picture_size(self, name: str) -> tuple[int, int] | None:
        data = self._data(name)
        if data is None:
            return None
        buffer = QBuffer()
        buffer.setData(data)
        size: QSize = QImageReader(buffer).size()
        return (size.width(), size.height()) if size.isValid() else None

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802, D102 - Qt's name
        address = name.toString() if isinstance(name, QUrl) else name
        if kind == QTextDocument.ResourceType.ImageResource.value and address.startswith(PICTURE):
            data = self._data(address.removeprefix(PICTURE))
            return QImage.fromData(data) if data else QImage()
        return None  # nothing is fetched from anywhere else

    def _clicked(self, url: QUrl) -> None:
        address = url.toString()
        if address.startswith("#"):
            self.scrollToAnchor(address[1:])
        elif address.startswith(("chefsstod:", "https:", "http:", "mailto:", "tel:")):
            self.open_requested.emit(address)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        if self._text and abs(self.viewport().width() - self._width) > 24:
            self._set()  # tables and pictures are made for a width


def _anchored(html: str, number: int) -> str:
    """A part of the page with a name to scroll to in its first line."""
    return _OPENING.sub(lambda match: f'{match[0]}<a name="at-{number}"></a>', html, count=1)
