"""What is wrong in a content file, and where."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


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

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.severity}: {self.message}"


def error(file: str | Path, line: int, message: str) -> Problem:
    """A problem that leaves the item out."""
    return Problem(str(file), line, Severity.ERROR, message)


def warning(file: str | Path, line: int, message: str) -> Problem:
    """A problem that the author should look at."""
    return Problem(str(file), line, Severity.WARNING, message)
