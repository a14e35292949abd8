"""Documents that other programs made, and a page to drop them on."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from chefsstod.features.imports.model import Found
from chefsstod.features.imports.readers import read_file

DOCUMENTS = Path(__file__).resolve().parents[2] / "data" / "documents"


@pytest.fixture
def documents() -> Path:
    return DOCUMENTS


@cache
def _read(name: str) -> Found:
    return read_file(DOCUMENTS / name)


@pytest.fixture
def read() -> Callable[[str], Found]:
    return _read
