"""What a new text can begin as: an empty one of each kind, and the templates that content brings. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chefsstod.features.handbook.model import Article, Draft, Kind
from chefsstod.i18n import _
from chefsstod.i18n.dates import sort_key

ROUTINE, CHECKLIST, MEETING = "blank-routine", "blank-checklist", "blank-meeting"


@dataclass(frozen=True, slots=True)
class Template:
    """One choice in the gallery. ``article``: the id of a template of the content, empty for those of the program."""

    id: str
    title: str
    summary: str
    image: str
    article: str = ""


def blanks() -> tuple[Template, ...]:
    """The empty ones, the most used first."""
    return (
        Template(ROUTINE, _("Empty routine"), _("Purpose, who does what, and when: the headings are there."), "file-text"),
        Template(CHECKLIST, _("Empty checklist"), _("Points with boxes to tick, each time from the beginning."), "list-checks"),
        Template(MEETING, _("Empty meeting"), _("Agenda, decisions, and who does what until when."), "users"),
    )


def gallery(articles: Sequence[Article]) -> tuple[Template, ...]:
    """All choices: the empty ones, then the templates of the content by title."""
    found = sorted((one for one in articles if one.template), key=lambda one: sort_key(one.title))
    return (*blanks(), *(Template(one.id, one.title, one.summary, "notebook-text", one.id) for one in found))


def find(template_id: str, articles: Sequence[Article]) -> Template | None:
    """One choice by its id."""
    return next((one for one in gallery(articles) if one.id == template_id), None)


def draft_from(template_id: str, title: str, today: date) -> Draft:
    """A draft of one of the empty ones; it is valid from today and to be looked over in a year."""
    return Draft(
        title=title.strip() or _usual_title(template_id),
        body=_bodies()[template_id],
        kind=Kind.ROUTINE,
        valid_from=today,
        review_by=in_a_year(today),
    )


def dated(draft: Draft, today: date) -> Draft:
    """A text made from a template: valid from today, to be looked over in a year; what is said of the template goes."""
    return replace(draft, summary="", keywords=(), related=(), valid_from=today, review_by=in_a_year(today))


def in_a_year(day: date) -> date:
    """The same day next year; the last of February after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _usual_title(template_id: str) -> str:
    return {ROUTINE: _("New routine"), CHECKLIST: _("New checklist"), MEETING: _("New meeting")}[template_id]


def _bodies() -> dict[str, str]:
    return {
        ROUTINE: _(
            "## Purpose\n\nWhat the routine is for, and whom it concerns.\n\n"
            "## Do it like this\n\n1. First\n2. Then\n\n"
            "## Who does what\n\n| What | Who | When |\n| --- | --- | --- |\n|  |  |  |\n\n"
            "## If it does not work out\n\nWhom to call.\n"
        ),
        CHECKLIST: _("## Before\n\n- [ ] First point\n\n## During\n\n- [ ] First point\n\n## After\n\n- [ ] First point\n"),
        MEETING: _(
            "## Agenda\n\n1. Since last time\n2. What is new\n3. To decide\n4. Next time\n\n"
            "## Decided\n\n| What | Who | Until |\n| --- | --- | --- |\n|  |  |  |\n\n## To take further\n\n- [ ] First point\n"
        ),
    }
