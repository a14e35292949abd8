"""Reads visiting cards (vCard 2.1, 3.0, 4.0) as phones and address books write them. A broken card leaves the others alone.

Photos, birthdays, home addresses and notes are never taken: they are about the person, not about the function.
"""

import quopri
import re
from collections.abc import Iterator
from typing import Any

from chefsstod.features.directory.model import Contact

MOST_CARDS = 5000
_CARD = re.compile(r"^BEGIN:VCARD[ \t]*$.*?^END:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_HEAVY = re.compile(
    r"^(?:item\d+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-[^:;]*|AGENT)[;:].*(?:\n[ \t].*|\n(?![\w.-]+[;:]|END:).+)*\n",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that may be large and are never taken, with what follows of them: folded, or bare base64 as version 2.1 has it."""
_QUOTED = re.compile(
    r"^(?P<names>[^:\n]*;(?:ENCODING=)?QUOTED-PRINTABLE[^:\n]*):(?P<value>(?:[^\n]*=[ \t]*\n)*[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_PRIVATE = frozenset({"HOME", "FAX", "PAGER"})


def is_vcard(text: str) -> bool:
    """Whether the text holds visiting cards."""
    return re.search(r"^BEGIN:VCARD", text, re.IGNORECASE | re.MULTILINE) is not None


def read_cards(text: str) -> tuple[tuple[Contact, ...], int]:
    """The contacts in ``text``, and how many cards could not be read or say nothing."""
    found = [_read(match.group(0)) for match in _some(_CARD.finditer(text.replace("\r\n", "\n").replace("\r", "\n")))]
    begun = len(re.findall(r"^BEGIN:VCARD", text, re.IGNORECASE | re.MULTILINE))
    contacts = tuple(contact for contact in found if contact is not None)
    return contacts, max(begun, len(found)) - len(contacts)


def _some(matches: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    for number, match in enumerate(matches):
        if number >= MOST_CARDS:
            return
        yield match


def _read(card: str) -> Contact | None:
    import vobject

    try:
        component = next(vobject.readComponents(_without_quoting(_HEAVY.sub("", card))), None)
    except (vobject.base.VObjectError, ValueError, LookupError, AttributeError, TypeError, IndexError):
        return None  # vobject raises all of these for broken lines; the card is counted as unread
    return _contact(component) if component is not None else None


def _without_quoting(card: str) -> str:
    """The card with its quoted-printable values as plain text. vobject takes all of them for UTF-8; older programs write others."""
    return _QUOTED.sub(_unquoted, card)


def _unquoted(match: re.Match[str]) -> str:
    names, value = match["names"], re.sub(r"=[ \t]*\n", "", match["value"])
    raw = quopri.decodestring(value.encode("utf-8"))
    told = re.search(r"CHARSET=\"?([\w-]+)", names, re.IGNORECASE)
    text = ""
    for charset in (*((told[1],) if told else ()), "utf-8", "cp1252", "latin-1"):
        try:
            text = raw.decode(charset)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    bare = re.sub(r";(?:ENCODING=)?QUOTED-PRINTABLE|;CHARSET=[^;:]*", "", names, flags=re.IGNORECASE)
    return f"{bare}:" + re.sub(r"\r?\n|\r", r"\\n", text)


def _contact(card: Any) -> Contact | None:
    name = _first(card, "fn") or _name(card)
    organisation = [part for part in _parts(card, "org") if part]
    title = _first(card, "title") or _first(card, "role")
    if not title:
        title = name or " ".join(organisation[-1:])
    mail = _best(card, "email")[:1]
    if not title and not mail:
        return None
    title = title or mail[0]
    return Contact(
        id="",
        title=title,
        name="" if name == title else name,
        phone=", ".join(dict.fromkeys(_best(card, "tel")[:2])),
        email=re.sub(r"^mailto:", "", mail[0], flags=re.IGNORECASE) if mail else "",
        place=_address(card),
        group=", ".join(_categories(card)[:1]) or (organisation[-1] if len(organisation) > 1 else ""),
    )


def _first(card: Any, kind: str) -> str:
    return next((" ".join(str(line.value).split()) for line in card.contents.get(kind, ()) if _is_text(line.value)), "")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _name(card: Any) -> str:
    line = next(iter(card.contents.get("n", ())), None)
    if line is None or isinstance(line.value, str):
        return ""
    return " ".join(
        _flat(getattr(line.value, part, "")) for part in ("given", "additional", "family") if _flat(getattr(line.value, part, ""))
    )


def _flat(value: Any) -> str:
    text = " ".join(value) if isinstance(value, list | tuple) else str(value or "")
    return " ".join(text.split())


def _parts(card: Any, kind: str) -> list[str]:
    line = next(iter(card.contents.get(kind, ())), None)
    if line is None:
        return []
    return [_flat(part) for part in (line.value if isinstance(line.value, list) else [line.value])]


def _categories(card: Any) -> list[str]:
    return [part for part in _parts(card, "categories") if part and part.casefold() not in ("mycontacts", "starred", "kontakter")]


def _types(line: Any) -> set[str]:
    given = [*line.params.get("TYPE", ()), *getattr(line, "singletonparams", ())]
    return {word.strip().upper() for text in given for word in text.strip('"').split(",")}


def _best(card: Any, kind: str) -> list[str]:
    """The values of a kind, work before other, home and fax left out unless there is nothing else."""
    lines = [line for line in card.contents.get(kind, ()) if _is_text(line.value)]

    def rank(line: Any) -> tuple[bool, bool, bool]:
        types = _types(line)
        return ("PREF" not in types and "PREF" not in line.params, "WORK" not in types, "CELL" not in types)

    ordered = sorted(lines, key=rank)
    wanted = [line for line in ordered if not _types(line) & _PRIVATE] or [line for line in ordered if "FAX" not in _types(line)]
    return [_number(str(line.value)) for line in wanted]


def _number(value: str) -> str:
    """A value without the form of a web address: «tel:+46-8-123;ext=4»."""
    bare = re.sub(r"^tel:", "", value.strip(), flags=re.IGNORECASE)
    return " ".join(bare.partition(";ext=")[0].split())


def _address(card: Any) -> str:
    """Street and town of the workplace; a home address is not taken."""
    for line in card.contents.get("adr", ()):
        if isinstance(line.value, str) or "HOME" in _types(line):
            continue
        town = " ".join(filter(None, (_flat(line.value.code), _flat(line.value.city))))
        text = ", ".join(filter(None, (_flat(line.value.street), town)))
        if text:
            return text
    return ""
