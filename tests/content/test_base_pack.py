"""The content that ships: nothing missing, nothing wrong, easy to read."""

import re
from collections import Counter
from datetime import date
from statistics import mean

import pytest

from chefsstod.content.lint import lint
from chefsstod.content.pack import read_laws, read_manifest
from chefsstod.features.yearwheel.content import LONGEST_SENTENCE, ActivityFile, read_activities
from chefsstod.features.yearwheel.model import Activity, BasisKind, Kind
from chefsstod.features.yearwheel.recurrence import expand, settle
from chefsstod.support.holidays import is_workday
from chefsstod.support.paths import resources

ROOT = resources() / "content" / "base"
SERIES = {"EK": 18, "HR": 25, "AM": 18, "KP": 27, "VB": 15, "SB": 13, "EU": 7}
CODES = {f"{letters}{number:02}" for letters, last in SERIES.items() for number in range(1, last + 1)}
LAWS, LAW_PROBLEMS = read_laws(ROOT)
FILES, PROBLEMS = read_activities(ROOT, LAWS)
ACTIVITIES = [item.to_model() for item in FILES]

each_file = pytest.mark.parametrize("item", FILES, ids=lambda item: item.id)
each = pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda activity: activity.id)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?:])\s+", text.strip()) if part]


def lix(text: str) -> float:
    """Läsbarhetsindex (Björnsson 1968): words per sentence plus the share of words with more than six letters."""
    words = re.findall(r"\w+", text)
    return len(words) / len(sentences(text)) + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_the_pack_has_no_problem_at_all() -> None:
    assert [str(problem) for problem in (*read_manifest(ROOT)[1], *LAW_PROBLEMS, *PROBLEMS)] == []


def test_every_task_of_the_fact_sheet_is_there_once() -> None:
    assert len(CODES) == len(FILES) == 123
    assert {item.code for item in FILES} == CODES


def test_no_two_tasks_share_a_title_or_a_label_on_the_wheel() -> None:
    for names in ([item.title.casefold() for item in FILES], [item.short.casefold() for item in FILES]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_calendar_tasks_and_routines_are_as_many_as_the_wheel_expects() -> None:
    assert sum(activity.kind is Kind.CALENDAR for activity in ACTIVITIES) >= 75


@each_file
def test_every_field_is_filled(item: ActivityFile) -> None:
    assert item.why.strip()
    assert item.rule.words.strip()
    assert item.steps
    assert 1 <= len(item.related) <= 5
    assert len(item.keywords) >= 2
    assert date(2026, 1, 1) <= item.checked
    assert item.varies is None or item.varies.endswith("?")
    assert not item.title.endswith(".")
    assert all(not step.text.endswith(".") for step in item.steps)
    assert 2 <= len(re.findall(r"[.?](?:\s|$)", item.why)) <= 5


@each
def test_nothing_forbidden_is_stated(activity: Activity) -> None:
    texts = (activity.title, activity.why, activity.rule.words, activity.varies or "")
    texts += tuple(step.text for step in activity.steps) + tuple(basis.text for basis in activity.basis)
    texts += tuple(activity.keywords)
    assert [finding for text in texts for finding in lint(text)] == []
    assert not any("!" in text for text in texts)


@each
def test_a_provision_is_given_only_for_a_law_that_is_listed(activity: Activity) -> None:
    for basis in activity.basis:
        if basis.kind is BasisKind.LAW:
            assert basis.law in LAWS
        assert re.search(r"\d", basis.ref or "1")


@each
def test_every_task_comes_every_year_and_calendar_tasks_leave_july_alone(activity: Activity) -> None:
    for year in range(2026, 2031):
        dates = expand(activity.rule, date(year, 1, 1), date(year, 12, 31))
        assert dates, year
        dues = [settle(day, activity.rule.red_day)[0] for day in dates]
        if activity.kind is Kind.CALENDAR:
            assert [due for due in dues if due.month == 7] == []
        if activity.rule.red_day != "keep":
            assert all(is_workday(due) for due in dues)


@each
def test_the_reason_is_easy_to_read(activity: Activity) -> None:
    assert lix(activity.why) <= 52
    for text in (activity.why, *(basis.text for basis in activity.basis), activity.varies or ""):
        assert all(len(sentence.split()) <= LONGEST_SENTENCE for sentence in sentences(text))


def test_the_reasons_are_easy_to_read_on_the_whole() -> None:
    assert mean(lix(activity.why) for activity in ACTIVITIES) <= 45


def test_every_law_of_the_list_is_used_or_known_by_its_number() -> None:
    assert all(re.search(r"\d{4}[:/]\d+|\d{4}/\d+", law.number) for law in LAWS.values())
    assert lint(" ".join(f"{law.name} {law.number}" for law in LAWS.values())) == []
