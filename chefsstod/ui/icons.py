"""Lucide icons in the colours of the theme. Never shown without a word or an accessible name beside them."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from chefsstod.support.paths import resources
from chefsstod.ui.style import look

SIZE = 18
GAP = 4
"""White space after an icon that stands before a word; Qt's own does not grow with the text."""


def icon(name: str, color: str | None = None, size: int = SIZE, *, gap: int = 0) -> QIcon:
    """The icon ``name`` in a token's colour (or the text colour), sharp on dense screens too; ``gap`` is white space after it."""
    tint = look().color(color or "ink").name()
    return _icon(name, tint, round(size * look().scale), round(gap * look().scale))


@cache
def _icon(name: str, tint: str, size: int, gap: int) -> QIcon:
    result = QIcon()
    for ratio in (1, 2):
        result.addPixmap(_pixmap(name, tint, size, ratio, gap))
    return result


@cache
def _pixmap(name: str, tint: str, size: int, ratio: int, gap: int = 0) -> QPixmap:
    pixmap = QPixmap((size + gap) * ratio, size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, tint).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, color: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture for painted widgets; ``ratio`` is the screen's device pixel ratio."""
    return _pixmap(name, look().color(color).name(), round(size * look().scale), 2 if ratio > 1 else 1)


@cache
def _renderer(name: str, tint: str) -> QSvgRenderer:
    text = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", tint).replace('stroke-width="2"', 'stroke-width="1.5"')
    return QSvgRenderer(QByteArray(text.encode()))
