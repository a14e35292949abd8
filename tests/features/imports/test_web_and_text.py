"""Web pages, plain text and Markdown: what Word, LibreOffice and people write."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chefsstod.features.handbook.model import Kind
from chefsstod.features.imports.encodings import decode
from chefsstod.features.imports.model import Found, RemarkKind, draft_of
from chefsstod.features.imports.readers import read_file

Read = Callable[[str], Found]


def html(body: str, name: str = "x.html") -> Found:
    return read_file(f"<html><head><title>Sidan</title></head><body>{body}</body></html>".encode(), name)


def test_filtered_html_of_word_becomes_lists_a_table_and_links(read: Read) -> None:
    found = read("word_introduktion.htm")
    assert found.title == "Rutin för introduktion av vikarier"
    assert "- Hämta nycklar och tjänstekort\n  - kvittera i pärmen\n- Gå bredvid en erfaren kollega – minst två pass" in found.body
    assert "1. Läs rutinerna\n2. Fråga om det som är oklart" in found.body
    assert "| Vem | Gör vad |\n| --- | --- |\n| Handledare | Visar *larm*; Visar förråd |" in found.body
    assert "[intranätet](https://www.example.org/intro)" in found.body


def test_pictures_beside_the_page_come_along_remote_ones_and_scripts_do_not(read: Read) -> None:
    found = read("word_introduktion.htm")
    assert list(found.files) == ["bild-1.png"]
    assert [(remark.kind, remark.count) for remark in found.remarks] == [(RemarkKind.REMOTE_DROPPED, 1)]
    assert "alert" not in found.body
    assert "spion" not in found.body


def test_pictures_are_only_taken_from_the_folder_of_the_page(tmp_path: Path, documents: Path) -> None:
    picture = (documents / "introduktion_filer" / "image001.png").read_bytes()
    (tmp_path / "hemlig.png").write_bytes(picture)
    folder = tmp_path / "sida"
    folder.mkdir()
    (folder / "nära.png").write_bytes(picture)
    (folder / "länk.png").symlink_to(tmp_path / "hemlig.png")
    addresses = ("../hemlig.png", f"/{tmp_path}/hemlig.png", f"file://{tmp_path}/hemlig.png", "länk.png", "saknas.png")
    images = "".join(f'<img src="{address}">' for address in addresses)
    (folder / "sida.html").write_text(f"<h1>Titel</h1><p>Ord. {images}<img src='n%C3%A4ra.png'></p>", encoding="utf-8")
    found = read_file(folder / "sida.html")
    assert list(found.files) == ["bild-1.png"]
    assert found.body.count("![](bild-1.png)") == 1


def test_pictures_that_lie_in_the_page_itself_are_kept_when_they_are_pictures(documents: Path) -> None:
    from base64 import b64encode

    data = b64encode((documents / "introduktion_filer" / "image001.png").read_bytes()).decode()
    found = html(f'<p>Ord</p><p><img alt="A [b]" src="data:image/png;base64,{data}"><img src="data:image/png;base64,!!!"><img></p>')
    assert "![A (b)](bild-1.png)" in found.body


def test_hidden_parts_and_menus_are_left_out_and_only_the_article_is_read() -> None:
    found = html(
        "<nav>Meny</nav><main><h1>Titel</h1><p>Ord<span style='display:none'>dolt <b>mer</b></span><!-- kommentar --></p></main>"
        "<footer>Fot</footer>"
    )
    assert (found.title, found.body) == ("Titel", "Ord\n")


def test_forms_boxes_breaks_and_quotes() -> None:
    found = html(
        "<h1>T</h1><p><input type=checkbox> Ett</p><p><input type=checkbox checked> Två</p><p>A<br>B</p>"
        "<blockquote><p>Citat</p></blockquote><pre>kod  här</pre><hr><dl><dt>Ord</dt><dd>Betydelse</dd></dl>"
        "<p><input value='ifyllt'><input type=radio></p>lösa ord <div>i ruta</div>"
    )
    assert found.body == (
        "- [ ] Ett\n- [x] Två\n\nA\\\nB\n\n> Citat\n\n```\nkod  här\n```\n\n---\n\n**Ord**\n\nBetydelse\n\n"
        "ifyllt\n\nlösa ord\n\ni ruta\n"
    )


def test_lists_of_old_editors_start_numbers_and_lists_after_each_other() -> None:
    found = html(
        "<p>x</p><ol start=3><li>tre</li><ol><li>inre</li></ol><li>fyra</li></ol><ol><li>ett<p>mer</p></li><li> </li></ol>"
    )
    assert "3. tre\n   1. inre\n4. fyra\n\n1) ett\n\n   mer" in found.body


def test_two_boxes_on_a_line_are_a_choice_and_no_list() -> None:
    assert "☐ Ja ☐ Nej" in html("<p>Fråga</p><p>☐ Ja ☐ Nej</p>").body


def test_text_of_notepad_in_two_encodings_is_the_same(read: Read) -> None:
    found = read("stromavbrott_cp1252.txt")
    assert found.body == read("stromavbrott_utf16.txt").body
    assert found.title == "Rutin vid strömavbrott"
    assert found.headings == ("Syfte", "Gör så här", "Att ha hemma")
    assert "så att ingen blir utan hjälp och ingen väntar i onödan på att någon" in found.body
    assert "Gäller från: 2025-11-01\\\nVersion: 1.3" in found.body
    assert "- [ ] Ficklampor\n- [x] Batterier \\* 20 st" in found.body


def test_short_lines_of_text_stay_lines_and_points_may_go_on() -> None:
    found = read_file("Adress\nGatan 1\n\n- en punkt\n  som fortsätter\n  - inre\nFöre:\n* nästa".encode(), "adress.txt")
    assert found.title == "Adress"
    assert "Adress\\\nGatan 1" in found.body
    assert "- en punkt som fortsätter\n   - inre Före:\n- nästa" in found.body


def test_a_ruled_first_line_is_the_title_and_rules_alone_are_nothing() -> None:
    found = read_file("Hygien\n======\n\n-----\nDet här gör vi:\n1. ett\n".encode(), "h.txt")
    assert (found.title, found.body) == ("Hygien", "Det här gör vi:\n\n1. ett\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_that_is_met_is_read(encoding: str) -> None:
    text = "Åtgärd: äldre på öppen avdelning – 5 kap. § 3"
    assert decode(text.encode(encoding)) == text


def test_bytes_that_windows_leaves_open_and_what_a_page_says_of_itself() -> None:
    assert decode(b"caf\x81 och mer text") == "caf\x81 och mer text"
    assert decode(b'<meta charset="iso-8859-2"><p>\xb1 abc') == '<meta charset="iso-8859-2"><p>ą abc'
    assert decode(b"<meta charset=latin1>\x96") == "<meta charset=latin1>–"
    assert decode(b"<meta charset=finns-ej>\x96") == "<meta charset=finns-ej>–"


def test_front_matter_is_used_and_the_title_stands_once(read: Read) -> None:
    found = read("utomhus.md")
    assert found.title == "Rutin för utomhusvistelse"
    assert found.body.startswith("Fråga varje morgon. ![Bänk](bild-1.png)\n\n## När det är halt\n\n- [ ] broddar")
    assert "# inte en rubrik" in found.body  # in a fence
    assert "script" not in found.body
    assert "Väder" in found.body
    draft = draft_of(found)
    assert (draft.owner, draft.version, draft.valid_from) == ("Gruppledare", "4", date(2025, 5, 1))
    assert (draft.review_by, draft.keywords, draft.related) == (date(2026, 5, 1), ("promenad", "utevistelse"), ("law/sol",))
    assert draft.summary == "Alla som vill ska komma ut varje dag."


def test_front_matter_of_other_programs_is_taken_for_what_it_is_worth() -> None:
    text = "---\ntitle: Brand\ntags: a, b\nvalid_from: snart\nreview_by: 2026-01-01\nowner: [x]\nkind: handbook\n---\n"
    found = read_file((text + "# Något annat\n\nOrd").encode(), "x.md")
    assert (found.title, found.keywords, found.valid_from, found.owner) == ("Brand", ("a", "b"), None, "")
    assert found.review_by == date(2026, 1, 1)
    assert found.kind is Kind.HANDBOOK
    assert found.body == "## Något annat\n\nOrd\n"


def test_broken_front_matter_is_told_and_left_out() -> None:
    found = read_file(b"---\ntitle: [x\n---\nOrd", "min_text.md")
    assert (found.title, found.body) == ("Min text", "Ord\n")
    assert [remark.kind for remark in found.remarks] == [RemarkKind.FRONT_MATTER_BROKEN]
    assert read_file(b"---\nbara ord\n---\nOrd", "x.md").body == "---\nbara ord\n---\nOrd\n"


def test_a_markdown_title_may_be_underlined_and_html_in_it_goes() -> None:
    found = read_file(b"Titel *ett*\n===\n\nRad<br>ny <b>fet</b> ![x](borta.png)\n", "x.md")
    assert (found.title, found.body) == ("Titel ett", "Rad\\\nny fet x\n")
    assert [remark.kind for remark in found.remarks] == [RemarkKind.PICTURES_SKIPPED]


def test_a_web_page_without_an_ending_is_known_by_its_words_and_a_note_about_html_is_a_note() -> None:
    page = b"<!DOCTYPE html><html><body><h1>A</h1><p>B</p></body></html>"
    assert read_file(page, "sida").body == "B\n"
    assert "html" in read_file(page, "sida.txt").body


@pytest.mark.parametrize(
    ("body", "title", "first"),
    [
        ("<h1>Rutin brand</h1><h1>Larm</h1><p>x</p>", "Rutin brand", "## Larm"),
        ("<table><tr><td>Dnr 12</td><td>Version 3</td></tr></table><h1>Rutin brand</h1><h1>Larm</h1>", "Rutin brand", "|"),
        ("<h1>Syfte</h1><p>x</p><h1>Larm</h1>", "Sidan", "## Syfte"),
        ("<p>Här står det en lång inledning som är mer än bara en rad om vad det är</p><h1>A</h1><h1>B</h1>", "Sidan", "Här"),
        ("<h3>Larm</h3><h5>Inre</h5>", "Sidan", "## Larm\n\n### Inre"),
        ("<p class='x'></p><h2>Ett<img></h2><p>y</p>", "Sidan", "## Ett"),
    ],
)
def test_which_heading_is_the_title(body: str, title: str, first: str) -> None:
    found = html(body)
    assert found.title == title
    assert found.body.startswith(first)


def test_without_any_title_the_first_line_or_the_file_gives_one() -> None:
    assert read_file(b"<html><p>Rutin brand</p><h2>Larm</h2><p>x</p></html>", "x_y.html").title == "Rutin brand"
    assert read_file(b"<html><p>Version 3</p><h2>Larm</h2><p>x</p></html>", "x_y.html").title == "X y"
    assert read_file(b"<html><h2>Syfte</h2><p>x</p></html>", "x_y.html").title == "X y"
    assert read_file(b"<html><p>En mening.</p><p>x</p></html>", "x_y.html").title == "X y"
    assert read_file(b"<html><table><tr><td>a</td><td>b</td></tr></table></html>", "x_y.html").title == "X y"


def test_crooked_tables_become_straight_and_empty_parts_go() -> None:
    found = html(
        "<p>x</p><table><thead><tr><th>A<th>B<th></tr></thead><tr><td rowspan=9>1<td>2</tr><tr><td>3<td></td></tr><tr></tr></table>"
        "<table><tr><td> </td></tr></table><table><tr><td>Mått:</td><td>2 m</td></tr><tr><td>Bredd:</td><td>1 m</td></tr></table>"
        "<table><tr><td><b>Namn</b></td><td>a</td></tr><tr><td><b>Plats</b></td><td>b</td></tr></table>"
    )
    assert "| A | B |\n| --- | --- |\n| 1 | 2 |\n| 1 | 3 |" in found.body
    assert "|  |  |\n| --- | --- |\n| Mått: | 2 m |" in found.body
    assert "|  |  |\n| --- | --- |\n| **Namn** | a |" in found.body
    assert html("<h1>T</h1><p>a<p>b<ul><li>c<li>d</ul><p>e").body == "a\n\nb\n\n- c\n- d\n\ne\n"


def test_a_table_that_holds_a_table_or_a_logotype_only_puts_things_in_places() -> None:
    inner = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td><ul><li>x</li><li>y</li></ul></td></tr></table>"
    found = html(f"<p>Ord</p><table><tr><td>Etikett</td><td><p>Text</p>{inner}</td></tr></table>")
    assert found.body == "Ord\n\n**Etikett**\n\nText\n\n| a | b |\n| --- | --- |\n| 1 | • x • y |\n"


def test_numbered_paragraphs_are_a_list_when_they_count_and_dashes_when_there_are_two() -> None:
    found = html("<h1>T</h1><p>1. ett</p><p>2. två</p><p>7. sju</p><p>- ensam</p><p>x</p><p>\u2022 punkt</p><p>2) tvåa</p>")
    assert found.body == "1. ett\n2. två\n\n7\\. sju\n\n\\- ensam\n\nx\n\n- punkt\n\n2\\) tvåa\n"


def test_word_marks_the_level_of_a_point_and_a_number_after_a_bullet_is_a_new_list() -> None:
    def point(text: str, level: int) -> str:
        return f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>{text}</p>"

    points = point("·  a", 1) + point("1.  b", 2) + point("2.  c", 2) + point("3.  d", 1)
    found = html("<h1>T</h1>" + points + "<p>x</p>" + point("inget", 1))
    assert found.body == "- a\n  1. b\n  2. c\n\n3. d\n\nx\n\ninget\n"
