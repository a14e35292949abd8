"""Deciding, changing one's mind, and the way back: what the database holds after each."""

from datetime import date

import pytest
from sqlalchemy import text

from chefsstod.features.rollover.model import Choice
from chefsstod.features.rollover.service import YEAR_END
from chefsstod.features.yearwheel.model import ActivityId, Category, Segment
from chefsstod.features.yearwheel.recurrence import Rule
from chefsstod.support.changes import NoteChange, Saved
from chefsstod.support.errors import UserError
from tests.features.rollover.conftest import BUDGET, LEGIONELLA, PAY, Turn

TABLES = ("rollover_choice", "occurrence", "hidden_activity", "rule_change")


@pytest.fixture
def turn(small_turn: Turn) -> Turn:
    return small_turn


def rows(turn: Turn) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    with turn.context.database.read() as session:
        for table in TABLES:
            found += [(table, *row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))]  # noqa: S608
    return found


def back_and_forth(turn: Turn, saved: Saved, before: list[tuple[object, ...]]) -> None:
    after = rows(turn)
    assert saved.undo is not None
    again = saved.undo()
    assert rows(turn) == before
    assert again.undo is not None
    again.undo()
    assert rows(turn) == after


def test_the_review_holds_every_task_that_comes_in_the_new_year(turn: Turn) -> None:
    review = turn.review()
    assert (review.year, review.next_year) == (2026, 2027)
    assert {task.activity.id for task in review.tasks} == {
        o.activity.id for o in turn.wheel.occurrences(date(2027, 1, 1), date(2027, 12, 31))
    }
    assert len(review.undecided) == len(review.tasks)
    assert review.finished is None


def test_keeping_changes_nothing_but_is_remembered(turn: Turn) -> None:
    before = rows(turn)
    saved = turn.rollover.keep(PAY)
    decision = turn.task(PAY).decision
    assert decision is not None
    assert decision.choice is Choice.KEEP
    assert decision.decided == turn.clock()
    assert saved.changes.plans
    back_and_forth(turn, saved, before)


def test_keeping_the_rest_leaves_what_is_decided_and_is_one_step_back(turn: Turn) -> None:
    turn.rollover.drop(LEGIONELLA, "Fastighet gör det")
    before = rows(turn)
    everything = [task.activity.id for task in turn.review().tasks]
    saved = turn.rollover.keep_all(everything)
    review = turn.review()
    assert review.undecided == []
    assert [task.activity.id for task in review.with_choice(Choice.DROP)] == [LEGIONELLA]
    back_and_forth(turn, saved, before)


def test_moving_moves_the_new_year_only(turn: Turn) -> None:
    before = rows(turn)
    saved = turn.rollover.move(PAY, date(2027, 3, 9))
    assert turn.task(PAY).coming[0].due == date(2027, 3, 9)
    assert turn.of(PAY, 2028).due.month == 2
    assert PAY in saved.changes.activities
    assert saved.changes.plans
    back_and_forth(turn, saved, before)


def test_changing_the_rule_moves_every_year_from_the_new_one(turn: Turn) -> None:
    was = turn.of(PAY, 2026).due
    before = rows(turn)
    saved = turn.rollover.change_rule(PAY, date(2027, 3, 9))
    assert turn.task(PAY).coming[0].due == date(2027, 3, 9)
    assert turn.of(PAY, 2028).due.month == 3
    assert turn.of(PAY, 2026).due == was
    back_and_forth(turn, saved, before)


def test_dropping_hides_from_the_new_year_with_its_reason(turn: Turn) -> None:
    before = rows(turn)
    saved = turn.rollover.drop(LEGIONELLA, " Fastighet gör det ")
    (hidden,) = turn.edits.hidden()
    assert (hidden.activity.id, hidden.since, hidden.reason) == (LEGIONELLA, date(2027, 1, 1), "Fastighet gör det")
    task = turn.task(LEGIONELLA)
    assert task.coming == ()
    assert task.past
    assert task.speaks
    back_and_forth(turn, saved, before)


@pytest.mark.parametrize("first", ["move", "rule", "drop"])
def test_changing_ones_mind_takes_back_what_the_first_choice_did(turn: Turn, first: str) -> None:
    ways = {
        "keep": lambda: turn.rollover.keep(PAY),
        "move": lambda: turn.rollover.move(PAY, date(2027, 3, 9)),
        "rule": lambda: turn.rollover.change_rule(PAY, date(2027, 4, 6)),
        "drop": lambda: turn.rollover.drop(PAY, "Görs centralt"),
        "undecide": lambda: turn.rollover.undecide(PAY),
    }
    for name, second in ways.items():
        second()
        alone = rows(turn)
        turn.rollover.undecide(PAY)
        assert rows(turn) == []
        ways[first]()
        before = rows(turn)
        saved = second()
        assert rows(turn) == alone, name
        back_and_forth(turn, saved, before)
        turn.rollover.undecide(PAY)


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2028, 1, 1)])
def test_a_day_outside_the_new_year_is_refused(turn: Turn, day: date) -> None:
    with pytest.raises(UserError):
        turn.rollover.move(PAY, day)
    with pytest.raises(UserError):
        turn.rollover.change_rule(PAY, day)
    assert rows(turn) == []


def test_a_task_that_comes_several_times_is_not_moved_here_and_the_choice_before_stays(turn: Turn) -> None:
    several = next(task.activity.id for task in turn.review().tasks if len(task.coming) > 1)
    turn.rollover.drop(several, "Behövs inte")
    before = rows(turn)
    with pytest.raises(UserError):
        turn.rollover.move(several, date(2027, 3, 9))
    assert rows(turn) == before, "what had been taken back on the way is put back"


def test_a_rule_of_her_own_from_the_new_year_is_left_to_the_editor(turn: Turn) -> None:
    rule = Rule("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4", start=date(2027, 1, 1))
    turn.edits.put_segments({PAY: Segment(date(2027, 1, 1), rule)}, source="own")
    before = rows(turn)
    with pytest.raises(UserError):
        turn.rollover.change_rule(PAY, date(2027, 3, 9))
    assert rows(turn) == before


@pytest.mark.parametrize("reason", ["", "  "])
def test_dropping_needs_a_reason(turn: Turn, reason: str) -> None:
    with pytest.raises(UserError):
        turn.rollover.drop(PAY, reason)
    assert rows(turn) == []


def test_an_unknown_task_is_refused(turn: Turn) -> None:
    with pytest.raises(UserError):
        turn.rollover.keep(ActivityId("finns-inte"))


def test_a_finding_can_be_accepted_and_shown_again(turn: Turn) -> None:
    first = turn.review()
    (finding,) = first.findings
    before = rows(turn)
    saved = turn.rollover.accept(finding)
    review = turn.review()
    assert turn.rollover.decided(first) == review
    assert review.findings == ()
    assert review.accepted == (finding,)
    back_and_forth(turn, saved, before)
    turn.rollover.unaccept(finding)
    assert turn.review().findings == (finding,)


def test_what_the_employer_sees_to_is_asked_for_once_only(turn: Turn) -> None:
    (finding,) = turn.review().findings
    assert finding.subject == "foretagshalsovard"
    turn.rollover.accept(finding)
    turn.clock.day = turn.clock.day.replace(year=turn.clock.day.year + 1)
    review = turn.review()
    assert finding.subject not in {other.subject for other in review.findings}
    (accepted,) = review.accepted
    assert accepted.subject == finding.subject, "it can still be shown again"
    saved = turn.rollover.unaccept(accepted)
    assert finding.subject in {other.subject for other in turn.review().findings}
    assert saved.undo is not None
    saved.undo()
    assert finding.subject not in {other.subject for other in turn.review().findings}


def test_a_hidden_duty_is_taken_back_and_is_undecided_again(turn: Turn) -> None:
    turn.rollover.drop(LEGIONELLA, "Fastighet gör det")
    before = rows(turn)
    saved = turn.rollover.take_back(LEGIONELLA)
    assert turn.task(LEGIONELLA).decision is None
    assert turn.task(LEGIONELLA).coming
    back_and_forth(turn, saved, before)


def test_the_lessons_of_the_year_turn_up_at_the_next_turn_of_the_year(turn: Turn) -> None:
    saved = turn.rollover.set_lessons("Börja med budgeten i maj.\nLåt gruppen hålla i APT.")
    assert saved.changes.note is NoteChange.PRESENCE
    assert turn.review().lessons.startswith("Börja")
    assert turn.of(YEAR_END, 2027).next_time.startswith("Börja")
    assert turn.review().before is None
    turn.clock.day = date(2027, 11, 20)
    review = turn.review()
    assert review.year == 2027
    assert review.lessons == ""
    assert review.before is not None
    assert review.before.text.startswith("Börja")


def test_without_the_year_end_task_the_review_keeps_the_lessons_itself(turn: Turn) -> None:
    turn.edits.hide(YEAR_END, date(2026, 1, 1))
    saved = turn.rollover.set_lessons("Börja i maj")
    assert saved.changes.note is NoteChange.WORDS
    assert turn.review().lessons == "Börja i maj"
    turn.rollover.set_lessons("")
    assert turn.review().lessons == ""
    assert [row for row in rows(turn) if row[0] == "rollover_choice"] == []


def test_the_review_is_finished_and_can_be_opened_again(turn: Turn) -> None:
    before = rows(turn)
    saved = turn.rollover.finish()
    assert turn.review().finished == turn.clock()
    back_and_forth(turn, saved, before)


def test_a_choice_is_of_its_year_only(turn: Turn) -> None:
    turn.rollover.keep(PAY)
    turn.clock.day = date(2027, 11, 20)
    assert turn.task(PAY).decision is None


def test_a_late_a_skipped_and_a_dragged_out_task_speak_and_a_smooth_one_does_not(turn: Turn) -> None:
    wheel = turn.wheel
    turn.clock.day = date(2026, 4, 1)
    wheel.mark_done(turn.of(BUDGET, 2026).key)
    wheel.mark_done(turn.of(PAY, 2026).key)
    turn.clock.day = date(2026, 11, 23)
    assert turn.task(PAY).dragged_out
    assert turn.task(PAY).speaks
    assert not turn.task(BUDGET).speaks
    assert turn.task(LEGIONELLA).missed


def test_a_lesson_comes_along_with_its_task(turn: Turn) -> None:
    turn.wheel.set_next_time(turn.of(PAY, 2026).key, "Boka rum i januari")
    task = turn.task(PAY)
    assert task.lesson is not None
    assert task.lesson.text == "Boka rum i januari"
    turn.rollover.drop(PAY, "Görs centralt")
    dropped = turn.task(PAY).lesson
    assert dropped is not None
    assert dropped.text == "Boka rum i januari"


def test_findings_stand_with_their_task(turn: Turn) -> None:
    slug, _saved = turn.wheel.add_own(
        title="Rond 2026", category=Category.ARBETSMILJO, rrule="FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=20", start=date(2026, 1, 1)
    )
    assert turn.codes(slug) == {"stale", "no_why"}
