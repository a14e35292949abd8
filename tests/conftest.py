"""What all tests share: a clock that stands still, a migrated database, and a guard against what a test leaves behind."""

import os

# Before anything imports Qt: no display is needed, and none is touched.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from chefsstod.app.bootstrap import AppContext, build
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.i18n import set_language
from chefsstod.storage.engine import Database
from chefsstod.storage.schema import upgrade
from chefsstod.support.paths import Paths, user_paths

MONDAY = date(2026, 11, 23)
"""The day on which the tests take place: a Monday in week 48."""

# The same examples on every machine and no time limits: a test that fails here fails everywhere.
settings.register_profile("steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@dataclass
class SetClock:
    """A clock that stands at ``day`` until a test moves it."""

    day: date = MONDAY

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def clock() -> SetClock:
    """Monday 23 November 2026; set ``clock.day`` to let time pass."""
    return SetClock()


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    set_language("sv")
    yield
    set_language("sv")


@pytest.fixture(scope="session")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one migrated, empty database and the base content read once. Copied, never opened."""
    folder = tmp_path_factory.mktemp("template")
    paths = user_paths(folder)
    database = Database(paths.database)
    upgrade(database.engine)
    assert build(paths, database, SetClock()).yearwheel.activities()
    database.close()
    return folder


@pytest.fixture(scope="session")
def template_database(template_folder: Path) -> Path:
    """One migrated, empty database file to copy."""
    return user_paths(template_folder).database


@pytest.fixture
def paths(tmp_path: Path, template_folder: Path) -> Paths:
    """A user's folders with an empty database."""
    shutil.copytree(template_folder, tmp_path / "data")
    return user_paths(tmp_path / "data")


@pytest.fixture
def context(paths: Paths, clock: SetClock) -> Iterator[AppContext]:
    """The services on an empty database of their own."""
    database = Database(paths.database)
    yield build(paths, database, clock)
    database.close()


@pytest.fixture
def profiled(context: AppContext) -> AppContext:
    """The services of a manager in home care who began in August."""
    context.profiles.save(Profile(ServiceType.HEMTJANST, date(2026, 8, 17), unit="Norra hemtjänsten"))
    return context


# ── nothing is left behind ───────────────────────────────────────────────────


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [*_threads_since(before), *_left_in_qt()]
    if left:
        pytest.fail("left behind: " + ", ".join(left))


def _threads_since(before: set[threading.Thread]) -> list[str]:
    # A thread that Qt made shows up as a dummy when it runs Python; those are looked at through Qt.
    new = [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    for thread in new:
        thread.join(timeout=2)
    return [f"thread {thread.name}" for thread in new if thread.is_alive()]


def _left_in_qt() -> list[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = []
    if not QThreadPool.globalInstance().waitForDone(2000):
        left.append("work in the thread pool")
    tops = QApplication.topLevelWidgets()
    timers = [timer for owner in (app, *tops) for timer in owner.findChildren(QTimer)]
    left += [f"timer {timer.objectName() or timer.parent()}" for timer in timers if timer.isActive()]
    visible = [widget for widget in tops if widget.isVisible()]
    left += [f"window {type(widget).__name__} «{widget.windowTitle()}»" for widget in visible]
    for timer in timers:
        timer.stop()
    for widget in visible:
        widget.close()
    if tops:
        del tops, timers, visible
        gc.collect()  # windows of this test go now, not in the middle of the next one
        gc.freeze()  # what is left (modules, caches) need not be looked through again after each of the next ones
    return left
