"""The real window with today's content, opened as ``app.main`` opens it. Prints seconds and bytes. Arguments: begin, folder."""

import sys
from datetime import date
from pathlib import Path
from time import perf_counter

from chefsstod.support import startup

startup.begin()

from chefsstod.app.early import early_options  # noqa: E402 - in the order of app.main
from chefsstod.i18n import set_language  # noqa: E402
from chefsstod.support.clock import fixed_clock  # noqa: E402
from chefsstod.support.log import start_log  # noqa: E402
from chefsstod.support.paths import user_paths  # noqa: E402
from chefsstod.support.settings import load_settings  # noqa: E402

paths = user_paths(Path(sys.argv[2]))
settings = load_settings(paths.settings)
set_language(settings.current.language)
assert early_options(["--data-dir", sys.argv[2]]).plain
start_log(paths.logs)

from chefsstod.app.bootstrap import build  # noqa: E402 - in the order of app.main: the services before Qt
from chefsstod.shell import application  # noqa: E402
from chefsstod.support import instance  # noqa: E402

lock = instance.acquire(paths)
app = application.make_app(settings)

from PySide6.QtCore import QEvent, QObject  # noqa: E402


class Painted(QObject):
    seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return False


database = application.open_with_ways_out(paths, application.QtDialogs())
assert database is not None
window = application.open_window(context=build(paths, database, fixed_clock(date(2026, 11, 23))), settings=settings)
painted = Painted()
window.installEventFilter(painted)
window.resize(1366, 768)
window.show()
while not painted.seen:
    app.processEvents()
seconds = perf_counter() - float(sys.argv[1])

import psutil  # noqa: E402 - not part of what is measured

print(seconds, psutil.Process().memory_info().rss)
window.close()
database.close()
if lock is not None:
    lock.release()
