"""Composes what a paper shows: from the service and the profile to the sheets that ``report`` draws. No Qt."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from chefsstod.features.profile.model import Profile
from chefsstod.features.yearwheel.geometry import shown_in
from chefsstod.features.yearwheel.model import Occurrence, due_within
from chefsstod.features.yearwheel.report_sheets import MonthSheet, SpanSheet, YearSheet
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.span import Span, year_span

LONGEST_LEAD = timedelta(days=366)


def month_sheet(service: YearWheelService, profile: Profile | None, month: date) -> MonthSheet:
    """The page of the month that ``month`` lies in: what is due in it, then what must be started in it for later."""
    first = month.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    stretch = service.occurrences(first, last + LONGEST_LEAD)
    to_start = [occurrence for occurrence in stretch if occurrence.due > last and first <= occurrence.start_by <= last]
    return MonthSheet(
        month=first,
        today=service.today,
        unit=_unit(profile),
        occurrences=(*due_within(stretch, first, last), *to_start),
    )


def year_sheet(
    service: YearWheelService,
    profile: Profile | None,
    year: int,
    start_month: int = 1,
    *,
    heat: Mapping[date, float] | None = None,
) -> YearSheet:
    """The occurrences of the year that begins in ``start_month`` of ``year``, for the list and the wheel."""
    span = year_span(year, start_month)
    return YearSheet(
        year=year,
        today=service.today,
        unit=_unit(profile),
        occurrences=tuple(service.occurrences(span.first, span.last)),
        start_month=start_month,
        heat=heat,
    )


def span_sheet(
    service: YearWheelService, profile: Profile | None, span: Span, *, heat: Mapping[date, float] | None = None
) -> SpanSheet:
    """What is in progress in a month or a quarter, for its wheel."""
    found = service.occurrences(span.first, span.last + LONGEST_LEAD)
    return SpanSheet(span, service.today, _unit(profile), tuple(shown_in(span, found)), heat)


def notes(occurrences: tuple[Occurrence, ...]) -> list[str]:
    """Her own words on a paper: what the privacy guard looks at before it leaves the program."""
    return [text for occurrence in occurrences for text in (occurrence.note, occurrence.reason, occurrence.title) if text]


def _unit(profile: Profile | None) -> str:
    return profile.unit if profile else ""
