"""The texts that she writes and brings in: stored as they are, versions, the text under hers, and the way back from each."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from chefsstod.content.layers import Layer
from chefsstod.features.handbook import tables
from chefsstod.features.handbook.model import (
    ArticleId,
    Draft,
    Kind,
    Outcome,
    draft_of,
)
from chefsstod.features.handbook.service import HandbookService
from chefsstod.storage.engine import Database
from chefsstod.support.errors import UserError
from tests.conftest import MONDAY, SetClock
from tests.features.handbook.conftest import Layers, article, base_content, build_handbook
from tests.features.handbook.rows import everything, there_and_back

Writer = Callable[..., ArticleId]


# ── her texts ────────────────────────────────────────────────────────────────


def test_an_own_text_is_stored_as_it_is_written(handbook: HandbookService, database: Database) -> None:
    before = everything(database)
    draft = Draft(
        " Rutin för Ö ",
        "\n  Text med   mellanrum\t\n",
        kind=Kind.HANDBOOK,
        summary=" s ",
        chapter="moten",
        keywords=("a", ""),
        service_types=frozenset({"lss", "hemtjanst"}),
        related=("task/x",),
        owner=" HR ",
        version="2",
        valid_from=date(2026, 1, 1),
        review_by=date(2027, 1, 1),
    )
    name, saved = handbook.add(draft, files={"a.png": ("image/png", b"1")})
    assert name == "egen-rutin-for-o"
    assert draft_of(handbook.article(name)) == draft
    assert handbook.article(name).layer is Layer.OWN
    assert saved.changes.articles == {name}
    there_and_back(database, before, saved)
    assert handbook.article(name) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Nycklar", "egen-nycklar-2"), ("???", "egen-text"), ("Om 19121212-1212", "egen-text"), ("x" * 90, "egen-" + "x" * 40)],
)
def test_an_id_is_free_and_carries_no_identity_number(routine: Writer, title: str, expected: str) -> None:
    routine("Nycklar")
    assert routine(title) == expected


def test_typing_saves_without_versions_and_one_undo_takes_it_back(
    handbook: HandbookService, routine: Writer, database: Database
) -> None:
    name = routine("Nycklar")
    before = everything(database)
    there_and_back(database, before, handbook.save(name, Draft("Nycklar", "Nytt")))
    assert handbook.save(name, draft_of(handbook.article(name))).undo is None
    assert handbook.versions(name) == ()


def test_only_her_own_texts_can_be_written_in(handbook: HandbookService) -> None:
    for work in (
        lambda: handbook.save("rehab", Draft("x", "y")),
        lambda: handbook.remove("rehab"),
        lambda: handbook.restore("rehab", 1),
        lambda: handbook.add_files("rehab", {}),
        lambda: handbook.settle_base("rehab"),
        lambda: handbook.save("finns-inte", Draft("x", "y")),
    ):
        with pytest.raises(UserError):
            work()


def test_a_version_is_kept_when_something_has_changed_and_can_be_restored(
    handbook: HandbookService, routine: Writer, database: Database
) -> None:
    name = routine("Nycklar", "Ett")
    handbook.keep_version(name)
    handbook.keep_version(name)
    handbook.save(name, Draft("Nycklar", "Två"))
    handbook.keep_version(name)
    handbook.keep_version("rehab")
    assert [(v.number, v.draft.body) for v in handbook.versions(name)] == [(2, "Två"), (1, "Ett")]
    handbook.save(name, Draft("Nycklar", "Tre"))
    saved = handbook.restore(name, 1)
    assert handbook.article(name).body == "Ett"
    assert [v.draft.body for v in handbook.versions(name)] == ["Tre", "Två", "Ett"]
    saved.undo()
    assert handbook.article(name).body == "Tre"
    with pytest.raises(UserError):
        handbook.restore(name, 9)


def test_a_removed_text_comes_back_with_all_that_belonged_to_it(handbook: HandbookService, database: Database) -> None:
    files = {"a.png": ("image/png", b"1")}
    _o, name, _s = handbook.put_imported(
        name="a.docx", data=b"doc", media="application/x", pages=0, draft=Draft("Nycklar", "Ett"), files=files
    )
    handbook.keep_version(name)
    handbook.mark_read(name)
    handbook.add_note(name, "", "Obs")
    handbook.tick(name, "x", True)
    before = everything(database)
    saved = handbook.remove(name)
    assert saved.changes.articles == saved.changes.readings == {name}
    assert not any(everything(database).values())
    there_and_back(database, before, saved)


def test_removing_her_version_shows_the_lower_text_with_her_marks_on_it(handbook: HandbookService, database: Database) -> None:
    handbook.adapt("rehab")
    handbook.set_bookmark("rehab", True)
    handbook.keep_version("rehab")
    before = everything(database)
    saved = handbook.remove("rehab")
    assert handbook.article("rehab").layer is Layer.BASE
    assert handbook.reading("rehab").bookmarked
    there_and_back(database, before, saved)


def test_a_copy_of_a_template_is_a_routine_with_its_pictures(handbook: HandbookService, layers: Layers, database: Database) -> None:
    layers.base = replace(
        layers.base,
        articles=(
            article(
                "mall", "Mall", "![T](trappa.png) ![B](borta.png)", template=True, owner="Central HR", review_by=date(2027, 1, 1)
            ),
            article("vanlig", "Vanlig", owner="Chef"),
        ),
        folders={"mall": "handbook", "vanlig": "handbook"},
    )
    before = everything(database)
    name, saved = handbook.copy("mall", "Min rutin")
    made = handbook.article(name)
    assert (made.title, made.template, made.owner, made.review_by, made.layer) == ("Min rutin", False, "", None, Layer.OWN)
    assert handbook.file(name, "trappa.png") == b"picture"
    with database.read() as session:
        assert tables.read_files(session, name) == {"trappa.png": ("image/png", b"picture")}
    there_and_back(database, before, saved)
    assert handbook.article(handbook.copy("vanlig", "Kopia")[0]).owner == "Chef"


def test_pictures_can_be_laid_beside_her_text(handbook: HandbookService, routine: Writer, database: Database) -> None:
    name = routine("Nycklar")
    before = everything(database)
    there_and_back(database, before, handbook.add_files(name, {"a.png": ("image/png", b"1")}))


def test_her_version_keeps_what_the_lower_text_knows(handbook: HandbookService, database: Database) -> None:
    before = everything(database)
    saved = handbook.adapt("rehab")
    own, base = handbook.article("rehab"), handbook.below("rehab")
    assert (own.law, own.sources, own.questions, own.synonyms) == (base.law, base.sources, base.questions, base.synonyms)
    assert own.based_on == base.digest
    with pytest.raises(UserError):
        handbook.adapt("rehab")
    there_and_back(database, before, saved)


def test_she_is_told_when_the_text_under_hers_changes_until_she_has_looked(
    handbook: HandbookService, layers: Layers, database: Database
) -> None:
    handbook.adapt("rehab")
    assert handbook.base_change("rehab") is None
    old = handbook.below("rehab")
    layers.base = replace(layers.base, articles=(article("rehab", "Rehabilitering", "Nytt i lagen."),))
    change = handbook.base_change("rehab")
    assert (change.then, change.now.body) == (draft_of(old), "Nytt i lagen.")
    before = everything(database)
    saved = handbook.settle_base("rehab")
    assert handbook.base_change("rehab") is None
    assert handbook.article("rehab").body == old.body
    there_and_back(database, before, saved)
    layers.base = replace(layers.base, articles=())
    assert handbook.base_change("rehab").now is None
    handbook.settle_base("rehab")
    assert handbook.base_change("rehab") is None
    assert handbook.base_change("egen-finns-inte") is None


def test_what_cannot_be_read_in_a_row_is_left_out_and_nothing_breaks(
    handbook: HandbookService, layers: Layers, database: Database
) -> None:
    handbook.adapt("rehab")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE article SET base_text = '{', keywords = 'x', service_types = '[]'"))
    fresh = build_handbook(database, SetClock(), layers)
    layers.base = replace(layers.base, articles=())
    assert fresh.article("rehab").keywords == ()
    assert fresh.article("rehab").service_types == {"all"}
    assert fresh.base_change("rehab").then.body == fresh.article("rehab").body


def test_looking_through_sets_a_new_date_and_an_owner_can_be_named(handbook: HandbookService, routine: Writer) -> None:
    name = routine("Nycklar")
    handbook.looked_through(name)
    assert handbook.article(name).review_by == date(2027, 11, 23)
    handbook.looked_through(name, date(2027, 2, 1))
    handbook.set_owner(name, "Planerare")
    assert (handbook.article(name).review_by, handbook.article(name).owner) == (date(2027, 2, 1), "Planerare")
    assert handbook.today == MONDAY


# ── bringing in ──────────────────────────────────────────────────────────────


def bring(
    handbook: HandbookService, data: bytes, draft: Draft, name: str = "nycklar.docx", **files: bytes
) -> tuple[Outcome, ArticleId, Any]:
    pictures = {f"{key}.png": ("image/png", value) for key, value in files.items()}
    return handbook.put_imported(name=name, data=data, media="application/x", pages=3, draft=draft, files=pictures)


def test_a_file_becomes_a_text_and_is_kept_as_it_came(handbook: HandbookService, database: Database) -> None:
    before = everything(database)
    outcome, name, saved = bring(handbook, b"one", Draft("Nycklar", "Ett"), a=b"1")
    assert outcome is Outcome.NEW
    original = handbook.original(handbook.article(name).original)
    assert (original.name, original.pages, original.imported) == ("nycklar.docx", 3, MONDAY)
    assert handbook.original_data(original.id) == b"one"
    assert handbook.original("finns-inte") is None
    with pytest.raises(UserError):
        handbook.original_data("finns-inte")
    there_and_back(database, before, saved)


def test_the_same_file_again_changes_nothing_whatever_it_is_called(handbook: HandbookService, database: Database) -> None:
    _o, name, _s = bring(handbook, b"one", Draft("Nycklar", "Ett"))
    before = everything(database)
    assert bring(handbook, b"one", Draft("Annat", "X"), name="annat.docx") == (Outcome.SAME, name, None)
    assert everything(database) == before


def test_a_new_edition_replaces_the_text_and_keeps_what_she_had_written(handbook: HandbookService, database: Database) -> None:
    _o, name, _s = bring(handbook, b"one", Draft("Nycklar", "Ett", keywords=("nyckel",)), a=b"1", b=b"2")
    assert not handbook.edited_since_import(name)
    mine = replace(draft_of(handbook.article(name)), body="Ett, och mitt", owner="Jag", chapter="moten", related=("task/x",))
    handbook.save(name, mine)
    assert handbook.edited_since_import(name)
    before = everything(database)
    outcome, same, saved = bring(handbook, b"two", Draft("Nycklar 2", "Två", keywords=("tagg",), version="2"), a=b"3")
    assert (outcome, same) == (Outcome.CHANGED, name)
    now = handbook.article(name)
    assert (now.title, now.body, now.owner, now.chapter, now.version) == ("Nycklar 2", "Två", "Jag", "moten", "2")
    assert (now.keywords, now.related) == (("nyckel", "tagg"), ("task/x",))
    assert [version.draft for version in handbook.versions(name)] == [mine]
    assert (handbook.file(name, "a.png"), handbook.file(name, "b.png")) == (b"3", None)
    assert [original.name for original in handbook.originals] == ["nycklar.docx"]
    assert not handbook.edited_since_import(name)
    there_and_back(database, before, saved)


def test_a_chapter_chosen_at_import_moves_the_text(handbook: HandbookService) -> None:
    _o, name, _s = bring(handbook, b"one", Draft("Nycklar", "Ett"))
    bring(handbook, b"two", Draft("Nycklar", "Två", chapter="rehab"))
    assert handbook.article(name).chapter == "rehab"


def test_a_file_whose_text_was_removed_is_new_again(handbook: HandbookService) -> None:
    _o, name, _s = bring(handbook, b"one", Draft("Nycklar", "Ett"))
    handbook.remove(name)
    assert handbook.originals == ()
    assert bring(handbook, b"one", Draft("Nycklar", "Ett"))[0] is Outcome.NEW
    assert not handbook.edited_since_import("rehab")


def test_another_window_may_read_what_this_one_wrote(database: Database, clock: SetClock, layers: Layers, routine: Writer) -> None:
    name = routine("Nycklar", "Ett")
    assert build_handbook(database, clock, layers).article(name).body == "Ett"


def test_two_threads_lose_nothing_of_each_other(handbook: HandbookService) -> None:
    handbook.articles()
    with ThreadPoolExecutor(4) as pool:
        names = set(pool.map(lambda n: handbook.add(Draft("Nycklar", f"Text {n}"))[0], range(12)))
    assert len(names) == 12
    assert names <= {a.id for a in handbook.articles()}


def test_a_change_before_anything_was_read_is_seen(database: Database, clock: SetClock, tmp_path: Path) -> None:
    fresh = build_handbook(database, clock, Layers(base_content(tmp_path / "b")))
    fresh._changed(["x"])
    assert len(fresh.articles()) == 4
