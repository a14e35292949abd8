"""Markdown → the tree: what a manager writes is there, and nothing that a text holds can break the reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.content.document import (
    CALLOUTS,
    Align,
    Callout,
    Code,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
    outline,
    plain,
    text_of,
    ticks,
)
from chefsstod.content.markdown import anchor_of, parse


def only(text: str) -> object:
    """The single block of a text."""
    (block,) = parse(text).blocks
    return block


def test_bold_italic_code_and_struck_words_keep_their_looks() -> None:
    block = only("Ring *samma* **dag**, `kod` och ~~inte~~ sen.")
    assert isinstance(block, Paragraph)
    assert block.spans == (
        Span("Ring "),
        Span("samma", italic=True),
        Span(" "),
        Span("dag", bold=True),
        Span(", "),
        Span("kod", code=True),
        Span(" och "),
        Span("inte", strike=True),
        Span(" sen."),
    )


def test_headings_of_the_same_words_have_anchors_of_their_own() -> None:
    found = outline(parse("## Gör så här\n\n### Gör så här\n\n## Åtgärder & uppföljning"))
    assert [heading.anchor for heading in found] == ["gör-så-här", "gör-så-här-2", "åtgärder-uppföljning"]
    assert [heading.level for heading in found] == [2, 3, 2]


def test_a_heading_that_looks_like_the_anchor_of_another_has_its_own_too() -> None:
    assert [heading.anchor for heading in outline(parse("## a\n\n## a\n\n## a 2"))] == ["a", "a-2", "a-2-2"]
    assert [item.key for item in ticks(parse("- [ ] a\n- [ ] a\n- [ ] a 2"))] == ["a", "a-2", "a-2-2"]


def test_a_heading_without_letters_still_has_an_anchor() -> None:
    assert anchor_of("!?") == "rubrik"


def test_a_soft_break_is_a_space_and_a_hard_one_a_new_line() -> None:
    block = only("ett\ntvå  \ntre")
    assert isinstance(block, Paragraph)
    assert text_of(block.spans) == "ett två\ntre"


@pytest.mark.parametrize("kind", CALLOUTS)
def test_every_kind_of_call_out_is_known(kind: str) -> None:
    block = only(f"::: {kind}\nInnehåll.\n:::")
    assert isinstance(block, Callout)
    assert (block.kind, block.title) == (kind, "")
    assert plain(Document(block.blocks)) == "Innehåll."


def test_a_call_out_may_have_a_title_of_its_own_and_a_list_in_it() -> None:
    block = only("::: obs Före semestern\n- ett\n- två\n:::")
    assert isinstance(block, Callout)
    assert block.title == "Före semestern"
    assert isinstance(block.blocks[0], Items)


def test_an_unknown_call_out_is_words_and_the_text_goes_on() -> None:
    assert "Innehåll" in plain(parse("::: okänd\nInnehåll\n:::\n\nMer."))
    assert "Mer." in plain(parse("::: okänd\nInnehåll\n:::\n\nMer."))


def test_a_call_out_that_is_never_closed_takes_the_rest() -> None:
    assert "Rest" in plain(parse("::: obs\nInnehåll\n\nRest"))


def test_boxes_have_keys_that_stay_when_other_points_change() -> None:
    before = ticks(parse("- [ ] Ring facket\n- [x] Boka rum\n- [ ] Ring facket"))
    after = ticks(parse("- [ ] Ny punkt\n- [ ] Ring facket\n- [ ] Boka rum\n- [ ] Ring facket"))
    assert [item.key for item in before] == ["ring-facket", "boka-rum", "ring-facket-2"]
    assert [item.key for item in after] == ["ny-punkt", "ring-facket", "boka-rum", "ring-facket-2"]
    assert [item.tick for item in before] == [False, True, False]


def test_a_box_that_begins_with_a_link_is_a_box_too() -> None:
    (item,) = ticks(parse("- [ ] [Rutinen](chefsstod:article/rutin) är läst"))
    block = item.blocks[0]
    assert isinstance(block, Paragraph)
    assert [span.link for span in block.spans if span.link] == ["chefsstod:article/rutin"]


def test_an_ordered_list_remembers_its_first_number() -> None:
    block = only("3. tre\n4. fyra")
    assert isinstance(block, Items)
    assert block.start == 3
    assert len(block.items) == 2


def test_a_table_keeps_its_heads_cells_and_sides() -> None:
    block = only("| Dag | Vem | Summa |\n|:--|:-:|--:|\n| 1 | **Chef** | 80 |\n| 2 | | 90 |")
    assert isinstance(block, Table)
    assert [text_of(cell) for cell in block.head] == ["Dag", "Vem", "Summa"]
    assert [[text_of(cell) for cell in row] for row in block.rows] == [["1", "Chef", "80"], ["2", "", "90"]]
    assert block.aligns == (Align.LEFT, Align.CENTER, Align.RIGHT)


def test_quotes_code_rules_and_pictures_are_blocks_of_their_own() -> None:
    blocks = parse("> sagt\n\n```\nkod  här\n```\n\n---\n\nFöre ![en bild](bild.png) efter").blocks
    assert [type(block) for block in blocks] == [Quote, Code, Rule, Paragraph, Picture, Paragraph]
    assert blocks[1] == Code("kod  här")
    assert blocks[4] == Picture("bild.png", "en bild")


@pytest.mark.parametrize(
    "name", ["https://x.se/a.png", "//x.se/a.png", "/etc/passwd", "../a.png", "file:///a.png", "data:image/png;base64,AA"]
)
def test_a_picture_that_does_not_lie_with_the_text_is_words(name: str) -> None:
    found = parse(f"![alt]({name})").blocks
    assert not any(isinstance(block, Picture) for block in found)
    assert "alt" in plain(Document(found))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x", "do:read", "tick:x"]
)
def test_an_address_of_a_kind_we_do_not_know_is_words(address: str) -> None:
    assert not any(span.link for block in parse(f"[klicka]({address})").blocks for span in getattr(block, "spans", ()))
    assert plain(parse(f"[klicka]({address})")).startswith(("klicka", "[klicka]"))


def test_addresses_of_ours_are_read_with_their_letters() -> None:
    block = only("[steg](#översikt-över-stegen) [text](chefsstod:article/rehab#första-dagen)")
    assert isinstance(block, Paragraph)
    assert [span.link for span in block.spans if span.link] == ["#översikt-över-stegen", "chefsstod:article/rehab#första-dagen"]


def test_html_in_a_text_is_words() -> None:
    assert plain(parse("<script>alert(1)</script>\n\n<b>fet</b>")) == "<script>alert(1)</script>\n<b>fet</b>"


def test_an_empty_text_is_an_empty_document() -> None:
    assert parse("") == Document(())
    assert parse(" \n\n\t\n") == Document(())


def test_deep_nesting_ends_without_an_error() -> None:
    assert parse("> " * 500 + "djupt")
    assert parse("".join("  " * n + "- x\n" for n in range(200)))


@given(st.text(alphabet=st.sampled_from("abå #*_`[]()!>-|:\n\t12.x~<&\\\"'{}=+/"), max_size=120))
def test_no_text_is_too_strange(text: str) -> None:
    document = parse(text)
    anchors = [heading.anchor for heading in outline(document)]
    keys = [item.key for item in ticks(document)]
    assert len(set(anchors)) == len(anchors)
    assert len(set(keys)) == len(keys)
    assert all(isinstance(block, Heading) for block in outline(document))
