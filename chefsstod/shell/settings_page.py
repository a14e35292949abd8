"""Settings: about her work, how it looks, and where her data lies."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from chefsstod.features.profile.words import employment_name, role_name, service_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_long, number
from chefsstod.shell.context import AppContext
from chefsstod.storage.backup import automatic_backup, list_backups, make_backup
from chefsstod.storage.failures import expected
from chefsstod.support.clock import timestamp
from chefsstod.support.settings import TEXT_SCALES, SettingsStore, Theme
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.flow import FlowLayout
from chefsstod.ui.parts import XL, Choice, L, M, S, button, clear, column, label, page, panel, row, scroll
from chefsstod.ui.style import look
from chefsstod.ui.tasks import TaskRunner

_BREAK = "\u200b"


class SettingsPage(QWidget):
    """Each choice takes effect at once and is saved at once."""

    setup_requested = Signal()
    look_changed = Signal()
    told = Signal(str)
    reminders_changed = Signal()

    def __init__(self, *, context: AppContext, settings: SettingsStore, tasks: TaskRunner, dialogs: Callable[[], Dialogs]) -> None:
        super().__init__()
        self._context = context
        self._settings = settings
        self._tasks = tasks
        self._dialogs = dialogs
        self._chosen = "theme"
        self._body = QVBoxLayout()
        self._body.setContentsMargins(XL, L, XL, XL)
        self._body.setSpacing(L)
        content = page(self._body)
        content.setMaximumWidth(look().px(820))
        side_by_side = row(content, None)
        side_by_side.setStretch(0, 1000)  # all the width there is, up to its own limit
        holder = page(side_by_side)
        self.setLayout(column(scroll(holder)))

    def take_keyboard(self) -> None:
        """The choice that was made last, else the first one: a change of look builds the page anew under her hands."""
        {"theme": self.theme, "text_scale": self.text_size, "language": self.language}[self._chosen].setFocus()

    def place(self) -> str:
        """What is to be kept when the window is built anew: the choice that was made last."""
        return self._chosen

    def take_place(self, place: str) -> None:
        """Go on where ``place`` says."""
        self._chosen = place

    def enter(self) -> None:
        """The page has come into view."""
        clear(self._body)
        self._body.addWidget(label(_("Settings"), "display"))
        self._body.addWidget(self._about_her())
        self._body.addWidget(self._appearance())
        self._body.addWidget(self._reminders())
        self._body.addWidget(self._data())
        self._body.addStretch(1)

    def _about_her(self) -> QWidget:
        profile = self._context.profiles.profile()
        if profile is None:
            text = label(_("The questions are not answered yet, so the year holds the tasks of every kind of unit."))
            go = button(_("Answer the questions"), "primary", clicked=self.setup_requested.emit)
            return panel(column(label(_("Your work"), "title"), text, row(go, None), margins=(L, M, L, M)))
        facts = [
            (_("Kind of unit"), service_name(profile.service_type)),
            (_("Unit"), profile.unit or "–"),
            (_("You"), role_name(profile.role)),
            (_("First day"), day_long(profile.start_date)),
            (_("Employment"), employment_name(profile.employment)),
        ]
        if profile.tracked_from and profile.tracked_from != profile.start_date:
            facts.append((_("Tasks can be late from"), day_long(profile.tracked_from)))
        go = button(_("Change the answers"), clicked=self.setup_requested.emit)
        return panel(column(label(_("Your work"), "title"), _table(facts), row(go, None), margins=(L, M, L, M)))

    def _reminders(self) -> QWidget:
        from chefsstod.features.reminders.settings_view import ReminderSettings

        self.reminders = ReminderSettings(self._settings)
        self.reminders.changed.connect(self.reminders_changed)
        self.reminders.failed.connect(self._fail)
        return self.reminders

    def _appearance(self) -> QWidget:
        current = self._settings.current
        themes = {
            Theme.SYSTEM: _("Same as the computer"),
            Theme.LIGHT: _("Light"),
            Theme.DARK: _("Dark"),
            Theme.CONTRAST: _("High contrast"),
        }
        self.theme = self._choice(_("Colours"), [(text, theme) for theme, text in themes.items()], current.theme, "theme")
        sizes = [(f"{size} %", size) for size in TEXT_SCALES]
        self.text_size = self._choice(_("Text size"), sizes, current.text_scale, "text_scale")
        languages = [("Svenska", "sv"), ("English", "en")]  # no-i18n
        self.language = self._choice(_("Language"), languages, current.language, "language")
        grid = QGridLayout()
        grid.setHorizontalSpacing(L)
        grid.setVerticalSpacing(S)
        for place, (text, box) in enumerate(
            ((_("Colours"), self.theme), (_("Text size"), self.text_size), (_("Language"), self.language))
        ):
            caption = label(text, wrap=False)
            caption.setBuddy(box)
            grid.addWidget(caption, place, 0)
            grid.addWidget(box, place, 1)
        grid.setColumnStretch(2, 1)
        return panel(column(label(_("Appearance"), "title"), grid, margins=(L, M, L, M)))

    def _choice(self, name: str, options: Sequence[tuple[str, object]], value: object, key: str) -> QComboBox:
        box = Choice()
        box.setAccessibleName(name)
        box.setMinimumWidth(look().px(200))
        for text, data in options:
            box.addItem(text, data)
        box.setCurrentIndex(next((i for i, (_text, data) in enumerate(options) if data == value), 0))

        def chosen(index: int) -> None:
            self._chosen = key
            try:
                self._settings.change(**{key: options[index][1]})
            except OSError as problem:
                self._fail(problem)
            self.look_changed.emit()

        box.activated.connect(chosen)
        return box

    def _data(self) -> QWidget:
        paths = self._context.paths
        backups = list_backups(paths)
        latest = f"{backups[0].made:%Y-%m-%d %H:%M}" if backups else _("none yet")
        size = paths.database.stat().st_size / 1_000_000 if paths.database.exists() else 0.0
        facts = [
            (_("Everything you write lies in"), _breakable(paths.database)),
            (_("Size"), _("{size} MB").format(size=number(max(round(size, 1), 0.1)))),
            (_("Latest automatic backup"), latest),
            (_("Backups kept"), str(len(backups))),
        ]
        show = button(_("Open the folder"), image="folder-open", clicked=self._open_folder)
        save = button(_("Save a backup as …"), clicked=self._save_backup)
        now = button(_("Back up now"), clicked=self._backup_now)
        text = label(
            _("Chefsstöd never uses the network. Nothing leaves the computer unless you save it somewhere yourself."),
            "muted",
        )
        buttons = FlowLayout(spacing=S)
        for widget in (now, save, show):
            buttons.addWidget(widget)
        return panel(column(label(_("Your data"), "title"), _table(facts), buttons, text, margins=(L, M, L, M)))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.paths.data)))

    def _backup_now(self) -> None:
        paths = self._context.paths
        now = timestamp().replace(tzinfo=None)
        self._run(
            lambda: automatic_backup(paths, now, reason="daily"),
            _("The backup is made, or nothing had changed since the last"),
        )

    def _save_backup(self) -> None:
        now = datetime.combine(self._context.clock(), timestamp().time())
        suggested = Path.home() / f"chefsstod-{now:%Y-%m-%d}.db"
        target = self._dialogs().save_file(_("Save a backup"), suggested, _("Chefsstöd data (*.db)"))
        if target is not None:
            database = self._context.paths.database
            self._run(lambda: make_backup(database, target), _("The backup is saved as {file}").format(file=target.name))

    def _run(self, work: Callable[[], object], text: str) -> None:
        def done(_result: object) -> None:
            self.told.emit(text)
            self.enter()

        self._tasks.run(work, done, self._fail)

    def _fail(self, problem: BaseException) -> None:
        self._dialogs().error(expected(problem))


def _breakable(path: Path) -> str:
    """The path with places where a line may break: a label breaks at blanks only, and a path has none."""
    return re.sub(r"([/\\_.-])", rf"\1{_BREAK}", str(path))


def _table(facts: list[tuple[str, str]]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(S)
    for place, (name, value) in enumerate(facts):
        grid.addWidget(label(name, "muted", wrap=False), place, 0)
        text: QLabel = label(value, selectable=_BREAK not in value)
        text.setAccessibleName(f"{name}: {value.replace(_BREAK, '')}")
        grid.addWidget(text, place, 1)
    grid.setColumnStretch(1, 1)
    holder = QWidget()
    holder.setLayout(grid)
    return holder
