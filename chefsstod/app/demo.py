"""A demonstration without a screen: lives through some months of a made-up manager, writes the papers and a picture.

``python -m chefsstod.app.demo build/demo``. Everything lies in the given folder; nothing of the user's own is touched.
"""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from chefsstod.app.bootstrap import build
from chefsstod.features.profile.model import Employment, Profile, Role, ServiceType
from chefsstod.features.yearwheel.model import Kind, Occurrence, by_due
from chefsstod.i18n import _, set_language
from chefsstod.shell.context import AppContext
from chefsstod.support.clock import Clock, system_clock, timestamp
from chefsstod.support.errors import UserError
from chefsstod.support.holidays import next_workday
from chefsstod.support.paths import Paths, user_paths
from chefsstod.support.settings import load_settings

DATA = "data"
MARK = ".chefsstod-demo"
"""The empty file that tells a demonstration's data folder, which may be removed, from any other."""
_MONTHS_IN_PLACE = timedelta(days=160)
_LATE = 2
_UNDER_WAY = 3

# What a manager in the demonstration wrote; content, not interface, hence Swedish.
_NOTES = (
    "Börja två veckor tidigare nästa gång: underlaget från ekonomi kom sent.",
    "Gick bra att ta i två grupper på APT.",
    "Samma upplägg som förra gången. Mallen ligger i gruppens mapp.",
)
_REASON = "Görs gemensamt för hela området i år."


@dataclass
class _Calendar:
    """The clock of the demonstration, which is turned forward as the months go by."""

    day: date

    def __call__(self) -> date:
        return self.day


def run(folder: Path, clock: Clock) -> list[Path]:
    """Set up the year in ``folder`` and write the papers and the window's picture there; returns them.

    A ``data`` folder left by an earlier demonstration is made anew; one that is not, is refused with UserError.
    """
    today = clock()
    paths = _fresh(folder)
    from chefsstod.storage.opening import open_database

    calendar = _Calendar(today - _MONTHS_IN_PLACE)
    database = open_database(paths, timestamp())
    try:
        context = build(paths, database, calendar)
        _live(context, calendar, today)
        return [*_write_papers(context, today, folder), _take_picture(context, folder / "window.png")]
    finally:
        database.close()


def _fresh(folder: Path) -> Paths:
    """An empty data folder within ``folder``."""
    data = folder.absolute() / DATA
    if data.exists() and not (data / MARK).is_file():
        raise UserError(
            _("«{path}» is not from a demonstration").format(path=data),
            _("Nothing was changed."),
            _("Choose another folder for the demonstration."),
        )
    if data.exists():
        shutil.rmtree(data)
    data.mkdir(parents=True)
    (data / MARK).touch()
    return user_paths(data)


def _live(context: AppContext, calendar: _Calendar, today: date) -> None:
    start = next_workday(calendar.day)
    context.profiles.save(
        Profile(
            service_type=ServiceType.SABO,
            start_date=start,
            role=Role.NEW,
            employment=Employment.PERMANENT,
            unit="Boendet Exempel",
        )
    )
    _do_what_was_due(context, calendar, start, today)
    calendar.day = today
    _begin_and_move(context, today)
    context.yearwheel.seen()


def _do_what_was_due(context: AppContext, calendar: _Calendar, start: date, today: date) -> None:
    """Everything until yesterday is done a few days ahead, but for one skipped and the last two, which are late."""
    wheel = context.yearwheel
    past = wheel.occurrences(start, today - timedelta(days=1))
    tasks = [occurrence for occurrence in past if occurrence.activity.kind is Kind.CALENDAR]
    late = {occurrence.key for occurrence in tasks[-_LATE:]}
    skipped = tasks[-_LATE - 2].key if len(tasks) > _LATE + 2 else None
    for place, occurrence in enumerate(past):
        if occurrence.key in late:
            continue
        calendar.day = max(start, occurrence.due - timedelta(days=place % 4))
        if occurrence.key == skipped:
            wheel.skip(occurrence.key, _REASON)
            continue
        is_task = occurrence.activity.kind is Kind.CALENDAR
        for step in occurrence.activity.steps if is_task else ():
            wheel.tick(occurrence.key, step.id, done=True)
        wheel.mark_done(occurrence.key, _NOTES[place % len(_NOTES)] if is_task and place % 3 == 0 else None)


def _begin_and_move(context: AppContext, today: date) -> None:
    """Some of what should have begun is under way with its first steps ticked; one task is moved a week on."""
    wheel = context.yearwheel
    ahead = wheel.occurrences(today, today + timedelta(days=120))
    begun = _tasks(o for o in ahead if o.start_by <= today)
    for occurrence in begun[1 : 1 + _UNDER_WAY]:
        wheel.mark_started(occurrence.key)
        for step in occurrence.activity.steps[:2]:
            wheel.tick(occurrence.key, step.id, done=True)
    later = _tasks(o for o in ahead if o.due > today + timedelta(days=10) and o not in begun)
    if later:
        wheel.move(later[0].key, next_workday(later[0].due + timedelta(days=7)))


def _tasks(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    return by_due(occurrence for occurrence in occurrences if occurrence.activity.kind is Kind.CALENDAR)


def _write_papers(context: AppContext, today: date, folder: Path) -> list[Path]:
    from chefsstod.features.yearwheel.papers import month_sheet, year_sheet
    from chefsstod.features.yearwheel.report import month_pdf, wheel_pdf, year_list_pdf

    profile = context.profiles.profile()
    year = year_sheet(context.yearwheel, profile, today.year)
    month = context.months.on_paper(month_sheet(context.yearwheel, profile, today))
    wheel_a3, wheel_a4 = folder / f"arshjul-{today.year}-a3.pdf", folder / f"arshjul-{today.year}-a4.pdf"
    year_list, month_page = folder / f"arslista-{today.year}.pdf", folder / f"manad-{today:%Y-%m}.pdf"
    wheel_pdf(year, wheel_a3, paper="a3")
    wheel_pdf(year, wheel_a4, paper="a4")
    year_list_pdf(year, year_list)
    month_pdf(month, month_page)
    return [wheel_a3, wheel_a4, year_list, month_page]


def _take_picture(context: AppContext, target: Path) -> Path:
    """The real window on the page of today, drawn without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from chefsstod.shell.application import grab_window

    grab_window(context=context, settings=load_settings(context.paths.settings), target=target, page="today")
    return target


def main(arguments: list[str]) -> int:
    """Run the demonstration in the folder given (default ``build/demo``) and say where its fruits lie."""
    set_language("sv")
    folder = Path(arguments[0]) if arguments else Path("build/demo")
    try:
        made = run(folder, system_clock)
    except UserError as error:
        sys.stderr.write(error.one_line() + "\n")
        return 1
    sys.stdout.write(_("The demonstration is ready:") + "\n")
    for file in made:
        sys.stdout.write(f"  {file}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
