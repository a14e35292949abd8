from dataclasses import replace
from datetime import date, datetime

import pytest

from chefsstod.content.layers import Layer
from chefsstod.content.pack import Law
from chefsstod.features.directory.model import Contact, ItSystem
from chefsstod.features.handbook.model import OWN_CHAPTER, Article, ArticleId, MarginNote, Term
from chefsstod.features.handbook.model import Kind as ArticleKind
from chefsstod.features.search.model import Doc, Kind
from chefsstod.features.search.sources import NOBODY, Shelf, article_doc, sources, synonyms
from chefsstod.features.timers.model import Offset, Template, TemplateStep
from chefsstod.features.yearwheel.model import Activity, ActivityId, Category, Rule, Step
from chefsstod.shell.context import AppContext
from chefsstod.storage.search_rows import ChainNote, OwnNote, chain_notes, occurrence_notes, written_mark
from chefsstod.support.changes import Changes, NoteChange

ARTICLE = Article(
    id=ArticleId("apt"),
    kind=ArticleKind.HANDBOOK,
    title="Arbetsplatsträff",
    body="## Gör så här\n\nBjud in **alla**.",
    summary="Alla möts.",
    chapter="samverkan",
    keywords=("dagordning",),
    synonyms=("APT = arbetsplatsträff",),
    questions=("Vem talar?",),
    owner="Enhetschef",
)
ROUTINE = Article(
    id=ArticleId("rond"), kind=ArticleKind.ROUTINE, title="Skyddsrond", body="Gå.", layer=Layer.LOCAL, pack="Vår kommun"
)
TASK = Activity(
    id=ActivityId("lon"), title="Lönesamtal", category=Category.PERSONAL, rule=Rule("FREQ=YEARLY"), why="Rättvist.",
    steps=(Step("a", "Boka rum", -7),), keywords=("revision",), code="P1",
)  # fmt: skip
EVENT = Template(
    id="sjuk", title="Ny sjukanmälan", noun="Sjukfall", category=Category.PERSONAL, summary="Kontakt och plan.",
    steps=(TemplateStep("a", "Ring", Offset(1), how="Vänligt"),),
)  # fmt: skip
LAW = Law(id="aml", short="AML", name="Arbetsmiljölagen", number="1977:1160", checked=date(2026, 1, 1), meaning="**Du** ska.")
CONTACT = Contact(id="hr", title="HR-specialist", what_for="Anställning", name="Kim Ek", phone="0123", group="Personal")
NOON = datetime(2026, 1, 2, 12)  # noqa: DTZ001 - as the database has it
SYSTEM = ItSystem(id="lonesystem", title="Lönesystem", what_for="Lön", local_name="Heroma", layer=Layer.OWN)


@pytest.fixture
def found() -> dict[Kind, list[Doc]]:
    return {kind: list(source.every()) for kind, source in sources(shelf()).items()}


def shelf() -> Shelf:
    return Shelf(
        articles=lambda: (ARTICLE, ROUTINE),
        chapters=lambda: {"samverkan": "Samverkan"},
        tasks=lambda: (TASK,),
        events=lambda: (EVENT,),
        laws=lambda: (LAW,),
        contacts=lambda: (CONTACT,),
        systems=lambda: (SYSTEM,),
        margin_notes=lambda: (MarginNote("n1", ArticleId("apt"), "gor-sa-har", "Ta med fika", NOON),),
        occurrence_notes=lambda: (OwnNote("lon", date(2026, 3, 4), "Boka större rum.\n" + "Långt " * 40),),
        chain_notes=lambda: (ChainNote("c1", "sjuk", "Sjukfall 3", "Ring igen"), ChainNote("c2", "borta", "", "")),
    )


def test_texts_are_found_by_title_words_and_what_they_lack(found: dict[Kind, list[Doc]]) -> None:
    (article,), (routine,) = found[Kind.ARTICLE], found[Kind.ROUTINE]
    assert article.text == "Alla möts.\nGör så här\nBjud in alla.\nVem talar?"
    assert article.keywords == "dagordning, APT = arbetsplatsträff, Enhetschef"
    assert (article.where, routine.where, routine.layer) == ("Samverkan", "Vår kommun", Layer.LOCAL)


def test_tasks_events_laws_contacts_and_systems_are_found(found: dict[Kind, list[Doc]]) -> None:
    (task,), (event,), (law,) = found[Kind.TASK], found[Kind.EVENT], found[Kind.LAW]
    assert (task.text, task.where, task.keywords) == ("Rättvist.\nBoka rum", "Personal", "revision, P1")
    assert (event.text, event.keywords) == ("Kontakt och plan.\nRing\nVänligt", "Sjukfall")
    assert (law.title, law.text, law.where) == ("Arbetsmiljölagen (AML)", "Du ska.", "1977:1160")
    (contact,), (system,) = found[Kind.CONTACT], found[Kind.SYSTEM]
    assert (contact.title, contact.text, contact.where) == ("HR-specialist – Kim Ek", "Anställning\n0123", "Personal")
    assert (system.title, system.layer) == ("Lönesystem – Heroma", Layer.OWN)


def test_what_lies_in_no_chapter_is_told_by_its_layer_alone() -> None:
    mine = replace(ROUTINE, layer=Layer.OWN, pack="", chapter=OWN_CHAPTER)
    assert article_doc(mine, {OWN_CHAPTER: "Egna texter"}).where == ""
    assert article_doc(replace(ROUTINE, chapter=OWN_CHAPTER), {OWN_CHAPTER: "Egna texter"}).where == "Vår kommun"


def test_her_own_notes_lead_to_where_they_stand(found: dict[Kind, list[Doc]]) -> None:
    margin, occurrence, chain, nameless = found[Kind.NOTE]
    assert (margin.title, margin.where, margin.leads_to) == ("Ta med fika", "Arbetsplatsträff", "chefsstod:article/apt#gor-sa-har")
    assert occurrence.title == "Boka större rum."
    assert occurrence.text.startswith("Boka större rum.\nLångt")
    assert (occurrence.where, occurrence.leads_to) == ("Lönesamtal · onsdag 4 mars", "chefsstod:task/lon#2026-03-04")
    assert (chain.title, chain.where, chain.leads_to) == ("Sjukfall 3", "Ny sjukanmälan", "chefsstod:event/sjuk#c1")
    assert nameless.title == "borta"


def touched(kind: Kind, changes: Changes) -> frozenset[str] | None:
    return sources(shelf())[kind].touched(changes)


def test_a_change_concerns_what_it_names_and_nothing_else() -> None:
    article = Changes(articles=frozenset({"apt"}))
    assert touched(Kind.ARTICLE, article) == touched(Kind.ROUTINE, article) == {"apt"}
    assert touched(Kind.TASK, article) == touched(Kind.LAW, article) == touched(Kind.CONTACT, article) == NOBODY
    assert touched(Kind.NOTE, article) == {"article/apt"}
    task = Changes(activities=frozenset({"lon"}))
    assert touched(Kind.TASK, task) == {"lon"}
    assert touched(Kind.NOTE, task) == {"task/lon"}
    note = Changes(activities=frozenset({"lon"}), note=NoteChange.WORDS)
    assert touched(Kind.TASK, note) == NOBODY
    assert touched(Kind.NOTE, note) == {"task/lon"}
    directory = Changes(directory=frozenset({"contact/hr"}))
    assert touched(Kind.CONTACT, directory) is None
    assert touched(Kind.SYSTEM, directory) == NOBODY
    assert touched(Kind.NOTE, Changes(chains=frozenset({"c1"}), readings=frozenset({"apt"}))) == {"chain/c1", "article/apt"}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.SCENARIO])
def test_a_pack_concerns_everything(kind: Kind) -> None:
    assert touched(kind, Changes(packs=True)) is None


def test_one_owner_can_be_read_alone() -> None:
    def of(kind: Kind, owner: str) -> list[str]:
        those = sources(shelf())[kind].those
        assert those is not None
        return [doc.id for doc in those(frozenset({owner}))]

    assert of(Kind.ARTICLE, "apt") == ["apt"]
    assert of(Kind.ROUTINE, "apt") == []
    assert of(Kind.TASK, "lon") == ["lon"]
    assert of(Kind.NOTE, "article/apt") == ["margin-n1"]


def test_synonyms_come_from_front_matter_and_glossary() -> None:
    terms = (
        Term("SAM", "Att arbeta systematiskt.", ("systematiskt arbetsmiljöarbete",)),
        Term("IVO", "En myndighet."),
    )
    assert synonyms((ARTICLE, ROUTINE), terms) == [("APT", "arbetsplatsträff"), ("SAM", "systematiskt arbetsmiljöarbete")]


def test_notes_are_read_from_the_database_and_what_she_writes_changes_the_mark(profiled: AppContext) -> None:
    before = written_mark(profiled.database)
    assert written_mark(profiled.database) == before
    occurrence = next(o for o in profiled.yearwheel.occurrences(date(2026, 12, 1), date(2026, 12, 31)))
    profiled.yearwheel.set_note(occurrence.key, "Boka större rum")
    template = profiled.timers.templates()[0]
    chain, _saved = profiled.timers.start(template.id, "Mitt fall", date(2026, 11, 23))
    profiled.timers.set_step_note(chain, template.steps[0].id, "Ring först")
    assert written_mark(profiled.database) != before
    (note,) = occurrence_notes(profiled.database)
    assert (note.activity, note.original, note.text) == (occurrence.activity.id, occurrence.original, "Boka större rum")
    assert [(found.label, found.text) for found in chain_notes(profiled.database)] == [("Mitt fall", "Ring först")]
