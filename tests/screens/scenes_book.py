"""The handbook in use: read and noted, own routines, imported documents, a pack of the employer, a directory half filled."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from chefsstod.content.build import build_pack, scaffold
from chefsstod.content.pack import Manifest
from chefsstod.features.handbook.model import Draft, Kind
from chefsstod.shell.context import AppContext
from chefsstod.ui.tasks import no_progress
from tests.screens.scenes import lived

DOCUMENTS = Path(__file__).resolve().parents[1] / "data" / "documents"
PACK = "rutiner.zip"
"""A pack that can be installed, beside the data."""

ROUTINE = """Larmet går till den som har passet. Den här rutinen säger vad du gör under de första tio minuterna.

::: gor-sa-har
1. Svara inom två minuter.
2. Ring sjuksköterskan om någon har ramlat.
3. Skriv vad som hände innan du går hem.
:::

## Om du är ensam

- [ ] Ta med telefonen
- [ ] Säg till grannhuset vart du går

| Tid | Vem svarar | Vem hjälper till |
|---|---|---|
| 07–21 | Den med larmtelefonen | Närmaste kollega |
| 21–07 | Nattpatrullen | Bakjouren |

Se också [hot och våld](chefsstod:article/hot-och-vald) och [en rutin som är borta](chefsstod:article/finns-inte). Enligt AFS 2001:1
ska risker bedömas.
"""


def reading(folder: Path) -> AppContext:
    """A manager who reads, writes and looks after her routines."""
    context = lived(folder)
    book = context.handbook
    for article in book.articles(Kind.HANDBOOK)[:4]:
        book.opened(article.id)
        book.mark_read(article.id)
    book.set_bookmark("hot-och-vald", on=True)
    book.set_repeat("lex-sarah", repeat=True)
    book.opened("lonesamtal")
    book.add_note("lonesamtal", "", "Fråga HR om kriterierna före jul. Boka rummet på andra våningen.")
    book.tick("lonesamtal", next(iter(_boxes(context, "lonesamtal"))), done=True)
    own, _saved = book.add(
        Draft(
            title="När larmet går på natten",
            body=ROUTINE,
            summary="Vad nattpersonalen gör när larmet går. Den finns för att ingen ska stå ensam.",
            owner="Enhetschefen",
            version="3",
            valid_from=date(2025, 3, 1),
            review_by=date(2026, 9, 1),
        )
    )
    book.keep_version(own)
    article = book.article(own)
    assert article is not None
    book.save(own, replace(_draft(context, own), body=ROUTINE.replace("två minuter", "en minut")))
    book.keep_version(own)
    book.adapt("skyddsrond")
    book.add(Draft(title="Nycklar", body="Nycklarna kvitteras.", owner=""))
    _documents(context)
    _directory(context)
    _pack(context, folder / PACK)
    return context


def _pack(context: AppContext, target: Path) -> None:
    """A pack of the employer, installed once, and a later version of it to look at."""
    manifest = Manifest(
        id="rutiner",
        title="Rutiner för hela förvaltningen",
        version="1.0.0",
        language="sv",
        licence="Får användas inom organisationen",
        reviewed=date(2026, 11, 1),
        min_app="0.1.0",
    )
    folder = target.with_suffix("")
    scaffold(folder, manifest)
    build_pack(folder, target, lambda _root: [])
    context.packs.install(target)
    file = folder / "pack.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('"1.0.0"', '"1.1.0"'), encoding="utf-8")
    routine = next((folder / "routines").glob("*.md"))
    routine.write_text(routine.read_text(encoding="utf-8") + "\nRing alltid före.\n", encoding="utf-8")
    build_pack(folder, target, lambda _root: [])


def _boxes(context: AppContext, article: str) -> list[str]:
    from chefsstod.content.document import ticks
    from chefsstod.content.markdown import parse

    found = context.handbook.article(article)
    assert found is not None
    return [item.key for item in ticks(parse(found.body))]


def _draft(context: AppContext, article: str) -> Draft:
    from chefsstod.features.handbook.model import draft_of

    found = context.handbook.article(article)
    assert found is not None
    return draft_of(found)


def _documents(context: AppContext) -> None:
    files = sorted(file for file in DOCUMENTS.iterdir() if file.suffix in (".docx", ".pdf"))
    context.imports.import_files(files[:6], no_progress())


def _directory(context: AppContext) -> None:
    directory = context.directory
    for name, person, phone in (("hr", "Kim Exempel", "010-123 45 67"), ("mas", "Robin Påhittad", "010-765 43 21")):
        contact = directory.contact(name)
        assert contact is not None
        directory.save_contact(replace(contact, name=person, phone=phone, email=f"{name}@exempel.se"))
    system = directory.system("schemasystem")
    assert system is not None
    directory.save_system(replace(system, local_name="Planen", access="Beställs av enhetschefen i portalen.", helper="bemanning"))
