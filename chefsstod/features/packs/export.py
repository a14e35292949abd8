"""Her own texts, contacts and dates as a pack for a colleague: composed as an author would write it, then built like any other."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chefsstod.content.archive import MANIFEST, PICTURES, read_bundle
from chefsstod.content.build import write_yaml, write_zip, yaml_text
from chefsstod.features.directory.model import Contact, ItSystem
from chefsstod.features.handbook.model import OWN_CHAPTER, Article, Kind
from chefsstod.features.packs.words import nothing_of_her_own
from chefsstod.i18n import _
from chefsstod.support.errors import UserError
from chefsstod.support.files import produce_atomically
from chefsstod.support.ids import slug_of
from chefsstod.support.privacy import find_identity_numbers


@dataclass(frozen=True, slots=True)
class OwnContent:
    """What a pack of hers is made from. ``pictures`` gives those of a text by name; ``dates`` writes her local dates as a pack
    into a folder that does not exist yet, and raises UserError when there are none.
    """

    unit: str = ""
    articles: Sequence[Article] = ()
    contacts: Sequence[Contact] = ()
    systems: Sequence[ItSystem] = ()
    pictures: Callable[[str], Mapping[str, bytes]] = lambda _article: {}
    dates: Callable[[Path], None] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out; ``private`` names the texts that hold what looks like a personal identity number."""

    texts: int
    contacts: int
    systems: int
    dates: bool
    private: tuple[str, ...] = field(default=())


def export_own(target: Path, own: OwnContent, *, today: date, version: str) -> Exported:
    """Write the pack as a ``.zip``. Raises UserError when there is nothing to write, and OSError."""
    with TemporaryDirectory(prefix="chefsstod-pack-") as folder:
        root = Path(folder) / "pack"
        dates = _dates(root, own)
        root.mkdir(exist_ok=True)
        for article in own.articles:
            _text(root, article, own.pictures(article.id))
        if own.contacts:
            write_yaml(root / "directory" / "contacts.yaml", {"contacts": [_contact(contact) for contact in own.contacts]})
        if own.systems:
            write_yaml(root / "directory" / "systems.yaml", {"systems": [_system(system) for system in own.systems]})
        if not (own.articles or own.contacts or own.systems or dates):
            raise nothing_of_her_own()
        write_yaml(root / MANIFEST, _manifest(own.unit, today, version))
        files = read_bundle(root).files
    produce_atomically(target, lambda path: write_zip(files, path))
    private = tuple(article.title for article in own.articles if find_identity_numbers(f"{article.summary}\n{article.body}"))
    return Exported(len(own.articles), len(own.contacts), len(own.systems), dates, private)


def _dates(root: Path, own: OwnContent) -> bool:
    if own.dates is None:
        return False
    try:
        own.dates(root)
    except UserError:
        shutil.rmtree(root, ignore_errors=True)
        return False  # none are answered
    return True


def _manifest(unit: str, today: date, version: str) -> dict[str, Any]:
    title = _("Routines and contacts")
    return {
        "id": slug_of(f"fran-{unit or 'en-kollega'}", 60),
        "title": f"{title}, {unit}" if unit else title,
        # The day is the version: what she saves later replaces what she saved before.
        "version": f"{today.year}.{today.month}.{today.day}",
        "language": "sv",
        "licence": _("For use within the organisation"),
        "reviewed": today,
        "min_app": version,
    }


def _text(root: Path, article: Article, pictures: Mapping[str, bytes]) -> None:
    folder = root / ("routines" if article.kind is Kind.ROUTINE or article.chapter == OWN_CHAPTER else "handbook")
    folder.mkdir(parents=True, exist_ok=True)
    body = article.body
    for name, data in pictures.items():
        if Path(name).suffix.casefold() in PICTURES:
            kept = f"{article.id}-{name}"  # the pictures of all texts lie in one folder
            (folder / kept).write_bytes(data)
            body = body.replace(f"({name})", f"({kept})")
    front: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "summary": article.summary,
        "chapter": article.chapter,
        "keywords": list(article.keywords),
        "service_types": sorted(article.service_types),
        "related": list(article.related),
        "owner": article.owner,
        "version": article.version,
        "valid_from": article.valid_from,
        "review_by": article.review_by,
        "template": article.template,
    }
    said = {key: value for key, value in front.items() if value not in ("", [], None, False)}
    (folder / f"{article.id}.md").write_text(f"---\n{yaml_text(said)}---\n{body}", encoding="utf-8", newline="\n")


_COMMON = ("id", "title", "what_for", "note")


def _contact(contact: Contact) -> dict[str, Any]:
    return _said(contact, (*_COMMON, "group", "name", "phone", "email", "place", "hours"))


def _system(system: ItSystem) -> dict[str, Any]:
    return _said(system, (*_COMMON, "local_name", "access", "guide", "helper"))


def _said(item: Contact | ItSystem, names: Sequence[str]) -> dict[str, Any]:
    found = {name: getattr(item, name) for name in names if getattr(item, name)}
    return {**found, "keywords": list(item.keywords), "service_types": sorted(item.service_types)}
