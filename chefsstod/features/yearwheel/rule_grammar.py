"""The words in which people tell dates that come again, in Swedish and English: for reading them and for saying them.

They stand here and not among the translations because both languages are read whatever the program's own language is, and because
what the program says must be what it can read again.
"""

from dataclasses import dataclass
from enum import StrEnum

LAST, NEXT_TO_LAST = -1, -2
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Kind(StrEnum):
    """What a word is to a date rule."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    MONTH = "month"
    WEEKDAY = "weekday"
    UNIT = "unit"
    EVERY = "every"
    EACH_NTH = "each nth"  # «var», «vart»: an ordinal follows
    OTHER = "other"
    ONCE = "once"
    PARITY = "parity"
    PART = "part"
    EXCEPT = "except"
    YEAR = "year"
    DATE = "date"
    DAY_MONTH = "day and month"
    FILLER = "filler"
    VAGUE = "vague"
    CLOCK = "clock"


class Unit(StrEnum):
    """What is counted or repeated."""

    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF = "half"
    YEAR = "year"


PERIODS = {Unit.QUARTER: 3, Unit.TERTIAL: 4, Unit.HALF: 6}
"""Parts of a year, in months. A tertial is how municipalities follow up their budgets."""


def fold(text: str) -> str:
    """``text`` as it is compared: small letters, without the marks that people leave out when they are in a hurry."""
    return text.casefold().translate(str.maketrans("åäöéü", "aaoeu"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language says a rule. ``{x}`` are places."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    the_weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    last: str
    next_to_last: str
    before_last: str  # the third from the end and so on
    the_day: str
    the_workday: str
    nth: str
    in_months: str
    of_every: str
    date: str
    once_on: str
    numbered: str
    numbered_in: str
    list_and: str
    every: dict[Unit, tuple[str, str, str]]  # each, every other, every n-th
    every_weekday: tuple[str, str, str]
    every_workday: str
    weeks: str
    parity: tuple[str, str]  # even, odd
    but: str
    once: str


SWEDISH = Grammar(
    months=(
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
    ),
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    the_weekdays=("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen"),
    ordinals=(
        "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte",
    ),
    last="sista",
    next_to_last="näst sista",
    before_last="{n} sista",
    the_day="dagen",
    the_workday="vardagen",
    nth="{ordinal} {what}",
    in_months="{what} i {months} {every}",
    of_every="{what} {every}",
    date="{day} {month}",
    once_on="{day} {month} {year}",
    numbered="den {days} {every}",
    numbered_in="den {days} i {months} {every}",
    list_and=" och ",
    every={
        Unit.DAY: ("varje dag", "varannan dag", "var {n} dag"),
        Unit.WEEK: ("varje vecka", "varannan vecka", "var {n} vecka"),
        Unit.MONTH: ("varje månad", "varannan månad", "var {n} månad"),
        Unit.YEAR: ("varje år", "vartannat år", "vart {n} år"),
    },
    every_weekday=("varje {what}", "varannan {what}", "var {n} {what}"),
    every_workday="varje vardag",
    weeks="{what} i vecka {weeks} {every}",
    parity=("{what} jämna veckor", "{what} udda veckor"),
    but="{every} utom {months}",
    once="en gång",
)  # fmt: skip

ENGLISH = Grammar(
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    the_weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ordinals=(
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    ),
    last="last",
    next_to_last="next to last",
    before_last="{n} last",
    the_day="day",
    the_workday="working day",
    nth="the {ordinal} {what}",
    in_months="{what} in {months} {every}",
    of_every="{what} of {every}",
    date="{day} {month}",
    once_on="{day} {month} {year}",
    numbered="the {days} of {every}",
    numbered_in="the {days} of {months} {every}",
    list_and=" and ",
    every={
        Unit.DAY: ("every day", "every other day", "every {n} day"),
        Unit.WEEK: ("every week", "every other week", "every {n} week"),
        Unit.MONTH: ("every month", "every other month", "every {n} month"),
        Unit.YEAR: ("every year", "every other year", "every {n} year"),
    },
    every_weekday=("every {what}", "every other {what}", "{what} every {n} week"),
    every_workday="every working day",
    weeks="{what} in week {weeks} {every}",
    parity=("{what} in even weeks", "{what} in odd weeks"),
    but="{every} except {months}",
    once="once",
)  # fmt: skip

_MORE_ORDINALS = {
    "förste": 1, "andre": 2, "trettonde": 13, "fjortonde": 14, "femtonde": 15, "sextonde": 16, "sjuttonde": 17, "artonde": 18,
    "nittonde": 19, "tjugonde": 20, "tjugoförsta": 21, "tjugoandra": 22, "tjugotredje": 23, "tjugofjärde": 24, "tjugofemte": 25,
    "tjugosjätte": 26, "tjugosjunde": 27, "tjugoåttonde": 28, "tjugonionde": 29, "trettionde": 30, "trettioförsta": 31,
    "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "sista": LAST, "siste": LAST, "last": LAST, "final": LAST,
    "nästsista": NEXT_TO_LAST, "penultimate": NEXT_TO_LAST,
}  # fmt: skip
_NUMBERS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "juli": 7, "aug": 8, "augusti": 8, "sep": 9, "sept": 9, "okt": 10,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_SHORT_DAYS = {
    "mån": 0, "tis": 1, "ons": 2, "tor": 3, "tors": 3, "fre": 4, "lör": 5, "sön": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_UNITS = {
    Unit.DAY: "dag dagen dagar day days",
    Unit.WORKDAY: "vardag vardagen vardagar arbetsdag arbetsdagen arbetsdagar bankdag bankdagen "
    "workday workdays workingday workingdays weekday weekdays",
    Unit.WEEK: "vecka veckan veckor veckorna v week weeks",
    Unit.MONTH: "månad månaden månader månaderna månads month months",
    Unit.QUARTER: "kvartal kvartalet kvartals quarter quarters",
    Unit.TERTIAL: "tertial tertialet tertialen",
    Unit.HALF: "halvår halvåret halfyear",
    Unit.YEAR: "år året åren year years",
}
_RHYTHMS = {
    Unit.DAY: "dagligen daily",
    Unit.WEEK: "veckovis weekly",
    Unit.MONTH: "månadsvis månatligen monthly",
    Unit.QUARTER: "kvartalsvis quarterly",
    Unit.TERTIAL: "tertialsvis tertialvis",
    Unit.HALF: "halvårsvis",
    Unit.YEAR: "årligen årsvis yearly annually",
}
_FILLERS = (
    "senast helgfri helgfria den det de i på av under till om och samt eller per vid kring omkring ungefär ca alltid "
    "the of in on at by a an and latest around about no later than"
)
_VAGUE = (
    "våren vår vårens sommaren sommar hösten höst vintern vinter påsk påsken påskveckan midsommar midsommarveckan jul julen nyår "
    "årsskiftet semestern semester lucia advent pingst skolstart terminsstart sportlovet höstlovet "
    "gånger times spring summer autumn winter easter midsummer christmas holidays"
)


def _vocabulary() -> dict[str, tuple[Kind, int | str]]:
    words: dict[str, tuple[Kind, int | str]] = {}

    def add(kind: Kind, value: int | str, text: str) -> None:
        for word in text.split():
            words.setdefault(fold(word), (kind, value))

    for grammar in (SWEDISH, ENGLISH):
        for number, name in enumerate(grammar.months, 1):
            add(Kind.MONTH, number, name)
        for number, name in enumerate(grammar.weekdays):
            endings = ("", "en", "ar", "arna", "s", "ens") if grammar is SWEDISH else ("", "s")
            add(Kind.WEEKDAY, number, " ".join(name + ending for ending in endings))
            add(Kind.WEEKDAY, number, name.removesuffix("g") + "n")  # «torsdan», as it is said
        for number, name in enumerate(grammar.ordinals, 1):
            add(Kind.ORDINAL, number, name)
    for kind, table in (
        (Kind.ORDINAL, _MORE_ORDINALS),
        (Kind.NUMBER, _NUMBERS),
        (Kind.MONTH, _SHORT_MONTHS),
        (Kind.WEEKDAY, _SHORT_DAYS),
    ):
        for name, number in table.items():
            add(kind, number, name)
    for unit, text in _UNITS.items():
        add(Kind.UNIT, unit, text)
    for unit, text in _RHYTHMS.items():
        add(Kind.EVERY, unit, text)
    add(Kind.EVERY, 1, "varje varenda vartenda alla every each all")
    add(Kind.EVERY, 2, "varannan vartannat varannat fortnightly")
    add(Kind.EACH_NTH, 0, "var vart")
    add(Kind.OTHER, 2, "other annan annat")
    add(Kind.ONCE, 1, "engång once")
    add(Kind.PARITY, 0, "jämn jämna even")
    add(Kind.PARITY, 1, "udda ojämna odd")
    add(Kind.PART, 5, "början beginning")
    add(Kind.PART, 15, "mitten mitt middle mid")
    add(Kind.PART, LAST, "slutet slut end")
    add(Kind.EXCEPT, 0, "utom except förutom")
    add(Kind.CLOCK, 0, "kl klockan clock")
    add(Kind.VAGUE, 0, _VAGUE)
    add(Kind.FILLER, 0, _FILLERS)
    return words


VOCABULARY = _vocabulary()
"""Every known word, folded, with what it is."""
