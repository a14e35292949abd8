"""Questions and answers as files: every fault is told with file and line; what is right is kept."""

import json
from pathlib import Path

import pytest

from chefsstod.app.main import main
from chefsstod.features.localdates.content import LocalQuestions, read_answers, read_questions
from chefsstod.features.localdates.model import (
    Anchor,
    Answer,
    AnswerError,
    Bound,
    MonthDay,
    NewRule,
    Option,
    Question,
    QuestionId,
)
from chefsstod.features.localdates.rules import check_bounds, earliest, step_days, with_step
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Rule, Step
from chefsstod.support.paths import Paths
from tests.features.localdates.conftest import Room
from tests.features.localdates.test_service import answered

GOOD = """\
- id: fraga
  topic: Samtal
  short: Samtal
  text: När håller ni samtal?
  help: Det är bra att veta.
  ask: Fråga HR.
  options:
  - {id: a, label: Mars, rules: [{activity: lonesamtal, rrule: FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8, words: den 8 mars}]}
  - {id: b, label: Maj, rules: [{activity: lonesamtal, rrule: FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=8, words: den 8 maj}]}
"""
NAME = ActivityId("a")


def folder(tmp_path: Path, questions: str, answers: str = "") -> Path:
    (tmp_path / "localdates").mkdir(exist_ok=True)
    (tmp_path / "localdates" / "questions.yaml").write_text("questions:\n" + questions, encoding="utf-8")
    if answers:
        (tmp_path / "localdates" / "answers.yaml").write_text("answers:\n" + answers, encoding="utf-8")
    return tmp_path


def test_a_good_question_is_read_without_a_word(tmp_path: Path) -> None:
    found, problems = read_questions(folder(tmp_path, GOOD), {"lonesamtal"})
    assert problems == []
    assert [question.id for question in found] == ["fraga"]
    assert LocalQuestions(tmp_path).problems == []


@pytest.mark.parametrize(
    ("old", "new", "piece"),
    [
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "a: "),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8", "FREQ=SOMETIMES", "RFC 5545"),
        ("FREQ=YEARLY;BYMONTH=3", "FREQ=YEARLY;INTERVAL=2;BYMONTH=3", "years"),
        ("id: b", "id: a", "id"),
        ("label: Maj", "label: Maj, day: 03-01", "day"),
        ("topic: Samtal", "topik: Samtal", "topik"),
        ("activity: lonesamtal, rrule: FREQ=YEARLY;BYMONTH=5", "activity: annan, rrule: FREQ=YEARLY;BYMONTH=5", "annan"),
        ("  options:", "  free: {kind: date, label: Annan dag}\n  options:", ""),
        ("  options:", "  free: {kind: weeks, label: Annan vecka, rrule: FREQ=YEARLY}\n  options:", "{weeks}"),
        ("  options:", "  bounds: [{activity: lonesamtal, latest: 04-01, why: För sent enligt lag.}]\n  options:", "För sent"),
    ],
)
def test_a_fault_is_told_and_the_question_left_out(tmp_path: Path, old: str, new: str, piece: str) -> None:
    assert old in GOOD
    found, problems = read_questions(folder(tmp_path, GOOD.replace(old, new)), {"lonesamtal"})
    assert found == ()
    assert problems[0].file == "localdates/questions.yaml"
    assert problems[0].line >= 2
    assert any(piece in problem.message for problem in problems)


def test_the_same_question_twice_and_two_questions_for_one_task_are_faults(tmp_path: Path) -> None:
    found, problems = read_questions(folder(tmp_path, GOOD + GOOD))
    assert len(found) == 1
    assert "fraga" in problems[0].message
    found, problems = read_questions(folder(tmp_path, GOOD + GOOD.replace("id: fraga", "id: annan")))
    assert len(found) == 1
    assert "lonesamtal" in problems[0].message


def test_long_sentences_and_wrong_law_are_warned_about(tmp_path: Path) -> None:
    text = GOOD.replace("Det är bra att veta.", "ord " * 40 + ". AML går alltid före SoL.")
    found, problems = read_questions(folder(tmp_path, text))
    assert len(found) == 1
    assert len(problems) == 2


def test_answers_are_read_once_each_and_broken_files_are_told(tmp_path: Path) -> None:
    folder(tmp_path, GOOD, "- {question: fraga, option: a}\n- {question: fraga, option: b}\n- {question: x, weeks: [60]}\n")
    answers, problems = read_answers(tmp_path)
    assert answers == {QuestionId("fraga"): Answer(option="a")}
    assert {problem.line for problem in problems} == {3, 4}
    (tmp_path / "localdates" / "answers.yaml").write_text("answers: [", encoding="utf-8")
    answers, problems = read_answers(tmp_path)
    assert (answers, len(problems)) == ({}, 1)


def test_a_pack_check_looks_at_questions_answers_and_themes(
    room: Room, paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(room)
    room.local.export(tmp_path / "lokalt", unit="Boendet Exempel")
    words = ["--data-dir", str(paths.data), "pack", "check", str(tmp_path / "lokalt"), "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["errors"], told["warnings"]) == (0, 0)
    assert told["activities"] == 6
    (tmp_path / "lokalt" / "localdates" / "answers.yaml").write_text("answers:\n- {question: x, day: 40}\n", encoding="utf-8")
    (tmp_path / "lokalt" / "months").mkdir()
    (tmp_path / "lokalt" / "months" / "themes.yaml").write_text("months:\n- {month: 14, checked: 2026-11-22}\n", encoding="utf-8")
    assert main(words) != 0
    told = json.loads(capsys.readouterr().out)
    assert [problem["file"] for problem in told["problems"]] == ["localdates/answers.yaml", "months/themes.yaml"]


# ── rules that no file shows ─────────────────────────────────────────────────


def question(**bound: MonthDay | bool | None) -> Question:
    options = (Option("a", "a"), Option("b", "b"))
    return Question(QuestionId("q"), "t", "s", "?", "h", "a", options, bounds=(Bound(NAME, "lag", **bound),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bound", "rrule", "wrong"),
    [
        ({"latest": MonthDay(10, 31)}, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1", "too_late"),
        ({"latest": MonthDay(10, 31)}, "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=31", ""),
        ({"earliest": MonthDay(8, 1)}, "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=31", "too_early"),
        ({"every_year": True}, "FREQ=YEARLY;INTERVAL=2;BYMONTH=7;BYMONTHDAY=31", "not_every_year"),
        ({"every_year": True}, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", ""),
        ({"latest": MonthDay(6, 20)}, "FREQ=YEARLY;BYWEEKNO=25;BYDAY=FR", "too_late"),  # in some years only
    ],
)
def test_bounds_hold_in_every_year_of_the_calendar(bound: dict[str, MonthDay | bool], rrule: str, wrong: str) -> None:
    rules = [NewRule(NAME, Rule(rrule))]
    if not wrong:
        check_bounds(question(**bound), rules)
        check_bounds(question(**bound), [NewRule(ActivityId("annan"), Rule("FREQ=YEARLY"))])
        return
    with pytest.raises(AnswerError) as caught:
        check_bounds(question(**bound), rules)
    assert caught.value.wrong == wrong
    assert caught.value.why == "lag"


def test_the_earliest_day_of_a_moving_rule_is_found() -> None:
    assert earliest(Rule("FREQ=YEARLY;BYWEEKNO=24;BYDAY=MO")) == MonthDay(6, 7)


def test_steps_between_the_anchor_and_the_deadline_share_the_room() -> None:
    steps = (Step("a", "A", -40), Step("b", "B", -20), Step("c", "C", -10), Step("d", "D", 0), Step("e", "E", 5))
    task = Activity(NAME, "T", Category.PERSONAL, Rule("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1"), lead_days=42, steps=steps)
    moved = with_step(task, step_days(Anchor(NAME, "b"), MonthDay(3, 22), task.rule))
    assert [step.days for step in moved.steps] == [-30, -10, -5, 0, 5]
    assert moved.lead_days == 32
    assert with_step(task, step_days(Anchor(NAME, "x"), MonthDay(3, 22), task.rule)) is task
    with pytest.raises(AnswerError):
        step_days(Anchor(NAME, "b"), MonthDay(3, 30), task.rule)
