"""Pasted HTML and plain text become Markdown."""

import pytest

from chefsstod.content.document import Items, Table, text_of
from chefsstod.content.markdown import parse
from chefsstod.features.handbook.format_paste import is_rich, markdown_of, plain_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style><title>x</title></head>
<body lang=SV><!--StartFragment--><h1>Nyckelrutin<o:p></o:p></h1>
<p class=MsoNormal>Gäller <b>alla</b> och <i>vikarier</i>.&nbsp;Se <a href="https://www.av.se/">av.se</a> och
<a href="#_Toc1">sidan 3</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp;&nbsp;</span></span><![endif]>Första punkten</p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span>Under den</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Andra <b>punkten</b></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Steg ett</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Steg två</p>
<table><tr><td><b>Vad</b></td><td>Vem</td></tr><tr><td>Ringer</td><td>Chef</td></tr></table>
<script>alert(1)</script><img src="http://spy.example/x.png">
<!--EndFragment--></body></html>"""


def test_a_document_from_word_keeps_headings_looks_lists_and_tables() -> None:
    text = markdown_of(WORD)
    assert text.startswith("## Nyckelrutin")
    assert "**alla**" in text
    assert "*vikarier*" in text
    assert "[av.se](https://www.av.se/)" in text
    lists = [block for block in parse(text).blocks if isinstance(block, Items)]
    assert [len(one.items) for one in lists[:1]] == [2]
    assert isinstance(lists[0].items[0].blocks[1], Items)
    assert "Steg ett" in text
    (table,) = [block for block in parse(text).blocks if isinstance(block, Table)]
    assert [text_of(cell) for cell in table.head] == ["Vad", "Vem"]
    assert "av.se/) och sidan 3." in text


@pytest.mark.parametrize("trace", ["alert", "spy.example", "MsoNormal", "sidan 3](", "·", "\u00a0"])
def test_what_does_not_belong_in_a_text_stays_out(trace: str) -> None:
    assert trace not in markdown_of(WORD)


def test_looks_told_by_style_are_kept_and_a_bold_that_is_none_is_not() -> None:
    html = (
        '<b style="font-weight:normal"><p><span style="font-weight:700">Fet</span> och '
        '<span style="font-style:italic">lutad</span></p></b>'
    )
    assert markdown_of(html) == "**Fet** och *lutad*"


def test_plain_html_is_not_rich() -> None:
    assert not is_rich("<span>bara ord</span>")
    assert is_rich("<p>ett</p><p>två</p>")


def test_plain_text_keeps_its_lines_and_bullets_become_points() -> None:
    assert plain_of("Ett\r\ntvå") == "Ett\ntvå"
    assert plain_of("• Ett\n\t▪ två") == "- Ett\n  - två"


def test_cells_from_a_spreadsheet_become_a_table() -> None:
    (table,) = parse(plain_of("Vad\tVem\nRing|mejla\tChef\n")).blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert plain_of("en\ttab") == "en\ttab"
