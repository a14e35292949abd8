"""What every measurement shares: alternating rounds, medians, and a row of the table."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One line of the table. ``value`` and ``floor`` are in ``unit``; ``limit`` bounds the ratio, or the value without a floor."""

    name: str
    value: float
    floor: float | None
    limit: float
    unit: str = "ms"

    @property
    def compared(self) -> float:
        """What the limit is for."""
        return self.value / self.floor if self.floor else self.value

    @property
    def within(self) -> bool:
        """Whether the target is reached."""
        return self.compared <= self.limit

    def cells(self) -> tuple[str, ...]:
        """The texts of the table's columns."""
        floor = f"{self.floor:.1f} {self.unit}" if self.floor else "–"
        ratio = f"{self.compared:.2f} ×" if self.floor else "–"
        limit = f"≤ {self.limit:.2f} ×" if self.floor else f"≤ {self.limit:.0f} {self.unit}"
        return (self.name, f"{self.value:.1f} {self.unit}", floor, ratio, limit, "ok" if self.within else "over")


def alternate(rounds: int, ours: Callable[[], float], floor: Callable[[], float]) -> tuple[float, float]:
    """The medians of both after ``rounds`` rounds each, taken in turn so that a busy machine hits both alike."""
    mine, bare = [], []
    for _ in range(rounds):
        bare.append(floor())
        mine.append(ours())
    return median(mine), median(bare)


def timed(job: Callable[[], object]) -> float:
    """How long ``job`` takes, in milliseconds, without the garbage of what ran before."""
    gc.collect()
    begin = perf_counter()
    job()
    return (perf_counter() - begin) * 1000


def table(rows: list[Row]) -> str:
    """The rows as text."""
    head = ("", "measured", "floor", "ratio", "target", "")
    lines = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]

    def line_of(cells: tuple[str, ...]) -> str:
        first, *others = (cell.ljust(wide) for cell, wide in zip(cells, widths, strict=True))
        return "  ".join([first, *(cell.strip().rjust(wide) for cell, wide in zip(others, widths[1:], strict=True))]).rstrip()

    return "\n".join(line_of(line) for line in lines)
