"""What the commands print: plain lines, aligned columns, one JSON value. UTF-8 whatever the locale; no Qt."""

import io
import json
import sys
import textwrap
from collections.abc import Iterable, Sequence

from chefsstod.i18n import _
from chefsstod.support.privacy import find_identity_numbers

WIDTH = 88


def speak_utf8() -> None:
    """Make standard output and error UTF-8; what cannot be written so (a broken file name) is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """One line (or several) on standard output."""
    if sys.stdout is not None:
        sys.stdout.write(text + "\n")


def complain(line: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(" ".join(line.split()) + "\n")


def say_json(value: object) -> None:
    """One JSON value on standard output."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """The rows with their cells set below each other, two blanks between; the last column is left ragged."""
    table = [tuple(row) for row in rows]
    if not table:
        return []
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]


def paragraph(text: str, indent: str = "", hanging: str | None = None) -> str:
    """``text`` wrapped to a readable width; following lines begin with ``hanging`` (default: as the first)."""
    following = indent if hanging is None else hanging
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=following)


def warn_about_identity_numbers(*texts: str | None) -> None:
    """Tell on standard error when a text holds a personnummer: it is saved as she wrote it, but does not belong here.

    The number itself is not repeated.
    """
    if any(find_identity_numbers(text) for text in texts if text):
        complain(
            _("Warning: the text holds what looks like a personal identity number.")
            + " "
            + _("Chefsstöd is not the place for it; take it out.")
        )
