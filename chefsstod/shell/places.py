"""Where one can go: the pages, which entry of the column at the left they lie under, and the views of the year."""

from collections.abc import Mapping

from chefsstod.i18n import N_, _

HOME = "today"
YEAR = "wheel"
"""The entry that the views of the year lie under."""

YEAR_VIEWS: Mapping[str, tuple[str, str]] = {
    "wheel": (N_("Wheel"), "disc-3"),
    "month": (N_("Month"), "calendar-days"),
    "list": (N_("List"), "list-checks"),
    "load": (N_("Workload"), "chart-column"),
}
"""One data set, four views: name of the page, its word and its icon."""

YEAR_WORK: Mapping[str, tuple[str, str]] = {
    "local": (N_("Local dates"), "map-pin"),
    "rollover": (N_("Turn of the year"), "refresh-cw"),
    "exchange": (N_("Calendar file"), "calendar"),
    "hidden": (N_("Hidden tasks"), "eye-off"),
}
"""What one does with the year now and then, reached from «Mer»."""

_TITLES = {
    "today": N_("Today"),
    "timers": N_("Events"),
    "settings": N_("Settings"),
    "setup": N_("First questions"),
}

PAGES = frozenset({*_TITLES, *YEAR_VIEWS, *YEAR_WORK})
_OWN_HEADING = frozenset({*YEAR_VIEWS, "local", "rollover", "hidden", "settings"})
"""The pages that say themselves where one is."""

SELECTING = ("wheel", "month", "list")
"""The pages that show a stretch of time and select what is taken in hand."""
KEPT = (*SELECTING, "load", "timers", "rollover", "settings")
"""The pages that keep a place over a rebuild of the window."""


def title(page: str) -> str:
    """The heading of a page in the toolbar; empty where the page says itself where one is."""
    if page in _OWN_HEADING:
        return ""
    return _(YEAR_WORK[page][0] if page in YEAR_WORK else _TITLES[page])


def list_name(page: str) -> str:
    """What a view of the year, or a page reached from «Mer», is called in a list."""
    return _({**YEAR_VIEWS, **YEAR_WORK}[page][0]) if entry(page) == YEAR else ""


def entry(page: str) -> str:
    """The entry of the column at the left that is marked for a page."""
    return YEAR if page in YEAR_VIEWS or page in YEAR_WORK else page
