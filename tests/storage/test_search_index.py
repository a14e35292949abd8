import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chefsstod.storage.search_find import find, read
from chefsstod.storage.search_index import IndexBroken, SearchIndex

KINDS = ("article", "task", "law")


@dataclass(frozen=True)
class Paper:
    """A document of the tests."""

    kind: str
    id: str
    title: str
    text: str = ""
    keywords: str = ""
    owner: str = ""
    layer: str = "base"
    where: str = ""

    @property
    def leads_to(self) -> str:
        return f"{self.kind}/{self.id}"


PAPERS = (
    Paper("article", "lon", "Lönesamtal", "Inför samtalet läser du lönekartläggningen. Boka i god tid."),
    Paper("task", "lon", "Lönesamtal om mål", "Håll samtalen med alla."),
    Paper("article", "rehab", "Rehabilitering", "Ta kontakt tidigt vid sjukfrånvaro.", "sjukskrivning"),
    Paper("article", "apt", "Arbetsplatsträff", "Alla träffas."),
    Paper("task", "rond", "Skyddsrond", "Gå runt med skyddsombudet. APT får veta vad ni såg."),
    Paper("law", "aml", "Arbetsmiljölagen (AML)", "Råd om frånvaro av risker och om skyddsrond.", "1977:1160"),
    Paper("law", "sol", "Socialtjänstlagen (SoL)", "Ersätter 2001:453. Radon nämns inte."),
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    made = SearchIndex(tmp_path / "search.db", KINDS)
    fill(made)
    yield made
    made.close()


def fill(index: SearchIndex, papers: tuple[Paper, ...] = PAPERS) -> None:
    with index.changing():
        index.set_synonyms([("APT", "arbetsplatsträff"), ("SAM", "systematiskt arbetsmiljöarbete")])
        for kind in KINDS:
            index.sync(kind, [paper for paper in papers if paper.kind == kind])
        index.set_mark("1")


def hits(index: SearchIndex, text: str, **more: object) -> list[str]:
    return [f"{row.kind}/{row.id}" for row in read(index, find(index, text, **more).numbers)]  # type: ignore[arg-type]


def test_titles_come_before_keywords_and_keywords_before_texts(index: SearchIndex) -> None:
    assert hits(index, "skyddsrond") == ["task/rond", "law/aml"]
    assert hits(index, "sjuk") == ["article/rehab"]
    assert hits(index, "lönesamtal") == ["article/lon", "task/lon"], "the title that is the word alone comes first"


def test_it_is_found_while_it_is_written(index: SearchIndex) -> None:
    for length in range(1, len("rehabilitering") + 1):
        assert hits(index, "rehabilitering"[:length])[0] == "article/rehab"


def test_endings_parts_and_folded_letters_are_found(index: SearchIndex) -> None:
    assert "task/lon" in hits(index, "samtals")
    assert hits(index, "frånvaro") == ["law/aml", "article/rehab"], "the word itself before the compound"
    assert hits(index, "lonesamtal") == ["article/lon", "task/lon"]
    assert hits(index, "rad") == ["law/sol", "law/aml"], "as it is written first, with å second"
    assert hits(index, "råd") == ["law/aml"]


def test_initials_find_a_title(index: SearchIndex) -> None:
    assert hits(index, "lo sa")[0] == "article/lon"
    assert hits(index, "ar pl tr") == ["article/apt"]


def test_words_for_the_same_thing_are_found_by_each_other(index: SearchIndex) -> None:
    assert hits(index, "apt") == ["article/apt", "task/rond"]
    assert hits(index, "arbetsplatsträff") == ["article/apt", "task/rond"]
    fill(index, (*PAPERS, Paper("task", "sam", "Årlig uppföljning av SAM")))
    assert hits(index, "systematiskt arbetsmiljöarbete") == ["task/sam"]


def test_what_is_written_together_stands_together(index: SearchIndex) -> None:
    assert hits(index, "2001:453") == ["law/sol"]
    assert hits(index, '"god tid"') == ["article/lon"]
    assert hits(index, '"tid god"') == []
    assert hits(index, "1977:11") == ["law/aml"]


def test_a_slip_gives_the_hits_of_what_was_meant_and_says_so(index: SearchIndex) -> None:
    found = find(index, "skydsrond")
    assert (found.corrected, found.total) == ("skyddsrond", 2)
    assert find(index, "xyzzyxyzzy").corrected == ""
    assert find(index, '"skydsrond"').corrected == "", "in quotation marks it is taken at its word"


def test_a_slip_that_stands_in_a_text_is_found_and_the_usual_word_is_proposed(index: SearchIndex) -> None:
    many = tuple(Paper("task", f"t{number}", f"Uppgift {number}", "Boka medarbetarsamtal.") for number in range(25))
    fill(index, (*PAPERS, *many, Paper("task", "slip", "Felskriven", "Boka medarbetarsamtla.")))
    found = find(index, "medarbetarsamtla")
    assert (found.total, found.suggestion, found.corrected) == (1, "medarbetarsamtal", "")


def test_hits_are_counted_by_kind_whatever_is_shown(index: SearchIndex) -> None:
    found = find(index, "skyddsrond", {"law"})
    assert hits(index, "skyddsrond", kinds={"law"}) == ["law/aml"]
    assert found.counts == {"task": 1, "law": 1}
    assert len(find(index, "s", limit=1).numbers) == 1
    assert find(index, "skyddsrond", ()).numbers == ()


def test_many_hits_are_counted_but_not_all_put_in_order(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "many.db", KINDS)
    papers = tuple(
        Paper("task", str(n), f"Arbetsuppgift {n}" if n % 10 == 0 else f"Sak {n}", "arbetsmiljö och annat") for n in range(2500)
    )
    fill(index, papers)
    found = find(index, "annat")
    assert (found.total, len(found.numbers)) == (2500, 50)
    titled = find(index, "ar", limit=20)
    assert all(row.title.startswith("Arbetsuppgift") for row in read(index, titled.numbers))
    assert find(index, "annat", {"task"}).total == 2500
    index.close()


def test_one_letter_finds_titles_only(index: SearchIndex) -> None:
    found = find(index, "r")
    assert hits(index, "r") == ["article/rehab"]
    assert found.more, "what the texts hold is not counted"
    assert hits(index, "lönesamtal m") == ["task/lon", "article/lon"], "the letter of the next word tells of titles only"
    assert hits(index, "2") == ["law/sol"], "a figure is a word"


def test_of_very_common_beginnings_the_titles_are_enough(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "many.db", KINDS)
    compounds = [f"arbets{chr(97 + n % 26)}{chr(97 + n // 26)}ord" for n in range(520)]
    text = " ".join(compounds[:30])
    papers = tuple(Paper("task", str(n), f"Arbets{'dag' if n < 60 else compounds[n % 520]}", text) for n in range(900))
    fill(index, papers)
    found = find(index, "arbets")
    assert found.more
    assert len(found.numbers) == 50
    assert all(row.title.startswith("Arbets") for row in read(index, found.numbers))
    in_texts = find(index, "arbets", limit=5000)
    assert in_texts.total == 900
    index.close()


def test_very_many_texts_of_a_common_beginning_are_not_all_looked_at(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "many.db", KINDS)
    papers = tuple(Paper("task", str(n), "Sak", "arbetsa arbetsb arbetsc arbetsd arbetse") for n in range(2100))
    fill(index, papers)
    found = find(index, "arbets")
    assert found.more
    assert len(found.numbers) == 50
    index.close()


def test_a_title_by_another_word_comes_before_keywords(index: SearchIndex) -> None:
    papers = (
        Paper("task", "a", "APT i mars"), Paper("task", "b", "Möten", keywords="APT varje månad"),
        Paper("task", "c", "Arbetsplatsträffar"), Paper("task", "d", "Lönesamtal", "Ett samtal."), Paper("task", "e", "Löner"),
    )  # fmt: skip
    fill(index, papers)
    assert hits(index, "arbetsplatsträff") == ["task/c", "task/a", "task/b"]
    assert hits(index, "samtalens") == ["task/d"]
    assert hits(index, "lönens")[0] == "task/e"
    assert hits(index, "lonens")[0] == "task/e"


def test_an_index_that_another_program_is_making_is_left_to_it(tmp_path: Path) -> None:
    path = tmp_path / "search.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    index = SearchIndex(path, KINDS)
    fill(index)
    assert hits(index, "skyddsrond") == ["task/rond", "law/aml"]
    index.close()
    other.execute("ROLLBACK")
    other.close()
    assert path.is_file()


def test_what_has_not_changed_is_not_written_again(index: SearchIndex) -> None:
    with index.changing():
        assert sum(index.sync(kind, [p for p in PAPERS if p.kind == kind]) for kind in KINDS) == 0


def test_a_changed_document_is_found_by_its_new_words_only(index: SearchIndex) -> None:
    with index.changing():
        index.sync("task", [replace(PAPERS[4], title="Brandrond", text="Släckare")], {"rond"})
    assert hits(index, "brandrond") == ["task/rond"]
    assert hits(index, "skyddsombudet") == []
    assert hits(index, "lönesamtal") == ["article/lon", "task/lon"], "other owners are left alone"
    with index.changing():
        index.sync("task", [], {"rond"})
    assert hits(index, "brandrond") == []


def test_the_same_id_twice_is_taken_once(index: SearchIndex) -> None:
    with index.changing():
        index.sync("law", [Paper("law", "x", "Ett"), Paper("law", "x", "Två")])
    assert hits(index, "ett") == ["law/x"]
    assert hits(index, "två") == []


def test_a_change_that_fails_leaves_everything_as_it_was(index: SearchIndex) -> None:
    def broken() -> Iterator[Paper]:
        yield Paper("task", "ny", "Nyhet")
        raise KeyError

    with pytest.raises(KeyError), index.changing():
        index.sync("task", broken())
    assert hits(index, "nyhet") == []
    assert hits(index, "skyddsrond") == ["task/rond", "law/aml"]
    fill(index)


def test_it_is_there_again_after_a_restart(index: SearchIndex, tmp_path: Path) -> None:
    index.close()
    again = SearchIndex(tmp_path / "search.db", KINDS)
    assert again.mark == "1"
    assert hits(again, "apt") == ["article/apt", "task/rond"]
    again.close()


@pytest.mark.parametrize("what", ["text", "half", "foreign", "older", "folder"])
def test_what_is_no_index_is_made_anew(index: SearchIndex, tmp_path: Path, what: str) -> None:
    index.close()
    path = tmp_path / "search.db"
    if what == "text":
        path.write_text("Detta är ingen databas. " * 100, encoding="utf-8")
    elif what == "half":
        path.write_bytes(path.read_bytes()[:5000])
    elif what == "older":
        SearchIndex(path, ("article",)).close()
    else:
        path.unlink()
    if what == "foreign":
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE bank(account)")
        other.close()
    if what == "folder":
        path.mkdir()
    again = SearchIndex(path, KINDS)
    assert again.mark == ""
    fill(again)
    assert hits(again, "skyddsrond") == ["task/rond", "law/aml"]
    again.discard()
    assert not path.is_file()


def test_a_file_that_breaks_in_use_says_so(index: SearchIndex, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "search.db") as other:
        other.execute("DROP TABLE full_data")
    other.close()
    with pytest.raises(IndexBroken):
        find(index, "skyddsrond samtal")
    index.close()
    with pytest.raises(IndexBroken):
        find(index, "skyddsrond")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet="\"*()^:+-{}ANDORTNE \x00'\\é☃a1", max_size=40))
@example("x" * 5000)
@example("a b c d e f g h i j k l m n " * 200)
@example('"')
@example("NEAR(a b) OR title:x* AND ^ NOT")
@example("\ud83d")
@example("👩‍🦽 brukare\x00")
def test_whatever_she_writes_is_safe(index: SearchIndex, text: str) -> None:
    found = find(index, text)
    assert found.total >= len(found.numbers)
