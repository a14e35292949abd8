"""The tree → HTML for the screen: everything escaped, nothing fetched, nothing wider than the column."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.content.document import CALLOUTS
from chefsstod.content.html import NO_TERMS, SOFT_HYPHEN, Setting, Terms, Tones, divide, make_terms, to_html
from chefsstod.content.markdown import parse
from chefsstod.content.words import callout_title, callout_token

TONES = Tones("#111111", "#555555", "#0B6660", "#DDDDDD", "#F0F0F0", {"done": "#1F6F3A"})
KNOWN = {"chefsstod:task/lonesamtal": "Lönesamtal med alla", "chefsstod:law/aml": "Arbetsmiljölagen"}


def html(text: str, *, width: int = 560, ticked: frozenset[str] = frozenset(), terms: Terms = NO_TERMS) -> str:
    setting = Setting(TONES, 16, width, KNOWN.get, lambda name: (1200, 300) if name == "bild.png" else None, ticked, terms)
    return to_html(parse(text), setting)


def words_of(source: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", source)).strip()


def test_what_looks_like_html_is_shown_as_words() -> None:
    found = html("<script>x</script> & \"citat\" [<b>](chefsstod:task/lonesamtal)\n\n`<i>`\n\n```\n<img src='http://x'>\n```")
    assert "<script" not in found
    assert "<img" not in found
    assert "&lt;script&gt;" in found
    assert "&lt;img" in found


def test_a_link_of_ours_has_its_target_as_tool_tip_and_a_dead_one_says_so() -> None:
    alive, dead = html("[samtal](chefsstod:task/lonesamtal)"), html("[borta](chefsstod:article/borta)")
    assert 'href="chefsstod:task/lonesamtal"' in alive
    assert 'title="Lönesamtal med alla"' in alive
    assert "href" not in dead
    assert "borta (" in dead


def test_a_link_out_of_the_program_is_marked_and_shows_where_it_leads() -> None:
    found = html("[webb](https://example.org/a?b=1&c=2) [brev](mailto:a@example.org)")
    assert "↗" in found
    assert "https://example.org/a?b=1&amp;c=2" in found
    assert found.count("↗") == 1


def test_a_link_within_the_page_is_dead_when_there_is_no_such_heading() -> None:
    found = html("[dit](#rubriken) [bort](#okänd)\n\n## Rubriken")
    assert 'href="#rubriken"' in found
    assert 'href="#okänd"' not in found


@pytest.mark.parametrize("kind", CALLOUTS)
def test_a_call_out_has_a_rule_and_a_word(kind: str) -> None:
    found = html(f"::: {kind} Egen\nText.\n:::")
    assert "border-left" in found
    assert callout_title(kind, "Egen") in found
    assert callout_token(kind) != "ink"


def test_a_call_out_of_an_unknown_kind_is_still_named() -> None:
    assert callout_title("nytt") == "nytt"
    assert callout_token("nytt") == "muted"


def test_boxes_tell_with_words_whether_they_are_ticked() -> None:
    found = html("- [ ] Ring\n- [x] Boka\n- [ ] Skriv\n- vanlig", ticked=frozenset({"skriv"}))
    assert re.findall(r'href="tick:(\w+)"', found) == ["ring", "boka", "skriv"]
    assert (found.count("☐"), found.count("☑"), found.count("•")) == (1, 2, 1)
    assert "Ring" in found.split('title="')[1]


def test_a_picture_is_never_wider_than_the_column_and_a_missing_one_is_told() -> None:
    found = html("![Trappa](bild.png)", width=400)
    assert 'src="picture:bild.png" width="400" height="100"' in found
    assert words_of(found) == "Trappa"
    assert "<img" not in html("![Karta](borta.png)")
    assert "Karta" in html("![Karta](borta.png)")


WIDE = """
| Dag | Ansvarig | Vad ska göras | Underlag | Uppföljning |
|---|---|---|---|---:|
| 1 | Enhetschef | Arbetsanpassningsåtgärder | Rehabiliteringsplanering | 30 |
"""


def test_a_table_that_fits_is_a_table_and_one_that_does_not_becomes_lines() -> None:
    assert html("| A | B |\n|---|--:|\n| 1 | 2 |").count("<td") == 4
    narrow = html(WIDE, width=320)
    assert "Ansvarig:" in words_of(narrow)
    assert 'align="right"' not in narrow
    assert "Ansvarig:" not in words_of(html(WIDE, width=900))


def test_an_empty_head_is_left_out_and_an_empty_cell_keeps_its_place() -> None:
    found = html("| | |\n|---|---|\n| a | |\n")
    assert found.count("<tr>") == 1
    assert "&nbsp;" in found


def test_long_words_in_cells_can_be_divided_and_others_stay() -> None:
    assert SOFT_HYPHEN in divide("rehabiliteringsplanering")
    assert divide("rehabiliteringsplanering").replace(SOFT_HYPHEN, "") == "rehabiliteringsplanering"
    assert divide("korta ord bara") == "korta ord bara"


def test_a_provision_is_not_broken_over_two_lines() -> None:
    assert "AML\u00a03\u00a0kap.\u00a02\u00a0§" in html("[AML 3 kap. 2 §](chefsstod:law/aml)")


def test_a_term_is_explained_once_and_not_in_headings_links_or_code() -> None:
    terms = make_terms({"APT": "apt", "skyddsombud": "so", "skyddsombudet": "so"}, {"apt": "Möte & samtal", "so": "Ombud"})
    found = html("## APT\n\n`APT` [APT](chefsstod:task/lonesamtal) APT och APT. Skyddsombudet är ett skyddsombud.", terms=terms)
    assert found.count('href="term:apt"') == 1
    assert found.count('href="term:so"') == 1
    assert 'title="Möte &amp; samtal"' in found


def test_an_abbreviation_is_not_taken_for_a_common_word() -> None:
    terms = make_terms({"LAS": "las"}, {"las": "Lagen"})
    assert "term:" not in html("Hon las boken, PLAS och LAS-kod.", terms=terms)
    assert "term:las" in html("Enligt LAS gäller.", terms=terms)


@given(st.text(alphabet=st.sampled_from("ab<>&\"'`*_[](){}#|-:\n 1.x!åé\u2028"), max_size=100))
def test_no_text_can_write_tags_of_its_own(text: str) -> None:
    found = html(text)
    tags = set(re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", found))
    assert tags <= {
        "p",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "pre",
        "code",
        "a",
        "span",
        "i",
        "s",
        "hr",
    }
    assert found.count("<p") == found.count("</p")
