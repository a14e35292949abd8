"""Documents that come in, in words: what became of them, what was recognised, what is worth knowing. No Qt."""

from collections.abc import Iterable, Sequence
from datetime import date

from chefsstod.features.imports.model import DATES, Fact, ImportResult, Outcome, Remark, RemarkKind, Suggestion
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_month

_OUTCOMES = {
    Outcome.NEW: N_("New texts"),
    Outcome.CHANGED: N_("Replaced by a newer edition"),
    Outcome.FAILED: N_("Could not be taken in"),
    Outcome.SAME: N_("Already there, unchanged"),
}

_FACTS = {
    Fact.TITLE: N_("Other title"),
    Fact.OWNER: N_("Owner"),
    Fact.VALID_FROM: N_("Valid from"),
    Fact.REVIEW_BY: N_("To be looked over by"),
    Fact.VERSION: N_("Version"),
    Fact.SUMMARY: N_("Summary"),
}

_REMARKS = {
    RemarkKind.TABLES_AS_LINES: N_("Tables in a PDF come as lines. The pages themselves are kept and show them as they were."),
    RemarkKind.TRACKED_CHANGES: N_("The document had tracked changes; they are taken as accepted."),
    RemarkKind.HEADINGS_GUESSED: N_("The document had no headings; lines in bold were made into headings."),
    RemarkKind.FRONT_MATTER_BROKEN: N_("The details at the top of the file could not be read and were left out."),
    RemarkKind.NEAR_DOUBLE: N_("You already have a text called «{text}». Look through both and keep one."),
    RemarkKind.VERSION_KEPT: N_("You had changed the text here. Your words are kept among its versions."),
    RemarkKind.REPLACED_LAW: N_("Mentions {text}, which has been replaced. Look over that part."),
    RemarkKind.DOUBTFUL: N_("Says «{text}», which is often a misunderstanding or out of date. Check it."),
}

PATTERN = "*.docx *.docm *.dotx *.pdf *.html *.htm *.md *.markdown *.txt"


def outcome_text(outcome: Outcome) -> str:
    """The heading over files of an outcome."""
    return _(_OUTCOMES[outcome])


def fact_name(fact: Fact) -> str:
    """What a recognised fact is called."""
    return _(_FACTS[fact])


def fact_text(suggestion: Suggestion) -> str:
    """«Gäller från: 1 mars 2025»."""
    value = suggestion.value
    if suggestion.fact in DATES:
        day = date.fromisoformat(value)
        value = f"{day_month(day)} {day.year}"
    return f"{fact_name(suggestion.fact)}: {value}"


def remark_text(remark: Remark) -> str:
    """A remark as a sentence."""
    if remark.kind is RemarkKind.PICTURES_SKIPPED:
        text = ngettext(
            "{n} picture could not be taken along (an old drawing, or damaged).",
            "{n} pictures could not be taken along (old drawings, or damaged).",
            remark.count,
        )
    elif remark.kind is RemarkKind.REMOTE_DROPPED:
        text = ngettext(
            "{n} picture lies on the internet and was left out.",
            "{n} pictures lie on the internet and were left out.",
            remark.count,
        )
    elif remark.kind is RemarkKind.COMMENTS_LEFT:
        text = ngettext("{n} comment in the margin was left out.", "{n} comments in the margin were left out.", remark.count)
    elif remark.kind is RemarkKind.PAGES_WITHOUT_TEXT:
        text = ngettext(
            "{n} page is only a picture and cannot be searched.",
            "{n} pages are only pictures and cannot be searched.",
            remark.count,
        )
    elif remark.kind is RemarkKind.IDENTITY_NUMBER:
        text = ngettext(
            "Holds what looks like a personal identity number. Chefsstöd is not the place for it: take it out.",
            "Holds {n} numbers that look like personal identity numbers. Chefsstöd is not the place for them: take them out.",
            remark.count,
        )
    elif remark.kind is RemarkKind.OVERDUE:
        day = date.fromisoformat(remark.text)
        return _("Was to be looked over by {date}. See whether it still holds.").format(date=f"{day_month(day)} {day.year}")
    else:
        text = _(_REMARKS[remark.kind])
    return text.format(n=remark.count, text=remark.text)


def is_warning(remark: Remark) -> bool:
    """Whether she should do something about it."""
    return remark.kind in (
        RemarkKind.IDENTITY_NUMBER,
        RemarkKind.REPLACED_LAW,
        RemarkKind.DOUBTFUL,
        RemarkKind.NEAR_DOUBLE,
        RemarkKind.VERSION_KEPT,
        RemarkKind.OVERDUE,
    )


def summary(results: Sequence[ImportResult]) -> str:
    """«3 nya, 1 ersatt, 2 gick inte att ta in, 12 oförändrade»."""
    counts = {outcome: sum(result.outcome is outcome for result in results) for outcome in Outcome}
    new, changed, failed, same = (counts[outcome] for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.FAILED, Outcome.SAME))
    parts = [
        (new, ngettext("{n} new", "{n} new", new)),
        (changed, ngettext("{n} replaced", "{n} replaced", changed)),
        (failed, ngettext("{n} could not be taken in", "{n} could not be taken in", failed)),
        (same, ngettext("{n} unchanged", "{n} unchanged", same)),
    ]
    told = ", ".join(text.format(n=count) for count, text in parts if count)
    return told or _("There are no documents there that can be taken in.")


def taken_text(results: Iterable[ImportResult]) -> str:
    """What the toast says of an import that can be undone."""
    count = sum(result.saved is not None for result in results)
    return ngettext("{n} document is taken in", "{n} documents are taken in", count).format(n=count)
