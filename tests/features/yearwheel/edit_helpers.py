"""What the tests of changed tasks share: dates and rows as they stand, drafts in words, a change as the form makes it."""

from dataclasses import replace
from datetime import date

from sqlalchemy import text

from chefsstod.features.yearwheel.edit_model import Draft, Scope, draft_of
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import (
    ActivityId,
    Category,
    Occurrence,
    OccurrenceKey,
    Rule,
    Segment,
)
from chefsstod.features.yearwheel.rule_words import parse
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Saved
from tests.conftest import MONDAY

PAY = ActivityId("lonesamtal")
HOLIDAY = ActivityId("semesterplanering")


def dates(context: AppContext, activity: str, first: date = date(2026, 1, 1), last: date = date(2029, 12, 31)) -> list[date]:
    return [o.original for o in context.yearwheel.occurrences(first, last) if o.activity.id == activity]


def rows(context: AppContext) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    with context.database.read() as session:
        for table in ("own_activity", "rule_change", "hidden_activity", "occurrence"):
            found += [(table, *row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))]  # noqa: S608
    return found


def segment(rrule: str, since: date = MONDAY) -> Segment:
    return Segment(since, Rule(rrule, start=since))


def draft(words: str = "15 mars", start: date = MONDAY, **parts: object) -> Draft:
    return replace(Draft(title="Loggbok", category=Category.KVALITET, rule=parse(words, start=start).rule), **parts)


def at(context: AppContext, activity: str, day: date) -> Occurrence:
    found = context.yearwheel.occurrence(OccurrenceKey(ActivityId(activity), day))
    assert found is not None
    return found


def undo(saved: Saved) -> Saved:
    assert saved.undo is not None
    return saved.undo()


def change(
    edits: EditService, context: AppContext, activity: str, when: date, scope: Scope, words: str = "", **parts: object
) -> Saved:
    before = draft_of(at(context, activity, when), scope)
    rule = parse(words, start=when, red_day=before.rule.red_day).rule if words and before.rule else before.rule
    return edits.edit(OccurrenceKey(ActivityId(activity), when), replace(before, rule=rule, **parts), scope)
