"""The papers of the year wheel. Each function writes one file, atomically; OSError when the file cannot be written."""

from pathlib import Path
from typing import Literal

from chefsstod.features.yearwheel.report_sheets import MonthSheet, SpanSheet, YearSheet

__all__ = [
    "MonthSheet",
    "SpanSheet",
    "YearSheet",
    "month_pdf",
    "span_wheel_pdf",
    "wheel_pdf",
    "wheel_png",
    "wheel_svg",
    "year_list_pdf",
]


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


def span_wheel_pdf(sheet: SpanSheet, target: Path) -> None:
    """A month or a quarter as a wheel on A4, with its tasks to tick off and its routines below."""
    from chefsstod.features.yearwheel.report_month_wheel import write

    write(sheet, target)


def wheel_svg(sheet: YearSheet | SpanSheet, target: Path) -> None:
    """The wheel as an SVG picture that needs nothing beside itself, with a title and a description for every arc."""
    from chefsstod.features.yearwheel.wheel_svg import write

    write(sheet, target)


def wheel_png(sheet: YearSheet | SpanSheet, target: Path, *, paper: Literal["a3", "a4"] = "a3") -> None:
    """The page of ``wheel_pdf`` (or ``span_wheel_pdf``, always A4) as a picture in print resolution."""
    from chefsstod.features.yearwheel.wheel_png import write

    write(sheet, target, paper)
