"""Draws the page of a chain: the largest type at which everything stands on one page, and lines for notes below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from chefsstod.features.timers.model import ChainStep, StepStatus
from chefsstod.features.timers.report import ChainSheet
from chefsstod.features.timers.words import progress, step_status_name
from chefsstod.features.yearwheel.words import MARKS
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_long, day_short
from chefsstod.pdf import fonts
from chefsstod.pdf.marks import mark, mark_width, tick_box
from chefsstod.pdf.paper import A4, FOOT_BASE, HEAD_BASE, MARGIN, MM, Canvas, Meta, draw_foot, draw_head, hairline, label, one_page
from chefsstod.pdf.styles import paragraph
from chefsstod.support.tokens import LIGHT

_SIZES = (10.4, 9.8, 9.2, 8.6, 8.0, 7.4, 6.8)
_BOX = 4 * MM
_DATE = 84.0
_DONE = 78.0
_LEFT = MARGIN
_RIGHT = A4[0] - MARGIN
_TEXT = _LEFT + _BOX + 10 + _DATE
_ROOM = _RIGHT - _TEXT - _DONE
_BOTTOM = FOOT_BASE + 22
_LONGEST_NOTE = 400
_LINES = 22.0
"""Between the lines for notes, in points."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A step set in type: its paragraphs with their heights."""

    item: ChainStep
    parts: tuple[tuple[Any, float], ...]

    @property
    def height(self) -> float:
        return sum(height for _part, height in self.parts)


def write(sheet: ChainSheet, target: Path) -> None:
    """Compose the page."""
    meta = Meta(sheet.chain.label, sheet.unit, sheet.today, sheet.chain.template.title)
    one_page(target, A4, meta, lambda canvas: _paint(canvas, sheet, meta))


def _paint(canvas: Canvas, sheet: ChainSheet, meta: Meta) -> None:
    chain = sheet.chain
    wide = fonts.width(chain.label, fonts.SEMIBOLD, 28) < (_RIGHT - _LEFT) * 0.72
    draw_head(canvas, chain.label, sheet.unit, A4, large=wide)
    draw_foot(canvas, meta, 1, 1, _LEFT, _RIGHT)
    y = A4[1] - HEAD_BASE - 26
    category = chain.template.category
    mark(canvas, _LEFT, y, MARKS[category], category.value, 9.5)
    facts = [chain.template.title, _("Day 0: {date}").format(date=day_long(chain.start)), progress(chain)]
    x = _LEFT + mark_width(MARKS[category], 9.5) + 8
    label(canvas, x, y, " · ".join(facts), size=9.5, colour=LIGHT.muted)
    canvas.setFillColor(LIGHT.ink)
    top = y - 16
    size, rows, foot = _fit(sheet, top - _BOTTOM)
    y = _draw_rows(canvas, sheet, rows, size, top)
    _draw_foot_texts(canvas, foot)
    _draw_notes(canvas, y - 20, _BOTTOM + sum(height for _part, height in foot) + 10)


def _fit(sheet: ChainSheet, room: float) -> tuple[float, list[_Row], list[tuple[Any, float]]]:
    """The largest size at which the steps and the foot stand in ``room``; at the smallest, without how and foot if need be."""
    for size in _SIZES:
        rows = [_row(item, size) for item in sheet.chain.steps]
        foot = list(_foot(sheet, size))
        need = sum(row.height + _gap(size) for row in rows) + sum(height for _part, height in foot) + 12
        if need <= room:
            return size, rows, foot
    rows = [_row(item, _SIZES[-1], bare=True) for item in sheet.chain.steps]
    return _SIZES[-1], rows, []


def _gap(size: float) -> float:
    return size * 0.95


def _row(item: ChainStep, size: float, *, bare: bool = False) -> _Row:
    quiet = not item.waiting
    colour = LIGHT.muted if quiet else LIGHT.ink
    parts = [paragraph(item.step.text, size, font=fonts.SEMIBOLD, colour=colour, leading=size * 1.22, room=_ROOM)]
    small = size * 0.86
    if item.step.condition and item.waiting:
        text = item.step.condition[:1].upper() + item.step.condition[1:]
        parts.append(paragraph(text, small, colour=LIGHT.muted, leading=small * 1.25, room=_ROOM))
    if item.step.how and item.waiting and not bare:
        parts.append(paragraph(item.step.how, small, leading=small * 1.25, room=_ROOM))
    if item.note.strip() and not bare:
        note = " ".join(item.note.split())[:_LONGEST_NOTE]
        parts.append(paragraph(f"”{note}”", small, colour=LIGHT.muted, leading=small * 1.25, room=_ROOM))
    return _Row(item, tuple(_measured(part, _ROOM) for part in parts))


def _measured(part: Any, room: float) -> tuple[Any, float]:
    return part, part.wrap(room, 10_000)[1]


def _draw_rows(canvas: Canvas, sheet: ChainSheet, rows: list[_Row], size: float, top: float) -> float:
    y = top
    for row in rows:
        hairline(canvas, _LEFT, y, _RIGHT)
        y -= _gap(size) * 0.5
        base = y - size * 0.92
        _draw_box(canvas, row.item, y)
        _draw_day(canvas, row.item, base, size, sheet.today)
        at = y
        for part, height in row.parts:
            part.drawOn(canvas, _TEXT, at - height)
            at -= height
        _draw_state(canvas, row.item, base, size, sheet.today)
        y -= max(row.height, _BOX) + _gap(size) * 0.5
    hairline(canvas, _LEFT, y, _RIGHT)
    return y


def _draw_box(canvas: Canvas, item: ChainStep, y: float) -> None:
    done, skipped = item.status is StepStatus.DONE, item.status is StepStatus.NOT_APPLICABLE
    tick_box(canvas, _LEFT, y - _BOX - 0.5, _BOX, ticked=done, skipped=skipped)


def _draw_day(canvas: Canvas, item: ChainStep, base: float, size: float, today: date) -> None:
    colour = LIGHT.late if item.status is StepStatus.LATE else (LIGHT.ink if item.waiting else LIGHT.muted)
    text = day_short(item.due, today)
    label(canvas, _LEFT + _BOX + 8, base, text, font=fonts.SEMIBOLD, size=min(size, 9.6), colour=colour)


def _draw_state(canvas: Canvas, item: ChainStep, base: float, size: float, today: date) -> None:
    """To the right: when it was done, or a line to write it on."""
    small = min(size * 0.86, 8.6)
    if item.waiting:
        word = step_status_name(StepStatus.LATE) if item.status is StepStatus.LATE else _("done on")
        wide = fonts.width(word, fonts.REGULAR, small)
        colour = LIGHT.late if item.status is StepStatus.LATE else LIGHT.muted
        label(canvas, _RIGHT - _DONE + 10, base, word, size=small, colour=colour)
        hairline(canvas, _RIGHT - _DONE + 14 + wide, base - 1.5, _RIGHT, LIGHT.muted, 0.5)
        return
    text = step_status_name(item.status)
    if item.done_on is not None:
        text = _("Done {date}").format(date=day_short(item.done_on, today))
    label(canvas, _RIGHT, base, text, size=small, colour=LIGHT.muted, align="right")


def _foot(sheet: ChainSheet, size: float) -> Iterator[tuple[Any, float]]:
    """What stands at the bottom: her note, whom to ask, and the laws."""
    small, room = size * 0.86, _RIGHT - _LEFT
    texts = []
    if sheet.chain.note.strip():
        texts.append((_("Note"), " ".join(sheet.chain.note.split())[: _LONGEST_NOTE * 2]))
    if sheet.chain.template.ask:
        texts.append((_("Whom to ask"), sheet.chain.template.ask))
    if sheet.sources:
        texts.append((_("Based on"), "; ".join(sheet.sources)))
    for head, text in texts:
        yield _measured(paragraph(f"{head}: {text}", small, colour=LIGHT.muted, leading=small * 1.28, room=room), room)


def _draw_foot_texts(canvas: Canvas, foot: list[tuple[Any, float]]) -> None:
    y = _BOTTOM
    for part, height in reversed(foot):
        part.drawOn(canvas, _LEFT, y)
        y += height + 2


def _draw_notes(canvas: Canvas, top: float, bottom: float) -> None:
    """Lines to write on, as many as there is room for."""
    if top - bottom < 2 * _LINES:
        return
    label(canvas, _LEFT, top - 4, _("Notes. No names, nothing about anyone's health."), size=8, colour=LIGHT.muted)
    y = top - 4 - _LINES
    while y > bottom:
        hairline(canvas, _LEFT, y, _RIGHT)
        y -= _LINES
