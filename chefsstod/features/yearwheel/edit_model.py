"""A task while it is being written, and what saving makes of it: pure, so that the editor can show the result beforehand."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Nature,
    Occurrence,
    RedDay,
    Rule,
    Segment,
    Shift,
    Step,
)
from chefsstod.features.yearwheel.recurrence import ALWAYS, HORIZON_YEARS, expand, originals, settle
from chefsstod.features.yearwheel.rule_text import describe, has_certain_dates, usual_kind
from chefsstod.support.ids import free_id, own_id, slug_of

OWN = "own"
"""The source of a rule that she gave by editing a task; other sources are «local:QUESTION»."""

PREVIEW = 5
_A_YEAR = timedelta(days=366)
_HALF_A_YEAR = timedelta(days=183)
_TEXTS = ("title", "short", "category", "nature", "hours", "why", "steps", "place", "at_time", "ends")
"""What is the same for all occurrences of a task; rule and lead time may change from a day on."""


class Scope(StrEnum):
    """How far a change reaches."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Draft:
    """A task as it stands in the editor. ``rule`` is None as long as its words cannot be read.

    ``day`` is the date of the occurrence in hand, which counts for the scope «this» only, as do title, lead time and hours there.
    ``ends`` is the first day that is not the task's any more.
    """

    title: str = ""
    short: str = ""
    category: Category = Category.VERKSAMHET
    nature: Nature = Nature.TASK
    rule: Rule | None = None
    lead_days: int = 0
    hours: float = 1.0
    why: str = ""
    steps: tuple[Step, ...] = ()
    place: str = ""
    at_time: str = ""
    ends: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form. ``draft.rule`` does not: it is made of ``when`` and ``red_day``."""

    draft: Draft
    when: str
    red_day: RedDay
    scope: Scope = Scope.ALL


@dataclass(frozen=True, slots=True)
class Hidden:
    """A task that she has hidden: from which day, and why."""

    activity: Activity
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A date that a rule will give: the day it names, the day it falls due, and why they differ."""

    original: date
    due: date
    shift: Shift | None


# ── into the editor ──────────────────────────────────────────────────────────


def draft_of(occurrence: Occurrence, scope: Scope) -> Draft:
    """The task of ``occurrence`` as a draft: what holds for this one alone, or what holds for all from it on."""
    activity, this = occurrence.activity, scope is Scope.THIS
    draft = _draft(activity, occurrence.original)
    if not this:
        return replace(draft, day=occurrence.due)
    return replace(draft, title=occurrence.title, lead_days=occurrence.lead_days, hours=occurrence.hours, day=occurrence.due)


def _draft(activity: Activity, day: date) -> Draft:
    return Draft(
        title=activity.title,
        short="" if activity.short == activity.title else activity.short,
        category=activity.category,
        nature=activity.nature,
        rule=activity.rule_on(day),
        lead_days=activity.lead_on(day),
        hours=activity.hours,
        why=activity.why.strip(),
        steps=activity.steps,
        place=activity.place,
        at_time=activity.at_time,
        ends=activity.ends,
    )


def copy_of(activity: Activity, title: str, today: date) -> Draft:
    """A draft like ``activity`` as it is today, for a new task that begins today."""
    draft = _draft(activity, today)
    rule = activity.rule_on(today)
    begins = rule.start if _once(rule) or (rule.start and _has_phase(rule)) else today
    return replace(draft, title=title, rule=replace(rule, start=begins), ends=None)


# ── out of the editor ────────────────────────────────────────────────────────


def same_rule(one: Rule | None, other: Rule | None) -> bool:
    """Whether two rules give the same dates: words do not count, the first day only where the dates hang on it."""
    if one is None or other is None:
        return one is other
    if (one.rrule, one.workday, one.red_day) != (other.rrule, other.workday, other.red_day):
        return False
    return one.start == other.start or not (_once(one) or _has_phase(one))


def _once(rule: Rule) -> bool:
    return has_certain_dates(rule)


def _has_phase(rule: Rule) -> bool:
    return "INTERVAL=" in rule.rrule


def new_activity(activity_id: ActivityId, draft: Draft, today: date) -> Activity:
    """The task that a draft makes; it begins today unless its rule says otherwise."""
    rule = draft.rule or Rule("")
    rule = _worded(rule if rule.start else replace(rule, start=today))
    return replace(
        _with_texts(Activity(activity_id, draft.title, draft.category, rule, layer=Layer.OWN), draft),
        lead_days=draft.lead_days,
        kind=usual_kind(rule.rrule),
    )


def _with_texts(activity: Activity, draft: Draft) -> Activity:
    title = draft.title.strip()
    return replace(
        activity,
        title=title,
        short=draft.short.strip() or title,
        category=draft.category,
        nature=draft.nature,
        hours=draft.hours,
        why=draft.why.strip(),
        steps=draft.steps,
        place=draft.place.strip(),
        at_time=draft.at_time.strip(),
        ends=draft.ends,
    )


def _worded(rule: Rule) -> Rule:
    return replace(rule, words=rule.words or describe(rule))


def changed(before: Draft, after: Draft) -> frozenset[str]:
    """The fields in which two drafts differ in substance."""
    names = {name for name in (*_TEXTS, "lead_days", "day") if _plain(getattr(before, name)) != _plain(getattr(after, name))}
    return frozenset(names if same_rule(before.rule, after.rule) else {*names, "rule"})


def _plain(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def edited(activity: Activity, original: date, draft: Draft, scope: Scope, today: date) -> Activity:
    """The task as it will stand when ``draft`` is saved for the occurrence of ``original`` and all that follow, or for all.

    What was not changed stays what it was: a changed date makes no own version of the text, and a changed text keeps the rules.
    With the scope «this» nothing about the task changes.
    """
    if scope is Scope.THIS:
        return activity
    fields = changed(_draft(activity, original), replace(draft, day=None))
    result = activity
    if fields & set(_TEXTS):
        result = replace(_with_texts(activity, draft), layer=Layer.OWN)
        if draft.short.strip() == "" and "short" not in fields and activity.short != activity.title:
            result = replace(result, short=activity.short)
    if scope is Scope.FOLLOWING and _begins_before(activity, original):
        return _from_here(result, original, draft, fields, today)
    return _throughout(result, draft, fields)


def _begins_before(activity: Activity, original: date) -> bool:
    """Whether the task has a date before ``original``, so that «this and following» is not all."""
    return bool(
        originals(activity, original - HORIZON_YEARS * _A_YEAR if activity.rule.start else original - 9 * _A_YEAR, _eve(original))
    )


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _throughout(activity: Activity, draft: Draft, fields: frozenset[str]) -> Activity:
    if "rule" in fields and draft.rule is not None:
        rule, was = draft.rule, activity.rule
        if not (_once(rule) or _has_phase(rule)):
            rule = replace(rule, start=min(was.start, rule.start or was.start) if was.start else None)
        rule = _worded(replace(rule, words=""))
        kind = activity.kind if usual_kind(rule.rrule) is usual_kind(was.rrule) else usual_kind(rule.rrule)
        return replace(activity, rule=rule, kind=kind, lead_days=draft.lead_days, segments=(), layer=Layer.OWN)
    if "lead_days" in fields:
        segments = tuple(replace(segment, lead_days=None) for segment in activity.segments)
        return replace(activity, lead_days=draft.lead_days, segments=segments, layer=Layer.OWN)
    return activity


def _from_here(activity: Activity, original: date, draft: Draft, fields: frozenset[str], today: date) -> Activity:
    if not fields & {"rule", "lead_days"}:
        return activity
    lead = draft.lead_days if draft.lead_days != activity.lead_on(_eve(original)) else None
    if "rule" in fields and draft.rule is not None:
        begins = first_day(activity, original, draft.rule, today)
        new = Segment(begins, _worded(replace(draft.rule, words="", start=begins)), lead, OWN)
        return replace(activity, segments=(*(s for s in activity.segments if s.valid_from < begins), new))
    rule = replace(activity.rule_on(original), start=original)
    kept = tuple(s for s in activity.segments if s.valid_from < original)
    later = tuple(replace(s, lead_days=None) for s in activity.segments if s.valid_from > original)
    return replace(activity, segments=(*kept, Segment(original, rule, lead, OWN), *later))


def first_day(activity: Activity, original: date, rule: Rule, today: date) -> date:
    """From when a changed rule holds, so that the occurrence in hand gets its new date even where that lies a little earlier.

    «15 March» made «1 March» from the occurrence of 2027 on must give 1 March 2027. The new rule may reach back half the way to the
    occurrence before, but not into the past, and only where it has a single date there: else nothing says which is meant.
    """
    earlier = originals(activity, original - _A_YEAR, _eve(original))
    before = earlier[-1] if earlier else original - _A_YEAR
    floor = max(before + (original - before) // 2, before + timedelta(days=1))
    if original >= today:
        floor = max(floor, today)
    if floor >= original:
        return original
    single = replace(rule, rrule=re.sub(r";INTERVAL=\d+", "", rule.rrule), start=floor)
    found = expand(single, floor, _eve(original))
    return found[0] if len(found) == 1 else original


def same_occurrence(before: Activity, after: Activity, original: date, today: date) -> date | None:
    """The date that the occurrence on ``original`` has got by a changed rule, from ``today`` on; None when it still has its own, or
    has none any more.
    """
    if original in originals(after, original, original):
        return None
    begins = min((s.valid_from for s in after.segments if s not in before.segments), default=original - _HALF_A_YEAR)
    return next(iter(originals(after, max(begins, min(today, original)), original + _A_YEAR)), None)


def preview(activity: Activity, first: date, count: int = PREVIEW) -> list[Coming]:
    """The first dates from ``first`` on that ``activity`` will have, with what a red day does to them."""
    coming: list[Coming] = []
    begin = first
    for years in (1, 4, HORIZON_YEARS):
        end = date(min(first.year + years, date.max.year - 1), 12, 31)
        for original in originals(activity, begin, end):
            due, shift = settle(original, activity.rule_on(original).red_day)
            coming.append(Coming(original, due, shift))
            if len(coming) == count:
                return coming
        begin = end + timedelta(days=1)
    return coming


# ── her own version of a base task ───────────────────────────────────────────


def fingerprint(activity: Activity) -> str:
    """What tells one edition of a base text from another: everything that she can write over."""
    rule = activity.rule
    steps = [(step.id, step.text, step.days) for step in activity.steps]
    parts = (
        activity.title,
        activity.short,
        activity.category,
        (rule.rrule, rule.words, rule.red_day, rule.workday),
        activity.lead_days,
        activity.hours,
        activity.why,
        steps,
    )
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:16]


def like_base(activity: Activity, base: Activity) -> bool:
    """Whether her version says no more than the base text: then it is none."""
    return not changed(_draft(replace(activity, segments=()), ALWAYS), _draft(base, ALWAYS))


def new_id(title: str, taken: Collection[str]) -> ActivityId:
    """An id for a task of her own, not ``taken``: made of its title, unless that holds what should not follow the task for good."""
    return ActivityId(own_id(title, taken, "uppgift"))


def step_id(text: str, taken: Collection[str]) -> str:
    """An id for a new step that no other step of the task has."""
    return free_id(slug_of(text, 32) or "steg", taken)


def keeps_on_day(nature: Nature) -> RedDay | None:
    """A course or a meeting takes place on its day, red or not; a task follows what is usual for its rule (None)."""
    return None if nature is Nature.TASK else RedDay.KEEP
