"""What a careful colleague would point at when one year is to become the next. Pure: it is given all that it looks at."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache

from chefsstod.content.layers import Layer
from chefsstod.content.pack import Law
from chefsstod.features.rollover import sam
from chefsstod.features.rollover.model import Finding, Fix, Severity
from chefsstod.features.rollover.stale import stale_dates
from chefsstod.features.yearwheel.model import Activity, ActivityId, BasisKind, Kind, Occurrence, Status
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short

ALIKE = 0.85
"""How alike two titles must be (difflib's ratio) to be taken for the same task."""
_TELLING = 8
"""A single word of this length in common is enough: «skyddsrond»."""
_SMALL_WORDS = frozenset(
    (
        *("och", "i", "för", "med", "på", "av", "att", "den", "det", "de", "en", "ett", "inför", "vid", "till", "om", "från"),
        *("årets", "årlig", "årliga", "året", "vår", "vårt", "våra", "ny", "nya", "the", "a", "of", "and"),
    )
)

HasArticle = Callable[[ActivityId], bool | None]
ByTask = Mapping[ActivityId, Sequence[Occurrence]]


def no_handbook(_activity: ActivityId) -> bool | None:
    """Whether a task has an article, as long as there is no handbook: nobody knows."""
    return None


@dataclass(frozen=True, slots=True)
class Material:
    """What the lint looks at. ``year`` is the one that ends; the occurrences are those that are hers, by task.

    ``hidden`` are tasks that come no more in the new year because she took them away, ``everything`` all tasks there are,
    those included.
    """

    year: int
    today: date
    activities: Sequence[Activity]
    everything: Sequence[Activity]
    hidden: frozenset[ActivityId]
    before: ByTask
    past: ByTask
    coming: ByTask
    laws: Mapping[str, Law]
    has_article: HasArticle = no_handbook


def lint(material: Material) -> list[Finding]:
    """Everything that is found, the gravest first."""
    rules = (_dropped_duties, _sam, _never_done, _duplicates, _stale, _begun_too_late, _without_why, _without_article)
    found = [finding for rule in rules for finding in rule(material)]
    missing = {finding.task for finding in found if finding.code == "sam"}
    found = [finding for finding in found if finding.code != "duty" or finding.task not in missing]  # said once is enough
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def about_the_year(finding: Finding) -> bool:
    """Whether it concerns the year as a whole and not a task that comes along into it."""
    return finding.code in ("sam", "duty")


# ── about a task ─────────────────────────────────────────────────────────────


def _stale(material: Material) -> Iterable[Finding]:
    for activity in material.activities:
        places = [piece for text in _texts(activity) for piece in stale_dates(text, material.year)]
        notes = [
            piece
            for occurrence in material.coming.get(activity.id, ())
            for text in (occurrence.note, occurrence.own_title, occurrence.lesson.text if occurrence.lesson else "")
            for piece in stale_dates(text, material.year)
        ]
        pieces = list(dict.fromkeys((*places, *notes)))
        if pieces:
            text = _("«{dates}» in the text belongs to a year gone by.").format(dates="», «".join(pieces[:3]))
            yield Finding("stale", activity.id, Severity.LOOK, text, Fix.EDIT if places else Fix.OPEN, activity.id)


def _texts(activity: Activity) -> tuple[str, ...]:
    """The words of a task that she reads as hers to plan by; what it rests on names years rightly."""
    steps = (step.text for step in activity.steps)
    rules = (segment.rule.words for segment in activity.segments)
    texts = (activity.title, activity.short, activity.rule.words, activity.why, activity.place, *rules, *steps)
    return tuple(dict.fromkeys(text for text in texts if text))


def _duplicates(material: Material) -> Iterable[Finding]:
    own = [activity for activity in material.activities if activity.layer is not Layer.BASE]
    seen: set[ActivityId] = set()
    for mine in own:
        for other in material.activities:
            if other.id == mine.id or other.id in seen or other.kind is not mine.kind:
                continue
            month = _common_month(material.coming.get(mine.id, ()), material.coming.get(other.id, ()))
            if month is not None and alike(mine, other):
                text = _("Looks like «{title}», which comes in the same month. Is one of them enough?").format(title=other.title)
                yield Finding("duplicate", mine.id, Severity.LOOK, text, Fix.OPEN, other.id)
                break
        seen.add(mine.id)


def _common_month(mine: Sequence[Occurrence], other: Sequence[Occurrence]) -> int | None:
    months = {o.due.month for o in mine} & {o.due.month for o in other}
    return min(months, default=None)


def alike(first: Activity, second: Activity) -> bool:
    """Whether two tasks are named alike, by their titles or their short names."""
    names = [{activity.title, activity.short} - {""} for activity in (first, second)]
    return any(_alike(a, b) for a in names[0] for b in names[1])


def _alike(first: str, second: str) -> bool:
    one, two = _words(first), _words(second)
    if not one or not two:
        return False
    if set(one) <= set(two) or set(two) <= set(one):
        few = one if len(one) <= len(two) else two
        return len(few) > 1 or len(few[0]) >= _TELLING or one == two
    return SequenceMatcher(None, " ".join(one), " ".join(two)).ratio() >= ALIKE


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word not in _SMALL_WORDS)


def _never_done(material: Material) -> Iterable[Finding]:
    for activity in material.activities:
        years = [
            [o for o in occurrences.get(activity.id, ()) if o.due < material.today]
            for occurrences in (material.before, material.past)
        ]
        if all(years) and not any(o.status in (Status.DONE, Status.STARTED) for year in years for o in year):
            text = _("Not done in {first} nor in {second}. Is it needed, or is its date wrong?")
            sentence = text.format(first=material.year - 1, second=material.year)
            yield Finding("never_done", activity.id, Severity.LOOK, sentence, Fix.OPEN, activity.id)


def _begun_too_late(material: Material) -> Iterable[Finding]:
    """Steps of the coming year whose day has passed before the year begins."""
    for activity in material.activities:
        if activity.kind is Kind.ROUTINE:
            continue
        for occurrence in material.coming.get(activity.id, ()):
            days = [occurrence.step_date(step) for step in activity.steps if step.id not in occurrence.steps_done]
            first = min((day for day in days if day < min(material.today, date(material.year + 1, 1, 1))), default=None)
            if first is not None and occurrence.open and occurrence.status is Status.PLANNED:
                text = _("The first step should have been taken {date} already.").format(date=day_short(first, material.today))
                yield Finding("begun_late", activity.id, Severity.NOTE, text, Fix.OPEN, activity.id)
                break


def _without_why(material: Material) -> Iterable[Finding]:
    """Tasks of her own that do not say why they are done.

    Nothing in the content names the owner of a task: the year is the manager's. What makes a task hers to answer for is its
    purpose, and a successor can take over no task whose purpose is not written down.
    """
    for activity in material.activities:
        if activity.layer is Layer.OWN and not activity.why.strip() and len(material.coming.get(activity.id, ())) > 0:
            text = _("Does not say why it is done or for whom. Whoever takes over will wonder.")
            yield Finding("no_why", activity.id, Severity.NOTE, text, Fix.EDIT, activity.id)


def _without_article(material: Material) -> Iterable[Finding]:
    for activity in material.activities:
        if material.has_article(activity.id) is False:
            text = _("No article in the handbook tells how it is done.")
            yield Finding("no_article", activity.id, Severity.NOTE, text, Fix.OPEN, activity.id)


# ── about the year ───────────────────────────────────────────────────────────


def _dropped_duties(material: Material) -> Iterable[Finding]:
    for activity in material.everything:
        if activity.id not in material.hidden:
            continue
        duty = duty_of(activity, material.laws)
        if duty:
            text = _("«{title}» no longer comes, but the duty stays: {law}. Make sure that somebody else does it.")
            sentence = text.format(title=activity.title, law=duty)
            yield Finding("duty", activity.id, Severity.DUTY, sentence, Fix.UNHIDE, activity.id)


def duty_of(activity: Activity, laws: Mapping[str, Law]) -> str:
    """The laws that a task rests on, in words: «Arbetsmiljölagen 3 kap. 2 a §»; empty where there is none."""
    named = []
    for basis in activity.basis:
        law = laws.get(basis.law or "")
        if basis.kind is BasisKind.LAW and law is not None:
            named.append(_law_words(law, basis.ref or ""))
    return "; ".join(list(dict.fromkeys(named))[:2])


def _law_words(law: Law, ref: str) -> str:
    name = law.short if law.short.startswith("AFS") else law.name
    return f"{name} {ref}".strip()


def _sam(material: Material) -> Iterable[Finding]:
    for part in sam.PARTS:
        all_carriers = sam.carriers(part, material.everything)
        if any(material.coming.get(activity.id) for activity in all_carriers):
            continue
        law = material.laws.get(part.law)
        where = _law_words(law, part.ref) if law else part.ref
        text = _("{part}: no task in {year} is about it. {requirement} ({law})")
        sentence = text.format(part=_(part.name), year=material.year + 1, requirement=_(part.requirement), law=where)
        if part.id in sam.ASKED_ONCE:
            sentence += " " + _(
                "If your employer sees to it for everybody, say that it is as it should be: it is not asked for again."
            )
        yield _missing(part, all_carriers, sentence, material.hidden)


def _missing(part: sam.Part, found: Sequence[Activity], sentence: str, hidden: frozenset[ActivityId]) -> Finding:
    back = next((activity for activity in found if activity.id in hidden), None)
    if back is not None:
        return Finding("sam", part.id, Severity.DUTY, sentence, Fix.UNHIDE, back.id, back.title)
    if found:
        return Finding("sam", part.id, Severity.DUTY, sentence, Fix.EDIT, found[0].id, found[0].title)
    severity = Severity.DUTY if part.tasks else Severity.LOOK
    return Finding("sam", part.id, severity, sentence, Fix.NEW, None, _(part.name))
