"""The papers of the year wheel. Each function writes one PDF, atomically; OSError when the file cannot be written."""

from pathlib import Path
from typing import Literal

from chefsstod.features.yearwheel.report_sheets import MonthSheet, YearSheet

__all__ = ["MonthSheet", "YearSheet", "month_pdf", "wheel_pdf", "year_list_pdf"]


def month_pdf(sheet: MonthSheet, target: Path) -> None:
    """The month on one A4 page, whatever it holds: what to start, what is due, routines, room for notes."""
    from chefsstod.features.yearwheel.report_month import write

    write(sheet, target)


def year_list_pdf(sheet: YearSheet, target: Path) -> None:
    """The year as a list on A4, month by month, with the routines summed up at the end."""
    from chefsstod.features.yearwheel.report_list import write

    write(sheet, target)


def wheel_pdf(sheet: YearSheet, target: Path, *, paper: Literal["a3", "a4"]) -> None:
    """The year as a wheel: A3 landscape with the list beside it, or A4 portrait with the list below it."""
    from chefsstod.features.yearwheel.report_wheel import write

    write(sheet, target, paper)
