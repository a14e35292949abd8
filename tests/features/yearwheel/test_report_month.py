"""The month's paper with themes and needs: one page while there is room, two when the month is full."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.features.yearwheel import report
from chefsstod.features.yearwheel.model import Category, Kind, Step
from chefsstod.features.yearwheel.month_needs import Need
from chefsstod.features.yearwheel.report import MonthSheet
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n.dates import day_short
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


def test_what_is_due_can_stand_ring_by_ring(tmp_path: Path) -> None:
    rings = (Category.LEDARSKAP, Category.EKONOMI, Category.PERSONAL, Category.EKONOMI)
    items = tuple(task(MARCH.replace(day=n + 1), f"Uppgift {n}", category=ring) for n, ring in enumerate(rings))
    made = MonthSheet(MARCH, TODAY, "Solgården", items, by_category=True)
    assert [category for category, _due in made.due_by_category()] == [Category.EKONOMI, Category.PERSONAL, Category.LEDARSKAP]
    assert sorted(o.key for _ring, due in made.due_by_category() for o in due) == sorted(o.key for o in made.due())
    (page,) = pages(tmp_path, made)
    order = [category_name(Category.EKONOMI), "Uppgift 1", "Uppgift 3", category_name(Category.PERSONAL), "Uppgift 2"]
    places = [page.index(piece) for piece in (*order, category_name(Category.LEDARSKAP), "Uppgift 0")]
    assert places == sorted(places)
    assert category_name(Category.KVALITET) not in page
    assert len(pages(tmp_path, replace(sheet(60), by_category=True))) == 2


def test_a_meeting_says_when_and_where_on_paper(tmp_path: Path) -> None:
    meeting = task(MARCH, "Nätverk")
    meeting = replace(meeting, activity=replace(meeting.activity, place="Folkets hus", at_time="13:00–15:30"))
    (page,) = pages(tmp_path, MonthSheet(MARCH, TODAY, "Solgården", (meeting,)))
    assert "13:00–15:30, Folkets hus" in page


def test_her_needs_stand_with_their_boxes(tmp_path: Path) -> None:
    needs = (Need("1", MARCH, "Ny rutin för natten"), Need("2", MARCH, "Arbetsskor", TODAY))
    found = pages(tmp_path, replace(sheet(4), needs=needs))
    assert "Ny rutin för natten" in found[0]
    assert "Arbetsskor" in found[0]


def test_a_month_of_another_pack_may_have_a_case_alone(tmp_path: Path) -> None:
    bare = replace(THEMES.of(3), apt=None, crisis=None, routine=None, training="", basis=())
    for count in (3, 40):
        assert "Larmet som ingen hörde" in pages(tmp_path, replace(sheet(count), theme=bare))[-1]


def test_a_step_on_a_red_day_has_the_day_that_the_pane_shows(tmp_path: Path) -> None:
    step = Step("boka", "Boka lokal", -4)  # a Sunday
    found = task(date(2027, 3, 11), "Rond", steps=(step,))
    (page,) = pages(tmp_path, MonthSheet(MARCH, TODAY, "Solgården", (found,)))
    assert day_short(found.step_date(step)) in page
    assert found.step_date(step) == date(2027, 3, 5)
