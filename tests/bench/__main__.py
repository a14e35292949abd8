"""``make bench``: the program against the floors of what it stands on, in the same run; ``--strict`` fails over a target."""

import argparse
import sys
import tempfile
from pathlib import Path

from chefsstod.i18n import set_language
from tests.bench import book, expansion, ics_and_load, paper, screen, search, start, wheel
from tests.bench.data import prepare
from tests.bench.measure import Row, table


def measure(rounds: int) -> list[Row]:
    """All rows, each the median of ``rounds`` alternating rounds."""
    set_language("sv")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        context = prepare(folder / "data")
        try:
            rows = expansion.rows(context, rounds)
            for part in (paper, wheel, screen, ics_and_load, book, search):
                rows += part.rows(context, folder, rounds)
        finally:
            context.database.close()
        return start.rows(folder / "data", context.database.path, rounds) + rows


def main(arguments: list[str]) -> int:
    """Measure, print the table; 1 only with ``--strict`` and a missed target."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round: to see that it runs, not how fast")
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a target is missed")
    options = parser.parse_args(arguments)
    rows = measure(1 if options.quick else 9)
    print(table(rows))
    return int(options.strict and not all(row.within for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
