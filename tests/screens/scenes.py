"""Made-up managers on Monday 23 November 2026, each in a data folder of her own: what the states are shown with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from chefsstod.app.bootstrap import build
from chefsstod.features.exchange.model import ExportChoice
from chefsstod.features.localdates.model import UNKNOWN, Answer
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.features.yearwheel.edit_model import Draft, Scope, draft_of
from chefsstod.features.yearwheel.model import Category, Kind, Nature, Occurrence, OccurrenceKey, RedDay, Rule, Status
from chefsstod.shell.context import AppContext
from chefsstod.storage.opening import open_database
from chefsstod.support.paths import user_paths

MONDAY = date(2026, 11, 23)
OPENED = datetime(2026, 11, 23, 7, 40)  # noqa: DTZ001 - backups are named by the wall clock
CALENDAR = "omradet.ics"
"""The other calendar, beside the data of the scene «busy»."""
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


def busy(folder: Path) -> AppContext:
    """A year in which every room of the program has been used."""
    context = lived(folder)
    _events(context)
    _own_work(context)
    context.workload.add_leave(date(2027, 7, 5), date(2027, 8, 1), "Semester")
    context.workload.add_leave(date(2026, 12, 28), date(2026, 12, 30))
    context.workload.set_slack(date(2027, 1, 4), "Komma ikapp efter helgerna")
    for question, answer in {"lonesamtal": Answer(option="oktober"), "loneattest": Answer(day=9), "delar-var": UNKNOWN}.items():
        context.localdates.answer(question, answer)
    context.months.add_need(MONDAY, "Fråga sommarvikarierna om de vill komma tillbaka")
    context.months.tick_need(_need(context), done=True)
    context.months.add_need(MONDAY, "Byt plats på rapporten så att nattpersonalen hinner vara med")
    review = context.rollover.review()
    context.rollover.keep_all([task.activity.id for task in review.tasks[:8]])
    context.rollover.drop(review.tasks[9].activity.id, "Görs av HR sedan i våras.")
    context.rollover.set_lessons("Börja med schemat redan i augusti.")
    context.exchange.write(folder / "ute.ics", MONDAY, date(2026, 12, 31), ExportChoice())
    (folder / CALENDAR).write_text(_calendar(), encoding="utf-8", newline="")
    return context


def _events(context: AppContext) -> None:
    """Two events under way, one of them late, and one that is closed."""
    timers, calendar = context.timers, context.clock
    assert isinstance(calendar, Calendar)
    templates = timers.templates()
    calendar.day = MONDAY - timedelta(days=20)
    late, _saved = timers.start(templates[0].id, "", calendar.day)
    closed, _saved = timers.start(templates[1].id, "Den i köket", calendar.day)
    calendar.day = MONDAY
    timers.start(templates[-1].id, "Nattgruppens nya i mellanhuset, andra våningen", MONDAY)
    chain = timers.chain(late)
    assert chain is not None
    timers.tick(late, chain.steps[0].step.id, done=True)
    timers.set_step_note(late, chain.steps[1].step.id, "Möte bokat på torsdag.")
    timers.close(closed)


def _own_work(context: AppContext) -> None:
    """Things that take place this week, a rule of her own, a lesson for the next time, and two tasks hidden."""
    edits, wheel = context.edits, context.yearwheel
    day = MONDAY + timedelta(days=2)
    for nature, title in (
        (Nature.EVENT, "Invigning av trädgården"),
        (Nature.COURSE, "Kurs i arbetsmiljö för chefer, del 2 av 3"),
        (Nature.MEETING, "Ledningsgrupp"),
    ):
        once = Rule("FREQ=DAILY;COUNT=1", red_day=RedDay.KEEP, start=day)
        edits.add(Draft(title=title, nature=nature, rule=once, place="Stora salen", at_time="13:00"))
    chosen = pick(context, Status.PLANNED)
    edits.edit(chosen.key, replace(draft_of(chosen, Scope.FOLLOWING), lead_days=40), Scope.FOLLOWING)
    wheel.set_next_time(pick(context, Status.DONE).key, NOTE)
    starting = wheel.agenda().start_now[0]
    before = wheel.occurrence(OccurrenceKey(starting.activity.id, starting.original.replace(year=starting.original.year - 1)))
    if before is not None:
        wheel.set_next_time(before.key, "Be ekonomi om underlaget före lucia.")
    for activity in wheel.activities()[10:12]:
        edits.hide(activity.id, MONDAY, "Sköts av den andra enheten.")


def _need(context: AppContext) -> str:
    return context.months.sheet(MONDAY).needs[0].id


def _calendar() -> str:
    """Another program's calendar: meetings that come again, one that was called off, one in another time zone, one broken."""
    events = (
        "UID:1\r\nDTSTART;VALUE=DATE:20270301\r\nSUMMARY:Planeringsdag för hela området med alla enheter",
        "UID:2\r\nDTSTART;TZID=Europe/Stockholm:20261201T090000\r\nRRULE:FREQ=MONTHLY;BYDAY=1TU\r\nSUMMARY:Ledningsgrupp",
        "UID:3\r\nDTSTART:20261210T130000Z\r\nSTATUS:CANCELLED\r\nSUMMARY:Inställt möte",
        "UID:4\r\nDTSTART:20270110T130000Z\r\nSUMMARY:Kurs 640823-3234",
        "UID:5\r\nSUMMARY:Utan datum",
        "UID:6\r\nDTSTART;VALUE=DATE:20200101\r\nSUMMARY:För länge sedan",
    )
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Områdets kalender\r\n{body}END:VCALENDAR\r\n"


def reading(folder: Path) -> AppContext:
    """See ``scenes_book``."""
    from tests.screens import scenes_book

    return scenes_book.reading(folder)


SCENES: dict[str, Callable[[Path], AppContext]] = {
    "fresh": fresh,
    "lived": lived,
    "many_late": many_late,
    "calm": calm,
    "busy": busy,
    "reading": reading,
}


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
