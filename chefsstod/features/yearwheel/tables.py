"""What she did to occurrences, and her own tasks; from rows to the model and back. An untouched occurrence has no row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Date, Float, ForeignKeyConstraint, Integer, Row, Text, delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Lesson,
    Nature,
    OccurrenceKey,
    OccurrenceState,
    RedDay,
    Rule,
    Segment,
    Status,
    Step,
)
from chefsstod.storage.engine import Base


class OccurrenceRow(Base):
    """The state of one touched occurrence."""

    __tablename__ = "occurrence"

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    original: Mapped[date] = mapped_column(Date, primary_key=True)
    status: Mapped[str | None] = mapped_column(Text)
    moved_to: Mapped[date | None] = mapped_column(Date, index=True)
    note: Mapped[str] = mapped_column(Text, nullable=False)
    reason: Mapped[str] = mapped_column(Text, nullable=False)
    done_on: Mapped[date | None] = mapped_column(Date)
    next_time: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    title: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    lead_days: Mapped[int | None] = mapped_column(Integer)
    hours: Mapped[float | None] = mapped_column(Float)


class StepRow(Base):
    """A ticked step of an occurrence."""

    __tablename__ = "occurrence_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["activity", "original"],
            ["occurrence.activity", "occurrence.original"],
            name="of_occurrence",
            ondelete="CASCADE",
        ),
    )

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    original: Mapped[date] = mapped_column(Date, primary_key=True)
    step: Mapped[str] = mapped_column(Text, primary_key=True)


class StepDateRow(Base):
    """The day she gave a step of an occurrence."""

    __tablename__ = "step_date"
    __table_args__ = (
        ForeignKeyConstraint(
            ["activity", "original"],
            ["occurrence.activity", "occurrence.original"],
            name="of_occurrence",
            ondelete="CASCADE",
        ),
    )

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    original: Mapped[date] = mapped_column(Date, primary_key=True)
    step: Mapped[str] = mapped_column(Text, primary_key=True)
    day: Mapped[date] = mapped_column(Date, nullable=False)


class RuleChangeRow(Base):
    """A task's rule from a day on."""

    __tablename__ = "rule_change"

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    rrule: Mapped[str] = mapped_column(Text, nullable=False)
    words: Mapped[str] = mapped_column(Text, nullable=False)
    workday: Mapped[int | None] = mapped_column(Integer)
    red_day: Mapped[str] = mapped_column(Text, nullable=False)
    lead_days: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text, nullable=False)


class HiddenRow(Base):
    """A task that she has hidden."""

    __tablename__ = "hidden_activity"

    activity: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[date] = mapped_column(Date, nullable=False)
    reason: Mapped[str] = mapped_column(Text, nullable=False)


class OwnActivityRow(Base):
    """A task of her own, or her own version of a base task (then with the same id)."""

    __tablename__ = "own_activity"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text, nullable=False)
    category: Mapped[str] = mapped_column(Text, nullable=False)
    rrule: Mapped[str] = mapped_column(Text, nullable=False)
    start: Mapped[date] = mapped_column(Date, nullable=False)
    red_day: Mapped[str] = mapped_column(Text, nullable=False)
    lead_days: Mapped[int] = mapped_column(Integer, nullable=False)
    hours: Mapped[float] = mapped_column(Float, nullable=False)
    why: Mapped[str] = mapped_column(Text, nullable=False)
    short: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    kind: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    words: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    place: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    at_time: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    based_on: Mapped[str] = mapped_column(Text, nullable=False, server_default=text("''"))
    nature: Mapped[str] = mapped_column(Text, nullable=False, server_default="task")
    steps: Mapped[str] = mapped_column(Text, nullable=False, server_default="[]")
    workday: Mapped[int | None] = mapped_column(Integer)
    ends: Mapped[date | None] = mapped_column(Date)


def state_of(
    key: OccurrenceKey,
    row: OccurrenceRow | Row[Any],
    steps: frozenset[str],
    step_dates: frozenset[tuple[str, date]] = frozenset(),
) -> OccurrenceState:
    """The state that a row, its ticked steps and its steps' own dates tell of."""
    return OccurrenceState(
        key=key,
        status=Status(row.status) if row.status else None,
        moved_to=row.moved_to,
        note=row.note,
        reason=row.reason,
        done_on=row.done_on,
        steps=steps,
        next_time=row.next_time,
        title=row.title,
        lead_days=row.lead_days,
        hours=row.hours,
        step_dates=step_dates,
    )


def read_state(session: Session, key: OccurrenceKey) -> OccurrenceState | None:
    """What was done to an occurrence; None for an untouched one."""
    row = session.get(OccurrenceRow, (key.activity, key.original))
    if row is None:
        return None
    ticked = select(StepRow.step).where(StepRow.activity == key.activity, StepRow.original == key.original)
    dated = select(StepDateRow.step, StepDateRow.day).where(
        StepDateRow.activity == key.activity, StepDateRow.original == key.original
    )
    return state_of(key, row, frozenset(session.scalars(ticked)), frozenset((step, day) for step, day in session.execute(dated)))


def read_states(session: Session, first: date, last: date) -> dict[OccurrenceKey, OccurrenceState]:
    """All touched occurrences that lie, or were moved to, within the dates."""
    within = OccurrenceRow.original.between(first, last) | OccurrenceRow.moved_to.between(first, last)
    rows = session.execute(select(OccurrenceRow.__table__).where(within)).all()
    if not rows:
        return {}
    steps: dict[OccurrenceKey, set[str]] = {}
    for activity, original, step in session.execute(_of(StepRow, StepRow.step).where(within)):
        steps.setdefault(OccurrenceKey(ActivityId(activity), original), set()).add(step)
    days: dict[OccurrenceKey, set[tuple[str, date]]] = {}
    dated = _of(StepDateRow, StepDateRow.step, StepDateRow.day).where(within) if _holds(session, ("step_date", "1")) else None
    for activity, original, step, day in session.execute(dated) if dated is not None else ():
        days.setdefault(OccurrenceKey(ActivityId(activity), original), set()).add((step, day))
    result = {}
    for row in rows:
        key = OccurrenceKey(ActivityId(row.activity), row.original)
        result[key] = state_of(key, row, frozenset(steps.get(key, ())), frozenset(days.get(key, ())))
    return result


def _holds(session: Session, *what: tuple[str, str]) -> bool:
    """Whether any of the tables has a row that fulfils its condition (SQL of our own).

    Plain SQL: at start-up, making ready the queries for what nobody has used yet costs more than the answer.
    """
    asked = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {condition})" for table, condition in what)  # noqa: S608
    return bool(session.connection().exec_driver_sql(f"SELECT {asked}").scalar())


def _of(table: type[StepRow | StepDateRow], *columns: Any) -> Any:
    """The query for ``columns`` of the steps, joined with the occurrences that they belong to."""
    same = (OccurrenceRow.activity == table.activity) & (OccurrenceRow.original == table.original)
    return select(table.activity, table.original, *columns).join(OccurrenceRow, same)


def write_state(session: Session, state: OccurrenceState) -> None:
    """Store the state, or remove the row when there is nothing to keep."""
    key = state.key
    for table in (StepRow, StepDateRow):
        session.execute(delete(table).where(table.activity == key.activity, table.original == key.original))
    if state.empty:
        session.execute(delete(OccurrenceRow).where(OccurrenceRow.activity == key.activity, OccurrenceRow.original == key.original))
        return
    session.merge(
        OccurrenceRow(
            activity=key.activity,
            original=key.original,
            status=state.status.value if state.status else None,
            moved_to=state.moved_to,
            note=state.note,
            reason=state.reason,
            done_on=state.done_on,
            next_time=state.next_time,
            title=state.title,
            lead_days=state.lead_days,
            hours=state.hours,
        )
    )
    session.flush()
    session.add_all(StepRow(activity=key.activity, original=key.original, step=step) for step in sorted(state.steps))
    session.add_all(
        StepDateRow(activity=key.activity, original=key.original, step=step, day=day) for step, day in sorted(state.step_dates)
    )


def own_model(row: OwnActivityRow, base: Activity | None = None) -> Activity:
    """A task of her own as the program works with it; with ``base``, her version of that task, which keeps what it rests on."""
    from chefsstod.features.yearwheel.rule_text import usual_kind  # only where she has tasks of her own: not at every start

    mine = Activity(
        id=ActivityId(row.id),
        title=row.title,
        short=row.short or row.title,
        category=Category(row.category),
        rule=_rule(row, row.start),
        kind=Kind(row.kind) if row.kind else usual_kind(row.rrule),
        lead_days=row.lead_days,
        hours=row.hours,
        why=row.why,
        steps=tuple(msgspec.json.decode(row.steps, type=list[Step])),
        layer=Layer.OWN,
        nature=Nature(row.nature),
        place=row.place,
        at_time=row.at_time,
        ends=row.ends,
        based_on=row.based_on,
    )
    if base is None:
        return mine
    return replace(
        mine,
        code=base.code,
        service_types=base.service_types,
        basis=base.basis,
        varies=base.varies,
        related=base.related,
        keywords=base.keywords,
        checked=base.checked,
    )


def _rule(row: OwnActivityRow | RuleChangeRow, start: date) -> Rule:
    """The rule of a row; where no words were stored, those of the language in use."""
    from chefsstod.features.yearwheel.rule_text import describe

    rule = Rule(row.rrule, row.words, RedDay(row.red_day), row.workday, start=start)
    return rule if rule.words else replace(rule, words=describe(rule))


def read_activities(session: Session, base: Sequence[Activity], *, hidden: bool = False) -> list[Activity]:
    """Every task as it stands: base content, overridden by her own where the id is the same, with the rules that she or the local
    answers changed. A hidden task ends where she hid it; with ``hidden`` it goes on.
    """
    merged = {activity.id: activity for activity in base}
    if not _holds(session, *((table, "1") for table in ("own_activity", "rule_change", "hidden_activity"))):
        return list(merged.values())
    for row in session.scalars(select(OwnActivityRow)):
        merged[ActivityId(row.id)] = own_model(row, merged.get(ActivityId(row.id)))
    for slug, segments in _segments(session).items():
        if slug in merged:
            # A pack's rule holds until hers begins.
            earlier = tuple(segment for segment in merged[slug].segments if segment.valid_from < segments[0].valid_from)
            merged[slug] = replace(merged[slug], segments=(*earlier, *segments))
    if not hidden:
        for name, since in session.execute(select(HiddenRow.activity, HiddenRow.since)):
            found = merged.get(ActivityId(name))
            if found is not None:
                merged[found.id] = replace(found, ends=min(since, found.ends or since))
    return list(merged.values())


def _segments(session: Session) -> Mapping[ActivityId, tuple[Segment, ...]]:
    found: dict[ActivityId, list[Segment]] = {}
    # Rules of packs that were stored along when she changed «from here on» are the pack's, and go with it.
    mine = select(RuleChangeRow).where(~RuleChangeRow.source.startswith("pack:")).order_by(RuleChangeRow.valid_from)
    for row in session.scalars(mine):
        segment = Segment(row.valid_from, _rule(row, row.valid_from), row.lead_days, row.source)
        found.setdefault(ActivityId(row.activity), []).append(segment)
    return {slug: tuple(segments) for slug, segments in found.items()}


def read_lessons(session: Session) -> dict[ActivityId, list[Lesson]]:
    """What she wrote for the next time, by task, in order of date."""
    if not _holds(session, ("occurrence", "next_time <> ''")):
        return {}
    query = (
        select(OccurrenceRow.activity, OccurrenceRow.original, OccurrenceRow.next_time)
        .where(OccurrenceRow.next_time != "")
        .order_by(OccurrenceRow.original)
    )
    found: dict[ActivityId, list[Lesson]] = {}
    for activity, original, words in session.execute(query):
        found.setdefault(ActivityId(activity), []).append(Lesson(words, original))
    return found
