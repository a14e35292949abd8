"""The year as a calendar file against icalendar writing bare events, and the load of its weeks against the bare sums."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from chefsstod.features.exchange.model import ExportChoice
from chefsstod.features.yearwheel.model import Activity
from chefsstod.features.yearwheel.span import year_span
from chefsstod.shell.context import AppContext
from tests.bench import expansion
from tests.bench.measure import Row, alternate, timed

SPAN = year_span(2027)
CHOICE = ExportChoice(alarm=True, routines=True, marks=True)


def _bare_file(events: list[tuple[date, str, str]], target: Path) -> None:
    """One all-day event each, through icalendar: no texts made, no sequence, no alarm, nothing remembered."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    for number, (day, title, text) in enumerate(events):
        event = Event()
        event.add("uid", f"{number}@example")
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", title)
        event.add("description", text)
        calendar.add_component(event)
    target.write_bytes(calendar.to_ical())


def _bare_load(activities: list[Activity]) -> None:
    """The dates by dateutil alone, and each task's hours put in the week of its date."""
    weeks: dict[date, float] = defaultdict(float)
    for day, activity in expansion.dates(activities, SPAN.first, SPAN.last):
        for _step in activity.steps or (None,):
            weeks[day - timedelta(days=day.weekday())] += 1.0


def rows(context: AppContext, folder: Path, rounds: int) -> list[Row]:
    """The file, and the heat of a year that nothing is known of."""
    exchange, workload, target = context.exchange, context.workload, folder / "year.ics"
    file = exchange.write(target, SPAN.first, SPAN.last, CHOICE)
    events = [(event.day, event.summary, event.description) for event in file.events]
    written, bare = alternate(
        rounds,
        lambda: timed(lambda: exchange.write(target, SPAN.first, SPAN.last, CHOICE)),
        lambda: timed(lambda: _bare_file(events, folder / "bare.ics")),
    )
    activities = context.yearwheel.activities()

    def heat() -> float:
        expansion.forget()
        workload._kept.clear()
        return timed(lambda: workload.heat(SPAN))

    heat()
    hot, sums = alternate(rounds, heat, lambda: timed(lambda: _bare_load(activities)))
    return [
        Row(f"calendar file of a year ({len(events)} events)", written, bare, 2.0),
        Row("calendar file of a year, on this machine", written, None, 300),
        Row("load of a year's weeks, nothing kept", hot, sums, 3.0),
        Row("load of a year's weeks, on this machine", hot, None, 50),
    ]
