"""The themes on the month page: as a band below the tasks where there is room, else as a page of their own with room to write."""

from dataclasses import dataclass

from chefsstod.features.yearwheel.report_month_items import write_lines
from chefsstod.features.yearwheel.report_sheets import MonthSheet
from chefsstod.features.yearwheel.themes import MonthTheme, Talk
from chefsstod.i18n import _
from chefsstod.i18n.dates import month_title
from chefsstod.pdf import fonts
from chefsstod.pdf.paper import A4, FOOT_BASE, HEAD_BASE, MARGIN, Canvas, Meta, draw_foot, draw_head, hairline, label
from chefsstod.pdf.styles import Paragraph, paragraph
from chefsstod.support.tokens import LIGHT

GUTTER = 16.0
LINE = 20.0
"""Between two lines to write on below a question."""
_SIZES = ((11.5, 2), (11.0, 2), (10.5, 2), (10.5, 1), (10.0, 1), (9.5, 1), (9.5, 0), (9.0, 0), (8.5, 0))
"""Size and lines below each question of a page of themes, the most generous first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the themes: its name («APT»), and what it says."""

    name: str
    talk: Talk


def parts(theme: MonthTheme) -> list[list[Part]]:
    """The parts, as the columns they stand in: the meeting, the case, and the shorter ones together."""
    short = [
        Part(_("Crisis folder"), theme.crisis) if theme.crisis else None,
        Part(_("Routine of the month"), theme.routine) if theme.routine else None,
        Part(_("Trainings"), Talk("", theme.training)) if theme.training else None,
    ]
    columns = [
        [Part(_("Workplace meeting"), theme.apt)] if theme.apt else [],
        [Part(_("Case"), theme.case)] if theme.case else [],
        [part for part in short if part is not None],
    ]
    return [column for column in columns if column]


def draw_part(canvas: Canvas | None, part: Part, x: float, top: float, wide: float, size: float, lines: int = 0) -> float:
    """Draw a part with its upper left corner at (x, top); returns its height. Without a canvas it only measures.

    ``lines``: how many to write on below each question.
    """
    y = top - size * 0.95
    if canvas is not None:
        label(canvas, x, y, part.name, font=fonts.SEMIBOLD, size=size * 0.86, colour=LIGHT.muted)
    y -= size * 0.5
    texts = [(part.talk.title, fonts.SEMIBOLD, size * 1.14, 0.0)] if part.talk.title else []
    texts += [(part.talk.text, fonts.REGULAR, size, 0.0)]
    texts += [(question, fonts.REGULAR, size, size * 1.0) for question in part.talk.questions]
    for text, font, points, indent in texts:
        words = paragraph(text, points, font=font, leading=points * 1.24, room=wide - indent)
        high = words.wrap(wide - indent, 10_000)[1]
        y -= high
        if canvas is not None:
            words.drawOn(canvas, x + indent, y)
            if indent:
                label(canvas, x + size * 0.2, y + high - points * 0.97, "–", size=points, colour=LIGHT.muted)
        y -= size * 0.32
        for _place in range(lines if indent else 0):
            y -= LINE
            if canvas is not None:
                hairline(canvas, x + indent, y, x + wide, LIGHT.line, 0.7)
        y -= size * 0.7 if lines and indent else 0
    return top - y


class Band:
    """The themes below the tasks, full width, in up to three columns."""

    def __init__(self, theme: MonthTheme, wide: float, size: float) -> None:
        self._columns = parts(theme)
        self._note = theme.note
        self._wide, self._size = wide, size
        count = max(len(self._columns), 1)
        self._column = (wide - (count - 1) * GUTTER) / count

    @property
    def height(self) -> float:
        """The height in points, with the air above it."""
        return self._draw(None, 0, 0)

    def draw(self, canvas: Canvas, left: float, bottom: float) -> None:
        """Draw with the lower edge at ``bottom``."""
        self._draw(canvas, left, bottom + self.height)

    def _draw(self, canvas: Canvas | None, left: float, top: float) -> float:
        y = top - 10
        if canvas is not None:
            hairline(canvas, left, y, left + self._wide, LIGHT.muted, 0.8)
        y -= 5
        if self._note:
            words = paragraph(self._note, self._size * 1.06, colour=LIGHT.muted, leading=self._size * 1.32)
            high = words.wrap(self._wide, 1000)[1]
            if canvas is not None:
                words.drawOn(canvas, left, y - high)
            y -= high + self._size * 0.5
        lowest = y
        for place, column in enumerate(self._columns):
            x, line = left + place * (self._column + GUTTER), y
            for part in column:
                line -= draw_part(canvas, part, x, line, self._column, self._size) + self._size * 0.35
            lowest = min(lowest, line)
        return top - lowest


def theme_page(canvas: Canvas, sheet: MonthSheet, meta: Meta, page: int, pages: int) -> None:
    """The themes on a page of their own: to bring to the meeting, with lines below the questions, and for her own needs."""
    theme = sheet.theme
    assert theme is not None  # noqa: S101 - asked by the caller
    left, right, top, bottom = MARGIN, A4[0] - MARGIN, A4[1] - HEAD_BASE - 22, FOOT_BASE + 24
    title = month_title(sheet.month)
    draw_head(canvas, _("Themes, {month}").format(month=title[:1].lower() + title[1:]), meta.unit, A4, large=True)
    if theme.note:
        words = paragraph(theme.note, 10, colour=LIGHT.muted, leading=12.5)
        top -= words.wrap(right - left, 1000)[1]
        words.drawOn(canvas, left, top)
        top -= 10
    columns = parts(theme)
    main = [part for column in columns for part in column if part.talk in (theme.apt, theme.case)]
    side = [part for column in columns for part in column if part not in main]
    split = left + (right - left) * (0.62 if side else 1.0)
    sources, high = _sources(sheet, split - GUTTER - left)
    for size, lines in _SIZES:
        if (
            sum(draw_part(None, part, 0, 0, split - GUTTER - left, size, lines) + size * 1.6 for part in main)
            <= top - bottom - high
        ):
            break
    y = top
    for part in main:
        y -= draw_part(canvas, part, left, y, split - GUTTER - left, size, lines) + size * 1.6
    line = top
    for part in side:
        line -= draw_part(canvas, part, split, line, right - split, min(size, 9.5)) + 9.5 * 1.2
    if side:
        write_lines(canvas, split, line, right, bottom)
    for number, words in enumerate(sources):
        y = bottom + sum(other.height + 2 for other in sources[number + 1 :])
        words.drawOn(canvas, left, y)
    draw_foot(canvas, meta, page, pages, left, right)


def _sources(sheet: MonthSheet, wide: float) -> tuple[list[Paragraph], float]:
    """What the themes rest on, for the foot of the page, and how much room it takes."""
    theme = sheet.theme
    lines = list(sheet.sources)
    if lines and theme is not None and theme.checked is not None:
        lines.append(_("checked {date}").format(date=theme.checked.isoformat()))
    found = [paragraph(text, 7.6, colour=LIGHT.muted, leading=9.4) for text in lines]
    return found, sum(words.wrap(wide, 1000)[1] + 2 for words in found)
