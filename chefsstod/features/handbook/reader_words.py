"""What the reader says: marks on a text, where it comes from, what to know before one trusts it. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chefsstod.content.layers import Certainty, Layer
from chefsstod.content.pack import Duty, Law
from chefsstod.features.handbook.model import Article, BaseChange, Kind, LawRef, Original, Reading, ReadState
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_month

_STATES = {
    ReadState.UNREAD: N_("Not read"),
    ReadState.READ: N_("Read"),
    ReadState.CHANGED: N_("Changed since you read it"),
    ReadState.REPEAT: N_("To read again"),
}
_STATE_ICONS = {
    ReadState.UNREAD: "circle",
    ReadState.READ: "check",
    ReadState.CHANGED: "refresh-cw",
    ReadState.REPEAT: "repeat",
}
_LAYERS = {Layer.BASE: N_("Base content"), Layer.LOCAL: N_("From your employer"), Layer.OWN: N_("Your own")}
_CERTAINTIES = {
    Certainty.VERIFIED: N_("provision checked"),
    Certainty.LAW_LEVEL: N_("on the level of the law; the provision is not checked"),
}
_DUTIES = {
    Duty.ABSOLUTE: N_("Must always be followed"),
    Duty.STRONG: N_("Weighs heavily"),
    Duty.BALANCING: N_("Is weighed against other things"),
    Duty.MAY: N_("Gives a right to, no duty"),
}

DO = "do:"
READ, UNREAD, REPEAT, EDIT, SHOW_CHANGE, SETTLE, ORIGINAL, PAGES, COPY, CLEAR = (
    f"{DO}{name}" for name in ("read", "unread", "repeat", "edit", "change", "settle", "original", "pages", "copy", "clear")
)
"""What the links of the page itself do; their words stand in the text."""


@dataclass(frozen=True, slots=True)
class Banner:
    """Something to know before one reads. ``token`` colours its rule; ``actions`` are addresses with their words."""

    token: str
    text: str
    actions: tuple[tuple[str, str], ...] = ()


def state_word(state: ReadState) -> str:
    """«Läst»."""
    return _(_STATES[state])


def state_icon(state: ReadState) -> str:
    """The sign that stands before the word."""
    return _STATE_ICONS[state]


def day(value: date, today: date) -> str:
    """«12 mars», with the year when it is not this year's."""
    return day_month(value) if value.year == today.year else f"{day_month(value)} {value.year}"


def layer_text(article: Article) -> str:
    """Whose text it is."""
    if article.layer is Layer.LOCAL and article.pack:
        return _("From {pack}").format(pack=article.pack)
    return _(_LAYERS[article.layer])


def meta(article: Article, chapter: str, today: date) -> str:
    """The line under the title: chapter, version, dates, owner."""
    facts = [chapter, _("Routine") if article.kind is Kind.ROUTINE else "", layer_text(article)]
    if article.version:
        facts.append(_("version {version}").format(version=article.version))
    if article.owner:
        facts.append(_("owner: {owner}").format(owner=article.owner))
    if article.valid_from:
        facts.append(_("valid from {date}").format(date=day(article.valid_from, today)))
    if article.reviewed:
        facts.append(_("checked {date}").format(date=day(article.reviewed, today)))
    if article.review_by:
        facts.append(_("to be looked over by {date}").format(date=day(article.review_by, today)))
    if article.changed and article.layer is Layer.OWN:
        facts.append(_("changed {date}").format(date=day(article.changed.date(), today)))
    return " · ".join(dict.fromkeys(fact for fact in facts if fact))


def banners(article: Article, reading: Reading, today: date, change: BaseChange | None, original: Original | None) -> list[Banner]:
    """What to know before one reads, the weightiest first."""
    found: list[Banner] = []
    if article.review_by and article.review_by < today:
        text = _("This text should have been looked over by {date}. Check that it still holds before you follow it.")
        actions = ((EDIT, _("Edit the text")),) if article.layer is Layer.OWN else ()
        found.append(Banner("late", text.format(date=day(article.review_by, today)), actions))
    if article.valid_from and article.valid_from > today:
        text = _("This text holds from {date}, not yet.")
        found.append(Banner("soon", text.format(date=day(article.valid_from, today))))
    if change is not None:
        gone = change.now is None
        text = (
            _("The text that yours is made from is no longer there.")
            if gone
            else _("The text that yours is made from has changed.")
        )
        found.append(Banner("soon", text, ((SHOW_CHANGE, _("Show the change")), (SETTLE, _("Keep mine as it is")))))
    if reading.state(article) is ReadState.CHANGED and reading.read_on:
        text = _("The text has changed since you read it on {date}.")
        found.append(Banner("soon", text.format(date=day(reading.read_on, today)), ((READ, _("Mark as read again")),)))
    if article.template:
        text = _("This is a template: make a text of your own from it and fill it in.")
        found.append(Banner("accent", text, ((COPY, _("Make my own from it")),)))
    if original is not None:
        text = _("Brought in from the file {name} on {date}.").format(name=original.name, date=day(original.imported, today))
        ways: tuple[tuple[str, str], ...] = ((ORIGINAL, _("Open the original")),)
        if original.pages:
            pages = ngettext("Show the page as a picture", "Show the {n} pages as pictures", original.pages)
            ways = (*ways, (PAGES, pages.format(n=original.pages)))
        found.append(Banner("muted", text, ways))
    return found


def law_name(ref: LawRef, laws: Mapping[str, Law]) -> str:
    """«AML 3 kap. 2 a §»: what one says, short enough for the margin."""
    law = laws.get(ref.law)
    name = (law.short if ref.ref else law.name) if law else ref.law
    return f"{name} {ref.ref}" if ref.ref else name


def law_foot(ref: LawRef, laws: Mapping[str, Law], today: date) -> str:
    """The law's full name and number, how sure the reference is, and when the law was last looked up."""
    law = laws.get(ref.law)
    facts = [_(_CERTAINTIES[ref.certainty])]
    if law:
        facts.insert(0, f"{law.name} ({law.number})" if ref.ref else law.number)
        facts.append(_("checked {date}").format(date=day(law.checked, today)))
    return " · ".join(facts)


def certainty_word(certainty: Certainty) -> str:
    """How sure a statement about law is."""
    return _(_CERTAINTIES[certainty])


def duty_word(duty: Duty) -> str:
    """How a law binds, in plain words."""
    return _(_DUTIES[duty])
