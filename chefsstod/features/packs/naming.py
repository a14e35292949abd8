"""An id out of a title: «Äldreomsorgen Söder» becomes «aldreomsorgen-soder». Pure."""

import re
import unicodedata

_LONGEST = 60


def slug_of(text: str, otherwise: str = "paket") -> str:
    """``text`` in lower case, without accents, hyphens between the words."""
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:_LONGEST].strip("-") or otherwise
