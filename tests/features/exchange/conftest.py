"""The exchange service around an empty database, and the calendar files of other programs."""

from pathlib import Path

import pytest

from chefsstod.features.exchange.service import ExchangeService
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.shell.context import AppContext

FILES = Path(__file__).resolve().parents[2] / "data" / "ics"


@pytest.fixture
def edits(profiled: AppContext) -> EditService:
    return profiled.edits


@pytest.fixture
def exchange(profiled: AppContext) -> ExchangeService:
    return profiled.exchange


@pytest.fixture
def files() -> Path:
    return FILES
