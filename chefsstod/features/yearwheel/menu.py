"""The menu of an occurrence, the same wherever one asks for it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey, Status
from chefsstod.i18n import _
from chefsstod.ui.icons import icon


def occurrence_menu(
    parent: QWidget, occurrence: Occurrence, place: QPoint, actions: OccurrenceActions, opened: Callable[[OccurrenceKey], object]
) -> None:
    """Show the menu at ``place`` (on the screen) and do what is chosen."""
    menu = QMenu(parent)
    menu.addAction(_("Open"), lambda: opened(occurrence.key))
    if occurrence.open:
        menu.addAction(icon("check"), _("Mark as done"), lambda: actions.done(occurrence))
        if occurrence.status is Status.PLANNED:
            menu.addAction(icon("circle-play"), _("Start"), lambda: actions.start(occurrence))
    else:
        menu.addAction(icon("rotate-ccw"), _("Open again"), lambda: actions.reopen(occurrence))
    menu.exec(place)
    menu.deleteLater()
