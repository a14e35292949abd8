"""«Skriv ut»: which papers there are, where they are written, and the work of it off the GUI thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from chefsstod.content.links import LinkKind, read_link
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_title
from chefsstod.shell.context import AppContext
from chefsstod.storage.failures import expected
from chefsstod.support.errors import UserError
from chefsstod.ui.dialogs import Dialogs, documents
from chefsstod.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from chefsstod.features.directory.report import PhoneListKind
    from chefsstod.features.rollover.model import Review
    from chefsstod.features.workload.report import WorkloadSheet
    from chefsstod.features.yearwheel.report_sheets import MonthSheet, SpanSheet, YearSheet


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to choose: its name in the menu, a file name, and what writes it. Papers of one ``group`` stand together."""

    title: str
    file_name: str
    write: Callable[[Path], None]
    texts: Callable[[], list[str]]
    group: str = "month"


class Printing(QObject):
    """Runs the menu and the writing. ``written`` carries the path of a finished paper; ``working`` a sentence meanwhile."""

    written = Signal(object)
    working = Signal(str)

    def __init__(
        self,
        *,
        context: AppContext,
        tasks: TaskRunner,
        dialogs: Callable[[], Dialogs],
        start_month: Callable[[], int] = lambda: 1,
    ) -> None:
        super().__init__()
        self._context = context
        self._start_month = start_month
        self._tasks = tasks
        self._dialogs = dialogs
        self.last: Path | None = None
        """The file that was written last."""

    def papers(self, year: int, month: date | None = None) -> list[Paper]:
        """The papers of a month (today's unless given), the next one, and the year that begins in ``year``."""
        this_month = (month or self._context.clock()).replace(day=1)
        next_month = (this_month + timedelta(days=32)).replace(day=1)
        name = self._year_name(year)
        return [
            self._month(this_month),
            self._month(next_month),
            self._month(this_month, by_category=True),
            self._month_wheel(this_month),
            self._month_wheel(next_month),
            self._year(year, _("Year wheel {year}, A3").format(year=name), "arshjul-{}-a3.pdf", "a3"),
            self._year(year, _("Year wheel {year}, A4").format(year=name), "arshjul-{}-a4.pdf", "a4"),
            self._year(year, _("Year wheel {year} with workload, A3").format(year=name), "arshjul-{}-belastning-a3.pdf", "heat"),
            self._year(year, _("Year wheel {year} as a picture (PNG)").format(year=name), "arshjul-{}.png", "png"),
            self._year(year, _("Year wheel {year} as a picture (SVG)").format(year=name), "arshjul-{}.svg", "svg"),
            self._year(year, _("Year list {year}, A4").format(year=name), "arslista-{}.pdf", "list"),
            self._workload(year, name),
        ]

    def _year_name(self, year: int) -> str:
        """«2027», or «2026/27»."""
        from chefsstod.features.yearwheel.span import year_span
        from chefsstod.features.yearwheel.wheel_shapes import span_title

        return span_title(year_span(year, self._start_month()))

    def show_menu(self, parent: QWidget, place: QPoint, papers: Sequence[Paper]) -> None:
        """Let her choose a paper."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(parent)
        menu.setAccessibleName(_("Print"))
        for before, paper in zip([papers[0], *papers], papers, strict=False):
            if paper.group != before.group:
                menu.addSeparator()
            menu.addAction(paper.title, partial(self.make, paper))
        menu.exec(place)
        menu.deleteLater()

    def make_texts(self, articles: Sequence[str]) -> None:
        """Texts of the handbook."""
        from chefsstod.shell.printing_texts import texts_paper

        self.make(texts_paper(self._context, articles))

    def make_phone_list(self, kind: "PhoneListKind") -> None:
        """The phone list."""
        from chefsstod.shell.printing_texts import phone_paper

        try:
            paper = phone_paper(self._context, kind)
        except UserError as problem:
            self._dialogs().error(problem)
            return
        self.make(paper)

    def text_papers(self, shown: str = "") -> list[Paper]:
        """The text with the address ``shown``, and the whole handbook."""
        from chefsstod.shell.printing_texts import book_paper, texts_paper

        link = read_link(shown)
        one = [texts_paper(self._context, (link.id,))] if link is not None and link.kind is LinkKind.ARTICLE else []
        return [*one, book_paper(self._context)]

    def make_chain(self, chain: str) -> None:
        """The page of a running event."""
        from chefsstod.features.timers.papers import chain_sheet
        from chefsstod.features.timers.report import chain_pdf

        context = self._context
        try:
            sheet = chain_sheet(context.timers, context.profiles.profile(), context.laws(), chain)
        except UserError as problem:
            self._dialogs().error(problem)
            return
        self.make(Paper(sheet.chain.label, f"handelse-{chain}.pdf", partial(chain_pdf, sheet), sheet.texts))

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
        target = dialogs.save_file(*_how_saved(documents() / paper.file_name))
        if target is None:
            return
        self.working.emit(_("Writing «{title}» …").format(title=paper.title))
        self._tasks.run(lambda: paper.write(target), lambda _none: self.written.emit(target), self._failed)

    def show_last(self) -> None:
        """Open the file that was written last."""
        if self.last is not None:
            self.show_file(self.last)

    @staticmethod
    def show_file(path: Path) -> None:
        """Open a finished paper in her own reader."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _failed(self, problem: BaseException) -> None:
        told = expected(problem)
        self.working.emit(_("The paper was not written"))
        self._dialogs().error(told)

    def _workload(self, year: int, name: str) -> Paper:
        from chefsstod.features.yearwheel.span import year_span

        context, span = self._context, year_span(year, self._start_month())

        def sheet() -> "WorkloadSheet":
            from chefsstod.features.workload.papers import workload_sheet

            return workload_sheet(context.workload, context.profiles.profile(), span)

        def write(target: Path) -> None:
            from chefsstod.features.workload.report import workload_pdf

            workload_pdf(sheet(), target)

        def texts() -> list[str]:
            from chefsstod.features.workload import papers

            return papers.texts(sheet())

        return Paper(_("Workload {year}").format(year=name), f"belastning-{year}.pdf", write, texts, "year")

    def make_changes(self, review: "Review") -> None:
        """What the turn of the year changed, on one page."""
        from chefsstod.features.rollover import report

        profile = self._context.profiles.profile()
        unit = profile.unit if profile else ""
        title = _("Changes for {year}").format(year=review.year)
        name = f"arsskifte-{review.year}.pdf"
        self.make(Paper(title, name, lambda target: report.changes_pdf(review, unit, target), lambda: report.texts(review)))

    def _month(self, month: date, *, by_category: bool = False) -> Paper:
        context = self._context

        def sheet() -> "MonthSheet":
            from chefsstod.features.yearwheel import papers

            made = papers.month_sheet(context.yearwheel, context.profiles.profile(), month)
            return context.months.on_paper(replace(made, by_category=by_category))

        def write(target: Path) -> None:
            from chefsstod.features.yearwheel.report import month_pdf

            month_pdf(sheet(), target)

        def texts() -> list[str]:
            from chefsstod.features.yearwheel import papers

            month_page = sheet()
            return [*papers.notes(month_page.occurrences), *(need.text for need in month_page.needs)]

        name = month_title(month)
        if by_category:
            title, file = _("{month}, A4, by category").format(month=name), f"manad-{month:%Y-%m}-kategori.pdf"
        else:
            title, file = _("{month}, A4").format(month=name), f"manad-{month:%Y-%m}.pdf"
        return Paper(title, file, write, texts)

    def _month_wheel(self, month: date) -> Paper:
        from chefsstod.features.yearwheel.span import Unit, span_of
        from chefsstod.features.yearwheel.wheel_words import wheel_title

        context, span = self._context, span_of(Unit.MONTH, month)
        name = wheel_title(span)

        def sheet() -> "SpanSheet":
            from chefsstod.features.yearwheel import papers

            return papers.span_sheet(context.yearwheel, context.profiles.profile(), span)

        def write(target: Path) -> None:
            from chefsstod.features.yearwheel.report import span_wheel_pdf

            span_wheel_pdf(sheet(), target)

        def texts() -> list[str]:
            from chefsstod.features.yearwheel import papers

            return papers.notes(sheet().occurrences)

        return Paper(_("{wheel}, A4").format(wheel=name), f"manadshjul-{month:%Y-%m}.pdf", write, texts)

    def _year(self, year: int, title: str, name: str, kind: str) -> Paper:
        context, start = self._context, self._start_month()

        def sheet() -> "YearSheet":
            from chefsstod.features.yearwheel import papers
            from chefsstod.features.yearwheel.span import year_span

            heat = context.workload.heat(year_span(year, start)) if kind == "heat" else None
            return papers.year_sheet(context.yearwheel, context.profiles.profile(), year, start, heat=heat)

        def write(target: Path) -> None:
            from chefsstod.features.yearwheel import report

            if kind == "list":
                report.year_list_pdf(sheet(), target)
            elif kind == "svg":
                report.wheel_svg(sheet(), target)
            elif kind == "png":
                report.wheel_png(sheet(), target)
            else:
                report.wheel_pdf(sheet(), target, paper="a4" if kind == "a4" else "a3")

        def texts() -> list[str]:
            from chefsstod.features.yearwheel import papers

            return papers.notes(sheet().occurrences)

        return Paper(title, name.format(self._year_name(year).replace("/", "-")), write, texts, "year")


def _how_saved(suggested: Path) -> tuple[str, Path, str]:
    """The dialog's title, the suggested file, and the kinds of files that it shows."""
    if suggested.suffix == ".png":
        return _("Save as a picture"), suggested, _("PNG pictures (*.png)")
    if suggested.suffix == ".svg":
        return _("Save as a picture"), suggested, _("SVG pictures (*.svg)")
    return _("Save as PDF"), suggested, _("PDF files (*.pdf)")
