"""A chain on one A4 page, to have in the binder or beside the phone: boxes to tick, dates, room for a word. No Qt, no SQL."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chefsstod.features.timers.model import Chain


@dataclass(frozen=True, slots=True)
class ChainSheet:
    """What the paper is made from. ``sources`` are the laws that the steps rest on, each on one line."""

    chain: Chain
    today: date
    unit: str = ""
    sources: tuple[str, ...] = ()

    def texts(self) -> list[str]:
        """Her own words on the paper: what the privacy guard looks at before it leaves the program."""
        return [text for text in (self.chain.label, self.chain.note, *(step.note for step in self.chain.steps)) if text]


def chain_pdf(sheet: ChainSheet, target: Path) -> None:
    """Write the page, atomically: always one page, whatever the chain holds. Raises OSError when the file cannot be written."""
    from chefsstod.features.timers.report_chain import write

    write(sheet, target)
