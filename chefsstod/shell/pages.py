"""The pages, made when they are first gone to, and what of theirs the window listens to."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from chefsstod.shell import first_run
from chefsstod.shell.in_hand import edit, menu_actions, move_series, new_named, shared_filter
from chefsstod.shell.reading import read_alone

if TYPE_CHECKING:
    from chefsstod.features.today.nudges import Nudge
    from chefsstod.shell.window import MainWindow


def make_page(window: "MainWindow", name: str) -> QWidget:
    """The page ``name``, wired to the window."""
    makers = {
        "today": _today,
        "wheel": _wheel,
        "month": _month,
        "list": _year_list,
        "load": _workload,
        "timers": _timers,
        "local": _local_dates,
        "rollover": _rollover,
        "exchange": _exchange,
        "hidden": _hidden,
        "handbook": _handbook,
        "monitor": _monitor,
        "write": _write,
        "import": _import,
        "packs": _packs,
        "directory": _directory,
        "search": _search,
        "settings": _settings,
        "setup": _setup,
    }
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
        timers=lambda: window.context.timers if window.context.database.has("chain", "closed IS NULL") else None,
        offers=partial(_offers, window),
        dismiss=partial(_dismiss, window),
    )
    page.page_requested.connect(window.go)
    page.chain_requested.connect(window.show_chain)
    page.late_requested.connect(window.show_late)
    page.list_requested.connect(lambda: window.go("list"))
    page.occurrence_requested.connect(window.open_occurrence)
    page.setup_requested.connect(lambda: window.go("setup"))
    page.told.connect(lambda text: window.toast.say(text, undo=True))
    return page


def _offers(window: "MainWindow") -> "Sequence[Nudge]":
    from chefsstod.features.today.nudges import nudges

    context, dismissed = window.context, window.settings.current.dismissed
    local_dates = "local" not in dismissed and not context.database.has("local_answer")
    return nudges(context.yearwheel.today, local_dates=local_dates, dismissed=dismissed)


def _dismiss(window: "MainWindow", nudge: str) -> None:
    with suppress(OSError):  # it stays away while the program is open; not worth a message
        window.settings.change(dismissed=(*window.settings.current.dismissed, nudge))


def _wheel(window: "MainWindow") -> QWidget:
    from chefsstod.features.yearwheel.wheel_page import WheelPage

    workload = window.context.workload
    page = WheelPage(
        wheel=window.context.yearwheel,
        actions=window.actions_,
        signals=window.signals,
        settings=window.settings,
        menu_extra=menu_actions(window),
        move_series=partial(move_series, window),
        step_marks=workload.step_marks,
        heat=workload.heat,
        filter_state=shared_filter(window),
    )
    page.month_requested.connect(window.show_month)
    page.new_requested.connect(window.new_task)
    page.occurrence_requested.connect(window.open_occurrence)
    page.told.connect(window.toast.say)
    return page


def _month(window: "MainWindow") -> QWidget:
    from chefsstod.features.yearwheel.month_page import MonthPage
    from chefsstod.features.yearwheel.month_side import MonthSide

    def side() -> QWidget:
        widget = MonthSide(months=window.context.months, actions=window.actions_, signals=window.signals)
        widget.activity_requested.connect(window.open_activity)
        return widget

    page = MonthPage(
        wheel=window.context.yearwheel,
        actions=window.actions_,
        signals=window.signals,
        settings=window.settings,
        menu_extra=menu_actions(window),
        move_series=partial(move_series, window),
        side=side,
        filter_state=shared_filter(window),
    )
    page.new_requested.connect(window.new_task)
    page.occurrence_requested.connect(window.open_occurrence)
    page.told.connect(window.toast.say)
    return page


def _year_list(window: "MainWindow") -> QWidget:
    from chefsstod.features.yearwheel.page import YearListPage

    page = YearListPage(
        wheel=window.context.yearwheel,
        actions=window.actions_,
        settings=window.settings,
        signals=window.signals,
        menu_extra=menu_actions(window),
        move_series=partial(move_series, window),
        filter_state=shared_filter(window),
    )
    page.month_requested.connect(window.show_month)
    page.new_requested.connect(window.new_task)
    page.occurrence_requested.connect(window.open_occurrence)
    page.told.connect(window.toast.say)
    return page


def _workload(window: "MainWindow") -> QWidget:
    from chefsstod.features.workload.page import WorkloadPage

    page = WorkloadPage(
        workload=window.context.workload,
        wheel=window.context.yearwheel,
        actions=window.actions_,
        signals=window.signals,
        settings=window.settings,
    )
    page.occurrence_requested.connect(window.open_occurrence)
    page.told.connect(window.toast.say)
    return page


def _timers(window: "MainWindow") -> QWidget:
    from chefsstod.features.timers.page import TimersPage

    page = TimersPage(
        timers=window.context.timers,
        laws=window.context.laws,
        actions=window.actions_,
        signals=window.signals,
        dialogs=lambda: window.dialogs,
    )
    page.print_requested.connect(window.printing.make_chain)
    page.told.connect(window.toast.say)
    return page


def _local_dates(window: "MainWindow") -> QWidget:
    from chefsstod.features.localdates.page import LocalDatesPage

    page = LocalDatesPage(
        localdates=window.context.localdates,
        wheel=window.context.yearwheel,
        actions=window.actions_,
        signals=window.signals,
        dialogs=lambda: window.dialogs,
        unit=lambda: getattr(window.context.profiles.profile(), "unit", ""),
    )
    page.told.connect(window.toast.say)
    page.done.connect(lambda: window.go("wheel"))
    return page


def _rollover(window: "MainWindow") -> QWidget:
    from chefsstod.features.rollover.page import RolloverPage

    page = RolloverPage(
        rollover=window.context.rollover,
        wheel=window.context.yearwheel,
        actions=window.actions_,
        signals=window.signals,
    )
    page.edit_requested.connect(partial(edit, window))
    page.new_requested.connect(partial(new_named, window))
    page.print_requested.connect(window.printing.make_changes)
    page.occurrence_requested.connect(window.open_occurrence)
    page.told.connect(window.toast.say)
    return page


def _exchange(window: "MainWindow") -> QWidget:
    from chefsstod.features.exchange.page import ExchangePage

    page = ExchangePage(
        exchange=window.context.exchange,
        wheel=window.context.yearwheel,
        actions=window.actions_,
        signals=window.signals,
        dialogs=lambda: window.dialogs,
        tasks=window.tasks,
        year_start=lambda: window.settings.current.year_start,
    )
    page.told.connect(window.toast.say)
    page.written.connect(window.written)
    return page


def _hidden(window: "MainWindow") -> QWidget:
    from chefsstod.features.yearwheel.hidden_list import HiddenList

    context = window.context
    return HiddenList(edits=context.edits, actions=window.actions_, signals=window.signals, today=lambda: context.yearwheel.today)


def _handbook(window: "MainWindow") -> QWidget:
    from chefsstod.features.handbook.page import HandbookPage

    page = HandbookPage(
        handbook=window.context.handbook,
        titles=window.addresses.title,
        used_in=window.addresses.used_in,
        laws=window.context.laws,
        actions=window.actions_,
        signals=window.signals,
        settings=window.settings,
        tasks=window.tasks,
        due=partial(_due_soon, window),
    )
    page.open_requested.connect(window.open_address)
    page.edit_requested.connect(partial(_edit_text, window))
    page.fullscreen_requested.connect(partial(read_alone, window))
    page.new_requested.connect(window.new_text)
    page.print_requested.connect(window.printing.make_texts)
    page.told.connect(window.toast.say)
    return page


def _due_soon(window: "MainWindow") -> list[tuple[str, str, date]]:
    """The tasks to read up on: what is open and falls due within a month, the soonest first."""
    wheel = window.context.yearwheel
    found = [o for o in wheel.occurrences(wheel.today, wheel.today + timedelta(days=31)) if o.open]
    return [(o.activity.id, o.title, o.due) for o in sorted(found, key=lambda o: o.due)]


def _edit_text(window: "MainWindow", article: str) -> None:
    with window.travel.one_step():
        window.go("write")
        page = window.pages["write"]
        changed = window.context.handbook.base_change(article) is not None
        (page.show_base_change if changed else page.edit)(article)  # type: ignore[attr-defined]


def _monitor(window: "MainWindow") -> QWidget:
    from chefsstod.features.handbook.monitor_page import MonitorPage

    page = MonitorPage(
        handbook=window.context.handbook, titles=window.addresses.title, actions=window.actions_, signals=window.signals
    )
    page.open_requested.connect(window.open_address)
    page.edit_requested.connect(partial(_edit_text, window))
    return page


def _write(window: "MainWindow") -> QWidget:
    from chefsstod.features.handbook.edit_page import ArticleEditorPage

    page = ArticleEditorPage(
        handbook=window.context.handbook,
        titles=window.addresses.title,
        targets=window.addresses.targets,
        actions=window.actions_,
        signals=window.signals,
        settings=window.settings,
        tasks=window.tasks,
        dialogs=lambda: window.dialogs,
    )

    def closed(article: str) -> None:
        if article:
            window.open_address(f"chefsstod:article/{article}")
        else:
            window.go("handbook")

    page.closed.connect(closed)
    page.open_requested.connect(window.open_address)
    page.told.connect(window.toast.say)
    return page


def _import(window: "MainWindow") -> QWidget:
    from chefsstod.features.imports.page import ImportPage

    page = ImportPage(
        imports=window.context.imports,
        actions=window.actions_,
        signals=window.signals,
        dialogs=lambda: window.dialogs,
        tasks=window.tasks,
    )
    page.open_requested.connect(window.open_address)
    page.edit_requested.connect(partial(_edit_text, window))
    page.told.connect(window.toast.say)
    return page


def _packs(window: "MainWindow") -> QWidget:
    from chefsstod.features.packs.page import PackPage

    page = PackPage(
        packs=window.context.packs,
        actions=window.actions_,
        signals=window.signals,
        dialogs=lambda: window.dialogs,
        tasks=window.tasks,
    )
    page.dates_found.connect(partial(_use_dates, window))
    page.open_requested.connect(window.open_address)
    page.told.connect(window.toast.say)
    return page


def _use_dates(window: "MainWindow", pack: Path) -> None:
    """The pack that was installed has answers about local dates: show them where they can be taken over."""
    window.go("local")
    window.pages["local"].look_at(pack)  # type: ignore[attr-defined]


def _directory(window: "MainWindow") -> QWidget:
    from chefsstod.features.directory.page import DirectoryPage

    page = DirectoryPage(
        directory=window.context.directory,
        used_in=window.addresses.used_in,
        actions=window.actions_,
        signals=window.signals,
        dialogs=lambda: window.dialogs,
        tasks=window.tasks,
    )
    page.open_requested.connect(window.open_address)
    page.print_requested.connect(window.printing.make_phone_list)
    page.told.connect(window.toast.say)
    return page


def _search(window: "MainWindow") -> QWidget:
    from chefsstod.features.search.page import SearchPage

    page = SearchPage(search=window.context.search, tasks=window.tasks, signals=window.signals, recent=window.addresses.recent)
    page.open_requested.connect(window.open_address)
    page.words_proposed.connect(window.search_for)
    page.listen_to(window.search)
    page.write_requested.connect(window.new_text)
    return page


def _settings(window: "MainWindow") -> QWidget:
    from chefsstod.shell.settings_page import SettingsPage

    page = SettingsPage(context=window.context, settings=window.settings, tasks=window.tasks, dialogs=lambda: window.dialogs)
    page.reminders_changed.connect(lambda: window.reminder.settings_changed() if window.reminder else None)
    page.look_changed.connect(window.rebuild, Qt.ConnectionType.QueuedConnection)
    page.setup_requested.connect(lambda: window.go("setup"))
    page.told.connect(window.toast.say)
    return page


def _setup(window: "MainWindow") -> QWidget:
    from chefsstod.features.profile.view import WizardView

    view = WizardView(window.context.profiles.profile(), window.context.clock())
    view.finished.connect(partial(first_run.answered, window))
    view.skipped.connect(partial(first_run.skip, window))
    return view
