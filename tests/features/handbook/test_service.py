"""The handbook's use cases on a real database: layers, her marks, her texts, what is brought in, and the way back from each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chefsstod.features.handbook.model import (
    OWN_CHAPTER,
    ArticleId,
    Chapter,
    Draft,
    Kind,
    Reading,
    ReadState,
    Term,
    draft_of,
)
from chefsstod.features.handbook.service import HandbookService
from chefsstod.storage.engine import Database
from chefsstod.support.errors import UserError
from tests.features.handbook.conftest import Layers, article, local_content
from tests.features.handbook.rows import everything, there_and_back

Writer = Callable[..., ArticleId]


# ── layers ───────────────────────────────────────────────────────────────────


def test_the_texts_stand_in_the_order_of_the_book(handbook: HandbookService) -> None:
    assert [a.id for a in handbook.articles()] == ["mall-rutin", "skyddsrond", "apt", "rehab"]
    assert [a.id for a in handbook.articles(Kind.ROUTINE)] == ["mall-rutin"]
    assert [chapter.id for chapter in handbook.chapters()] == ["moten", "rehab"]


def test_only_what_concerns_her_service_is_listed_but_every_text_can_be_opened(handbook: HandbookService, layers: Layers) -> None:
    layers.service_type = "hemtjanst"
    assert "skyddsrond" not in {a.id for a in handbook.articles()}
    assert "skyddsrond" in {a.id for a in handbook.articles(everything=True)}
    assert handbook.article("skyddsrond") is not None
    layers.service_type = "lss"
    assert "skyddsrond" in {a.id for a in handbook.articles()}


def test_a_pack_overrides_the_base_and_her_version_overrides_both(
    handbook: HandbookService, layers: Layers, tmp_path: Path
) -> None:
    layers.local = [local_content(tmp_path / "local")]
    assert [chapter.id for chapter in handbook.chapters()] == ["moten", "rehab", "lokalt"]
    assert handbook.article("apt").title == "APT hos oss"
    assert handbook.below("apt") is None
    handbook.adapt("apt")
    handbook.save("apt", replace(draft_of(handbook.article("apt")), title="APT hos mig"))
    assert (handbook.article("apt").title, handbook.article("apt").layer, handbook.article("apt").pack) == (
        "APT hos mig",
        "own",
        "",
    )
    assert handbook.below("apt").title == "APT hos oss"
    layers.local = []
    assert handbook.below("apt").title == "Arbetsplatsträff"


def test_a_list_is_not_made_again_until_something_changes(handbook: HandbookService, routine: Writer) -> None:
    first = handbook.articles()
    assert handbook.articles() is first
    routine("Nycklar")
    assert len(handbook.articles()) == len(first) + 1


def test_a_chapter_that_nobody_knows_is_her_own_one(handbook: HandbookService, layers: Layers, routine: Writer) -> None:
    assert OWN_CHAPTER not in [chapter.id for chapter in handbook.chapters()]
    layers.base = replace(layers.base, articles=(article("vilsen", "Vilsen", chapter="borttaget"),))
    assert handbook.article("vilsen").chapter == OWN_CHAPTER
    assert handbook.chapters()[-1].id == OWN_CHAPTER
    layers.base = replace(layers.base, chapters=(Chapter(OWN_CHAPTER, "Egna"),))
    assert [chapter.title for chapter in handbook.chapters()] == ["Egna"]


def test_the_glossary_knows_each_form_and_a_pack_explains_in_its_own_way(
    handbook: HandbookService, layers: Layers, tmp_path: Path
) -> None:
    assert handbook.glossary()["arbetsplatsträff"] is handbook.glossary()["APT"]
    layers.local = [replace(local_content(tmp_path / "local"), glossary=(Term("APT", "Så gör vi på APT här."),))]
    assert handbook.glossary()["APT"].short == "Så gör vi på APT här."


def test_links_lead_back_from_body_and_related(handbook: HandbookService, layers: Layers, routine: Writer) -> None:
    own = routine("Nycklar", "Se [rehab](chefsstod:article/rehab#gor-sa-har).", related=("contact/it", "skräp"))
    assert [a.id for a in handbook.linked_from("article/rehab")] == ["apt", own]
    assert [a.id for a in handbook.linked_from("chefsstod:contact/hr")] == ["rehab"]
    assert [a.id for a in handbook.linked_from("contact/it")] == [own]
    assert [a.id for a in handbook.for_task("lonesamtal")] == ["rehab"]
    assert handbook.linked_from("https://example.org") == ()
    assert handbook.linked_from("task/finns-inte") == ()
    handbook.save(own, Draft("Nycklar", "Ingen länk. Men [hit](chefsstod:article/" + own + ")."))
    assert [a.id for a in handbook.linked_from("article/rehab")] == ["apt"]
    assert handbook.linked_from(f"article/{own}") == ()
    layers.service_type = "lss"
    assert [a.id for a in handbook.linked_from("article/rehab")] == ["apt"]


def test_pictures_come_from_the_pack_or_from_her_own_text_but_never_from_outside(handbook: HandbookService, layers: Layers) -> None:
    assert handbook.file("rehab", "trappa.png") == b"picture"
    assert handbook.file("rehab", "../../handbook.db") is None
    assert handbook.file("rehab", "saknas.png") is None
    assert handbook.file("finns-inte", "trappa.png") is None
    own, _saved = handbook.add(Draft("Bild", "![x](x.png)"), files={"x.png": ("image/png", b"x")})
    assert handbook.file(own, "x.png") == b"x"
    assert handbook.file(own, "y.png") is None
    handbook.adapt("rehab")
    assert handbook.file("rehab", "trappa.png") == b"picture"


# ── her marks ────────────────────────────────────────────────────────────────


def test_read_is_said_by_her_and_a_changed_text_says_so(handbook: HandbookService, layers: Layers, database: Database) -> None:
    before = everything(database)
    saved = handbook.mark_read("rehab")
    assert saved.changes.readings == {"rehab"}
    assert handbook.reading("rehab").state(handbook.article("rehab")) is ReadState.READ
    layers.base = replace(layers.base, articles=(article("rehab", "Rehabilitering", "Annat."),))
    assert handbook.readings()[ArticleId("rehab")].state(handbook.article("rehab")) is ReadState.CHANGED
    there_and_back(database, before, saved)


def test_repeat_unread_and_bookmark_are_set_by_hand_and_taken_back(handbook: HandbookService, database: Database) -> None:
    handbook.mark_read("rehab")
    handbook.set_repeat("rehab", True)
    assert handbook.reading("rehab").state(handbook.article("rehab")) is ReadState.REPEAT
    handbook.mark_unread("rehab")
    assert handbook.reading("rehab") == Reading()
    before = everything(database)
    there_and_back(database, before, handbook.set_bookmark("rehab", True))


def test_what_she_opened_last_comes_first_and_undo_does_not_forget_it(handbook: HandbookService, layers: Layers) -> None:
    saved = handbook.set_bookmark("apt", True)
    for name in ("rehab", "apt", "rehab", "finns-inte"):
        handbook.opened(name)
    assert handbook.recent() == ("rehab", "apt")
    assert handbook.recent(1) == ("rehab",)
    saved.undo()
    assert handbook.recent() == ("rehab", "apt")
    assert handbook.reading("apt").opened == layers.moment.replace(tzinfo=None, minute=2)


def test_margin_notes_come_change_and_go(handbook: HandbookService, database: Database) -> None:
    before = everything(database)
    note, saved = handbook.add_note("rehab", "gor-sa-har", " Ring  Anna i HR ")
    assert [n.text for n in handbook.notes("rehab")] == [" Ring  Anna i HR "]
    there_and_back(database, before, saved)
    note, _saved = handbook.add_note("rehab", "", "Ett")
    other, _saved = handbook.add_note("apt", "", "Två")
    assert [n.id for n in handbook.all_notes()] == [other, note]
    before = everything(database)
    there_and_back(database, before, handbook.set_note(note, "Ett till"))
    there_and_back(database, before, handbook.remove_note(note))
    with pytest.raises(UserError):
        handbook.set_note("n999999", "x")
    with pytest.raises(UserError):
        handbook.add_note("finns-inte", "", "x")


def test_boxes_are_ticked_and_cleared(handbook: HandbookService, database: Database) -> None:
    before = everything(database)
    there_and_back(database, before, handbook.tick("rehab", "ring-medarbetaren", True))
    handbook.tick("rehab", "ring-medarbetaren", True)
    handbook.tick("rehab", "boka-uppfoljning", True)
    assert handbook.ticks("rehab") == {"ring-medarbetaren", "boka-uppfoljning"}
    handbook.tick("rehab", "boka-uppfoljning", False)
    assert handbook.ticks("rehab") == {"ring-medarbetaren"}
    before = everything(database)
    there_and_back(database, before, handbook.clear_ticks("rehab"))
