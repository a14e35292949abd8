"""Finding tasks by word: every word must be there; title before keywords before text. Pure."""

import re
from collections.abc import Iterable

from chefsstod.features.yearwheel.model import Activity
from chefsstod.i18n.dates import sort_key


def find(activities: Iterable[Activity], query: str, limit: int) -> list[tuple[Activity, str]]:
    """The tasks that hold every word of ``query``, the best first, each with a piece of the text where it was found."""
    words = [word for word in re.split(r"\W+", query.casefold()) if word]
    if not words:
        return []
    hits = []
    for activity in activities:
        rank, snippet = _match(activity, words)
        if rank is not None:
            hits.append((rank, sort_key(activity.title), activity, snippet))
    hits.sort(key=lambda hit: hit[:2])
    return [(activity, snippet) for _rank, _key, activity, snippet in hits[:limit]]


def _match(activity: Activity, words: list[str]) -> tuple[int | None, str]:
    """How well the task fits (0 best) and the text to show; None where a word is missing."""
    fields = [
        activity.title,
        " ".join((activity.short, *activity.keywords, activity.code)),
        " ".join((activity.why, *(step.text for step in activity.steps), *(basis.text for basis in activity.basis))),
    ]
    folded = [field.casefold() for field in fields]
    whole = " ".join(folded)
    if not all(word in whole for word in words):
        return None, ""
    rank = next(place for place in (0, 1, 2, 3) if place == 3 or all(word in folded[place] for word in words))
    sentences = re.split(r"(?<=[.?])\s+", fields[2] if rank >= 2 else activity.why or activity.title)
    snippet = next((text for text in sentences if any(word in text.casefold() for word in words)), sentences[0])
    return rank, snippet
