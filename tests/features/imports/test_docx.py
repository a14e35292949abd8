"""Word documents of several programs: what becomes of headings, lists, tables, pictures, notes and changes."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from chefsstod.content.document import Heading, Items, Picture, Table, outline, text_of, ticks, walk
from chefsstod.content.markdown import parse
from chefsstod.features.imports.model import Found, RemarkKind
from chefsstod.features.imports.readers import read_file
from tests.features.imports.made import W, docx, paragraph, picture, relations

Read = Callable[[str], Found]


def kinds(found: Found) -> set[RemarkKind]:
    return {remark.kind for remark in found.remarks}


def headings(found: Found) -> list[tuple[int, str]]:
    return [(heading.level, text_of(heading.spans)) for heading in outline(parse(found.body))]


def png(width: int = 40, height: int = 40) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (11, 102, 96)).save(out, "PNG")
    return out.getvalue()


def test_the_one_title_leaves_the_text_and_sections_begin_at_the_second_level(read: Read) -> None:
    found = read("pandoc_fallrisk.docx")
    assert found.title == "Rutin vid fallrisk i ordinärt boende"
    assert headings(found) == [(2, "Syfte"), (2, "Ansvar"), (2, "Så här gör vi"), (3, "Checklista")]
    assert found.headings == ("Syfte", "Ansvar", "Så här gör vi", "Checklista")


def test_lists_nest_and_boxes_can_be_ticked(read: Read) -> None:
    document = parse(read("pandoc_fallrisk.docx").body)
    [steps] = [b for b in document.blocks if isinstance(b, Items) and b.start == 1 and len(b.items) == 3]
    [inner] = [block for block in steps.items[0].blocks if isinstance(block, Items)]
    assert len(inner.items) == 2
    assert any(isinstance(block, Items) for block in inner.items[1].blocks)
    assert [item.tick for item in ticks(document)] == [False, True]


def test_tables_links_notes_and_pictures_come_along(read: Read) -> None:
    found = read("pandoc_fallrisk.docx")
    blocks = list(walk(parse(found.body).blocks))
    [table] = [block for block in blocks if isinstance(block, Table)]
    assert [text_of(cell) for cell in table.head] == ["Roll", "Ansvar", "När"]
    assert len(table.rows) == 3
    [shown] = [block for block in blocks if isinstance(block, Picture)]
    assert shown.alt == "Skiss av hall"
    assert found.files[shown.name][0] == "image/png"
    assert "[arbetsmiljölagen](https://www.example.org/aml)" in found.body
    assert "enskilde.¹" in found.body
    assert found.body.rstrip().endswith("1. Med fall menas att någon hamnar på golvet.")


def test_a_document_of_word_keeps_what_stands_in_its_page_heads_for_the_facts(read: Read) -> None:
    found = read("word_nycklar.docx")
    assert found.title == "Rutin för nyckelhantering"
    assert "Dokumentansvarig: Enhetschef hemtjänsten" in found.aside
    assert "Version 3.0" in found.aside
    assert "Dokumentansvarig" not in found.body


def test_changes_are_accepted_and_told(read: Read) -> None:
    found = read("word_nycklar.docx")
    assert "Ring gruppledaren genast." in found.body
    assert "larmcentralen" not in found.body
    assert RemarkKind.TRACKED_CHANGES in kinds(found)


def test_bold_that_the_program_has_cut_in_pieces_is_one(read: Read) -> None:
    assert "**spåras dygnet runt.** Det gäller även *reservnycklar*." in read("word_nycklar.docx").body


def test_cells_merged_downwards_stand_in_each_row_and_a_bar_is_no_column(read: Read) -> None:
    [table] = [b for b in parse(read("word_nycklar.docx").body).blocks if isinstance(b, Table)]
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    assert rows == [
        ["Måndag", "Undersköterska", "Räknar nycklar"],
        ["Måndag", "Gruppledare", "Signerar listan"],
        ["Fredag", "Hela gruppen | gemensamt", ""],
    ]


def test_text_boxes_nested_bullets_and_content_controls_come_along_and_the_list_of_contents_does_not(read: Read) -> None:
    found = read("word_nycklar.docx")
    assert found.body.count("Jourtelefon finns i pärmen.") == 1
    assert "- Nyckelskåpet\n  - på kontoret\n  - i bilen" in found.body
    assert "- [ ] Kvittens sparad\n- [x] Låset bytt" in found.body
    assert "Syfte\t1" not in found.body
    assert (3, "Om en nyckel försvinner") in headings(found)  # a style of one's own, kin to «Rubrik 2»


def test_with_many_headings_of_the_first_level_the_line_above_them_is_the_title(read: Read) -> None:
    found = read("word_rubrik.docx")
    assert found.title == "Lokal rutin för social dokumentation"
    assert found.other_title == ""  # «Dokument1» is no title
    assert headings(found) == [(2, "Bakgrund"), (2, "Ansvar"), (2, "Arbetssätt"), (3, "Vid sekretess")]


def test_bold_lines_are_headings_where_there_are_no_others(read: Read) -> None:
    found = read("word_fetstil.docx")
    assert found.title == "Städning av gemensamma utrymmen"
    assert headings(found) == [(2, "Vem gör vad"), (2, "Hur ofta")]
    assert "- varje dag: köket\n- varje vecka: förrådet" in found.body
    assert RemarkKind.HEADINGS_GUESSED in kinds(found)


def test_libreoffice_lists_and_tables(read: Read) -> None:
    found = read("libreoffice_hygien.docx")
    assert found.title == "Basala hygienrutiner i hemtjänst"
    assert "  - bandage täcks\n    1. med handske\n    2. aldrig med tejp\n- Sätt upp håret" in found.body
    assert "| Moment | Skydd |  |\n" in found.body
    assert "| Omläggning | Visir vid stänk |  |" in found.body


def test_a_picture_that_only_is_linked_to_is_left_where_it_is(read: Read) -> None:
    found = read("libreoffice_hygien.docx")
    assert found.files == {}
    assert RemarkKind.PICTURES_SKIPPED in kinds(found)


def test_abiword(read: Read) -> None:
    found = read("abiword_utrymning.docx")
    assert (found.title, headings(found)) == ("Utrymning vid brand", [(2, "Larm"), (2, "Samling")])


def test_nothing_outside_the_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.png"
    secret.write_bytes(png())
    data = docx(
        paragraph("Titel") + paragraph("Text.") + picture("r9", "link") + picture("r8", "link"),
        word___rels__document_dot_xml_dot_rels=relations(r9=secret.as_uri(), r8="https://www.example.org/x.png"),
    )
    found = read_file(data, "länkad.docx")
    assert found.files == {}
    assert [remark.count for remark in found.remarks] == [2]


def test_large_pictures_are_made_smaller_equal_ones_kept_once_and_old_drawings_left_out() -> None:
    data = docx(
        paragraph("Text.") + picture("r1") + picture("r2") + picture("r3") + picture("r4") + picture("r5"),
        word___rels__document_dot_xml_dot_rels=relations(
            r1="media/a.png", r2="media/b.png", r3="media/c.emf", r4="media/saknas.png", r5="media/dot.png"
        ),
        word__media__a_dot_png=png(4000, 1000),
        word__media__b_dot_png=png(4000, 1000),
        word__media__c_dot_emf=b"\x01\x00\x00\x00" + b"\x00" * 100,
        word__media__dot_dot_png=png(1, 1),
    )
    found = read_file(data, "bilder.docx")
    [(name, (media, kept))] = found.files.items()
    assert (name, media) == ("bild-1.png", "image/png")
    with Image.open(BytesIO(kept)) as image:
        assert image.size == (1600, 400)
    assert found.body.count("![Karta](bild-1.png)") == 2
    assert [(remark.kind, remark.count) for remark in found.remarks] == [(RemarkKind.PICTURES_SKIPPED, 2)]


def test_where_a_photo_was_taken_stays_with_the_photo() -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kameran"
    exif[0x0112] = 6  # lies on its side
    Image.new("RGB", (60, 40), (200, 90, 10)).save(out, "JPEG", exif=exif)
    data = docx(
        paragraph("Text.") + picture("r1"),
        word___rels__document_dot_xml_dot_rels=relations(r1="media/a.png"),
        word__media__a_dot_png=out.getvalue(),
    )
    [(media, kept)] = read_file(data, "foto.docx").files.values()
    assert media == "image/jpeg"
    with Image.open(BytesIO(kept)) as image:
        assert image.size == (40, 60)
        assert 0x010F not in image.getexif()


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ('<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Rubrik 2"/></w:style>', 2),
        ('<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Egen"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>', 2),
        (
            (
                '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Mall"/><w:basedOn w:val="Y"/></w:style>'
                '<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="heading 1"/></w:style>'
            ),
            2,
        ),
        ('<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Brödtext"/><w:basedOn w:val="X"/></w:style>', None),
    ],
)
def test_a_heading_is_known_by_name_outline_level_or_kin(style: str, level: int | None) -> None:
    body = paragraph("Inledande ord.") + paragraph("Syfte", "X") + paragraph("Ord.") + paragraph("Ansvar", "X")
    found = read_file(docx(body, word__styles_dot_xml=f'<w:styles xmlns:w="{W}">{style}</w:styles>'), "mall.docx")
    assert headings(found) == ([(level, "Syfte"), (level, "Ansvar")] if level else [])


def test_a_frame_around_words_is_a_quotation_and_a_table_of_texts_is_unfolded() -> None:
    def table(*rows: list[str]) -> str:
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    long = "".join(paragraph(f"Stycke {n}. " + "Så gör vi hos oss. " * 6) for n in range(4))
    body = table([paragraph("Ring alltid 112 först.")]) + table(
        [paragraph("Syfte"), long], [paragraph("Ansvar"), paragraph("Alla.")]
    )
    found = read_file(docx(paragraph("Ord.") + body), "ruta.docx")
    assert "> Ring alltid 112 först." in found.body
    assert "**Syfte**\n\nStycke 0." in found.body
    assert "**Ansvar**\n\nAlla." in found.body
    assert "|" not in found.body


def test_the_facts_of_a_table_are_read_across_and_down() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(text)}</w:tc>"

    body = f"<w:tbl><w:tr>{cell('Dokumentägare')}{cell('Gäller från')}</w:tr><w:tr>{cell('MAS')}{cell('2025-01-01')}</w:tr></w:tbl>"
    lines = read_file(docx(body + paragraph("Ord.")), "t.docx").lines
    assert {"Dokumentägare: MAS", "Gäller från: 2025-01-01"} <= set(lines)


def test_a_single_line_stays_in_the_text_and_the_file_gives_the_title() -> None:
    found = read_file(docx(paragraph("Bara en rad")), "Rutin_brand_v2 (003).docx")
    assert (found.title, found.body) == ("Rutin brand", "Bara en rad\n")
    assert [b for b in parse(found.body).blocks if isinstance(b, Heading)] == []
