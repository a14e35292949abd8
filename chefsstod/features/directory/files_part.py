"""What the directory reads from files and writes to them: the import page's behaviour, and the export."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from chefsstod.features.actions import Actions
from chefsstod.features.directory.import_view import ImportView
from chefsstod.features.directory.model import texts_of
from chefsstod.features.directory.service import DirectoryService
from chefsstod.features.directory.transfer import Preview
from chefsstod.i18n import _, ngettext
from chefsstod.storage.failures import expected
from chefsstod.support.changes import Saved
from chefsstod.support.privacy import find_identity_numbers
from chefsstod.ui.dialogs import Dialogs, documents
from chefsstod.ui.tasks import TaskRunner


class FilesPart(QObject):
    """``taken`` says that contacts were taken in; ``told`` carries a sentence for the toast."""

    taken = Signal()
    told = Signal(str)

    def __init__(
        self,
        *,
        view: ImportView,
        directory: DirectoryService,
        actions: Actions,
        dialogs: Callable[[], Dialogs],
        tasks: TaskRunner,
    ) -> None:
        super().__init__()
        self._view = view
        self._directory = directory
        self._actions = actions
        self._dialogs = dialogs
        self._tasks = tasks
        self._file: Path | None = None
        self._looks = 0
        view.columns_chosen.connect(self._look_again)
        view.drop.choose_requested.connect(self._choose)
        view.drop.file_dropped.connect(self.look_at)
        view.take_requested.connect(self._take)

    # ── in ───────────────────────────────────────────────────────────────────

    def _choose(self) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
        pattern = _("Contacts (*.csv *.txt *.tsv *.vcf *.vcard)")
        file = self._dialogs().open_file(_("Choose a file of contacts"), folder, pattern)
        if file is not None:
            self.look_at(file)

    def look_at(self, file: Path, columns: Sequence[str] | None = None) -> None:
        """Show what a file holds. It is read off the GUI thread: an address book has thousands of cards."""
        self._looks += 1
        mine = self._looks

        def looked(preview: Preview) -> None:
            if mine == self._looks:  # else she has chosen another file meanwhile
                self._file = file
                self._view.show_preview(preview, self._directory.contacts(everything=True))

        self._tasks.run(lambda: self._directory.import_preview(file, columns), looked, self._failed)

    def _look_again(self, columns: Sequence[str]) -> None:
        if self._file is not None:
            self.look_at(self._file, columns)

    def put_away(self) -> None:
        """Forget the file."""
        self._looks += 1
        self._file = None
        self._view.empty()

    def _take(self) -> None:
        chosen = self._view.chosen()
        if not chosen:
            return
        text = ngettext("{n} contact is taken in", "{n} contacts are taken in", len(chosen)).format(n=len(chosen))
        self._view.take.setEnabled(False)  # once is enough: it is done off the GUI thread, for a file may hold thousands

        def done(saved: Saved) -> None:
            self._actions.run(text, lambda: saved)
            self.taken.emit()

        def failed(problem: BaseException) -> None:
            self._view.take.setEnabled(True)
            self._failed(problem)

        self._tasks.run(lambda: self._directory.import_contacts(chosen), done, failed)

    # ── out ──────────────────────────────────────────────────────────────────

    def export(self, kind: str) -> None:
        """Write her contacts for another program, as «vcf» or «csv»; notes stay here."""
        contacts = [contact for contact in self._directory.contacts() if contact.filled or contact.name]
        if not contacts:
            self.told.emit(_("Nothing is filled in yet."))
            return
        texts = (str(getattr(contact, name)) for contact in contacts for name in ("title", *texts_of(contact)) if name != "note")
        private = next((number for text in texts for number in find_identity_numbers(text)), "")
        if private and not self._dialogs().confirm(
            _("The file would hold what looks like a personal identity number"),
            _("{number} looks like a personal identity number and would stand in the file.").format(number=private),
            _("Save all the same"),
        ):
            return
        pattern = _("Visiting cards (*.vcf)") if kind == "vcf" else _("Tables (*.csv)")
        name = _("contacts")
        target = self._dialogs().save_file(_("Save the contacts"), documents() / f"{name}.{kind}", pattern)
        if target is None:
            return

        def work() -> None:
            from chefsstod.features.directory.files_out import write_csv, write_vcard

            (write_vcard if kind == "vcf" else write_csv)(contacts, target)

        text = ngettext("{n} contact is saved as {file}", "{n} contacts are saved as {file}", len(contacts))
        told = text.format(n=len(contacts), file=target.name)
        self._tasks.run(work, lambda _none: self.told.emit(told), self._failed)

    def _failed(self, problem: BaseException) -> None:
        self._dialogs().error(expected(problem))
