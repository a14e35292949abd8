"""The floor of starting: the barest window over the same database. Prints seconds and bytes. Arguments: begin, database."""

import sys
from time import perf_counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from sqlalchemy import Text, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Meta(Base):
    __tablename__ = "meta"
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Painted(QObject):
    seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return False


app = QApplication([])
engine = create_engine(f"sqlite:///{sys.argv[2]}")
with Session(engine) as session:
    rows = session.scalars(select(Meta)).all()
window = QMainWindow()
window.setCentralWidget(QLabel(f"{len(rows)} rows"))
painted = Painted()
window.installEventFilter(painted)
window.resize(1366, 768)
window.show()
while not painted.seen:
    app.processEvents()
seconds = perf_counter() - float(sys.argv[1])

import psutil  # noqa: E402 - not part of what is measured

print(seconds, psutil.Process().memory_info().rss)
window.close()
engine.dispose()
