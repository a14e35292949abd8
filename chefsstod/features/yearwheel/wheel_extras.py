"""What lies over and between the arcs of a wheel: the load of the weeks, the marks of steps, the routines of a month."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from chefsstod.features.yearwheel.geometry import Arc, HeatRing, Mark, Wheel
from chefsstod.features.yearwheel.model import Status
from chefsstod.features.yearwheel.wheel_pen import Pen
from chefsstod.support.tokens import Palette, mix


def paint_heat(pen: Pen, ring: HeatRing, p: Palette) -> None:
    """The load of each week as a bar; what is over a full week is late-coloured and has a bold outer edge."""
    half = 0.0
    pen.curve(ring.inner, half, 360, mix(p.muted, p.surface, 0.4), 0.6)
    for bar in ring.bars:
        start, end = bar.week.start + 0.35, bar.week.end - 0.35
        pen.fill(pen.sector(bar.inner, bar.outer, start, end), p.late if bar.over else mix(p.muted, p.surface, 0.6))
        if bar.over:
            pen.curve(bar.outer, start, end, p.ink, 1.6)
    pen.curve(ring.full, half, 360, mix(p.ink, p.surface, 0.5), 0.6)


def paint_routine(pen: Pen, arc: Arc, p: Palette) -> None:
    """A routine's cell with its letter: filled when it is still to be done, outlined when it is not.

    One whose day has gone by stands before the hand: that is enough to tell it, for few tick their routines.
    """
    status = arc.occurrence.status
    color = p.categories[arc.occurrence.activity.category.value]
    cell = pen.sector(arc.inner, arc.outer, arc.start, arc.end)
    closed = status in (Status.DONE, Status.SKIPPED)
    pen.fill(cell, p.surface if closed else mix(color, p.surface, 0.22))
    pen.stroke(cell, mix(color, p.surface, 0.5 if closed else 0.8), 0.8, dashed=closed)
    thick, wide = (arc.outer - arc.inner) * pen.radius, (arc.end - arc.start) / 57.3 * arc.inner * pen.radius
    size = min(thick * 0.86, wide * 1.3, 14.0)
    if size >= 6:
        ink = p.muted if closed or status is Status.LATE else p.ink
        pen.text(arc.label.text, arc.radius, (arc.start + arc.end) / 2, size, ink, bold=not closed, flipped=arc.label.flipped)


def paint_marks(pen: Pen, wheel: Wheel, p: Palette) -> None:
    """The steps: a diamond on the edge of its task's arc, hollow when it is done, with a bar across when two chains collide."""
    for mark in wheel.marks:
        if mark.thread is not None:
            color = p.categories[mark.arc.occurrence.activity.category.value]
            pen.curve(mark.radius, *mark.thread, mix(color, p.surface, 0.7), 1.0)
    for mark in wheel.marks:
        _diamond(pen, mark, wheel.proportions.mark * pen.radius, p)


def _diamond(pen: Pen, mark: Mark, half: float, p: Palette) -> None:
    half = max(half, 3.2)
    centre = pen.point(mark.radius, mark.angle)
    color = p.late if mark.step.collides else p.categories[mark.arc.occurrence.activity.category.value]
    path = QPainterPath(centre + QPointF(0, -half))
    for corner in (QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)):
        path.lineTo(centre + corner)
    path.closeSubpath()
    painter = pen.painter
    painter.setPen(QPen(QColor(color if mark.step.done else p.surface), 1.2))
    painter.setBrush(QColor(p.surface if mark.step.done else color))
    painter.drawPath(path)
    if mark.step.collides:
        painter.setPen(QPen(QColor(p.late), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, half * 1.6, half * 1.6)
