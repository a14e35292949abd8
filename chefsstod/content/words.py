"""What the marked parts of a text are called. One set of words for the reader, the paper and the search. No Qt."""

from chefsstod.i18n import N_, _

_CALLOUTS = {
    "gor-sa-har": N_("Do it like this"),
    "lagen-sager": N_("What the law says"),
    "fraga-vidare": N_("Ask further"),
    "vanliga-misstag": N_("Common mistakes"),
    "hos-er": N_("At your workplace"),
    "obs": N_("Note well"),
    "exempel": N_("Example"),
}

_TOKENS = {
    "gor-sa-har": "done",
    "lagen-sager": "ekonomi",
    "fraga-vidare": "accent",
    "vanliga-misstag": "late",
    "hos-er": "kvalitet",
    "obs": "soon",
    "exempel": "muted",
}


def callout_title(kind: str, title: str = "") -> str:
    """The heading of a call-out: its usual one, with the author's own words after it: «Gör så här: första dagen»."""
    usual = _(_CALLOUTS[kind]) if kind in _CALLOUTS else kind
    return f"{usual}: {title}" if title else usual


def callout_token(kind: str) -> str:
    """The token of the colour of its rule; the heading says the same without colour."""
    return _TOKENS.get(kind, "muted")
