"""Part 1, «Året som gick»: what was done, ring by ring, and what she learnt. Layout and painting only."""

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from chefsstod.features.rollover.model import Figures, Review, Ring
from chefsstod.features.rollover.words import rest_sentence, ring_text, year_sentence
from chefsstod.features.yearwheel.detail_lessons import call_out
from chefsstod.features.yearwheel.history import outcome
from chefsstod.features.yearwheel.mark import CategoryMark
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.guard import warn
from chefsstod.ui.parts import XL, XS, L, M, S, clear, column, label, panel
from chefsstod.ui.style import look

LINES = 5


class RingBar(QWidget):
    """How much of a ring was done: in time full, later striped, the rest an outline. The words beside it say the same."""

    def __init__(self, ring: Ring, longest: int) -> None:
        super().__init__()
        self._ring = ring
        self._longest = max(longest, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{category_name(ring.category)}: {ring_text(ring)}")

    def sizeHint(self) -> QSize:  # noqa: N802, D102 - Qt's name
        return QSize(look().px(160), look().px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        style, ring = look(), self._ring
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = style.color(ring.category.value)
        unit = (self.width() - 2) / self._longest
        left = 1.0
        for count, brush in (
            (ring.in_time, Qt.BrushStyle.SolidPattern),
            (ring.after, Qt.BrushStyle.BDiagPattern),
            (ring.skipped + ring.left, Qt.BrushStyle.NoBrush),
        ):
            if count:
                painter.setPen(QPen(colour, 1))
                painter.setBrush(brush)
                fill = painter.brush()
                fill.setColor(colour)
                painter.setBrush(fill)
                painter.drawRoundedRect(QRectF(left + 0.5, 1.5, max(unit * count - 2, 2), self.height() - 3), 3, 3)
                left += unit * count
        painter.end()


class YearPart(QWidget):
    """The figures, the lessons that were written during the year, and a field for those of the whole year."""

    occurrence_requested = Signal(object)
    lessons_edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._figures = QVBoxLayout()
        self._figures.setSpacing(L)
        self.lessons = QPlainTextEdit()
        self.lessons.setAccessibleName(_("Three lessons"))
        self.lessons.setTabChangesFocus(True)
        self.lessons.setPlaceholderText(
            _("One thing that went well. One that took longer than you thought. One that you will do otherwise next year.")
        )
        self.lessons.setFixedHeight(look().metrics().lineSpacing() * LINES + 24)
        self.lessons.textChanged.connect(self._edited)
        self.warning = label(role="warning")
        self.warning.hide()
        self._where = label(role="small")
        self._before = QVBoxLayout()
        below = column(label(_("Three lessons"), "lead"), self._before, self.warning, self.lessons, self._where, spacing=S)
        layout = column(self._figures, below, None, spacing=XL)
        self.setLayout(layout)

    def show_review(self, review: Review) -> None:
        """Show the year; what is being typed is left alone."""
        clear(self._figures)
        figures = review.figures
        head = column(label(year_sentence(figures, review.year), "title"), spacing=XS)
        rest = rest_sentence(figures)
        if rest:
            head.addWidget(label(rest, "muted"))
        self._figures.addLayout(head)
        if figures.rings:
            self._figures.addWidget(_rings(figures))
        else:
            text = _("Chefsstöd has nothing to tell about {year} yet. You can still go through the tasks of the new year.")
            self._figures.addWidget(panel(column(label(text.format(year=review.year)), margins=(L, M, L, M))))
        if figures.latest:
            self._figures.addWidget(self._list(_("Took longest"), [(o, outcome(o, review.today)) for o in figures.latest]))
        if figures.lessons:
            self._figures.addWidget(self._list(_("What you noted for the next time"), [(o, o.next_time) for o in figures.lessons]))
        self._show_lessons(review)

    def _show_lessons(self, review: Review) -> None:
        clear(self._before)
        if review.before is not None:
            self._before.addWidget(call_out(_("A year ago you wrote:"), review.before.text))
        self._where.setText(_("Kept with «Chefens årsbokslut», and shown to you at the next turn of the year."))
        if self.lessons.toPlainText() != review.lessons:
            with QSignalBlocker(self.lessons):
                self.lessons.setPlainText(review.lessons)
        warn(self.warning, review.lessons)

    def _edited(self) -> None:
        text = self.lessons.toPlainText()
        warn(self.warning, text)
        self.lessons_edited.emit(text)

    def _list(self, title: str, items: list[tuple[Occurrence, str]]) -> QWidget:
        layout = column(label(title, "strong"), spacing=XS, margins=(L, M, L, M))
        for occurrence, text in items:
            go = ElidedButton(occurrence.title)
            go.setStyleSheet(f"padding: 0 {look().px(4)}px;")
            go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            go.setAccessibleName(_("Open «{title}»").format(title=occurrence.title))
            go.clicked.connect(lambda _checked=False, key=occurrence.key: self.occurrence_requested.emit(key))
            under = label(f"{day_short(occurrence.due)} · {text}", "small")
            under.setContentsMargins(look().px(6), 0, 0, 0)
            layout.addLayout(column(go, under, spacing=0))
        return panel(layout)


def _rings(figures: Figures) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(L, M, L, M)
    grid.setHorizontalSpacing(M)
    grid.setVerticalSpacing(S)
    grid.setColumnStretch(2, 1)
    longest = max(ring.total for ring in figures.rings)
    for place, ring in enumerate(figures.rings):
        grid.addWidget(CategoryMark(ring.category), place, 0)
        grid.addWidget(label(category_name(ring.category), wrap=False), place, 1)
        grid.addLayout(column(RingBar(ring, longest), label(ring_text(ring), "small"), spacing=0), place, 2)
    return panel(grid)
