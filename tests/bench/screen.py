"""The wheel on the screen: painted, under the mouse, and the step to another year, against QPainter drawing as many arcs."""

from datetime import date
from math import ceil
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.geometry import Arc
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.span import year_span
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.features.yearwheel.wheel_widget import WheelView
from chefsstod.shell.application import make_app
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import look
from chefsstod.ui.undo import UndoStack
from tests.bench import expansion
from tests.bench.measure import Row, alternate, timed
from tests.bench.wheel import MANY, first_fit, many

YEAR = 2027
SIZE = (1160, 680)
FRAME = 1000 / 60
"""What a screen of 60 pictures a second leaves for one, in milliseconds."""


def _page(context: AppContext, folder: Path) -> WheelPage:
    settings = SettingsStore(folder / "bench-settings.json")
    make_app(settings)
    signals = AppSignals()
    actions = OccurrenceActions(wheel=context.yearwheel, signals=signals, undo=UndoStack(), dialogs=RecordingDialogs)
    page = WheelPage(wheel=context.yearwheel, actions=actions, signals=signals, settings=settings)
    page.resize(*SIZE)
    page.show()
    page.enter()
    QApplication.processEvents()
    return page


def _raw(arcs: tuple[Arc, ...], radius: float) -> None:
    """As many arcs of the same size, each filled in one colour, and their words straight; nothing else."""
    side = ceil(2 * radius)
    image = QPixmap(side, side)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setFont(look().font())
    centre = QPointF(radius, radius)
    for arc in arcs:
        inner, outer = arc.inner * radius, arc.outer * radius
        path = QPainterPath()
        path.arcMoveTo(QRectF(centre - QPointF(outer, outer), centre + QPointF(outer, outer)), 90 - arc.start)
        path.arcTo(QRectF(centre - QPointF(outer, outer), centre + QPointF(outer, outer)), 90 - arc.start, arc.start - arc.end)
        path.arcTo(QRectF(centre - QPointF(inner, inner), centre + QPointF(inner, inner)), 90 - arc.end, arc.end - arc.start)
        path.closeSubpath()
        painter.fillPath(path, QColor("#446688"))
        painter.drawText(path.boundingRect().center(), arc.label.text)
    painter.end()


def _paint(view: WheelView) -> None:
    view._drawn = None
    view.viewport().repaint()


def _hover(view: WheelView, turn: int) -> None:
    """The mouse on another arc, and the answer painted."""
    arcs = view.wheel.arcs
    place = QPointF(view.place_of(arcs[turn % len(arcs)].occurrence.key))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)
    view.viewport().repaint()


def _crowd(page: WheelPage, rounds: int, tasks: list[Occurrence]) -> tuple[float, float]:
    page.wheel.show_span(year_span(YEAR), tasks, date(YEAR, 3, 15), whole=True)
    _paint(page.wheel)
    return alternate(
        rounds, lambda: timed(lambda: _paint(page.wheel)), lambda: timed(lambda: _raw(page.wheel.wheel.arcs, page.wheel.radius))
    )


def _switch(context: AppContext, page: WheelPage, rounds: int) -> tuple[float, float]:
    """To another year that nothing is known of, read, laid out, listed and painted; the floor does the bones of each."""
    span = year_span(YEAR)
    activities = context.yearwheel.activities()
    turns = iter(range(10_000))

    def ours() -> None:
        page.show_year(YEAR + next(turns) % 2)
        page.wheel.viewport().repaint()
        page.list.viewport().repaint()

    def cold() -> float:
        expansion.forget()
        page._read_before.clear()
        return timed(ours)

    def floor() -> float:
        arcs, shown = page.wheel.wheel.arcs, list(page._all)

        def bones() -> None:
            expansion.dates(activities, span.first, span.last)
            first_fit(shown, span.first, span.days)
            _raw(arcs, page.wheel.radius)

        return timed(bones)

    cold()
    return alternate(rounds, cold, floor)


def rows(context: AppContext, folder: Path, rounds: int) -> list[Row]:
    """Repaint of the year and of 400, hover, and the year switch."""
    page = _page(context, folder)
    try:
        page.show_year(YEAR)
        view, shown = page.wheel, list(page._all)
        _paint(view)
        whole, raw = alternate(
            rounds, lambda: timed(lambda: _paint(view)), lambda: timed(lambda: _raw(view.wheel.arcs, view.radius))
        )
        kept, _ = alternate(rounds, lambda: timed(view.viewport().repaint), lambda: 0.0)
        turns = iter(range(10_000))
        hover, _ = alternate(rounds, lambda: timed(lambda: _hover(view, 7 * next(turns))), lambda: 0.0)
        crowd, crowd_raw = _crowd(page, rounds, many(shown, year_span(YEAR)))
        switch, bones = _switch(context, page, rounds)
    finally:
        page.close()
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [
        Row("repaint of the wheel as it is kept, on this machine", kept, None, 8),
        Row(f"wheel of {len(shown)} tasks drawn anew", whole, raw, 6.0),
        Row(f"wheel of {MANY} drawn anew", crowd, crowd_raw, 6.0),
        Row("answer to the mouse, on this machine", hover, None, FRAME),
        Row("another year, nothing kept", switch, bones, 5.0),
        Row("another year, nothing kept, on this machine", switch, None, 50),
    ]
