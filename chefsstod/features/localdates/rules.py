"""From answers to rules, and what they change: pure. No clock, no files, no SQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from chefsstod.features.localdates.model import (
    Anchor,
    Answer,
    AnswerError,
    Effect,
    Free,
    FreeKind,
    MonthDay,
    NewRule,
    Question,
    StepDays,
    Target,
    Wrong,
    Years,
)
from chefsstod.features.yearwheel.model import Activity, ActivityId, Rule, Segment, Step
from chefsstod.features.yearwheel.recurrence import RuleError, check, expand, originals, settle

_AHEAD = timedelta(days=800)
_CYCLE = range(2026, 2054)
"""A whole turn of the calendar: every weekday has met every date."""
_EARLIEST_STEP, _LATEST_STEP = -150, -7
"""So many days before the deadline an anchored step may lie: nearer, what follows it has no room; farther, it is last year's."""

# ── from answers to rules ────────────────────────────────────────────────────


Read = Callable[[str], Rule]
"""Turns words into a rule; what it raises for words that it cannot read goes on to the caller."""


def rules_of(question: Question, answer: Answer, read: Read) -> tuple[NewRule, ...]:
    """The rules that an answer gives. Raises AnswerError."""
    if answer.unknown:
        return ()
    if answer.option:
        option = question.option(answer.option)
        if option is None:
            raise AnswerError(Wrong.UNREADABLE)
        return option.rules
    free = question.free
    if free is None:
        raise AnswerError(Wrong.EMPTY)
    if free.kind is FreeKind.DATE:
        return () if question.anchor else _from_words(free, answer.words, read)
    rule = _from_pattern(free, answer)
    return tuple(NewRule(target.activity, rule) for target in free.targets)


def _from_words(free: Free, words: str, read: Read) -> tuple[NewRule, ...]:
    rule = yearly(words, read)
    return tuple(NewRule(target.activity, _before(rule, target)) for target in free.targets)


def yearly(words: str, read: Read) -> Rule:
    """A rule that comes every year, from words. Raises AnswerError."""
    if not words.strip():
        raise AnswerError(Wrong.EMPTY)
    rule = replace(read(words), start=None)
    if "FREQ=YEARLY" not in rule.rrule or any(part in rule.rrule for part in ("COUNT=", "UNTIL=", "INTERVAL=")):
        raise AnswerError(Wrong.NOT_YEARLY)
    return rule


def _before(rule: Rule, target: Target) -> Rule:
    """The rule of what must be ready so long before the days of ``rule``: before the earliest of them, whatever the year."""
    if not target.months_before and not target.days_before:
        return rule
    day = earliest(rule)
    shifted = _minus(date(_CYCLE.start, day.month, day.day), target)
    return Rule(f"FREQ=YEARLY;BYMONTH={shifted.month};BYMONTHDAY={shifted.day}")


def _minus(day: date, target: Target) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - target.months_before, 12)
    last = (date(years, month + 1, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(years, month + 1, min(day.day, last.day)) - timedelta(days=target.days_before)


def earliest(rule: Rule) -> MonthDay:
    """The earliest day of the year that a yearly rule gives in any year."""
    return min(_days(rule))


def _days(rule: Rule) -> list[MonthDay]:
    found = expand(rule, date(_CYCLE.start, 1, 1), date(_CYCLE.stop, 12, 31))
    return [MonthDay(day.month, day.day) for day in found]


def _from_pattern(free: Free, answer: Answer) -> Rule:
    given = {FreeKind.MONTHS: answer.months, FreeKind.WEEKS: answer.weeks, FreeKind.DAY: answer.day or answer.workday}[free.kind]
    if not given:
        raise AnswerError(Wrong.EMPTY)
    if free.kind is FreeKind.DAY and answer.day is None:
        return Rule("FREQ=MONTHLY;BYMONTHDAY=1", workday=answer.workday)
    values = {
        "months": ",".join(str(month) for month in sorted(answer.months)),
        "weeks": ",".join(str(number) for number in sorted(answer.weeks)),
        "day": answer.day,
    }
    rule = Rule(free.rrule.format(**values))
    try:
        check(rule)
    except RuleError as problem:
        raise AnswerError(Wrong.NEVER) from problem
    return rule


def check_bounds(question: Question, rules: Sequence[NewRule]) -> None:
    """Raise AnswerError where a rule breaks what law or sense demands."""
    given = {new.activity: new for new in rules}
    for bound in question.bounds:
        new = given.get(bound.activity)
        if new is None:
            continue
        days = _days(new.rule)
        if bound.latest is not None and max(days) > bound.latest:
            raise AnswerError(Wrong.TOO_LATE, bound.why)
        if bound.earliest is not None and min(days) < bound.earliest:
            raise AnswerError(Wrong.TOO_EARLY, bound.why)
        if bound.every_year and len({day.year for day in _all(new.rule)}) < len(_CYCLE):
            raise AnswerError(Wrong.NOT_EVERY_YEAR, bound.why)


def _all(rule: Rule) -> tuple[date, ...]:
    return expand(rule, date(_CYCLE.start, 1, 1), date(_CYCLE.stop - 1, 12, 31))


def segments(
    rules: Iterable[NewRule], activities: Mapping[ActivityId, Activity], today: date, source: str
) -> dict[ActivityId, Segment]:
    """The segments that put ``rules`` in force from today. A rule that the task has anyway gives none."""
    found = {}
    for new in rules:
        activity = activities.get(new.activity)
        if activity is None:
            continue
        plain = without(activity, source)
        current = plain.rule_on(today)
        same_rule = (current.rrule, current.workday, current.red_day) == (new.rule.rrule, new.rule.workday, new.rule.red_day)
        if same_rule and new.lead_days in (None, plain.lead_on(today)):
            continue
        first = valid_from(new, plain, today)
        found[new.activity] = Segment(first, replace(new.rule, start=first), new.lead_days, source)
    return found


def valid_from(new: NewRule, activity: Activity, today: date) -> date:
    """The first day of a rule: today. One for every second year is counted from its first day's year; where that must not be this
    year, it begins with the next, or (when the old rule still has a date left this year, which is then taken away) with the last.
    """
    if new.years is None or (today.year % 2 == 0) is (new.years is Years.EVEN):
        return today
    if originals(activity, today, date(today.year, 12, 31)):
        return date(today.year - 1, 12, 31)
    return date(today.year + 1, 1, 1)


def without(activity: Activity, source: str) -> Activity:
    """The task as it would be if ``source`` had given it no rule."""
    return replace(activity, segments=tuple(segment for segment in activity.segments if segment.source != source))


# ── an anchored step ─────────────────────────────────────────────────────────


def anchor_day(question: Question, answer: Answer, read: Read) -> MonthDay | None:
    """The day of the anchored step that an answer gives; None for «not yet» and for questions without one. Raises AnswerError."""
    if question.anchor is None or answer.unknown:
        return None
    if answer.option:
        option = question.option(answer.option)
        return option.anchor if option else None
    return earliest(yearly(answer.words, read))


def step_days(anchor: Anchor, day: MonthDay, due: Rule, why: str = "") -> StepDays:
    """How long before the deadline ``due`` the step on ``day`` lies. Raises AnswerError when it lies after it, or far too early."""
    deadline = earliest(due)
    days = (date(_CYCLE.start, day.month, day.day) - date(_CYCLE.start, deadline.month, deadline.day)).days
    if not _EARLIEST_STEP <= days <= _LATEST_STEP:
        raise AnswerError(Wrong.NO_ROOM, why)
    return StepDays(anchor.activity, anchor.step, days)


def with_step(activity: Activity, wanted: StepDays) -> Activity:
    """The task with that step on its local day. Steps before it keep their distance to it; those between it and the deadline
    share the room that is left; the work begins as long before the step as it did.
    """
    old = next((step.days for step in activity.steps if step.id == wanted.step), None)
    if old is None or old >= 0 or old == wanted.days:
        return activity
    shift = wanted.days - old

    def moved(step: Step) -> Step:
        if step.days <= old:
            return replace(step, days=step.days + shift)
        if step.days < 0:
            return replace(step, days=round(step.days * wanted.days / old))
        return step

    return replace(activity, steps=tuple(moved(step) for step in activity.steps), lead_days=max(activity.lead_days - shift, 0))


# ── what an answer changes ───────────────────────────────────────────────────


def effects(
    activities: Iterable[Activity], given: Mapping[ActivityId, Segment], source: str, today: date, years: timedelta = _AHEAD
) -> tuple[Effect, ...]:
    """What the segments ``given`` by ``source`` do to the coming dates of ``activities``."""
    found = []
    for activity in activities:
        new = given.get(activity.id)
        kept = without(activity, source).segments
        segments = tuple(sorted((*kept, *([new] if new else [])), key=lambda s: s.valid_from))
        after = replace(activity, segments=segments)
        rule = after.rule_on(max(today, new.valid_from) if new else today)
        found.append(Effect(activity, coming(activity, today, years), coming(after, today, years), rule))
    return tuple(found)


def coming(activity: Activity, today: date, years: timedelta = _AHEAD) -> tuple[date, ...]:
    """The due dates of a task from today on."""
    dates = originals(activity, today, today + years)
    return tuple(settle(day, activity.rule_on(day).red_day)[0] for day in dates)


def step_effect(before: Activity, after: Activity, step: str, today: date) -> Effect | None:
    """What becomes of the dates of a step."""
    old, new = (next((s for s in activity.steps if s.id == step), None) for activity in (before, after))
    if old is None or new is None:
        return None
    dues = coming(before, today)
    return Effect(
        after,
        tuple(due + timedelta(days=old.days) for due in dues),
        tuple(due + timedelta(days=new.days) for due in coming(after, today)),
        after.rule_on(today),
        step=new.text,
    )
