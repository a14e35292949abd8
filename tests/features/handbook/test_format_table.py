"""Tables in a text: made, walked through, kept in even columns."""

import pytest

from chefsstod.content.document import Table, text_of
from chefsstod.content.markdown import parse
from chefsstod.features.handbook import format_table as f
from chefsstod.features.handbook.format_text import Edit, apply

TABLE = "Före\n\n| Vad | Vem |\n|:--|--:|\n| Ring chefen | A |\n| b | c |\n\nEfter"


def after(text: str, edit: Edit | None) -> tuple[str, str]:
    assert edit is not None
    made = apply(text, edit)
    return made, made[edit.anchor : edit.caret]


def table(text: str) -> Table:
    return next(block for block in parse(text).blocks if isinstance(block, Table))


def test_a_new_table_has_its_first_head_selected() -> None:
    made, selected = after("Före", f.new_table("Före", 4, 3, 2, "Kolumn"))
    assert selected == "Kolumn 1"
    found = table(made)
    assert [text_of(cell) for cell in found.head] == ["Kolumn 1", "Kolumn 2", "Kolumn 3"]
    assert len(found.rows) == 2


def test_tab_goes_to_the_next_cell_and_evens_the_columns() -> None:
    made, selected = after(TABLE, f.step(TABLE, TABLE.index("Vad"), True))
    assert selected == "Vem"
    lines = [line for line in made.split("\n") if "|" in line]
    assert len({len(line) for line in lines}) == 1
    assert lines[1] == "| :---------- | --: |"


def test_tab_goes_through_all_cells_and_makes_a_row_at_the_end() -> None:
    text, place, seen = TABLE, TABLE.index("Vad"), []
    for _cell in range(6):
        edit = f.step(text, place, True)
        text, words = after(text, edit)
        place = edit.anchor  # type: ignore[union-attr]
        seen.append(words)
    assert seen == ["Vem", "Ring chefen", "A", "b", "c", ""]
    assert len(table(text).rows) == 3
    assert f.step(text, text.index("Efter") - 4, True) is None  # an empty last row: Tab goes on to the next field


def test_shift_tab_goes_back_and_out_at_the_first_cell() -> None:
    assert after(TABLE, f.step(TABLE, TABLE.index("Ring"), False))[1] == "Vem"
    assert f.step(TABLE, TABLE.index("Vad"), False) is None


def test_enter_makes_a_row_below_and_ends_the_table_in_an_empty_one() -> None:
    edit = f.enter(TABLE, TABLE.index("| b") + 2)
    made, _words = after(TABLE, edit)
    assert len(table(made).rows) == 3
    ended, _words = after(made, f.enter(made, edit.anchor))  # type: ignore[union-attr]
    assert len(table(ended).rows) == 2
    assert ended.endswith("\n\nEfter")
    assert f.enter("text", 2) is None


def test_enter_in_the_last_row_at_the_very_end_leaves_the_table() -> None:
    text = "| A |\n| --- |\n| b |\n|   |"
    edit = f.enter(text, len(text))
    made, _words = after(text, edit)
    assert made == "| A   |\n| --- |\n| b   |\n\n"
    assert edit is not None
    assert edit.caret == len(made)


@pytest.mark.parametrize("place", [0, len(TABLE)])
def test_outside_a_table_nothing_happens(place: int) -> None:
    assert f.table_at(TABLE, place) is None
    assert f.step(TABLE, place, True) is None
    assert f.even(TABLE, place) is None


def test_a_line_with_a_bar_is_no_table() -> None:
    assert f.table_at("a | b", 2) is None
    assert f.table_at("a | b\nc | d", 2) is None


def test_an_escaped_bar_stays_within_its_cell() -> None:
    text = "| a \\| b | c |\n|---|---|\n| d | e |"
    grid = f.table_at(text, 3)
    assert grid is not None
    assert grid.rows[0] == ("a \\| b", "c")
    assert f.cell_at(text, grid, text.index("c |")) == f.Cell(0, 1)


def test_rows_of_different_length_are_filled_up() -> None:
    text = "| a | b | c |\n|---|---|\n| d |"
    made, _words = after(text, f.even(text, 3))
    assert made.split("\n")[2].count("|") == 4


def test_an_edge_less_table_is_understood_and_gets_edges() -> None:
    text = "a | b\n--- | ---\nc | d"
    made, selected = after(text, f.step(text, text.index("b"), True))
    assert selected == "c"
    assert made.startswith("| a   | b   |")


def test_a_very_long_cell_does_not_widen_the_others() -> None:
    text = "| a |\n|---|\n| " + "ord " * 40 + "|\n| b |"
    made, _words = after(text, f.even(text, 3))
    assert len(made.split("\n")[0]) < 60
