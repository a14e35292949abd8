"""A changed task: this occurrence, this and following, all; and that undo puts back exactly what was."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.edit_model import Draft, Scope, draft_of
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Activity, ActivityId, OccurrenceKey, Status, Step
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Saved
from chefsstod.support.errors import UserError
from tests.conftest import SetClock
from tests.features.yearwheel.edit_helpers import HOLIDAY, at, change, dates, draft, rows, segment, undo


@pytest.mark.parametrize("scope", list(Scope))
def test_saving_what_was_not_changed_changes_nothing(
    edits: EditService, profiled: AppContext, own: ActivityId, scope: Scope
) -> None:
    before = rows(profiled)
    for name, day in ((own, date(2027, 3, 15)), (HOLIDAY, date(2027, 4, 1))):
        saved = change(edits, profiled, name, day, scope)
        assert saved.undo is None
        assert not saved.changes
    assert rows(profiled) == before


def test_a_change_of_one_leaves_the_others_alone(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    day = date(2027, 3, 15)
    before = rows(profiled)
    saved = change(
        edits, profiled, own, day, Scope.THIS, title="Loggbok i ny form", lead_days=3, hours=4.0, day=date(2027, 3, 18), why="Nej"
    )
    one = at(profiled, own, day)
    assert (one.title, one.lead_days, one.hours, one.due) == ("Loggbok i ny form", 3, 4.0, date(2027, 3, 18))
    other = at(profiled, own, date(2028, 3, 15))
    assert (other.title, other.lead_days, other.hours, other.activity.why) == ("Loggbok", 10, 1.0, "")
    change(edits, profiled, own, day, Scope.THIS, title="Loggbok", lead_days=10, hours=1.0, day=day)
    assert rows(profiled) == before
    undo(saved)
    assert rows(profiled) == before


def test_one_alone_needs_a_title_too(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    with pytest.raises(UserError):
        change(edits, profiled, own, date(2027, 3, 15), Scope.THIS, title=" ")


def test_from_here_on_the_earlier_ones_stay(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    before = rows(profiled)
    saved = change(edits, profiled, own, date(2028, 3, 15), Scope.FOLLOWING, "andra torsdagen i april", lead_days=21)
    assert dates(profiled, own) == [date(2027, 3, 15), date(2028, 4, 13), date(2029, 4, 12)]
    assert [at(profiled, own, day).lead_days for day in dates(profiled, own)] == [10, 21, 21]
    activity = profiled.yearwheel.activity(own)
    assert activity.segments[0].source == "own"
    assert activity.segments[0].rule.words == "andra torsdagen i april varje år"
    after = rows(profiled)
    back = undo(saved)
    assert rows(profiled) == before
    undo(back)
    assert rows(profiled) == after


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("1 mars", [date(2028, 3, 1), date(2029, 3, 1)]),
        ("1 oktober", [date(2027, 10, 1), date(2028, 10, 1), date(2029, 10, 1)]),
        ("1 februari", [date(2028, 2, 1), date(2029, 2, 1)]),
        ("vartannat år 1 mars", [date(2028, 3, 1)]),
        ("varje månad den 25", [date(2028, 3, 25), date(2028, 4, 25), date(2028, 5, 25)]),
    ],
)
def test_the_one_in_hand_gets_its_new_date_even_where_that_lies_earlier(
    edits: EditService, profiled: AppContext, own: ActivityId, words: str, wanted: list[date]
) -> None:
    change(edits, profiled, own, date(2028, 3, 15), Scope.FOLLOWING, words)
    found = dates(profiled, own)
    assert found[0] == date(2027, 3, 15)
    assert found[1 : len(wanted) + 1] == wanted


def test_a_new_date_never_reaches_into_the_past(edits: EditService, profiled: AppContext, clock: SetClock) -> None:
    made, _ = edits.add(draft("20 december", start=date(2024, 1, 1)))
    change(edits, profiled, made, date(2026, 12, 20), Scope.FOLLOWING, "1 november")
    assert dates(profiled, made) == [date(2027, 11, 1), date(2028, 11, 1), date(2029, 11, 1)]
    assert dates(profiled, made, date(2024, 1, 1), date(2026, 1, 1)) == [date(2024, 12, 20), date(2025, 12, 20)]


def test_from_the_first_one_on_is_all(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    change(edits, profiled, own, date(2027, 3, 15), Scope.FOLLOWING, "1 maj")
    assert profiled.yearwheel.activity(own).segments == ()
    assert dates(profiled, own) == [date(2027, 5, 1), date(2028, 5, 1), date(2029, 5, 1)]


def test_a_base_task_whose_rule_changes_from_a_day_on_keeps_its_text(edits: EditService, profiled: AppContext) -> None:
    text_before = replace(profiled.yearwheel.activity(HOLIDAY), segments=())
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.FOLLOWING, "vecka 12")
    activity = profiled.yearwheel.activity(HOLIDAY)
    assert replace(activity, segments=()) == text_before
    assert dates(profiled, HOLIDAY)[:3] == [date(2026, 4, 1), date(2027, 3, 22), date(2028, 3, 20)]
    assert edits.differs_from_base(HOLIDAY)
    assert not edits.base_changed(HOLIDAY)
    edits.restore_base(HOLIDAY)
    assert rows(profiled) == []


def test_a_lead_time_alone_keeps_the_rules_that_come_later(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    change(edits, profiled, own, date(2029, 3, 15), Scope.FOLLOWING, "1 maj", lead_days=5)
    change(edits, profiled, own, date(2028, 3, 15), Scope.FOLLOWING, lead_days=30)
    found = dates(profiled, own, last=date(2030, 12, 31))
    assert found == [date(2027, 3, 15), date(2028, 3, 15), date(2029, 5, 1), date(2030, 5, 1)]
    assert [at(profiled, own, day).lead_days for day in found] == [10, 30, 30, 30]


def test_a_rule_from_here_on_replaces_all_later_ones_whoever_gave_them(edits: EditService, profiled: AppContext) -> None:
    edits.put_segments({HOLIDAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=3", date(2028, 1, 1))}, source="local:semester")
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.FOLLOWING, "1 maj")
    assert dates(profiled, HOLIDAY) == [date(2026, 4, 1), date(2027, 5, 1), date(2028, 5, 1), date(2029, 5, 1)]


def test_all_is_her_own_version_with_the_base_underneath(edits: EditService, profiled: AppContext, base: list[Activity]) -> None:
    saved = change(
        edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.ALL, "1 maj", title="Semester", steps=(Step("a", "Fråga", -7),)
    )
    activity, original = profiled.yearwheel.activity(HOLIDAY), next(a for a in base if a.id == HOLIDAY)
    assert (activity.title, activity.layer, activity.short) == ("Semester", Layer.OWN, original.short)
    assert (activity.basis, activity.varies, activity.code) == (original.basis, original.varies, original.code)
    assert dates(profiled, HOLIDAY) == [date(year, 5, 1) for year in (2026, 2027, 2028, 2029)]
    assert edits.base_of(HOLIDAY) == original
    assert not edits.base_changed(HOLIDAY)
    undo(saved)
    assert rows(profiled) == []


def test_all_with_a_new_rule_takes_away_her_changes_from_a_day_on(
    edits: EditService, profiled: AppContext, own: ActivityId
) -> None:
    change(edits, profiled, own, date(2028, 3, 15), Scope.FOLLOWING, "1 maj", lead_days=3)
    change(edits, profiled, own, date(2028, 5, 1), Scope.ALL, "1 juni")
    assert dates(profiled, own) == [date(2027, 6, 1), date(2028, 6, 1), date(2029, 6, 1)]
    assert profiled.yearwheel.activity(own).segments == ()
    assert at(profiled, own, date(2027, 6, 1)).lead_days == 3


def test_all_with_a_new_title_keeps_her_rules(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    change(edits, profiled, own, date(2028, 3, 15), Scope.FOLLOWING, "1 maj", lead_days=3)
    before = dates(profiled, own)
    change(edits, profiled, own, date(2028, 5, 1), Scope.ALL, title="Annat")
    assert dates(profiled, own) == before
    assert profiled.yearwheel.activity(own).title == "Annat"
    change(edits, profiled, own, date(2028, 5, 1), Scope.ALL, lead_days=12)
    assert {at(profiled, own, day).lead_days for day in dates(profiled, own)} == {12}


def test_the_base_rule_goes_on_as_always_when_only_the_text_is_hers(edits: EditService, profiled: AppContext) -> None:
    before = dates(profiled, HOLIDAY, date(2010, 1, 1))
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.ALL, hours=20.0)
    assert dates(profiled, HOLIDAY, date(2010, 1, 1)) == before
    assert profiled.yearwheel.activity(HOLIDAY).hours == 20.0
    assert profiled.yearwheel.activity(HOLIDAY).rule.words


def test_writing_the_base_text_again_makes_it_the_base_text(edits: EditService, profiled: AppContext, base: list[Activity]) -> None:
    original = next(a for a in base if a.id == HOLIDAY)
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.ALL, title="Semester")
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.ALL, title=original.title)
    assert rows(profiled) == []
    assert profiled.yearwheel.activity(HOLIDAY).layer is Layer.BASE


def test_a_changed_base_text_is_told_until_she_has_seen_it(edits: EditService, profiled: AppContext, base: list[Activity]) -> None:
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.ALL, title="Semester")
    place = next(n for n, a in enumerate(base) if a.id == HOLIDAY)
    base[place] = replace(base[place], why="Nya regler gäller.")
    assert edits.base_changed(HOLIDAY)
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.ALL, title="Semestern")
    assert edits.base_changed(HOLIDAY)
    saved = edits.keep_own(HOLIDAY)
    assert not edits.base_changed(HOLIDAY)
    undo(saved)
    assert edits.base_changed(HOLIDAY)
    edits.remove(HOLIDAY)
    assert profiled.yearwheel.activity(HOLIDAY).why == "Nya regler gäller."
    assert not edits.base_changed(HOLIDAY)


def test_local_rules_outlive_the_return_of_the_base_text(edits: EditService, profiled: AppContext) -> None:
    edits.put_segments({HOLIDAY: segment("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=3")}, source="local:semester")
    change(edits, profiled, HOLIDAY, date(2027, 2, 3), Scope.ALL, title="Semester")
    edits.restore_base(HOLIDAY)
    assert [s.source for s in profiled.yearwheel.activity(HOLIDAY).segments] == ["local:semester"]


def test_what_she_did_stays_where_the_rule_no_longer_comes(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    done = OccurrenceKey(own, date(2027, 3, 15))
    profiled.yearwheel.mark_done(done, "Gick bra")
    change(edits, profiled, own, done.original, Scope.ALL, "1 maj")
    kept = at(profiled, own, done.original)
    assert (kept.orphan, kept.status, kept.note) == (True, Status.DONE, "Gick bra")


def test_hiding_a_task_does_not_become_part_of_her_version(edits: EditService, profiled: AppContext) -> None:
    edits.hide(HOLIDAY, date(2028, 1, 1))
    change(edits, profiled, HOLIDAY, date(2027, 4, 1), Scope.ALL, title="Semester")
    edits.unhide(HOLIDAY)
    assert date(2029, 4, 1) in dates(profiled, HOLIDAY)


def test_an_occurrence_that_is_not_there_cannot_be_changed(edits: EditService) -> None:
    with pytest.raises(UserError):
        edits.edit(OccurrenceKey(HOLIDAY, date(2027, 4, 2)), draft(), Scope.ALL)


def test_the_preview_is_what_will_come(edits: EditService, profiled: AppContext, own: ActivityId) -> None:
    key = OccurrenceKey(own, date(2028, 3, 15))
    wanted = replace(draft_of(at(profiled, own, key.original), Scope.FOLLOWING), rule=parse("15 maj", start=key.original).rule)
    coming = edits.preview(at(profiled, own, key.original), wanted, Scope.FOLLOWING)
    edits.edit(key, wanted, Scope.FOLLOWING)
    real = [o for o in profiled.yearwheel.occurrences(date(2028, 1, 1), date(2040, 1, 1)) if o.activity.id == own]
    assert [(c.original, c.due, c.shift) for c in coming] == [(o.original, o.due, o.shift) for o in real[:5]]
    assert any(c.shift for c in coming)
    new = edits.preview(None, draft("vart tredje år 1 mars"), Scope.ALL)
    assert [c.original for c in new][:3] == [date(2027, 3, 1), date(2030, 3, 1), date(2033, 3, 1)]
    assert len(edits.preview(None, draft("12 mars 2027"), Scope.ALL)) == 1
    assert edits.preview(None, Draft(), Scope.ALL) == []


WORDS = st.sampled_from(["15 mars", "vecka 12", "sista fredagen", "varannan tisdag", "3:e vardagen", "1 maj och 1 oktober"])
CHANGES = st.lists(
    st.tuples(st.sampled_from([Scope.FOLLOWING, Scope.ALL]), WORDS, st.integers(0, 30), st.sampled_from(["A", "B"])), max_size=4
)


@given(CHANGES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undo_walks_back_through_every_change(
    edits: EditService, profiled: AppContext, changes: list[tuple[Scope, str, int, str]]
) -> None:
    states = [rows(profiled)]
    way_back: list[Saved] = []
    for scope, words, lead, title in changes:
        nearest = profiled.yearwheel.next_of(HOLIDAY)
        if nearest is None:  # the next one lies beyond the year that is looked at
            break
        saved = change(edits, profiled, HOLIDAY, nearest.original, scope, words, lead_days=lead, title=title)
        if saved.undo is not None:
            states.append(rows(profiled))
            way_back.append(saved)
    for saved in reversed(way_back):
        assert rows(profiled) == states.pop()
        undo(saved)
    assert rows(profiled) == states.pop() == []
