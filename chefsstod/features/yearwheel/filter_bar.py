"""The filter on the screen: one object for all views, a choice of status, a menu with the rest, and what is chosen as chips."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QSizePolicy, QWidget

from chefsstod.content.layers import Layer
from chefsstod.features.profile.model import ServiceType
from chefsstod.features.profile.words import service_name
from chefsstod.features.yearwheel.filters import ANY_UNIT, OPEN, Filter
from chefsstod.features.yearwheel.model import ActivityId, Category, Occurrence, Status
from chefsstod.features.yearwheel.words import category_name, layer_name, status_name
from chefsstod.i18n import _
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XS, Choice, button

Asks = Callable[[], frozenset[ActivityId]]


class SharedFilter(QObject):
    """The filter that all views of the year follow. ``changed`` comes when it has become another.

    ``asks`` tells which tasks the questions about local dates cover; it is called when she first asks for those.
    """

    changed = Signal()

    def __init__(self, asks: Asks | None = None) -> None:
        super().__init__()
        self.current = Filter()
        self._asks = asks
        self._asked: frozenset[ActivityId] | None = None

    def fits(self, occurrence: Occurrence, chosen: Filter | None = None) -> bool:
        """Whether an occurrence is to be shown by the filter, or by another one that might be chosen."""
        wanted = chosen or self.current
        if wanted.varies and self._asked is None and self._asks is not None:
            self._asked = self._asks()
        return wanted.fits(occurrence, self._asked)

    def forget(self) -> None:
        """Ask anew which tasks the questions cover: her kind of unit, or the content, is another."""
        self._asked = None

    def set(self, chosen: Filter) -> None:
        """Choose the whole filter at once."""
        if chosen != self.current:
            self.current = chosen
            self.changed.emit()


def status_choice() -> QComboBox:
    """The list to choose a status to filter by."""
    box = Choice()
    box.setAccessibleName(_("Status"))
    box.addItem(_("All statuses"), "")
    box.addItem(_("Still open"), OPEN)
    for status in Status:
        box.addItem(status_name(status), status.value)
    return box


class StayMenu(QMenu):
    """A menu that stays while one ticks, so that several things are chosen at one go."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, D102 - Qt's name
        action = cast(
            "QAction | None", self.actionAt(event.position().toPoint())
        )  # none between the entries, whatever the stub says
        if action is not None and action.isEnabled() and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802, D102 - Qt's name
        action = cast("QAction | None", self.activeAction())
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterBar(QObject):
    """The parts that a page lays out as it likes: ``status``, ``more`` and ``chips``.

    ``count`` tells how many tasks a filter would show; ``rings`` says whether the rings are chosen here alone, ``routines`` whether
    the page shows those at all.
    """

    def __init__(self, page: QWidget, shared: SharedFilter, *, count: Callable[[Filter], int], rings: bool, routines: bool) -> None:
        super().__init__(page)  # the shared filter outlives the page, and must not reach a bar without one
        self._shared = shared
        self._count = count
        self._rings, self._routines = rings, routines
        self.status = status_choice()
        self.more = button(_("Filter"), image="funnel", clicked=self.show_menu)
        self.chips = _Chips()
        self.status.currentIndexChanged.connect(self._take_status)
        shared.changed.connect(self.follow)
        self.follow()

    def tell_rings(self, *, rings: bool) -> None:
        """Whether the chips tell the chosen rings: where the page has no room for its own choice of them."""
        if rings is not self._rings:
            self._rings = rings
            self.follow()

    def _take_status(self) -> None:
        self._change(status=self.status.currentData())

    def _change(self, **parts: object) -> None:
        self._shared.set(replace(self._shared.current, **parts))  # type: ignore[arg-type]

    def follow(self) -> None:
        """Show the filter as it is."""
        chosen = self._shared.current
        with QSignalBlocker(self.status):
            self.status.setCurrentIndex(max(0, self.status.findData(chosen.status)))
        told = list(self._told(chosen))
        self.more.setText(_("Filter ({n})").format(n=len(told)) if told else _("Filter"))
        self.chips.show_chips(told)

    def _told(self, chosen: Filter) -> Iterator[tuple[str, Callable[[], None]]]:
        """What is chosen beside the status, in words, each with the way to let it go."""
        if self._rings:
            for category in (c for c in Category if c in chosen.categories):
                yield category_name(category), partial(self._add, "categories", category, False)
        if chosen.unit:
            yield unit_name(chosen.unit), lambda: self._change(unit="")
        if chosen.varies:
            yield _("Varies locally"), lambda: self._change(varies=False)
        for layer in (found for found in Layer if found in chosen.layers):
            yield layer_name(layer), partial(self._add, "layers", layer, False)
        if self._routines and not chosen.routines:
            yield _("Without routines"), lambda: self._change(routines=True)

    # ── the menu ─────────────────────────────────────────────────────────────

    def show_menu(self) -> None:
        """Show the menu under its button."""
        menu = self.make_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def make_menu(self) -> QMenu:
        """All that can be chosen, with the number of tasks that each choice alone would show."""
        menu = StayMenu(self.more)
        chosen = self._shared.current
        for category in Category:
            alone = replace(chosen, categories=frozenset({category}))
            action = self._tick(menu, category_name(category), category in chosen.categories, alone)
            action.toggled.connect(partial(self._add, "categories", category))
        menu.addSeparator()
        statuses = {self.status.itemData(place): self.status.itemText(place) for place in range(self.status.count())}
        self._one_of(menu, _("Status"), statuses, "status")
        units = {value: unit_name(value) for value in ("", ANY_UNIT, *(kind.value for kind in ServiceType))}
        self._one_of(menu, _("Kind of unit"), units, "unit")
        action = self._tick(menu, _("Varies locally"), chosen.varies, replace(chosen, varies=True))
        action.toggled.connect(lambda on: self._change(varies=on))
        menu.addSeparator()
        for layer in Layer:
            action = self._tick(menu, layer_name(layer), layer in chosen.layers, replace(chosen, layers=frozenset({layer})))
            action.toggled.connect(partial(self._add, "layers", layer))
        if self._routines:
            menu.addSeparator()
            action = self._tick(menu, _("Show recurring routines"), chosen.routines)
            action.toggled.connect(lambda on: self._change(routines=on))
        menu.addSeparator()
        menu.addAction(_("Clear the filter"), lambda: self._shared.set(Filter()))
        return menu

    def _add(self, part: str, item: object, on: bool) -> None:
        kept: frozenset[object] = getattr(self._shared.current, part)
        self._change(**{part: kept | {item} if on else kept - {item}})

    def _tick(self, menu: QMenu, text: str, on: bool, alone: Filter | None = None) -> QAction:
        action = menu.addAction(text if alone is None else f"{text}  ({self._count(alone)})")
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def _one_of(self, menu: QMenu, title: str, choices: dict[str, str], part: str) -> None:
        inner = menu.addMenu(title)
        group = QActionGroup(inner)
        for value, text in choices.items():
            action = inner.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == getattr(self._shared.current, part))
            action.triggered.connect(partial(self._set_part, part, value))
            group.addAction(action)

    def _set_part(self, part: str, value: str, _on: bool = True) -> None:
        self._change(**{part: value})


def unit_name(unit: str) -> str:
    """«Min verksamhet», «Alla verksamheter» or the name of a kind of unit."""
    if not unit:
        return _("My kind of unit")
    return _("All kinds of unit") if unit == ANY_UNIT else service_name(ServiceType(unit))


class _Chips(QWidget):
    """What is chosen; a press takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(spacing=XS)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, told: list[tuple[str, Callable[[], None]]]) -> None:
        """Show these instead of the ones before."""
        had_focus = any(chip.hasFocus() for chip in self.buttons)
        while (item := self._flow.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        for text, let_go in told:
            chip = button(text, "chip", image="x", clicked=let_go)
            chip.setAccessibleName(_("Take away the filter «{name}»").format(name=text))
            chip.setToolTip(chip.accessibleName())
            self._flow.addWidget(chip)
        if not told or self.parentWidget() is not None:  # before it lies in a page it would become a window of its own
            self.setVisible(bool(told))
        self.updateGeometry()
        if had_focus and told:
            self.buttons[0].setFocus()

    @property
    def buttons(self) -> list[QPushButton]:
        """The chips."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [widget for item in items if item is not None and isinstance(widget := item.widget(), QPushButton)]
