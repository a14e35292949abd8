"""No text is clipped and nothing lies outside its place, on any page, at any text size, in any language."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from chefsstod.i18n import set_language
from chefsstod.shell.application import make_app
from chefsstod.shell.context import AppContext
from chefsstod.shell.window import MainWindow
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.tasks import InlineTaskRunner
from tests.screens.measure import faults
from tests.screens.scenes import SCENES
from tests.screens.states import STATES, State, shown

SIZES = ((1366, 768), (1024, 700))
LOOKS = [*product(("sv",), (100, 200), SIZES), ("en", 200, SIZES[1])]
"""Swedish words are the longer ones; English is held against the least room alone."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, AppContext]]:
    set_language("sv")
    made = {name: make(tmp_path_factory.mktemp(name)) for name, make in SCENES.items()}
    yield made
    for context in made.values():
        context.database.close()


def _faults(state: State, context: AppContext, settings: SettingsStore, size: tuple[int, int]) -> list[str]:
    settings.change(window="", show_routines=False, page="today")
    window = MainWindow(
        context=context,
        settings=settings,
        tasks=InlineTaskRunner(),
        dialogs=lambda _parent: RecordingDialogs(),
        closed_since=state.closed_since,
    )
    window.resize(*size)
    window.show()
    shown(window)
    state.way(window)
    shown(window)
    found = faults(window)
    while window.undo_stack.undo() is not None:
        pass  # what the state wrote is taken back for the next one
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [f"{state.name}: {fault}" for fault in found]


@pytest.mark.parametrize(("language", "scale", "size"), LOOKS)
def test_everything_fits(
    qapp: QApplication, scenes: dict[str, AppContext], tmp_path: Path, language: str, scale: int, size: tuple[int, int]
) -> None:
    settings = SettingsStore(tmp_path / "settings.json")
    settings.change(language=language, theme=Theme.LIGHT, text_scale=scale)
    set_language(language)
    make_app(settings)
    found = [fault for state in STATES for fault in _faults(state, scenes[state.scene], settings, size)]
    assert not found, "\n" + "\n".join(dict.fromkeys(found))
