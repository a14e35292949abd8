"""What several tests of the year wheel share: changes to tasks, the form they are written in, and a wheel page to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Activity, ActivityId
from chefsstod.features.yearwheel.wheel_page import WheelPage
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.style import apply_look
from chefsstod.ui.undo import UndoStack
from tests.features.yearwheel.edit_desk import Desk
from tests.features.yearwheel.edit_helpers import draft


@pytest.fixture
def base(profiled: AppContext) -> list[Activity]:
    """The base content, as a list that a test may change."""
    found = list(profiled.yearwheel._base())
    profiled.yearwheel._base = lambda: found
    return found


@pytest.fixture
def edits(profiled: AppContext, base: list[Activity]) -> EditService:
    """The changes of tasks, on the same database and base content as the year wheel."""
    return EditService(
        database=profiled.database,
        profiles=profiled.profiles,
        base=lambda: base,
        clock=profiled.clock,
        yearwheel=profiled.yearwheel,
    )


@pytest.fixture
def own(edits: EditService) -> ActivityId:
    """A task of her own, on 15 March each year, with ten days of lead time."""
    return edits.add(draft(lead_days=10))[0]


@pytest.fixture
def desk(qapp: QApplication, profiled: AppContext, base: list[Activity]) -> Iterator[Desk]:
    """The form, in light colours."""
    apply_look(qapp, Theme.LIGHT, 100)
    made = Desk(profiled, base)
    QApplication.processEvents()
    yield made
    made.view.close()
    made.view.deleteLater()


@pytest.fixture
def signals() -> AppSignals:
    return AppSignals()


@pytest.fixture
def wheel_page(qapp: QApplication, profiled: AppContext, signals: AppSignals, tmp_path: Path) -> Iterator[WheelPage]:
    apply_look(qapp, Theme.LIGHT, 100)
    actions = OccurrenceActions(wheel=profiled.yearwheel, signals=signals, undo=UndoStack(), dialogs=RecordingDialogs)
    settings = SettingsStore(tmp_path / "settings.json")
    made = WheelPage(wheel=profiled.yearwheel, actions=actions, signals=signals, settings=settings)
    made.resize(1160, 680)
    made.show()
    made.activateWindow()
    made.enter()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
