"""The answers about local dates as rows."""

from collections.abc import Mapping
from datetime import date

import msgspec
from sqlalchemy import Date, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.localdates.model import Answer, Answered, QuestionId, StepDays
from chefsstod.storage.engine import Base


class LocalAnswerRow(Base):
    """An answer; ``value`` is JSON."""

    __tablename__ = "local_answer"

    question: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text, nullable=False)
    answered: Mapped[date] = mapped_column(Date, nullable=False)


class _Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a row holds. What a newer program wrote beside it is left unread."""

    option: str = ""
    words: str = ""
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    day: int | None = None
    workday: int | None = None
    unknown: bool = False
    steps: StepDays | None = None


def read_answers(session: Session) -> dict[QuestionId, Answered]:
    """All answers; a row that cannot be read counts as no answer."""
    found = {}
    for row in session.scalars(select(LocalAnswerRow)):
        try:
            value = msgspec.json.decode(row.value, type=_Value)
        except msgspec.DecodeError:
            continue
        answer = Answer(value.option, value.words, value.months, value.weeks, value.day, value.workday, value.unknown)
        found[QuestionId(row.question)] = Answered(answer, row.answered, value.steps)
    return found


def write_answers(session: Session, answers: Mapping[QuestionId, Answered | None]) -> None:
    """Store these answers; None takes one away. The others are left alone."""
    session.execute(delete(LocalAnswerRow).where(LocalAnswerRow.question.in_(answers)))
    for question, answered in answers.items():
        if answered is not None:
            a = answered.answer
            value = _Value(a.option, a.words, a.months, a.weeks, a.day, a.workday, a.unknown, answered.steps)
            text = msgspec.json.encode(value).decode()
            session.add(LocalAnswerRow(question=question, value=text, answered=answered.on))


def read_steps(session: Session) -> list[StepDays]:
    """The steps that answers have given days."""
    return [answered.steps for answered in read_answers(session).values() if answered.steps is not None]
