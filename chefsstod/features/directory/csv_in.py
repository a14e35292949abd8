"""Reads a table of contacts as spreadsheet programs and address books write it: encoding, delimiter and headings are recognised."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from chefsstod.features.directory.model import Contact
from chefsstod.features.directory.text_in import unreadable
from chefsstod.i18n import _

MOST_ROWS = 5000
_DELIMITERS = (";", ",", "\t", "|")
_SEARCHED = 12
"""So many rows are looked through for the one with the headings: lists often begin with a title and a date."""
_PHONE = re.compile(r"\+?[\d\s()/-]{6,}")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")


class Column(StrEnum):
    """What a column of the table fills. Names in two columns are put together."""

    SKIP = ""
    TITLE = "title"
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"
    HOURS = "hours"
    WHAT_FOR = "what_for"
    GROUP = "group"
    NOTE = "note"


# What stands in the headings of lists, of Outlook, Google, Thunderbird and Excel's own templates, in Swedish and English.
_HEADINGS: dict[Column, str] = {
    Column.TITLE: "funktion|roll|befattning|titel|yrkestitel|jobbtitel|tjänst|uppdrag|job title|jobtitle|title|role|function"
    "|position|organization title|organization 1 title|yrke",
    Column.NAME: "namn|name|kontakt|kontaktperson|person|fullständigt namn|full name|fullname|display name|visningsnamn|medarbetare"
    "|för och efternamn|förnamn efternamn|förnamn och efternamn|contact|contact name",
    Column.FIRST: "förnamn|first name|firstname|given name|tilltalsnamn",
    Column.LAST: "efternamn|last name|lastname|surname|family name",
    Column.PHONE: "telefon|tel|tfn|telnr|tel nr|telefonnummer|telefonnr|nummer|telefon arbete|arbete telefon|arbetstelefon"
    "|arbetstel|telefon arbetet|mobil|mobiltelefon|mobilnummer|mobil tel|direkt|direktnummer|direktnr|växel|jour|journummer|phone"
    "|phone number|telephone|business phone|work phone|mobile|mobile phone|mobile number|phone 1 value|phone 2 value|primary phone"
    "|company main phone|business phone 2|telefon 2",
    Column.EMAIL: "e post|epost|e postadress|epostadress|mail|mejl|mailadress|mejladress|e mail|email|e mail address|email address"
    "|e mail 1 value|primary email|e post 1|e postadress 1|funktionsbrevlåda",
    Column.PLACE: "plats|adress|besöksadress|arbetsplats|kontor|lokal|rum|place|address|location|office|office location"
    "|business street|gatuadress arbete|gatuadress|address 1 formatted|work address",
    Column.HOURS: "tider|telefontid|telefontider|öppettider|tid|nås|tillgänglig|hours|opening hours|available",
    Column.WHAT_FOR: "vad|till vad|för vad|hjälper med|ärende|ärenden|ansvarar för|ansvar|ansvarsområde|ansvarsområden|beskrivning"
    "|område|frågor|what for|description|responsibility|responsible for",
    Column.GROUP: "grupp|kategori|avdelning|enhet|förvaltning|group|category|categories|department|labels|group membership",
    Column.NOTE: "anteckning|anteckningar|övrigt|kommentar|kommentarer|notering|note|notes|comment|comments",
}
_KNOWN = {words: column for column, text in _HEADINGS.items() for words in text.split("|")}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file below its headings, and which field each column fills."""

    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    sure: bool = True
    """Whether the headings said it; else it is guessed from what stands in the columns."""

    @property
    def sample(self) -> tuple[str, ...]:
        """What stands in each column: its first content."""
        return tuple(next((row[place] for row in self.rows if row[place]), "") for place in range(len(self.headings)))


def read_table(text: str) -> Table:
    """The table in ``text``. Raises UserError when there is none."""
    lines, delimiter = _with_delimiter(text)
    rows = [tuple(_cell(cell) for cell in row) for row in _parsed(lines, delimiter)]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise unreadable(_("The file holds no rows."))
    if len(rows) > MOST_ROWS:
        raise unreadable(_("The file has more than {n} rows.").format(n=MOST_ROWS))
    width = max(map(len, rows))
    rows = [(*row, *[""] * (width - len(row))) for row in rows]
    place = _heading_row(rows)
    if place is None:
        return _without_known_headings(rows)
    headings, body = rows[place], tuple(rows[place + 1 :])
    used = [column for column in range(width) if headings[column] or any(row[column] for row in body)]
    return Table(
        tuple(headings[n] for n in used),
        _columns([headings[n] for n in used]),
        tuple(tuple(row[n] for n in used) for row in body),
    )


def _without_known_headings(rows: Sequence[tuple[str, ...]]) -> Table:
    """What each column holds is guessed from its content; the first row is headings where only the others hold numbers."""
    first, below = rows[0], rows[1:]
    if below and not any(map(_reach, first)) and any(_reach(cell) for row in below for cell in row):
        guessed = [column_of(heading) or guess for heading, guess in zip(first, _guessed(below), strict=True)]
        return Table(first, tuple(guessed), tuple(below), sure=False)
    headings = tuple(_("Column {n}").format(n=number + 1) for number in range(len(first)))
    return Table(headings, _guessed(rows), tuple(rows), sure=False)


def _reach(cell: str) -> bool:
    """Whether it is a phone number or an e-mail address."""
    return bool(_PHONE.fullmatch(cell) or _MAIL.fullmatch(cell))


def _with_delimiter(text: str) -> tuple[str, str]:
    """The text and what parts its cells: told by «sep=;», as Excel writes it, else what gives most rows of equal width."""
    told = re.match(r"\s*\"?sep=(.)\"?\r?\n", text, re.IGNORECASE)
    if told:
        return text[told.end() :], told[1]
    return text, max(_DELIMITERS, key=lambda delimiter: _regular(text, delimiter))


def _regular(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest width above one, and that width."""
    try:
        widths = Counter(len(row) for row in islice(_reader(text, delimiter), 40) if len(row) > 1)
    except csv.Error:
        return 0, 0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return count, width


def _reader(text: str, delimiter: str):  # type: ignore[no-untyped-def]  # csv's own reader has no public type
    # splitlines would part a row at a line break within a cell in quotes
    return csv.reader(re.findall(r"[^\n]*\n|[^\n]+", text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(islice(_reader(text, delimiter), MOST_ROWS + _SEARCHED))
    except csv.Error as broken:
        raise unreadable(_("The rows cannot be told apart: {reason}.").format(reason=broken)) from broken


def _cell(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from reading a number as a formula, and without =\"…\"."""
    text = cell.replace("\x00", "").strip()
    text = re.sub(r'^="(.*)"$', r"\1", text)
    return text[1:].strip() if text.startswith("'") and len(text) > 1 else text


def _heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    scores = [sum(column_of(cell) is not Column.SKIP for cell in row) for row in rows[:_SEARCHED]]
    best = max(scores)
    if best >= 2 or (best == 1 and len(rows[0]) == 1):
        return scores.index(best)
    return None


def _columns(headings: Sequence[str]) -> tuple[Column, ...]:
    """What each column holds. Beside a job title a «Title» is Mr or Mrs, as in Outlook."""
    found = [column_of(heading) for heading in headings]
    if found.count(Column.TITLE) > 1:
        bare = [heading.casefold().strip() in ("title", "titel") for heading in headings]
        found = [Column.SKIP if only else column for column, only in zip(found, bare, strict=True)]
    return tuple(found)


def column_of(heading: str) -> Column:
    """What a heading says that its column holds: «E-post (arbete):» → e-mail."""
    plain = " ".join(re.sub(r"[^\w]+", " ", heading.casefold()).split())
    if plain in _KNOWN:
        return _KNOWN[plain]
    bare = " ".join(word for word in plain.split() if word not in ("arbete", "arbetet", "work", "business", "value", "1"))
    return _KNOWN.get(bare, Column.SKIP)


def _guessed(rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Without headings: e-mail and phone are known by their form; the first words are the function, the next the name."""
    columns: list[Column] = []
    words = iter((Column.TITLE, Column.NAME))
    for place in range(len(rows[0])):
        cells = [row[place] for row in rows if row[place]]
        if cells and sum(bool(_MAIL.fullmatch(cell)) for cell in cells) * 2 > len(cells):
            columns.append(Column.EMAIL)
        elif cells and sum(bool(_PHONE.fullmatch(cell)) for cell in cells) * 2 > len(cells):
            columns.append(Column.PHONE)
        else:
            columns.append(next(words, Column.SKIP))
    return tuple(columns)


def contacts_of(table: Table, columns: Sequence[Column] | None = None) -> tuple[tuple[Contact, ...], int]:
    """The contacts of the rows, and how many rows say nothing. A row without a function is called by its name."""
    found = [_contact(row, columns or table.columns) for row in table.rows]
    return tuple(contact for contact in found if contact is not None), sum(contact is None for contact in found)


def _contact(row: Sequence[str], columns: Sequence[Column]) -> Contact | None:
    cells: dict[Column, list[str]] = {}
    for column, cell in zip(columns, row, strict=True):
        if cell and cell not in cells.get(column, ()):
            cells.setdefault(column, []).append(" ".join(cell.split()) if column is not Column.NOTE else cell)
    cells.pop(Column.SKIP, None)
    first = {column: found[0] for column, found in cells.items()}
    name = first.get(Column.NAME) or " ".join(first[part] for part in (Column.FIRST, Column.LAST) if part in first)
    title = first.get(Column.TITLE) or name or first.get(Column.WHAT_FOR) or first.get(Column.EMAIL, "")
    if not title:
        return None
    return Contact(
        id="",
        title=title,
        name="" if name == title else name,
        phone=", ".join(cells.get(Column.PHONE, ())[:2]),
        email=first.get(Column.EMAIL, ""),
        place=first.get(Column.PLACE, ""),
        hours=first.get(Column.HOURS, ""),
        what_for=first.get(Column.WHAT_FOR, ""),
        group=next(
            (part.strip() for part in re.split(r":::|;", first.get(Column.GROUP, "")) if part.strip()[:1] not in ("", "*")), ""
        ),
        note="\n".join(cells.get(Column.NOTE, ())),
    )
