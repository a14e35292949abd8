"""Books: pages, contents, outline, running heads, links and what stands on which page. One layout, whatever the length."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.content.document import Span
from chefsstod.content.markdown import parse
from chefsstod.content.words import callout_title
from chefsstod.i18n import _
from chefsstod.pdf.book import HEIGHT, MOST, ROOM, Drawn, Part, Plan, Text, page_key, write_book
from chefsstod.pdf.document import drawn as block
from chefsstod.pdf.flow import Setting, strips
from chefsstod.pdf.flow_strip import Entry, Strip
from chefsstod.pdf.flow_text import Look, Target, paragraph
from chefsstod.pdf.paper import Meta
from chefsstod.pdf.toc import Line, paged

META = Meta("Handbok", "Solgården", date(2027, 3, 15), "Alla texter")
SENTENCE = "Återkopplingen sker i det enskilda samtalet, och du skriver ner vad ni kommer överens om. "


def text(key: str, body: str, title: str = "") -> Text:
    title = title or f"Text {key}"

    def make(cite: Drawn) -> Iterable[Strip]:
        yield Strip(paragraph(title, Look(20), ROOM), ROOM, before=40, keep=True, entries=(Entry(key, title, 1),))
        yield from strips(parse(body), Setting(ROOM, MOST, resolve=lambda to, _words: Target(to), drawn=cite))

    return Text(key, title, make)


def opening(key: str, title: str) -> Iterable[Strip]:
    yield Strip(paragraph(title, Look(28), ROOM), ROOM, keep=True, entries=(Entry(key, title, 0),))


def plan(*texts: Sequence[Text], cover: bool = True, index: object = None) -> Plan:
    parts = [
        Part(f"k{number}", f"Kapitel {number}", given, lambda number=number: opening(f"k{number}", f"Kapitel {number}"))  # type: ignore[misc]
        for number, given in enumerate(texts, start=1)
    ]
    return Plan(parts, ("Utskriven i dag",) if cover else (), index, "Register" if index else "")  # type: ignore[arg-type]


def read(target: Path, given: Plan) -> list[str]:
    """Write the book; the words of each page."""
    pages = write_book(target, META, given)
    found = [page.extract_text() for page in PdfReader(target).pages]
    assert len(found) == pages
    return found


def targets(reader: PdfReader, page: int) -> list[int]:
    """The pages that the links of a page lead to, counted from one."""
    numbers = {
        leaf.indirect_reference.idnum: number for number, leaf in enumerate(reader.pages, start=1) if leaf.indirect_reference
    }
    notes = [note.get_object() for note in reader.pages[page - 1].get("/Annots", [])]
    return [
        numbers[note["/Dest"][0].idnum if hasattr(note["/Dest"][0], "idnum") else note["/Dest"].raw_get(0).idnum] for note in notes
    ]


def test_contents_tell_the_pages_that_the_texts_are_on(tmp_path: Path) -> None:
    long = "\n\n".join([SENTENCE * 12] * 9)
    pages = read(tmp_path / "a.pdf", plan([text("a", long), text("b", long)], [text("c", "Kort.")]))
    contents = pages[1].splitlines()
    for title in ("Text a", "Text b", "Text c", "Kapitel 2"):
        row = contents.index(title)
        number = int(contents[row + 1])
        assert title in pages[number - 1]
        assert all(title not in page.split("Chefsstöd")[-1] for page in pages[2 : number - 1])


def test_every_row_of_the_contents_is_a_link_and_the_outline_has_chapters_and_texts(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    read(target, plan([text("a", "Ett.")], [text("b", "Två.")]))
    reader = PdfReader(target)
    assert targets(reader, 2) == [3, 3, 4, 4]
    titles = [entry if isinstance(entry, list) else entry.title for entry in reader.outline]
    assert titles[:3] == ["Handbok", _("Contents"), "Kapitel 1"]
    assert [entry.title for entry in titles[3]] == ["Text a"]  # type: ignore[union-attr]
    assert reader.trailer["/Root"]["/PageMode"] == "/UseOutlines"


def test_chapters_begin_on_new_pages_and_texts_follow_each_other(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.pdf", plan([text("a", "Ett."), text("b", "Två.")], [text("c", "Tre.")]))
    assert len(pages) == 4
    assert "Ett." in pages[2]
    assert "Två." in pages[2]
    assert "Tre." in pages[3]


def test_heads_name_the_chapter_and_the_text_that_goes_on(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.pdf", plan([text("a", "\n\n".join([SENTENCE * 10] * 14), "Ett samtal"), text("b", "Kort.")]))
    assert not pages[2].startswith("Kapitel 1\nEtt samtal")  # the opening of a chapter says so itself
    assert pages[3].startswith("Kapitel 1\nEtt samtal")


def test_every_page_but_the_cover_has_its_number_of_so_many(tmp_path: Path) -> None:
    pages = read(tmp_path / "a.pdf", plan([text("a", SENTENCE * 200)]))
    assert "sida" not in pages[0]
    for number, page in enumerate(pages[1:], start=2):
        assert f"sida {number} av {len(pages)}" in page


def test_no_heading_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for lines in range(24, 48, 3):
        body = "\n\n".join(["Rad."] * lines) + "\n\n## Rubriken\n\n" + SENTENCE * 3
        pages = read(tmp_path / "a.pdf", plan([text("a", body)], cover=False))
        (page,) = [page for page in pages if "Rubriken" in page]
        assert "Återkopplingen" in page


def test_a_callout_goes_on_over_the_page_and_its_title_never_alone(tmp_path: Path) -> None:
    body = "\n\n".join([SENTENCE * 4] * 8) + "\n\n::: gor-sa-har\n" + "\n\n".join([SENTENCE * 6] * 9) + "\n:::"
    pages = read(tmp_path / "a.pdf", plan([text("a", body)], cover=False))
    assert len(pages) > 1
    (first,) = [page for page in pages if callout_title("gor-sa-har") in page]
    assert first.count("Återkopplingen") > 2
    assert "Återkopplingen" in pages[-1]


def test_a_table_over_two_pages_has_its_head_on_both(tmp_path: Path) -> None:
    rows = "\n".join(f"| rad {n} | {SENTENCE} |" for n in range(40))
    pages = read(tmp_path / "a.pdf", plan([text("a", f"| Nummer | Vad |\n|---|---|\n{rows}")], cover=False))
    assert len(pages) > 1
    assert all("Nummer" in page for page in pages)
    for number in range(40):
        assert sum(f"rad {number}\n" in page for page in pages) == 1


def test_what_is_higher_than_a_page_and_cannot_be_divided_is_made_smaller(tmp_path: Path) -> None:
    painted = []

    def giant(_cite: Drawn) -> Iterable[Strip]:
        yield Strip(block(100, HEIGHT * 2, lambda canvas: painted.append(canvas.getPageNumber())), ROOM, before=10)

    write_book(tmp_path / "a.pdf", META, Plan([Part("k", "K", [Text("t", "T", giant)])]))
    assert painted == [1]


def test_the_index_knows_the_pages_of_each_link_and_leads_back(tmp_path: Path) -> None:
    seen: dict[str, list[int]] = {}

    def index(cited: Mapping[str, Sequence[int]]) -> Iterable[Strip]:
        seen.update({key: list(pages) for key, pages in cited.items()})
        yield Strip(paragraph("Register", Look(28), ROOM), ROOM, entries=(Entry("index", "Register", 0), Entry("law/aml")))
        numbers = tuple(Span(f"{page} ", link=page_key(page)) for page in cited["law/aml"])
        yield Strip(paragraph(numbers, Look(10), ROOM, lambda to, _words: Target(f"#{to}", plain=True)), ROOM)

    long = "\n\n".join([SENTENCE * 10] * 12)
    body = f"Se [AML](#law/aml).\n\n{long}\n\n| Lag |\n|---|\n| [AML](#law/aml) |\n\n[AML](#law/aml) och [igen](#law/aml)"
    target = tmp_path / "a.pdf"
    pages = read(target, plan([text("a", body)], index=index))
    assert seen == {"law/aml": [3, len(pages) - 1]}
    assert "Register" in pages[-1]
    reader = PdfReader(target)
    assert targets(reader, 3) == [len(pages)]
    assert targets(reader, len(pages)) == [3, len(pages) - 1]


def test_a_book_of_nothing_is_still_a_page(tmp_path: Path) -> None:
    assert len(read(tmp_path / "a.pdf", Plan(()))) == 1


def test_progress_hears_of_every_text_and_can_stop_the_work(tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    given = plan([text("a", "Ett."), text("b", "Två.")])
    write_book(tmp_path / "a.pdf", META, given, lambda *told: heard.append(told))
    assert heard == [(0, 2, "Text a"), (1, 2, "Text b"), (2, 2, "")]

    def stop(done: int, _total: int, _title: str) -> None:
        if done:
            raise InterruptedError

    (tmp_path / "b.pdf").write_text("old")
    with pytest.raises(InterruptedError):
        write_book(tmp_path / "b.pdf", META, given, stop)
    assert (tmp_path / "b.pdf").read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


def test_fonts_are_embedded_and_the_document_says_what_it_is(tmp_path: Path) -> None:
    body = "**fet** *kursiv* ~~x~~\n\n| a | b |\n|---|---|\n| c | d |\n\n- [x] klar\n\n---\n\n`kod`"
    read(tmp_path / "a.pdf", plan([text("a", body)]))
    reader = PdfReader(tmp_path / "a.pdf")
    used: set[str] = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()
            used.add(str(font.get_object()["/BaseFont"]))
    assert len(used) == 3
    assert reader.metadata is not None
    assert reader.metadata.title == "Handbok · Solgården"
    assert reader.trailer["/Root"]["/Lang"] == "sv-SE"


def test_contents_of_many_pages_never_part_a_chapter_from_its_first_text() -> None:
    lines = [Line(f"{level}-{n}", f"{level}-{n}", level) for n in range(40) for level in (0, 1, 1, 1)]
    pages = paged(lines, 780, 60)
    assert [row.line for page in pages for row in page if row.line.key] == lines
    assert all(page[-1].line.level == 1 for page in pages)
    assert all(60 <= row.y <= 780 for page in pages for row in page)
