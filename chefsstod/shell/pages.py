"""The pages, made when they are first gone to, and what of theirs the window listens to."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from chefsstod.shell.window import MainWindow


def make_page(window: "MainWindow", name: str) -> QWidget:
    """The page ``name``, wired to the window."""
    makers = {"today": _today, "wheel": _wheel, "list": _year_list, "settings": _settings, "setup": _setup}
    return makers[name](window)


def _today(window: "MainWindow") -> QWidget:
    from chefsstod.features.today.page import TodayPage

    page = TodayPage(
        wheel=window.context.yearwheel,
        profiles=window.context.profiles,
        actions=window.actions_,
        signals=window.signals,
        undo=window.undo_stack,
        closed_since=window.closed_since,
    )
    page.late_requested.connect(window.show_late)
    page.list_requested.connect(lambda: window.go("list"))
    page.occurrence_requested.connect(window.open_occurrence)
    page.setup_requested.connect(lambda: window.go("setup"))
    page.told.connect(lambda text: window.toast.say(text, undo=True))
    return page


def _wheel(window: "MainWindow") -> QWidget:
    from chefsstod.features.yearwheel.wheel_page import WheelPage

    page = WheelPage(wheel=window.context.yearwheel, actions=window.actions_, signals=window.signals)
    page.occurrence_requested.connect(window.open_occurrence)
    return page


def _year_list(window: "MainWindow") -> QWidget:
    from chefsstod.features.yearwheel.page import YearListPage

    page = YearListPage(wheel=window.context.yearwheel, actions=window.actions_, settings=window.settings, signals=window.signals)
    page.occurrence_requested.connect(window.open_occurrence)
    return page


def _settings(window: "MainWindow") -> QWidget:
    from chefsstod.shell.settings_page import SettingsPage

    page = SettingsPage(context=window.context, settings=window.settings, tasks=window.tasks, dialogs=lambda: window.dialogs)
    page.look_changed.connect(window.rebuild, Qt.ConnectionType.QueuedConnection)
    page.setup_requested.connect(lambda: window.go("setup"))
    page.told.connect(window.toast.say)
    return page


def _setup(window: "MainWindow") -> QWidget:
    from chefsstod.features.profile.view import WizardView

    view = WizardView(window.context.profiles.profile(), window.context.clock())
    view.finished.connect(window.set_up)
    view.skipped.connect(window.skip_setup)
    return view
