"""Reading the command line: argparse in the user's language, with one clear line for wrong usage."""

import argparse
import os
import re
from datetime import date
from pathlib import Path
from typing import Never

from chefsstod.i18n import N_, _

FIRST_YEAR = 1970
LAST_YEAR = 2100
LONGEST_LEAD = 365

# What argparse itself says, as it stands in its source; it looks the texts up through the functions lent to it below.
_ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
)


def _lent(text: str | None) -> str | None:
    """argparse asks for the translation of descriptions that are not there too; gettext answers «» with its header."""
    return _(text) if text else text


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language and complains in one line."""

    def __init__(self, **settings: object) -> None:
        # argparse takes its words from two module-level functions; there is no other way to give it ours.
        argparse._ = _lent  # type: ignore[attr-defined]
        super().__init__(**{"allow_abbrev": False, **settings})  # type: ignore[arg-type]

    def error(self, message: str) -> Never:
        """One line on standard error, exit 2."""
        line = _("{program}: {message}. «{program} --help» shows how it is written.").format(program=self.prog, message=message)
        self.exit(2, " ".join(line.split()) + "\n")


def day(text: str) -> date:
    """A date written YYYY-MM-DD that exists."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise argparse.ArgumentTypeError(_("«{text}» is not a date; write it as 2027-03-15").format(text=text))
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("the date {text} does not exist").format(text=text)) from None
    _within(found.year)
    return found


def month(text: str) -> date:
    """A month written YYYY-MM, as its first day."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII):
        raise argparse.ArgumentTypeError(_("«{text}» is not a month; write it as 2027-03").format(text=text))
    _within(int(text[:4]))
    return date.fromisoformat(f"{text}-01")


def month_number(text: str) -> int:
    """A month by its number, 1–12."""
    if not re.fullmatch(r"0?[1-9]|1[0-2]", text, re.ASCII):
        raise argparse.ArgumentTypeError(_("«{text}» is not the number of a month, 1–12").format(text=text))
    return int(text)


def year(text: str) -> int:
    """A year."""
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise argparse.ArgumentTypeError(_("«{text}» is not a year; write it as 2027").format(text=text))
    _within(int(text))
    return int(text)


def _within(number: int) -> None:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise argparse.ArgumentTypeError(_("the year must lie between {first} and {last}").format(first=FIRST_YEAR, last=LAST_YEAR))


def lead_days(text: str) -> int:
    """Days of preparation, 0–365."""
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or int(text) > LONGEST_LEAD:
        raise argparse.ArgumentTypeError(
            _("«{text}» is not a number of days from 0 to {most}").format(text=text, most=LONGEST_LEAD)
        )
    return int(text)


def count(text: str) -> int:
    """How many lines to show, 1 or more."""
    if not re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII):
        raise argparse.ArgumentTypeError(_("«{text}» is not a whole number above 0").format(text=text))
    return int(text)


def words(text: str) -> str:
    """Free text, read as UTF-8 whatever the locale: what the locale cannot read arrives as lone surrogates."""
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        raise argparse.ArgumentTypeError(_("the text is not UTF-8")) from None


def file(text: str) -> Path:
    """A file or folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("a file name is missing"))
    return Path(text)
