"""Kalenderfil: the year out to Outlook and other calendars, and theirs in."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from chefsstod.features.exchange.import_view import ImportPanel
from chefsstod.features.exchange.model import Item, OutFile, Report, What
from chefsstod.features.exchange.service import ExchangeService
from chefsstod.features.exchange.view import ExportPanel, GuidePanel, sheet
from chefsstod.features.exchange.words import file_name
from chefsstod.features.yearwheel.actions import OccurrenceActions
from chefsstod.features.yearwheel.model import Category
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.span import year_span
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import month_title
from chefsstod.storage.failures import expected
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.privacy import find_identity_numbers
from chefsstod.ui.dialogs import Dialogs, documents
from chefsstod.ui.parts import column
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import OneAtATime, TaskRunner

LATE_IN_THE_YEAR = timedelta(days=92)
"""With less than that left of the year, the next one is suggested."""


class ExchangePage(QWidget):
    """``told`` carries a sentence for the toast, ``written`` the path of a file that has been written."""

    told = Signal(str)
    written = Signal(object)

    def __init__(
        self,
        *,
        exchange: ExchangeService,
        wheel: YearWheelService,
        actions: OccurrenceActions,
        signals: AppSignals,
        dialogs: Callable[[], Dialogs],
        tasks: TaskRunner,
        year_start: Callable[[], int] = lambda: 1,
    ) -> None:
        super().__init__()
        self._exchange = exchange
        self._wheel = wheel
        self._actions = actions
        self._signals = signals
        self._dialogs = dialogs
        self._tasks = tasks
        self._file: Path | None = None
        self._work = OneAtATime(tasks=tasks, changed=self._show_busy, failed=self._failed)
        self._counts = 0
        self.out = ExportPanel(*self._stretches(year_start()))
        self.incoming = ImportPanel()
        self.guide = GuidePanel()
        self.setLayout(column(sheet(self.out, self.incoming, self.guide)))
        self._connect()

    def _connect(self) -> None:
        self.out.choice_changed.connect(self._count)
        self.out.save_requested.connect(self._save)
        self.out.cancel_requested.connect(self._save_cancel)
        self.incoming.drop.choose_requested.connect(self._choose)
        self.incoming.drop.file_dropped.connect(self.look_at)
        self.incoming.describe_toggled.connect(self._look_again)
        self.incoming.take_requested.connect(self._take)
        self.incoming.put_away.connect(self._put_away)
        self._signals.changed.connect(self._on_changed)

    def enter(self) -> None:
        """The page has come into view."""
        self.incoming.ring.setCurrentIndex(max(self.incoming.ring.findData(self._exchange.category), 0))
        self._count()

    def take_keyboard(self) -> None:
        """The first choice there is."""
        self.out.stretch.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if changes and self.isVisible():
            self._count()

    # ── out ──────────────────────────────────────────────────────────────────

    def _stretches(self, start_month: int) -> tuple[list[tuple[str, date, date]], int]:
        """The years to choose from, and which is suggested: this one, or the next when this one is nearly over."""
        today = self._wheel.today
        year = today.year if today.month >= start_month else today.year - 1
        ahead = (_("A year from today"), today, today.replace(day=1) + timedelta(days=366))
        found = [(ahead[0], ahead[1], ahead[2].replace(day=1) - timedelta(days=1))]
        for number in range(year - 1, year + 4):
            span = year_span(number, start_month)
            text = str(number) if start_month == 1 else f"{month_title(span.first)} – {month_title(span.last)}"
            found.append((text, span.first, span.last))
        left = year_span(year, start_month).last - today
        return found, 3 if left < LATE_IN_THE_YEAR else 2

    def _count(self) -> None:
        """Tell how much would go out. A year takes longer to put together than a click may, hence off the GUI thread."""
        first, last = self.out.dates()
        choice = self.out.choice()
        self._counts += 1
        mine = self._counts

        def work() -> tuple[OutFile, str, int, int]:
            file = self._exchange.outgoing(first, last, choice)
            out = self._exchange.out_there()
            return file, _private(file), out, len(self._exchange.to_cancel().events) if out else 0

        def done(result: tuple[OutFile, str, int, int]) -> None:
            if mine == self._counts:  # else she has chosen otherwise meanwhile
                self._show_count(*result)

        self._tasks.run(work, done, self._failed)

    def _show_count(self, file: OutFile, private: str, out: int, gone: int) -> None:
        warning = _("{number} looks like a personal identity number and would stand in the file.").format(number=private)
        self.out.show_count(
            self._told_count(file), some=bool(file.events) and not self._work.busy, private=warning if private else ""
        )
        text = ngettext(
            "{n} event that has gone out is skipped, hidden or removed here.",
            "{n} events that have gone out are skipped, hidden or removed here.",
            gone,
        ).format(n=gone)
        self.out.show_back(text if gone else _("Nothing that has gone out needs to be taken back."), some=gone > 0, out=out > 0)

    @staticmethod
    def _told_count(file: OutFile) -> str:
        count, changed = len(file.events), len(file.sent)
        if not count:
            return _("Nothing to export: choose more rings, routines or another year.")
        text = ngettext("{n} event", "{n} events", count).format(n=count)
        if changed in (0, count):
            return text if changed else _("{events}, all as when they went out last").format(events=text)
        news = ngettext("{n} is new or changed since last time", "{n} are new or changed since last time", changed)
        return f"{text}, {news.format(n=changed)}"

    def _save(self) -> None:
        first, last = self.out.dates()
        choice = self.out.choice()
        if self.out.private.text() and not self._dialogs().confirm(
            _("The file would hold what looks like a personal identity number"), self.out.private.text(), _("Save all the same")
        ):
            return
        target = self._target(_("Save the calendar file"), file_name(first, last))
        if target is not None:
            self._work.run(lambda: self._exchange.write(target, first, last, choice), lambda file: self._written(target, file))

    def _save_cancel(self, everything: bool) -> None:
        target = self._target(_("Save the cancel file"), _("year-wheel-cancel.ics"))
        if target is not None:
            self._work.run(
                lambda: self._exchange.write_cancel(target, everything=everything), lambda file: self._written(target, file)
            )

    def _target(self, title: str, suggested: str) -> Path | None:
        return self._dialogs().save_file(title, documents() / suggested, _("Calendar files (*.ics)"))

    def _written(self, target: Path, file: OutFile) -> None:
        count = len(file.events)
        text = (
            ngettext("{n} cancellation is saved as {file}", "{n} cancellations are saved as {file}", count)
            if file.cancel
            else ngettext("{n} event is saved as {file}", "{n} events are saved as {file}", count)
        )
        self.told.emit(text.format(n=count, file=target.name))
        self.written.emit(target)
        self._count()

    # ── in ───────────────────────────────────────────────────────────────────

    def _choose(self) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
        file = self._dialogs().open_file(_("Choose a calendar file"), folder, _("Calendar files (*.ics *.ical *.ifb *.vcs)"))
        if file is not None:
            self.look_at(file)

    def look_at(self, file: Path) -> None:
        """Show what a calendar file holds; nothing is taken in."""
        describe = self.incoming.describe.isChecked()
        self._work.run(lambda: self._exchange.look(file, describe=describe), lambda report: self._looked(file, report))

    def _look_again(self) -> None:
        if self._file is not None:
            self.look_at(self._file)

    def _looked(self, file: Path, report: Report) -> None:
        self._file = file
        self.incoming.show_report(report, self._wheel.today)

    def _take(self) -> None:
        items = self.incoming.chosen()
        category = Category(self.incoming.ring.currentData())  # Qt gives a StrEnum back as a str
        if items:
            self._work.run(lambda: self._exchange.take(items, category), lambda saved: self._taken(saved, items))

    def _taken(self, saved: Saved, items: list[Item]) -> None:
        count = len(items)
        text = (
            ngettext("{n} event is taken in", "{n} events are taken in", count)
            if all(item.what is What.NEW for item in items)
            else ngettext("{n} choice is carried out", "{n} choices are carried out", count)
        )
        self._actions.run(text.format(n=count), lambda: saved)
        self._look_again()

    def _put_away(self) -> None:
        self._file = None
        self.incoming.empty()
        self.incoming.drop.choose.setFocus()

    # ── work ─────────────────────────────────────────────────────────────────

    def _failed(self, problem: BaseException) -> None:
        self._dialogs().error(expected(problem))

    def _show_busy(self) -> None:
        busy = self._work.busy
        for widget in (self.out.save, self.out.cancel_all, self.incoming.take, self.incoming.drop.choose):
            widget.setEnabled(not busy)


def _private(file: OutFile) -> str:
    """The first personal identity number that the file would hold, if any."""
    texts = (text for event in file.events for text in (event.summary, event.description, event.location))
    return next((number for text in texts for number in find_identity_numbers(text)), "")
