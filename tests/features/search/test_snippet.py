from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.search.model import plain
from chefsstod.features.search.snippet import Needle, marked, snippet
from tests.features.search.shop import shown


def of(*words: str) -> list[list[Needle]]:
    return [[Needle(word, inside=len(word) > 3)] for word in words]


def test_what_is_marked_is_what_was_written_whatever_its_letters() -> None:
    assert shown(marked("Råd om LÖN och sjukfrånvaro", of("rad", "lon", "franvaro"))) == "[Råd] om [LÖN] och sjuk[frånvaro]"
    assert shown(marked("Medianlön", of("lon"))) == "Medianlön", "few letters are marked only where a word begins"


def test_marks_that_meet_or_overlap_are_one() -> None:
    assert shown(marked("arbetsmiljö", of("arbet", "arbetsmil"))) == "[arbetsmil]jö"


def test_the_snippet_shows_where_most_words_stand_together() -> None:
    text = "Lön betalas ut. " + "Annat ord här. " * 30 + "Samtal om lön hålls i mars. " + "Mer text. " * 30
    assert shown(snippet(text, of("lon", "samtal"))).count("[Samtal] om [lön]") == 1
    assert shown(snippet(text, of("lon"))).startswith("[Lön] betalas ut.")
    assert snippet(text, of("samtal"))[0].text == "… "


def test_a_text_without_the_words_is_shown_from_its_beginning() -> None:
    assert shown(snippet("Kort text", of("saknas"))) == "Kort text"
    assert snippet("", of("x")) == ()


def test_lines_are_joined_so_that_they_can_be_read() -> None:
    assert plain(snippet("Boka rum\nBjud in alla.\nSkriv ner", of("boka"))) == "Boka rum · Bjud in alla. Skriv ner"


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=5), max_size=4))
def test_pieces_hold_every_letter_once(text: str, words: list[str]) -> None:
    assert plain(marked(text, of(*words))) == text
    assert len(plain(snippet(text, of(*words)))) <= 180
