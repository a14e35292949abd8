"""Texts of a pack: what is read, what is left out and why, and what its author should look at."""

import time
from datetime import date
from pathlib import Path

import pytest

from chefsstod.content.front_matter import MAX_BYTES, open_page, split
from chefsstod.content.layers import Certainty, Layer
from chefsstod.content.links import LinkKind
from chefsstod.content.lint import lint, told
from chefsstod.content.problems import Problem, Severity
from chefsstod.features.handbook.content import load_handbook, picture_of, read_chapters, read_glossary
from chefsstod.features.handbook.content_check import Known, check_handbook
from chefsstod.features.handbook.model import Chapter, Kind, LawRef, SourceRef, Term

KNOWN = Known(chapters={"rehab"}, laws={"aml"}, tasks={"lonesamtal"}, contacts={"hr"}, articles={"grund"})
GOOD = {
    "title": "Rehabilitering",
    "summary": "Vad det är. Varför det är bra.",
    "chapter": "rehab",
    "reviewed": "2026-11-01",
    "review_by": "2027-11-01",
}


def write(root: Path, name: str = "rehab", body: str = "En text.", folder: str = "handbook", **keys: object) -> Path:
    """A text with good front matter, but for ``keys``; a key that is None is left out."""
    values = {"id": name, **GOOD, **keys}
    lines = [f"{key}: {value}" for key, value in values.items() if value is not None]
    file = root / folder / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(["---", *lines, "---", "", body]), encoding="utf-8")
    return file


def load(root: Path, *, laws: set[str] | None = None) -> tuple[list[str], list[str]]:
    content, problems = load_handbook(root, None, layer=Layer.LOCAL, pack="Pack", laws=laws)
    return [article.id for article in content.articles], [str(problem) for problem in problems]


def checked(root: Path, known: Known = KNOWN) -> list[str]:
    return [str(problem) for problem in check_handbook(root, known)]


def test_a_good_text_is_read_with_all_its_keys(tmp_path: Path) -> None:
    more = {
        "position": 3,
        "tags": "[hälsa]",
        "keywords": "[sjuk]",
        "synonyms": '["APT = arbetsplatsträff"]',
        "service_types": "[lss]",
        "sources": "[{title: Källa, url: 'https://example.org'}]",
        "law": "[{id: aml, ref: 3 kap. 2 §, certainty: verified}]",
        "owner": "HR",
        "version": 1.5,
        "valid_from": "2026-01-01",
        "template": "true",
        "related": "[task/lonesamtal]",
        "questions": "[Vad?, Hur?, När?]",
    }
    write(tmp_path, "hyra", "## Rubrik\n\nText.\n\n", "routines/lokaler", **more)
    content, problems = load_handbook(tmp_path, None, layer=Layer.LOCAL, pack="Kommunen", laws={"aml"})
    assert problems == []
    text = content.articles[0]
    assert (text.kind, text.layer, text.pack, text.body) == (Kind.ROUTINE, Layer.LOCAL, "Kommunen", "## Rubrik\n\nText.\n")
    assert (text.position, text.tags, text.version, text.template) == (3, ("hälsa",), "1.5", True)
    assert text.law == (LawRef("aml", "3 kap. 2 §", Certainty.VERIFIED),)
    assert text.sources == (SourceRef("Källa", "https://example.org"),)
    assert (text.valid_from, text.review_by) == (date(2026, 1, 1), date(2027, 11, 1))
    assert content.folders == {"hyra": "routines/lokaler"}
    assert check_handbook(tmp_path, KNOWN) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"id": "annat"}, "handbook/rehab.md:2: error: annat"),
        ({"title": None}, "title"),
        ({"colour": "red"}, "colour"),
        ({"reviewed": "i går"}, "reviewed"),
        ({"title": "x" * 81}, "title"),
        ({"service_types": "[hotell]"}, "hotell"),
        ({"law": "[{id: xyz, certainty: law_level}]"}, "xyz"),
        ({"law": "[{id: aml, ref: 1 §, certainty: law_level}]"}, "ref"),
        ({"law": "[{id: aml}]"}, "certainty"),
        ({"related": "[lönesamtal]"}, "lönesamtal"),
        ({"related": "['chefsstod:task/lonesamtal']"}, "chefsstod:task/lonesamtal"),
        ({"review_by": "2026-01-01"}, "review_by"),
        ({"synonyms": "[APT]"}, "synonyms"),
    ],
)
def test_bad_front_matter_is_told_with_its_line_and_the_text_left_out(tmp_path: Path, keys: dict[str, object], said: str) -> None:
    write(tmp_path, **keys)
    found, problems = load(tmp_path, laws={"aml"})
    assert found == []
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].startswith("handbook/rehab.md:")


def test_the_line_of_a_fault_is_that_in_the_file(tmp_path: Path) -> None:
    write(tmp_path, position="många")
    assert load(tmp_path)[1][0].startswith("handbook/rehab.md:8: error: position:")
    write(tmp_path, owner="HR\ntitle: Igen")
    assert load(tmp_path)[1][0].startswith("handbook/rehab.md:9: error: ")


@pytest.mark.parametrize("text", ["", "Ingen början", "---\nid: x\n", "---\n- lista\n---\nText", "---\n---\n"])
def test_a_file_without_front_matter_is_told(text: str) -> None:
    assert isinstance(split("x.md", text), Problem)


def test_what_is_no_text_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, "bra")
    folder = tmp_path / "handbook"
    (folder / "latin.md").write_bytes("---\nid: å\n---\n".encode("latin-1"))
    (folder / "stor.md").write_text("x" * (MAX_BYTES + 1))
    (folder / "mapp.md").mkdir()
    found, problems = load(tmp_path)
    assert found == ["bra"]
    assert sorted(problem.split(":")[0] for problem in problems) == ["handbook/latin.md", "handbook/mapp.md", "handbook/stor.md"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = write(tmp_path, body="Rad ett\n\nRad två")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_text(encoding="utf-8").replace("\n", "\r\n").encode())
    content, problems = load_handbook(tmp_path, None, layer=Layer.BASE, pack="")
    assert (problems, content.articles[0].body) == ([], "Rad ett\n\nRad två\n")


def test_an_id_that_stands_twice_is_told_with_the_first_place(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, folder="routines")
    found, problems = load(tmp_path)
    assert found == ["rehab"]
    assert "handbook/rehab.md" in problems[0]
    assert problems[0].startswith("routines/rehab.md:2")


def test_a_picture_from_elsewhere_leaves_the_text_out(tmp_path: Path) -> None:
    write(tmp_path, body="Text.\n\n![Bild](https://example.org/a.png)\n\n```\n![kod](https://example.org/b.png)\n```")
    found, problems = load(tmp_path)
    assert found == []
    assert [problem.split(": ")[0] for problem in problems] == ["handbook/rehab.md:12"]


def test_chapters_and_glossary_are_read_with_their_faults(tmp_path: Path) -> None:
    assert (read_chapters(tmp_path), read_glossary(tmp_path)) == (((), []), ((), []))
    (tmp_path / "handbook").mkdir()
    (tmp_path / "directory").mkdir()
    chapters, words = tmp_path / "handbook" / "chapters.yaml", tmp_path / "directory" / "glossary.yaml"
    chapters.write_text("chapters:\n- {id: a, title: Ett}\n- {id: a, title: Två}\n- {id: B, title: Tre}\n")
    words.write_text(
        "terms:\n- {term: APT, short: Möte för alla på enheten., also: [arbetsplatsträff], see: article/apt}\n"
        "- {term: Möte, short: Något helt annat., also: [APT]}\n- {term: X}\n"
    )
    found, problems = read_chapters(tmp_path)
    assert found == (Chapter("a", "Ett"),)
    assert [problem.line for problem in problems] == [3, 4]
    terms, problems = read_glossary(tmp_path)
    assert terms == (Term("APT", "Möte för alla på enheten.", ("arbetsplatsträff",), "article/apt"),)
    assert [problem.line for problem in problems] == [3, 4]
    chapters.write_text("chapters: [\n")
    words.write_text("terms: [\n")
    assert len(read_chapters(tmp_path)[1]) == len(read_glossary(tmp_path)[1]) == 1


def test_the_cache_is_used_until_a_file_changes(tmp_path: Path) -> None:
    root, cache = tmp_path / "pack", tmp_path / "cache.json"
    write(root)
    first, _problems = load_handbook(root, cache, layer=Layer.LOCAL, pack="P", laws={"aml"})
    kept = cache.read_bytes()
    again, problems = load_handbook(root, cache, layer=Layer.LOCAL, pack="P", laws={"aml"})
    assert (again, problems) == (first, [])
    write(root, title="Ett annat och längre namn")
    assert load_handbook(root, cache, layer=Layer.LOCAL, pack="P", laws={"aml"})[0].articles[0].title == "Ett annat och längre namn"
    assert cache.read_bytes() != kept
    assert load_handbook(root, cache, layer=Layer.BASE, pack="P", laws={"aml"})[0].articles[0].layer is Layer.BASE


def test_a_hundred_and_twenty_texts_are_read_in_a_moment(tmp_path: Path) -> None:
    body = "\n\n".join(f"## Rubrik {n}\n\n" + "En mening om något som är viktigt. " * 20 for n in range(8))
    for n in range(120):
        write(tmp_path, f"text-{n}", body)
    cache = tmp_path / "cache.json"
    times = []
    for _again in range(3):
        begin = time.perf_counter()
        assert len(load_handbook(tmp_path, cache, layer=Layer.BASE, pack="")[0].articles) == 120
        times.append(time.perf_counter() - begin)
    assert times[0] < 2  # some 0.1 s; the machine that tests may be busy
    assert min(times[1:]) < 0.2


# ── the whole check ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("# Rubrik", 10),
        ("Text.\n\n::: foo\nx\n:::", 12),
        ("Text.\n\n::: obs\nx", 12),
        ("::: obs\nx\n::: exempel\ny\n:::", 10),
        ("<b>fet</b>", 10),
        ("![](a.png)", 10),
        ("![Saknas](saknas.png)", 10),
        ("![Utanför](../a.png)", 10),
        ("[Rutin](rutin.docx)", 10),
        ("[Rutin](chefsstod:rutin/x)", 10),
        ("Text.\n\n- " + "ord " * 36 + "slut.", 12),
        ("Se AFS 2001:1.", 10),
        ("", 8),
    ],
)
def test_what_an_author_should_look_at_is_told_by_line_and_leaves_nothing_out(tmp_path: Path, body: str, line: int) -> None:
    write(tmp_path, body=body)
    (tmp_path / "handbook" / "a.png").write_bytes(b"x")
    problems = check_handbook(tmp_path, KNOWN)
    assert [(problem.line, problem.severity) for problem in problems] == [(line, Severity.WARNING)]
    assert load(tmp_path)[0] == ["rehab"]


def test_a_text_without_faults_is_silent(tmp_path: Path) -> None:
    body = """Kort text. Se [lönesamtal](chefsstod:task/lonesamtal), [AML](chefsstod:law/aml)
och [grunden](chefsstod:article/grund).

::: gor-sa-har Första dagen
1. Ring.
:::

| A | B |
|---|---|
| x | y |

![En trappa](a.png)

~~~
# kod <b> [x](y) ![z](https://example.org)
~~~

`<b>` och <https://example.org>
"""
    write(tmp_path, body=body, related="[article/rehab, contact/hr, system/x, scenario/y, event/z]")
    (tmp_path / "handbook" / "a.png").write_bytes(b"x")
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "glossary.yaml").write_text("terms:\n- {term: APT, short: Möte för alla., see: article/rehab}\n")
    assert checked(tmp_path) == []


def test_dead_links_and_unknown_chapters_are_errors(tmp_path: Path) -> None:
    write(
        tmp_path, body="Se [x](chefsstod:article/borta) och [y](chefsstod:task/borta).", chapter="borta", related="[contact/borta]"
    )
    write(tmp_path, "utan", chapter=None, summary=None)
    (tmp_path / "directory").mkdir()
    (tmp_path / "directory" / "glossary.yaml").write_text("terms:\n- {term: APT, short: Möte för alla., see: article/borta}\n")
    problems = check_handbook(tmp_path, KNOWN)
    assert [(p.file, p.line, p.severity.value) for p in problems] == [
        ("directory/glossary.yaml", 0, "error"),
        ("handbook/rehab.md", 5, "error"),
        ("handbook/rehab.md", 8, "error"),
        ("handbook/rehab.md", 11, "error"),
        ("handbook/rehab.md", 11, "error"),
        ("handbook/utan.md", 1, "error"),
        ("handbook/utan.md", 1, "warning"),
    ]


def test_laws_and_chapters_of_the_pack_itself_count(tmp_path: Path) -> None:
    write(tmp_path, chapter="egen-del", law="[{id: egen-lag, certainty: law_level}]")
    (tmp_path / "handbook" / "chapters.yaml").write_text("chapters: [{id: egen-del, title: Egen del}]")
    (tmp_path / "lawcompass").mkdir()
    (tmp_path / "lawcompass" / "laws.yaml").write_text(
        'laws: [{id: egen-lag, short: EL, name: Egen lag, number: "1:1", checked: 2026-11-01}]'
    )
    assert checked(tmp_path, Known()) == []


def test_words_in_title_and_summary_are_looked_at_too(tmp_path: Path) -> None:
    write(tmp_path, summary="Enligt AFS 2001:1. Så är det.")
    assert [problem.split(": ")[0] for problem in checked(tmp_path)] == ["handbook/rehab.md:4"]


def test_every_kind_of_address_can_be_looked_up() -> None:
    known = Known(scenarios={"s"}, events={"e"}, systems={"y"})
    assert [known.of(kind) is not None for kind in LinkKind] == [True, False, True, False, True, True, True]


def test_a_finding_says_its_words_in_her_language() -> None:
    assert told(lint("Se AFS 2001:1.")[0]).find("AFS 2001:1") == 1
    assert [finding.words for finding in lint("İ AFS 2001:1")] == ["AFS 2001:1"]


def test_a_picture_is_read_only_from_within_the_pack(tmp_path: Path) -> None:
    write(tmp_path / "pack")
    (tmp_path / "pack" / "handbook" / "a.png").write_bytes(b"1")
    (tmp_path / "hemlig.png").write_bytes(b"2")
    content, _problems = load_handbook(tmp_path / "pack", None, layer=Layer.LOCAL, pack="")
    assert picture_of(content, "rehab", "a.png") == b"1"
    assert picture_of(content, "rehab", "../../hemlig.png") is None
    assert picture_of(content, "rehab", "bild\0.png") is None
    assert picture_of(content, "okand", "a.png") is None


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    assert isinstance(open_page(tmp_path, tmp_path / "borta.md"), Problem)
