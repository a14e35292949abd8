"""The wheel as an SVG picture: every arc with a title and a description, text that can be searched, its type within. No Qt."""

from datetime import date
from pathlib import Path

from chefsstod.features.yearwheel.geometry import Arc, Heat, Mark, Ring, Wheel
from chefsstod.features.yearwheel.lanes import Place
from chefsstod.features.yearwheel.model import SkipCause, Status
from chefsstod.features.yearwheel.report_month_wheel import make_wheel
from chefsstod.features.yearwheel.report_sheets import SpanSheet, YearSheet
from chefsstod.features.yearwheel.report_wheel import A3, best_layout
from chefsstod.features.yearwheel.span import Unit
from chefsstod.features.yearwheel.wheel_canvas import CALM, CLOSED, HAIR, RIM, RIM_SHADE, SHADE, Type
from chefsstod.features.yearwheel.wheel_svg_side import draw_side
from chefsstod.features.yearwheel.wheel_words import hub_lines, sector_name, sentence, week_name, wheel_title
from chefsstod.features.yearwheel.words import MARKS
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_month, week
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import A3_LANDSCAPE, fitted, language_tag
from chefsstod.pdf.svg import OVER, Circle, Svg, fill_of
from chefsstod.support.tokens import LIGHT, mix

WHITE = LIGHT.surface


def write(sheet: YearSheet | SpanSheet, target: Path) -> None:
    """Lay out and write, atomically. Raises OSError when the file cannot be written."""
    from chefsstod.support.files import write_atomically

    write_atomically(target, picture(sheet))


def picture(sheet: YearSheet | SpanSheet) -> str:
    """The file's text."""
    fonts.register()
    if isinstance(sheet, YearSheet):
        wheel, sizes = best_layout(sheet, A3), A3.type
    else:
        wheel = make_wheel(sheet, A3.radius)
        sizes = Type(12 if wheel.span.unit is Unit.MONTH else 14, 10, 9, 36)
    title = wheel_title(wheel.span)
    svg = Svg(*A3_LANDSCAPE)
    svg.add("rect", width=svg.wide, height=svg.high, fill=WHITE)
    _Painter(svg, wheel, sizes, sheet.today).paint(sheet.unit)
    draw_side(svg, wheel, title, sheet.unit, sheet.today)
    description = _(
        "The rings are areas of work, the sectors are the days. Each task runs from the day to begin to the day it is due."
    )
    return svg.document(f"{title} · {sheet.unit}" if sheet.unit else title, description, language_tag())


class _Painter:
    """The wheel, from the ground up. Lengths are points."""

    def __init__(self, svg: Svg, wheel: Wheel, sizes: Type, today: date) -> None:
        self.svg = svg
        self.wheel = wheel
        self.radius = A3.radius
        self.sizes = sizes
        self.today = today
        self.circle = Circle(A3.centre[0], A3_LANDSCAPE[1] - A3.centre[1])

    def paint(self, unit: str) -> None:
        """Ground and rim, which say nothing aloud; the arcs, which do; then the texts, so that nothing lies on them."""
        svg, wheel = self.svg, self.wheel
        svg.open("g", aria_hidden="true")
        self._ground()
        self._sectors()
        self._weeks()
        for ring in wheel.rings:
            self._ring(ring)
        svg.close("g")
        if wheel.heat:
            self._heat_ring(wheel.heat.bars, wheel.heat.full)
        svg.open("g", role="list", aria_label=_("Tasks in order of date"))
        for arc in wheel.everything:
            svg.open("g", role="listitem", aria_label=sentence(arc.occurrence))
            svg.words("title", arc.occurrence.title)
            svg.words("desc", sentence(arc.occurrence))
            (self._routine if arc.routine else self._arc)(arc)
            svg.close("g")
        svg.close("g")
        svg.open("g", aria_hidden="true")
        self._hand()
        for arc in wheel.everything:
            self._label(arc)
        svg.close("g")
        for mark in wheel.marks:
            self._mark(mark)
        self._hub(unit)

    def _sector(self, inner: float, outer: float, start: float, end: float, **given: object) -> None:
        cuts = {name: given.pop(name) for name in ("notch", "beyond") if name in given}
        path = self.circle.sector(inner * self.radius, outer * self.radius, start, end, **cuts)  # type: ignore[arg-type]
        self.svg.add("path", d=path, **given)

    def _ray(self, inner: float, outer: float, angle: float, colour: str, thick: float) -> None:
        path = self.circle.ray(inner * self.radius, outer * self.radius, angle)
        self.svg.add("path", d=path, stroke=colour, stroke_width=thick)

    def _curve(self, radius: float, start: float, end: float, colour: str, thick: float, dash: str | None = None) -> None:
        path = self.circle.curve(radius * self.radius, start, end)
        self.svg.add("path", d=path, fill="none", stroke=colour, stroke_width=thick, stroke_dasharray=dash)

    def _ground(self) -> None:
        wheel, p = self.wheel, self.wheel.proportions
        for sector in wheel.sectors:
            if sector.shaded:
                self._sector(p.hub, p.rings, sector.start, sector.end, fill=SHADE)
        if wheel.span.unit is Unit.MONTH:
            for item in wheel.weeks[1:]:
                self._ray(p.hub, p.rings, item.start, mix(LIGHT.muted, WHITE, 0.3), 0.5)

    def _sectors(self) -> None:
        wheel, (low, high) = self.wheel, self.wheel.sector_band
        days = wheel.span.unit is Unit.MONTH
        for sector in wheel.sectors:
            tone = (RIM_SHADE if sector.red else WHITE) if days else RIM_SHADE if sector.shaded else RIM
            self._sector(low, high, sector.start, sector.end, fill=tone)
            if days:
                self._ray(low, high, sector.start, HAIR, 0.35)
            quiet, now = days and sector.red, days and sector.first == self.today
            self.svg.along(
                self.circle,
                sector_name(wheel.span, sector),
                (low + high) / 2 * self.radius,
                sector.middle,
                size=self.sizes.sector,
                font=fonts.REGULAR if quiet and not now else fonts.SEMIBOLD,
                colour=LIGHT.accent if now else LIGHT.muted if quiet else LIGHT.ink,
                flipped=90 < sector.middle < 270,
            )

    def _weeks(self) -> None:
        wheel, (low, high) = self.wheel, self.wheel.week_band
        near = wheel.span.unit is not Unit.YEAR
        room = fonts.width(week_name(wheel.weeks[0], near=near), fonts.SEMIBOLD, self.sizes.week) * 1.15
        for place, item in enumerate(wheel.weeks):
            if item.slack or wheel.span.unit is Unit.MONTH:
                self._sector(low, high, item.start, item.end, fill=CALM if item.slack else RIM if place % 2 else RIM_SHADE)
            self._ray(low, high, item.start, LIGHT.muted, 0.35)
            middle = (item.start + item.end) / 2
            if (item.end - item.start) / 57.3 * low * self.radius > room:
                self.svg.along(
                    self.circle,
                    week_name(item, near=near),
                    (low + high) / 2 * self.radius,
                    middle,
                    size=self.sizes.week,
                    font=fonts.SEMIBOLD if item.slack or wheel.span.unit is Unit.MONTH else fonts.REGULAR,
                    colour=LIGHT.accent if item.slack else LIGHT.muted,
                    flipped=90 < middle < 270,
                )
        self._ray(low, high, 360 - wheel.proportions.gutter / 2, LIGHT.muted, 0.35)

    def _ring(self, ring: Ring) -> None:
        half = self.wheel.proportions.gutter / 2
        for edge in (ring.inner, ring.outer):
            self._curve(edge, half, 360 - half, HAIR, 0.4)
        x, y = self.circle.point((ring.inner + ring.outer) / 2 * self.radius, 0)
        size, colour = self.sizes.mark, LIGHT.categories[ring.category]
        self.svg.text(x, y + size * 0.33, MARKS[ring.category], size=size, font=fonts.SEMIBOLD, colour=colour, align="centre")

    def _heat_ring(self, bars: tuple[Heat, ...], full: float) -> None:
        svg, half = self.svg, self.wheel.proportions.gutter / 2
        svg.open("g", role="list", aria_label=_("Planned work, week by week"))
        for bar in bars:
            load = _("Week {week}: {percent} % of a full week").format(week=bar.week.number, percent=round(100 * bar.load))
            svg.open("g", role="listitem", aria_label=load)
            svg.words("title", load)
            colour = LIGHT.soon if bar.over else LIGHT.accent
            start, end = bar.week.start + 0.25, max(bar.week.start + 0.3, bar.week.end - 0.25)
            self._sector(bar.inner, bar.outer, start, end, fill=OVER if bar.over else mix(colour, WHITE, 0.18 + 0.4 * bar.load))
            if bar.over:
                self._sector(bar.inner, bar.outer, start, end, fill="none", stroke=colour, stroke_width=0.9)
                middle, size = (start + end) / 2, (bar.outer - bar.inner) * self.radius * 0.85
                x, y = self.circle.point((bar.inner + bar.outer) / 2 * self.radius, middle)
                svg.add("circle", cx=x, cy=y, r=size * 0.56, fill=WHITE)
                svg.along(
                    self.circle,
                    "!",
                    (bar.inner + bar.outer) / 2 * self.radius,
                    middle,
                    size=size,
                    font=fonts.SEMIBOLD,
                    flipped=90 < middle < 270,
                )
            svg.close("g")
        self._curve(full, half, 360 - half, LIGHT.muted, 0.45, "2 1.6")
        svg.close("g")

    def _arc(self, arc: Arc) -> None:
        status, colour = arc.occurrence.status, LIGHT.categories[arc.occurrence.activity.category.value]
        whole = (arc.inner, arc.outer, arc.start, arc.end)
        if status is Status.SKIPPED:
            hers = arc.occurrence.skip_cause is SkipCause.USER
            edge = colour if hers else mix(colour, WHITE, 0.4)
            dash = "1.8 1.5" if hers else None
            self._sector(
                *whole, fill=WHITE if hers else mix(colour, WHITE, 0.05), stroke=edge, stroke_width=0.5, stroke_dasharray=dash
            )
            return
        share = {Status.DONE: 0.09, Status.STARTED: 0.38}.get(status, 0.2)
        cut = 57.3 * min(4.5 / self.radius, (arc.outer - arc.inner) * 0.55) / arc.radius
        self._sector(
            arc.inner,
            arc.outer,
            arc.start,
            arc.head,
            notch=cut if arc.notch else 0.0,
            beyond=cut if arc.beyond else 0.0,
            fill=mix(colour, WHITE, share),
            stroke=colour if arc.beyond and status is Status.DONE else None,
            stroke_width=0.5 if arc.beyond and status is Status.DONE else None,
        )
        if not arc.beyond:
            self._head(arc, colour)
        if status is Status.LATE:
            self._sector(*whole, fill="none", stroke=LIGHT.late, stroke_width=1.2)

    def _head(self, arc: Arc, colour: str) -> None:
        """Drawn at the top and turned into its place, so that the pattern turns with it."""
        status, middle = arc.occurrence.status, (arc.head + arc.end) / 2
        half = (arc.end - arc.head) / 2
        done = status is Status.DONE
        solid = arc.label.place is Place.HEAD
        paint = mix(colour, WHITE, 0.14) if done else colour if solid else fill_of(arc.occurrence.activity.category.value)
        turn = f"rotate({middle:.3f} {self.circle.x:.2f} {self.circle.y:.2f})"
        self._sector(arc.inner, arc.outer, -half, half, fill=paint, stroke=colour, stroke_width=0.6, transform=turn)
        if done and not solid:
            self._tick(arc.radius, middle, min((arc.outer - arc.inner) * self.radius, 8) * 0.85, colour)

    def _tick(self, radius: float, angle: float, size: float, colour: str) -> None:
        x, y = self.circle.point(radius * self.radius, angle)
        path = f"M{x - size * 0.36:.2f},{y:.2f} l{size * 0.26:.2f},{size * 0.28:.2f} l{size * 0.5:.2f},{-size * 0.62:.2f}"
        self.svg.add("path", d=path, fill="none", stroke=colour, stroke_width=size * 0.17, stroke_linecap="round")

    def _routine(self, arc: Arc) -> None:
        """A strip in the category's pattern, and the letter beside it; pale and with a tick when done."""
        category, status = arc.occurrence.activity.category.value, arc.occurrence.status
        colour, closed = LIGHT.categories[category], arc.occurrence.status in CLOSED
        wide, middle = arc.end - arc.start, (arc.start + arc.end) / 2
        turn = f"rotate({middle:.3f} {self.circle.x:.2f} {self.circle.y:.2f})"
        edge = mix(colour, WHITE, 0.55)
        ground = mix(colour, WHITE, 0.05 if closed else 0.14)
        self._sector(arc.inner, arc.outer, arc.start, arc.end, fill=ground, stroke=edge, stroke_width=0.4)
        if not closed:
            self._sector(
                arc.inner,
                arc.outer,
                -wide / 2,
                -wide * 0.16,
                fill=fill_of(category),
                stroke=colour,
                stroke_width=0.5,
                transform=turn,
            )
        elif status is Status.DONE:
            self._tick(arc.radius, arc.start + wide * 0.17, (arc.outer - arc.inner) * self.radius * 0.62, colour)

    def _label(self, arc: Arc) -> None:
        label, closed = arc.label, arc.occurrence.status in CLOSED
        thick = (arc.outer - arc.inner) * self.radius
        size = min(self.wheel.proportions.label * self.radius, thick / 0.92)
        colour = LIGHT.muted if closed else LIGHT.ink
        font, middle = fonts.REGULAR, label.middle
        if arc.routine:
            font, middle, size = fonts.SEMIBOLD, arc.start + (arc.end - arc.start) * 0.67, min(thick * 0.88, 12.0)
        elif label.place is Place.HEAD and not closed:
            colour = WHITE
        elif arc.occurrence.status is Status.LATE:
            colour = LIGHT.late
        if arc.number is not None:
            font = fonts.SEMIBOLD
            size = min(
                size, (label.end - label.start) / 57.3 * label.radius * self.radius / max(0.01, fonts.width(label.text, font))
            )
        self.svg.along(
            self.circle, label.text, label.radius * self.radius, middle, size=size, font=font, colour=colour, flipped=label.flipped
        )

    def _mark(self, mark: Mark) -> None:
        colour = LIGHT.late if mark.step.collides else LIGHT.categories[mark.arc.occurrence.activity.category.value]
        self.svg.open("g")
        self.svg.words("title", f"{mark.step.text} · {day_month(mark.step.day)}")
        if mark.thread:
            self._curve(mark.radius, *mark.thread, colour, 0.5, "1.2 1.2")
        corners = mark.corners(self.wheel.proportions.mark)
        path = "M" + " L".join(self.circle.at(far * self.radius, angle) for far, angle in corners) + "Z"
        self.svg.add("path", d=path, fill=colour if mark.step.done else WHITE, stroke=colour, stroke_width=0.9)
        self.svg.close("g")

    def _hand(self) -> None:
        if self.wheel.hand is None:
            return
        p = self.wheel.proportions
        self._ray(p.hub, self.wheel.reach, self.wheel.hand, LIGHT.accent, 0.8)
        x, y = self.circle.point(self.wheel.reach * self.radius, self.wheel.hand)
        self.svg.add("circle", cx=x, cy=y, r=2.2, fill=LIGHT.accent)

    def _hub(self, unit: str) -> None:
        svg, (x, y) = self.svg, (self.circle.x, self.circle.y)
        room = self.wheel.proportions.hub * self.radius * 1.55
        lines = hub_lines(self.wheel.span)
        size = min(self.sizes.title, *(room / fonts.width(line, fonts.SEMIBOLD) for line in lines))
        if len(lines) > 1:
            svg.text(x, y - size * 0.15, lines[0], size=size, font=fonts.SEMIBOLD, align="centre")
            svg.text(x, y + size * 0.85, lines[1], size=size, align="centre")
            return
        small = self.sizes.title * 0.21
        svg.text(x, y + size * 0.2, lines[0], size=size, font=fonts.SEMIBOLD, align="centre")
        svg.text(
            x, y - self.sizes.title * 0.68, fitted(unit, fonts.REGULAR, small, room), size=small, colour=LIGHT.muted, align="centre"
        )
        if self.wheel.hand is not None:
            text = _("week {week} · {date}").format(week=week(self.today), date=day_month(self.today))
            svg.text(x, y + self.sizes.title * 0.55, text, size=small * 1.1, colour=LIGHT.accent, align="centre")
