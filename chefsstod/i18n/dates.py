"""Dates and numbers as people write them in the user's language, through Babel. ISO weeks, 24 h, no year when it is this one."""

from datetime import date
from functools import cache

from chefsstod.i18n import _, language, ngettext


@cache
def _locale(code: str):  # type: ignore[no-untyped-def]
    from babel import Locale

    return Locale.parse("sv_SE" if code == "sv" else "en_GB")


def _format(day: date, pattern: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale=_locale(language()))


def weekday_short(day: date) -> str:
    """«mån»."""
    return _format(day, "EEE").rstrip(".")


def day_month(day: date) -> str:
    """«12 mars»."""
    return _format(day, "d MMMM")


def day_short(day: date, today: date | None = None) -> str:
    """«fre 12 mars»; with the year when it is not this year's (or no ``today`` is given: never)."""
    text = f"{weekday_short(day)} {_format(day, 'd MMM').rstrip('.')}"
    return f"{text} {day.year}" if today is not None and day.year != today.year else text


def day_long(day: date) -> str:
    """«måndag 23 november 2026»."""
    return _format(day, "EEEE d MMMM y")


def day_full(day: date) -> str:
    """«måndag 23 november»."""
    return _format(day, "EEEE d MMMM")


def month_name(month: int) -> str:
    """«november», standing alone."""
    return _locale(language()).months["stand-alone"]["wide"][month]  # type: ignore[no-any-return]


def weekday_names() -> list[str]:
    """The short names of the days, Monday first."""
    names = _locale(language()).days["stand-alone"]["abbreviated"]
    return [names[index].rstrip(".") for index in range(7)]


def month_title(day: date) -> str:
    """«November 2026», as a heading."""
    text = _format(day, "LLLL y")
    return text[:1].upper() + text[1:]


def week(day: date) -> int:
    """The ISO week number."""
    return day.isocalendar().week


def relative(day: date, today: date) -> str:
    """«i dag», «om 9 dagar», «3 dagar sen»; beyond three weeks in weeks, beyond twelve weeks in months."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    count = abs(days)
    if count < 21:
        text = ngettext("{n} day", "{n} days", count).format(n=count)
    elif count < 84:
        text = ngettext("{n} week", "{n} weeks", count // 7).format(n=count // 7)
    else:
        text = ngettext("{n} month", "{n} months", round(count / 30.4)).format(n=round(count / 30.4))
    return (_("in {time}") if days > 0 else _("{time} ago")).format(time=text)


def number(value: float) -> str:
    """A number with the language's decimal sign: «1,5»."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(language()))


@cache
def _collation() -> dict[str, str]:
    # Swedish alphabet: å, ä, ö are letters of their own after all that begins with z; é sorts as e. CLDR's rules.
    return {"å": "z\uffff1", "ä": "z\uffff2", "ö": "z\uffff3", "é": "e", "ü": "y", "æ": "z\uffff2", "ø": "z\uffff3"}


def sort_key(text: str) -> str:
    """A key that sorts in the Swedish alphabet whatever the computer's own locale is."""
    table = _collation()
    return "".join(table.get(letter, letter) for letter in text.casefold())
