import logging
import logging.handlers

import pytest

from chefsstod.support.log import start_log, stop_log


@pytest.fixture(autouse=True)
def _root_as_before():
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield
    root.setLevel(level)
    assert root.handlers == handlers


def test_what_is_logged_stands_in_the_file(tmp_path):
    handler = start_log(tmp_path / "logs")
    logging.getLogger("chefsstod.x").info("uppgiften är klar")
    logging.getLogger("chefsstod.x").debug("too much")
    stop_log(handler)
    (line,) = (tmp_path / "logs" / "chefsstod.log").read_text(encoding="utf-8").splitlines()
    assert line.endswith("INFO chefsstod.x: uppgiften är klar")


def test_libraries_that_talk_much_are_quiet(tmp_path):
    handler = start_log(tmp_path)
    logging.getLogger("alembic.runtime.migration").info("Context impl")
    logging.getLogger("sqlalchemy.engine").info("SELECT note FROM occurrence")
    stop_log(handler)
    assert (tmp_path / "chefsstod.log").read_text() == ""


def test_the_log_never_grows_beyond_three_files(tmp_path):
    handler = start_log(tmp_path)
    log = logging.getLogger("chefsstod.x")
    for _ in range(400):
        log.info("x" * 10_000)
    stop_log(handler)
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == ["chefsstod.log", "chefsstod.log.1", "chefsstod.log.2"]
    assert all(file.stat().st_size <= 520_000 for file in tmp_path.iterdir())


@pytest.mark.parametrize("obstacle", ["no folder", "no file"])
def test_where_nothing_can_be_written_the_log_goes_to_standard_error(tmp_path, capsys, obstacle):
    if obstacle == "no folder":
        (tmp_path / "logs").touch()
    else:
        (tmp_path / "logs" / "chefsstod.log").mkdir(parents=True)
    handler = start_log(tmp_path / "logs")
    logging.getLogger("chefsstod.x").warning("still told")
    stop_log(handler)
    assert "still told" in capsys.readouterr().err
