"""What the colours, signs and letters of the bars mean."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.wheel_pen import fill_pattern
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.icons import pixmap
from chefsstod.ui.parts import M
from chefsstod.ui.style import SMALL, look

Sign = Callable[[QPainter, QRectF], None]


class ChartKey(QWidget):
    """The entries, as many beside each other as there is room for. Its name says it all to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        layout = FlowLayout(spacing=M)
        texts = []
        for sign, text in _entries():
            layout.addWidget(_Entry(sign, text))
            texts.append(text)
        self.setLayout(layout)
        self.setAccessibleName(", ".join(texts))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def _entries() -> list[tuple[Sign, str]]:
    rings: list[tuple[Sign, str]] = [(_ring(category), category_name(category)) for category in Category]
    return [
        *rings,
        (_line, _("room for planned work")),
        (_overloaded, _("overloaded")),
        (_routines, _("routines, downwards")),
        (_letter(_("R")), _("red day")),
        (_letter(_("L")), _("own leave")),
        (_letter(_("C")), _("catching up")),
    ]


class _Entry(QWidget):
    def __init__(self, sign: Sign, text: str) -> None:
        super().__init__()
        self._sign = sign
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        style = look()
        metrics = style.metrics(SMALL)
        return QSize(style.px(20) + metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        style = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = style.px(13)
        self._sign(painter, QRectF(1, (self.height() - side) / 2, side, side))
        painter.setFont(style.font(SMALL))
        painter.setPen(style.color("ink"))
        left = style.px(20)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.end()


def _ring(category: Category) -> Sign:
    def paint(painter: QPainter, box: QRectF) -> None:
        path = QPainterPath()
        path.addRect(box)
        fill_pattern(painter, path, category.value, box.center(), box.width() / 2 + 1)

    return paint


def _line(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(look().color("ink"), 1.6))
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))


def _overloaded(painter: QPainter, box: QRectF) -> None:
    painter.drawPixmap(box.topLeft(), pixmap("triangle-alert", "late", 13, painter.device().devicePixelRatioF()))


def _routines(painter: QPainter, box: QRectF) -> None:
    color = QColor(look().color("muted"))
    painter.setPen(QPen(color, 0.8))
    color.setAlpha(40)
    painter.setBrush(QBrush(color))
    painter.drawRect(box)


def _letter(text: str) -> Sign:
    def paint(painter: QPainter, box: QRectF) -> None:
        painter.setFont(look().font(SMALL, bold=True))
        painter.setPen(look().color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    return paint
