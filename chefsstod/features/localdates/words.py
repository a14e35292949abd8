"""Local dates in words: what an answer says, what it changes, where a rule came from, why an answer cannot be used."""

from collections.abc import Sequence
from datetime import date

from chefsstod.features.localdates.model import Answer, Answered, AnswerError, Effect, Progress, Question, Wrong
from chefsstod.features.yearwheel.model import Kind
from chefsstod.i18n import N_, _, ngettext
from chefsstod.i18n.dates import day_short, month_name
from chefsstod.support.errors import UserError

_MOST_DATES = 4

_WRONG = {
    Wrong.EMPTY: N_("Nothing is chosen or written yet."),
    Wrong.UNREADABLE: N_("The answer is none of the suggestions. It may come from another version of the questions."),
    Wrong.NOT_YEARLY: N_("The answer must be a day that comes every year, without a year in it."),
    Wrong.NEVER: N_("There is no such day in the calendar."),
    Wrong.TOO_LATE: N_("That is too late."),
    Wrong.TOO_EARLY: N_("That is too early."),
    Wrong.NOT_EVERY_YEAR: N_("It must come every year."),
    Wrong.NO_ROOM: N_("That leaves no time for what must come in between."),
}


def answer_text(question: Question, answer: Answer) -> str:
    """«15 mars», «vecka 12 och 37», «Vet inte än»."""
    if answer.unknown:
        return _("Do not know yet")
    if answer.option:
        option = question.option(answer.option)
        return option.label if option else answer.option
    if answer.months:
        return listed([month_name(month) for month in answer.months])
    if answer.weeks:
        return ngettext("week {weeks}", "weeks {weeks}", len(answer.weeks)).format(weeks=listed([str(n) for n in answer.weeks]))
    if answer.workday is not None:
        return _("working day {n} of every month").format(n=answer.workday)
    if answer.day is not None:
        return _("day {n} of every month").format(n=answer.day)
    return answer.words


def listed(parts: Sequence[str]) -> str:
    """«a, b och c»."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def effect_text(effect: Effect, today: date) -> str:
    """«Lönesamtal flyttas från 26 feb till 29 okt 2027.»"""
    name = effect.activity.title
    if effect.step:
        name = f"{name}: {effect.step}"
    if not effect.changed:
        return _("{name}: stays as it is, {when}.").format(name=name, when=_when(effect, effect.before, today))
    if effect.activity.kind is Kind.ROUTINE or not effect.before or not effect.after:
        return _("{name}: {when} from now on.").format(name=name, when=_when(effect, effect.after, today))
    if _per_year(effect.before) == 1 and _per_year(effect.after) == 1:
        old, new = _dates(effect.before, effect.after, today)
        return _("{name} moves from {old} to {new}.").format(name=name, old=old, new=new)
    return _("{name} moves to {new}.").format(name=name, new=_when(effect, effect.after, today))


def _dates(before: Sequence[date], after: Sequence[date], today: date) -> tuple[str, str]:
    """The next date of each, the old one of the same year as the new one if there is one."""
    new = after[0]
    old = next((day for day in before if day.year == new.year), before[0])
    return day_short(old, today), day_short(new, today)


def _when(effect: Effect, dates: Sequence[date], today: date) -> str:
    if effect.activity.kind is Kind.ROUTINE:
        return effect.rule.words
    few = [day for day in dates if day.year == dates[0].year][:_MOST_DATES] if dates else []
    if len(few) == 1 and len(dates) > 1 and dates[1].year > dates[0].year + 1:
        few.append(dates[1])
    return listed([day_short(day, today) for day in few])


def _per_year(dates: Sequence[date]) -> int:
    """How often within the year of its second date, which is whole."""
    return sum(day.year == dates[-1].year for day in dates) if len(dates) < 2 else sum(day.year == dates[1].year for day in dates)


def origin_words(question: Question, answered: Answered, today: date) -> str:
    """«Lokalt datum: 15 mars, enligt ditt svar 22 nov på ”När ska …?”»."""
    return _("Local date: {answer}. Your answer {date} to “{question}”").format(
        answer=answer_text(question, answered.answer), date=day_short(answered.on, today), question=question.text
    )


def progress_text(progress: Progress) -> str:
    """«5 av 13 · ungefär 6 minuter kvar»."""
    if progress.answered == progress.total:
        return _("All {n} are answered").format(n=progress.total)
    count = _("{n} of {total}").format(n=progress.answered, total=progress.total)
    left = ngettext("about {n} minute left", "about {n} minutes left", progress.minutes).format(n=progress.minutes)
    return f"{count} · {left}"


def wrong_answer(question: Question, problem: AnswerError) -> UserError:
    """The message for an answer that cannot be used."""
    why = problem.why
    if problem.wrong is Wrong.NOT_YEARLY:
        why = next((bound.why for bound in question.bounds if bound.every_year), "")
    message = " ".join(part for part in (_(_WRONG[problem.wrong]), why) if part)
    return UserError(
        _("The answer to “{question}” cannot be used").format(question=question.text),
        message + " " + _("Nothing was changed."),
        question.ask,
    )
