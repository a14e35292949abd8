"""The wheel: laying it out against the barest first-fit of the same arcs, and the A3 against ReportLab drawing its words alone."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import cos, radians, sin
from pathlib import Path

from chefsstod.features.yearwheel.geometry import Proportions, layout
from chefsstod.features.yearwheel.model import ActivityId, Kind, Occurrence
from chefsstod.features.yearwheel.papers import year_sheet
from chefsstod.features.yearwheel.report import wheel_pdf, wheel_png, wheel_svg
from chefsstod.features.yearwheel.span import Span, year_span
from chefsstod.pdf import fonts
from chefsstod.shell.context import AppContext
from tests.bench.measure import Row, alternate, timed
from tests.bench.paper import bare, lines_of

YEAR = 2027
MANY = 400
RADIUS = 400
SIZE = 10
TODAY = date(2027, 3, 15)
PROPORTIONS = Proportions(
    label=SIZE / RADIUS, head=9.5 / RADIUS, hub=0.175, rings=0.896, weeks=0.938, gutter=6.1, ring_gap=0.009, line=1 / 1.06
)


def many(tasks: list[Occurrence], span: Span) -> list[Occurrence]:
    """Four hundred occurrences: the year's tasks over and over, each time some days later."""
    found: list[Occurrence] = []
    while len(found) < MANY:
        turn = len(found) // len(tasks)
        for task in tasks[: MANY - len(found)]:
            due = task.due + timedelta(days=11 * turn)
            activity = replace(task.activity, id=ActivityId(f"{task.activity.id}-{turn}"))
            found.append(replace(task, activity=activity, due=due if due in span else task.due))
    return found


def first_fit(tasks: list[Occurrence], first: date, days: int) -> int:
    """Each arc in the first free lane of its ring, its corners reckoned; no labels, no rings that share the room."""
    rings: dict[str, list[int]] = {}
    corners = 0.0
    for begin, end, ring in sorted(((o.start_by - first).days, (o.due - first).days, o.activity.category.value) for o in tasks):
        lanes = rings.setdefault(ring, [])
        lane = next((n for n, busy in enumerate(lanes) if busy < begin), len(lanes))
        lanes[lane:] = [end, *lanes[lane + 1 :]]
        for place in (begin, end):
            turn = radians(360 * place / days)
            corners += sin(turn) + cos(turn)
    return len(rings)


def rows(context: AppContext, folder: Path, rounds: int) -> list[Row]:
    """Layout of 400 and of the base year, the A3, and its pictures."""
    span, measure = year_span(YEAR), cache(fonts.width)
    sheet = year_sheet(context.yearwheel, context.profiles.profile(), YEAR)
    tasks = [o for o in sheet.occurrences if o.activity.kind is Kind.CALENDAR]
    crowd = many(tasks, span)

    def lay(items: list[Occurrence]) -> float:
        return timed(lambda: layout(span, items, TODAY, measure, PROPORTIONS))

    def floor(items: list[Occurrence]) -> float:
        return timed(lambda: first_fit(items, span.first, span.days))

    lay(crowd)
    full, full_floor = alternate(rounds, lambda: lay(crowd), lambda: floor(crowd))
    base, base_floor = alternate(rounds, lambda: lay(tasks), lambda: floor(tasks))
    target = folder / "wheel.pdf"
    wheel_pdf(sheet, target, paper="a3")
    lines = lines_of(target)
    paper, words = alternate(
        rounds,
        lambda: timed(lambda: wheel_pdf(sheet, target, paper="a3")),
        lambda: timed(lambda: bare(lines, folder / "bare.pdf")),
    )
    svg, _ = alternate(rounds, lambda: timed(lambda: wheel_svg(sheet, folder / "wheel.svg")), lambda: 0.0)
    png = timed(lambda: wheel_png(sheet, folder / "wheel.png"))
    return [
        Row(f"layout of {MANY} occurrences", full, full_floor, 12.0),
        Row(f"layout of {MANY} occurrences, on this machine", full, None, 10),
        Row(f"layout of the year's {len(tasks)} tasks", base, base_floor, 20.0),
        Row(f"year wheel A3 ({len(lines)} lines of text)", paper, words, 15.0),
        Row("year wheel A3, on this machine", paper, None, 500),
        Row("year wheel as SVG", svg, None, 500),
        Row("year wheel A3 as PNG, 300 dpi", png, None, 3000),
    ]
