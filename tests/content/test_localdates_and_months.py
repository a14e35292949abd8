"""The questions about local dates and the themes of the months: nothing wrong, nothing forbidden, easy to read."""

import re
from datetime import date
from statistics import mean

import pytest

from chefsstod.content.lint import lint
from chefsstod.content.pack import read_laws
from chefsstod.features.localdates.content import read_answers, read_questions
from chefsstod.features.localdates.model import FreeKind, Option, Question
from chefsstod.features.yearwheel.content import read_activities
from chefsstod.features.yearwheel.model import Kind
from chefsstod.features.yearwheel.recurrence import expand, settle
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.features.yearwheel.themes import MonthTheme, Talk, read_themes
from chefsstod.i18n.dates import month_name
from chefsstod.support.paths import resources

ROOT = resources() / "content" / "base"
LAWS = read_laws(ROOT)[0]
ACTIVITIES = {item.id: item for item in read_activities(ROOT, LAWS)[0]}
QUESTIONS = read_questions(ROOT, ACTIVITIES)[0]
THEMES = {theme.month: theme for theme in read_themes(ROOT, LAWS, ACTIVITIES)[0]}
OPTIONS = [(question, option) for question in QUESTIONS for option in question.options]
NAMES = {month_name(number): number for number in range(1, 13)}

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
each_option = pytest.mark.parametrize(("question", "option"), OPTIONS, ids=lambda part: part.id)
each_month = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: month_name(theme.month))


def words_of(question: Question) -> list[str]:
    said = [question.topic, question.short, question.text, question.help, question.ask]
    said += [option.label for option in question.options] + [bound.why for bound in question.bounds]
    said += [question.free.label] if question.free else []
    return said + [rule.rule.words for option in question.options for rule in option.rules]


def words_of_theme(theme: MonthTheme) -> list[str]:
    said = [theme.note, theme.training, *(basis.text for basis in theme.basis)]
    for talk in talks(theme):
        said += [talk.title, talk.text, *talk.questions]
    return [text for text in said if text]


def talks(theme: MonthTheme) -> list[Talk]:
    return [talk for talk in (theme.apt, theme.crisis, theme.routine, theme.case) if talk is not None]


def lix(text: str) -> float:
    found = re.findall(r"\w+", text)
    sentences = [part for part in re.split(r"(?<=[.?:])\s+", text.strip()) if part]
    return len(found) / len(sentences) + 100 * sum(len(word) > 6 for word in found) / len(found)


def test_there_is_no_problem_at_all() -> None:
    assert [str(problem) for problem in (*read_questions(ROOT, ACTIVITIES)[1], *read_answers(ROOT)[1])] == []
    assert [str(problem) for problem in read_themes(ROOT, LAWS, ACTIVITIES)[1]] == []


def test_the_questions_take_about_ten_minutes() -> None:
    assert 12 <= len(QUESTIONS) <= 18


@each_question
def test_a_question_is_plain_and_tells_whom_to_ask(question: Question) -> None:
    assert question.text.endswith("?")
    assert question.ask.endswith(".")
    assert lix(question.help) <= 50
    for text in words_of(question):
        assert lint(text) == []
        assert "!" not in text
        assert '"' not in text


@each_question
def test_a_question_concerns_tasks_that_are_said_to_differ(question: Question) -> None:
    assert all(ACTIVITIES[name].varies for name in question.activities)


@each_question
def test_the_example_of_an_own_answer_can_be_read(question: Question) -> None:
    free = question.free
    if free is not None and free.kind is FreeKind.DATE:
        assert "FREQ=YEARLY" in parse(free.example, start=date(2026, 11, 23)).rule.rrule


@each_option
def test_a_suggestion_gives_dates_in_the_months_it_names_and_leaves_july_alone(question: Question, option: Option) -> None:
    named = {NAMES[word] for word in re.findall(r"\w+", option.label.casefold()) if word in NAMES}
    for new in option.rules:
        dates = expand(new.rule, date(2027, 1, 1), date(2036, 12, 31))
        assert len({day.year for day in dates}) == (5 if new.years else 10)
        dues = [settle(day, new.rule.red_day)[0] for day in dates]
        if ACTIVITIES[new.activity].kind is Kind.CALENDAR:
            assert 7 not in {due.month for due in dues}
    if named and option.rules and question.id not in ("sommarstart", "delar-var", "delar-host", "prognosmanader", "lonesamtal"):
        assert {day.month for day in expand(option.rules[0].rule, date(2027, 1, 1), date(2036, 12, 31))} == named


@each_question
def test_one_suggestion_is_what_the_base_content_says(question: Question) -> None:
    first = question.activities[0]
    if question.anchor is not None:
        step = next(step for step in ACTIVITIES[first].steps if step.id == question.anchor.step)
        assert -45 <= step.days <= -15
        return
    base = ACTIVITIES[first].to_model().rule
    assert (base.rrule, base.workday) in {(new.rule.rrule, new.rule.workday) for o in question.options for new in o.rules}


def test_july_is_empty_by_design_and_every_other_month_has_a_theme() -> None:
    assert sorted(THEMES) == list(range(1, 13))
    assert [month for month, theme in THEMES.items() if theme.empty] == [7]
    assert "flit" in THEMES[7].note
    assert "ikapp" in THEMES[8].note
    assert "uppsamling" in THEMES[10].note


@each_month
def test_a_month_is_easy_to_take_up_and_says_nothing_forbidden(theme: MonthTheme) -> None:
    for text in words_of_theme(theme):
        assert lint(text) == []
        assert "!" not in text
        assert '"' not in text
    if theme.apt is not None:
        assert len(theme.apt.questions) == 3
        assert 2 <= len(re.findall(r"[.?](?:\s|$)", theme.apt.text)) <= 4
    if theme.case is not None:
        assert len(theme.case.questions) == 3
        assert 3 <= len(re.findall(r"[.?](?:\s|$)", theme.case.text)) <= 5
    for talk in talks(theme):
        assert lix(talk.text) <= 50
        assert all(question.endswith("?") for question in talk.questions)


def test_the_themes_are_easy_to_read_on_the_whole() -> None:
    assert mean(lix(talk.text) for theme in THEMES.values() for talk in talks(theme)) <= 42


@each_month
def test_what_is_cited_is_listed_and_dated(theme: MonthTheme) -> None:
    assert theme.checked is not None
    for basis in theme.basis:
        assert basis.law in LAWS
        assert basis.certainty is not None
