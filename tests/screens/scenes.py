"""Made-up managers on Monday 23 November 2026, each in a data folder of her own: what the states are shown with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from chefsstod.app.bootstrap import build
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.yearwheel.model import Category, Kind, Occurrence, Status
from chefsstod.shell.context import AppContext
from chefsstod.storage.opening import open_database
from chefsstod.support.paths import user_paths

MONDAY = date(2026, 11, 23)
OPENED = datetime(2026, 11, 23, 7, 40)  # noqa: DTZ001 - backups are named by the wall clock
NOTE = "Börja två veckor tidigare nästa gång: underlaget från ekonomi kom sent."


@dataclass
class Calendar:
    """The clock of a scene, turned forward while its history is lived through."""

    day: date

    def __call__(self) -> date:
        return self.day


def fresh(folder: Path) -> AppContext:
    """Nobody has answered the questions."""
    paths = user_paths(folder)
    return build(paths, open_database(paths, OPENED), Calendar(MONDAY))


def lived(folder: Path) -> AppContext:
    """Three months in place: most is done, three are late, some are under way, moved and skipped; one task of her own."""
    context = fresh(folder)
    calendar, wheel = context.clock, context.yearwheel
    assert isinstance(calendar, Calendar)
    context.profiles.save(Profile(ServiceType.SABO, date(2026, 9, 1), unit="Boendet Exempel"))
    past = _tasks(wheel.occurrences(date(2026, 9, 1), MONDAY - timedelta(days=1)))
    for place, occurrence in enumerate(past[:-3]):
        calendar.day = occurrence.due
        if place == 5:
            wheel.skip(occurrence.key, "Görs gemensamt för hela området i år.")
        else:
            wheel.mark_done(occurrence.key, NOTE if place % 4 == 0 else None)
    calendar.day = MONDAY
    agenda = wheel.agenda()
    for occurrence in agenda.start_now[:3]:
        for step in occurrence.activity.steps[:2]:
            wheel.tick(occurrence.key, step.id, done=True)
    wheel.move(agenda.coming[0].key, agenda.coming[0].due + timedelta(days=3))
    wheel.set_note(agenda.coming[0].key, NOTE)
    wheel.add_own(
        title="Julfika för hela huset, med anhöriga",
        category=Category.VERKSAMHET,
        rrule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=11",
        start=MONDAY,
        lead_days=14,
        why="Anhöriga frågar varje år.",
    )
    return context


def many_late(folder: Path) -> AppContext:
    """Nearly a year in place and nothing touched."""
    context = fresh(folder)
    context.profiles.save(Profile(ServiceType.HEMTJANST, date(2026, 1, 12), unit="Norra hemtjänstens nattpatrull och larmgrupp"))
    return context


def calm(folder: Path) -> AppContext:
    """Everything that waited is done or under way."""
    context = fresh(folder)
    wheel = context.yearwheel
    context.profiles.save(Profile(ServiceType.LSS, MONDAY, unit="Solgården"))
    agenda = wheel.agenda()
    for occurrence in (*agenda.late, *agenda.due, *agenda.routines):
        wheel.mark_done(occurrence.key)
    for occurrence in agenda.start_now:
        wheel.mark_started(occurrence.key)
    return context


SCENES: dict[str, Callable[[Path], AppContext]] = {"fresh": fresh, "lived": lived, "many_late": many_late, "calm": calm}


def _tasks(occurrences: list[Occurrence]) -> list[Occurrence]:
    return [occurrence for occurrence in occurrences if occurrence.activity.kind is Kind.CALENDAR]


def pick(context: AppContext, status: Status, **wanted: object) -> Occurrence:
    """The first of this year's tasks with ``status`` and the attributes ``wanted`` (True: has one)."""
    found = _tasks(context.yearwheel.occurrences(date(MONDAY.year, 9, 1), date(MONDAY.year + 1, 12, 31)))
    return next(
        occurrence
        for occurrence in found
        if occurrence.status is status and all(bool(getattr(occurrence, name)) == value for name, value in wanted.items())
    )
