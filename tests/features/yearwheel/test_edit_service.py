"""Her own tasks and versions, rules from a day on, hiding; and that undo puts back exactly what was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.edit_model import Draft, Form, Scope, draft_of
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.edit_words import clock_time, lead_text
from chefsstod.features.yearwheel.model import ActivityId, Category, Kind, Nature, OccurrenceKey, RedDay, Rule, Step
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.i18n import set_language
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError
from tests.conftest import MONDAY
from tests.features.yearwheel.edit_helpers import HOLIDAY, PAY, at, change, dates, draft, rows, segment, undo

# ── rules from the local answers ─────────────────────────────────────────────


def test_rules_from_a_source_replace_those_it_gave_before(edits: EditService, profiled: AppContext) -> None:
    edits.put_segments({PAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=3")}, source="local:lon")
    edits.put_segments({HOLIDAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=4")}, source="local:lon")
    assert date(2027, 2, 3) not in dates(profiled, PAY)
    assert date(2027, 2, 4) in dates(profiled, HOLIDAY)
    saved = edits.drop_segments("local:lon")
    assert saved.changes.activities == {HOLIDAY}
    assert date(2027, 2, 4) not in dates(profiled, HOLIDAY)


def test_rules_from_two_sources_live_side_by_side(edits: EditService, profiled: AppContext) -> None:
    edits.put_segments({PAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=3")}, source="local:lon")
    edits.put_segments({HOLIDAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=4")}, source="local:semester")
    edits.drop_segments("local:lon")
    assert date(2027, 2, 4) in dates(profiled, HOLIDAY)


@pytest.mark.parametrize("later", [0, 30])
def test_her_own_rule_from_the_same_or_a_later_day_wins_over_a_local_one(
    edits: EditService, profiled: AppContext, later: int
) -> None:
    edits.put_segments({PAY: segment("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3", MONDAY + timedelta(days=later))}, source="own")
    edits.put_segments({PAY: segment("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=3")}, source="local:lon")
    assert dates(profiled, PAY, date(2027, 1, 1)) == [date(2027, 5, 3), date(2028, 5, 3), date(2029, 5, 3)]


def test_undo_of_local_rules_restores_exactly_what_was(edits: EditService, profiled: AppContext) -> None:
    edits.put_segments({PAY: segment("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3")}, source="own")
    edits.put_segments({HOLIDAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=4")}, source="local:x")
    before = rows(profiled)
    saved = edits.put_segments({PAY: segment("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1", date(2028, 1, 1))}, source="local:x")
    after = rows(profiled)
    assert saved.undo is not None
    back = saved.undo()
    assert rows(profiled) == before
    assert back.undo is not None
    back.undo()
    assert rows(profiled) == after


# ── hiding ───────────────────────────────────────────────────────────────────


def test_a_hidden_task_ends_where_she_hid_it_and_comes_back(edits: EditService, profiled: AppContext) -> None:
    every = dates(profiled, PAY)
    saved = edits.hide(PAY, date(2028, 1, 1), " Görs av HR ")
    assert dates(profiled, PAY) == [day for day in every if day.year < 2028]
    assert [(h.activity.id, h.since, h.reason) for h in edits.hidden()] == [(PAY, date(2028, 1, 1), "Görs av HR")]
    assert edits.hidden()[0].activity.ends is None
    edits.unhide(PAY)
    assert dates(profiled, PAY) == every
    assert edits.hidden() == []
    assert saved.changes.activities == {PAY}


def test_undoing_a_hiding_brings_the_earlier_one_back(edits: EditService, profiled: AppContext) -> None:
    edits.hide(PAY, date(2028, 1, 1), "A")
    saved = edits.hide(PAY, date(2027, 1, 1), "B")
    assert saved.undo is not None
    saved.undo()
    assert [(h.since, h.reason) for h in edits.hidden()] == [(date(2028, 1, 1), "A")]


def test_what_does_not_exist_cannot_be_hidden(edits: EditService) -> None:
    with pytest.raises(UserError):
        edits.hide(ActivityId("finns-inte"), MONDAY)


# ── her own tasks ────────────────────────────────────────────────────────────


def test_everything_in_a_draft_is_kept(edits: EditService, profiled: AppContext) -> None:
    steps = (Step("a", "Boka sal", -30), Step("b", "Utvärdera", 7))
    made, saved = edits.add(
        draft(
            "andra torsdagen i mars", short="Dag", nature=Nature.COURSE, lead_days=10, hours=2.5, why=" För alla ", steps=steps,
            place="Salen", at_time="13:00", ends=date(2030, 1, 1),
        )
    )  # fmt: skip
    activity = profiled.yearwheel.activity(made)
    assert (activity.title, activity.short, activity.category, activity.layer) == ("Loggbok", "Dag", Category.KVALITET, Layer.OWN)
    assert (activity.nature, activity.lead_days, activity.hours, activity.why) == (Nature.COURSE, 10, 2.5, "För alla")
    assert (activity.steps, activity.place, activity.at_time) == (steps, "Salen", "13:00")
    assert dates(profiled, made, last=date(2035, 1, 1)) == [date(2027, 3, 11), date(2028, 3, 9), date(2029, 3, 8)]
    undo(undo(saved))
    assert profiled.yearwheel.activity(made) == activity


def test_a_rule_is_said_in_the_language_in_use(edits: EditService, profiled: AppContext) -> None:
    made, _ = edits.add(draft("andra torsdagen i mars"))
    assert profiled.yearwheel.activity(made).rule.words == "andra torsdagen i mars varje år"
    set_language("en")
    assert profiled.yearwheel.activity(made).rule.words == "the second Thursday in March every year"


def test_a_single_date_comes_once(edits: EditService, profiled: AppContext) -> None:
    made, _ = edits.add(draft("12 mars 2027", nature=Nature.EVENT))
    assert dates(profiled, made) == [date(2027, 3, 12)]
    assert profiled.yearwheel.activity(made).kind is Kind.CALENDAR


def test_a_weekly_task_is_a_routine(edits: EditService, profiled: AppContext) -> None:
    for words in ("varje fredag", "fredagar jämna veckor", "varje dag"):
        made, _ = edits.add(draft(words))
        assert profiled.yearwheel.activity(made).kind is Kind.ROUTINE


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "},
        {"title": "x" * 200},
        {"rule": None},
        {"rule": Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")},
        {"lead_days": 400},
        {"lead_days": -1},
        {"hours": -1.0},
        {"at_time": "halv tre"},
        {"at_time": "25:00"},
        {"steps": (Step("a", " ", 0),)},
        {"ends": date(2026, 1, 1)},
    ],
)
def test_what_is_missing_is_told_and_nothing_is_saved(edits: EditService, profiled: AppContext, wrong: dict[str, object]) -> None:
    with pytest.raises(UserError):
        edits.add(draft(**wrong))  # type: ignore[arg-type]
    assert rows(profiled) == []


def test_a_removed_task_takes_its_rules_along_and_comes_back_whole(edits: EditService, profiled: AppContext) -> None:
    made, _ = edits.add(draft())
    key = OccurrenceKey(made, date(2028, 3, 15))
    edits.edit(key, replace(draft_of(at(profiled, made, key.original), Scope.ALL), rule=parse("1 maj", start=key.original).rule),
               Scope.FOLLOWING)  # fmt: skip
    edits.hide(made, date(2029, 1, 1))
    profiled.yearwheel.set_note(OccurrenceKey(made, date(2027, 3, 15)), "Minns")
    before = rows(profiled)
    saved = edits.remove(made)
    assert [row[0] for row in rows(profiled)] == ["occurrence"]
    undo(saved)
    assert rows(profiled) == before
    again, _ = edits.add(draft())
    assert again != made


def test_what_is_not_hers_cannot_be_removed(edits: EditService) -> None:
    with pytest.raises(UserError):
        edits.remove(PAY)
    with pytest.raises(UserError):
        edits.restore_base(PAY)


def test_a_copy_begins_today_and_says_that_it_is_one(edits: EditService, profiled: AppContext) -> None:
    copy = edits.duplicate(HOLIDAY)
    original = profiled.yearwheel.activity(HOLIDAY)
    assert original.title in copy.title != original.title
    assert (copy.steps, copy.why, copy.lead_days) == (original.steps, original.why.strip(), original.lead_days)
    made, _ = edits.add(copy)
    coming = [day for day in dates(profiled, HOLIDAY) if day >= MONDAY]
    assert dates(profiled, made) == coming
    assert profiled.yearwheel.activity(made).layer is Layer.OWN


def test_a_copy_of_a_single_date_keeps_its_date(edits: EditService, profiled: AppContext) -> None:
    made, _ = edits.add(draft("12 mars 2027"))
    copy, _ = edits.add(edits.duplicate(made))
    assert dates(profiled, copy) == [date(2027, 3, 12)]


# ── what is not saved yet ────────────────────────────────────────────────────


def test_what_stands_in_the_form_is_kept_until_it_is_let_go(edits: EditService) -> None:
    form = Form(Draft(title="Halv", steps=(Step("", "Ring", -3),), ends=date(2030, 1, 1)), "andra tors", RedDay.KEEP)
    edits.keep_form("new", form)
    assert edits.kept_form("new") == form
    assert edits.kept_form("other") is None
    edits.keep_form("new", None)
    assert edits.kept_form("new") is None


def test_a_form_of_another_version_is_let_go(edits: EditService, profiled: AppContext) -> None:
    edits.keep_form("new", Form(Draft(), "", RedDay.KEEP))
    with profiled.database.write() as session:
        session.execute(text("UPDATE meta SET value = '{}' WHERE key LIKE 'unsaved%'"))
    assert edits.kept_form("new") is None


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("13", "13:00"),
        ("9.30", "09:30"),
        ("kl 13:15", "13:15"),
        ("13–15", "13:00–15:00"),
        ("24", None),
        ("13-14-15", None),
        ("ett", None),
    ],
)
def test_a_time_is_read_as_people_write_it(written: str, wanted: str | None) -> None:
    assert clock_time(written) == wanted


def test_a_lead_time_is_said_in_weeks_where_it_is_whole_weeks() -> None:
    set_language("en")
    assert [lead_text(days) for days in (0, 1, 7, 10, 21)] == ["0 days", "1 day", "1 week", "10 days", "3 weeks"]


def test_removing_her_version_by_the_old_way_keeps_the_local_rules(edits: EditService, profiled: AppContext) -> None:
    edits.put_segments({HOLIDAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=3")}, source="local:semester")
    change(edits, profiled, HOLIDAY, date(2027, 2, 3), Scope.ALL, title="Semester")
    before = rows(profiled)
    saved = profiled.yearwheel.remove_own(HOLIDAY)
    assert [s.source for s in profiled.yearwheel.activity(HOLIDAY).segments] == ["local:semester"]
    undo(undo(undo(saved)))
    assert rows(profiled) == before
