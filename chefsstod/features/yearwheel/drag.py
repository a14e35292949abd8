"""Moving a task by hand in the wheel and in the calendar: what is carried, and the question where it is put down."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.recurrence import RuleError
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_full, day_short, week
from chefsstod.i18n.holidays import holiday_name
from chefsstod.support.holidays import SATURDAY, holiday
from chefsstod.ui.parts import XS, S, button, column, label
from chefsstod.ui.style import look

MoveSeries = Callable[[Occurrence, date], None]

_STEPS = {
    Qt.Key.Key_Left: timedelta(days=-1),
    Qt.Key.Key_Right: timedelta(days=1),
    Qt.Key.Key_Up: timedelta(days=-7),
    Qt.Key.Key_Down: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class Carried:
    """An occurrence on its way to another day. ``asked``: it is put down, and she is asked what was meant."""

    occurrence: Occurrence
    to: date
    asked: bool = False

    @property
    def moved(self) -> bool:
        """Whether it would come to lie on another day."""
        return self.to != self.occurrence.due


def carry_step(carried: Carried | None, current: Occurrence | None, event: QKeyEvent) -> Carried | None:
    """What is carried after a key: Shift and an arrow take the current one up and carry it by a day or a week; while something is
    carried the arrow alone does. None when the key means nothing here.
    """
    step = _STEPS.get(Qt.Key(event.key()))
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if step is None or (carried is None and not shifted):
        return None
    if carried is None:
        if current is None or not current.open:
            return None
        carried = Carried(current, current.due)
    return replace(carried, to=carried.to + step)


def day_text(day: date, today: date) -> str:
    """«tor 18 mars · v 11», with the reason when it is a day off."""
    parts = [day_short(day, today), _("wk {week}").format(week=week(day))]
    red = holiday(day)
    if red is not None:
        parts.append(holiday_name(red))
    elif day.weekday() >= SATURDAY:
        parts.append(_("weekend"))
    return " · ".join(parts)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text``."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def announce_carried(widget: QWidget, carried: Carried) -> None:
    """Let a screen reader say where the carried task is."""
    announce(
        widget,
        _("{title}: {date}. Enter puts it down, Esc cancels.").format(title=carried.occurrence.title, date=day_full(carried.to)),
    )


def paint_flag(painter: QPainter, place: QPointF, text: str, room: QRectF) -> None:
    """A small flag with a date beside ``place``, within ``room``."""
    style = look()
    metrics = style.metrics(bold=True)
    wide, high = metrics.horizontalAdvance(text) + style.px(20), metrics.height() + style.px(8)
    box = QRectF(place.x() + style.px(14), place.y() - high - style.px(6), wide, high)
    box.moveLeft(min(max(box.left(), room.left()), max(room.left(), room.right() - wide)))
    box.moveTop(min(max(box.top(), room.top()), max(room.top(), room.bottom() - high)))
    painter.setPen(QPen(style.color("surface"), 2))
    painter.setBrush(style.color("accent"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setFont(style.font(bold=True))
    painter.setPen(style.color("on_accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class MoveAsk(QFrame):
    """The question at the pointer: this one, or all that follow. Esc, or going elsewhere, answers no. Not a dialog."""

    def __init__(self, over: QWidget, text: str, *, series: bool, answered: Callable[[str], None], why: str = "") -> None:
        super().__init__(over)
        self._over = over
        self._answered: Callable[[str], None] | None = answered
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text)
        self.text = label(text, "strong")
        self.one = button(_("Only this time") if series else _("Move"), "primary", clicked=lambda: self._answer("one"))
        self.all = button(_("All that follow"), clicked=lambda: self._answer("all"))
        self.why = label(why, "small")
        self.no = button(_("Cancel"), "link", clicked=lambda: self._answer(""))
        for choice in (self.one, self.all, self.no):
            choice.setAccessibleDescription(text)
        parts = (self.text, self.why, XS, self.one, self.all, self.no)
        self.setLayout(column(*parts, margins=(S + XS, S + XS, S + XS, S), spacing=XS))
        self.why.setVisible(bool(why))
        self.all.setVisible(series)  # not before it lies in the layout: it would be a window of its own for a moment
        self.setTabOrder(self.one, self.all)
        self.setTabOrder(self.all, self.no)

    def open_at(self, place: QPoint) -> None:
        """Show it near ``place`` (in the widget it lies over), wholly inside."""
        parent = self._over
        self.setFixedWidth(min(look().px(250), parent.width() - 2 * S))
        self.adjustSize()
        gap = look().px(12)
        left = min(max(place.x() + gap, S), parent.width() - self.width() - S)
        top = place.y() + gap if place.y() + gap + self.height() + S <= parent.height() else place.y() - gap - self.height()
        self.move(left, max(S, top))
        self.show()
        self.raise_()
        self.one.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and not self.isAncestorOf(new):
            self._answer("")

    def _answer(self, answer: str) -> None:
        answered, self._answered = self._answered, None
        if answered is None:
            return
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._watch)
        self.hide()
        answered(answer)
        self.deleteLater()

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's name
        # The window's own Esc would put down the thing in hand and leave the question standing.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        choices = [choice for choice in (self.one, self.all, self.no) if not choice.isHidden()]
        focused = next((place for place, choice in enumerate(choices) if choice.hasFocus()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self._answer("")
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            choices[(focused + (1 if event.key() == Qt.Key.Key_Down else -1)) % len(choices)].setFocus()
        else:
            super().keyPressEvent(event)


class Carrier(Protocol):
    """A view that something can be carried in."""

    def let_go(self) -> None:
        """Show nothing carried any more."""

    def setFocus(self) -> None:  # noqa: N802 - Qt's name
        """Take the keyboard back."""


class Moves(QObject):
    """Asks the question for the views of a page and has the answer done. ``move_series`` is None where only one can be moved."""

    def __init__(
        self, page: QWidget, *, actions: OccurrenceActions, today: Callable[[], date], move_series: MoveSeries | None
    ) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self._today = today
        self._move_series = move_series
        self.asked: MoveAsk | None = None

    def ask(self, view: Carrier, occurrence: Occurrence, to: date, place: QPoint) -> None:
        """Ask at ``place`` (on the screen) whether ``occurrence`` is to be moved ``to`` that day, alone or with all that follow."""
        if to == occurrence.due:
            view.let_go()
            return
        text = _("Move «{title}» to {date}?").format(title=occurrence.title, date=day_short(to, self._today()))
        series = self._move_series is not None and repeats(occurrence)
        taken = not series or takes_along(occurrence, to, self._today())

        def answered(answer: str) -> None:
            self.asked = None
            view.let_go()
            view.setFocus()
            if answer == "one":
                self._actions.move(occurrence, to)
            elif answer == "all" and self._move_series is not None:
                self._move_series(occurrence, to)

        self.asked = MoveAsk(self._page, text, series=series and taken, answered=answered, why="" if taken else _too_far())
        self.asked.open_at(self._page.mapFromGlobal(place))


def repeats(occurrence: Occurrence) -> bool:
    """Whether its task comes more than once, so that there is a series to move."""
    return "COUNT=1" not in occurrence.activity.rule_on(occurrence.original).rrule.split(";")


def takes_along(occurrence: Occurrence, to: date, today: date) -> bool:
    """Whether a series whose rule is moved with this one would still hold this one.

    A rule reaches only so far back from where it is changed, and not into the past: moved farther, this occurrence would be lost.
    """
    from chefsstod.features.yearwheel.edit_model import first_day
    from chefsstod.features.yearwheel.rule_shift import shifted

    if to >= occurrence.original:
        return True
    try:
        rule = shifted(occurrence.activity.rule_on(occurrence.original), occurrence.original, to)
    except RuleError:
        return True  # she is told why when she asks for it
    return first_day(occurrence.activity, occurrence.original, rule, today) < occurrence.original


def _too_far() -> str:
    return _("Only this one can be moved so far back. To move those that follow, choose a later day.")
