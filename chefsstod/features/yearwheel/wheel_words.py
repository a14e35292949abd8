"""The words of a wheel that every painter writes alike: its sectors, its weeks, and an occurrence in a sentence. No Qt, no PDF."""

from chefsstod.features.yearwheel.geometry import Sector, Week, span_title
from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.span import Span, Unit
from chefsstod.features.yearwheel.words import category_name, status_name
from chefsstod.i18n import _
from chefsstod.i18n.dates import day_short, month_name, weekday_short


def wheel_title(span: Span) -> str:
    """«Årshjul 2026/27», «Kvartalshjul januari–mars 2027», «Månadshjul mars 2027»."""
    name = span_title(span)
    if span.unit is Unit.YEAR:
        return _("Year wheel {year}").format(year=name)
    if span.unit is Unit.QUARTER:
        return _("Quarter wheel {months}").format(months=name)
    return _("Month wheel {month}").format(month=name)


def sector_name(span: Span, sector: Sector) -> str:
    """«mars» in a year, «ons 3» in a month."""
    if span.unit in (Unit.MONTH, Unit.DAY):
        return f"{weekday_short(sector.first)} {sector.first.day}"
    return month_name(sector.month)


def week_name(week: Week, *, near: bool) -> str:
    """«12», or «vecka 12» where there is room."""
    return _("week {week}").format(week=week.number) if near else str(week.number)


def hub_lines(span: Span) -> list[str]:
    """What stands in the hub, in one line or two: «2027»; «mars» and «2027»; «december 2026–» and «februari 2027»."""
    title = span_title(span)
    if span.unit is Unit.YEAR:
        return [title]
    if span.unit is Unit.QUARTER and span.first.year != span.last.year:
        first, second = title.split("–")
        return [f"{first}–", second]
    return title.rsplit(" ", 1)


def sentence(occurrence: Occurrence) -> str:
    """«Lönesamtal, klart fre 12 mars 2027, börja fre 26 feb 2027, Personal, Planerad»: what is read aloud for an arc."""
    due = _("due {date}").format(date=f"{day_short(occurrence.due)} {occurrence.due.year}")
    parts = [occurrence.title, due]
    if occurrence.lead_days:
        parts.append(_("begin by {date}").format(date=f"{day_short(occurrence.start_by)} {occurrence.start_by.year}"))
    parts += [category_name(occurrence.activity.category), status_name(occurrence.status)]
    return ", ".join(parts)
