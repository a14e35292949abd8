"""The month's paper with themes and needs: one page while there is room, two when the month is full."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.features.yearwheel import report
from chefsstod.features.yearwheel.model import Kind
from chefsstod.features.yearwheel.month_needs import Need
from chefsstod.features.yearwheel.report import MonthSheet
from tests.features.yearwheel.test_month_service import THEMES
from tests.features.yearwheel.test_report import STEPS, TODAY, task

MARCH = date(2027, 3, 1)


def pages(tmp_path: Path, sheet: MonthSheet) -> list[str]:
    target = tmp_path / "month.pdf"
    report.month_pdf(sheet, target)
    return [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]


def sheet(count: int, month: int = 3, routines: int = 4) -> MonthSheet:
    first = date(2027, month, 1)
    items = [task(first.replace(day=1 + n % 28), f"Uppgift {n:03}", steps=STEPS) for n in range(count)]
    items += [task(first.replace(day=1 + n % 28), f"Rutin {n:03}", kind=Kind.ROUTINE) for n in range(routines)]
    return MonthSheet(first, TODAY, "Solgården", tuple(items), theme=THEMES.of(month))


def test_a_calm_month_has_its_themes_on_the_same_page(tmp_path: Path) -> None:
    found = pages(tmp_path, sheet(5))
    assert len(found) == 1
    for piece in (
        "Arbetsbelastning och samarbete",
        "Larmet som ingen hörde",
        "Lex Sarah och lex Maria",
        "Vad ändrar vi redan i natt?",
    ):
        assert piece in found[0]
    assert all(f"Uppgift {n:03}" in found[0] for n in range(5))


@pytest.mark.parametrize(("count", "routines"), [(24, 4), (3, 30)])
def test_a_full_month_has_them_on_a_second_page_and_says_so(tmp_path: Path, count: int, routines: int) -> None:
    full = replace(sheet(count, routines=routines), sources=("AFS 2023:2, 2 kap. 7 §: Så är det.",))
    found = pages(tmp_path, full)
    assert len(found) == 2
    assert all(f"Uppgift {n:03}" in found[0] for n in range(count))
    assert "Larmet som ingen hörde" in found[0]
    assert "Vad ändrar vi redan i natt?" in found[1]
    assert "2 kap. 7 §" in found[1]
    assert "2026-11-22" in found[1]
    outline = PdfReader(tmp_path / "month.pdf").outline
    assert len(outline) == 2


@pytest.mark.parametrize(("month", "count"), [(1, 4), (5, 4), (7, 4), (8, 4), (9, 4), (12, 4), (7, 40), (10, 40)])
def test_every_month_has_its_paper(tmp_path: Path, month: int, count: int) -> None:
    found = pages(tmp_path, sheet(count, month))
    theme = THEMES.of(month)
    assert len(found) == (1 if count == 4 or theme.empty else 2)
    if theme.case is not None:
        assert theme.case.questions[-1] in found[-1]
    if month == 7 and count == 4:
        assert "tom med flit" in found[0]


def test_her_needs_stand_with_their_boxes(tmp_path: Path) -> None:
    needs = (Need("1", MARCH, "Ny rutin för natten"), Need("2", MARCH, "Arbetsskor", TODAY))
    found = pages(tmp_path, replace(sheet(4), needs=needs))
    assert "Ny rutin för natten" in found[0]
    assert "Arbetsskor" in found[0]


def test_a_month_of_another_pack_may_have_a_case_alone(tmp_path: Path) -> None:
    bare = replace(THEMES.of(3), apt=None, crisis=None, routine=None, training="", basis=())
    for count in (3, 40):
        assert "Larmet som ingen hörde" in pages(tmp_path, replace(sheet(count), theme=bare))[-1]
