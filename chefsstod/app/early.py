"""What must be known of the arguments before the rest is read. Light: the window opens without importing the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chefsstod.support.settings import LANGUAGES


@dataclass(frozen=True, slots=True)
class Early:
    """In which language to complain, and where the settings lie. ``plain``: there is nothing else in the arguments, so that
    the window is to be opened.
    """

    data_dir: Path | None = None
    language: str | None = None
    plain: bool = False


def early_options(argv: Sequence[str]) -> Early:
    """``--data-dir`` and ``--lang`` before the command, read leniently: complaining is the parser's business."""
    found: dict[str, str] = {}
    rest = list(argv)
    while rest and rest[0].startswith("-") and rest[0] != "--":
        name, equals, value = rest.pop(0).partition("=")
        if name in ("--data-dir", "--lang", "--today"):
            found[name] = value if equals else rest.pop(0) if rest else ""
        else:
            found[name] = ""
    language = found.get("--lang")
    folder = found.get("--data-dir", "").strip()
    known = language in (None, *LANGUAGES) and bool(folder) == ("--data-dir" in found)
    return Early(
        Path(folder) if folder else None,
        language if language in LANGUAGES else None,
        plain=known and not rest and set(found) <= {"--data-dir", "--lang"},
    )
