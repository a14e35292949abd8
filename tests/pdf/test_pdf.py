"""The common ground of all papers: fonts, properties, pages, drawing in the round, and the design tokens."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.features.yearwheel.model import Category
from chefsstod.i18n import set_language
from chefsstod.pdf import fonts
from chefsstod.pdf.document import Section, drawn, write_flow
from chefsstod.pdf.paper import A4, Canvas, Meta, fitted, foot_text, label, one_page
from chefsstod.pdf.round import Round
from chefsstod.pdf.styles import paragraph
from chefsstod.support.tokens import CONTRAST, DARK, LIGHT, PATTERNS, Palette, Pattern, contrast, mix

META = Meta("Åtgärder", "Solgården", date(2027, 3, 15), "Årets uppgifter")


def text_page(target: Path, text: str = "räksmörgås ÅÄÖ é – «»") -> PdfReader:
    one_page(target, A4, META, lambda canvas: label(canvas, 50, 500, text))
    return PdfReader(target)


def embedded(reader: PdfReader) -> list[bool]:
    found = []
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object().get("/FontDescriptor")
            found.append(descriptor is not None and "/FontFile2" in descriptor.get_object())
    return found


def test_every_font_is_embedded_and_swedish_letters_can_be_read_back(tmp_path: Path) -> None:
    reader = text_page(tmp_path / "a.pdf")
    assert embedded(reader)
    assert all(embedded(reader))
    assert "räksmörgås ÅÄÖ é – «»" in reader.pages[0].extract_text()


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_title_author_and_language_are_set(tmp_path: Path, language: str, tag: str) -> None:
    set_language(language)
    reader = text_page(tmp_path / "a.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "Åtgärder · Solgården"
    assert reader.metadata.author == "Solgården"
    assert reader.trailer["/Root"]["/Lang"] == tag
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [entry.title for entry in reader.outline] == ["Åtgärder"]


def test_a_failed_paper_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_text("old")

    def fail(_canvas: Canvas) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        one_page(target, A4, META, fail)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_text_along_an_arc_is_found_as_whole_words(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    one_page(target, A4, META, lambda canvas: Round(canvas, 300, 400).text("Medarbetarsamtal", 200, 40, size=8))
    raw = PdfReader(target).pages[0].get_contents().get_data()
    assert "Medarbetarsamtal".encode("utf-16-be").hex().upper().encode() in raw


def test_text_along_a_wide_arc_is_drawn_in_few_pieces(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    one_page(target, A4, META, lambda canvas: Round(canvas, 300, 0).text("Medarbetarsamtal", 380, 5, size=7, flipped=True))
    assert PdfReader(target).pages[0].get_contents().get_data().count(b"Tm") <= 3


def test_the_foot_leaves_out_a_unit_that_has_no_name() -> None:
    assert foot_text(META).split(" · ") == ["Chefsstöd", "Solgården", "måndag 15 mars 2027"]
    assert foot_text(Meta("x", "", META.today)).split(" · ") == ["Chefsstöd", "måndag 15 mars 2027"]


def test_a_text_too_wide_is_cut_with_an_ellipsis_and_stays_within_its_room() -> None:
    cut = fitted("Enheten för särskilt boende", fonts.REGULAR, 9, 60)
    assert cut.endswith("…")
    assert fonts.width(cut, fonts.REGULAR, 9) <= 60
    assert fitted("Kort", fonts.REGULAR, 9, 60) == "Kort"


def test_figures_have_one_width_so_that_columns_stand_straight() -> None:
    for font in (fonts.REGULAR, fonts.SEMIBOLD):
        assert len({fonts.width(digit, font) for digit in "0123456789"}) == 1


def test_long_words_are_divided_only_where_the_column_is_narrow() -> None:
    narrow = paragraph("Patientsäkerhetsberättelsen", 9, room=70)
    narrow.wrap(70, 1000)
    assert len(narrow.blPara.lines) > 1
    wide = paragraph("Patientsäkerhetsberättelsen lämnas", 9, room=400)
    wide.wrap(400, 1000)
    assert len(wide.blPara.lines) == 1


def test_markup_in_a_users_text_is_printed_as_it_is_written() -> None:
    shown = paragraph("a < b & <b>c</b>", 9)
    assert shown.getPlainText() == "a < b & <b>c</b>"


def test_sections_flow_over_pages_with_numbers_and_an_outline(tmp_path: Path) -> None:
    def sections() -> list[Section]:
        blocks = [drawn(10, 200, lambda _canvas: None) for _ in range(5)]
        return [Section("one", "Första", blocks), Section("two", "Andra", [drawn(10, 10, lambda _canvas: None)])]

    target = tmp_path / "a.pdf"
    write_flow(target, META, sections, intro="fem delar")
    reader = PdfReader(target)
    assert len(reader.pages) == 2
    assert [entry.title for entry in reader.outline] == ["Första", "Andra"]
    assert [reader.get_destination_page_number(entry) for entry in reader.outline] == [0, 1]
    assert all(embedded(reader))
    assert "fem delar" in reader.pages[0].extract_text()
    for number, page in enumerate(reader.pages, start=1):
        assert "Åtgärder" in page.extract_text()
        assert f"{number} " in page.extract_text()
        assert " 2" in page.extract_text()


def test_a_document_without_sections_is_still_one_page(tmp_path: Path) -> None:
    write_flow(tmp_path / "a.pdf", META, list, intro="")
    assert len(PdfReader(tmp_path / "a.pdf").pages) == 1


@pytest.mark.parametrize("palette", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_every_text_colour_reads_on_paper_and_surface(palette: Palette) -> None:
    named = ("ink", "muted", "accent", "late", "soon", "done", "focus")
    colours = [getattr(palette, name) for name in named] + list(palette.categories.values())
    for ground in (palette.paper, palette.surface):
        assert min(contrast(colour, ground) for colour in colours) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5


def test_every_category_has_a_colour_in_each_palette_and_a_pattern_of_its_own() -> None:
    keys = [category.value for category in Category]
    for palette in (LIGHT, DARK, CONTRAST):
        assert list(palette.categories) == keys
    assert list(PATTERNS) == keys
    assert set(PATTERNS.values()) == set(Pattern)


def test_mixing_runs_from_the_ground_to_the_colour() -> None:
    assert mix("#000000", "#FFFFFF", 0) == "#FFFFFF"
    assert mix("#000000", "#FFFFFF", 1) == "#000000"
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
