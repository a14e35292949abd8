"""The menu of an occurrence, the same wherever one asks for it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey, Status
from chefsstod.i18n import _
from chefsstod.ui.icons import icon


@dataclass(frozen=True, slots=True)
class MenuActions:
    """What the menu can do besides, each with the occurrence. What is None is left out.

    ``move`` and ``skip`` open the occurrence with the panel in which the date or the reason is given; ``edit`` and ``duplicate``
    open the form; ``hide`` opens the occurrence with the panel in which it is said from when, and why.
    """

    move: Callable[[Occurrence], object] | None = None
    skip: Callable[[Occurrence], object] | None = None
    edit: Callable[[Occurrence], object] | None = None
    duplicate: Callable[[Occurrence], object] | None = None
    hide: Callable[[Occurrence], object] | None = None


def occurrence_menu(
    parent: QWidget,
    occurrence: Occurrence,
    place: QPoint,
    actions: OccurrenceActions,
    opened: Callable[[OccurrenceKey], object],
    extra: MenuActions | None = None,
) -> None:
    """Show the menu at ``place`` (on the screen) and do what is chosen."""
    menu = make_menu(parent, occurrence, actions, opened, extra)
    menu.exec(place)
    menu.deleteLater()


def make_menu(
    parent: QWidget,
    occurrence: Occurrence,
    actions: OccurrenceActions,
    opened: Callable[[OccurrenceKey], object],
    extra: MenuActions | None = None,
) -> QMenu:
    """The menu, not yet shown."""
    menu = QMenu(parent)
    menu.addAction(_("Open"), lambda: opened(occurrence.key))
    more = extra or MenuActions()
    if occurrence.open:
        menu.addAction(icon("check"), _("Mark as done"), lambda: actions.done(occurrence))
        if occurrence.status is Status.PLANNED:
            menu.addAction(icon("circle-play"), _("Start"), lambda: actions.start(occurrence))
        _add(menu, "calendar-arrow-down", _("Move to …"), more.move, occurrence)
        _add(menu, "skip-forward", _("Skip …"), more.skip, occurrence)
    else:
        menu.addAction(icon("rotate-ccw"), _("Open again"), lambda: actions.reopen(occurrence))
    if more.edit or more.duplicate or more.hide:
        menu.addSeparator()
    _add(menu, "pencil", _("Change …"), more.edit, occurrence)
    _add(menu, "copy", _("Copy"), more.duplicate, occurrence)
    _add(menu, "eye-off", _("Hide the task …"), more.hide, occurrence)
    return menu


def _add(menu: QMenu, image: str, text: str, work: Callable[[Occurrence], object] | None, occurrence: Occurrence) -> None:
    if work is not None:
        menu.addAction(icon(image), text, lambda: work(occurrence))
