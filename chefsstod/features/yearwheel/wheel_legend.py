"""The legend of the wheel, which is its filter too: colour, pattern, two letters, name and number of each ring."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from chefsstod.features.yearwheel.model import Category, Occurrence
from chefsstod.features.yearwheel.wheel_pen import fill_pattern
from chefsstod.features.yearwheel.words import MARKS, category_name
from chefsstod.i18n import _, ngettext
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS
from chefsstod.ui.style import look


def _width(categories: Sequence[Category], digits: str) -> int:
    style = look()
    names = max(style.metrics(bold=True).horizontalAdvance(category_name(category)) for category in categories)
    return names + style.metrics().horizontalAdvance(digits) + style.px(9 + 16 + 8 + 30 + 12 + 9)


class LegendEntry(QPushButton):
    """A ring. Checked: only the checked rings are shown. ``faded``: others are chosen, not this one."""

    def __init__(self, category: Category) -> None:
        super().__init__()
        self._category = category
        self._count = 0
        self.faded = False
        self.compact = False
        self.setProperty("role", "row")  # without the least height that the style sheet gives to buttons
        self.setCheckable(True)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(_("Show only the chosen categories"))
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many tasks of the year lie in the ring, whatever is filtered away."""
        self._count = count
        tasks = ngettext("{n} task", "{n} tasks", count).format(n=count)
        self.setAccessibleName(f"{category_name(self._category)}, {tasks}")
        self.setToolTip(_("Show only the chosen categories"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        wide = _width((self._category,), str(self._count)) if self.compact else _width(tuple(Category), "000")
        return QSize(wide, look().metrics().height() + look().px(8))

    def minimumSizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        style = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(style.color("surface"))
            painter.drawRoundedRect(box, 6, 6)
        edge = "focus" if self.hasFocus() else "accent" if self.isChecked() else "line" if self.underMouse() else ""
        if edge:
            painter.setPen(QPen(style.color(edge), 2 if self.hasFocus() else 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        self._content(painter)
        painter.end()

    def _content(self, painter: QPainter) -> None:
        style, category = look(), self._category.value
        left, high = style.px(9), self.height()
        side = style.px(16)
        swatch = QRectF(left, (high - side) / 2, side, side)
        path = QPainterPath()
        path.addRoundedRect(swatch, 3, 3)
        painter.setOpacity(0.45 if self.faded else 1.0)
        fill_pattern(painter, path, category, QPointF(swatch.center()), side)
        painter.setOpacity(1.0)
        middle = Qt.AlignmentFlag.AlignVCenter
        left += side + style.px(8)
        painter.setFont(style.font(bold=True))
        painter.setPen(style.color("muted" if self.faded else category))
        painter.drawText(QRect(left, 0, style.px(28), high), middle, MARKS[self._category])
        left += style.px(30)
        painter.setFont(style.font(bold=self.isChecked()))
        painter.setPen(style.color("muted" if self.faded else "ink"))
        painter.drawText(QRect(left, 0, self.width() - left, high), middle, category_name(self._category))
        painter.setFont(style.font())
        painter.setPen(style.color("muted"))
        painter.drawText(QRect(0, 0, self.width() - style.px(9), high), middle | Qt.AlignmentFlag.AlignRight, str(self._count))


class Legend(QWidget):
    """The seven rings, as many beside each other as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.entries = {category: LegendEntry(category) for category in Category}
        layout = FlowLayout(spacing=XS)
        for entry in self.entries.values():
            layout.addWidget(entry)
            entry.toggled.connect(self._fade)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def entry_width(self) -> int:
        """The width of an entry when all are equally wide."""
        return _width(tuple(Category), "000")

    def set_compact(self, *, compact: bool) -> None:
        """Each entry as wide as its words, instead of all equally wide in columns."""
        for entry in self.entries.values():
            if entry.compact is not compact:
                entry.compact = compact
                entry.updateGeometry()

    @property
    def chosen(self) -> frozenset[Category]:
        """The categories to show; empty means all."""
        return frozenset(category for category, entry in self.entries.items() if entry.isChecked())

    def choose(self, categories: Collection[Category]) -> None:
        """Show these as chosen, without a word about it."""
        for category, entry in self.entries.items():
            with QSignalBlocker(entry):
                entry.setChecked(category in categories)
        self._fade()

    def set_counts(self, counts: Mapping[Category, int]) -> None:
        """The number of tasks in each ring."""
        for category, entry in self.entries.items():
            entry.set_count(counts.get(category, 0))

    def _fade(self) -> None:
        chosen = self.chosen
        for category, entry in self.entries.items():
            entry.faded = bool(chosen) and category not in chosen
            entry.update()


def counts_of(occurrences: Iterable[Occurrence]) -> Counter[Category]:
    """How many lie in each ring."""
    return Counter(occurrence.activity.category for occurrence in occurrences)
