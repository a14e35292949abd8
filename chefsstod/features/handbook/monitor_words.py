"""What is wrong with a routine, in her language. No Qt."""

from collections.abc import Sequence
from datetime import date

from chefsstod.content.layers import Layer
from chefsstod.content.lint import Finding as LawFinding
from chefsstod.content.lint import told
from chefsstod.features.handbook.model import Article, Kind
from chefsstod.features.handbook.monitor import Finding, Trouble
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short, relative


def trouble_name(trouble: Trouble) -> str:
    """What a kind of finding is called on its filter."""
    return {
        Trouble.PAST: _("Past their date"),
        Trouble.LAW: _("Law out of date"),
        Trouble.NOWHERE: _("Broken links"),
        Trouble.EMPTY: _("Empty"),
        Trouble.DOUBLE: _("Doubles"),
        Trouble.SOON: _("Soon to be looked over"),
        Trouble.NO_DATE: _("No date"),
        Trouble.NO_OWNER: _("Nobody answers for them"),
    }[trouble]


def trouble_icon(trouble: Trouble) -> tuple[str, str]:
    """The icon of a kind of finding and the token of its colour; its sentence says the same without both."""
    return {
        Trouble.PAST: ("clock", "late"),
        Trouble.LAW: ("scale", "late"),
        Trouble.NOWHERE: ("link", "late"),
        Trouble.EMPTY: ("file-x", "soon"),
        Trouble.DOUBLE: ("copy", "soon"),
        Trouble.SOON: ("hourglass", "soon"),
        Trouble.NO_DATE: ("calendar-plus", "muted"),
        Trouble.NO_OWNER: ("user-plus", "muted"),
    }[trouble]


def sentence(finding: Finding, today: date) -> str:
    """What is wrong, as a sentence."""
    if finding.trouble is Trouble.LAW:
        return told(LawFinding(finding.words, finding.why))
    if finding.day is not None:
        text = {
            Trouble.PAST: _("Should have been looked over by {date} ({relative})."),
            Trouble.SOON: _("Is to be looked over by {date} ({relative})."),
        }[finding.trouble]
        return text.format(date=day_short(finding.day, today), relative=relative(finding.day, today))
    return {
        Trouble.NOWHERE: _("The link «{words}» leads nowhere."),
        Trouble.EMPTY: _("There is nothing to read in it yet."),
        Trouble.DOUBLE: _("Says the same, or nearly, as «{title}»."),
        Trouble.NO_DATE: _("It does not say when it is to be looked over."),
        Trouble.NO_OWNER: _("It does not say who answers for it."),
    }[finding.trouble].format(words=finding.words, title=finding.other_title)


def about(article: Article) -> str:
    """What kind of text it is and who answers for it, in a line."""
    kind = _("Routine") if article.kind is Kind.ROUTINE else _("Handbook text")
    parts = [kind]
    if article.layer is Layer.LOCAL:
        parts.append(_("from «{pack}»").format(pack=article.pack))
    if article.owner.strip():
        parts.append(_("answers for it: {owner}").format(owner=article.owner.strip()))
    if article.version.strip():
        parts.append(_("version {version}").format(version=article.version.strip()))
    return " · ".join(parts)


def intro(watched: int, found: int) -> str:
    """The state of things in a sentence."""
    if not watched:
        return _("Here you see which of your routines need to be looked over. You have no routines of your own yet.")
    if not found:
        return ngettext(
            "Your only text is in order: it has a date and somebody who answers for it, and its links lead somewhere.",
            "All {n} texts are in order: they have a date and somebody who answers for them, and their links lead somewhere.",
            watched,
        ).format(n=watched)
    return ngettext(
        "{found} of {n} text needs a look. The worst comes first.",
        "{found} of {n} texts need a look. The worst comes first.",
        watched,
    ).format(found=found, n=watched)


def differs(words: int) -> str:
    """How much two doubles differ."""
    if not words:
        return _("The two texts are the same, word for word.")
    return ngettext("The texts differ in {n} word.", "The texts differ in {n} words.", words).format(n=words)


def spoken(article: Article, findings: Sequence[Finding], today: date) -> str:
    """A card as a screen reader says it."""
    return ". ".join([article.title, about(article), *(sentence(finding, today).rstrip(".") for finding in findings)])
