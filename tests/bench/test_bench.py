import pytest

from tests.bench.__main__ import main
from tests.bench.measure import Row, alternate, table


def test_the_bench_runs_to_its_end_and_tells_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert all(line.split()[-1] in ("ok", "over") for line in lines)
    for part in (
        "start to today",
        "one year of all tasks",
        "month page",
        "year wheel A3",
        "wheel of 400",
        "load of a year",
        "book",
        "index",
    ):
        assert any(part in line for line in lines), part
    assert len(lines) == 29


def test_a_row_compares_with_its_floor_and_without_one_with_the_target() -> None:
    assert Row("a", 12, 10, 1.3).within
    assert not Row("a", 14, 10, 1.3).within
    assert Row("b", 29, None, 30).within
    told = table([Row("a", 12, 10, 1.3)]).splitlines()[1]
    assert " ".join(told.split()) == "a 12.0 ms 10.0 ms 1.20 × ≤ 1.30 × ok"


def test_rounds_are_taken_in_turn() -> None:
    order: list[str] = []

    def take(name: str) -> float:
        order.append(name)
        return len(order)

    alternate(2, lambda: take("ours"), lambda: take("floor"))
    assert order == ["floor", "ours", "floor", "ours"]
