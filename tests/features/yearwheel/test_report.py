"""The papers of the year wheel: complete, on the pages promised, readable back, whatever the month holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest
from pypdf import PdfReader

from chefsstod.features.yearwheel import report
from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Occurrence,
    Rule,
    Shift,
    ShiftCause,
    Status,
    Step,
)
from chefsstod.features.yearwheel.report import MonthSheet, YearSheet
from chefsstod.i18n.dates import month_name
from chefsstod.support.holidays import Holiday

TODAY = date(2027, 3, 15)
STEPS = (Step("a", "Boka tider", -10), Step("b", "Skriv underlag", -5), Step("c", "Följ upp", 40))
A4, A3 = (595, 842), (1191, 842)


def task(
    due: date,
    title: str = "Lönesamtal",
    *,
    lead: int = 14,
    category: Category = Category.PERSONAL,
    kind: Kind = Kind.CALENDAR,
    status: Status = Status.PLANNED,
    steps: tuple[Step, ...] = (),
) -> Occurrence:
    rule = Rule("FREQ=YEARLY", "senast den 5:e varje månad")
    activity = Activity(ActivityId(title), title, category, rule, short=title[:22], lead_days=lead, kind=kind, steps=steps)
    return Occurrence(activity, due, due, status)


def read(target: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(target).pages)


def size(target: Path) -> tuple[int, int]:
    box = PdfReader(target).pages[0].mediabox
    return round(box.width), round(box.height)


def month(tmp_path: Path, occurrences: Sequence[Occurrence], day: date = date(2027, 3, 1)) -> str:
    target = tmp_path / "month.pdf"
    report.month_pdf(MonthSheet(day, TODAY, "Solgården", tuple(occurrences)), target)
    assert len(PdfReader(target).pages) == 1
    assert size(target) == A4
    return read(target)


def test_the_month_shows_what_is_due_and_what_is_to_be_started(tmp_path: Path) -> None:
    text = month(tmp_path, [task(date(2027, 3, 19), "OSA-rond"), task(date(2027, 4, 9), "Hjälpmedel", lead=28)])
    for piece in ("Mars 2027", "Solgården", "OSA-rond", "Hjälpmedel", "fre 9 apr", "PE"):
        assert piece in text


def test_the_month_leaves_out_what_neither_begins_nor_ends_in_it(tmp_path: Path) -> None:
    text = month(tmp_path, [task(date(2027, 5, 28), "Skyddsrond"), task(date(2027, 2, 3), "Bokslut")])
    assert "Skyddsrond" not in text
    assert "Bokslut" not in text


def test_the_month_grid_has_weeks_and_names_the_red_days(tmp_path: Path) -> None:
    lines = month(tmp_path, []).splitlines()
    for week in ("9", "10", "11", "12", "13"):
        assert week in lines
    assert "fre 26" in lines


def test_steps_of_an_open_task_are_listed_and_those_of_a_closed_one_are_not(tmp_path: Path) -> None:
    open_text = month(tmp_path, [task(date(2027, 3, 19), steps=STEPS)])
    assert all(step.text in open_text for step in STEPS)
    assert "Boka tider" not in month(tmp_path, [task(date(2027, 3, 10), steps=STEPS, status=Status.DONE)])


def test_a_moved_date_says_why(tmp_path: Path) -> None:
    moved = replace(task(date(2027, 3, 25)), shift=Shift(date(2027, 3, 26), ShiftCause.HOLIDAY, Holiday.GOOD_FRIDAY))
    assert "fre 26 mars" in month(tmp_path, [moved])


def test_routines_stand_once_with_all_their_dates(tmp_path: Path) -> None:
    mondays = [date(2027, 3, 1) + timedelta(days=7 * n) for n in range(5)]
    text = month(tmp_path, [task(day, "Sjukfrånvaro", kind=Kind.ROUTINE) for day in mondays])
    assert text.count("Sjukfrånvaro") == 1
    assert all(str(day.day) in text.splitlines() for day in mondays)


@pytest.mark.parametrize("count", [12, 25, 40, 60])
def test_a_full_month_stays_on_one_page_with_every_title(tmp_path: Path, count: int) -> None:
    items = [task(date(2027, 3, 1 + n % 31), f"Uppgift {n:03}", steps=STEPS) for n in range(count)]
    text = month(tmp_path, items)
    assert all(f"Uppgift {n:03}" in text for n in range(count))


def test_a_month_that_cannot_fit_says_how_many_are_left_out(tmp_path: Path) -> None:
    items = [task(date(2027, 3, 1 + n % 31), f"Uppgift {n:03}") for n in range(300)]
    text = month(tmp_path, items)
    shown = sum(f"Uppgift {n:03}" in text for n in range(300))
    assert 60 < shown < 300
    assert str(300 - shown) in next(line for line in text.splitlines() if line.startswith("…"))


def test_more_routines_than_fit_are_counted(tmp_path: Path) -> None:
    items = [task(date(2027, 3, 1 + n % 31), f"Rutin {n:03}", kind=Kind.ROUTINE) for n in range(150)]
    text = month(tmp_path, items)
    shown = sum(f"Rutin {n:03}" in text for n in range(150))
    assert str(150 - shown) in next(line for line in text.splitlines() if line.startswith("…"))


@pytest.mark.parametrize("status", list(Status))
def test_every_status_can_be_printed(tmp_path: Path, status: Status) -> None:
    one = replace(task(date(2027, 3, 10), "Intern kontroll", status=status), reason="Samordnas")
    sheet = YearSheet(2027, TODAY, "Solgården", (one,))
    assert "Intern kontroll" in month(tmp_path, [one])
    report.year_list_pdf(sheet, tmp_path / "list.pdf")
    report.wheel_pdf(sheet, tmp_path / "wheel.pdf", paper="a3")
    assert "Intern kontroll" in read(tmp_path / "list.pdf")
    assert "Intern kontroll" in read(tmp_path / "wheel.pdf")


def year(per_month: int = 9) -> tuple[Occurrence, ...]:
    categories = list(Category)
    return tuple(
        task(date(2027, m, 1 + 3 * n), f"Uppgift {m:02}{n:02}", lead=10 + 9 * n, category=categories[n % 7], steps=STEPS)
        for m in range(1, 13)
        for n in range(per_month)
    )


def test_the_year_list_has_every_task_under_its_month_in_order(tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    report.year_list_pdf(YearSheet(2027, TODAY, "Solgården", year()), target)
    text = read(target)
    places = [text.index(occurrence.activity.title) for occurrence in year()]
    assert places == sorted(places)
    reader = PdfReader(target)
    assert [entry.title for entry in reader.outline][:2] == ["Januari 2027", "Februari 2027"]
    assert len(reader.outline) == 12


def test_a_month_that_runs_on_repeats_its_heading(tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    items = tuple(task(date(2027, 5, 1 + n % 28), f"Uppgift {n:03}") for n in range(80))
    report.year_list_pdf(YearSheet(2027, TODAY, "", items), target)
    pages = PdfReader(target).pages
    assert len(pages) > 1
    assert all("Maj" in page.extract_text() for page in pages)


def test_routines_are_summed_up_with_their_rule_in_words(tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    items = tuple(task(date(2027, m, 5), "Fakturering", kind=Kind.ROUTINE) for m in range(1, 13))
    report.year_list_pdf(YearSheet(2027, TODAY, "", items), target)
    text = read(target)
    assert text.count("Fakturering") == 1
    assert "Senast den 5:e varje månad" in text
    assert "12" in text.splitlines()


@pytest.mark.parametrize(("paper", "expected"), [("a3", A3), ("a4", A4)])
def test_the_wheel_is_one_page_that_can_be_read_back_as_a_list(
    tmp_path: Path, paper: Literal["a3", "a4"], expected: tuple[int, int]
) -> None:
    target = tmp_path / "wheel.pdf"
    report.wheel_pdf(YearSheet(2027, TODAY, "Solgården", year()), target, paper=paper)
    text = read(target)
    assert len(PdfReader(target).pages) == 1
    assert size(target) == expected
    assert "Solgården" in text
    assert all(occurrence.activity.title in text for occurrence in year())
    assert all(month_name(number).capitalize() in text for number in range(1, 13))


def test_the_wheel_leaves_routines_out(tmp_path: Path) -> None:
    target = tmp_path / "wheel.pdf"
    items = (task(date(2027, 3, 5), "Fakturering", kind=Kind.ROUTINE),)
    report.wheel_pdf(YearSheet(2027, TODAY, "", items), target, paper="a4")
    assert "Fakturering" not in read(target)


def test_an_overfull_wheel_says_how_many_its_list_leaves_out(tmp_path: Path) -> None:
    target = tmp_path / "wheel.pdf"
    report.wheel_pdf(YearSheet(2027, TODAY, "", year(10) * 2), target, paper="a4")
    assert any(line.startswith("…") for line in read(target).splitlines())


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_a_year_without_tasks_gives_an_empty_wheel_and_list(tmp_path: Path, paper: Literal["a3", "a4"]) -> None:
    sheet = YearSheet(2030, TODAY, "", ())
    report.wheel_pdf(sheet, tmp_path / "wheel.pdf", paper=paper)
    report.year_list_pdf(sheet, tmp_path / "list.pdf")
    assert "2030" in read(tmp_path / "wheel.pdf")
    assert "2030" in read(tmp_path / "list.pdf")


def test_a_folder_that_cannot_be_made_is_an_expected_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        report.month_pdf(MonthSheet(date(2027, 3, 1), TODAY, "", ()), tmp_path / "file" / "month.pdf")
