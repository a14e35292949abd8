"""Reads and checks ``directory/contacts.yaml`` and ``systems.yaml``: content files → contacts and systems.

A bad entry is reported and left out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from chefsstod.content.cache import cached, signature
from chefsstod.content.layers import Layer
from chefsstod.content.lint import lint, told
from chefsstod.content.pack import Slug, Source, items, open_source
from chefsstod.content.problems import Problem, error, warning
from chefsstod.features.directory.model import Contact, ItSystem
from chefsstod.features.profile.model import ServiceType
from chefsstod.i18n import _

_VERSION = "1"
_FOLDER = "directory"
SERVICE_TYPES = frozenset({"all", *ServiceType})
LONGEST_SENTENCE = 30

Title = Annotated[str, msgspec.Meta(min_length=2, max_length=80)]
Line = Annotated[str, msgspec.Meta(max_length=200)]
Sentence = Annotated[str, msgspec.Meta(max_length=300)]
Note = Annotated[str, msgspec.Meta(max_length=2000)]


@dataclass(frozen=True, slots=True)
class DirectoryContent:
    """What one pack holds."""

    contacts: tuple[Contact, ...] = ()
    systems: tuple[ItSystem, ...] = ()


class _Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What contacts and systems have in common. Service types that are left out are those of the layer below."""

    id: Slug
    title: Title
    what_for: Sentence = ""
    note: Note = ""
    keywords: list[Annotated[str, msgspec.Meta(min_length=2, max_length=60)]] = []
    service_types: list[str] = []


class ContactFile(_Entry, frozen=True, kw_only=True):
    """A function to turn to, as an author writes it."""

    group: Line = ""
    name: Line = ""
    phone: Line = ""
    email: Line = ""
    place: Line = ""
    hours: Line = ""

    def to_model(self, layer: Layer, pack: str) -> Contact:
        """The contact that the program works with."""
        return Contact(
            id=self.id,
            title=self.title.strip(),
            what_for=self.what_for.strip(),
            name=self.name.strip(),
            phone=self.phone.strip(),
            email=self.email.strip(),
            place=self.place.strip(),
            hours=self.hours.strip(),
            note=self.note.strip(),
            keywords=tuple(self.keywords),
            service_types=frozenset(self.service_types),
            group=self.group.strip(),
            layer=layer,
            pack=pack,
        )


class SystemFile(_Entry, frozen=True, kw_only=True):
    """A system, as an author writes it."""

    local_name: Line = ""
    access: Note = ""
    guide: Sentence = ""
    helper: Slug | None = None

    def to_model(self, layer: Layer, pack: str) -> ItSystem:
        """The system that the program works with."""
        return ItSystem(
            id=self.id,
            title=self.title.strip(),
            what_for=self.what_for.strip(),
            local_name=self.local_name.strip(),
            access=self.access.strip(),
            guide=self.guide.strip(),
            helper=self.helper or "",
            note=self.note.strip(),
            keywords=tuple(self.keywords),
            service_types=frozenset(self.service_types),
            layer=layer,
            pack=pack,
        )


E_ = TypeVar("E_", bound=ContactFile | SystemFile)


class _Both(msgspec.Struct, frozen=True):
    contacts: tuple[Contact, ...]
    systems: tuple[ItSystem, ...]


def load_directory(
    root: Path, cache: Path | None, *, layer: Layer = Layer.BASE, pack: str = ""
) -> tuple[DirectoryContent, list[Problem]]:
    """The contacts and systems of the pack in ``root``, from the cache file while no content file has changed.

    ``pack`` is what she knows the pack as. Problems are told when files are read; what has none in it is an empty directory.
    """
    files = [root / _FOLDER / name for name in ("contacts.yaml", "systems.yaml")]
    mark = signature(root, files, f"{_VERSION}|{layer}|{pack}")

    def read() -> tuple[_Both, list[Problem]]:
        content, problems = read_directory(root, layer=layer, pack=pack)
        return _Both(content.contacts, content.systems), problems

    both, problems = cached(cache, mark, _Both, read)
    return DirectoryContent(both.contacts, both.systems), problems


def read_directory(root: Path, *, layer: Layer = Layer.BASE, pack: str = "") -> tuple[DirectoryContent, list[Problem]]:
    """All contacts and systems of the pack in ``root``, and everything that is wrong with them."""
    problems: list[Problem] = []
    contacts = _read(root, "contacts", ContactFile, layer, problems, lambda _item: [])
    known = {contact.id for contact in contacts} if layer is Layer.BASE else None

    def unknown_helper(item: SystemFile) -> list[str]:
        if known is None or not item.helper or item.helper in known:
            return []
        return [_("unknown contact «{id}»").format(id=item.helper)]

    systems = _read(root, "systems", SystemFile, layer, problems, unknown_helper)
    return (
        DirectoryContent(
            tuple(item.to_model(layer, pack) for item in contacts), tuple(item.to_model(layer, pack) for item in systems)
        ),
        problems,
    )


def _read(
    root: Path,
    key: str,
    kind: type[E_],
    layer: Layer,
    problems: list[Problem],
    more: Callable[[E_], list[str]],
) -> list[E_]:
    file = root / _FOLDER / f"{key}.yaml"
    if not file.is_file():
        return []
    source = open_source(root, file)
    if isinstance(source, Problem):
        problems.append(source)
        return []
    found: dict[str, E_] = {}
    for index, (line, item) in enumerate(items(source, key, kind)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        if item.id in found:
            problems.append(error(source.file, line, _("the id «{id}» stands twice").format(id=item.id)))
            continue
        wrong = [*_wrong(item, layer), *more(item)]
        problems += [error(source.file, line, f"{item.id}: {text}") for text in wrong]
        problems += _remarks(item, source, (key, index))
        if not wrong:
            found[item.id] = item
    return list(found.values())


def _wrong(item: ContactFile | SystemFile, layer: Layer) -> Iterator[str]:
    """The rules that a schema cannot say. A pack may leave out what the program's own entry of the same id says."""
    for name in sorted(set(item.service_types) - SERVICE_TYPES):
        yield _("unknown service type «{name}»").format(name=name)
    if layer is Layer.BASE and not item.what_for.strip():
        yield _("what it is for is not said")
    if isinstance(item, ContactFile):
        if layer is Layer.BASE and not item.group.strip():
            yield _("it stands under no group")
        if item.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", item.email.strip()):
            yield _("«{text}» is no e-mail address").format(text=item.email)


def _remarks(item: ContactFile | SystemFile, source: Source, place: tuple[str, int]) -> Iterator[Problem]:
    """What an author should look at: long sentences, statements about law that do not hold."""
    for field in ("what_for", "note"):
        text = str(getattr(item, field))
        line = source.line(*place, field)
        if any(len(sentence.split()) > LONGEST_SENTENCE for sentence in re.split(r"(?<=[.?])\s+", text)):
            too_long = _("a sentence has more than {n} words").format(n=LONGEST_SENTENCE)
            yield warning(source.file, line, f"{item.id}: {too_long}")
        for finding in lint(text):
            yield warning(source.file, line, f"{item.id}: {told(finding)}")
