"""Ids out of titles."""

from chefsstod.support.ids import free_id, own_id, slug_of


def test_a_title_becomes_small_letters_figures_and_hyphens() -> None:
    assert slug_of("Äldreomsorgen – Söder, 2 tr (crèche)") == "aldreomsorgen-soder-2-tr-creche"
    assert slug_of("ett två tre", 5) == "ett-t"
    assert slug_of("ett två tre", 4) == "ett"
    assert slug_of("…") == ""


def test_a_taken_id_gets_a_number() -> None:
    assert free_id("steg", ()) == "steg"
    assert free_id("steg", {"steg", "steg-2"}) == "steg-3"


def test_what_should_not_follow_it_for_good_stays_out_of_an_own_id() -> None:
    assert own_id("Våra nycklar", (), "text") == "egen-vara-nycklar"
    assert own_id("Samtal med 19121212-1212", {"egen-text"}, "text") == "egen-text-2"
    assert own_id("!", (), "text") == "egen-text"
