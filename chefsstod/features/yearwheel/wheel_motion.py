"""The short movement between two zoom levels of the wheel. Off where the desktop wants no movement, or has no screen."""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPointF, QVariantAnimation
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QWidget

DURATION = 120
"""In milliseconds (design: 120 ms, ease)."""


def wanted(widget: QWidget) -> bool:
    """Whether the desktop wants things to move at all."""
    screenless = QGuiApplication.platformName() in ("offscreen", "minimal")
    return not screenless and widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0


class Motion(QVariantAnimation):
    """Fades one picture into another while both grow towards ``focus`` (inwards) or shrink from it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(DURATION)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._old: QPixmap | None = None
        self._corner = QPointF()
        self._focus = QPointF()
        self._inward = True
        self.valueChanged.connect(lambda _value: widget.update())
        self.finished.connect(self._forget)

    def begin(self, old: QPixmap, corner: QPointF, focus: QPointF, *, inward: bool) -> None:
        """Start from ``old``, which lies at ``corner``."""
        self._old, self._corner, self._focus, self._inward = old, corner, focus, inward
        self.start()

    def _forget(self) -> None:
        self._old = None

    @property
    def running(self) -> bool:
        """Whether the pictures are on their way."""
        return self._old is not None and self.state() is QAbstractAnimation.State.Running

    def paint(self, painter: QPainter, new: QPixmap, corner: QPointF) -> None:
        """The two pictures as they are at this moment."""
        assert self._old is not None  # noqa: S101 - asked by ``running``
        done = float(self.currentValue())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        grow = (1 + 0.7 * done, 0.86 + 0.14 * done) if self._inward else (1 - 0.14 * done, 1.7 - 0.7 * done)
        for picture, place, scale, seen in ((self._old, self._corner, grow[0], 1 - done), (new, corner, grow[1], done)):
            painter.save()
            painter.setOpacity(seen)
            painter.translate(self._focus)
            painter.scale(scale, scale)
            painter.translate(-self._focus)
            painter.drawPixmap(place, picture)
            painter.restore()
