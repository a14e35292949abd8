"""Answers set the rules from the day they are given, are told before and after, and are taken back whole."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chefsstod.features.localdates.model import UNKNOWN, Answer, QuestionId, progress
from chefsstod.features.localdates.service import Incoming
from chefsstod.features.localdates.words import answer_text, effect_text, progress_text
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.yearwheel.model import Activity
from chefsstod.support.errors import UserError
from tests.conftest import MONDAY, SetClock
from tests.features.localdates.conftest import Room


def dues(room: Room, activity: str, year: int) -> list[date]:
    return [o.due for o in room.wheel.occurrences(date(year, 1, 1), date(year, 12, 31)) if o.activity.id == activity]


def said(room: Room, question: str, answer: Answer) -> list[str]:
    return [effect_text(effect, MONDAY) for effect in room.local.try_out(question, answer)]


def task(room: Room, name: str) -> Activity:
    return room.wheel.activity(name)


def day_of(activity: Activity, step: str) -> int:
    return next(s.days for s in activity.steps if s.id == step)


def test_an_answer_sets_the_rule_from_today_and_history_stays(room: Room) -> None:
    before = dues(room, "lonesamtal", 2026)
    room.local.answer("lonesamtal", Answer(option="oktober"))
    assert dues(room, "lonesamtal", 2026) == before
    assert dues(room, "lonesamtal", 2027) == [date(2027, 10, 29)]
    segment = task(room, "lonesamtal").segments[-1]
    assert segment.source == "local:lonesamtal"
    assert "I oktober, inför lönen i april" in room.local.origin_text(segment)


def test_what_an_answer_changes_is_told_beforehand(room: Room) -> None:
    told = said(room, "lonesamtal", Answer(option="oktober"))
    assert len(told) == 3
    assert "26 feb" in told[0]
    assert "29 okt 2027" in told[0]
    assert dues(room, "lonesamtal", 2027) == [date(2027, 2, 26)]


def test_one_undo_takes_all_of_an_answer_back_and_redo_brings_it_again(room: Room) -> None:
    saved = room.local.answer("sommarstart", Answer(option="tva-15-juni"))
    assert {"semesterplanering", "sommardriftplan"} <= saved.changes.activities
    assert saved.changes.plans
    assert saved.undo is not None
    back = saved.undo()
    assert dues(room, "semesterplanering", 2027) == [date(2027, 4, 1)]
    assert not any(item.answered for item in room.local.items())
    assert back.undo is not None
    back.undo()
    assert dues(room, "semesterplanering", 2027) == [date(2027, 4, 15)]
    assert any(item.known for item in room.local.items())


def test_the_usual_answer_gives_no_rule_of_its_own(room: Room) -> None:
    room.local.answer("lonesamtal", Answer(option="februari"))
    assert task(room, "lonesamtal").segments == ()
    assert [item.question.id for item in room.local.items() if item.known] == ["lonesamtal"]


def test_not_yet_keeps_the_dates_and_counts_as_gone_through(room: Room) -> None:
    room.local.answer("lonesamtal", Answer(option="oktober"))
    room.local.answer("lonesamtal", UNKNOWN)
    assert dues(room, "lonesamtal", 2027) == [date(2027, 2, 26)]
    assert progress(room.local.items()).answered == 1


def test_a_new_answer_replaces_the_old_one(room: Room) -> None:
    room.local.answer("loneattest", Answer(option="dag-5"))
    room.local.answer("loneattest", Answer(day=9))
    assert len(task(room, "loneattest").segments) == 1
    assert dues(room, "loneattest", 2027)[0] == date(2027, 1, 8)
    room.local.clear("loneattest")
    assert task(room, "loneattest").segments == ()


def test_the_day_of_application_moves_its_step_and_the_start_of_the_work(room: Room) -> None:
    old = task(room, "semesterplanering")
    assert "15 mars 2027" in " ".join(said(room, "semesteransokan", Answer(option="mars-15")))
    room.local.answer("semesteransokan", Answer(option="mars-15"))
    new = task(room, "semesterplanering")
    assert day_of(new, "ansokan") == -17
    assert new.lead_days == old.lead_days - 14
    assert [step.days for step in new.steps] == sorted(step.days for step in new.steps)
    assert day_of(new, "besked") == 0
    assert dues(room, "semesterplanering", 2027) == [date(2027, 4, 1)]


def test_the_step_follows_when_the_summer_begins_on_another_day(room: Room) -> None:
    room.local.answer("semesteransokan", Answer(option="mars-15"))
    saved = room.local.answer("sommarstart", Answer(words="22 juni"))
    assert dues(room, "semesterplanering", 2027) == [date(2027, 4, 22)]
    assert day_of(task(room, "semesterplanering"), "ansokan") == -38
    assert saved.undo is not None
    saved.undo()
    assert day_of(task(room, "semesterplanering"), "ansokan") == -17


def test_notice_is_counted_from_the_earliest_day_that_the_words_can_mean(room: Room) -> None:
    room.local.answer("sommarstart", Answer(words="måndagen i vecka 24"))
    due = dues(room, "semesterplanering", 2027)[0]
    assert due <= date(2027, 4, 8)


@pytest.mark.parametrize(
    ("question", "answer", "piece"),
    [
        ("sommarstart", Answer(words="1 oktober"), "12 §"),
        ("semesteransokan", Answer(words="30 mars"), "11 §"),
        ("sam-uppfoljning", Answer(words="vartannat år den 15 mars"), "varje år"),
        ("delar-host", Answer(words="20 november"), "två månader"),
        ("lonesamtal", Answer(words="12 mars 2027"), ""),
        ("lonesamtal", Answer(words="när det passar"), "när"),
        ("lonesamtal", Answer(words=" "), ""),
        ("hygienveckor", Answer(), ""),
        ("lonesamtal", Answer(option="finns-inte"), ""),
        ("brukarundersokning", Answer(words="mars"), ""),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason_and_nothing_changes(
    room: Room, question: str, answer: Answer, piece: str
) -> None:
    with pytest.raises(UserError) as caught:
        room.local.answer(question, answer)
    assert piece in f"{caught.value.title} {caught.value.message}"
    assert not any(item.answered for item in room.local.items())


def test_every_second_year_begins_with_the_right_one_and_takes_no_past_date_away(room: Room, clock: SetClock) -> None:
    clock.day = date(2027, 3, 1)
    room.local.answer("brandovning", Answer(option="jamna"))
    assert [dues(room, "utrymningsovning", year) for year in (2027, 2028, 2029)] == [[], [date(2028, 11, 15)], []]
    room.local.answer("brandovning", Answer(option="udda"))
    assert [bool(dues(room, "utrymningsovning", year)) for year in (2027, 2028, 2029)] == [True, False, True]


def test_late_in_the_year_the_other_years_rule_waits_for_the_next(room: Room) -> None:
    before = dues(room, "utrymningsovning", 2026)
    room.local.answer("brandovning", Answer(option="udda"))
    assert dues(room, "utrymningsovning", 2026) == before
    assert [bool(dues(room, "utrymningsovning", year)) for year in (2027, 2028, 2029)] == [True, False, True]


def test_only_questions_that_concern_the_unit_are_asked(room: Room) -> None:
    assert "brukarundersokning" not in [item.question.id for item in room.local.items()]
    room.profiles.save(Profile(ServiceType.LSS, MONDAY))
    assert "brukarundersokning" in [item.question.id for item in room.local.items()]


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("prognosmanader", Answer(months=(2, 3, 12)), "februari, mars"),
        ("hygienveckor", Answer(weeks=(11, 40)), "40"),
        ("hygienveckor", Answer(weeks=(40,)), "40"),
        ("loneattest", Answer(workday=3), "3"),
        ("loneattest", Answer(day=12), "12"),
        ("lonesamtal", Answer(words="andra torsdagen i mars"), "andra torsdagen i mars"),
        ("lonesamtal", Answer(option="borta"), "borta"),
    ],
)
def test_an_answer_of_her_own_is_said_in_words(room: Room, question: str, answer: Answer, words: str) -> None:
    assert words in answer_text(room.local.question(question), answer)


def test_routines_are_told_by_their_rule(room: Room) -> None:
    assert "vardag" in said(room, "loneattest", Answer(workday=3))[0]
    assert "februari" in said(room, "prognosmanader", Answer(months=(2, 6)))[0]


def test_several_times_a_year_are_listed(room: Room) -> None:
    assert "25 mars" in said(room, "hygienveckor", Answer(weeks=(12, 37)))[0]


def test_what_a_stored_answer_changed_can_be_told_again(room: Room) -> None:
    assert room.local.effects("lonesamtal") == ()
    room.local.answer("lonesamtal", Answer(option="oktober"))
    room.local.answer("semesteransokan", Answer(option="mars-15"))
    assert room.local.effects("lonesamtal")[0].changed
    assert "15 mars 2027" in effect_text(room.local.effects("semesteransokan")[0], MONDAY)
    found = room.local.step_origin(task(room, "semesterplanering").id)
    assert found is not None
    assert found[0].id == "semesteransokan"
    assert room.local.step_origin(task(room, "lonesamtal").id) is None


def test_progress_counts_down_in_minutes(room: Room) -> None:
    items = room.local.items()
    assert str(progress(items).minutes) in progress_text(progress(items))
    for item in items:
        room.local.answer(item.question.id, UNKNOWN)
    assert str(len(items)) in progress_text(progress(room.local.items()))


def test_an_unknown_question_is_an_expected_error(room: Room) -> None:
    with pytest.raises(UserError):
        room.local.answer("ingen", UNKNOWN)


def test_a_rule_from_elsewhere_has_no_local_origin(room: Room) -> None:
    assert room.local.origin("own") is None
    assert room.local.origin("local:ingen") is None


# ── colleagues ───────────────────────────────────────────────────────────────


def answered(room: Room) -> None:
    room.local.answer("lonesamtal", Answer(option="oktober"))
    room.local.answer("semesteransokan", Answer(option="mars-15"))
    room.local.answer("hygienveckor", Answer(weeks=(11, 40)))
    room.local.answer("loneattest", Answer(workday=3))
    room.local.answer("skyddsrond", UNKNOWN)


@pytest.mark.parametrize("name", ["lokala.zip", "mapp"])
def test_answers_go_to_a_colleague_and_come_back_whole(room: Room, tmp_path: Path, name: str) -> None:
    answered(room)
    mine = {item.question.id: item.answered.answer for item in room.local.items() if item.answered and item.known}
    target = tmp_path / name
    room.local.export(target, unit="Boendet Exempel")
    for question in [*mine, QuestionId("skyddsrond")]:
        room.local.clear(question)
    title, incoming = room.local.read_pack(target)
    assert "Boendet Exempel" in title
    assert {i.question.id: i.answer for i in incoming} == mine
    assert all(not i.same and i.effects for i in incoming)
    saved = room.local.take(incoming)
    assert {item.question.id: item.answered.answer for item in room.local.items() if item.answered} == mine
    assert dues(room, "lonesamtal", 2027) == [date(2027, 10, 29)]
    assert all(i.same for i in room.local.read_pack(target)[1])
    assert saved.undo is not None
    saved.undo()
    assert not any(item.answered for item in room.local.items())


def test_a_colleagues_answer_that_cannot_be_used_here_is_told_and_left_out(room: Room, tmp_path: Path) -> None:
    (tmp_path / "localdates").mkdir()
    (tmp_path / "localdates" / "answers.yaml").write_text(
        "answers:\n- {question: lonesamtal, option: borta}\n- {question: loneattest, day: 9}\n- {question: annan, option: x}\n",
        encoding="utf-8",
    )
    _title, incoming = room.local.read_pack(tmp_path)
    wrong: list[Incoming] = [i for i in incoming if i.problem is not None]
    assert [i.question.id for i in wrong] == ["lonesamtal"]
    room.local.take(incoming)
    assert [item.question.id for item in room.local.items() if item.answered] == ["loneattest"]


@pytest.mark.parametrize("content", ["", "answers: 3", "answers:\n- {question: loneattest, day: 99}", "answers:\n- {fel: 1}"])
def test_a_pack_without_readable_answers_is_refused(room: Room, tmp_path: Path, content: str) -> None:
    (tmp_path / "localdates").mkdir()
    (tmp_path / "localdates" / "answers.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(UserError):
        room.local.read_pack(tmp_path)


def test_nothing_answered_is_nothing_to_save(room: Room, tmp_path: Path) -> None:
    room.local.answer("lonesamtal", UNKNOWN)
    with pytest.raises(UserError):
        room.local.export(tmp_path / "x.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_a_folder_that_holds_something_is_not_written_over(room: Room, tmp_path: Path) -> None:
    answered(room)
    (tmp_path / "upptagen").mkdir()
    (tmp_path / "upptagen" / "fil").write_text("mitt", encoding="utf-8")
    with pytest.raises(UserError):
        room.local.export(tmp_path / "upptagen")
    assert (tmp_path / "upptagen" / "fil").read_text(encoding="utf-8") == "mitt"


def test_a_row_that_cannot_be_read_counts_as_no_answer(room: Room) -> None:
    room.local.answer("lonesamtal", Answer(option="oktober"))
    with room.local._database.write() as session:
        session.execute(text("UPDATE local_answer SET value = '{' "))
    assert not any(item.answered for item in room.local.items())


def test_a_deadline_that_moves_before_the_step_leaves_the_answer_and_the_usual_steps(room: Room) -> None:
    usual = task(room, "semesterplanering").steps
    room.local.answer("semesteransokan", Answer(option="mars-15"))
    room.local.answer("sommarstart", Answer(words="20 april"))
    assert dues(room, "semesterplanering", 2027) == [date(2027, 2, 19)]
    assert task(room, "semesterplanering").steps == usual
    assert [item.question.id for item in room.local.items() if item.known] == ["sommarstart", "semesteransokan"]


def test_clearing_the_summer_counts_the_step_anew(room: Room) -> None:
    room.local.answer("sommarstart", Answer(option="tva-15-juni"))
    room.local.answer("semesteransokan", Answer(option="mars-15"))
    assert day_of(task(room, "semesterplanering"), "ansokan") == -31
    room.local.clear("sommarstart")
    assert day_of(task(room, "semesterplanering"), "ansokan") == -17


def test_an_answer_whose_rule_cannot_be_saved_is_not_kept_either(room: Room) -> None:
    with room.local._database.write() as session:
        session.execute(text("CREATE TRIGGER full BEFORE INSERT ON rule_change BEGIN SELECT RAISE(ABORT, 'full'); END"))
    with pytest.raises(DBAPIError):
        room.local.answer("lonesamtal", Answer(option="oktober"))
    assert not any(item.answered for item in room.local.items())
