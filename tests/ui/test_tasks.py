"""The task runner: off the GUI thread and back on it, with a result or an error."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from chefsstod.ui.tasks import InlineTaskRunner, ThreadTaskRunner


@pytest.fixture
def runner(qapp: object) -> Iterator[ThreadTaskRunner]:
    made = ThreadTaskRunner()
    yield made
    made.close()


def _never(_value: object) -> None:
    raise AssertionError("was not to be called")


def test_work_is_done_elsewhere_and_its_result_comes_back_here(runner: ThreadTaskRunner, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    results: list[int] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    def done(result: int) -> None:
        threads.append(threading.current_thread())
        results.append(result)

    runner.run(work, done, _never)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [42]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_an_error_comes_back_here_too(runner: ThreadTaskRunner, qtbot: QtBot) -> None:
    problems: list[BaseException] = []

    def work() -> None:
        raise OSError("full")

    runner.run(work, _never, problems.append)
    qtbot.waitUntil(lambda: bool(problems))
    assert isinstance(problems[0], OSError)


def test_jobs_run_one_after_the_other(runner: ThreadTaskRunner, qtbot: QtBot) -> None:
    first = threading.Event()
    order: list[str] = []

    def slow() -> str:
        first.wait(timeout=5)
        return "slow"

    runner.run(slow, order.append, _never)
    runner.run(lambda: "quick", order.append, _never)
    first.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["slow", "quick"]


def test_closing_waits_for_what_runs_and_drops_the_rest(qtbot: QtBot) -> None:
    runner = ThreadTaskRunner()
    started, go, ran = threading.Event(), threading.Event(), []

    def running() -> None:
        started.set()
        go.wait(timeout=5)
        ran.append("running")

    runner.run(running, lambda _none: None, _never)
    runner.run(lambda: ran.append("waiting"), lambda _none: None, _never)
    assert started.wait(timeout=5)
    threading.Timer(0.3, go.set).start()  # while close waits: let go at once, the second could begin before close is called
    runner.close()
    assert ran == ["running"]


def test_the_inline_runner_delivers_the_same_way() -> None:
    results: list[object] = []
    runner = InlineTaskRunner()
    runner.run(lambda: 1, results.append, _never)
    runner.run(lambda: 1 / 0, _never, results.append)
    runner.close()
    assert results[0] == 1
    assert isinstance(results[1], ZeroDivisionError)
