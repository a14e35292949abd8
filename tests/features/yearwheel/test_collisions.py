"""Which chains collide, what could lighten the week, and how it is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chefsstod.features.yearwheel.collisions import (
    HEAVY,
    chains_of,
    collisions,
    loads_of,
    reliefs,
    step_marks,
    steps_in,
)
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Occurrence, Rule, Status, Step
from chefsstod.features.yearwheel.planning import Proposal, hours_by_week, monday_of, ordinary_room, plan_of, with_proposal
from chefsstod.features.yearwheel.planning_words import collision_texts, half_hours, relief_text, replan_text, step_when
from chefsstod.shell.context import AppContext

TODAY = date(2026, 11, 23)
WEDNESDAY = date(2027, 2, 10)
WEEK = date(2027, 2, 8)


def made(name: str, *days: int, hours: float = 10.0, due: date = WEDNESDAY, kind: Kind = Kind.CALENDAR) -> Occurrence:
    steps = tuple(Step(f"{name}{place}", f"Steg {place}", day) for place, day in enumerate(days))
    rule = Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=10")
    activity = Activity(
        ActivityId(name),
        f"Uppgift {name}",
        Category.PERSONAL,
        rule,
        lead_days=-min(days, default=0),
        hours=hours,
        steps=steps,
        kind=kind,
    )
    return Occurrence(activity, due, due, Status.PLANNED)


def test_two_chains_collide_in_a_week_that_is_too_full_for_both() -> None:
    one, other = made("a", -1, 0, hours=11), made("b", -2, 0, hours=9)
    found = collisions([one, other], TODAY)
    assert [(c.week, c.day, c.first.key, c.second.key) for c in found] == [(WEEK, None, one.key, other.key)]
    assert found[0].hours == 20
    assert found[0].room == ordinary_room(WEEK)
    assert found[0].concerns(one.key)
    assert found[0].other(one.key) is other
    assert found[0].other(other.key) is one


def test_what_fits_in_the_week_does_not_collide_and_neither_does_a_trifle() -> None:
    assert collisions([made("a", -1, 0, hours=7), made("b", -2, 0, hours=3)], TODAY, room=lambda _m: 16) == []
    assert collisions([made("a", -1, 0, hours=20), made("b", 0, hours=1)], TODAY) == []


def test_two_large_steps_on_a_day_collide_though_the_week_has_room() -> None:
    one, other = made("a", -1, 0, hours=7), made("b", -2, 0, hours=5)
    found = collisions([one, other], TODAY)
    assert [(c.day, c.hours >= 2 * HEAVY) for c in found] == [(WEDNESDAY, True)]
    assert [step.step.id for step in steps_in(found[0], plan_of(one))] == ["a1"]


def test_what_is_done_skipped_ticked_or_a_routine_collides_with_nothing() -> None:
    other = made("b", -2, 0, hours=9)
    for one in (
        replace(made("a", -1, 0, hours=11), status=Status.DONE, done_on=TODAY),
        replace(made("a", -1, 0, hours=11), status=Status.SKIPPED),
        replace(made("a", -1, 0, hours=11), steps_done=frozenset({"a0", "a1"}), status=Status.STARTED),
        made("a", -1, 0, hours=11, kind=Kind.ROUTINE),
    ):
        assert collisions([one, other], TODAY) == []


def test_what_lies_behind_is_not_told_of() -> None:
    assert collisions([made("a", -1, 0, hours=11), made("b", -2, 0, hours=9)], WEDNESDAY + timedelta(days=7)) == []


def test_the_relief_tells_the_truth_about_both_weeks() -> None:
    one, other = made("a", -1, 0, hours=11), made("b", -2, 0, hours=9)
    loads = loads_of(chains_of([one, other], TODAY))
    found = reliefs(WEEK, [one, other], loads, ordinary_room, TODAY)
    assert found
    best = found[0]
    moved = with_proposal(best.occurrence, best.proposal)
    rest = [o for o in (one, other) if o.key != best.occurrence.key]
    after = hours_by_week([moved, *rest], TODAY)
    assert best.before == loads[WEEK]
    assert best.after == pytest.approx(after.get(WEEK, 0.0))
    assert best.to_after == pytest.approx(after[best.to])
    assert best.after <= best.before - 1
    assert after.get(WEEK, 0.0) <= ordinary_room(WEEK)


def test_no_relief_fills_another_week() -> None:
    weeks = [made(f"x{n}", 0, hours=16, due=WEDNESDAY - timedelta(weeks=n)) for n in range(1, 8)]
    one, other = made("a", -1, 0, hours=11), made("b", -2, 0, hours=9)
    loads = loads_of(chains_of([one, other, *weeks], TODAY))
    assert reliefs(WEEK, [one, other], loads, ordinary_room, TODAY) == []


def test_what_can_wait_is_moved_later() -> None:
    long = made("a", -14, 0, hours=16, due=WEDNESDAY + timedelta(days=14))
    other = made("b", -2, 0, hours=9)
    loads = loads_of(chains_of([long, other], date(2027, 2, 8)))
    found = reliefs(WEEK, [long, other], loads, lambda _m: 14, date(2027, 2, 8))
    assert [(relief.occurrence.key, relief.weeks) for relief in found] == [(long.key, 1)]


def test_a_collision_marks_the_steps_on_the_wheel() -> None:
    one, other = made("a", -30, 0, hours=9), made("b", -2, 0, hours=5)
    marks = step_marks([one, other, made("c", 0, kind=Kind.ROUTINE)], TODAY)
    assert [(mark.step_id, mark.collides) for mark in marks] == [("a0", False), ("b0", False), ("a1", True), ("b1", True)]
    assert [mark.day for mark in marks] == sorted(mark.day for mark in marks)
    assert not any(mark.collides for mark in step_marks([one, other], TODAY, []))


def test_the_base_year_has_some_collisions_but_not_everywhere(profiled: AppContext) -> None:
    found = profiled.yearwheel.occurrences(date(2026, 12, 1), date(2028, 6, 30))
    told = collisions(found, TODAY, within=lambda monday: monday.year == 2027)
    assert 5 <= len(told) <= 40
    assert len({collision.week for collision in told}) <= 20


def test_collisions_are_told_at_the_step_they_concern() -> None:
    one, other, third = made("a", -40, -1, 0, hours=18), made("b", -2, 0, hours=9), made("c", -2, 0, hours=8)
    found = [c for c in collisions([one, other, third], TODAY) if c.concerns(one.key)]
    texts = collision_texts(found, one.key, plan_of(one))
    assert list(texts) == ["a2"], "the last step of the week"
    assert any("Uppgift b" in text and "Uppgift c" in text for text in texts["a2"])
    day = collisions([made("a", -1, 0, hours=7), made("b", -2, 0, hours=5)], TODAY)
    assert "Uppgift b" in collision_texts(day, made("a", 0).key, plan_of(made("a", -1, 0, hours=7)))["a1"][0]
    assert collision_texts(day, made("a", 0).key, ()) == {}
    late = replace(found[0], week=WEEK + timedelta(days=70))
    assert collision_texts([late], one.key, plan_of(one)) == {}


def test_hours_are_told_to_the_half_hour_and_never_as_nothing() -> None:
    assert [half_hours(hours) for hours in (0, 0.1, 1.2, 1.3, 17)] == ["0", "0,5", "1", "1,5", "17"]


def test_a_step_tells_its_day_its_hours_and_why_that_day() -> None:
    one = replace(made("a", -11, -4, 0), step_dates=frozenset({("a1", date(2027, 2, 5))}))
    moved, own, plain = (step_when(step, TODAY) for step in plan_of(one))
    assert moved.count("·") == 2, "30 January is a Saturday"
    assert own.count("·") == 2
    assert plain.count("·") == 1


def test_a_proposal_is_told_before_it_is_accepted() -> None:
    one, other = made("a", -1, 0, hours=11), made("b", -2, 0, hours=9)
    found = reliefs(WEEK, [one, other], loads_of(chains_of([one, other], TODAY)), ordinary_room, TODAY)
    assert str(monday_of(found[0].to).isocalendar().week) in relief_text(found[0])
    assert relief_text(replace(found[0], weeks=2)) != relief_text(found[0])
    assert replan_text(Proposal(one.key, (("a0", TODAY),)), WEDNESDAY, TODAY)
