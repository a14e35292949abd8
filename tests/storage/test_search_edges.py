"""The seldom sides of the index: very many titles, somebody who waits, an index in memory."""

import threading

import pytest

from chefsstod.storage import search_index
from chefsstod.storage.search_find import HEADS, find
from chefsstod.storage.search_index import SearchIndex
from chefsstod.storage.search_query import understood, units_of
from chefsstod.storage.search_rank import PART, grade
from chefsstod.storage.search_words import Vocabulary
from tests.storage.test_search_index import KINDS, Paper, fill, hits


def in_memory() -> SearchIndex:
    return SearchIndex(None, KINDS)


def test_one_kind_is_found_among_very_many_titles_of_another() -> None:
    index = in_memory()
    many = tuple(Paper("article", str(number), f"Skyddsrond {number}") for number in range(HEADS + 30))
    fill(index, (*many, Paper("law", "rond", "Om skyddsrond")))
    assert hits(index, "skyddsrond", kinds={"law"}) == ["law/rond"]
    assert find(index, "skyddsrond").counts["article"] == HEADS + 30
    index.discard()


def test_a_part_of_a_word_in_a_title_is_the_farthest_off() -> None:
    vocabulary = Vocabulary({"sjukfrånvaro": 1})
    meant = understood(units_of("nvaro"), vocabulary, {}, wide=True)
    assert grade(meant, "Sjukfrånvaro", "") == (PART, PART, True)


def test_whoever_asks_while_it_is_written_goes_first() -> None:
    index = in_memory()
    index._waiting = 1

    def go_on() -> None:
        index._waiting = 0

    timer = threading.Timer(0.01, go_on)
    timer.start()
    fill(index)
    timer.join()
    assert hits(index, "skyddsrond")[0] == "task/rond"
    index.close()


def test_when_very_much_goes_the_words_are_counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_WORDS", 1)
    index = in_memory()
    fill(index)
    fill(index, (Paper("article", "ny", "Något helt annat"),))
    assert hits(index, "skyddsrond") == []
    assert hits(index, "annat") == ["article/ny"]
    index.close()


def test_a_word_that_goes_and_never_came_is_no_word() -> None:
    vocabulary = Vocabulary({"samtal": 2})
    vocabulary.count({"okänt": -1, "12": 3, "samtal": -1, "ny": 1})
    assert "okant" not in vocabulary
    assert "ny" in vocabulary
