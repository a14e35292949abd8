"""When a review is offered, of which year, and its figures."""

from datetime import date, timedelta

import pytest

from chefsstod.features.rollover.model import days_after, figures_of, reviewed_year, suggested
from chefsstod.features.rollover.words import keys, rest_sentence, ring_text, year_sentence
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Kind, Occurrence, Rule, SkipCause, Status
from chefsstod.i18n import set_language

TODAY = date(2026, 11, 23)
RULE = Rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1")
TASK = Activity(ActivityId("x"), "X", Category.EKONOMI, RULE)
ROUTINE = Activity(ActivityId("r"), "R", Category.PERSONAL, RULE, kind=Kind.ROUTINE)


def done(activity: Activity = TASK, after: int = 0, due: date = date(2026, 3, 2), next_time: str = "") -> Occurrence:
    return Occurrence(activity, due, due, Status.DONE, done_on=due + timedelta(days=after), next_time=next_time)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 14), False),
        (date(2026, 11, 15), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 31), True),
        (date(2027, 2, 1), False),
        (date(2026, 7, 1), False),
    ],
)
def test_it_is_suggested_around_the_turn_of_the_year(day: date, expected: bool) -> None:
    assert suggested(day) is expected


def test_in_spring_one_looks_back_on_the_year_that_has_ended() -> None:
    assert reviewed_year(date(2027, 1, 20)) == 2026
    assert reviewed_year(date(2027, 6, 30)) == 2026
    assert reviewed_year(date(2027, 7, 1)) == 2027


def test_the_figures_tell_in_time_from_after_and_leave_out_what_was_before_her_time() -> None:
    early = Occurrence(TASK, date(2026, 1, 5), date(2026, 1, 5), Status.SKIPPED, skip_cause=SkipCause.BEFORE_START)
    skipped = Occurrence(TASK, date(2026, 5, 5), date(2026, 5, 5), Status.SKIPPED, skip_cause=SkipCause.USER)
    late = Occurrence(TASK, date(2026, 6, 5), date(2026, 6, 5), Status.LATE)
    ahead = Occurrence(TASK, date(2026, 12, 5), date(2026, 12, 5), Status.PLANNED)
    routine = Occurrence(ROUTINE, date(2026, 6, 5), date(2026, 6, 5), Status.SKIPPED, skip_cause=SkipCause.SUPERSEDED)
    everything = [early, skipped, late, ahead, routine, done(), done(after=-3), done(after=5), done(ROUTINE)]
    figures = figures_of(everything, TODAY)
    (ring,) = figures.rings
    assert (ring.in_time, ring.after, ring.skipped, ring.left) == (2, 1, 1, 1)
    assert (figures.routines_done, figures.routines, figures.to_come) == (1, 2, 1)
    assert figures.latest == (done(after=5),)
    assert "3 " in year_sentence(figures, 2026)
    assert rest_sentence(figures)
    assert ring_text(ring).count("·") == 2


def test_the_three_that_took_longest_are_told_longest_first_and_lessons_are_found() -> None:
    late = [done(after=n, due=date(2026, n, 2)) for n in (1, 9, 4, 7)]
    noted = done(next_time="Börja i maj")
    figures = figures_of([*late, noted], TODAY)
    assert [days_after(o) for o in figures.latest] == [9, 7, 4]
    assert figures.lessons == (noted,)


def test_a_year_without_anything_is_no_reproach() -> None:
    figures = figures_of([], TODAY)
    assert figures.rings == ()
    assert year_sentence(figures, 2026)
    assert rest_sentence(figures) == ""
    assert "2026" in year_sentence(figures_of([done()], TODAY), 2026)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_letters_of_the_three_choices_differ(language: str) -> None:
    set_language(language)
    assert len(keys()) == 3
