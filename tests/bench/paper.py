"""The month on A4 against ReportLab drawing the same words, a line at a time, with the same fonts."""

from datetime import date
from pathlib import Path

from chefsstod.features.yearwheel.papers import month_sheet
from chefsstod.features.yearwheel.report import month_pdf
from chefsstod.pdf import fonts
from chefsstod.shell.context import AppContext
from tests.bench.measure import Row, alternate, timed

MONTH = date(2027, 2, 1)


def lines_of(paper: Path) -> list[str]:
    """The words of a paper."""
    from pypdf import PdfReader

    return [line for page in PdfReader(paper).pages for line in page.extract_text().splitlines() if line.strip()]


def bare(lines: list[str], target: Path) -> None:
    """ReportLab drawing the words alone."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    canvas = Canvas(str(target), pagesize=(595, 842))
    for number, line in enumerate(lines):
        canvas.setFont(fonts.SEMIBOLD if number % 5 == 0 else fonts.REGULAR, 9)
        canvas.drawString(40, 800 - number * 760 / len(lines), line)
    canvas.showPage()
    canvas.save()


def rows(context: AppContext, folder: Path, rounds: int) -> list[Row]:
    """One row: a whole month page, drawn and written. Layout, rules, boxes and the wheel of days come on top of the words."""
    target = folder / "month.pdf"
    profile = context.profiles.profile()
    sheet = month_sheet(context.yearwheel, profile, MONTH)
    month_pdf(sheet, target)
    lines = lines_of(target)
    time, floor = alternate(
        rounds, lambda: timed(lambda: month_pdf(sheet, target)), lambda: timed(lambda: bare(lines, folder / "bare.pdf"))
    )
    return [Row(f"month page ({len(lines)} lines of text)", time, floor, 10.0)]
