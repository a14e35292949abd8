"""What a careful colleague would point at, and what not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

from chefsstod.app.bootstrap import AppContext
from chefsstod.content.layers import Layer
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.rollover import sam
from chefsstod.features.rollover.lint import Material, alike, duty_of, lint
from chefsstod.features.rollover.model import Finding, Fix, Severity
from chefsstod.features.rollover.stale import stale_dates
from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Lesson,
    Occurrence,
    Rule,
    SkipCause,
    Status,
    Step,
)
from tests.features.rollover.conftest import JANUARY, Turn

TODAY = date(2026, 11, 23)
RULE = Rule("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20", "varje år")
BASE = Activity(ActivityId("skyddsrond"), "Fysisk skyddsrond", Category.ARBETSMILJO, RULE, short="Skyddsrond")


def own(title: str, slug: str = "egen", why: str = "Därför", kind: Kind = Kind.CALENDAR, steps: Sequence[Step] = ()) -> Activity:
    return Activity(ActivityId(slug), title, Category.ARBETSMILJO, RULE, why=why, layer=Layer.OWN, kind=kind, steps=tuple(steps))


def on(activity: Activity, day: date, status: Status = Status.PLANNED, **values: object) -> Occurrence:
    return Occurrence(activity, day, day, status, **values)  # type: ignore[arg-type]


def found(*activities: Activity, code: str, hidden: Sequence[str] = (), **given: object) -> list[Finding]:
    material = Material(
        year=2026,
        today=TODAY,
        activities=activities,
        everything=activities,
        hidden=frozenset(ActivityId(slug) for slug in hidden),
        before={},
        past={},
        coming={a.id: [on(a, date(2027, 5, 20))] for a in activities if a.id not in hidden},
        laws={},
    )
    return [finding for finding in lint(replace(material, **given)) if finding.code == code]  # type: ignore[arg-type]


# ── dates of a year gone by ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    "activity",
    [
        own("Skyddsrond 2026"),
        own("Rond", why="Beslutat i nämnden 12 mars 2026"),
        own("Rond", steps=[Step("a", "Boka v. 14 2026", -7)]),
        replace(own("Rond"), place="Salen, bokad ht26"),
        replace(own("Rond"), rule=replace(RULE, words="torsdag 20 maj 2026")),
    ],
)
def test_a_year_gone_by_in_any_of_a_tasks_own_words_is_found(activity: Activity) -> None:
    (finding,) = found(activity, code="stale")
    assert (finding.subject, finding.fix, finding.task) == ("egen", Fix.EDIT, "egen")


def test_a_note_or_a_lesson_with_a_year_gone_by_is_opened_and_not_edited() -> None:
    task = own("Rond")
    for occurrence in (
        on(task, date(2027, 5, 20), note="Som 2026"),
        on(task, date(2027, 5, 20), lesson=Lesson("Se protokollet från 12/5 2026", date(2026, 5, 20))),
    ):
        (finding,) = found(task, code="stale", coming={task.id: [occurrence]})
        assert finding.fix is Fix.OPEN


def test_the_base_content_names_no_year_gone_by_and_nothing_twice(context: AppContext) -> None:
    activities = context.yearwheel.activities(everything=True)
    for year in (2025, 2026, 2027):
        for a in activities:
            texts = (a.title, a.short, a.rule.words, a.why, *(step.text for step in a.steps))
            assert [piece for text in texts for piece in stale_dates(text, year)] == [], a.id
    twins = [(a.title, b.title) for a, b in combinations(activities, 2) if a.kind is b.kind and a.title == b.title]
    assert twins == []


# ── duplicates ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "title", ["Skyddsrond", "Fysiska skyddsronden", "Fysisk skyddsrond 2026", "Årlig fysisk skyddsrond", "Skyddsrond i förrådet"]
)
def test_an_own_task_like_a_base_task_in_the_same_month_is_found(title: str) -> None:
    assert alike(own(title), BASE)
    (finding,) = found(own(title), BASE, code="duplicate")
    assert BASE.title in finding.sentence
    assert finding.task == BASE.id


@pytest.mark.parametrize("title", ["Brandronden", "Julfika", "Fysisk inventering", ""])
def test_other_titles_are_no_duplicates(title: str) -> None:
    assert not found(own(title), BASE, code="duplicate")


def test_the_same_title_in_another_month_or_rhythm_is_no_duplicate() -> None:
    twin = own("Skyddsrond")
    coming = {twin.id: [on(twin, date(2027, 9, 1))], BASE.id: [on(BASE, date(2027, 5, 20))]}
    assert not found(twin, BASE, code="duplicate", coming=coming)
    assert not found(own("Skyddsrond", kind=Kind.ROUTINE), BASE, code="duplicate")


def test_two_own_tasks_alike_are_told_once_and_two_base_tasks_never() -> None:
    assert len(found(own("Medarbetardag", "a"), own("Medarbetardagen", "b"), code="duplicate")) == 1
    assert not found(BASE, replace(BASE, id=ActivityId("rond-2")), code="duplicate")


# ── never done, begun too late, no purpose, no article ───────────────────────


def test_a_task_not_done_for_two_years_is_found() -> None:
    past = {BASE.id: [on(BASE, date(2026, 5, 20), Status.LATE)]}
    before = {BASE.id: [on(BASE, date(2025, 5, 20), Status.SKIPPED, skip_cause=SkipCause.USER)]}
    (finding,) = found(BASE, code="never_done", past=past, before=before)
    assert "2025" in finding.sentence
    assert "2026" in finding.sentence


def test_one_year_is_not_enough_nor_a_task_done_once_nor_one_still_to_come() -> None:
    late = {BASE.id: [on(BASE, date(2026, 5, 20), Status.LATE)]}
    done = {BASE.id: [on(BASE, date(2025, 5, 20), Status.DONE, done_on=date(2025, 5, 21))]}
    ahead = {BASE.id: [on(BASE, TODAY + timedelta(days=9))]}
    assert not found(BASE, code="never_done", past=late)
    assert not found(BASE, code="never_done", past=late, before=done)
    assert not found(BASE, code="never_done", past=ahead, before=late)


def test_a_first_step_whose_day_has_passed_is_told() -> None:
    task = own("Rekrytering", steps=[Step("a", "Annonsera", -200), Step("b", "Välj", -10)])
    assert len(found(task, code="begun_late")) == 1
    ticked = on(task, date(2027, 5, 20), Status.STARTED, steps_done=frozenset({"a"}))
    assert not found(task, code="begun_late", coming={task.id: [ticked]})
    assert not found(replace(task, kind=Kind.ROUTINE), code="begun_late")


def test_an_own_task_without_a_why_is_told_and_a_base_task_is_not() -> None:
    assert found(own("Rond", why=" "), code="no_why")
    assert not found(own("Rond"), code="no_why")
    assert not found(BASE, code="no_why")


def test_articles_are_asked_for_only_where_somebody_knows() -> None:
    assert not found(BASE, code="no_article")
    assert not found(BASE, code="no_article", has_article=lambda _slug: True)
    assert found(BASE, code="no_article", has_article=lambda _slug: False)


# ── duties and SAM ───────────────────────────────────────────────────────────


def test_every_part_of_sam_names_tasks_and_laws_that_exist(context: AppContext) -> None:
    known = {activity.id for activity in context.yearwheel.activities(everything=True)}
    for part in sam.PARTS:
        assert set(part.tasks) <= known, part.id
        assert part.law in context.laws(), part.id
        assert part.name
        assert part.requirement
        for activity in context.yearwheel.activities(everything=True):
            if activity.id in part.tasks:
                assert "all" in activity.service_types, "else the part would be missing for some units"
    assert len({part.id for part in sam.PARTS}) == len(sam.PARTS)


@pytest.mark.parametrize("kind", list(ServiceType))
def test_the_base_content_carries_all_but_the_occupational_health_service(turn: Turn, kind: ServiceType) -> None:
    turn.context.profiles.save(Profile(kind, JANUARY))
    assert set(turn.missing()) == {"sam:foretagshalsovard"}
    assert turn.missing()["sam:foretagshalsovard"].fix is Fix.NEW


def test_an_own_task_carries_a_part_by_its_words(turn: Turn) -> None:
    turn.wheel.add_own(
        title="Möte med företagshälsan",
        category=Category.ARBETSMILJO,
        rrule="FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1",
        start=JANUARY,
    )
    assert turn.missing() == {}


def test_a_hidden_part_of_sam_is_missing_and_can_be_taken_back(turn: Turn) -> None:
    turn.edits.hide(ActivityId("tillbud-arbetsskador"), date(2027, 1, 1), "centralt")
    finding = turn.missing()["sam:tillbud"]
    assert finding.severity is Severity.DUTY
    assert finding.fix is Fix.UNHIDE
    assert finding.task == "tillbud-arbetsskador"
    assert "AFS 2023:1 12 §" in finding.sentence
    assert "duty:tillbud-arbetsskador" not in turn.missing(), "said once is enough"


def test_a_part_stays_while_one_of_its_tasks_comes(turn: Turn) -> None:
    turn.edits.hide(ActivityId("skyddsrond"), date(2027, 1, 1))
    assert "sam:undersokning" not in turn.missing()
    assert "duty:skyddsrond" in turn.missing()
    turn.edits.hide(ActivityId("riskinventering"), date(2027, 1, 1))
    assert "sam:undersokning" in turn.missing()


def test_a_dropped_duty_says_that_it_stays_and_local_custom_is_dropped_in_silence(turn: Turn) -> None:
    turn.edits.hide(ActivityId("halsokontroll-natt"), date(2027, 1, 1))
    turn.edits.hide(ActivityId("friskvard"), date(2027, 1, 1))
    assert "AFS 2023:15" in turn.missing()["duty:halsokontroll-natt"].sentence
    assert "duty:friskvard" not in turn.missing()


def test_what_is_hidden_in_another_kind_of_unit_is_not_told(turn: Turn) -> None:
    turn.context.profiles.save(Profile(ServiceType.MYNDIGHET, JANUARY))
    turn.edits.hide(ActivityId("forflyttningsutbildning"), date(2027, 1, 1))
    assert "duty:forflyttningsutbildning" not in turn.missing()


def test_the_duty_of_a_task_names_at_most_two_laws(context: AppContext) -> None:
    for activity in context.yearwheel.activities(everything=True):
        assert duty_of(activity, context.laws()).count(";") <= 1
    assert duty_of(own("Rond"), context.laws()) == ""


def test_the_gravest_finding_stands_first(turn: Turn) -> None:
    turn.edits.hide(ActivityId("sam-uppfoljning"), date(2027, 1, 1))
    assert [f.severity for f in turn.review().findings] == [Severity.DUTY, Severity.LOOK]


def test_a_part_whose_task_has_ended_is_put_right_in_the_editor() -> None:
    (finding,) = [f for f in found(BASE, code="sam", coming={}) if f.subject == "undersokning"]
    assert finding.fix is Fix.EDIT
    assert finding.task == BASE.id


def test_a_title_of_small_words_only_is_like_nothing() -> None:
    assert not alike(replace(BASE, title="Till och från", short=""), replace(BASE, title="Till och från", short=""))
