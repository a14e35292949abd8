"""Calendar programs that are not ours take the year in: khal and calcurse (Debian's packages) and the parser vobject.

A program that is not installed skips its test. Each gets a home of its own, and nothing of the tester's is touched.
"""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from chefsstod.features.exchange.model import ExportChoice
from chefsstod.features.exchange.service import ExchangeService
from chefsstod.features.yearwheel.model import Kind
from chefsstod.shell.context import AppContext

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
CHOICE = ExportChoice(alarm=True, routines=True, marks=True)


@pytest.fixture
def year(exchange: ExchangeService, tmp_path: Path) -> Path:
    exchange.write(tmp_path / "year.ics", FIRST, LAST, CHOICE)
    return tmp_path / "year.ics"


@pytest.fixture
def days(exchange: ExchangeService) -> dict[date, set[str]]:
    """The titles of each day, as they should be."""
    found: dict[date, set[str]] = {}
    for event in exchange.outgoing(FIRST, LAST, CHOICE).events:
        found.setdefault(event.day, set()).add(event.summary)
    return found


def run(home: Path, *words: str) -> str:
    home.mkdir(exist_ok=True)
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "Europe/Stockholm",
        **{name: str(home / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")},
    }
    done = subprocess.run(
        words, env=env, cwd=home, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-1500:]
    return done.stdout


@pytest.mark.skipif(shutil.which("calcurse") is None, reason="calcurse is not installed")
def test_calcurse_takes_the_year_in(year: Path, days: dict[date, set[str]], tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "calcurse", "-D", str(home / "data"), "-C", str(home / "conf"), "-q", "-i", str(year))
    kept = (home / "data" / "apts").read_text(encoding="utf-8")
    # An all-day event is a line «month/day/year [1] title», with its day of the month and no hour.
    theirs: dict[date, set[str]] = {}
    for line in kept.splitlines():
        head, _gap, rest = line.partition(" ")
        month, day, number = map(int, head.split("/"))
        title = rest.partition("] ")[2]
        theirs.setdefault(date(number, month, day), set()).add(title.partition(">")[2].strip() if title.startswith(">") else title)
    assert theirs.keys() == days.keys()
    assert sum(map(len, theirs.values())) == sum(map(len, days.values()))


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal is not installed")
def test_khal_takes_a_ring_in_and_lists_it_on_the_same_days(
    exchange: ExchangeService, profiled: AppContext, tmp_path: Path
) -> None:
    home, folder = tmp_path / "home", tmp_path / "calendar"
    home.mkdir()
    folder.mkdir()
    config = home / "khal.conf"
    config.write_text(
        f"[calendars]\n[[wheel]]\npath = {folder}\n"
        "[locale]\nlocal_timezone = Europe/Stockholm\ndefault_timezone = Europe/Stockholm\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {home / 'khal.db'}\n"
    )
    ring = next(o.activity.category for o in profiled.yearwheel.occurrences(FIRST, LAST) if o.activity.kind is Kind.CALENDAR)
    choice = ExportChoice(categories=frozenset({ring}), alarm=True)
    file = exchange.write(tmp_path / "ring.ics", FIRST, LAST, choice)
    run(home, "khal", "-c", str(config), "import", "--batch", "-a", "wheel", str(tmp_path / "ring.ics"))
    listed = run(
        home, "khal", "-c", str(config), "list", "--format", "{start-date}|{title}", "--day-format", "", "2027-01-01", "2028-01-01"
    )
    theirs = {tuple(line.strip().split("|", 1)) for line in listed.splitlines() if "|" in line}
    assert theirs == {(event.day.isoformat(), event.summary) for event in file.events}
    # A moved date imported again replaces the old one: same UID.
    chosen = file.events[0]
    profiled.yearwheel.move(chosen.key, date(2027, 12, 31))
    exchange.write(tmp_path / "ring.ics", FIRST, LAST, choice)
    run(home, "khal", "-c", str(config), "import", "--batch", "-a", "wheel", str(tmp_path / "ring.ics"))
    again = run(
        home, "khal", "-c", str(config), "list", "--format", "{start-date}|{title}", "--day-format", "", "2027-01-01", "2028-01-01"
    )
    assert f"2027-12-31|{chosen.summary}" in again
    assert f"{chosen.day.isoformat()}|{chosen.summary}" not in again


def test_vobject_reads_every_event(year: Path, days: dict[date, set[str]]) -> None:
    vobject = pytest.importorskip("vobject")
    calendar = vobject.readOne(year.read_text(encoding="utf-8"))
    theirs: dict[date, set[str]] = {}
    for event in calendar.vevent_list:
        assert (event.dtend.value - event.dtstart.value).days == 1
        theirs.setdefault(event.dtstart.value, set()).add(event.summary.value)
    assert theirs == days
