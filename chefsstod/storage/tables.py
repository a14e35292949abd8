"""Tables that belong to no feature: what the program remembers about itself."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from chefsstod.storage.engine import Base


class MetaRow(Base):
    """A named value, such as the day the program was last seen open."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text, nullable=False)
