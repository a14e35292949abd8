"""A table of a web page as a plain grid: merged cells flattened, empty rows and columns gone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

MAX_COLUMNS = 60
MAX_SPAN = 500
SHORT = 60
"""The longest words of a cell that can be the head of a column."""
LONG = 280
"""A cell with more signs and several paragraphs is a text, not a cell."""


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows`` are equally long; a cell that is merged over several columns stands in the first, over several rows in each."""

    rows: "list[list[Tag | None]]"
    has_head: bool
    is_layout: bool
    """It only puts things beside each other: it is read better one below the other."""


def grid_of(table: "Tag") -> Grid:
    """The grid of a table, which may be crooked."""
    rows = _trimmed(_expanded(table))
    return Grid(rows, bool(rows) and _has_head(table, rows), _is_layout(rows))


def rows_of(table: "Tag") -> "list[Tag]":
    """The rows of this table, not those of tables within it."""
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _expanded(table: "Tag") -> "list[list[Tag | None]]":
    rows: list[list[Tag | None]] = []
    over: dict[int, tuple[int, Tag]] = {}  # column → rows left, the cell that reaches down
    for tr in rows_of(table):
        row: list[Tag | None] = []
        cells = [cell for cell in tr.find_all(["td", "th"]) if cell.find_parent("tr") is tr]
        for cell in [*cells, None]:
            while len(row) in over and len(row) < MAX_COLUMNS:
                left, above = over.pop(len(row))
                if left > 1:
                    over[len(row)] = (left - 1, above)
                row.append(above)
            if cell is None or len(row) >= MAX_COLUMNS:
                break
            down = _span(cell, "rowspan")
            if down > 1:
                over[len(row)] = (down - 1, cell)
            row += [cell, *[None] * min(_span(cell, "colspan") - 1, MAX_COLUMNS - len(row) - 1)]
        rows.append(row)
    width = max((len(row) for row in rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def _span(cell: "Tag", name: str) -> int:
    text = str(cell.get(name) or "1")
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() else 1


def _trimmed(rows: "list[list[Tag | None]]") -> "list[list[Tag | None]]":
    """Without rows and columns that hold nothing at all."""
    rows = [row for row in rows if any(map(_holds, row))]
    if not rows:
        return []
    kept = [place for place in range(len(rows[0])) if any(_holds(row[place]) for row in rows)]
    return [[row[place] for place in kept] for row in rows]


def _holds(cell: "Tag | None") -> bool:
    return cell is not None and (bool(cell.get_text().strip()) or cell.find("img") is not None)


def words_of(cell: "Tag | None") -> str:
    """The words of a cell on one line."""
    return " ".join(cell.get_text(" ").split()) if cell is not None else ""


def _has_head(table: "Tag", rows: "list[list[Tag | None]]") -> bool:
    """Whether the first row names the columns."""
    first = rows[0]
    if len(rows) < 2:
        return False
    if table.find("thead") is not None or all(cell is None or cell.name == "th" for cell in first):
        return True
    if any(len(words_of(cell)) > SHORT or words_of(cell).endswith(":") for cell in first) or not all(
        cell is None or _holds(cell) for cell in first
    ):
        return False
    bold = [_is_bold(cell) for row in rows for cell in row[:1]]
    labels = len(first) == 2 and all(bold) and not _is_bold(first[1])
    return not labels


def _is_bold(cell: "Tag | None") -> bool:
    if cell is None:
        return False
    strong = "".join(tag.get_text() for tag in cell.find_all(["strong", "b"]))
    return bool(strong.strip()) and len(strong.split()) >= len(cell.get_text().split())


def _is_layout(rows: "list[list[Tag | None]]") -> bool:
    if not rows or len(rows[0]) == 1:
        return True
    if len(rows) == 1 and any(cell is not None and cell.find("img") for cell in rows[0]):
        return True  # a head with a logotype
    return len(rows[0]) == 2 and any(_is_text(cell) for row in rows for cell in row)


def _is_text(cell: "Tag | None") -> bool:
    if cell is None:
        return False
    if cell.find("table") is not None:
        return True
    return len(cell.find_all(["p", "li"])) > 2 and len(words_of(cell)) > LONG
