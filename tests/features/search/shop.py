"""A search over a handful of documents that tests may change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chefsstod.features.search.model import Doc, Kind, Source, plain
from chefsstod.features.search.service import SearchService
from chefsstod.support.changes import Changes
from chefsstod.support.paths import user_paths

DOCS = (
    Doc(
        Kind.ARTICLE,
        "lonesamtal",
        "Lönesamtal",
        "Inför samtalet läser du lönekartläggningen.\nBoka i god tid",
        "revision",
        where="Lön",
    ),
    Doc(Kind.TASK, "lonesamtal", "Lönesamtal om mål", "Håll samtalen med alla.", where="Personal"),
    Doc(Kind.LAW, "aml", "Arbetsmiljölagen (AML)", "Skyddsrond och sjukfrånvaro."),
    Doc(Kind.ROUTINE, "rond", "Skyddsrond hos oss", "Vi går tillsammans.", where="Arbetsmiljö"),
    Doc(Kind.CONTACT, "hr", "HR-specialist", "Hjälper dig med lönesamtal."),
)


@dataclass
class Shop:
    """The documents, and the service over them."""

    folder: Path
    docs: list[Doc] = field(default_factory=lambda: list(DOCS))
    mark: str = "1"
    read: list[str] = field(default_factory=list)

    def make(self) -> SearchService:
        """A service as after a start of the program."""
        sources = {kind: Source(self._every(kind), lambda changes: changes.articles, self._those(kind)) for kind in Kind}
        return SearchService(
            paths=user_paths(self.folder), sources=sources, mark=lambda: self.mark, synonyms=lambda: [("APT", "arbetsplatsträff")]
        )

    def _every(self, kind: Kind) -> Callable[[], Iterator[Doc]]:
        def every() -> Iterator[Doc]:
            self.read.append(kind.value)
            return (doc for doc in self.docs if doc.kind is kind)

        return every

    def _those(self, kind: Kind) -> Callable[[frozenset[str]], Iterator[Doc]]:
        return lambda owners: (doc for doc in self.docs if doc.kind is kind and doc.id in owners)

    def change(self, old: Doc, new: Doc | None) -> Changes:
        """Something else stands there; what the change is called."""
        self.docs.remove(old)
        self.docs += [new] if new else []
        self.mark += "+"
        return Changes(articles=frozenset({old.id}))


def names(service: SearchService, query: str, **more: object) -> list[str]:
    """The titles of the hits."""
    return [hit.name for hit in service.search(query, **more).hits]  # type: ignore[arg-type]


def shown(pieces: tuple[object, ...]) -> str:
    """The pieces with what is marked in brackets."""
    assert plain(pieces) is not None  # type: ignore[arg-type]
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)  # type: ignore[attr-defined]
