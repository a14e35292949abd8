"""Remarks beside a text that is written: what says something of the law that no longer holds, and what to write instead. No Qt."""

import re
from dataclasses import dataclass
from functools import lru_cache

from chefsstod.content.lint import Finding, lint, told
from chefsstod.features.handbook.diff import paragraphs

_INSTEAD = {
    "AFS 2001:1": "AFS 2023:1",
    "AFS 2015:4": "AFS 2023:2 kap. 2",
    "AFS 2020:5": "AFS 2023:2 kap. 3",
    "AFS 1999:7": "AFS 2023:2 kap. 4",
    "AFS 1993:2": "AFS 2023:2 kap. 5",
    "AFS 1982:3": "AFS 2023:2 kap. 6",
    "AFS 2007:5": "AFS 2023:2 kap. 7",
    "AFS 2012:3": "AFS 2023:2 kap. 8",
    "AFS 2012:2": "AFS 2023:10 kap. 6",
    "AFS 2018:4": "AFS 2023:10 kap. 11",
    "AFS 2019:3": "AFS 2023:15",
    "2001:453": "2025:400",
    "2001:937": "2025:468",
    "MSB": "MCF",
}
"""What has one certain follower. Source: the regulations' own lists of what they replaced, as of November 2026."""
_PROVISION = re.compile(r"[^.\n]{0,12}(?:\d ?[a-z]? ?§|kap)")


@dataclass(frozen=True, slots=True)
class Remark:
    """Words at ``begin``–``end`` that should not stand, why (with the words), and what can stand there instead (empty: it must be
    thought about).
    """

    begin: int
    end: int
    words: str
    reason: str
    instead: str = ""


def remarks(text: str) -> tuple[Remark, ...]:
    """What to look over, in the order of the text. A paragraph that has not changed is not looked through again."""
    found: list[Remark] = []
    at = 0
    for paragraph in paragraphs(text):
        place = text.find(paragraph, at)
        at = place + len(paragraph)
        for finding in _of(paragraph):
            words = finding.words
            begin = text.find(words, place, at)
            found.append(Remark(begin, begin + len(words), words, told(finding), _instead(text, words, begin + len(words))))
    return tuple(sorted(dict.fromkeys(found), key=lambda remark: remark.begin))


@lru_cache(maxsize=1024)
def _of(paragraph: str) -> tuple[Finding, ...]:
    return tuple(lint(paragraph))


def _instead(text: str, words: str, end: int) -> str:
    """Nothing where a provision follows: its number was another one."""
    return "" if _PROVISION.match(text, end) else _INSTEAD.get(words, "")
