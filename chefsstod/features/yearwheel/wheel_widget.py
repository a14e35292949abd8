"""The wheel as a view of the same model and selection as the list beside it: what one selects, the other shows.

A QListView, so that a screen reader finds every occurrence in it as an item with its sentence and its place.
"""

from collections.abc import Sequence
from datetime import date
from math import atan2, degrees, hypot

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QListView

from chefsstod.features.yearwheel.geometry import Arc, Ring, Wheel
from chefsstod.features.yearwheel.list_model import ITEM_ROLE, OccurrenceListModel
from chefsstod.features.yearwheel.model import Category, Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.wheel_paint import lay_out, paint_arc, paint_label, picture
from chefsstod.features.yearwheel.wheel_pen import Pen
from chefsstod.features.yearwheel.wheel_tip import Tip
from chefsstod.features.yearwheel.wheel_walk import step
from chefsstod.i18n import _
from chefsstod.ui.style import look

Index = QModelIndex | QPersistentModelIndex
MARGIN = 6
ZOOMS = (1.0, 1.4, 2.0, 2.8)
_DIM = 0.62
_WALK = {
    Qt.Key.Key_Left: "earlier",
    Qt.Key.Key_Right: "later",
    Qt.Key.Key_Up: "out",
    Qt.Key.Key_Down: "in",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class WheelView(QListView):
    """Hover tells, a click or Enter opens, Space marks as done, arrows walk by time and by ring."""

    open_requested = Signal(object)
    toggle_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    zoomed = Signal()

    def __init__(self, rows: OccurrenceListModel) -> None:
        super().__init__()
        self._year, self._today, self._whole = 0, date.min, True
        self._occurrences: list[Occurrence] = []
        self._focus: Category | None = None
        self._zoom = 0
        self._hover: OccurrenceKey | None = None
        self._pressed: QPoint | None = None
        self._panned = False
        self._walked = False
        self._made: tuple[object, Wheel] | None = None
        self._drawn: tuple[object, QPixmap] | None = None
        self.rows = rows
        self.setModel(rows)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setMinimumSize(240, 240)
        self.setAccessibleName(_("The year as a wheel"))
        self.setAccessibleDescription(
            _("Left and right walk by date, up and down by ring, Enter opens, Space marks as done, F widens the ring")
        )

    # ── what is shown ────────────────────────────────────────────────────────

    def show_year(self, year: int, occurrences: Sequence[Occurrence], today: date, *, whole: bool) -> None:
        """Show these occurrences, which stand in the model too; ``whole`` when no filter takes any away."""
        self._year, self._today, self._whole = year, today, whole
        self._occurrences = list(occurrences)
        self._made = self._drawn = None
        self._hover = None
        self.viewport().update()

    @property
    def wheel(self) -> Wheel:
        """The geometry that is shown."""
        key = (self.radius, self._focus)
        if self._made is None or self._made[0] != key:
            self._made = (key, lay_out(self._year or 2000, self._occurrences, self._today, self.radius, self._focus))
        return self._made[1]

    @property
    def radius(self) -> float:
        """The radius of the rim in pixels."""
        return max(60.0, min(self.width(), self.height()) / 2 - MARGIN) * ZOOMS[self._zoom]

    @property
    def _centre(self) -> QPointF:
        side = 2 * (self.radius + MARGIN)
        x = max(side, self.viewport().width()) / 2 - self.horizontalScrollBar().value()
        y = max(side, self.viewport().height()) / 2 - self.verticalScrollBar().value()
        return QPointF(x, y)

    def _pen(self, painter: QPainter) -> Pen:
        return Pen(painter, self._centre, self.radius)

    def current(self) -> Occurrence | None:
        """The selected occurrence."""
        row = self.currentIndex().data(ITEM_ROLE)
        return row if isinstance(row, Occurrence) else None

    def arc_of(self, key: OccurrenceKey | None) -> Arc | None:
        """The arc of an occurrence."""
        return next((arc for arc in self.wheel.arcs if arc.occurrence.key == key), None) if key else None

    def place_of(self, key: OccurrenceKey) -> QPoint:
        """The middle of an occurrence's head, in the viewport."""
        arc = self.arc_of(key)
        return QPoint() if arc is None else self._head(arc).toPoint()

    def _head(self, arc: Arc) -> QPointF:
        return Pen(QPainter(), self._centre, self.radius).point((arc.inner + arc.outer) / 2, (arc.head + arc.end) / 2)

    def _outline(self, arc: Arc, grow: float = 0.0) -> QPainterPath:
        pen, more = Pen(QPainter(), self._centre, self.radius), grow / self.radius
        turn = degrees(more / arc.outer)
        return pen.sector(arc.inner - more, arc.outer + more, arc.start - turn, arc.end + turn)

    # ── where things are ─────────────────────────────────────────────────────

    def _polar(self, point: QPoint) -> tuple[float, float]:
        x, y = point.x() - self._centre.x(), point.y() - self._centre.y()
        return hypot(x, y) / self.radius, degrees(atan2(x, -y)) % 360

    def arc_at(self, point: QPoint) -> Arc | None:
        """The arc under a point of the viewport, or the one whose text is there."""
        radius, angle = self._polar(point)
        found = self.wheel.at(radius, angle)
        if found is not None:
            return found
        return next((a for a in self.wheel.arcs if a.inner <= radius <= a.outer and a.label.start <= angle <= a.label.end), None)

    def ring_mark_at(self, point: QPoint) -> Ring | None:
        """The ring whose mark is under a point."""
        radius, angle = self._polar(point)
        half = self.wheel.proportions.gutter / 2
        if half < angle < 360 - half:
            return None
        return next((ring for ring in self.wheel.rings if ring.inner <= radius <= ring.outer), None)

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802, D102 - Qt's name
        arc = self.arc_at(point)
        place = self.rows.index_of(arc.occurrence.key) if arc is not None else None
        return QModelIndex() if place is None else self.rows.index(place)

    def visualRect(self, index: Index) -> QRect:  # noqa: N802, D102 - Qt's name
        row = index.data(ITEM_ROLE) if index.isValid() else None
        arc = self.arc_of(row.key) if isinstance(row, Occurrence) else None
        return QRect() if arc is None else self._outline(arc).boundingRect().toAlignedRect()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802, D102 - Qt's name
        return QRegion(self.viewport().rect()) if selection.count() else QRegion()

    def setSelection(self, _rect: QRect, _command: object) -> None:  # noqa: N802 - Qt's name
        """There is no rubber band in a wheel."""

    def scrollTo(self, index: Index, _hint: object = None) -> None:  # noqa: N802, D102 - Qt's name
        self.viewport().update()
        row = index.data(ITEM_ROLE) if index.isValid() else None
        arc = self.arc_of(row.key) if isinstance(row, Occurrence) and self._zoom else None
        if arc is None:
            return
        head, room = self._head(arc).toPoint(), self.viewport().rect().adjusted(60, 60, -60, -60)
        for bar, value, low, high in (
            (self.horizontalScrollBar(), head.x(), room.left(), room.right()),
            (self.verticalScrollBar(), head.y(), room.top(), room.bottom()),
        ):
            bar.setValue(bar.value() + min(0, value - low) + max(0, value - high))

    def doItemsLayout(self) -> None:  # noqa: N802, D102 - Qt's name
        self.updateGeometries()

    def updateGeometries(self) -> None:  # noqa: N802, D102 - Qt's name
        side = round(2 * (self.radius + MARGIN)) if self._zoom else 0
        for bar, room in (
            (self.horizontalScrollBar(), self.viewport().width()),
            (self.verticalScrollBar(), self.viewport().height()),
        ):
            bar.setRange(0, max(0, side - room))
            bar.setPageStep(room)
            bar.setSingleStep(24)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802, D102 - Qt's name
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, D102 - Qt's name
        super().resizeEvent(event)
        self.updateGeometries()

    # ── painting ─────────────────────────────────────────────────────────────

    def _picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        key = (self.radius, self._focus, ratio)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, picture(self.wheel, self.radius, MARGIN, ratio, self._today, whole=self._whole))
        return self._drawn[1]

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802, D102 - Qt's name
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        image = self._picture()
        corner = self._centre - QPointF(self.radius + MARGIN, self.radius + MARGIN)
        painter.drawPixmap(corner, image)
        hovered, current = self.arc_of(self._hover), self.current()
        chosen = self.selectionModel().isSelected(self.currentIndex())
        selected = self.arc_of(current.key) if current and chosen else None
        if hovered is not None:
            self._lift(painter, hovered)
        if selected is not None:
            self._mark(painter, selected)
        if self.hasFocus():
            painter.setPen(QPen(look().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._centre, self.radius + 4, self.radius + 4)
        told = hovered or (selected if self._walked and self.hasFocus() else None)
        if told is not None:
            tip = Tip(told.occurrence, self._today, self.viewport().width() * 0.55)
            box = tip.place(self._outline(told), self._head(told), QRectF(self.viewport().rect()).adjusted(4, 4, -4, -4))
            tip.paint(painter, box)
        painter.end()

    def _lift(self, painter: QPainter, arc: Arc) -> None:
        """The others step back, this one forward."""
        pen, p = self._pen(painter), self.wheel.proportions
        veil = QColor(look().palette.surface)
        veil.setAlphaF(_DIM)
        ring = QPainterPath()
        ring.addEllipse(self._centre, p.rings * self.radius, p.rings * self.radius)
        hub = QPainterPath()
        hub.addEllipse(self._centre, p.hub * self.radius, p.hub * self.radius)
        painter.fillPath(ring.subtracted(hub), veil)
        pen.fill(self._outline(arc, 2.5), look().color("surface"))
        paint_arc(pen, arc, look().palette)
        pen.stroke(self._outline(arc, 1.5), look().color(arc.occurrence.activity.category.value), 1.4)
        paint_label(pen, arc, p.label * self.radius, look().palette, strong=True)

    def _mark(self, painter: QPainter, arc: Arc) -> None:
        """The selected arc: a line around it with a gap, in the colour of the focus when the keyboard is here."""
        pen = self._pen(painter)
        pen.stroke(self._outline(arc, 1.5), look().color("surface"), 2.5)
        pen.stroke(self._outline(arc, 3.0), look().color("focus" if self.hasFocus() else "ink"), 2)

    # ── mouse ────────────────────────────────────────────────────────────────

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        place = event.position().toPoint()
        if self._pressed is not None and self._zoom:
            move = place - self._pressed
            if self._panned or move.manhattanLength() > QApplication.startDragDistance():
                self._panned, self._pressed = True, place
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - move.x())
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() - move.y())
            return
        arc = self.arc_at(place)
        hand = arc is not None or self.ring_mark_at(place) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self._set_hover(arc.occurrence.key if arc else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._panned = event.position().toPoint(), False
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._panned or event.button() is not Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        ring, index = self.ring_mark_at(place), self.indexAt(place)
        if ring is not None:
            self.focus_ring(ring.category)
        elif index.isValid():
            self._walked = False
            self.setCurrentIndex(index)
            self._set_hover(None)
            self.open_requested.emit(index.data(ITEM_ROLE))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        self.mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        if event.type() is QEvent.Type.Leave:
            self._set_hover(None)
        if event.type() is QEvent.Type.ToolTip:
            return True  # the card has told it already
        return super().viewportEvent(event)

    def _set_hover(self, key: OccurrenceKey | None) -> None:
        if key != self._hover:
            self._hover = key
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802, D102 - Qt's name
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        current = self.current()
        place = self.place_of(current.key) if by_key and current else event.pos()
        index = self.indexAt(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self._set_hover(None)
            self.menu_requested.emit(index.data(ITEM_ROLE), self.viewport().mapToGlobal(place))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    # ── keyboard ─────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        key, current = event.key(), self.current()
        if key in _WALK:
            self._go(step([arc.occurrence for arc in self.wheel.arcs], current, self._today, _WALK[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(1 if key == Qt.Key.Key_Plus else -1)
        elif current is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(current)
        elif current is not None and key == Qt.Key.Key_Space:
            self.toggle_requested.emit(current)
        elif current is not None and key == Qt.Key.Key_F:
            self.focus_ring(current.activity.category)
        else:
            event.ignore()

    def _go(self, occurrence: Occurrence | None) -> None:
        place = self.rows.index_of(occurrence.key) if occurrence is not None else None
        if place is not None:
            self._walked, self._hover = True, None
            self.setCurrentIndex(self.rows.index(place))
            self.viewport().update()

    def focus_ring(self, category: Category) -> None:
        """Widen a ring; once more lets it go."""
        self._focus = None if self._focus is category else category
        self.viewport().update()

    @property
    def focused_ring(self) -> Category | None:
        """The ring that is wider than the others."""
        return self._focus

    def can_zoom(self, by: int) -> bool:
        """Whether there is a larger or smaller size."""
        return 0 <= self._zoom + by < len(ZOOMS)

    def zoom(self, by: int, around: QPointF | None = None) -> None:
        """A step larger or smaller; what is at ``around`` (else the selection, else the middle) stays where it is."""
        if not self.can_zoom(by):
            return
        current = self.arc_of(current_row.key) if (current_row := self.current()) else None
        point = around or (self._head(current) if current else QPointF(self.viewport().rect().center()))
        before, radius = point - self._centre, self.radius
        self._zoom += by
        self.updateGeometries()
        shift = self._centre + before * (self.radius / radius) - point
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(shift.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(shift.y()))
        self.viewport().update()
        self.zoomed.emit()
