"""A changed rule and what she has done: an occurrence that she has begun goes with its task to the new date."""

from dataclasses import replace
from datetime import date

from chefsstod.features.yearwheel.edit_model import Scope, draft_of
from chefsstod.features.yearwheel.model import Occurrence, OccurrenceKey, Rule, Status
from chefsstod.shell.context import AppContext


def occurrences(context: AppContext, activity: str) -> list[Occurrence]:
    return [o for o in context.yearwheel.occurrences(date(2027, 1, 1), date(2027, 12, 31)) if o.activity.id == activity]


def to_october(context: AppContext, key: OccurrenceKey, scope: Scope) -> object:
    occurrence = context.yearwheel.occurrence(key)
    assert occurrence is not None
    rule = Rule("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=14")
    return context.edits.edit(key, replace(draft_of(occurrence, scope), rule=rule), scope)


def test_a_task_that_is_begun_takes_its_note_and_steps_along(profiled: AppContext) -> None:
    wheel = profiled.yearwheel
    (found,) = occurrences(profiled, "lonesamtal")
    wheel.tick(found.key, found.activity.steps[0].id, done=True)
    wheel.set_note(found.key, "Boka rummet")
    for scope in (Scope.FOLLOWING, Scope.ALL):
        saved = to_october(profiled, found.key, scope)
        (moved,) = occurrences(profiled, "lonesamtal")
        assert (moved.due, moved.note, moved.status, moved.orphan) == (date(2027, 10, 14), "Boka rummet", Status.STARTED, False)
        assert moved.steps_done == {found.activity.steps[0].id}
        saved.undo()  # type: ignore[attr-defined]
        (back,) = occurrences(profiled, "lonesamtal")
        assert (back.original, back.note, back.status) == (found.original, "Boka rummet", Status.STARTED)


def test_what_is_done_stays_where_it_was_done(profiled: AppContext) -> None:
    (found,) = occurrences(profiled, "lonesamtal")
    profiled.yearwheel.mark_done(found.key, "Klart")
    to_october(profiled, found.key, Scope.FOLLOWING)
    done, coming = occurrences(profiled, "lonesamtal")
    assert (done.original, done.status, done.note) == (found.original, Status.DONE, "Klart")
    assert (coming.due, coming.status, coming.note) == (date(2027, 10, 14), Status.PLANNED, "")
