import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chefsstod.content.layers import Layer
from chefsstod.features.search.model import Doc, Hit, Kind, Source, plain
from chefsstod.features.search.service import FILE, SearchService
from chefsstod.support.changes import Changes
from chefsstod.support.paths import user_paths
from tests.features.search.shop import DOCS, Shop, names, shown


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path / "data")


@pytest.fixture
def service(shop: Shop) -> Iterator[SearchService]:
    made = shop.make()
    made.build()
    yield made
    made.close()


def first(service: SearchService, query: str) -> Hit:
    return service.search(query).hits[0]


def test_a_hit_tells_what_it_is_where_it_leads_and_why(service: SearchService) -> None:
    hit = first(service, "lönesamtal")
    assert (hit.kind, hit.id, hit.where, hit.layer) == (Kind.ARTICLE, "lonesamtal", "Lön", Layer.BASE)
    assert hit.address == "chefsstod:article/lonesamtal"
    assert shown(hit.title) == "[Lönesamtal]"
    assert first(service, "skyddsrond").address == "chefsstod:article/rond", "a routine is read where articles are"
    assert shown(first(service, "kartläggning lön").snippet) == "Inför samtalet läser du [lön]e[kartläggning]en. Boka i god tid"


def test_it_says_how_many_there_are_of_each_kind(service: SearchService) -> None:
    results = service.search("lönesamtal")
    assert results.counts == {Kind.ARTICLE: 1, Kind.TASK: 1, Kind.CONTACT: 1}
    assert results.total == 3
    only = service.search("lönesamtal", {Kind.TASK})
    assert [hit.kind for hit in only.hits] == [Kind.TASK]
    assert only.counts == results.counts


def test_a_slip_is_corrected_and_the_words_to_mark_are_the_right_ones(service: SearchService) -> None:
    results = service.search("lönesamtla")
    assert (results.corrected_to, results.words) == ("lönesamtal", "lönesamtal")
    assert results.hits
    assert service.search("  lönesamtal  mål ").words == "lönesamtal mål"


def test_nothing_written_finds_nothing(service: SearchService) -> None:
    for query in ("", "   ", "!?*", "\x00"):
        assert service.search(query).hits == ()


def test_before_it_is_built_it_answers_with_what_is_there(shop: Shop, service: SearchService) -> None:
    service.close()
    shop.docs.append(Doc(Kind.TASK, "ny", "Brandrond"))
    shop.mark = "2"
    again = shop.make()
    assert not again.ready
    assert names(again, "skyddsrond") == ["Skyddsrond hos oss", "Arbetsmiljölagen (AML)"]
    assert names(again, "brandrond") == []
    again.build()
    assert again.ready
    assert names(again, "brandrond") == ["Brandrond"]
    again.close()


def test_an_index_in_step_is_not_read_in_again(shop: Shop, service: SearchService) -> None:
    service.close()
    shop.read.clear()
    again = shop.make()
    again.build()
    again.build()
    assert shop.read == []
    assert names(again, "apt") == []
    again.close()


def test_after_a_change_only_that_is_read_again(shop: Shop, service: SearchService) -> None:
    shop.read.clear()
    service.update(shop.change(DOCS[3], replace(DOCS[3], title="Brandrond hos oss")))
    assert shop.read == []
    assert names(service, "brandrond") == ["Brandrond hos oss"]
    service.update(shop.change(shop.docs[-1], None))
    assert names(service, "brandrond") == []
    service.update(Changes(readings=frozenset({"lonesamtal"})))
    service.update(Changes())
    service.close()
    again = shop.make()
    again.build()
    assert shop.read == [], "the changes have been noted: the index is in step"
    again.close()


def test_a_change_before_the_building_waits_for_it(shop: Shop) -> None:
    made = shop.make()
    made.update(Changes(articles=frozenset({"rond"})))
    assert shop.read == []
    made.close()


def test_it_hears_how_far_the_building_has_come_and_may_stop_it(shop: Shop) -> None:
    made = shop.make()
    heard: list[tuple[int, int, str]] = []

    def told(done: int, total: int, text: str) -> None:
        heard.append((done, total, text))
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.build(told)
    assert heard[0] == (0, len(Kind), "article")
    assert not made.ready
    assert names(made, "lönesamtal") == [], "half of it is not kept"
    made.build()
    assert len(names(made, "lönesamtal")) == 3
    made.close()


def test_a_broken_index_is_made_anew_and_nobody_is_told(shop: Shop, service: SearchService) -> None:
    file = shop.folder / "cache" / FILE
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * (file.stat().st_size - 4096))
    service._index._db.execute("PRAGMA shrink_memory")  # type: ignore[union-attr]
    service._index._db.execute("PRAGMA cache_size=0")  # type: ignore[union-attr]
    results = service.search("lönesamtal")
    assert results.hits == ()
    assert not service.ready
    service.build()
    assert len(names(service, "lönesamtal")) == 3


def test_a_file_that_breaks_while_it_is_changed_is_made_anew_with_the_change(shop: Shop, service: SearchService) -> None:
    service._index._db.execute("DROP TABLE full")  # type: ignore[union-attr]
    service.update(shop.change(DOCS[3], replace(DOCS[3], title="Brandrond hos oss")))
    assert names(service, "brandrond") == ["Brandrond hos oss"]
    assert service.ready


def test_where_the_folder_cannot_be_written_the_index_lies_in_memory(shop: Shop) -> None:
    shop.folder.mkdir(parents=True)
    (shop.folder / "cache").write_text("Här kan ingen mapp ligga.", encoding="utf-8")
    made = shop.make()
    made.build()
    assert len(names(made, "lönesamtal")) == 3
    made.close()
    made.close()
    assert made.search("lönesamtal").hits == ()


def test_a_file_that_another_program_has_in_hand_is_left_to_it(shop: Shop, service: SearchService) -> None:
    file = shop.folder / "cache" / FILE
    other = sqlite3.connect(file, isolation_level=None)
    service._index._db.execute("PRAGMA busy_timeout=1")  # type: ignore[union-attr]
    other.execute("BEGIN EXCLUSIVE")
    shop.mark = "2"
    service.update(shop.change(DOCS[3], replace(DOCS[3], title="Brandrond hos oss")))
    assert names(service, "brandrond") == ["Brandrond hos oss"]
    other.execute("ROLLBACK")
    other.close()
    assert file.is_file()


def test_texts_with_odd_letters_keep_their_places(shop: Shop) -> None:
    shop.docs = [Doc(Kind.TASK, "x", "İstanbul ﬁn ẞ möte", "e\u0301tt mo\u0308te")]
    made = shop.make()
    made.build()
    hit = first(made, "möte")
    assert shown(hit.title) == "İstanbul ﬁn ẞ [möte]"
    assert plain(hit.snippet) == "étt möte"
    made.close()


def test_contacts_that_change_are_read_again_all_of_them(shop: Shop) -> None:
    """A source that cannot tell some of its documents from the others gives them all."""
    every = shop._every(Kind.CONTACT)
    sources = {
        Kind.CONTACT: Source(every, lambda changes: changes.directory),
        Kind.TASK: Source(shop._every(Kind.TASK), lambda _changes: frozenset()),
    }
    made = SearchService(paths=user_paths(shop.folder), sources=sources, mark=lambda: shop.mark)
    made.build()
    assert names(made, "specialist") == ["HR-specialist"]
    shop.change(DOCS[4], replace(DOCS[4], title="Personalstöd"))
    shop.read.clear()
    made.update(Changes(directory=frozenset({"contact/hr"})))
    assert shop.read == ["contact"]
    assert names(made, "personalstöd") == ["Personalstöd"]
    made.close()


def test_many_documents_are_read_with_a_word_now_and_then(shop: Shop) -> None:
    shop.docs = [Doc(Kind.TASK, str(number), f"Uppgift {number}") for number in range(250)]
    heard: list[str] = []
    made = shop.make()
    made.build(lambda _done, _total, text: heard.append(text))
    assert heard.count("task") == 3
    assert heard.count("law") == 1
    made.close()


def test_an_index_that_breaks_again_and_again_is_given_up_without_a_word(shop: Shop, service: SearchService) -> None:
    def breaks() -> Iterator[Doc]:
        service._index._db.execute("DROP TABLE IF EXISTS full")  # type: ignore[union-attr]
        yield replace(DOCS[3], title="Brandrond")

    service._sources = {Kind.ROUTINE: Source(breaks, lambda _changes: None)}
    shop.mark = "2"
    service.update(Changes(packs=True))
    assert not service.ready
    assert service.search("rond").hits == ()


def test_an_index_that_another_thread_has_let_go_of_already_is_left_alone(service: SearchService) -> None:
    old = service._index
    assert old is not None
    service._discard(old, busy=False)
    service.build()
    kept = service._index
    service._discard(old, busy=False)
    assert service._index is kept
    assert service.ready
