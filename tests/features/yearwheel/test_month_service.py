"""The month's themes and her own needs: written, ticked, moved, taken over, and taken back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.content.pack import read_laws
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.yearwheel.month_needs import following, next_id
from chefsstod.features.yearwheel.month_service import LONGEST_NEED, MonthService
from chefsstod.features.yearwheel.papers import month_sheet
from chefsstod.features.yearwheel.themes import MonthTheme, MonthThemes, read_themes
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Saved
from chefsstod.support.errors import UserError
from chefsstod.support.paths import resources
from tests.conftest import MONDAY, SetClock

BASE = resources() / "content" / "base"
DECEMBER = date(2026, 12, 1)
THEMES, LAWS = MonthThemes(BASE), read_laws(BASE)[0]


@pytest.fixture
def months(profiled: AppContext) -> MonthService:
    return MonthService(
        database=profiled.database, yearwheel=profiled.yearwheel, clock=profiled.clock, themes=THEMES, laws=lambda: LAWS
    )


def texts(months: MonthService, month: date = MONDAY) -> list[str]:
    return [need.text for need in months.sheet(month).needs]


def test_needs_stand_in_the_order_they_were_written(months: MonthService) -> None:
    for text in ("Ny rutin", "Arbetsskor", "Avtal"):
        months.add_need(MONDAY, f"  {text} \n")
    assert texts(months) == ["Ny rutin", "Arbetsskor", "Avtal"]
    assert texts(months, DECEMBER) == []


def test_a_tick_is_dated_and_can_be_taken_away(months: MonthService) -> None:
    months.add_need(MONDAY, "Avtal")
    need = months.sheet(MONDAY).needs[0]
    months.tick_need(need.id, done=True)
    assert months.sheet(MONDAY).needs[0].done_on == MONDAY
    months.tick_need(need.id, done=False)
    assert months.sheet(MONDAY).needs[0].done_on is None


@pytest.mark.parametrize(
    "change",
    [
        lambda months, name: months.tick_need(name, done=True),
        lambda months, name: months.edit_need(name, "Annat"),
        lambda months, name: months.postpone_need(name),
        lambda months, name: months.remove_need(name),
    ],
)
def test_every_change_has_a_way_back_and_forth(months: MonthService, change: Callable[[MonthService, str], Saved]) -> None:
    months.add_need(MONDAY, "Avtal")
    months.add_need(MONDAY, "Skor")
    before = months.sheet(MONDAY)
    saved = change(months, before.needs[0].id)
    assert saved.changes.plans
    after = months.sheet(MONDAY)
    assert after != before
    assert saved.undo is not None
    again = saved.undo()
    assert months.sheet(MONDAY) == before
    assert again.undo is not None
    again.undo()
    assert months.sheet(MONDAY) == after


def test_adding_is_taken_back_too(months: MonthService) -> None:
    saved = months.add_need(MONDAY, "Avtal")
    assert saved.undo is not None
    saved.undo()
    assert texts(months) == []


def test_what_was_not_done_can_be_taken_over_into_this_month(months: MonthService, clock: SetClock) -> None:
    months.add_need(date(2026, 10, 5), "Förråd")
    months.add_need(date(2026, 9, 5), "Klart sedan länge")
    months.tick_need(months.sheet(date(2026, 9, 1)).needs[0].id, done=True)
    assert [need.text for need in months.sheet(MONDAY).left_over] == ["Förråd"]
    assert months.sheet(DECEMBER).left_over == ()
    saved = months.take_over(MONDAY)
    assert texts(months) == ["Förråd"]
    assert saved.undo is not None
    saved.undo()
    assert texts(months, date(2026, 10, 1)) == ["Förråd"]


def test_empty_lines_and_lines_that_are_gone_are_expected_errors(months: MonthService) -> None:
    with pytest.raises(UserError):
        months.add_need(MONDAY, "  ")
    months.add_need(MONDAY, "x" * 500)
    assert len(texts(months)[0]) == LONGEST_NEED
    with pytest.raises(UserError):
        months.edit_need(months.sheet(MONDAY).needs[0].id, " ")
    with pytest.raises(UserError):
        months.remove_need("borta")


def test_a_theme_names_its_law_and_only_tasks_of_the_unit(months: MonthService, profiled: AppContext) -> None:
    theme = months.sheet(date(2027, 4, 1)).theme
    assert any("AFS 2023:10" in text and "11 kap." in text for text in months.basis(theme))
    assert "legionella" not in [task.id for task in months.tasks(theme)]
    profiled.profiles.save(Profile(ServiceType.SABO, MONDAY))
    assert "legionella" in [task.id for task in months.tasks(theme)]


def test_the_paper_of_a_month_gets_themes_and_needs(months: MonthService, profiled: AppContext) -> None:
    months.add_need(MONDAY, "Avtal")
    sheet = months.on_paper(month_sheet(profiled.yearwheel, None, MONDAY))
    assert sheet.theme is not None
    assert sheet.theme.month == 11
    assert [need.text for need in sheet.needs] == ["Avtal"]
    assert sheet.sources


def test_themes_come_from_the_cache_until_the_file_changes(tmp_path: Path) -> None:
    (tmp_path / "months").mkdir()
    file = tmp_path / "months" / "themes.yaml"
    file.write_text("months:\n- {month: 3, checked: 2026-11-22, note: Första}\n", encoding="utf-8")
    cache = tmp_path / "cache.json"
    assert MonthThemes(tmp_path, cache).of(3).note == "Första"
    assert cache.is_file()
    assert MonthThemes(tmp_path, cache).of(3).note == "Första"
    file.write_text("months:\n- {month: 3, checked: 2026-11-22, note: En annan}\n", encoding="utf-8")
    assert MonthThemes(tmp_path, cache).of(3).note == "En annan"
    cache.write_text("{", encoding="utf-8")
    assert MonthThemes(tmp_path, cache).of(3).note == "En annan"
    assert MonthThemes(tmp_path).of(4) == MonthTheme(4)


@pytest.mark.parametrize(
    ("entry", "piece"),
    [
        ("{month: 13, checked: 2026-11-22}", "month"),
        ("{month: 3, checked: 2026-11-22, basis: [{kind: law, text: Så}]}", "law"),
        ("{month: 3, checked: 2026-11-22, basis: [{kind: law, law: annan, certainty: law_level, text: Så}]}", "annan"),
        ("{month: 3, checked: 2026-11-22, basis: [{kind: law, law: aml, certainty: law_level, ref: 1 §, text: Så}]}", "ref"),
        ("{month: 3, checked: 2026-11-22, tasks: [finns-inte]}", "finns-inte"),
        ("{month: 1, checked: 2026-11-22}", "1"),
    ],
)
def test_a_wrong_month_is_told_with_its_line_and_left_out(tmp_path: Path, entry: str, piece: str) -> None:
    (tmp_path / "months").mkdir()
    (tmp_path / "months" / "themes.yaml").write_text(f"months:\n- {{month: 1, checked: 2026-11-22}}\n- {entry}\n", encoding="utf-8")
    found, problems = read_themes(tmp_path, LAWS, {"lonesamtal"})
    assert [theme.month for theme in found] == [1]
    assert problems[0].line == 3
    assert piece in problems[0].message


def test_long_sentences_and_wrong_law_are_warned_about(tmp_path: Path) -> None:
    (tmp_path / "months").mkdir()
    long = "ord " * 40
    (tmp_path / "months" / "themes.yaml").write_text(
        f"months:\n- {{month: 1, checked: 2026-11-22, note: '{long}. AML går alltid före SoL.'}}\n", encoding="utf-8"
    )
    found, problems = read_themes(tmp_path)
    assert len(found) == 1
    assert len(problems) == 2


def test_a_pack_without_themes_has_none_and_a_broken_file_is_told(tmp_path: Path) -> None:
    assert read_themes(tmp_path) == ((), [])
    (tmp_path / "months").mkdir()
    (tmp_path / "months" / "themes.yaml").write_text("months: [", encoding="utf-8")
    assert len(MonthThemes(tmp_path).problems) == 1


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_following_month_begins_when_this_one_ends(day: date) -> None:
    found = following(day)
    assert found.day == 1
    assert 1 <= (found - day).days <= 31


@given(st.lists(st.integers(1, 9_999_999), max_size=20))
def test_a_new_id_sorts_after_all_others(numbers: list[int]) -> None:
    taken = [f"{number:08}-abc" for number in numbers]
    assert all(next_id(taken, "000") > name for name in taken)
