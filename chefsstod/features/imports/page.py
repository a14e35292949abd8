"""Ta in dokument: documents that she already has become texts of hers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chefsstod.content.links import Link, LinkKind
from chefsstod.features.actions import Actions
from chefsstod.features.imports.model import ImportResult, Outcome, Suggestion
from chefsstod.features.imports.result_view import ResultPanel
from chefsstod.features.imports.service import ImportService
from chefsstod.features.imports.view import DropArea, ProgressPanel, sheet
from chefsstod.features.imports.words import PATTERN, summary, taken_text
from chefsstod.i18n import _, ngettext
from chefsstod.storage.failures import expected
from chefsstod.support.changes import Changes
from chefsstod.support.errors import UserError
from chefsstod.support.files import write_atomically
from chefsstod.ui.dialogs import Dialogs, documents
from chefsstod.ui.parts import column
from chefsstod.ui.signals import AppSignals
from chefsstod.ui.tasks import Cancelled, Progress, TaskRunner


@dataclass(frozen=True, slots=True)
class Place:
    """What the page shows: kept while the window is built anew."""

    results: tuple[ImportResult, ...]
    ticks: Mapping[tuple[str, Suggestion], bool]


class ImportPage(QWidget):
    """``open_requested`` carries an address, ``edit_requested`` the id of a text, ``told`` a sentence for the toast."""

    open_requested = Signal(str)
    edit_requested = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        *,
        imports: ImportService,
        actions: Actions,
        signals: AppSignals,
        dialogs: Callable[[], Dialogs],
        tasks: TaskRunner,
    ) -> None:
        super().__init__()
        self._imports = imports
        self._actions = actions
        self._signals = signals
        self._dialogs = dialogs
        self._tasks = tasks
        self._results: list[ImportResult] = []
        self._busy = False
        self._progress: Progress | None = None
        self.drop = DropArea()
        self.progress = ProgressPanel()
        self.found = ResultPanel(left=imports.left, is_there=imports.is_there)
        self.setLayout(column(sheet([self.drop, self.progress, self.found])))
        self._connect()

    def _connect(self) -> None:
        self.drop.dropped.connect(self.drop_files)
        self.drop.files_requested.connect(self._choose_files)
        self.drop.folder_requested.connect(self._choose_folder)
        self.progress.cancel_requested.connect(self._cancel)
        self.found.open_requested.connect(lambda result: self.open_requested.emit(str(Link(LinkKind.ARTICLE, result.article_id))))
        self.found.edit_requested.connect(lambda result: self.edit_requested.emit(result.article_id))
        self.found.save_requested.connect(self._save_original)
        self.found.apply_requested.connect(self._apply)
        self.found.apply_all_requested.connect(self._apply_all)
        self.found.retry_requested.connect(self._retry)
        self.found.put_away.connect(self._put_away)
        self._signals.changed.connect(self._on_changed)

    def enter(self) -> None:
        """The page has come into view: texts may have been taken away or changed meanwhile."""
        if self._results:
            self.found.show_results(self._results)

    def take_keyboard(self) -> None:
        """The first thing to do."""
        self.drop.files.setFocus()

    def place(self) -> Place | None:
        """What is to be kept while the window is built anew."""
        return Place(tuple(self._results), self.found.ticks()) if self._results else None

    def take_place(self, place: object) -> None:
        """Show what was kept."""
        if isinstance(place, Place):
            self._results = list(place.results)
            self.found.set_ticks(place.ticks)
            self.found.show_results(self._results)

    def _on_changed(self, changes: Changes) -> None:
        ours = {result.article_id for result in self._results}
        if self._results and self.isVisible() and (ours & changes.articles or changes.packs):
            self.found.show_results(self._results)

    # ── files in ─────────────────────────────────────────────────────────────

    def _choose_files(self) -> None:
        pattern = "{} ({});;{} (*)".format(_("Documents"), PATTERN, _("All files"))
        self.drop_files(self._dialogs().choose_files(_("Choose documents to take in"), documents(), pattern))

    def _choose_folder(self) -> None:
        folder = self._dialogs().choose_folder(_("Choose a folder with documents"), documents())
        self.drop_files([folder] if folder is not None else [])

    def drop_files(self, paths: Iterable[Path]) -> None:
        """Take in files, and those in folders. Off the GUI thread; what is done stays done when she stops."""
        wanted = list(paths)
        if not wanted or self._busy:
            return
        self._set_busy(busy=True)
        self.progress.begin()

        def work(progress: Progress) -> tuple[ImportResult, ...]:
            return self._imports.import_files(wanted, _Watched(progress))

        self._progress = self._tasks.start(work, self._done, self._failed, self.progress.tell)

    def _cancel(self) -> None:
        if self._busy and self._progress is not None:
            self._progress.cancel()
            self.progress.stopping()

    def _done(self, results: tuple[ImportResult, ...]) -> None:
        self._set_busy(busy=False)
        paths = {result.path for result in results}
        self._results = [*results, *(old for old in self._results if old.path not in paths)]
        whole = self._imports.whole(results)
        if self._results:
            self.found.show_results(self._results)
        if whole is not None:
            self._actions.run(taken_text(results), lambda: whole)
        else:
            self.told.emit(summary(results))
        self._go_on_with(results)

    def _go_on_with(self, results: Sequence[ImportResult]) -> None:
        """The keyboard goes to what came: the button that had it was switched off meanwhile."""
        rows = [self.found.rows.get(str(result.path)) for result in results]
        opened = next((row.open for row in rows if row is not None and row.open is not None), None)
        if self.isVisible():
            (opened or self.drop.files).setFocus()

    def _failed(self, problem: BaseException) -> None:
        self._set_busy(busy=False)
        if isinstance(problem, Cancelled):
            return
        self._dialogs().error(expected(problem))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for widget in (self.drop.files, self.drop.folder, self.found.retry):
            widget.setEnabled(not busy)
        if not busy:
            self.progress.hide()

    def _retry(self) -> None:
        self.drop_files([result.path for result in self._results if result.outcome is Outcome.FAILED])

    def _put_away(self) -> None:
        self._results = []
        self.found.hide()
        self.drop.files.setFocus()

    # ── what was recognised, and the originals ───────────────────────────────

    def _apply(self, result: ImportResult) -> None:
        chosen = self.found.chosen(result)
        text = _("The details of «{title}» are filled in").format(title=result.title)
        if chosen and self._actions.run(text, partial(self._imports.apply, result, chosen)):
            self._go_on_with([result])

    def _apply_all(self) -> None:
        chosen = self.found.all_chosen()
        count = sum(len(facts) for _result, facts in chosen)
        text = ngettext("{n} suggestion is used", "{n} suggestions are used", count).format(n=count)
        if chosen and self._actions.run(text, partial(self._imports.apply_all, chosen)):
            self._go_on_with([result for result, _facts in chosen])

    def _save_original(self, result: ImportResult) -> None:
        try:
            name, data = self._imports.original(result)
            target = self._dialogs().save_file(_("Save the original"), documents() / Path(name).name, _("All files") + " (*)")
            if target is None:
                return
            write_atomically(target, data)
        except (UserError, OSError) as problem:
            self._failed(problem)
            return
        self.told.emit(_("The original is saved as {file}").format(file=target.name))


class _Watched:
    """Tells how far it has come; a wish to stop is looked for between files, and tears none apart."""

    def __init__(self, progress: Progress) -> None:
        self._inner = progress

    @property
    def cancelled(self) -> bool:
        return self._inner.cancelled

    def say(self, done: int, total: int, text: str = "") -> None:
        with suppress(Cancelled):
            self._inner.say(done, total, text)
