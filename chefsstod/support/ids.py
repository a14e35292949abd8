"""Ids out of titles: «Äldreomsorgen Söder» becomes «aldreomsorgen-soder». Pure."""

import re
import unicodedata
from collections.abc import Collection

from chefsstod.support.privacy import find_identity_numbers


def slug_of(text: str, longest: int = 40) -> str:
    """``text`` in small letters without accents, hyphens between the words; empty where no letter or figure is left."""
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:longest].strip("-")


def free_id(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, or with a number after it what is not ``taken``."""
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate


def own_id(title: str, taken: Collection[str], otherwise: str) -> str:
    """An id, not ``taken``, for something of her own: made of its title, unless that holds what should not follow it for good."""
    slug = "" if find_identity_numbers(title) else slug_of(title)
    return free_id(f"egen-{slug or otherwise}", taken)
