"""The workload on paper: what it says, that long tables go on, and that her own words are looked at first."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from chefsstod.features.workload.papers import texts, workload_sheet
from chefsstod.features.workload.report import WorkloadSheet, workload_pdf
from chefsstod.features.yearwheel.span import year_span
from chefsstod.i18n import _
from chefsstod.shell.context import AppContext


@pytest.fixture
def sheet(profiled: AppContext) -> WorkloadSheet:
    profiled.workload.add_leave(date(2027, 7, 5), date(2027, 7, 30), "sommar")
    profiled.workload.set_slack(date(2027, 8, 2), "Rensa")
    return workload_sheet(profiled.workload, profiled.profiles.profile(), year_span(2027))


def _read(target: Path) -> list[str]:
    document = pypdfium2.PdfDocument(target)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return pages


def test_the_paper_tells_the_weeks_the_leave_and_how_it_is_counted(sheet: WorkloadSheet, tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    workload_pdf(sheet, target)
    text = _read(target)[0]
    assert _("Workload {year}").format(year="2027") in text
    assert "sommar" in text
    assert "Rensa" in text
    assert "Norra hemtjänsten" in text
    assert _("own leave") in text
    over = [load for load in sheet.weeks if load.overloaded]
    assert over
    assert sheet.reliefs


def test_a_table_that_is_too_long_goes_on_to_the_next_page(sheet: WorkloadSheet, tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    crowded = tuple(replace(load, room=0.0) for load in sheet.weeks)
    workload_pdf(replace(sheet, weeks=crowded), target)
    pages = _read(target)
    assert len(pages) > 1
    assert all(_("Takes the most") in page for page in pages)


def test_a_year_without_anything_is_a_paper_too(sheet: WorkloadSheet, tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    calm = tuple(replace(load, parts=(), routines=()) for load in sheet.weeks)
    workload_pdf(replace(sheet, weeks=calm, leave=(), slack=(), unit="", reliefs={}, ordinary=False), target)
    pages = _read(target)
    assert len(pages) == 1
    assert _("No week holds more than there is room for.") in pages[0]
    assert _("None is entered.") in pages[0]


def test_her_own_words_on_the_paper_are_those_the_guard_looks_at(sheet: WorkloadSheet) -> None:
    found = texts(sheet)
    assert "sommar" in found
    assert "Rensa" in found
    assert any("Lönesamtal" in text for text in found)


def test_without_a_profile_the_paper_names_no_unit(profiled: AppContext) -> None:
    assert workload_sheet(profiled.workload, None, year_span(2027)).unit == ""
