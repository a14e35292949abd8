"""The chains she started and what she did to their steps; from rows to the model and back. An untouched step has no row."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Boolean, Date, ForeignKeyConstraint, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.timers.model import ChainId, ChainState, StepState
from chefsstod.storage.engine import Base


class ChainRow(Base):
    """A chain that she started."""

    __tablename__ = "chain"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    template: Mapped[str] = mapped_column(Text, nullable=False)
    label: Mapped[str] = mapped_column(Text, nullable=False)
    start: Mapped[date] = mapped_column(Date, nullable=False)
    closed: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class ChainStepRow(Base):
    """A touched step of a chain."""

    __tablename__ = "chain_step"
    __table_args__ = (ForeignKeyConstraint(["chain"], ["chain.id"], name="of_chain", ondelete="CASCADE"),)

    chain: Mapped[str] = mapped_column(Text, primary_key=True)
    step: Mapped[str] = mapped_column(Text, primary_key=True)
    done_on: Mapped[date | None] = mapped_column(Date)
    moved_to: Mapped[date | None] = mapped_column(Date)
    applies: Mapped[bool] = mapped_column(Boolean, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)


def read_chains(session: Session, *, running: bool = False) -> list[ChainState]:
    """The chains in order of start; with ``running`` only those that are not closed. One query when there are none."""
    query = select(ChainRow.__table__).order_by(ChainRow.start, ChainRow.id)
    rows = session.execute(query.where(ChainRow.closed.is_(None)) if running else query).all()
    if not rows:
        return []
    steps = _steps(session, [row.id for row in rows])
    return [
        ChainState(ChainId(row.id), row.template, row.label, row.start, row.closed, row.note, steps.get(row.id, ())) for row in rows
    ]


def read_chain(session: Session, chain: ChainId) -> ChainState | None:
    """One chain, or None."""
    row = session.get(ChainRow, chain)
    if row is None:
        return None
    steps = _steps(session, [chain]).get(chain, ())
    return ChainState(chain, row.template, row.label, row.start, row.closed, row.note, steps)


def _steps(session: Session, chains: Iterable[str]) -> dict[str, tuple[tuple[str, StepState], ...]]:
    found: dict[str, list[tuple[str, StepState]]] = {}
    query = select(ChainStepRow.__table__).where(ChainStepRow.chain.in_(list(chains))).order_by(ChainStepRow.step)
    for row in session.execute(query):
        state = StepState(row.done_on, row.moved_to, bool(row.applies), row.note)
        found.setdefault(row.chain, []).append((row.step, state))
    return {chain: tuple(pairs) for chain, pairs in found.items()}


def write_chain(session: Session, state: ChainState) -> None:
    """Store a chain and its steps as ``state`` says, whatever was there."""
    session.execute(delete(ChainStepRow).where(ChainStepRow.chain == state.id))
    session.merge(
        ChainRow(id=state.id, template=state.template, label=state.label, start=state.start, closed=state.closed, note=state.note)
    )
    session.flush()
    session.add_all(
        ChainStepRow(
            chain=state.id,
            step=name,
            done_on=step.done_on,
            moved_to=step.moved_to,
            applies=step.applies,
            note=step.note,
        )
        for name, step in state.steps
        if not step.empty
    )


def remove_chain(session: Session, chain: ChainId) -> None:
    """Take a chain and its steps away."""
    session.execute(delete(ChainStepRow).where(ChainStepRow.chain == chain))
    session.execute(delete(ChainRow).where(ChainRow.id == chain))


def numbers(session: Session, template: str) -> list[int]:
    """The numbers that the chains of a template have: «sjukfall-3» has 3."""
    prefix = f"{template}-"
    ids = session.scalars(select(ChainRow.id).where(ChainRow.template == template))
    return [int(slug[len(prefix) :]) for slug in ids if slug.startswith(prefix) and slug[len(prefix) :].isdigit()]
