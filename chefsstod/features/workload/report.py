"""The year's hours on A4 landscape: the bars, the overloaded weeks with what could be moved, her leave and slack weeks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from chefsstod.features.workload.model import Leave, SlackWeek, WeekLoad
from chefsstod.features.yearwheel.collisions import Relief


@dataclass(frozen=True, slots=True)
class WorkloadSheet:
    """What the paper shows. ``title`` names the year; ``reliefs`` holds the best proposal for an overloaded week, by Monday."""

    title: str
    today: date
    unit: str
    capacity: float
    ordinary: bool
    weeks: tuple[WeekLoad, ...]
    leave: tuple[Leave, ...] = ()
    slack: tuple[SlackWeek, ...] = ()
    reliefs: Mapping[date, Relief] = field(default_factory=lambda: MappingProxyType({}))


def workload_pdf(sheet: WorkloadSheet, target: Path) -> None:
    """Write the paper, atomically. Raises OSError when the file cannot be written."""
    from chefsstod.features.workload.report_draw import write

    write(sheet, target)
