"""Words stay the words they are, whatever signs stand in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.content.document import Document, Paragraph, Span, plain, text_of
from chefsstod.content.markdown import parse
from chefsstod.features.imports import marks, titles
from chefsstod.features.imports.markdown_text import inline

SIGNS = st.text(alphabet="ab å1.)(-+*_`~#>|[]!<>&;:@\\=\"'/", max_size=30)


def words(document: Document) -> str:
    return " ".join(plain(document).split())


@given(st.lists(st.builds(Span, SIGNS, st.booleans(), st.booleans()), max_size=4))
def test_what_is_written_is_read_back(spans: list[Span]) -> None:
    expected = " ".join("".join(span.text for span in spans).split())
    text = inline(spans)
    document = parse(text + "\n")
    assert words(document) == expected
    assert len(document.blocks) <= 1
    assert all(isinstance(block, Paragraph) for block in document.blocks)


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ([Span("Obs!", bold=True), Span("text")], "**Obs**!text"),
        ([Span("ett "), Span("två ", bold=True), Span("tre")], "ett **två** tre"),
        ([Span("a", bold=True), Span(" ", bold=False), Span("b", bold=True)], "**a b**"),
        ([Span("x"), Span("(y", italic=True)], "x(*y*"),
        ([Span("se "), Span("AML", link="https://a.se/(1)")], "se [AML](<https://a.se/(1)>)"),
        ([Span("a"), Span("\n"), Span("- b")], "a\\\n\\- b"),
        ([Span("\n"), Span("a"), Span("\n")], "a"),
        ([Span("x", code=True), Span(" och "), Span("`", code=True)], "`x` och \\`"),
        ([Span("…", bold=True)], "…"),
        ([Span("gammalt", strike=True)], "~~gammalt~~"),
        ([], ""),
    ],
)
def test_emphasis_stands_where_it_can_be_read(spans: list[Span], text: str) -> None:
    assert inline(spans) == text


def test_without_breaks_it_stays_on_one_line() -> None:
    assert inline([Span("a"), Span("\n"), Span("b")], breaks=False) == "a b"
    [block] = parse(inline([Span("1. inte en lista")])).blocks
    assert isinstance(block, Paragraph)
    assert text_of(block.spans) == "1. inte en lista"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("☐ a", (False, 2)),
        ("[ ] a", (False, 4)),
        ("[x] a", (True, 4)),
        ("☒ a", (True, 2)),
        ("☑a", (True, 1)),
        ("☐ Ja ☐ Nej", None),
        ("☐", None),
    ],
)
def test_boxes(text: str, found: tuple[bool, int] | None) -> None:
    assert marks.box(text) == found


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Rutin_basal-hygien_v1.2 (003).docx", "Rutin basal-hygien"),
        ("rutin-brand-2024-03-01.pdf", "Rutin brand 2024 03 01"),
        ("2024-03-01 Rutin brand - kopia.docx", "Rutin brand"),
        ("Rutin brand slutversion.docx", "Rutin brand"),
        (".docx", ".docx"),
        ("20240301.pdf", "20240301"),
    ],
)
def test_a_title_from_the_name_of_a_file(name: str, title: str) -> None:
    assert titles.from_name(name) == title


def test_a_long_title_is_cut_between_words() -> None:
    assert titles.short("Rutin " * 30) == "Rutin " * 12 + "Rutin…"
    assert len(titles.short("x" * 200)) == titles.short("x" * 200).index("…") + 1 == 80
    assert titles.usable("Microsoft Word - rutin.doc") == titles.usable("12") == titles.usable("Dokument1") == ""
