"""One page for the wall or the manager above: what changes in the new year, and what was learnt in the old one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from chefsstod.features.rollover.model import Choice, Review, ReviewTask
from chefsstod.features.rollover.words import choice_text, coming_text
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_short
from chefsstod.pdf import fonts
from chefsstod.pdf.document import Section, write_flow
from chefsstod.pdf.paper import Meta
from chefsstod.pdf.styles import paragraph
from chefsstod.support.tokens import LIGHT

_SIZE = 10.0
_WIDTHS = (210.0, 300.0)


def changes_pdf(review: Review, unit: str, target: Path) -> None:
    """Write the page, atomically. Raises OSError when the file cannot be written."""
    year = review.next_year
    meta = Meta(_("Changes in {year}").format(year=year), unit, review.today, _("What is moved and dropped in the new year"))
    write_flow(target, meta, partial(_sections, review), intro=_intro(review))


def texts(review: Review) -> list[str]:
    """Her own words on the page: what the privacy guard looks at before it leaves the program."""
    words = [review.lessons, *(task.lesson.text for task in review.tasks if task.lesson is not None)]
    words += [task.decision.text for task in review.tasks if task.decision is not None]
    return [text for text in (*words, *(task.activity.title for task in review.tasks)) if text]


def _intro(review: Review) -> str:
    kept = len(review.with_choice(Choice.KEEP)) + len(review.undecided)
    return ngettext("{n} task comes as before.", "{n} tasks come as before.", kept).format(n=kept)


def _sections(review: Review) -> list[Section]:
    moved, dropped = review.with_choice(Choice.MOVE, Choice.RULE), review.with_choice(Choice.DROP)
    learnt = sorted((t for t in review.tasks if t.lesson is not None and t.coming), key=lambda t: t.coming[0].due)
    year = review.next_year
    sections = []
    if review.lessons.strip():
        lines: list[Any] = [paragraph(text, _SIZE, leading=_SIZE * 1.45) for text in review.lessons.splitlines() if text.strip()]
        title = _("What we take with us from {year}").format(year=review.year)
        sections.append(Section("lessons", title, [_heading(title), *lines]))
    for key, title, tasks, say in (
        ("moved", _("Moved"), moved, _moved),
        ("dropped", _("Dropped"), dropped, _dropped),
        ("notes", _("To remember in {year}").format(year=year), learnt, _learnt),
    ):
        if tasks:
            rows = [(task.activity.title, say(task, review)) for task in tasks]
            sections.append(Section(key, title, [_heading(title), _table(rows)]))
    if not sections:
        title = _("Nothing changes")
        text = _("All tasks come as before in {year}.").format(year=year)
        sections.append(Section("none", title, [_heading(title), paragraph(text, _SIZE)]))
    return sections


def _moved(task: ReviewTask, review: Review) -> str:
    choice = task.decision.choice if task.decision is not None else Choice.MOVE
    return f"{coming_text(task)} · {choice_text(choice, review.next_year)}"


def _dropped(task: ReviewTask, _review: Review) -> str:
    return task.decision.text if task.decision is not None else ""


def _learnt(task: ReviewTask, _review: Review) -> str:
    when = f"{day_short(task.coming[0].due)}: " if len(task.coming) == 1 else ""
    return when + (task.lesson.text if task.lesson is not None else "")


def _heading(title: str) -> Any:
    return paragraph(title, 14, font=fonts.SEMIBOLD, leading=22)


def _table(rows: Sequence[tuple[str, str]]) -> Any:
    from reportlab.platypus import Table

    cells = [
        [
            paragraph(title, _SIZE, font=fonts.SEMIBOLD, leading=_SIZE * 1.3, room=_WIDTHS[0] - 8),
            paragraph(text, _SIZE, leading=_SIZE * 1.3, room=_WIDTHS[1]),
        ]
        for title, text in rows
    ]
    table = Table(cells, colWidths=list(_WIDTHS), hAlign="LEFT")
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LIGHT.line),
        ]
    )
    return table
