import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.storage.search_words import Vocabulary, begins, doubles, fits, fold, fold_text, stem, within, words_of

WORDS = (
    "lönesamtal", "samtal", "samtalen", "samtalet", "sjukfrånvaro", "frånvaro", "råd", "rad", "radon", "rådgivning", "årlig",
    "arbetsmiljö", "arbetsplatsträff", "träff", "plats", "arbetsplats", "rehabilitering", "2001", "403",
)  # fmt: skip


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(dict.fromkeys(WORDS, 1) | {"samtal": 9})


@given(st.text(max_size=80))
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold_text(text) == fold(text)


def test_words_are_letters_and_figures_in_lower_case() -> None:
    assert words_of("SoL 2001:453, «Lönesamtal»\x00 e-post ÅÄÖ") == ["sol", "2001", "453", "lönesamtal", "e", "post", "åäö"]
    assert words_of("a\u030a") == ["å"], "a letter with a ring of its own is the same letter"


def test_who_writes_a_may_mean_more_but_who_writes_the_ring_means_it() -> None:
    assert fits("rad", "råd")
    assert not fits("råd", "rad")
    assert begins("arl", "årlig")
    assert within("franvaro", "sjukfrånvaro")
    assert within("frånvaro", "sjukfrånvaro")
    assert not within("frånvaro", "sjukfranvaro")
    assert not fits("ra", "råd")


def test_other_endings_of_a_word_are_the_same_word(vocabulary: Vocabulary) -> None:
    assert {stem(word) for word in ("samtal", "samtalen", "samtals")} == {"samtal"}
    assert vocabulary.bent("samtalens") == ("samtal", "samtalen", "samtalet")
    assert vocabulary.bent("ö") == ()


@pytest.mark.parametrize(
    ("noun", "bent"),
    [
        ("prognos", "prognosen prognoser prognosens"),
        ("protokoll", "protokollet protokollen"),
        ("resultat", "resultatet resultaten"),
        ("månad", "månaden månader månadens"),
        ("plats", "platsen platser"),
        ("insats", "insatsen insatser insatserna"),
        ("kurs", "kursen kurser"),
        ("fråga", "frågan frågor frågorna"),
        ("nyckel", "nyckeln"),
        ("avbrott", "avbrottet"),
        ("arbetsmiljö", "arbetsmiljön"),
        ("frånvaro", "frånvaron"),
        ("kommun", "kommunen kommuner"),
        ("budget", "budgeten"),
        ("handlingsplan", "handlingsplanen handlingsplaner"),
        ("verksamhet", "verksamheten verksamheter"),
        ("arbete", "arbetet arbeten"),
    ],
)
def test_a_noun_and_its_endings_are_one_word(noun: str, bent: str) -> None:
    assert {stem(word) for word in bent.split()} == {stem(noun)}


def test_short_words_and_unlike_ones_stay_apart() -> None:
    assert len({stem(word) for word in ("plan", "plats", "mas", "sas", "person", "personal", "enhet", "sekretess")}) == 8


def test_words_that_begin_so_with_a_ring_are_known_to_who_writes_a(vocabulary: Vocabulary) -> None:
    assert vocabulary.folded("rad") == ("råd", "rådgivning")
    assert vocabulary.folded("råd") == ()
    assert vocabulary.knows("arlig")
    assert not vocabulary.knows("xyz")
    assert "radgivning" in vocabulary
    assert len(vocabulary) == len(WORDS) - 2, "numbers are no words to know"


def test_compounds_are_found_by_their_later_parts(vocabulary: Vocabulary) -> None:
    assert vocabulary.parts("frånvaro") == ("sjukfrånvaro",)
    assert vocabulary.parts("samtal") == ("lönesamtal",)
    assert vocabulary.parts("råd") == (), "three letters stand in too many words"
    assert vocabulary.seams("lonesamtal") == ("samtal",)
    assert vocabulary.seams("arbetsplatstraff") == ("traff", "plats")
    assert vocabulary.seams("radon") == ()


def test_a_long_word_is_found_by_the_beginnings_of_its_parts(vocabulary: Vocabulary) -> None:
    assert vocabulary.initials(("lo", "sa")) == ("lönesamtal",)
    assert vocabulary.initials(("ar", "pl", "tr")) == ("arbetsplatsträff",)
    assert vocabulary.initials(("sa", "lö")) == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("samtla", "samtal"),  # two letters swapped
        ("lönesamtl", "lönesamtal"),  # one lost
        ("rehabliterng", "rehabilitering"),  # two lost
        ("zehabilitering", "rehabilitering"),  # the first one wrong
        ("arbetsmilo", "arbetsmiljö"),
        ("xyzzyxyzzy", None),
        ("rda", None),
        ("2002", None),
    ],
)
def test_a_slip_of_the_finger_leads_to_the_word_that_was_meant(vocabulary: Vocabulary, written: str, meant: str | None) -> None:
    assert vocabulary.nearest(written) == meant


def test_what_is_written_in_one_word_may_be_two(vocabulary: Vocabulary) -> None:
    assert vocabulary.apart("rehabiliteringsplats") == "rehabilitering plats"
    assert vocabulary.apart("arbetsmiljöfrånvaro") == vocabulary.apart("arbetsmiljofranvaro") == "arbetsmiljö frånvaro"
    assert vocabulary.apart("samtal") is None
    assert vocabulary.apart("xyzxyzxyz") is None


def test_of_words_that_are_as_near_the_usual_one_is_meant() -> None:
    assert Vocabulary({"möte": 1, "möta": 50}).nearest("mötr") == "möta"
    assert Vocabulary({"möte": 100, "mote": 1}).usual("möte", "mote")


def test_new_words_are_known_at_once(vocabulary: Vocabulary) -> None:
    vocabulary.count({"skyddsrond": 1, "samtal": 1, "1234": 1, "aldrig": -1})
    assert vocabulary.parts("rond") == ("skyddsrond",)
    assert vocabulary.nearest("skydsrond") == "skyddsrond"
    assert not vocabulary.knows("aldrig")
    assert not vocabulary.usual("samtal", "skyddsrond")
    vocabulary.count({"samtal": 30})
    assert vocabulary.usual("samtal", "skyddsrond")


def test_beginnings_that_many_words_of_many_texts_have_are_heavy() -> None:
    vocabulary = Vocabulary({"arbetsmiljö": 7000, "arbetsplats": 5000, "sol": 9000})
    assert vocabulary.heavy("arbets")
    assert not vocabulary.heavy("arb"), "there is an index of three letters"
    assert not vocabulary.heavy("arbetsmiljö")


def test_words_for_the_same_thing_lead_to_each_other() -> None:
    found = doubles([("APT", "arbetsplatsträff"), ("SAM", "systematiskt arbetsmiljöarbete"), ("", "ensam")])
    assert found[("apt",)] == ["arbetsplatsträff"]
    assert found[("arbetsplatstraff",)] == ["APT"]
    assert found[("systematiskt", "arbetsmiljoarbete")] == ["SAM"]
    assert ("ensam",) not in found
