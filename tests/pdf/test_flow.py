"""Texts as strips: what each block becomes on paper, where it may be divided, and where links lead."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from chefsstod.content.document import Table
from chefsstod.content.markdown import parse
from chefsstod.pdf import fonts
from chefsstod.pdf.flow import Setting, strips
from chefsstod.pdf.flow_picture import make_picture
from chefsstod.pdf.flow_strip import Strip
from chefsstod.pdf.flow_table import columns_of
from chefsstod.pdf.flow_text import Look, Target, paragraph

ROOM, MOST = 380.0, 460.0
SENTENCE = "Återkopplingen sker i det enskilda samtalet, och du skriver ner vad ni kommer överens om. "


def flow(text: str, **given_: object) -> list[Strip]:
    return list(strips(parse(text), Setting(ROOM, MOST, **given_)))  # type: ignore[arg-type]


def canvas() -> Canvas:
    fonts.register()
    return Canvas(io.BytesIO(), initialFontName=fonts.REGULAR)


def drawn(found: Iterable[Strip], target: Path) -> str:
    """The words of the strips, drawn below each other on one page, in the order of the file."""
    fonts.register()
    page = Canvas(str(target), pagesize=(595, 4000), initialFontName=fonts.REGULAR)
    y = 3950.0
    for strip in found:
        y -= strip.before
        high = strip.high(page, 3000)
        strip.draw(page, 60, y, strip.before)
        y -= high
    page.showPage()
    page.save()
    return PdfReader(target).pages[0].extract_text()


def picture(wide: int = 40, high: int = 20, kind: str = "PNG", mode: str = "RGB", **given_: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (wide, high), 1).save(stream, kind, **given_)  # type: ignore[arg-type]
    return stream.getvalue()


def test_words_come_out_in_the_order_of_reading(tmp_path: Path) -> None:
    text = "Först.\n\n## Rubrik\n\n1. ett\n2. två\n   - inre\n\n::: obs\nViktigt.\n:::\n\n"
    text += "| A | B |\n|---|---|\n| c | d |\n\n> citat\n\n`kod` sist"
    words = drawn(flow(text), tmp_path / "a.pdf").split()
    expected = [
        "Först.",
        "Rubrik",
        "1.",
        "ett",
        "2.",
        "två",
        "•",
        "inre",
        "Observera",
        "Viktigt.",
        "A",
        "B",
        "c",
        "d",
        "citat",
        "kod",
        "sist",
    ]
    assert [word for word in words if word in expected] == [word for word in expected if word in words]
    assert set(expected) - {"Observera"} <= set(words)


def test_markup_characters_are_printed_as_they_are_written(tmp_path: Path) -> None:
    assert "a < b & <b>c</b> &amp;" in drawn(flow("a < b & \\<b>c\\</b> `&amp;`"), tmp_path / "a.pdf")


def test_signs_of_lists_and_boxes_are_in_the_type() -> None:
    from fontTools.ttLib import TTFont

    for cut in (fonts.REGULAR, fonts.SEMIBOLD, fonts.ITALIC):
        letters = TTFont(fonts.file_of(cut)).getBestCmap()
        assert all(ord(sign) in letters for sign in "•–—☐☑✓→←«»”’…·×§½°€\u00a0\u2011")


def test_a_heading_stays_with_what_follows_and_a_callouts_title_with_its_text() -> None:
    heading, title, first, *_rest = flow("## Rubrik\n\n::: gor-sa-har\nGör.\n:::")
    assert (heading.keep, title.keep, first.keep) == (True, True, False)
    assert not flow("::: obs\n:::")[0].keep


def test_the_rules_of_callouts_run_on_from_paragraph_to_paragraph() -> None:
    title, one, two, _space = flow("::: obs\nEtt.\n\nTvå.\n:::")
    assert [len(strip.bars) for strip in (title, one, two)] == [1, 1, 1]
    assert [strip.joined for strip in (title, one, two)] == [False, True, True]


def test_a_callout_in_a_list_has_its_rule_where_the_point_stands() -> None:
    found = flow("- punkt\n\n  > citat i punkten\n  >\n  > mer")
    assert found[1].bars[0].x == found[0].left
    assert found[1].left > found[0].left


def test_boxes_have_four_millimetres_and_are_ticked_as_the_text_says() -> None:
    one, two, three = flow("- [ ] ett\n- [x] två\n- tre")
    assert [strip.marker.ticked for strip in (one, two, three) if strip.marker] == [False, True, None]
    assert one.left == two.left == three.left > 4 * 72 / 25.4


def test_numbers_end_where_the_text_begins_also_when_there_are_many() -> None:
    found = flow("\n".join(f"{number}. punkt" for number in range(98, 103)))
    assert [strip.marker.text for strip in found if strip.marker] == ["98.", "99.", "100.", "101.", "102."]
    assert all(fonts.width(strip.marker.text, fonts.REGULAR, 10.5) <= strip.left for strip in found if strip.marker)


def test_a_list_within_a_list_without_words_of_its_own_keeps_both_signs() -> None:
    found = flow("- - inre")
    assert [strip.marker is not None for strip in found] == [True, True]
    assert found[0].high(canvas(), 700) > 0


def test_lists_never_leave_a_column_too_narrow_to_read() -> None:
    deep = "\n".join(f"{'  ' * level}- nivå {level}" for level in range(18))
    assert min(strip.wide for strip in flow(deep)) >= ROOM / 2 - 1


def test_a_long_paragraph_is_divided_but_never_a_single_line_left() -> None:
    (strip,) = flow(SENTENCE * 20)
    lines = round(strip.high(canvas(), 700) / strip.body.style.leading)
    first, rest = strip.split(canvas(), 5.5 * strip.body.style.leading, 700)
    assert first.high(canvas(), 700) == pytest.approx(5 * strip.body.style.leading)
    assert rest.high(canvas(), 700) == pytest.approx((lines - 5) * strip.body.style.leading)
    assert not rest.marker
    assert strip.least(canvas(), 700) == pytest.approx(2 * strip.body.style.leading)


def test_a_short_paragraph_is_not_divided_and_can_be_drawn_afterwards(tmp_path: Path) -> None:
    (strip,) = flow(SENTENCE)
    strip.high(canvas(), 700)
    assert strip.split(canvas(), 16, 700) == []
    assert "Återkopplingen" in drawn([strip], tmp_path / "a.pdf")


def test_a_table_repeats_its_head_and_keeps_rows_whole() -> None:
    rows = "\n".join(f"| rad {n} | {SENTENCE} |" for n in range(40))
    strip = flow(f"| Vad | Hur |\n|---|---|\n{rows}")[0]
    strip.high(canvas(), 700)
    first, rest = strip.split(canvas(), 300, 700)
    heads = [piece.body._cellvalues[0][0][0].getPlainText() for piece in (first, rest)]
    assert heads == ["Vad", "Vad"]
    assert len(first.body._cellvalues) + len(rest.body._cellvalues) == 42


def test_a_row_higher_than_the_page_is_divided() -> None:
    strip = flow(f"| Vad | Hur |\n|---|---|\n| rad | {SENTENCE * 60} |")[0]
    assert strip.high(canvas(), 700) > 700
    first, *rest = strip.split(canvas(), 650, 700)
    assert first.high(canvas(), 700) <= 650
    assert rest


def test_a_table_with_more_columns_than_paper_becomes_lines(tmp_path: Path) -> None:
    cells = [f"k{number}" for number in range(40)]
    text = f"|{'|'.join(cells)}|\n|{'|'.join(['---'] * 40)}|\n|{'|'.join(cells)}|"
    assert "k0 · k1" in drawn(flow(text), tmp_path / "a.pdf")


def test_cells_stand_as_the_text_says() -> None:
    table = flow("| A | B | C |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")[0].body
    assert [cell.style.alignment for cell in table._cellvalues[1]] == [0, 1, 2]


def table_of(text: str) -> Table:
    block = parse(text).blocks[0]
    assert isinstance(block, Table)
    return block


@pytest.mark.parametrize("columns", [1, 2, 3, 5, 9])
def test_columns_fill_the_room_and_never_leave_the_paper(columns: int) -> None:
    row = "|".join([f"{SENTENCE} Patientsäkerhetsberättelsen"] * columns)
    widths = columns_of(table_of(f"|{row}|\n|{'|'.join(['---'] * columns)}|\n|{row}|"), ROOM, MOST)
    assert len(widths) == columns
    assert sum(widths) <= MOST + 0.1
    assert min(widths) > 20


def test_a_small_table_stays_small_and_a_column_of_figures_narrow() -> None:
    assert sum(columns_of(table_of("| A | B |\n|---|---|\n| 1 | 2 |"), ROOM, MOST)) < 100
    figures, words = columns_of(table_of(f"| Nr | Text |\n|---|---|\n| 1 | {SENTENCE * 2} |"), ROOM, MOST)
    assert figures < 60
    assert figures + words == pytest.approx(ROOM)


def test_long_words_are_divided_in_narrow_cells() -> None:
    made = paragraph("Patientsäkerhetsberättelsen", Look(), 70)
    made.wrap(70, 1000)
    assert len(made.blPara.lines) > 1
    assert made.style.hyphenationLang


def test_links_lead_where_they_are_resolved_to_and_say_what_they_are() -> None:
    def resolve(address: str, words: str) -> Target:
        assert words == "ord"
        return {"chefsstod:article/a": Target("#article/a"), "https://x.se": Target("https://x.se", "(x.se)")}.get(
            address, Target("", "(uppgift)")
        )

    fragments = flow("[ord](chefsstod:article/a) [ord](https://x.se) [ord](chefsstod:task/t)", resolve=resolve)[0].body.frags
    assert [fragment.link[0][1] for fragment in fragments if fragment.link] == ["#article/a", "https://x.se"]
    assert "".join(fragment.text for fragment in fragments) == "ord ord (x.se) ord (uppgift)"


def test_line_breaks_bold_italic_and_strike_keep_their_looks(tmp_path: Path) -> None:
    text = drawn(flow("ett  \ntvå **tre** *fyra* ~~fem~~ ***sex***"), tmp_path / "a.pdf")
    assert text.split() == ["ett", "två", "tre", "fyra", "fem", "sex"]
    assert len(text.strip().splitlines()) == 2


def test_code_keeps_its_lines_and_blanks(tmp_path: Path) -> None:
    (strip,) = flow("```\nrad  ett\n    indrag\n\nsist\n```")
    assert strip.ground
    shown = drawn([strip], tmp_path / "a.pdf").replace("\u00a0", " ")
    assert "rad  ett" in shown
    assert "    indrag" in shown


def test_a_picture_is_scaled_to_the_column_and_has_its_words_below(tmp_path: Path) -> None:
    data = picture(3000, 200)
    found = flow("![En karta över utrymning](karta.png)", picture=lambda name: data if name == "karta.png" else None)
    assert found[0].body.drawWidth == pytest.approx(ROOM)
    assert found[0].keep
    assert "En karta över utrymning" in drawn(found, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").stat().st_size < 200_000


@pytest.mark.parametrize("data", [None, b"", b"no picture", picture()[:40]])
def test_a_picture_that_is_missing_or_broken_is_told_of(data: bytes | None, tmp_path: Path) -> None:
    (strip,) = flow("![Karta](karta.png)", picture=lambda _name: data)
    assert "Karta" in drawn([strip], tmp_path / "a.pdf")


def test_a_small_picture_is_not_blown_up_and_a_high_one_fits_the_page() -> None:
    small = make_picture(picture(40, 20), ROOM, 400)
    assert (small.drawWidth, small.drawHeight) == (30, 15)
    high = make_picture(picture(100, 9000), ROOM, 400)
    assert high.drawHeight == pytest.approx(400)


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "LA"), ("WEBP", "RGB"), ("JPEG", "L")]
)
def test_pictures_of_every_kind_can_be_drawn(kind: str, mode: str, tmp_path: Path) -> None:
    data = picture(600, 60, kind, mode)
    assert drawn(flow("![bild](b.png)", picture=lambda _name: data), tmp_path / "a.pdf").strip() == "bild"
    assert PdfReader(tmp_path / "a.pdf").pages[0].images


def test_a_photo_taken_upright_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    shown = make_picture(picture(80, 40, "JPEG", exif=exif), ROOM, 400)
    assert shown.drawHeight > shown.drawWidth


def test_a_picture_of_too_many_points_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chefsstod.pdf.flow_picture.MAX_PIXELS", 100)
    assert make_picture(picture(), ROOM, 400) is None


WORD = st.sampled_from(
    [
        "# Ett",
        "## Två",
        "- punkt",
        "  - inre",
        "1. nummer",
        "- [ ] ruta",
        "> citat",
        "::: obs",
        ":::",
        "| a | b |",
        "|---|---|",
        "```",
        "---",
        "ord " * 60,
        "![b](b.png)",
        "",
        "**fet",
        "😀 \u200b ﬁ",
    ]
)


@given(st.lists(WORD, max_size=14))
def test_any_text_can_be_laid_out(lines: list[str]) -> None:
    page = canvas()
    for strip in flow("\n".join(lines)):
        assert strip.high(page, 700) >= 0
        assert strip.least(page, 700) <= strip.high(page, 700) + 0.01
        assert strip.left + strip.wide <= MOST + 0.1
        strip.draw(page, 50, 500, strip.before)
