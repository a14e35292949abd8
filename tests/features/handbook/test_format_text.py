"""What the buttons and keys of the editor do to a text. «‹» and «›» stand where the selection begins and ends, «|» at the caret."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.content.document import Callout, Items, Paragraph, walk
from chefsstod.content.markdown import parse
from chefsstod.features.handbook import format_text as f
from chefsstod.features.handbook.format_text import Edit, apply


def at(marked: str) -> tuple[str, int, int]:
    if "‹" in marked:
        begin = marked.index("‹")
        return marked.replace("‹", "").replace("›", ""), begin, marked.index("›") - 1
    place = marked.index("¦")
    return marked.replace("¦", ""), place, place


def shown(text: str, edit: Edit | None) -> str | None:
    if edit is None:
        return None
    after = apply(text, edit)
    a, b = sorted((edit.anchor, edit.caret))
    return after[:a] + ("¦" if a == b else "‹" + after[a:b] + "›") + after[b:]


def done(marked: str, change: Callable[[str, int, int], Edit | None]) -> str | None:
    text, a, b = at(marked)
    return shown(text, change(text, a, b))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ett ‹viktigt› ord", "Ett **‹viktigt›** ord"),
        ("Ett **‹viktigt›** ord", "Ett ‹viktigt› ord"),
        ("Ett ‹**viktigt**› ord", "Ett ‹viktigt› ord"),
        ("Ett vik¦tigt ord", "Ett **‹viktigt›** ord"),
        ("Ett ¦ ord", "Ett **¦** ord"),
        ("Ett‹ viktigt › ord", "Ett **‹viktigt›**  ord"),
        ("‹- ett\n- två\n›", "‹- **ett**\n- **två**\n›"),
    ],
)
def test_bold(before: str, after: str) -> None:
    assert done(before, lambda t, a, b: f.emphasise(t, a, b, "**")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ett *‹lutat›* ord", "Ett ‹lutat› ord"),
        ("Ett **‹fett›** ord", "Ett ***‹fett›*** ord"),
    ],
)
def test_italic_and_bold_are_told_apart(before: str, after: str) -> None:
    assert done(before, lambda t, a, b: f.emphasise(t, a, b, "*")) == after


@pytest.mark.parametrize(
    ("before", "level", "after"),
    [
        ("Syf¦te", 2, "## Syf¦te"),
        ("## Syf¦te", 3, "### Syf¦te"),
        ("## Syf¦te", 2, "Syf¦te"),
        ("### Syf¦te", 0, "Syf¦te"),
        ("- Syf¦te", 2, "## Syf¦te"),
    ],
)
def test_headings_come_change_and_go(before: str, level: int, after: str) -> None:
    assert done(before, lambda t, a, b: f.heading(t, a, b, level)) == after


def test_lines_become_a_list_and_plain_again() -> None:
    listed = done("‹ett\n\ntvå›", f.bullets)
    assert listed == "‹- ett\n\n- två›"
    assert done(listed, f.bullets) == "‹ett\n\ntvå›"


def test_one_kind_of_list_becomes_another() -> None:
    assert done("‹- ett\n- två›", f.numbers) == "‹1. ett\n2. två›"
    assert done("‹1. ett\n2. två›", f.boxes) == "‹- [ ] ett\n- [ ] två›"
    assert done("‹- [ ] ett›", f.bullets) == "‹- ett›"
    assert done("‹- [x] ett›", f.boxes) == "‹ett›"
    assert done("¦", f.boxes) == "- [ ] ¦"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- ett¦", "- ett\n- ¦"),
        ("- ett¦ två", "- ett\n- ¦två"),
        ("9. ett¦", "9. ett\n10. ¦"),
        ("- [x] ett¦", "- [x] ett\n- [ ] ¦"),
        ("  - ett¦", "  - ett\n  - ¦"),
        ("- ett\n- ¦", "- ett\n\n¦"),  # right under it the next words would belong to the last point
        ("- [ ] ett\n- [ ] ¦", "- [ ] ett\n\n¦"),
        ("- ett\n\n- ¦", "- ett\n\n¦"),
        ("- ¦", "¦"),
        ("1. ett\n   - två\n   - ¦", "1. ett\n   - två\n2. ¦"),
        ("vanlig rad¦", None),
        ("¦- ett", None),
        ("-¦", None),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it(before: str, after: str | None) -> None:
    assert done(before, lambda t, a, _b: f.enter(t, a)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- ett\n- två¦", "- ett\n  - två¦"),
        ("1. ett\n2. två¦", "1. ett\n   1. två¦"),
        ("- ett\n  - två\n- tre¦", "- ett\n  - två\n  - tre¦"),
        ("- ett¦", None),
        ("text¦", None),
        ("- ett\n  - två¦", None),
    ],
)
def test_tab_moves_a_point_in(before: str, after: str | None) -> None:
    assert done(before, f.indent) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [("- ett\n  - två¦", "- ett\n- två¦"), ("1. ett\n   1. två¦", "1. ett\n1. två¦"), ("- ett¦", None), ("x¦", None)],
)
def test_shift_tab_moves_a_point_out(before: str, after: str | None) -> None:
    assert done(before, f.outdent) == after


def test_a_point_moved_in_by_tab_lies_in_the_list_of_the_one_above() -> None:
    text = "1. ett\n2. två"
    edit = f.indent(text, len(text), len(text))
    assert edit is not None
    (outer,) = parse(apply(text, edit)).blocks
    assert isinstance(outer, Items)
    assert isinstance(outer.items[0].blocks[1], Items)


def test_a_callout_round_the_selected_lines_is_a_callout_when_read() -> None:
    text, a, b = at("Före.\n‹Ring först.›\nEfter.")
    blocks = parse(apply(text, f.callout(text, a, b, "obs", "Skriv här."))).blocks
    assert [type(block) for block in blocks] == [Paragraph, Callout, Paragraph]


def test_an_empty_callout_has_its_words_selected() -> None:
    assert done("¦", lambda t, a, b: f.callout(t, a, b, "obs", "Skriv här.")) == "::: obs\n‹Skriv här.›\n:::\n"


def test_a_link_takes_the_selected_words_and_brackets_do_not_break_it() -> None:
    assert done("Se ‹lönen›.", lambda t, a, b: f.link(t, a, b, "chefsstod:task/lon", "Lön")) == "Se [lönen](chefsstod:task/lon)¦."
    made = done("Se ¦", lambda t, a, b: f.link(t, a, b, "https://x.se", "[A]"))
    assert made == "Se [\\[A\\]](https://x.se)¦"


@pytest.mark.parametrize("text", ["", "Före", "Före\n", "Före\n\n", "Före\nEfter"])
def test_a_block_put_in_is_a_paragraph_of_its_own(text: str) -> None:
    for place in range(len(text) + 1):
        after = apply(text, f.insert_block(text, place, "![Bild](bild.png)"))
        assert any(line == "![Bild](bild.png)" for line in after.split("\n"))
        for words in text.split():
            assert words in after.replace("![Bild](bild.png)", "")


lines = st.lists(
    st.sampled_from(["- ett", "  - två", "1. tre", "- [ ] fyra", "text", "", "## rubrik", "| a | b |", "::: obs"]), max_size=8
)


@given(lines, st.integers(0, 60), st.integers(0, 60), st.integers(0, 8))
def test_no_tool_loses_a_word(rows: list[str], a: int, b: int, tool: int) -> None:
    text = "\n".join(rows)
    a, b = min(a, len(text)), min(b, len(text))
    tools: list[Callable[[str, int, int], Edit | None]] = [
        f.bullets, f.numbers, f.boxes, f.indent, f.outdent, lambda t, x, y: f.heading(t, x, y, 2),
        lambda t, x, y: f.emphasise(t, x, y, "**"), lambda t, x, y: f.callout(t, x, y, "obs", "skriv"),
        lambda t, x, _y: f.enter(t, x),
    ]  # fmt: skip
    edit = tools[tool](text, a, b)
    if edit is None:
        return
    after = apply(text, edit)
    assert 0 <= min(edit.anchor, edit.caret) <= max(edit.anchor, edit.caret) <= len(after)
    letters = [letter for letter in after if letter.isalpha()]
    for letter in (one for one in text if one.isalpha()):
        letters.remove(letter)
    assert list(walk(parse(after).blocks)) is not None
