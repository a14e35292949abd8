"""Dialogs behind a small protocol: Qt's for people, a recording one for tests. Only for files and for what cannot be undone."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from chefsstod.i18n import _
from chefsstod.support.errors import UserError

if TYPE_CHECKING:  # imported where they are used: their classes take a noticeable part of a start-up
    from PySide6.QtWidgets import QMessageBox


class Dialogs(Protocol):
    """What pages may ask."""

    def error(self, problem: UserError) -> None:
        """Say what went wrong, what it means for her data and what she can do."""

    def confirm(self, title: str, message: str, action: str) -> bool:
        """Ask before something that cannot be undone; ``action`` is the verb on the button."""

    def save_file(self, title: str, suggested: Path, pattern: str) -> Path | None:
        """Where to write a file, with the suffix of ``suggested``; None when she changed her mind."""

    def open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """Which file to read."""

    def choose_files(self, title: str, folder: Path, pattern: str) -> list[Path]:
        """Which files to read; none when she changed her mind."""

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """Which folder to look through."""

    def report(self, title: str, message: str, text: str) -> None:
        """Show a text that can be copied."""


class QtDialogs:
    """The real ones, over ``parent``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def error(self, problem: UserError) -> None:
        """See ``Dialogs``."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.Warning, problem.title, "\n\n".join(t for t in (problem.message, problem.remedy) if t))
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def confirm(self, title: str, message: str, action: str) -> bool:
        """See ``Dialogs``."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.Question, title, message)
        go = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is go

    def save_file(self, title: str, suggested: Path, pattern: str) -> Path | None:
        """See ``Dialogs``."""
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getSaveFileName(self._parent, title, str(suggested), pattern)
        if not name:
            return None
        target = _with_suffix(Path(name), suggested.suffix)
        # The system's own dialog asked about the name as it was typed, not about the one with the suffix.
        if (
            target != Path(name)
            and target.exists()
            and not self.confirm(
                _("«{path}» is there already").format(path=target.name), _("What is in it now is replaced."), _("Replace")
            )
        ):
            return None
        return target

    def open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """See ``Dialogs``."""
        from PySide6.QtWidgets import QFileDialog

        name, _filter = QFileDialog.getOpenFileName(self._parent, title, str(folder), pattern)
        return Path(name) if name else None

    def choose_files(self, title: str, folder: Path, pattern: str) -> list[Path]:
        """See ``Dialogs``."""
        from PySide6.QtWidgets import QFileDialog

        names, _filter = QFileDialog.getOpenFileNames(self._parent, title, str(folder), pattern)
        return [Path(name) for name in names]

    def choose_folder(self, title: str, folder: Path) -> Path | None:
        """See ``Dialogs``."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._parent, title, str(folder))
        return Path(name) if name else None

    def report(self, title: str, message: str, text: str) -> None:
        """See ``Dialogs``."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(QMessageBox.Icon.Warning, title, message)
        box.setDetailedText(text)
        copy = box.addButton(_("Copy the report"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        if box.clickedButton() is copy:
            from PySide6.QtGui import QGuiApplication

            QGuiApplication.clipboard().setText(text)

    def _box(self, kind: "QMessageBox.Icon", title: str, message: str) -> "QMessageBox":
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._parent)
        box.setIcon(kind)
        box.setWindowTitle("Chefsstöd")  # no-i18n
        box.setText(title)
        box.setInformativeText(message)
        return box


@dataclass
class RecordingDialogs:
    """For tests: remembers what was shown and answers as told."""

    answer: bool = True
    file: Path | None = None
    files: list[Path] = field(default_factory=list)
    """What ``choose_files`` answers; ``choose_folder`` answers with ``file``."""
    errors: list[UserError] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)

    def error(self, problem: UserError) -> None:
        """See ``Dialogs``."""
        self.errors.append(problem)

    def confirm(self, title: str, message: str, action: str) -> bool:  # noqa: ARG002
        """See ``Dialogs``."""
        self.questions.append(title)
        return self.answer

    def save_file(self, title: str, suggested: Path, pattern: str) -> Path | None:  # noqa: ARG002
        """See ``Dialogs``."""
        return _with_suffix(self.file, suggested.suffix) if self.file is not None else None

    def open_file(self, title: str, folder: Path, pattern: str) -> Path | None:  # noqa: ARG002
        """See ``Dialogs``."""
        return self.file

    def choose_files(self, title: str, folder: Path, pattern: str) -> list[Path]:  # noqa: ARG002
        """See ``Dialogs``."""
        return list(self.files)

    def choose_folder(self, title: str, folder: Path) -> Path | None:  # noqa: ARG002
        """See ``Dialogs``."""
        return self.file

    def report(self, title: str, message: str, text: str) -> None:  # noqa: ARG002
        """See ``Dialogs``."""
        self.reports.append(text)


def documents() -> Path:
    """The folder that dialogs begin in: her documents."""
    from PySide6.QtCore import QStandardPaths

    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _with_suffix(file: Path, suffix: str) -> Path:
    return file if file.suffix.casefold() == suffix.casefold() or not suffix else file.with_name(file.name + suffix)
