"""Files that cannot be read: each is told for what it is, with a way out, and none harms the program."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from chefsstod.features.imports import docx_guard, model, readers
from chefsstod.features.imports.readers import read_file
from chefsstod.support.errors import UserError
from tests.features.imports.made import docx, paragraph


def why(source: Path | bytes, name: str = "") -> str:
    with pytest.raises(UserError) as caught:
        read_file(source, name)
    assert caught.value.remedy
    return caught.value.message


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("last_anvandare.pdf", "password"),
        ("last_word.docx", "password"),
        ("inskannad.pdf", "scanned"),
        ("avklippt.pdf", "damaged"),
        ("avklippt.docx", "damaged"),
        ("tom.docx", "no text"),
        ("gammal_word.docx", "(.doc)"),
    ],
)
def test_what_other_programs_made_is_told(documents: Path, name: str, word: str) -> None:
    from chefsstod.i18n import set_language

    set_language("en")
    assert word in why(documents / name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "tom.pdf"),
        (b"\x00\x00 \n", "tom.txt"),
        (b"   \n\t", "tom.md"),
        (b"\x89PNG\r\n\x1a\n0000", "bild.png"),
        (b"{\\rtf1\\ansi hej}", "text.rtf"),
        (b"PK\x03\x04 not a zip", "x.docx"),
        (b"%PDF-1.7 and then nothing", "x.pdf"),
        (b"hej hej", "x.pdf"),
        (b"<html><body><p> </p></body></html>", "x.html"),
        (b"---\ntitle: x\n---\n", "x.md"),
        (b"... --- ...", "x.txt"),
        (bytes(range(256)) * 9, "x.bin"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "x.doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "x.xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"), "x.ppt"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, name: str) -> None:
    assert why(data, name)


def zipped(*names: str, data: bytes = b"x") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ("content.xml", "text.odt"),
        ("xl/workbook.xml", "blad.xlsx"),
        ("ppt/presentation.xml", "bilder.pptx"),
        ("notes.txt", "rutiner.zip"),
        ("notes.txt", "rutin.docx"),
        ("_rels/.rels", "rutin.docx"),
    ],
)
def test_each_kind_of_archive_has_its_own_way_out(inside: str, name: str) -> None:
    assert why(zipped(inside), name)


def test_a_bomb_is_not_unpacked() -> None:
    blanks = paragraph("Titel") + "<w:p/>" + " " * 30_000_000
    data = docx(blanks)
    assert len(data) < 100_000
    assert why(data, "bomb.docx") == why(zipped("word/document.xml", *(f"{n}.xml" for n in range(3100))), "bomb.docx")


def test_one_part_may_not_be_larger_than_any_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_guard, "MAX_XML", 500)
    assert why(docx(paragraph("Ord " * 400)), "x.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_expanded(encoding: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    assert why(docx(paragraph("Ord"), word__settings_dot_xml=laughs.encode(encoding)), "x.docx") == why(
        docx(paragraph("Ord"), word__styles_dot_xml=laughs), "x.docx"
    )


def test_deep_nesting_does_not_end_the_process() -> None:
    assert why(docx("<w:p>" * 5000 + "</w:p>" * 5000), "x.docx")
    assert why(b"<html><body>" + b"<div>" * 5000 + b"x", "x.html")


def test_a_document_without_its_text_or_with_broken_parts_is_damaged() -> None:
    assert why(docx("<w:p>"), "x.docx")
    assert why(zipped("word/document.xml", "_rels/.rels", data=b"<a/>"), "x.docx")
    assert why(zipped("_rels/.rels", data=b"<a/>"), "x.docx")
    assert why(docx(paragraph("x"), word__styles_dot_xml="<a>"), "x.docx")


def test_two_parts_of_one_name_are_damaged() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped("word/document.xml", "word/document.xml")
    assert why(data, "x.docx")


def test_an_archive_with_a_password_is_locked() -> None:
    data = bytearray(docx(paragraph("Ord")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", data, at + 8)[0]
        struct.pack_into("<H", data, at + 8, flags | 1)
        at = data.find(b"PK\x01\x02", at + 4)
    assert why(bytes(data), "x.docx")


def test_a_part_whose_bytes_are_turned_is_damaged() -> None:
    data = bytearray(docx(paragraph("Ord " * 300)))
    at = data.find(b"word/document.xml") + 40
    data[at : at + 20] = b"\xff" * 20
    assert why(bytes(data), "x.docx")


def test_what_is_too_large_or_gone_is_told_before_it_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert why(tmp_path / "saknas.docx")
    assert why(tmp_path)
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    (tmp_path / "stor.txt").write_text("mer än tio tecken", encoding="utf-8")
    assert why(tmp_path / "stor.txt") == why(b"mer than ten signs", "stor.txt")


def test_too_many_words_are_refused_whatever_the_file(monkeypatch: pytest.MonkeyPatch, documents: Path) -> None:
    for module in ("read_docx", "read_pdf", "read_html", "read_markdown", "read_text"):
        monkeypatch.setattr(f"chefsstod.features.imports.{module}.MAX_WORDS", 3)
    told = {
        why(documents / name)
        for name in (
            "pandoc_fallrisk.docx",
            "ghostscript_tvatt.pdf",
            "word_introduktion.htm",
            "utomhus.md",
            "stromavbrott_cp1252.txt",
        )
    }
    assert len(told) == 1
    monkeypatch.setattr("chefsstod.features.imports.pdf_lines.MAX_PAGES", 2)
    assert "3" in why(documents / "libreoffice_spalter.pdf")


def test_limits_are_those_that_are_told() -> None:
    assert (model.MAX_BYTES, model.MAX_PAGES, model.MAX_WORDS) == (40_000_000, 400, 200_000)
