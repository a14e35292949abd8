"""What is wrong with a pack is told in the user's language; these tests read it in English."""

import pytest

from chefsstod.i18n import set_language


@pytest.fixture(autouse=True)
def _english(_swedish: None) -> None:
    set_language("en")
