"""The demonstration: a made-up year with everything in it, papers and a picture."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from chefsstod.app import demo
from chefsstod.app.bootstrap import build
from chefsstod.features.profile.model import ServiceType
from chefsstod.features.yearwheel.model import Kind, ShiftCause, SkipCause, Status
from chefsstod.shell.context import AppContext
from chefsstod.storage.engine import Database
from chefsstod.support.clock import fixed_clock
from chefsstod.support.errors import UserError
from chefsstod.support.paths import user_paths

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> list[Path]:
    folder = tmp_path_factory.mktemp("demo")
    (folder / demo.DATA).mkdir()
    (folder / demo.DATA / demo.MARK).touch()
    (folder / demo.DATA / "chefsstod.db").write_text("of an earlier demonstration")
    return demo.run(folder, fixed_clock(TODAY))


@pytest.fixture
def lived(made: list[Path]) -> Iterator[AppContext]:
    paths = user_paths(made[0].parent / demo.DATA)
    database = Database(paths.database)
    yield build(paths, database, fixed_clock(TODAY))
    database.close()


def test_papers_and_picture_are_there(made: list[Path]) -> None:
    assert [file.suffix for file in made] == [".pdf", ".pdf", ".pdf", ".pdf", ".png"]
    for file in made[:4]:
        assert "2026" in PdfReader(file).pages[0].extract_text()
    wide, upright = PdfReader(made[0]).pages[0].mediabox, PdfReader(made[1]).pages[0].mediabox
    assert wide.width > upright.width


def test_the_picture_shows_a_window_with_something_on_it(made: list[Path]) -> None:
    picture = QImage(str(made[-1]))
    assert picture.width() >= 1000
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(colours) > 10


def test_the_year_holds_every_state(lived: AppContext) -> None:
    profile = lived.profiles.profile()
    assert profile is not None
    assert (profile.service_type, profile.unit) == (ServiceType.SABO, "Boendet Exempel")
    year = [o for o in lived.yearwheel.occurrences(date(2026, 1, 1), date(2027, 12, 31)) if o.activity.kind is Kind.CALENDAR]
    states = Counter(occurrence.status for occurrence in year)
    assert states[Status.DONE] > 10
    assert states[Status.LATE] == 2
    assert states[Status.STARTED] > 0
    assert states[Status.PLANNED] > 10
    assert any(o.skip_cause is SkipCause.USER and o.reason for o in year)
    assert any(o.shift is not None and o.shift.cause is ShiftCause.USER for o in year)
    assert any(o.note for o in year)
    assert all(o.done_on is None or profile.start_date <= o.done_on <= TODAY for o in year)


def test_a_data_folder_that_is_not_a_demonstration_is_left_alone(tmp_path: Path) -> None:
    hers = tmp_path / demo.DATA / "chefsstod.db"
    hers.parent.mkdir()
    hers.write_text("hers")
    with pytest.raises(UserError):
        demo.run(tmp_path, fixed_clock(TODAY))
    assert hers.read_text() == "hers"
