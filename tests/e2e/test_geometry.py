"""No text is clipped and nothing lies outside its place, on any page, at any text size, in any language."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chefsstod.i18n import set_language
from chefsstod.shell.application import make_app
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import SettingsStore, Theme
from tests.screens.measure import faults
from tests.screens.opened import opened
from tests.screens.scenes import SCENES
from tests.screens.states import STATES, State

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
    with opened(state, context, settings, size) as window:
        return [f"{state.name}: {fault}" for fault in faults(window)]


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
