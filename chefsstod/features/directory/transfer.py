"""What a file of contacts would bring, set against what is known: new, fills in, changes, same. Pure; nothing is taken in here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from chefsstod.features.directory.model import Contact
from chefsstod.support.privacy import find_identity_numbers

_ENOUGH = 90.0
"""How alike two titles must be, of 100, to be taken as one misspelt: «HR specialist» and «HR-specialist»."""
_SHORTEST = 5
"""Titles shorter than this are alike only when they are equal: MAS is not MAR."""
COMPARED = ("name", "phone", "email", "place", "hours", "note", "what_for", "group")


class What(StrEnum):
    """What a contact in the file is to her directory."""

    NEW = "new"
    FILLS = "fills"
    CHANGES = "changes"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that would get another content; ``before`` is empty where it is filled in."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One contact of a file: what it says, which of hers it belongs to (None: a new one), and what would change."""

    given: Contact
    match: Contact | None
    what: What
    changes: tuple[FieldChange, ...] = ()
    private: str = ""
    """What looks like a personal identity number in it."""

    @property
    def ticked(self) -> bool:
        """Whether it is taken in unless she says otherwise: what overwrites something, or names a person's number, is not."""
        return self.what in (What.NEW, What.FILLS) and not self.private

    @property
    def choosable(self) -> bool:
        """Whether there is anything to take in."""
        return self.what is not What.SAME

    @property
    def result(self) -> Contact:
        """The contact as it will be: what the file says over what was there, and nothing taken away."""
        if self.match is None:
            return self.given
        words: dict[str, Any] = {change.field: change.after for change in self.changes}
        return replace(self.match, **words)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds. ``headings`` and ``columns`` are those of a table, empty for visiting cards; ``sample`` its first rows."""

    name: str
    items: tuple[Incoming, ...]
    headings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """For each heading the field that it fills, or empty when it is left out."""
    sample: tuple[str, ...] = ()
    unread: int = 0
    """So many cards or rows could not be read or say nothing."""
    sure: bool = True
    """Whether the headings of the table said what its columns hold; else it is guessed."""


def judged(given: Contact, match: Contact | None) -> Incoming:
    """``given`` set against ``match``. What the file leaves empty changes nothing."""
    private = next(iter(find_identity_numbers(" ".join(str(getattr(given, field)) for field in ("title", *COMPARED)))), "")
    if match is None:
        return Incoming(given, None, What.NEW, private=private)
    pairs = ((field, str(getattr(match, field)), str(getattr(given, field))) for field in COMPARED)
    changes = tuple(
        FieldChange(*pair) for pair in pairs if pair[2] and not _alike(*pair) and (pair[0] not in _FUNCTION or not pair[1])
    )
    if not changes:
        return Incoming(given, match, What.SAME, private=private)
    what = What.CHANGES if any(change.before for change in changes) else What.FILLS
    return Incoming(given, match, what, changes, private)


_FUNCTION = ("what_for", "group")
"""What describes the function is filled in by a file, never overwritten."""


def _alike(field: str, before: str, after: str) -> bool:
    if field == "phone":
        return digits(before) == digits(after)
    return plain(before) == plain(after)


def digits(phone: str) -> str:
    """A number without blanks and hyphens, and in its national form: «+46 8-123» and «08 123» are the same."""
    bare = re.sub(r"[^\d+,]", "", phone.replace("(0)", ""))
    return re.sub(r"(?:\+|\b00)46", "0", bare)


def plain(text: str) -> str:
    """A text as it is compared: without case, signs and doubled blanks."""
    return " ".join(re.sub(r"[^\w@.]+", " ", text.casefold()).split()).rstrip(".")


def compared(cards: Sequence[Contact], known: Sequence[Contact]) -> tuple[Incoming, ...]:
    """Each of ``cards`` with what it is to ``known``. No two belong to the same one, unless they have its e-mail address."""
    mails = {contact.email.casefold(): contact for contact in reversed(known) if contact.email}
    left = [_Known(contact) for contact in known]
    found = []
    for card in cards:
        match = mails.get(card.email.casefold()) or _by_words(card, left)
        if match is not None:
            left = [entry for entry in left if entry.contact.id != match.id]
        found.append(judged(card, match))
    return tuple(found)


class _Known:
    """A contact with the words that it is known by, made ready for comparing with thousands of cards."""

    __slots__ = ("contact", "name", "short", "titles")

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.name = plain(contact.name)
        # A title and its parts: «MAS, medicinskt ansvarig sjuksköterska» is both, «mentor eller fadder» either.
        parts = re.split(r",|\(|\)| eller | och ", contact.title)
        self.titles = frozenset(plain(part) for part in (contact.title, *parts)) - {""}
        self.short = frozenset(plain(word) for word in contact.keywords if word.isupper())
        """HR, TIB: abbreviations; «läkare» among the words to find it by is no function."""


def _by_words(card: Contact, known: Sequence[_Known]) -> Contact | None:
    """By function, by its abbreviation, by a name: first what is equal, then what is nearly so."""
    title, name = plain(card.title), plain(card.name)
    tests: tuple[Callable[[_Known], bool], ...] = (
        lambda entry: title in entry.titles,
        lambda entry: title in entry.short,
        lambda entry: bool(name) and name == entry.name,
    )
    for test in tests:
        for entry in known:
            if test(entry):
                return entry.contact
    return _nearly(title, known)


def _nearly(title: str, known: Sequence[_Known]) -> Contact | None:
    if len(title) < _SHORTEST:
        return None
    from rapidfuzz import fuzz

    best, score = None, _ENOUGH
    for entry in known:
        for word in entry.titles:
            if len(word) >= _SHORTEST and (alike := fuzz.ratio(title, word, score_cutoff=score)) >= score:
                best, score = entry.contact, alike
    return best
