from dataclasses import replace
from datetime import date

import pytest

from chefsstod.app.bootstrap import AppContext
from chefsstod.features.profile.model import Employment, Profile, Role, ServiceType
from chefsstod.support.errors import UserError
from tests.conftest import SetClock

NEW = Profile(ServiceType.SABO, date(2026, 8, 17), Role.NEW, Employment.SUBSTITUTE, "Eken")


def test_there_is_no_profile_before_the_questions_are_answered(context: AppContext) -> None:
    assert context.profiles.profile() is None
    assert context.profiles.begin_today() is None


def test_the_answers_come_back_as_they_were_given(context: AppContext) -> None:
    saved = context.profiles.save(replace(NEW, unit="  Eken "))
    assert saved == replace(NEW, tracked_from=date(2026, 8, 17))
    assert context.profiles.profile() == saved


def test_a_second_answer_replaces_the_first(context: AppContext) -> None:
    context.profiles.save(NEW)
    context.profiles.save(replace(NEW, service_type=ServiceType.LSS, role=Role.MENTOR))
    found = context.profiles.profile()
    assert found is not None
    assert (found.service_type, found.role) == (ServiceType.LSS, Role.MENTOR)


def test_the_day_that_tasks_became_hers_stays_while_the_start_date_does(context: AppContext, clock: SetClock) -> None:
    old = replace(NEW, start_date=date(2010, 1, 1))
    assert context.profiles.save(old).tracked_from == date(2026, 11, 23)
    clock.day = date(2027, 2, 1)
    assert context.profiles.save(replace(old, unit="Björken")).tracked_from == date(2026, 11, 23)
    assert context.profiles.save(replace(old, start_date=date(2011, 1, 1))).tracked_from == date(2027, 2, 1)


def test_a_day_that_is_given_is_kept(context: AppContext) -> None:
    assert context.profiles.save(replace(NEW, tracked_from=date(2026, 10, 1))).tracked_from == date(2026, 10, 1)


def test_she_can_let_the_past_be(context: AppContext, clock: SetClock) -> None:
    context.profiles.save(NEW)
    clock.day = date(2026, 12, 1)
    changed = context.profiles.begin_today()
    assert changed is not None
    assert changed.tracked_from == date(2026, 12, 1)
    assert context.profiles.profile() == changed


@pytest.mark.parametrize("start", [date(1969, 12, 31), date(2101, 1, 1)])
def test_a_start_date_that_cannot_be_is_refused_and_nothing_changes(context: AppContext, start: date) -> None:
    before = context.profiles.save(NEW)
    with pytest.raises(UserError) as problem:
        context.profiles.save(replace(NEW, start_date=start))
    assert str(start) in problem.value.message
    assert context.profiles.profile() == before
