"""The workload in words: a week as a sentence, its days off, how the hours are counted. No Qt."""

from collections.abc import Sequence
from datetime import date, timedelta

from chefsstod.features.workload.model import Leave, Part, Suggestion, WeekLoad
from chefsstod.features.yearwheel.planning_words import half_hours, whole_hours
from chefsstod.features.yearwheel.words import category_name
from chefsstod.i18n import _, ngettext
from chefsstod.i18n.dates import day_month, day_short, month_name, number, week
from chefsstod.i18n.holidays import holiday_name


def days_text(monday: date) -> str:
    """«18–24 januari», «28 december–3 januari»."""
    sunday = monday + timedelta(days=6)
    if monday.month == sunday.month:
        return _("{first}–{last}").format(first=monday.day, last=day_month(sunday))
    return _("{first}–{last}").format(first=day_month(monday), last=day_month(sunday))


def week_title(load: WeekLoad) -> str:
    """«Vecka 3, 18–24 januari»."""
    return _("Week {week}, {days}").format(week=week(load.monday), days=days_text(load.monday))


def load_text(load: WeekLoad) -> str:
    """«20,5 h planerat, plats för 16 h»."""
    return _("{hours} h planned, room for {room} h").format(hours=half_hours(load.hours), room=half_hours(load.room))


def state_text(load: WeekLoad) -> str:
    """What there is to say of the week in a word or two: «Överfull med 4,5 h», «Full», «Ledig», «Plats för 6 h till»."""
    if load.room <= 0 and load.hours > 0:
        return _("{hours} h planned while you are away").format(hours=half_hours(load.hours))
    if load.overloaded:
        return _("Overloaded by {hours} h").format(hours=half_hours(load.over))
    if load.room <= 0:
        return _("Away")
    if load.past:
        return _("Past")
    if load.full:
        return _("Full")
    return _("Room for {hours} h more").format(hours=half_hours(load.free))


def whole_state(load: WeekLoad) -> str:
    """The state and the hours; what is planned while she is away is told once."""
    return state_text(load) if load.room <= 0 else f"{state_text(load)} · {load_text(load)}"


def day_facts(load: WeekLoad) -> list[str]:
    """Holidays, leave and slack, a sentence each."""
    facts = [_("{date}: {holiday}").format(date=day_short(day), holiday=holiday_name(name)) for day, name in load.holidays]
    if load.away:
        count = len(load.away)
        facts.append(ngettext("You are on leave {n} working day", "You are on leave {n} working days", count).format(n=count))
    if load.slack is not None:
        facts.append(load.slack.text or _("A week to catch up in: half of the time is kept free"))
    return facts


def spoken(load: WeekLoad) -> str:
    """The whole week as a sentence, for a screen reader."""
    rings = [
        _("{category} {hours} h").format(category=category_name(category), hours=half_hours(hours))
        for category, hours in load.by_category().items()
    ]
    routines = _("routines {hours} h").format(hours=half_hours(load.routine_hours)) if load.routine_hours else ""
    parts = [week_title(load), state_text(load), load_text(load), *day_facts(load), *rings, routines]
    return ", ".join(part for part in parts if part)


def tool_tip(load: WeekLoad) -> str:
    """The week's title, its state, and what takes the most."""
    largest = [_("{title} {hours} h").format(title=part.occurrence.title, hours=half_hours(part.hours)) for part in load.parts[:4]]
    return "\n".join([week_title(load), whole_state(load), *day_facts(load), *largest])


def largest_text(load: WeekLoad) -> str:
    """«Lönesamtal 4,5 h, Bokslut 3 h»: what takes the most."""
    shown = load.parts[:3]
    return ", ".join(
        _("{title} {hours} h").format(title=part.occurrence.activity.short or part.occurrence.title, hours=half_hours(part.hours))
        for part in shown
    )


def pieces_text(part: Part) -> list[str]:
    """The steps of a task that lie in a week, a line each."""
    lines = []
    for piece in part.pieces:
        if not piece.text:
            continue
        hours = _("{hours} h").format(hours=half_hours(piece.hours)).replace(" ", "\N{NO-BREAK SPACE}")
        when = day_short(piece.day) if piece.day else _("goes on")
        lines.append(f"{piece.text} · {when} · {hours}")
    return lines


def summary(weeks: Sequence[WeekLoad], capacity: float) -> str:
    """«592 h planerat · 13 överfulla veckor · plats för 16 h en vanlig vecka»."""
    over = sum(load.overloaded for load in weeks)
    parts = [
        _("{hours} h planned").format(hours=whole_hours(sum(load.hours for load in weeks))),
        ngettext("{n} overloaded week", "{n} overloaded weeks", over).format(n=over) if over else _("no overloaded week"),
        _("room for {hours} h in an ordinary week").format(hours=number(capacity)),
    ]
    return " · ".join(parts)


def leave_text(leave: Leave, today: date) -> str:
    """«mån 5 juli – fre 30 juli · sommar»."""
    days = _("{first} – {last}").format(first=day_short(leave.first, today), last=day_short(leave.last, today))
    if leave.first == leave.last:
        days = day_short(leave.first, today)
    return " · ".join(text for text in (days, leave.text) if text)


def suggestion_text(suggestion: Suggestion) -> str:
    """«Vecka 43 (oktober), 15 h planerat»."""
    if suggestion.month is None:
        return _("Week {week}, {hours} h planned").format(week=week(suggestion.monday), hours=whole_hours(suggestion.hours))
    return _("Week {week} ({month}), {hours} h planned").format(
        week=week(suggestion.monday), month=month_name(suggestion.month), hours=whole_hours(suggestion.hours)
    )


def method_text(capacity: float, *, ordinary: bool) -> str:
    """How the hours are counted, and what is our own guess."""
    if ordinary:
        guess = _(
            "The room of {hours} h a week is our own guess: two fifths of 40 h, since the rest belongs to routines, people and "
            "what nobody planned."
        )
    else:
        guess = _("The room of {hours} h a week is what you have said yourself.")
    how = _(
        "Half of a task's hours lie on its steps, the other half on the working days from the first step to the due day. "
        "The hours are the content's estimates; change them for each task."
    )
    return f"{how} {guess.format(hours=number(capacity))}"
