"""«Skriv ut»: which papers there are, where they are written, and the work of it off the GUI thread."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from chefsstod.i18n import _
from chefsstod.i18n.dates import month_title
from chefsstod.shell.context import AppContext
from chefsstod.storage.failures import translate_error
from chefsstod.support.errors import UserError
from chefsstod.ui.dialogs import Dialogs
from chefsstod.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to choose: its name in the menu, a file name, and what writes it."""

    title: str
    file_name: str
    write: Callable[[Path], None]
    texts: Callable[[], list[str]]


class Printing(QObject):
    """Runs the menu and the writing. ``written`` carries the path of a finished paper; ``working`` a sentence meanwhile."""

    written = Signal(object)
    working = Signal(str)

    def __init__(self, *, context: AppContext, tasks: TaskRunner, dialogs: Callable[[], Dialogs]) -> None:
        super().__init__()
        self._context = context
        self._tasks = tasks
        self._dialogs = dialogs

    def papers(self, year: int) -> list[Paper]:
        """The papers of today's month, the next one, and ``year``."""
        today = self._context.clock()
        this_month = today.replace(day=1)
        next_month = (this_month + timedelta(days=32)).replace(day=1)
        return [
            self._month(this_month),
            self._month(next_month),
            self._year(year, _("Year wheel {year}, A3").format(year=year), f"arshjul-{year}-a3.pdf", "a3"),
            self._year(year, _("Year wheel {year}, A4").format(year=year), f"arshjul-{year}-a4.pdf", "a4"),
            self._year(year, _("Year list {year}, A4").format(year=year), f"arslista-{year}.pdf", "list"),
        ]

    def show_menu(self, parent: QWidget, place: QPoint, year: int) -> None:
        """Let her choose a paper."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(parent)
        menu.setAccessibleName(_("Print"))
        for paper in self.papers(year):
            menu.addAction(paper.title, partial(self.make, paper))
        menu.exec(place)
        menu.deleteLater()

    def make(self, paper: Paper) -> None:
        """Ask where, then write. The file she had is replaced only by a finished one."""
        from chefsstod.support.privacy import find_identity_numbers

        dialogs = self._dialogs()
        private = [number for text in paper.texts() for number in find_identity_numbers(text)]
        if private and not dialogs.confirm(
            _("Your notes hold what looks like a personal identity number"),
            _("It would stand on the paper: {numbers}. Chefsstöd is no place for such data.").format(
                numbers=", ".join(private[:3])
            ),
            _("Print all the same"),
        ):
            return
        from PySide6.QtCore import QStandardPaths

        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        target = dialogs.save_file(_("Save as PDF"), folder / paper.file_name, _("PDF files (*.pdf)"))
        if target is None:
            return
        target = target if target.suffix.lower() == ".pdf" else target.with_name(target.name + ".pdf")
        self.working.emit(_("Writing «{title}» …").format(title=paper.title))
        self._tasks.run(lambda: paper.write(target), lambda _none: self.written.emit(target), self._failed)

    @staticmethod
    def show_file(path: Path) -> None:
        """Open a finished paper in her own reader."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _failed(self, problem: BaseException) -> None:
        told = problem if isinstance(problem, UserError) else translate_error(problem)
        if told is None:
            raise problem
        self.working.emit(_("The paper was not written"))
        self._dialogs().error(told)

    def _month(self, month: date) -> Paper:
        context = self._context

        def write(target: Path) -> None:
            from chefsstod.features.yearwheel import papers
            from chefsstod.features.yearwheel.report import month_pdf

            month_pdf(papers.month_sheet(context.yearwheel, context.profiles.profile(), month), target)

        def texts() -> list[str]:
            from chefsstod.features.yearwheel import papers

            return papers.notes(papers.month_sheet(context.yearwheel, context.profiles.profile(), month).occurrences)

        title = _("{month}, one page A4").format(month=month_title(month))
        return Paper(title, f"manad-{month:%Y-%m}.pdf", write, texts)

    def _year(self, year: int, title: str, name: str, kind: str) -> Paper:
        context = self._context

        def write(target: Path) -> None:
            from chefsstod.features.yearwheel import papers, report

            sheet = papers.year_sheet(context.yearwheel, context.profiles.profile(), year)
            if kind == "list":
                report.year_list_pdf(sheet, target)
            else:
                report.wheel_pdf(sheet, target, paper="a3" if kind == "a3" else "a4")

        def texts() -> list[str]:
            from chefsstod.features.yearwheel import papers

            return papers.notes(papers.year_sheet(context.yearwheel, context.profiles.profile(), year).occurrences)

        return Paper(title, re.sub(r"[^a-z0-9.-]", "", name), write, texts)
