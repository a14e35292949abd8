"""Addresses within the program: ``chefsstod:article/rehabilitering``. One form in texts, reports and the window."""

import re
from dataclasses import dataclass
from enum import StrEnum

SCHEME = "chefsstod:"
_LINK = re.compile(r"(?:chefsstod:)?([a-z]+)/([^/#\s]+)(?:#(\S+))?$")


class LinkKind(StrEnum):
    """What an address can point to."""

    ARTICLE = "article"
    TASK = "task"
    LAW = "law"
    CONTACT = "contact"
    SYSTEM = "system"
    SCENARIO = "scenario"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Link:
    """One address; ``anchor`` is a heading within it, empty for its top."""

    kind: LinkKind
    id: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{SCHEME}{self.short}" + (f"#{self.anchor}" if self.anchor else "")

    @property
    def short(self) -> str:
        """Without the scheme and anchor, as front matter has it: «task/lonesamtal»."""
        return f"{self.kind.value}/{self.id}"


def read_link(text: str) -> Link | None:
    """The address in ``text`` (with or without ``chefsstod:``); None for what is none of ours."""
    match = _LINK.match(text)
    if match is None or match[1] not in LinkKind._value2member_map_:
        return None
    return Link(LinkKind(match[1]), match[2], match[3] or "")
