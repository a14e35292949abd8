"""The packs that are installed, with their files as they came; from rows to the model and back."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Date, ForeignKeyConstraint, Integer, LargeBinary, Text, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from chefsstod.features.packs.model import Installed
from chefsstod.storage.engine import Base


class PackRow(Base):
    """An installed pack."""

    __tablename__ = "pack"

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text, nullable=False)
    version: Mapped[str] = mapped_column(Text, nullable=False)
    language: Mapped[str] = mapped_column(Text, nullable=False)
    licence: Mapped[str] = mapped_column(Text, nullable=False)
    reviewed: Mapped[date] = mapped_column(Date, nullable=False)
    min_app: Mapped[str] = mapped_column(Text, nullable=False)
    installed: Mapped[date] = mapped_column(Date, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    digest: Mapped[str] = mapped_column(Text, nullable=False)
    position: Mapped[int] = mapped_column(Integer, nullable=False)


class PackFileRow(Base):
    """A file of a pack."""

    __tablename__ = "pack_file"
    __table_args__ = (ForeignKeyConstraint(["pack"], ["pack.id"], name="of_pack", ondelete="CASCADE"),)

    pack: Mapped[str] = mapped_column(Text, primary_key=True)
    path: Mapped[str] = mapped_column(Text, primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)


_COLUMNS = (
    "id", "title", "version", "language", "licence", "reviewed", "min_app", "installed", "source", "digest", "position",
)  # fmt: skip


def read_packs(session: Session) -> list[Installed]:
    """The installed packs, the strongest first. Their items are not counted here."""
    rows = session.execute(select(PackRow.__table__).order_by(PackRow.position.desc(), PackRow.id))
    return [Installed(**{name: getattr(row, name) for name in _COLUMNS}) for row in rows]


def read_sizes(session: Session, pack: str) -> dict[str, int]:
    """The files of a pack by path, with their sizes."""
    query = select(PackFileRow.path, func.length(PackFileRow.data)).where(PackFileRow.pack == pack)
    return {path: int(size) for path, size in session.execute(query)}


def read_files(session: Session, pack: str) -> dict[str, bytes]:
    """The files of a pack by path."""
    query = select(PackFileRow.path, PackFileRow.data).where(PackFileRow.pack == pack).order_by(PackFileRow.path)
    return {path: bytes(data) for path, data in session.execute(query)}


def write_pack(session: Session, pack: Installed, files: Mapping[str, bytes]) -> None:
    """Store a pack and its files in the place of what was there under the id."""
    remove_pack(session, pack.id)
    session.add(PackRow(**{name: getattr(pack, name) for name in _COLUMNS}))
    session.flush()
    session.add_all(PackFileRow(pack=pack.id, path=path, data=data) for path, data in files.items())


def remove_pack(session: Session, pack: str) -> None:
    """Take a pack and its files away."""
    session.execute(delete(PackFileRow).where(PackFileRow.pack == pack))
    session.execute(delete(PackRow).where(PackRow.id == pack))


def write_order(session: Session, strongest_first: list[str]) -> None:
    """Store the order of precedence."""
    for position, pack in enumerate(reversed(strongest_first)):
        session.execute(update(PackRow).where(PackRow.id == pack).values(position=position))
