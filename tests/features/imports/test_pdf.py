"""PDF of several programs: columns, heads and feet, divided words, lists; and the rules by which lines become text."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chefsstod.content.document import Items, outline, text_of, ticks
from chefsstod.content.markdown import parse
from chefsstod.features.imports.model import Found, RemarkKind
from chefsstod.features.imports.pdf_lines import Line, Pages
from chefsstod.features.imports.pdf_text import joined, pieces, split_title, without_margins
from chefsstod.features.imports.read_pdf import read_pdf
from chefsstod.support.errors import UserError

Read = Callable[[str], Found]


def line(text: str, y: float = 700, **more: object) -> Line:
    made = Line(text, 0, 70, 70 + 5.5 * len(text), y, 11)
    return replace(made, **more)  # type: ignore[arg-type]


def running(*texts: str, top: float = 700, pitch: float = 14) -> list[Line]:
    return [line(text, top - pitch * number) for number, text in enumerate(texts)]


def test_columns_are_read_one_after_the_other_without_heads_and_feet(read: Read) -> None:
    found = read("libreoffice_spalter.pdf")
    assert (found.title, found.pages) == ("Riktlinje för arbetskläder", 3)
    assert [text_of(h.spans) for h in outline(parse(found.body))] == [
        "Syfte", "Omfattning", "Tvätt och byte", "Ansvar", "Skor och handskar", "Kyla och värme", "Beställning", "Uppföljning",
    ]  # fmt: skip
    assert found.aside == ("Omsorgsnämnden Riktlinje Dnr OMS 2024/0117", "Gäller från 2024-06-01 Sida 1")
    assert "Omsorgsnämnden" not in found.body
    assert "Sida" not in found.body


def test_paragraphs_are_whole_also_across_columns_and_divided_words(read: Read) -> None:
    body = read("libreoffice_spalter.pdf").body
    assert body.count("Undersköterskan ansvarar för att byta, enhetschefen för att det finns plagg i rätt storlek.") == 24
    assert "\u00ad" not in body
    assert body.count("- kortärmad överdel\n- byxor som tål sextio grader") == 8


def test_a_lock_that_only_forbids_changes_does_not_keep_it_from_being_read(read: Read) -> None:
    assert read("last_agare.pdf").body == read("libreoffice_spalter.pdf").body


def test_tables_come_as_lines_and_this_is_told(read: Read) -> None:
    found = read("libreoffice_tabell.pdf")
    assert "Dag · Vem · Vad\\\nMåndag · Undersköterska · Räknar nycklar\\\n" in found.body
    assert RemarkKind.TABLES_AS_LINES in {remark.kind for remark in found.remarks}
    assert "Dokumentansvarig Enhetschef hemtjänsten" in found.aside


def test_lists_boxes_and_bold_headings_of_a_pdf(read: Read) -> None:
    found = read("libreoffice_tabell.pdf")
    document = parse(found.body)
    assert [item.tick for item in ticks(document)] == [False, False, True]
    assert "- Nyckelskåpet\n   - på kontoret\n   - i bilen" in found.body
    assert [h.level for h in outline(document)] == [2, 2, 3, 2]
    assert "1 Syfte" not in found.body  # the list of contents


def test_ghostscript_with_hyphens_of_an_old_font(read: Read) -> None:
    found = read("ghostscript_tvatt.pdf")
    assert found.title == "Rutin för tvätt"
    assert "hygienföreskrifterna" in found.body
    assert "fastighetsavdelningen" in found.body
    assert "HR-avdelningen" in found.body
    assert "Sjuk- och arbetsskador" in found.body
    numbered = next(block for block in parse(found.body).blocks if isinstance(block, Items))
    assert numbered.start == 1
    assert "Sida 1 av 1" not in found.body


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("arbets-", "miljö", "arbetsmiljö"),
        ("sjuk-", "och hälsovård", "sjuk- och hälsovård"),
        ("HR-", "avdelningen", "HR-avdelningen"),
        ("väst-", "Sverige", "väst-Sverige"),
        ("på sidan", "två", "på sidan två"),
        ("1998 -", "2001", "1998 - 2001"),
    ],
)
def test_words_that_go_on_in_the_next_line(first: str, second: str, whole: str) -> None:
    assert joined([line(first), line(second)]) == whole
    assert joined([line("arbets", hyphen=True), line("miljö")]) == "arbetsmiljö"


def test_without_space_between_paragraphs_a_short_line_ends_one() -> None:
    text = running(
        "Den här raden går hela vägen ut till kanten av spalten och lite till där",
        "men den här slutar tidigt.",
        "Ny mening som börjar på egen rad och som är lika lång som den första var",
        "och fortsätter här.",
    )
    assert [piece.text.split()[-1] for piece in pieces(text)] == ["tidigt.", "här."]


def test_space_between_paragraphs_parts_them_and_nothing_else_does() -> None:
    text = [*running("En rad som är kort.", "Nästa hör dit."), *running("Efter luft.", "Samma stycke.", top=660)]
    assert [piece.text for piece in pieces(text)] == ["En rad som är kort. Nästa hör dit.", "Efter luft. Samma stycke."]


def test_a_paragraph_goes_on_over_the_page_when_its_sentence_does() -> None:
    text = [line("En mening som inte är", 60), line("slut än.", 780, page=1), line("Ny mening.", 766, page=1)]
    assert [piece.text for piece in pieces(text)] == ["En mening som inte är slut än. Ny mening."]
    over = [line("Slut.", 60), line("nytt stycke", 780, page=1)]
    assert len(pieces(over)) == 2


def test_a_bullet_that_stands_alone_goes_with_the_words_beside_it() -> None:
    text = [line("•", 700), line("ta på handskar", 700, x0=90), line("och förkläde", 686, x0=90), line("o", 672), line("x", 500)]
    assert [(piece.kind, piece.text) for piece in pieces(text)] == [("bullet", "ta på handskar och förkläde"), ("paragraph", "x")]


def test_levels_of_points_follow_their_indents() -> None:
    text = [line("• a", 700), line("o b", 686, x0=90), line("– c", 672, x0=110), line("• d", 658)]
    assert [(piece.text, piece.level) for piece in pieces(text)] == [("a", 0), ("b", 1), ("c", 2), ("d", 0)]


def test_page_numbers_and_what_repeats_at_the_edge_go_but_what_repeats_in_the_text_stays() -> None:
    lines = []
    for page in range(3):
        lines += [
            line("Rutin 2025", 800, page=page),
            line("Samma ord i texten", 790 - 15 * page, page=page),
            line("Samma ord", 400, page=page),
            line(f"{page + 1} (3)", 30, page=page),
        ]
    kept, aside = without_margins(Pages(tuple(lines), (842.0,) * 3))
    assert aside == ["Rutin 2025"]
    assert [one.text for one in kept] == ["Samma ord i texten", "Samma ord"] * 3


def test_dotted_leaders_are_a_list_of_contents() -> None:
    text = running("Syfte ........................ 3", "Ord.")
    assert [piece.text for piece in pieces(text)] == ["Ord."]
    assert pieces([]) == []


def test_the_title_is_the_largest_heading_or_what_the_properties_say() -> None:
    big = line("Hygien", 760, size=20)
    small = line("Syfte", 730, size=14)
    text = running("Ord som är många nog för att vara brödtext.")
    assert split_title(pieces([big, small, *text]), "")[0] == "Hygien"
    assert split_title(pieces([small, *text]), "Rutin ur egenskaperna")[0] == "Rutin ur egenskaperna"
    assert split_title(pieces([line("Kort första rad", 760), *running("Sedan mer text.", top=700)]), "")[0] == "Kort första rad"
    assert split_title(pieces(running("En lång första mening som slutar med punkt.")), "")[0] == ""


def _pdf_of(monkeypatch: pytest.MonkeyPatch, pages: Pages) -> Found:
    monkeypatch.setattr("chefsstod.features.imports.read_pdf.read_pages", lambda _data: pages)
    return read_pdf(b"", "fil_namn.pdf")


def test_pages_that_are_only_pictures_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _pdf_of(monkeypatch, Pages(tuple(running("Text som räcker gott och väl till två sidor.")), (842.0, 842.0), "", (1,)))
    assert [(remark.kind, remark.count) for remark in found.remarks] == [(RemarkKind.PAGES_WITHOUT_TEXT, 1)]
    assert found.title == "Fil namn"


@pytest.mark.parametrize(
    "pages",
    [
        Pages((), (842.0,)),
        Pages((), (842.0,), "", (0,)),
        Pages((line("Sida 1, inskannad"),), (842.0,) * 9, "", (1, 2, 3)),
        Pages((line("\ue012\ue013\ue014\ue015\ue016abcdefghijklmn" + "\ue017" * 40),), (842.0,)),
    ],
)
def test_what_cannot_be_read_as_text_is_refused(monkeypatch: pytest.MonkeyPatch, pages: Pages) -> None:
    with pytest.raises(UserError):
        _pdf_of(monkeypatch, pages)
