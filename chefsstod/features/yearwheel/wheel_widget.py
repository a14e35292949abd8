"""The wheel under the hand: mouse, keys, wheel and pinch. Emits wishes; where things are stands in ``wheel_surface``."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from chefsstod.features.yearwheel.drag import Carried, announce_carried, carry_step
from chefsstod.features.yearwheel.geometry import Arc
from chefsstod.features.yearwheel.list_model import OccurrenceListModel
from chefsstod.features.yearwheel.model import Category, Occurrence
from chefsstod.features.yearwheel.span import Unit
from chefsstod.features.yearwheel.wheel_surface import Thing, WheelSurface
from chefsstod.features.yearwheel.wheel_walk import step
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_full, month_title

_WALK = {
    Qt.Key.Key_Left: "earlier",
    Qt.Key.Key_Right: "later",
    Qt.Key.Key_Up: "out",
    Qt.Key.Key_Down: "in",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}
_NOTCH = 120
"""What Qt reports for one notch of a mouse wheel; touchpads report less at a time."""
_PINCH = 0.22
"""How far fingers spread before the wheel goes a level nearer."""


class WheelView(WheelSurface):
    """Hover tells, a click or Enter opens, Space marks as done, arrows walk by time and by ring, a drag moves one occurrence.

    ``zoom_requested`` carries 1 (nearer) or -1 (farther) and the day to come near to, or None; ``sector_requested`` the first day
    of a month, or the day, whose name was clicked; ``stepped`` 1 (later) or -1.
    """

    open_requested = Signal(object)
    toggle_requested = Signal(object)
    menu_requested = Signal(object, QPoint)
    zoom_requested = Signal(int, object)
    sector_requested = Signal(object)
    stepped = Signal(int)
    dropped = Signal(object, object, QPoint)
    move_requested = Signal(object)

    def __init__(self, rows: OccurrenceListModel) -> None:
        super().__init__(rows)
        self._pressed: tuple[QPoint, Arc | None] | None = None
        self._turned = 0.0
        self.setAccessibleName(_("The year as a wheel"))
        self.setAccessibleDescription(
            _(
                "Left and right walk by date, up and down by ring, Enter opens, Space marks as done, F widens the ring, "
                "plus and minus come nearer and farther, Shift and arrows move a task"
            )
        )

    # ── mouse ────────────────────────────────────────────────────────────────

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        place = event.position().toPoint()
        if self._pressed is not None or self._carried is not None:
            self._carry_to(place)
            return
        thing = self.thing_at(place)
        hand = isinstance(thing, Arc) or bool(self.ring_mark_at(place) or self.sector_at(place))
        hand = hand or (self.in_hub(place) and self.span.unit is not Unit.YEAR)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        self._set_hover(thing)

    def _carry_to(self, place: QPoint) -> None:
        if self._pressed is None:
            return  # asked, or carried by key
        start, arc = self._pressed
        far = (place - start).manhattanLength() > QApplication.startDragDistance()
        if arc is None or not arc.occurrence.open or (self._carried is None and not far):
            return
        moved = arc.occurrence.due + (self.day_at(place) - self.day_at(start))
        self._carried = Carried(arc.occurrence, min(max(moved, self.span.first), max(self.span.last, arc.occurrence.due)))
        self._carried_at = place
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            self._pressed = (place, self.arc_at(place))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        if self._carried is not None:
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            self._put_down(self.viewport().mapToGlobal(place))
        else:
            self._click(place)

    def _click(self, place: QPoint) -> None:
        ring, arc, sector = self.ring_mark_at(place), self.arc_at(place), self.sector_at(place)
        if ring is not None:
            self.focus_ring(ring.category)
        elif arc is not None:
            self._walked = False
            self._select(arc.occurrence)
            self._set_hover(None)
            self.open_requested.emit(arc.occurrence)
        elif sector is not None:
            self.sector_requested.emit(sector.first)
        elif self.in_hub(place):
            self.zoom_requested.emit(-1, None)

    def _select(self, occurrence: Occurrence) -> None:
        place = self.rows.index_of(occurrence.key)
        if place is not None:
            self.setCurrentIndex(self.rows.index(place))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        place = event.position().toPoint()
        radius, _angle = self._polar(place)
        bare = self.arc_at(place) is None and self.sector_at(place) is None and not self.in_hub(place)
        if bare and radius <= 1 and self.ring_mark_at(place) is None:
            self.zoom_requested.emit(1, self.day_at(place))
        else:
            self.mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802, D102 - Qt's name
        if event.type() is QEvent.Type.Leave:
            self._set_hover(None)
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._tool_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self._turn(event.value() / _PINCH, event.position().toPoint())
            return True
        return super().viewportEvent(event)

    def _tool_tip(self, event: QHelpEvent) -> None:
        """Of a month or day; what an arc is, its card has told already."""
        sector, text = self.sector_at(event.pos()), ""
        if sector is not None:
            days = self.span.unit is Unit.MONTH
            text = _("Show {period}").format(period=day_full(sector.first) if days else month_title(sector.first))
        elif self.in_hub(event.pos()) and self.span.unit is not Unit.YEAR:
            text = _("Farther")
        QToolTip.showText(event.globalPos(), text, self)

    def _set_hover(self, thing: Thing | None) -> None:
        if thing is not self._hover:
            self._hover = thing
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802, D102 - Qt's name
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        current = self.current()
        place = self.place_of(current.key) if by_key and current else event.pos()
        index = self.indexAt(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self._set_hover(None)
            chosen = self.current()
            if chosen is not None:
                self.menu_requested.emit(chosen, self.viewport().mapToGlobal(place))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802, D102 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turn(event.angleDelta().y() / _NOTCH, event.position().toPoint())
            event.accept()
        else:
            event.ignore()

    def _turn(self, by: float, place: QPoint) -> None:
        """Gather small turns until they make a level."""
        self._turned = by if self._turned * by < 0 else self._turned + by
        if abs(self._turned) >= 1:
            nearer = self._turned > 0
            self._turned = 0.0
            self.zoom_requested.emit(1 if nearer else -1, self.day_at(place) if nearer else None)

    # ── keyboard ─────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        # While something is carried Esc puts it back; else it is the window's.
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() is QEvent.Type.ShortcutOverride and self._carried is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        if not self._carry_key(event) and not self._go_key(event) and not self._act_key(event):
            event.ignore()

    def _carry_key(self, event: QKeyEvent) -> bool:
        carried = carry_step(self._carried, self.current(), event)
        if carried is not None:
            self._carried, self._carried_at = carried, None
            announce_carried(self, carried)
            self.viewport().update()
            return True
        if self._carried is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            arc = self.arc_of(self._carried.occurrence.key)
            place = self._head(self._ghost(arc, self._carried)).toPoint() if arc else self.viewport().rect().center()
            self._put_down(self.viewport().mapToGlobal(place))
        elif event.key() == Qt.Key.Key_Escape:
            self.let_go()
        return True

    def _put_down(self, place: QPoint) -> None:
        carried = self._carried
        if carried is not None and carried.moved:
            self._carried = replace(carried, asked=True)
            self.dropped.emit(carried.occurrence, carried.to, place)
        else:
            self.let_go()

    def let_go(self) -> None:
        """Show nothing carried any more."""
        self._carried = self._pressed = None
        self._hover = None
        self.viewport().update()

    def _go_key(self, event: QKeyEvent) -> bool:
        key, current = event.key(), self.current()
        if key in _WALK:
            shown = [arc.occurrence for arc in self.wheel.everything]
            self._go(step(shown, current, self._today, _WALK[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Backspace):
            self.zoom_requested.emit(1 if key == Qt.Key.Key_Plus else -1, None)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.stepped.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            return False
        return True

    def _act_key(self, event: QKeyEvent) -> bool:
        key, current = event.key(), self.current()
        if current is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit(current)
        elif key == Qt.Key.Key_Space:
            self.toggle_requested.emit(current)
        elif key == Qt.Key.Key_F:
            self.focus_ring(current.activity.category)
        elif key == Qt.Key.Key_M:
            self.move_requested.emit(current)
        else:
            return False
        return True

    def _go(self, occurrence: Occurrence | None) -> None:
        if occurrence is not None and self.rows.index_of(occurrence.key) is not None:
            self._walked, self._hover = True, None
            self._select(occurrence)
            self.viewport().update()

    def focus_ring(self, category: Category) -> None:
        """Widen a ring; once more lets it go."""
        self._focus = None if self._focus is category else category
        self.viewport().update()

    @property
    def focused_ring(self) -> Category | None:
        """The ring that is wider than the others."""
        return self._focus
