"""Composes what the paper of the workload shows: from the service and the profile to the sheet that ``report`` draws. No Qt."""

from chefsstod.features.profile.model import Profile
from chefsstod.features.workload.report import WorkloadSheet
from chefsstod.features.workload.service import WorkloadService
from chefsstod.features.yearwheel.span import Span
from chefsstod.features.yearwheel.wheel_shapes import span_title


def workload_sheet(service: WorkloadService, profile: Profile | None, span: Span) -> WorkloadSheet:
    """The weeks of a span, with the best proposal for each overloaded one."""
    weeks = service.weeks(span)
    reliefs = {}
    for load in weeks:
        found = service.advice(load.monday, span)
        if found:
            reliefs[load.monday] = found[0]
    return WorkloadSheet(
        title=span_title(span),
        today=service.today,
        unit=profile.unit if profile else "",
        capacity=service.capacity,
        ordinary=service.ordinary_capacity,
        weeks=weeks,
        leave=tuple(own for own in service.leave() if own.last >= span.first and own.first <= span.last),
        slack=tuple(week for week in service.slack_weeks() if week.monday in {load.monday for load in weeks}),
        reliefs=reliefs,
    )


def texts(sheet: WorkloadSheet) -> list[str]:
    """Her own words on the paper: what the privacy guard looks at before it leaves the program."""
    own = [leave.text for leave in sheet.leave] + [week.text for week in sheet.slack]
    titles = {part.occurrence.title for load in sheet.weeks for part in load.parts}
    return [text for text in (*own, *sorted(titles)) if text]
