from pathlib import Path

from tests.bench import search
from tests.bench.measure import table


def test_the_search_is_measured_against_fts5_alone(tmp_path: Path) -> None:
    rows = search.rows(None, tmp_path, 1)
    assert [row.limit for row in rows] == [2.0, 2.0, 16, 2.0, 2.5]
    assert all(row.value > 0 for row in rows)
    assert table(rows).count("search, 60 texts") == 5


def test_the_texts_are_the_same_each_time_and_every_prefix_is_a_keystroke() -> None:
    first, again = search.make_corpus(2, 50), search.make_corpus(2, 50)
    assert first == again
    keys = list(search.keystrokes())
    assert keys[:3] == ["l", "lö", "lön"]
    assert not any(key.endswith(" ") for key in keys)
