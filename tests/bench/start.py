"""Start-up: process begin to painted window with content, and the memory it then holds, against the barest such window."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.measure import Row

HERE = Path(__file__).resolve().parent
MIB = 1024 * 1024


def _child(script: str, *arguments: str) -> tuple[str, str]:
    """The last two words that a script of this folder prints in a process of its own."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(HERE.parents[1])}
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{script} failed:\n{done.stderr[-2000:]}")
    one, two = done.stdout.split()[-2:]
    return one, two


def _run(script: str, argument: Path) -> tuple[float, float]:
    """Milliseconds from before the process begins to the first paint, and MiB."""
    # perf_counter is the system's monotonic clock on Linux and macOS: parent and child read the same one.
    seconds, size = _child(script, repr(perf_counter()), str(argument))
    return float(seconds) * 1000, int(size) / MIB


def _years(folder: Path, laps: int) -> Row:
    before, after = (int(size) / MIB for size in _child("child_years.py", str(folder), str(laps)))
    return Row(f"memory after {20 * laps} steps to another year", after, before, 1.03, "MiB")


def rows(folder: Path, database: Path, rounds: int) -> list[Row]:
    """Time and memory of the start, and memory after ten years back and forth."""
    _run("child_app.py", folder)  # once unmeasured: byte code, content cache and the day's backup
    _run("child_floor.py", database)
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(_run("child_floor.py", database))
        ours.append(_run("child_app.py", folder))
    time, size = (median(column) for column in zip(*ours, strict=True))
    floor_time, floor_size = (median(column) for column in zip(*bare, strict=True))
    return [
        Row("start to today's content on the screen", time, floor_time, 1.35),
        Row("memory at that moment", size, floor_size, 1.3, "MiB"),
        _years(folder, rounds),
    ]
