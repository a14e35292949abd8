"""One search for everything: keeps the index in step with what there is to find, and answers. No Qt.

The index lies in the cache folder and may vanish or break at any time; then it is made anew and nobody is told. Where the folder
cannot be written it lies in memory. ``build`` and ``update`` take their time and belong on the thread for such work; ``search``
answers within a frame from what is there so far.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from chefsstod.content.layers import Layer
from chefsstod.features.search.model import Doc, Hit, Kind, Results, Source
from chefsstod.features.search.snippet import Needle, Needles, marked, snippet
from chefsstod.storage.search_find import Row, find, read
from chefsstod.storage.search_index import IndexBroken, SearchIndex
from chefsstod.storage.search_query import Meant
from chefsstod.storage.search_words import fold, stem, words_of
from chefsstod.support.changes import Changes
from chefsstod.support.paths import Paths

Told = Callable[[int, int, str], None]
"""Hears how many kinds of how many have been read, and which comes next. What it raises ends the work."""

FILE = "search.db"
_A_WHILE = 100
"""Documents that are read in between two looks at whether to stop."""
_INSIDE = 4
"""So many letters are marked within words too; fewer stand in too many by chance."""
_log = logging.getLogger(__name__)


class SearchService:
    """Answers from a file in the cache folder."""

    def __init__(
        self,
        *,
        paths: Paths,
        sources: Mapping[Kind, Source],
        mark: Callable[[], str],
        synonyms: Callable[[], Iterable[Sequence[str]]] = tuple,
    ) -> None:
        """``mark`` changes with anything that can be found: it tells at the next start whether the index is in step.

        ``synonyms`` gives groups of words for the same thing: («APT», «arbetsplatsträff»).
        """
        self._file = paths.cache / FILE
        self._sources = sources
        self._mark = mark
        self._synonyms = synonyms
        self._working = threading.RLock()
        self._opening = threading.Lock()
        self._index: SearchIndex | None = None
        self._memory = False
        self._ready = False
        self._closed = False

    # ── keeping in step ──────────────────────────────────────────────────────

    @property
    def ready(self) -> bool:
        """Whether everything there is can be found; else ``build`` has not come to its end."""
        return self._ready

    def build(self, told: Told | None = None) -> None:
        """Bring the index in step with what there is. What has not changed is not written again."""
        with self._working:
            if not self._ready and not self._closed:
                self._repaired(lambda index: self._in_step(index, told or (lambda *_words: None)))

    def _in_step(self, index: SearchIndex, told: Told) -> None:
        mark = self._mark()
        if index.mark != mark:
            with index.changing():
                index.set_mark("")
                index.set_synonyms(self._synonyms())
                for number, (kind, source) in enumerate(self._sources.items()):
                    index.sync(kind.value, _heard(source, partial(told, number, len(self._sources), kind.value)))
                index.set_mark(mark)
        index.vocabulary.nearest("värma")  # what is imported for a question is there when the first is asked
        stem("värma")
        self._ready = True

    def update(self, changes: Changes) -> None:
        """Read again what a change concerns. Before ``build`` has come to its end there is nothing to do: it reads everything."""
        with self._working:
            if self._ready and changes and not self._closed:
                self._repaired(lambda index: self._read_again(index, changes))

    def _read_again(self, index: SearchIndex, changes: Changes) -> None:
        touched = {kind: source.touched(changes) for kind, source in self._sources.items()}
        if all(owners is not None and not owners for owners in touched.values()):
            return
        mark = self._mark()
        with index.changing():
            index.set_synonyms(self._synonyms())
            for kind, owners in touched.items():
                source = self._sources[kind]
                if owners is None or (owners and source.those is None):
                    index.sync(kind.value, source.every())
                elif owners and source.those is not None:
                    index.sync(kind.value, source.those(owners), owners)
            index.set_mark(mark)

    def _repaired(self, work: Callable[[SearchIndex], None]) -> None:
        """Do the work; when the file breaks under it, begin anew: with a new file, and at last in memory."""
        for attempt in range(3):
            index = self._open()
            try:
                work(index)
            except IndexBroken as problem:
                _log.info("the search index is made anew: %s", problem)
                self._discard(index, busy=problem.busy, in_memory=attempt > 0)
                work = self._anew
            else:
                return

    def _anew(self, index: SearchIndex) -> None:
        self._in_step(index, lambda *_words: None)

    def _open(self) -> SearchIndex:
        with self._opening:
            if self._index is None:
                self._index = SearchIndex(None if self._memory else self._file, [kind.value for kind in Kind])
            return self._index

    def _discard(self, index: SearchIndex, *, busy: bool, in_memory: bool = False) -> None:
        """Let go of an index that cannot be used; the file goes too, unless another program has it in hand."""
        with self._opening:
            if self._index is index:
                self._ready = False
                self._index = None
                self._memory |= in_memory or busy
                if busy:
                    index.close()
                else:
                    index.discard()

    def close(self) -> None:
        """Let go of the file."""
        self._closed = True
        with self._working, self._opening:
            self._ready = False
            if self._index is not None:
                self._index.close()
                self._index = None

    # ── answering ────────────────────────────────────────────────────────────

    def search(self, query: str, kinds: Collection[Kind] | None = None, limit: int = 50) -> Results:
        """The best hits for what she wrote, which may be anything. A broken index gives none, and is no longer ``ready``."""
        if self._closed or not words_of(query[:1000]):
            return Results()
        index = self._open()
        try:
            found = find(index, query, kinds, limit)
            rows = read(index, found.numbers)
        except IndexBroken as problem:
            _log.info("the search index is broken: %s", problem)
            self._discard(index, busy=problem.busy)
            return Results()
        needles = needles_of(found.meant)
        return Results(
            hits=tuple(_hit(row, needles) for row in rows),
            counts={Kind(kind): count for kind, count in found.counts.items()},
            suggestion=found.suggestion,
            corrected_to=found.corrected,
            words=found.corrected or " ".join(query.split()),
            more=found.more,
        )


def _heard(source: Source, told: Callable[[], None]) -> Iterator[Doc]:
    """All of a source, with a word now and then: there it can be stopped."""
    told()
    for number, doc in enumerate(source.every(), start=1):
        if number % _A_WHILE == 0:
            told()
        yield doc


def needles_of(meant: Iterable[Meant]) -> Needles:
    """What to mark for each word: itself, then its other forms."""
    return [_forms(one) for one in meant]


def _forms(meant: Meant) -> list[Needle]:
    words = meant.unit.words
    written = Needle(" ".join(map(fold, words)), inside=len(words) == 1 and len(words[0]) >= _INSIDE)
    doubles = (Needle(" ".join(map(fold, words_of(phrase)))) for phrase in meant.doubles)
    root = fold(stem(words[0]))
    bent = [Needle(root)] if len(words) == 1 and 3 <= len(root) < len(words[0]) else []
    apart = [Needle(fold(word)) for word in words if len(words) > 1]  # «2001:453» has no blank in the text
    return [written, *doubles, *bent, *apart]


def _hit(row: Row, needles: Needles) -> Hit:
    return Hit(
        kind=Kind(row.kind),
        id=row.id,
        title=marked(row.title, needles),
        snippet=snippet(row.text, needles),
        layer=Layer(row.layer),
        where=row.where,
        address=row.address,
    )
