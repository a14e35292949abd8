"""What a month is to hold besides its tasks: themes, and needs of her own. Frozen data; no clock, no SQL, no Qt."""

from dataclasses import dataclass
from datetime import date, timedelta

from chefsstod.features.yearwheel.themes import MonthTheme


@dataclass(frozen=True, slots=True)
class Need:
    """Something of her own. ``month`` is its first day; ids sort in the order they were given."""

    id: str
    month: date
    text: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class MonthLeaf:
    """A month's themes and needs. ``left_over``: what is not done from the months before."""

    first: date
    theme: MonthTheme
    needs: tuple[Need, ...] = ()
    left_over: tuple[Need, ...] = ()


def following(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def next_id(taken: list[str], mark: str) -> str:
    """An id that sorts after all of ``taken``; ``mark`` tells it from one that had its number and was taken away."""
    numbers = (name.partition("-")[0] for name in taken)
    last = max((int(number) for number in numbers if number.isdigit()), default=0)
    return f"{last + 1:08}-{mark}"
