"""The real window on the wheel, ten years forward and ten back, over and over. Prints bytes after the first laps and at the end.

Arguments: folder, laps.
"""

import gc
import sys
from datetime import date
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent

from chefsstod.app.bootstrap import build
from chefsstod.i18n import set_language
from chefsstod.shell.application import make_app
from chefsstod.shell.window import MainWindow
from chefsstod.storage.engine import Database
from chefsstod.support.clock import fixed_clock
from chefsstod.support.paths import user_paths
from chefsstod.support.settings import SettingsStore
from chefsstod.ui.dialogs import RecordingDialogs
from chefsstod.ui.tasks import InlineTaskRunner

WARM, YEARS = 2, 10

folder, laps = Path(sys.argv[1]), int(sys.argv[2])
set_language("sv")
paths = user_paths(folder)
database = Database(paths.database)
settings = SettingsStore(folder / "years-settings.json")
app = make_app(settings)
window = MainWindow(
    context=build(paths, database, fixed_clock(date(2026, 11, 23))),
    settings=settings,
    tasks=InlineTaskRunner(),
    dialogs=lambda _parent: RecordingDialogs(),
)
window.resize(1366, 768)
window.show()
window.go("wheel")
page = window.pages["wheel"]


def lap() -> None:
    for by in (*[1] * YEARS, *[-1] * YEARS):
        page.step(by)  # type: ignore[attr-defined]
        app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


for _lap in range(WARM):
    lap()
before = psutil.Process().memory_info().rss
for _lap in range(laps):
    lap()
print(before, psutil.Process().memory_info().rss)
window.close()
database.close()
