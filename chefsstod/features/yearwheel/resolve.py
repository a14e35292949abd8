"""Joins the dates of a rule with what she did: the one place where the status of an occurrence is decided. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Kind,
    Occurrence,
    OccurrenceKey,
    OccurrenceState,
    Shift,
    ShiftCause,
    SkipCause,
    Status,
)
from chefsstod.features.yearwheel.recurrence import MAX_SHIFT, originals, settle

_ROUTINE_LOOKAHEAD = timedelta(days=400)
"""Longer than the longest rhythm of a routine, so that the occurrence which supersedes an old one is always seen."""

States = Mapping[OccurrenceKey, OccurrenceState]


def occurrences(
    activities: Iterable[Activity], states: States, first: date, last: date, *, today: date, tracked_from: date | None
) -> list[Occurrence]:
    """Every occurrence due from ``first`` to ``last``, unsorted.

    ``states`` must hold all rows whose original date lies in the window (with ``MAX_SHIFT`` to spare) or that were moved into it.
    A touched occurrence whose date the rule no longer gives is kept and marked ``orphan``.
    """
    touched: dict[ActivityId, dict[date, OccurrenceState]] = {}
    for key, state in states.items():
        touched.setdefault(key.activity, {})[key.original] = state
    found: list[Occurrence] = []
    for activity in activities:
        found += _of_activity(activity, touched.get(activity.id, {}), first, last, today, tracked_from)
    return found


def _of_activity(
    activity: Activity,
    states: dict[date, OccurrenceState],
    first: date,
    last: date,
    today: date,
    tracked_from: date | None,
) -> list[Occurrence]:
    routine = activity.kind is Kind.ROUTINE
    end = max(last + MAX_SHIFT, min(today, last + _ROUTINE_LOOKAHEAD)) if routine else last + MAX_SHIFT
    dates = originals(activity, first - MAX_SHIFT, end)
    result = []
    for place, original in enumerate(dates):
        due, shift = settle(original, activity.rule_on(original).red_day)
        state = states.get(original)
        if state is None and not first <= due <= last:
            continue
        superseded = routine and _has_come(activity, dates[place + 1 : place + 2], today)
        result.append(_resolve(activity, original, due, shift, state, today, tracked_from, superseded))
    if states:
        known = set(dates)
        for original, state in states.items():
            if original not in known:
                # Outside the expanded stretch (moved in from afar) the rule decides; inside it the date is gone from the rule.
                gone = original not in originals(activity, original, original)
                due, shift = (original, None) if gone else settle(original, activity.rule_on(original).red_day)
                superseded = routine and not gone and _has_come(activity, _following(activity, original), today)
                result.append(_resolve(activity, original, due, shift, state, today, tracked_from, superseded, orphan=gone))
    return [occurrence for occurrence in result if first <= occurrence.due <= last]


def _following(activity: Activity, original: date) -> tuple[date, ...]:
    """The next original date of a routine."""
    return originals(activity, original + timedelta(days=1), original + _ROUTINE_LOOKAHEAD)[:1]


def _has_come(activity: Activity, following: tuple[date, ...], today: date) -> bool:
    """Whether the next occurrence, if there is one, is due."""
    return bool(following) and settle(following[0], activity.rule_on(following[0]).red_day)[0] <= today


def _resolve(
    activity: Activity,
    original: date,
    due: date,
    shift: Shift | None,
    state: OccurrenceState | None,
    today: date,
    tracked_from: date | None,
    superseded: bool,
    orphan: bool = False,
) -> Occurrence:
    if state is None:
        status, cause = _untouched(due, today, tracked_from, superseded)
        return Occurrence(activity, original, due, status, shift, cause)
    if state.moved_to is not None:
        due, shift = state.moved_to, Shift(due, ShiftCause.USER)
    cause = None
    if state.status in (Status.DONE, Status.SKIPPED):
        status = state.status
        cause = SkipCause.USER if status is Status.SKIPPED else None
    elif due < today and state.status is None and not state.steps:
        status, cause = _untouched(due, today, tracked_from, superseded)
    elif due < today:
        status = Status.LATE
    else:
        status = Status.STARTED if state.status is Status.STARTED or state.steps else Status.PLANNED
    return Occurrence(
        activity=activity,
        original=original,
        due=due,
        status=status,
        shift=shift,
        skip_cause=cause,
        note=state.note,
        reason=state.reason,
        done_on=state.done_on,
        steps_done=state.steps,
        orphan=orphan,
        next_time=state.next_time,
        own_title=state.title,
        own_lead=state.lead_days,
        own_hours=state.hours,
        step_dates=state.step_dates,
    )


def _untouched(due: date, today: date, tracked_from: date | None, superseded: bool) -> tuple[Status, SkipCause | None]:
    if due >= today:
        return Status.PLANNED, None
    if tracked_from is not None and due < tracked_from:
        return Status.SKIPPED, SkipCause.BEFORE_START
    if superseded:
        return Status.SKIPPED, SkipCause.SUPERSEDED
    return Status.LATE, None
