"""Everything that changes a task as a whole, as rows: taken up before a change, so that undo can put exactly that back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from chefsstod.features.yearwheel.edit_model import OWN
from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    OccurrenceKey,
    OccurrenceState,
    RedDay,
    Rule,
    Segment,
    Status,
)
from chefsstod.features.yearwheel.recurrence import ALWAYS
from chefsstod.features.yearwheel.rule_text import describe
from chefsstod.features.yearwheel.tables import (
    HiddenRow,
    OccurrenceRow,
    OwnActivityRow,
    RuleChangeRow,
    StepDateRow,
    StepRow,
    read_state,
    write_state,
)

_TABLES: tuple[tuple[type[Any], InstrumentedAttribute[str]], ...] = (
    (OwnActivityRow, OwnActivityRow.id),
    (RuleChangeRow, RuleChangeRow.activity),
    (HiddenRow, HiddenRow.activity),
)


_STATES: tuple[tuple[type[Any], InstrumentedAttribute[str]], ...] = (
    (OccurrenceRow, OccurrenceRow.activity),
    (StepRow, StepRow.activity),
    (StepDateRow, StepDateRow.activity),
)


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows about some tasks: her own texts, changed rules, what is hidden; with ``states`` what she did to occurrences too."""

    activities: frozenset[str]
    rows: tuple[tuple[type[Any], dict[str, object]], ...]
    states: bool = False


def take(session: Session, activities: Iterable[str], *, states: bool = False) -> Rows:
    """The rows about ``activities`` as they stand."""
    ids = frozenset(activities)
    found: list[tuple[type[Any], dict[str, object]]] = []
    for table, key in _tables(states=states):
        rows = session.execute(select(table.__table__).where(key.in_(ids))).mappings()
        found += [(table, dict(row)) for row in rows]
    return Rows(ids, tuple(found), states)


def _tables(*, states: bool) -> tuple[tuple[type[Any], InstrumentedAttribute[str]], ...]:
    return (*_TABLES, *_STATES) if states else _TABLES


def put_back(session: Session, rows: Rows) -> None:
    """Make the rows about those tasks exactly what they were."""
    for table, key in reversed(_tables(states=rows.states)):  # steps before the occurrences that they belong to
        session.execute(delete(table).where(key.in_(rows.activities)))
    session.add_all(table(**values) for table, values in rows.rows)


def carry(session: Session, activity: ActivityId, original: date, to: date) -> None:
    """What she did to the open occurrence on ``original`` belongs to the one on ``to`` from now on, unless that has its own."""
    state = read_state(session, OccurrenceKey(activity, original))
    there = OccurrenceKey(activity, to)
    if state is None or state.status in (Status.DONE, Status.SKIPPED) or read_state(session, there) is not None:
        return
    write_state(session, OccurrenceState(state.key))
    write_state(session, replace(state, key=there, moved_to=None))


def clear(session: Session, activity: str) -> None:
    """Take away all rows about a task."""
    put_back(session, Rows(frozenset({activity}), ()))


def remove_own(session: Session, activity: str, *, base: bool) -> None:
    """Take away a task of her own with all its rows; of a ``base`` task her version and her own rules, not the local ones."""
    if not base:
        clear(session, activity)
        return
    session.execute(delete(OwnActivityRow).where(OwnActivityRow.id == activity))
    session.execute(delete(RuleChangeRow).where(RuleChangeRow.activity == activity, RuleChangeRow.source == OWN))


def own_row(activity: Activity, based_on: str) -> OwnActivityRow:
    """Her own task, or her version of a base task, as it is stored."""
    rule = activity.rule
    return OwnActivityRow(
        id=activity.id,
        title=activity.title,
        short="" if activity.short == activity.title else activity.short,
        category=activity.category.value,
        rrule=rule.rrule,
        workday=rule.workday,
        words=_own_words(rule),
        start=rule.start or ALWAYS,
        red_day=rule.red_day.value,
        lead_days=activity.lead_days,
        hours=activity.hours,
        why=activity.why,
        kind=activity.kind.value,
        nature=activity.nature.value,
        place=activity.place,
        at_time=activity.at_time,
        ends=activity.ends,
        steps=msgspec.json.encode(activity.steps).decode(),
        based_on=based_on,
    )


def _own_words(rule: Rule) -> str:
    """Words that the rule itself does not give. Others are not stored: they are said anew, in the language then in use."""
    return "" if rule.words == describe(replace(rule, words="")) else rule.words


def segment_row(activity: str, segment: Segment) -> RuleChangeRow:
    """A changed rule as it is stored."""
    return RuleChangeRow(
        activity=activity,
        valid_from=segment.valid_from,
        rrule=segment.rule.rrule,
        words=_own_words(segment.rule),
        workday=segment.rule.workday,
        red_day=segment.rule.red_day.value,
        lead_days=segment.lead_days,
        source=segment.source,
    )


def segments_of(session: Session, activity: str) -> tuple[Segment, ...]:
    """The changed rules of a task as they are stored, in order of their first day."""
    query = select(RuleChangeRow).where(RuleChangeRow.activity == activity).order_by(RuleChangeRow.valid_from)
    return tuple(
        Segment(
            row.valid_from,
            Rule(row.rrule, row.words, RedDay(row.red_day), row.workday, start=row.valid_from),
            row.lead_days,
            row.source,
        )
        for row in session.scalars(query)
    )


def put_segments(session: Session, activity: str, segments: Iterable[Segment]) -> None:
    """These are the changed rules of a task from now on."""
    session.execute(delete(RuleChangeRow).where(RuleChangeRow.activity == activity))
    session.add_all(segment_row(activity, segment) for segment in segments)


def activities_from(session: Session, source: str) -> frozenset[ActivityId]:
    """The tasks that have a rule from ``source``."""
    query = select(RuleChangeRow.activity).where(RuleChangeRow.source == source)
    return frozenset(ActivityId(name) for name in session.scalars(query))


def hidden_rows(session: Session) -> list[HiddenRow]:
    """What she has hidden."""
    return list(session.scalars(select(HiddenRow).order_by(HiddenRow.since)))
