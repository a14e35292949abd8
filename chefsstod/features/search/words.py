"""The search in words: names of kinds, what a row says. No Qt."""

from chefsstod.content.layers import Layer
from chefsstod.features.search.model import Hit, Kind, plain
from chefsstod.features.yearwheel.words import layer_name
from chefsstod.i18n import N_, _, ngettext

_ONE = {
    Kind.ARTICLE: N_("Article"),
    Kind.ROUTINE: N_("Routine"),
    Kind.TASK: N_("Task"),
    Kind.EVENT: N_("Kind of event"),
    Kind.SCENARIO: N_("Typical case"),
    Kind.CONTACT: N_("Contact"),
    Kind.SYSTEM: N_("System"),
    Kind.LAW: N_("Law"),
    Kind.NOTE: N_("Your note"),
}
_MANY = {
    Kind.ARTICLE: N_("Articles"),
    Kind.ROUTINE: N_("Routines"),
    Kind.TASK: N_("Tasks"),
    Kind.EVENT: N_("Kinds of events"),
    Kind.SCENARIO: N_("Typical cases"),
    Kind.CONTACT: N_("Contacts"),
    Kind.SYSTEM: N_("Systems"),
    Kind.LAW: N_("Laws"),
    Kind.NOTE: N_("Your notes"),
}
ICONS = {
    Kind.ARTICLE: "book-open",
    Kind.ROUTINE: "clipboard-list",
    Kind.TASK: "square-check",
    Kind.EVENT: "hourglass",
    Kind.SCENARIO: "scale",
    Kind.CONTACT: "contact",
    Kind.SYSTEM: "monitor",
    Kind.LAW: "landmark",
    Kind.NOTE: "notebook-pen",
}


def kind_name(kind: Kind) -> str:
    """«Rutin»."""
    return _(_ONE[kind])


def kinds_name(kind: Kind) -> str:
    """«Rutiner»."""
    return _(_MANY[kind])


def about(hit: Hit) -> str:
    """«Rutin · Personal · Ditt eget»: what it is and where it belongs. The base content is not worth a word."""
    layer = "" if hit.layer is Layer.BASE or hit.kind is Kind.NOTE else layer_name(hit.layer)
    return " · ".join(part for part in (kind_name(hit.kind), hit.where, layer) if part)


def spoken(hit: Hit) -> str:
    """The whole row as a sentence, for a screen reader."""
    return ", ".join(part for part in (hit.name, about(hit).replace(" · ", ", "), plain(hit.snippet)) if part)


def count_text(count: int, *, more: bool) -> str:
    """«12 träffar», or «mer än 1 200 träffar»."""
    from chefsstod.i18n.dates import number

    if more:
        return _("more than {n} hits").format(n=number(count))
    return ngettext("{n} hit", "{n} hits", count).format(n=number(count))
