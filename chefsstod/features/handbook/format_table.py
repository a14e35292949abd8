"""Tables as Markdown: made, kept in even columns, walked through cell by cell. Pure functions, as ``format_text``."""

import re
import unicodedata
from dataclasses import dataclass

from chefsstod.features.handbook.format_text import Edit, insert_block, line_of

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_NARROWEST = 3
_WIDEST = 48
"""Columns are padded up to this many signs; longer cells stand as they are, or the lines would run off the screen."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in a text: the lines ``begin``–``end``, its cells by row (the head first) and how the columns stand («:--»)."""

    begin: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Row (0 is the head) and column of a cell."""

    row: int
    column: int


def new_table(text: str, place: int, columns: int, rows: int, head: str) -> Edit:
    """A table after the line of the caret: ``rows`` below a row of heads «head 1», «head 2» …; the first head is selected."""
    heads = [f"{head} {number}" for number in range(1, columns + 1)]
    grid = Grid(0, 0, (tuple(heads), *((("",) * columns,) * rows)), ("---",) * columns)
    words = _written(grid)
    return insert_block(text, place, words, (2, 2 + len(heads[0])))


def table_at(text: str, place: int) -> Grid | None:
    """The table that ``place`` is in."""
    begin, end = line_of(text, place)
    if "|" not in text[begin:end]:
        return None
    while begin > 0 and "|" in text[slice(*line_of(text, begin - 1))]:
        begin = line_of(text, begin - 1)[0]
    while end < len(text) and "|" in text[slice(*line_of(text, end + 1))]:
        end = line_of(text, end + 1)[1]
    lines = text[begin:end].split("\n")
    if len(lines) < 2 or not _RULE.match(lines[1]):
        return None
    rules = _cells(lines[1])
    rows = [_cells(lines[0]), *(_cells(line) for line in lines[2:])]
    width = max(len(rules), *(len(row) for row in rows))
    return Grid(begin, end, tuple(_filled(row, width, "") for row in rows), _filled(rules, width, "---"))


def cell_at(text: str, grid: Grid, place: int) -> Cell:
    """The cell that ``place`` is in; in the line of rules, the head above."""
    line = text.count("\n", grid.begin, place)
    start = line_of(text, place)[0]
    before = re.sub(r"\\.", "  ", text[start:place])
    column = before.count("|") - int(text[start:].lstrip().startswith("|"))
    return Cell(max(0, line - 1), min(max(0, column), len(grid.rules) - 1))


def step(text: str, place: int, forward: bool) -> Edit | None:
    """Tab in a table: even columns, the next (or former) cell selected, a new row after the last. None: no table, or its edge."""
    grid = table_at(text, place)
    if grid is None:
        return None
    cell = cell_at(text, grid, place)
    width = len(grid.rules)
    number = cell.row * width + cell.column + (1 if forward else -1)
    if number < 0:
        return None
    if number == width * len(grid.rows):
        if not any(grid.rows[-1]):
            return None  # an empty last row: she is through
        grid = Grid(grid.begin, grid.end, (*grid.rows, ("",) * width), grid.rules)
    return _selected(grid, Cell(number // width, number % width))


def enter(text: str, place: int) -> Edit | None:
    """Enter in a table: a new row below; in an empty last row the table ends. None: no table."""
    grid = table_at(text, place)
    if grid is None:
        return None
    cell = cell_at(text, grid, place)
    if cell.row and cell.row == len(grid.rows) - 1 and not any(grid.rows[-1]):
        shorter = _written(Grid(0, 0, grid.rows[:-1], grid.rules))
        tail = "\n\n" if not text[grid.end :].startswith("\n\n") else "\n"
        caret = grid.begin + len(shorter) + len(tail)
        return Edit(grid.begin, grid.end, shorter + tail, caret, caret)
    rows = (*grid.rows[: cell.row + 1], ("",) * len(grid.rules), *grid.rows[cell.row + 1 :])
    return _selected(Grid(grid.begin, grid.end, rows, grid.rules), Cell(cell.row + 1, 0))


def even(text: str, place: int) -> Edit | None:
    """The table at ``place`` in even columns, the caret in its cell."""
    grid = table_at(text, place)
    return _selected(grid, cell_at(text, grid, place)) if grid else None


def _selected(grid: Grid, cell: Cell) -> Edit:
    """The table written anew with the words of a cell selected."""
    words = _written(grid)
    lines = words.split("\n")
    line = cell.row + (1 if cell.row else 0)
    start = grid.begin + sum(len(one) + 1 for one in lines[:line])
    offset = 2
    for column in range(cell.column):
        offset += len(_padded(grid.rows[cell.row][column], _widths(grid)[column])) + 3
    anchor = start + offset
    return Edit(grid.begin, grid.end, words, anchor, anchor + len(grid.rows[cell.row][cell.column]))


def _written(grid: Grid) -> str:
    widths = _widths(grid)
    rules = [_rule(rule, width) for rule, width in zip(grid.rules, widths, strict=True)]
    rows = [[_padded(cell, width) for cell, width in zip(row, widths, strict=True)] for row in grid.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (rows[0], rules, *rows[1:]))


def _widths(grid: Grid) -> list[int]:
    columns = zip(*grid.rows, strict=True)
    return [min(_WIDEST, max(_NARROWEST, *(_size(cell) for cell in column))) for column in columns]


def _rule(rule: str, width: int) -> str:
    left, right = rule.startswith(":"), rule.endswith(":") and len(rule) > 1
    return ":" * left + "-" * (width - left - right) + ":" * right


def _padded(cell: str, width: int) -> str:
    return cell + " " * max(0, width - _size(cell))


def _size(cell: str) -> int:
    """How many columns of even signs it takes: a combining accent takes none."""
    return sum(not unicodedata.combining(letter) for letter in cell)


def _cells(line: str) -> tuple[str, ...]:
    bare = line.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", bare))


def _filled(row: tuple[str, ...], width: int, filler: str) -> tuple[str, ...]:
    return row + (filler,) * (width - len(row))
