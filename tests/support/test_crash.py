import gc
import logging
import sqlite3
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chefsstod.support.crash import KEPT_REPORTS, SHOWN_PER_FAULT, CrashHook, install
from chefsstod.support.errors import UserError

NOW = datetime(2026, 11, 23, 7, 40)  # noqa: DTZ001
SECRET = "Lönesamtal med Anna Andersson"  # noqa: S105


class Told:
    """What the user was told and what was saved."""

    def __init__(self) -> None:
        self.reports: list[str] = []
        self.errors: list[UserError] = []
        self.saved = 0

    def save(self) -> None:
        self.saved += 1


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def hook(tmp_path, told):
    clock = iter(NOW + timedelta(seconds=number) for number in range(1000))
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    made = install(
        tmp_path / "logs",
        version="0.1.0",
        show=told.reports.append,
        show_user_error=told.errors.append,
        save=told.save,
        translate=lambda error: UserError("full", "x") if isinstance(error, MemoryError) else None,
        now=lambda: next(clock),
    )
    yield made
    made.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def crash(raise_it) -> None:
    """As the interpreter (and PySide) does with what nobody caught."""
    try:
        raise_it()
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())


def fail(error: BaseException):
    def raise_it() -> None:
        raise error

    return raise_it


def reports(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "logs").glob("*.txt"))


def test_a_crash_saves_first_and_is_then_written_and_shown(hook, told, tmp_path, caplog):
    crash(fail(ValueError(SECRET)))
    assert told.saved == 1
    (report,) = told.reports
    (file,) = reports(tmp_path)
    assert file.name == "crash-2026-11-23T074000.txt"
    assert file.read_text(encoding="utf-8") == report
    assert "ValueError" in caplog.text


def test_the_report_tells_where_and_with_what(hook, told):
    crash(fail(ValueError(SECRET)))
    (report,) = told.reports
    assert "Chefsstöd 0.1.0" in report
    assert "2026-11-23T07:40:00" in report
    assert f"Python {sys.version.split()[0]}" in report
    assert "test_crash.py:" in report
    assert "in fail.<locals>.raise_it" in report
    assert report.endswith("ValueError\n")


def test_the_report_holds_no_text_and_no_folder_of_hers(hook, told, tmp_path, caplog):
    def chain() -> None:
        try:
            (tmp_path / SECRET).read_text()
        except OSError as error:
            raise KeyError(SECRET) from error

    crash(chain)
    crash(fail(ExceptionGroup(SECRET, [ValueError(SECRET), OSError(SECRET)])))
    for text in (*told.reports, caplog.text, *(file.read_text() for file in reports(tmp_path))):
        assert "Anna" not in text
        assert str(Path.home()) not in text
        assert str(Path(__file__).parent) not in text
        assert str(tmp_path) not in text
    assert "pathlib.py:" in told.reports[0]
    assert "FileNotFoundError [2]" in told.reports[0]
    assert told.reports[0].index("FileNotFoundError") < told.reports[0].index("led to:") < told.reports[0].index("KeyError")
    assert told.reports[1].count("one of the group:") == 2


def test_files_stand_by_their_place_in_the_program(hook, told):
    from chefsstod.i18n import set_language

    crash(lambda: set_language(5))
    assert "chefsstod/i18n/__init__.py:" in told.reports[0]


def test_the_code_of_a_database_error_is_told(hook, told):
    crash(lambda: sqlite3.connect("/no/such/folder/x.db"))
    assert "sqlite3.OperationalError [SQLITE_CANTOPEN]" in told.reports[0]


def test_endless_recursion_gives_a_short_report(hook, told):
    def again() -> None:
        again()

    crash(again)
    assert len(told.reports[0].splitlines()) < 80
    assert "more …" in told.reports[0]


def test_causes_in_a_circle_come_to_an_end(hook, told):
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    crash(fail(first))
    group = ExceptionGroup("x", [ValueError()])
    group.exceptions[0].__cause__ = group
    group.__cause__ = group.exceptions[0]
    crash(fail(group))
    assert len(told.reports) == 2


def test_a_suppressed_cause_is_left_out(hook, told):
    def hide() -> None:
        try:
            raise KeyError
        except KeyError:
            raise ValueError from None

    crash(hide)
    assert "KeyError" not in told.reports[0]


def test_code_without_a_module_does_not_disturb(hook, told):
    crash(lambda: exec("1/0", {"__name__": None}))  # noqa: S102
    assert "<string>:1" in told.reports[0]


def test_an_expected_error_is_told_as_itself(hook, told, tmp_path):
    error = UserError("a", "b", "c")
    crash(fail(error))
    assert told.errors == [error]
    assert told.reports == []
    assert reports(tmp_path) == []


def test_a_known_failure_is_translated(hook, told):
    crash(fail(MemoryError()))
    assert [error.title for error in told.errors] == ["full"]
    assert told.reports == []


def test_ten_reports_are_kept_the_newest(hook, told, tmp_path):
    for number in range(KEPT_REPORTS + 5):
        exec(f"def fault_{number}(): 1 / 0", namespace := {})  # noqa: S102 - each a fault of its own
        crash(namespace[f"fault_{number}"])
    assert len(told.reports) == KEPT_REPORTS + 5
    kept = reports(tmp_path)
    assert len(kept) == KEPT_REPORTS
    assert kept[-1].read_text() == told.reports[-1]
    assert told.reports[4] not in [file.read_text() for file in kept]


def test_the_same_fault_over_and_over_is_written_once_and_shown_a_few_times(hook, told, tmp_path):
    for _ in range(20):
        crash(lambda: 1 / 0)
    assert len(reports(tmp_path)) == 1
    assert len(told.reports) == SHOWN_PER_FAULT
    assert told.saved == 20


def test_two_crashes_in_one_second_have_a_report_each(tmp_path, told):
    made = install(tmp_path / "logs", version="1", now=lambda: NOW)
    crash(fail(ValueError()))
    crash(lambda: 1 / 0)
    made.uninstall()
    assert [file.name for file in reports(tmp_path)] == ["crash-2026-11-23T074000-2.txt", "crash-2026-11-23T074000.txt"]


def test_a_crash_while_a_crash_is_told_is_only_written_down(tmp_path, caplog):
    shown = []

    def show(report: str) -> None:
        shown.append(report)
        crash(lambda: {}["from the dialog"])

    made = install(tmp_path / "logs", version="1", show=show, now=lambda: NOW)
    crash(fail(ValueError()))
    made.uninstall()
    assert len(shown) == 1
    assert "crash during a crash" in caplog.text
    assert "KeyError" in caplog.text


@pytest.mark.parametrize("fault", [ValueError(SECRET), RecursionError()])
def test_nothing_that_fails_on_the_way_stops_the_rest(tmp_path, caplog, fault):
    def broken(*_args: object) -> None:
        raise fault

    (tmp_path / "logs").write_text("a file where the folder should be")
    made = install(
        tmp_path / "logs", version="1", show=broken, show_user_error=broken, save=broken, translate=None, now=lambda: NOW
    )
    crash(fail(KeyError()))
    crash(fail(UserError("a", "b")))
    made.uninstall()
    assert "KeyError" in caplog.text
    assert "saving after a crash failed" in caplog.text
    assert SECRET not in caplog.text


def test_a_failing_clock_or_translation_does_not_raise(tmp_path):
    def broken(*_args: object):
        raise ValueError

    made = install(tmp_path / "logs", version="1", translate=broken, now=broken)
    crash(fail(KeyError()))
    made.uninstall()


def test_without_callbacks_the_report_is_still_written(tmp_path):
    made = install(tmp_path / "logs", version="1")
    crash(fail(KeyError()))
    crash(fail(UserError("a", "b")))
    made.uninstall()
    assert len(reports(tmp_path)) == 1


def test_an_exception_in_a_thread_is_told_too(hook, told):
    thread = threading.Thread(target=fail(ValueError(SECRET)))
    thread.start()
    thread.join()
    assert "ValueError" in told.reports[0]


def test_a_thread_that_ends_itself_is_no_crash(hook, told):
    thread = threading.Thread(target=lambda: sys.exit(1))
    thread.start()
    thread.join()
    threading.excepthook(threading.ExceptHookArgs((ValueError, None, None, None)))
    assert told.reports == []


def test_an_interruption_from_the_keyboard_is_no_crash(tmp_path, told, capsys, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)  # instead of pytest's
    made = install(tmp_path / "logs", version="1", show=told.reports.append)
    crash(fail(KeyboardInterrupt()))
    made.uninstall()
    assert told.reports == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_what_cannot_be_raised_is_only_logged(hook, told, caplog):
    class Careless:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    careless = Careless()
    del careless
    gc.collect()
    assert "Careless.__del__" in caplog.text
    assert SECRET not in caplog.text
    assert told.reports == []


def test_an_unraisable_without_an_exception_is_nothing(hook, caplog):
    class Args:
        exc_value = None

    sys.unraisablehook(Args())
    assert caplog.records == []


def test_the_hook_can_be_handed_an_exception(hook: CrashHook, told):
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError as error:
        hook.handle(error)
    assert "ZeroDivisionError" in told.reports[0]
    assert "in test_the_hook_can_be_handed_an_exception" in told.reports[0]


def test_the_log_gets_the_report(hook, caplog):
    with caplog.at_level(logging.CRITICAL):
        crash(fail(ValueError()))
    assert "Chefsstöd 0.1.0" in caplog.text
