"""The wheel as a view of the same model and selection as the list beside it: where things are, and how they are painted.

A QListView, so that a screen reader finds every occurrence in it as an item with its sentence and its place. What the mouse and
the keys do stands in ``wheel_widget``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import atan2, degrees, hypot

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QListView

from chefsstod.features.yearwheel.drag import Carried, day_text, paint_flag
from chefsstod.features.yearwheel.geometry import Arc, Heat, Mark, Ring, Sector, StepMark, Wheel, day_angle, day_at, span_title
from chefsstod.features.yearwheel.list_model import ITEM_ROLE, OccurrenceListModel
from chefsstod.features.yearwheel.model import Category, Occurrence, OccurrenceKey
from chefsstod.features.yearwheel.span import Span, year_span
from chefsstod.features.yearwheel.wheel_motion import Motion, wanted
from chefsstod.features.yearwheel.wheel_paint import lay_out, paint_arc, paint_label, picture
from chefsstod.features.yearwheel.wheel_pen import Pen
from chefsstod.features.yearwheel.wheel_tip import Tip, heat_tip, mark_tip, occurrence_tip
from chefsstod.i18n import _
from chefsstod.ui.style import look

Index = QModelIndex | QPersistentModelIndex
Thing = Arc | Mark | Heat
"""What can tell something of itself."""
MARGIN = 6
_DIM = 0.62


class WheelSurface(QListView):
    """Shows a span, one arc lifted, one selected and one carried."""

    def __init__(self, rows: OccurrenceListModel) -> None:
        super().__init__()
        self.span, self._today, self._whole = year_span(2000), date.min, True
        self._occurrences: list[Occurrence] = []
        self._heat: Mapping[date, float] | None = None
        self._steps: Sequence[StepMark] = ()
        self._focus: Category | None = None
        self._hover: Thing | None = None
        self._carried: Carried | None = None
        self._carried_at: QPoint | None = None
        self._walked = False
        self._made: tuple[object, Wheel] | None = None
        self._drawn: tuple[object, QPixmap] | None = None
        self.rows = rows
        self.setModel(rows)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(180, 180)
        self.motion = Motion(self.viewport())

    # ── what is shown ────────────────────────────────────────────────────────

    def show_span(
        self,
        span: Span,
        occurrences: Sequence[Occurrence],
        today: date,
        *,
        whole: bool,
        heat: Mapping[date, float] | None = None,
        marks: Sequence[StepMark] = (),
    ) -> None:
        """Show these occurrences, which stand in the model too; ``whole`` when no filter takes any away."""
        if span.unit is not self.span.unit and self._drawn is not None and self.isVisible() and wanted(self):
            self._move_from(span)
        self.span, self._today, self._whole = span, today, whole
        self._occurrences = list(occurrences)
        self._heat, self._steps = heat, marks
        self._made = self._drawn = None
        self._hover = self._carried = None
        self.setAccessibleName(_("{period} as a wheel").format(period=span_title(span)))
        self.viewport().update()

    def _move_from(self, span: Span) -> None:
        inward = span.days < self.span.days
        near, far = (span, self.span) if inward else (self.span, span)
        gutter = self.wheel.proportions.gutter
        middle = (day_angle(near.first, far, gutter) + day_angle(near.last, far, gutter)) / 2
        focus = self._pen(QPainter()).point(0.7, middle)
        self.motion.begin(self._picture(), self._corner, focus, inward=inward)

    @property
    def wheel(self) -> Wheel:
        """The geometry that is shown."""
        key = (self.radius, self._focus)
        if self._made is None or self._made[0] != key:
            made = lay_out(self.span, self._occurrences, self._today, self.radius, self._focus, heat=self._heat, marks=self._steps)
            self._made = (key, made)
        return self._made[1]

    @property
    def radius(self) -> float:
        """The radius of the rim in pixels."""
        return max(60.0, min(self.width(), self.height()) / 2 - MARGIN)

    @property
    def _centre(self) -> QPointF:
        return QPointF(self.viewport().width() / 2, self.viewport().height() / 2)

    @property
    def _corner(self) -> QPointF:
        return self._centre - QPointF(self.radius + MARGIN, self.radius + MARGIN)

    def _pen(self, painter: QPainter) -> Pen:
        return Pen(painter, self._centre, self.radius)

    def current(self) -> Occurrence | None:
        """The selected occurrence."""
        row = self.currentIndex().data(ITEM_ROLE)
        return row if isinstance(row, Occurrence) else None

    def arc_of(self, key: OccurrenceKey | None) -> Arc | None:
        """The arc of an occurrence."""
        return self.wheel.arc_of(key)

    def place_of(self, key: OccurrenceKey) -> QPoint:
        """The middle of an occurrence's head, in the viewport."""
        arc = self.arc_of(key)
        return QPoint() if arc is None else self._head(arc).toPoint()

    def place_of_day(self, day: date) -> QPoint:
        """The name of the month or day that ``day`` lies in, in the viewport."""
        sector = next(sector for sector in reversed(self.wheel.sectors) if sector.first <= day)
        inner, outer = self.wheel.sector_band
        return self._pen(QPainter()).point((inner + outer) / 2, sector.middle).toPoint()

    def _head(self, arc: Arc) -> QPointF:
        angle = (arc.start + arc.end) / 2 if arc.beyond else (arc.head + arc.end) / 2
        return self._pen(QPainter()).point(arc.radius, angle)

    def _outline(self, arc: Arc, grow: float = 0.0) -> QPainterPath:
        pen, more = self._pen(QPainter()), grow / self.radius
        turn = degrees(more / arc.outer)
        return pen.sector(arc.inner - more, arc.outer + more, arc.start - turn, arc.end + turn)

    # ── where things are ─────────────────────────────────────────────────────

    def _polar(self, point: QPoint) -> tuple[float, float]:
        x, y = point.x() - self._centre.x(), point.y() - self._centre.y()
        return hypot(x, y) / self.radius, degrees(atan2(x, -y)) % 360

    def day_at(self, point: QPoint) -> date:
        """The day that a point of the viewport lies at, seen from the hub."""
        return day_at(self._polar(point)[1], self.span, self.wheel.proportions.gutter)

    def arc_at(self, point: QPoint) -> Arc | None:
        """The arc under a point of the viewport, or the one whose text is there."""
        radius, angle = self._polar(point)
        found = self.wheel.at(radius, angle)
        if found is not None:
            return found
        return next((a for a in self.wheel.arcs if a.inner <= radius <= a.outer and a.label.start <= angle <= a.label.end), None)

    def thing_at(self, point: QPoint) -> Thing | None:
        """What can tell something under a point: a step's mark, an arc, the load of a week."""
        radius, angle = self._polar(point)
        heat = self.wheel.heat.at(radius, angle) if self.wheel.heat is not None else None
        return self.wheel.mark_at(radius, angle) or self.arc_at(point) or heat

    def ring_mark_at(self, point: QPoint) -> Ring | None:
        """The ring whose mark is under a point."""
        radius, angle = self._polar(point)
        half = self.wheel.proportions.gutter / 2
        if half < angle < 360 - half:
            return None
        return next((ring for ring in self.wheel.rings if ring.inner <= radius <= ring.outer), None)

    def sector_at(self, point: QPoint) -> Sector | None:
        """The month or day whose name is under a point."""
        radius, angle = self._polar(point)
        inner, outer = self.wheel.sector_band
        if not inner <= radius <= outer:
            return None
        return next((sector for sector in self.wheel.sectors if sector.start <= angle < sector.end), None)

    def in_hub(self, point: QPoint) -> bool:
        """Whether a point lies in the middle."""
        return self._polar(point)[0] < self.wheel.proportions.hub

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

    def scrollTo(self, _index: Index, _hint: object = None) -> None:  # noqa: N802, D102 - Qt's name
        self.viewport().update()

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's name
        """The geometry does that."""

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """The wheel is as large as the viewport: nothing is scrolled."""

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
        if self.motion.running:
            self.motion.paint(painter, image, self._corner)
        else:
            painter.drawPixmap(self._corner, image)
            self._paint_state(painter)
        if self.hasFocus():
            painter.setPen(QPen(look().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._centre, self.radius + 4, self.radius + 4)
        painter.end()

    def _paint_state(self, painter: QPainter) -> None:
        current = self.current()
        chosen = self.selectionModel().isSelected(self.currentIndex())
        selected = self.arc_of(current.key) if current and chosen else None
        if self._carried is not None:
            self._paint_carried(painter, self._carried)
            return
        if isinstance(self._hover, Arc):
            self._lift(painter, self._hover)
        if selected is not None:
            self._mark(painter, selected)
        told = self._hover or (selected if self._walked and self.hasFocus() else None)
        if told is not None:
            self._tell(painter, told)

    def _tell(self, painter: QPainter, thing: Thing) -> None:
        room, pen, outline = self.viewport().width() * 0.55, self._pen(painter), QPainterPath()
        tip: Tip
        if isinstance(thing, Mark):
            tip, place = mark_tip(thing, self._today, room), pen.point(thing.radius, thing.angle)
        elif isinstance(thing, Heat):
            tip, place = heat_tip(thing, room), pen.point(thing.outer, (thing.week.start + thing.week.end) / 2)
        else:
            steps = [mark.step for mark in self.wheel.marks if mark.arc.occurrence.key == thing.occurrence.key]
            tip = occurrence_tip(thing.occurrence, self._today, room, steps)
            place, outline = self._head(thing), self._outline(thing)
        tip.paint(painter, tip.place(outline, place, self._room))

    @property
    def _room(self) -> QRectF:
        return QRectF(self.viewport().rect()).adjusted(4, 4, -4, -4)

    def _lift(self, painter: QPainter, arc: Arc) -> None:
        """The others step back, this one forward."""
        pen, p = self._pen(painter), self.wheel.proportions
        self._veil(painter)
        pen.fill(self._outline(arc, 2.5), look().color("surface"))
        paint_arc(pen, arc, look().palette)
        pen.stroke(self._outline(arc, 1.5), look().color(arc.occurrence.activity.category.value), 1.4)
        paint_label(pen, arc, p.label * self.radius, look().palette, strong=True)

    def _veil(self, painter: QPainter) -> None:
        p = self.wheel.proportions
        veil = QColor(look().palette.surface)
        veil.setAlphaF(_DIM)
        ring = QPainterPath()
        ring.addEllipse(self._centre, p.rings * self.radius, p.rings * self.radius)
        hub = QPainterPath()
        hub.addEllipse(self._centre, p.hub * self.radius, p.hub * self.radius)
        painter.fillPath(ring.subtracted(hub), veil)

    def _mark(self, painter: QPainter, arc: Arc) -> None:
        """The selected arc: a line around it with a gap, in the colour of the focus when the keyboard is here."""
        pen = self._pen(painter)
        pen.stroke(self._outline(arc, 1.5), look().color("surface"), 2.5)
        pen.stroke(self._outline(arc, 3.0), look().color("focus" if self.hasFocus() else "ink"), 2)

    def _paint_carried(self, painter: QPainter, carried: Carried) -> None:
        """The arc where it would come to lie, with its date; where it was it is dimmed with the others."""
        arc = self.arc_of(carried.occurrence.key)
        if arc is None:
            return
        self._veil(painter)
        pen, ghost = self._pen(painter), self._ghost(arc, carried)
        pen.fill(self._outline(ghost, 2.5), look().color("surface"))
        paint_arc(pen, ghost, look().palette)
        pen.stroke(self._outline(ghost, 2.5), look().color("accent"), 2)
        pen.ray(self.wheel.proportions.hub, self.wheel.proportions.weeks, ghost.end, look().color("accent"), 1.2)
        place = QPointF(self._carried_at) if self._carried_at is not None else self._head(ghost)
        paint_flag(painter, place, day_text(carried.to, self._today), self._room)

    def _ghost(self, arc: Arc, carried: Carried) -> Arc:
        gutter = self.wheel.proportions.gutter
        end = day_angle(carried.to + timedelta(days=1), self.span, gutter)
        long = degrees(self.wheel.proportions.head / arc.radius) if arc.beyond else arc.end - arc.head
        head = max(gutter / 2, end - long)
        begin = carried.to if arc.routine else carried.to - timedelta(days=carried.occurrence.lead_days)
        start = min(day_angle(begin, self.span, gutter), head)
        beyond = carried.to > self.span.last
        return replace(arc, start=start, head=end if beyond else head, end=end, beyond=beyond, notch=begin < self.span.first)
