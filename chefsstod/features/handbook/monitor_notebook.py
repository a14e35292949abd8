"""What the monitor has found in texts, kept for as long as their words do not change. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chefsstod.content.lint import lint
from chefsstod.features.handbook.model import Article, ArticleId

_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(\s*<?((?!https?:|mailto:|tel:|#)[^)>\s]+)")
_OURS = "chefsstod:"
_LIKE_TITLE = 90
"""Of 100: «privata medel» in two spellings is above, «ensamarbete natt» and «ensamarbete dag» below."""
_LIKE_BODY = 0.8
"""The part of the words of two texts that stands in lines which both have."""
_SHORTEST = 12
"""Words under which two bodies are not compared."""
_FEWEST = 3
"""Words under which a text is empty."""
_A_WHILE = 200
"""So many texts or lines are taken in one step."""
_EVERYWHERE = 40
"""A line that so many texts have comes from the template that all were made from and says nothing."""
_FILLING = re.compile(
    r"^(?:(?:lokal|vår|vara|våra)\s+)?(?:rutin(?:en|er)?|riktlinjer?|instruktion|checklista)\b(?:\s+(?:för|vid|om|avseende))?\s+"
    r"|\s+kopia(?:\s+\d+)?$|\s+version\s+\d+$"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found in one text. ``law`` are pairs of its words and what to say instead; ``addresses`` and ``files`` are what it
    links to, with the words of the link; ``lines`` are its lines as bare words, with the number of words in each.
    """

    source: tuple[str, str, str, tuple[str, ...]]
    law: tuple[tuple[str, str], ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    empty: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)


class Notebook:
    """Facts by text, and which texts say the same."""

    def __init__(self) -> None:
        self._facts: dict[ArticleId, Facts] = {}
        self._compared: list[tuple[ArticleId, str, str]] = []
        self._doubles: dict[ArticleId, list[ArticleId]] = {}

    def facts(self, article: ArticleId) -> Facts:
        """What was found in a text that has been surveyed."""
        return self._facts[article]

    def doubles_of(self, article: ArticleId) -> Sequence[ArticleId]:
        """The texts that say the same as this one."""
        return self._doubles.get(article, ())

    def survey(self, texts: Sequence[Article]) -> Iterator[None]:
        """Bring the notebook up to date: every step takes a few milliseconds, and one that has nothing to do is left out."""
        kept = {article.id for article in texts}
        self._facts = {name: facts for name, facts in self._facts.items() if name in kept}
        for article in texts:
            source = (article.title, article.summary, article.body, article.related)
            known = self._facts.get(article.id)
            if known is None or known.source != source:
                self._facts[article.id] = _facts(source)
                yield
        compared = [(article.id, article.title, article.body) for article in texts]
        if compared != self._compared:
            pairs: set[tuple[int, int]] = set()
            yield from _like_titles([article.title for article in texts], pairs)
            yield from _like_bodies([self._facts[article.id].lines for article in texts], pairs)
            self._doubles = {}
            for a, b in sorted(pairs):
                self._doubles.setdefault(texts[a].id, []).append(texts[b].id)
                self._doubles.setdefault(texts[b].id, []).append(texts[a].id)
            self._compared = compared


def _facts(source: tuple[str, str, str, tuple[str, ...]]) -> Facts:
    title, summary, body, related = source
    law = {(found.words.casefold(), found.message): found.words for found in lint(f"{title}\n\n{summary}\n\n{body}")}
    links = {address: words.strip() or address for words, address in _LINK.findall(body)}
    ours = {address: words for address, words in links.items() if address.startswith(_OURS)}
    prose = (line for line in body.split("\n") if not line.lstrip().startswith(("#", ":::", "|-", "---")))
    return Facts(
        source,
        law=tuple((words, message) for (_key, message), words in law.items()),
        addresses=tuple({**{name: name for name in related}, **ours}.items()),
        files=tuple((address, words) for address, words in links.items() if address not in ours),
        empty=len(re.findall(r"\w{2,}", " ".join(prose))) < _FEWEST,
        lines=_lines(body),
    )


def _lines(body: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in body.split("\n"):
        words = re.findall(r"\w+", line.casefold())
        if words:
            found[" ".join(words)] = len(words)
    return found


def bare_title(title: str) -> str:
    """A title without what says only that it is a routine: «Rutin för nycklar (kopia)» is «nycklar»."""
    plain = " ".join(re.findall(r"\w+", title.casefold().replace("&", " och ")))
    bare = _FILLING.sub("", plain).strip()
    return bare or plain


def _like_titles(titles: Sequence[str], pairs: set[tuple[int, int]]) -> Iterator[None]:
    """Pairs whose titles are the same or nearly so. Figures must be the same: «Hus 1» and «Hus 2» are two houses."""
    from rapidfuzz import fuzz, process

    names = [bare_title(title) for title in titles]
    figures = [re.findall(r"\d+|\b\w\b", name) for name in names]
    for a, name in enumerate(names):
        if name:
            rest = names[a + 1 :]
            for _name, _score, place in process.extract(name, rest, scorer=fuzz.ratio, score_cutoff=_LIKE_TITLE, limit=None):
                b = a + 1 + place
                if figures[a] == figures[b]:
                    pairs.add((a, b))
        if a % 20 == 0:
            yield


def _like_bodies(texts: Sequence[Mapping[str, int]], pairs: set[tuple[int, int]]) -> Iterator[None]:
    """Pairs that have most of their lines in common, found by the lines: no two texts are compared that share none."""
    totals = [sum(lines.values()) for lines in texts]
    holders: dict[str, list[int]] = {}
    for place, lines in enumerate(texts):
        if totals[place] >= _SHORTEST:
            for line in lines:
                holders.setdefault(line, []).append(place)
        if place % _A_WHILE == 0:
            yield
    shared: dict[tuple[int, int], int] = {}
    several = [(line, places) for line, places in holders.items() if 1 < len(places) <= _EVERYWHERE]
    for done, (line, places) in enumerate(several):
        if done % _A_WHILE == 0:
            yield
        for at, a in enumerate(places):
            for b in places[at + 1 :]:
                shared[a, b] = shared.get((a, b), 0) + texts[a][line]
    yield
    pairs |= {(a, b) for (a, b), common in shared.items() if common >= _LIKE_BODY * (totals[a] + totals[b] - common)}
