"""What is wrong in a content file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from chefsstod.i18n import _, ngettext
from chefsstod.support.errors import UserError


class Severity(StrEnum):
    """An error leaves the item out; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One located problem. ``file`` is relative to the pack; ``line`` counts from 1, 0 when the whole file is meant."""

    file: str
    line: int
    severity: Severity
    message: str

    @property
    def place(self) -> str:
        """File and line, as editors understand them."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def told(self) -> str:
        """Place, what it is and what is wrong, in the language in use."""
        kind = _("error") if self.severity is Severity.ERROR else _("warning")
        return f"{self.place}: {kind}: {self.message}"

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message}"


def left_out(problems: Iterable[Problem]) -> UserError | None:
    """What she must know when content that ships with the program cannot be read; None when nothing is left out of it."""
    places = [problem.place for problem in problems if problem.severity is Severity.ERROR]
    if not places:
        return None
    return UserError(
        _("Part of the content in Chefsstöd cannot be read"),
        ngettext(
            "{n} fault was found and what it concerns is left out ({place}). What you have written is untouched.",
            "{n} faults were found and what they concern is left out ({place} first). What you have written is untouched.",
            len(places),
        ).format(n=len(places), place=places[0]),
        _("Install Chefsstöd again."),
    )


def error(file: str | Path, line: int, message: str) -> Problem:
    """A problem that leaves the item out."""
    return Problem(str(file), line, Severity.ERROR, message)


def warning(file: str | Path, line: int, message: str) -> Problem:
    """A problem that the author should look at."""
    return Problem(str(file), line, Severity.WARNING, message)
