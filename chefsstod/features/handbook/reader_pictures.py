"""The pictures of the text in hand: their sizes at once, the pictures themselves decoded off the GUI thread."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QImageReader, QPixmap

from chefsstod.content.html import Tones
from chefsstod.support.tokens import mix
from chefsstod.ui.style import look
from chefsstod.ui.tasks import TaskRunner

_LARGEST = 40_000_000
"""Pixels; a larger picture is a fault or a trap."""


def tones() -> Tones:
    """The colours of a page in the look in force."""
    p = look().palette
    named = {name: getattr(p, name) for name in ("late", "soon", "done", "accent", "muted")}
    return Tones(p.ink, p.muted, p.accent, p.line, mix(p.line, p.surface, 0.4), {**p.categories, **named})


class Pictures:
    """Reads each picture of a text once. ``ready`` hears which one can be shown, and as what."""

    def __init__(
        self, *, file: Callable[[str, str], bytes | None], tasks: TaskRunner, ready: Callable[[str, QPixmap], None]
    ) -> None:
        self._file = file
        self._tasks = tasks
        self._ready = ready
        self._article = ""
        self._data: dict[str, bytes | None] = {}
        self._sizes: dict[str, tuple[int, int] | None] = {}
        self._shown: dict[str, QPixmap] = {}
        self._width = 0

    def take(self, article: str, width: int) -> None:
        """Another text is in hand, or the column has another width."""
        if article != self._article:
            self.forget()
        self._article, self._width = article, width

    def forget(self) -> None:
        """Read everything again: a file may have changed."""
        self._article = ""
        self._data, self._sizes, self._shown = {}, {}, {}

    def size(self, name: str) -> tuple[int, int] | None:
        """Its pixels; None when there is no such picture, or none that can be read."""
        if name not in self._sizes:
            self._data[name] = self._file(self._article, name)
            self._sizes[name] = _size(self._data[name])
        return self._sizes[name]

    def pixmap(self, name: str) -> QPixmap | None:
        """The picture, or a quiet surface of its size until it has been decoded."""
        if name in self._shown:
            return self._shown[name]
        size, data, article = self.size(name), self._data.get(name), self._article
        if size is None or data is None:
            return None
        shown = min(size[0], max(1, self._width) * 2)  # sharp on dense screens too
        quiet = QPixmap(8, 8)
        quiet.fill(QColor(look().palette.line))
        self._shown[name] = quiet
        target = QSize(shown, max(1, round(size[1] * shown / max(1, size[0]))))

        def done(image: QImage) -> None:
            if article == self._article and not image.isNull():
                self._shown[name] = QPixmap.fromImage(image)
                self._ready(name, self._shown[name])

        self._tasks.run(lambda: _decode(data, target), done, lambda _problem: None)
        return self._shown[name]


def _reader(data: bytes) -> tuple[QImageReader, QBuffer]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader, buffer


def _size(data: bytes | None) -> tuple[int, int] | None:
    if data is None:
        return None
    reader, _buffer = _reader(data)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or size.width() * size.height() > _LARGEST:
        return None
    return size.width(), size.height()


def _decode(data: bytes, target: QSize) -> QImage:
    reader, _buffer = _reader(data)
    if reader.size() != target:
        reader.setScaledSize(target)
    return reader.read()
