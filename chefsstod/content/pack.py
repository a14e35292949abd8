"""A pack: a folder with ``pack.yaml`` and content files. Reading never raises for bad content; it returns located problems."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from chefsstod.content.layers import Certainty
from chefsstod.content.problems import Problem, error
from chefsstod.content.schema_words import schema_words
from chefsstod.content.yaml_lines import BrokenYaml, Document, read
from chefsstod.i18n import _

T = TypeVar("T")
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]

_PATH = re.compile(r"`\$(?P<path>[^`]*)`$")


class Manifest(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``pack.yaml``."""

    id: Slug
    title: Text
    version: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+){0,2}$")]
    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}$")]
    licence: Text
    reviewed: date
    min_app: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+){0,2}$")]


class Duty(StrEnum):
    """How a law binds when it meets another."""

    ABSOLUTE = "absolute"
    STRONG = "strong"
    BALANCING = "balancing"
    MAY = "may"


class Law(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A law or regulation that content refers to by ``id``: the card of it. What is empty has not been written yet."""

    id: Slug
    short: Text
    name: Text
    number: Text
    checked: date
    in_force: date | None = None
    replaces: str = ""
    protects: str = ""
    """Whom or what it protects."""
    duty: list[Duty] = []
    duty_text: str = ""
    """What is absolute in it, what is strong, what is weighed."""
    supervisor: str = ""
    meaning: str = ""
    """What it means for a unit manager: Markdown."""
    points: list[str] = []
    """The provisions that she meets, a line each."""
    certainty: Certainty = Certainty.LAW_LEVEL
    keywords: list[str] = []


@dataclass(frozen=True, slots=True)
class Source:
    """One parsed content file: its path within the pack and its values with lines."""

    file: str
    document: Document

    def line(self, *path: str | int) -> int:
        """The line of a value."""
        return self.document.line(*path)


def open_source(root: Path, file: Path) -> Source | Problem:
    """Read and parse one YAML file of the pack."""
    name = file.relative_to(root).as_posix()
    try:
        return Source(name, read(file.read_text(encoding="utf-8")))
    except BrokenYaml as broken:
        return error(name, broken.line, str(broken))
    except UnicodeDecodeError:
        return error(name, 0, _("the file is not UTF-8 text"))
    except FileNotFoundError:
        return error(name, 0, _("the file is missing"))
    except OSError as failure:
        return error(name, 0, failure.strerror or str(failure))


def convert(source: Source, kind: type[T], value: Any, *path: str | int) -> T | Problem:
    """``value``, which stands at ``path`` in ``source``, as a ``kind``; or the first thing that is wrong with it, with its line."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        message = str(problem)
        match = _PATH.search(message)
        inner = _split(match["path"]) if match else ()
        where = ".".join(str(part) for part in inner)
        bare = schema_words(message.split(" - at ", maxsplit=1)[0])
        return error(source.file, source.line(*path, *inner), f"{where}: {bare}" if where else bare)


def _split(path: str) -> tuple[str | int, ...]:
    parts: list[str | int] = []
    for name, index in re.findall(r"\.([A-Za-z_]+)|\[(\d+|\.\.\.)\]", path):
        if name:
            parts.append(name)
        elif index.isdigit():
            parts.append(int(index))
    return tuple(parts)


def items(source: Source, key: str, kind: type[T]) -> Iterator[tuple[int, T | Problem]]:
    """The entries of the list ``key`` in a file, each with its line: the item, or what is wrong with it."""
    top = source.document.value
    if not isinstance(top, dict) or not isinstance(top.get(key), list):
        yield 0, error(source.file, source.line(), _("expected a list named «{key}»").format(key=key))
        return
    for index, value in enumerate(top[key]):
        yield source.line(key, index), convert(source, kind, value, key, index)
    for extra in sorted(set(top) - {key}):
        yield 0, error(source.file, source.line(extra), _("unknown key «{key}»").format(key=extra))


def read_manifest(root: Path) -> tuple[Manifest | None, list[Problem]]:
    """The pack's manifest, or why there is none."""
    source = open_source(root, root / "pack.yaml")
    if isinstance(source, Problem):
        return None, [source]
    manifest = convert(source, Manifest, source.document.value)
    return (None, [manifest]) if isinstance(manifest, Problem) else (manifest, [])


def read_laws(root: Path) -> tuple[dict[str, Law], list[Problem]]:
    """The laws of the pack by id, and what is wrong with the file."""
    file = root / "lawcompass" / "laws.yaml"
    if not file.is_file():
        return {}, []
    source = open_source(root, file)
    if isinstance(source, Problem):
        return {}, [source]
    laws: dict[str, Law] = {}
    problems: list[Problem] = []
    for line, law in items(source, "laws", Law):
        if isinstance(law, Problem):
            problems.append(law)
        elif law.id in laws:
            problems.append(error(source.file, line, _("the id «{id}» stands twice").format(id=law.id)))
        else:
            laws[law.id] = law
    return laws, problems
