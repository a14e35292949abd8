"""The timers with the templates that ship, on a database of their own."""

from collections.abc import Callable
from functools import cache

import pytest

from chefsstod.content.pack import read_laws
from chefsstod.features.timers.content import read_chains
from chefsstod.features.timers.model import Template
from chefsstod.features.timers.service import TimerService
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import resources


@cache
def shipped() -> tuple[Template, ...]:
    """The templates of the base content, read once."""
    root = resources() / "content" / "base"
    entries, problems = read_chains(root, read_laws(root)[0])
    assert problems == []
    return tuple(entry.to_model() for entry in entries)


@pytest.fixture
def make_timers(profiled: AppContext) -> Callable[..., TimerService]:
    """A service with other templates than those that ship."""

    def make(templates: Callable[[], tuple[Template, ...]] = shipped) -> TimerService:
        return TimerService(database=profiled.database, clock=profiled.clock, templates=templates, profiles=profiled.profiles)

    return make


@pytest.fixture
def timers(make_timers: Callable[..., TimerService]) -> TimerService:
    """The service as the program has it."""
    return make_timers()
