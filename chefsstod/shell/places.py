"""Where one can go: the pages, which entry of the column at the left they lie under, and the views that share an entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from chefsstod.i18n import N_, _

HOME = "today"
YEAR = "wheel"
"""The entry that the views of the year lie under."""
BOOK = "handbook"
"""The entry that the handbook and the routines lie under."""

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

BOOK_VIEWS: Mapping[str, tuple[str, str]] = {
    "handbook": (N_("Texts"), "book-open"),
    "monitor": (N_("To look over"), "list-checks"),
}
BOOK_WORK: Mapping[str, tuple[str, str]] = {
    "import": (N_("Bring in documents"), "file-input"),
    "packs": (N_("Content packs"), "package"),
}


@dataclass(frozen=True, slots=True)
class Views:
    """An entry with several views, shown as tabs; ``work`` is what one does there now and then. The words are msgids."""

    entry: str
    name: str
    views: Mapping[str, tuple[str, str]]
    more: str
    work: Mapping[str, tuple[str, str]]
    new: str


YEAR_TABS = Views(YEAR, N_("Views of the year"), YEAR_VIEWS, N_("More about the year"), YEAR_WORK, N_("New task"))
BOOK_TABS = Views(BOOK, N_("Views of the handbook"), BOOK_VIEWS, N_("More about the handbook"), BOOK_WORK, N_("New text"))

_TITLES = {
    "today": N_("Today"),
    "timers": N_("Events"),
    "directory": N_("Directory"),
    "settings": N_("Settings"),
    "setup": N_("First questions"),
    "write": N_("Write"),
    "search": N_("Search"),
}

_ENTRIES = {**dict.fromkeys((*YEAR_VIEWS, *YEAR_WORK), YEAR), **dict.fromkeys((*BOOK_VIEWS, *BOOK_WORK, "write"), BOOK)}
_WORK = {**YEAR_WORK, **BOOK_WORK}

PAGES = frozenset({*_TITLES, *_ENTRIES})
_OWN_HEADING = frozenset({*_ENTRIES, "settings", "directory", "search"}) - {"exchange", "import"}
"""The pages that say themselves where one is."""

SELECTING = ("wheel", "month", "list")
"""The pages that show a stretch of time and select what is taken in hand."""
KEPT = (
    *SELECTING,
    "load",
    "timers",
    "rollover",
    "settings",
    "handbook",
    "monitor",
    "write",
    "directory",
    "import",
    "packs",
    "search",
)
"""The pages that keep a place over a rebuild of the window."""
BESIDE = (HOME, "handbook", "directory", "search", *YEAR_VIEWS)
"""The pages beside which a task can lie in hand."""
STARTS = (HOME, "timers", "handbook", "directory", *YEAR_VIEWS)
"""The pages that the program may open with, when she left it there."""


def title(page: str) -> str:
    """The heading of a page in the toolbar; empty where the page says itself where one is."""
    if page in _OWN_HEADING:
        return ""
    return _(_WORK[page][0] if page in _WORK else _TITLES[page])


def list_name(page: str) -> str:
    """What a view, or a page reached from «Mer», is called in a list."""
    named = {**YEAR_VIEWS, **BOOK_VIEWS, **_WORK, "write": (_TITLES["write"], "")}
    return _(named[page][0]) if page in named else ""


def entry(page: str) -> str:
    """The entry of the column at the left that is marked for a page."""
    return _ENTRIES.get(page, page)
