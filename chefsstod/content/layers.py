"""Where an item of content comes from, and how sure a statement about law is: words that every room shares."""

from enum import StrEnum


class Layer(StrEnum):
    """Where an item comes from; later layers override earlier ones item by item."""

    BASE = "base"
    LOCAL = "local"
    OWN = "own"


class Certainty(StrEnum):
    """Whether the exact provision has been seen and checked, or the statement stands on the level of the law only."""

    VERIFIED = "verified"
    LAW_LEVEL = "law_level"
