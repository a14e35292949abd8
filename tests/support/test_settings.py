import json

import pytest

from chefsstod.support.settings import Settings, Theme, load_settings


def test_without_a_file_the_defaults_hold_and_none_is_written(tmp_path):
    store = load_settings(tmp_path / "settings.json")
    assert store.current == Settings()
    assert store.problem is None
    assert not store.path.exists()


def test_a_change_is_on_the_disk_at_once(tmp_path):
    path = tmp_path / "ny" / "settings.json"
    load_settings(path).change(theme=Theme.DARK, text_scale=150, language="en", page="yearwheel", window="AAA=")
    read = load_settings(path).current
    assert read == Settings(language="en", theme=Theme.DARK, text_scale=150, page="yearwheel", window="AAA=")
    assert isinstance(read.theme, Theme)


def test_no_change_writes_nothing(tmp_path):
    store = load_settings(tmp_path / "settings.json")
    assert store.change(language="sv") is store.current
    assert not store.path.exists()


def test_an_unknown_setting_cannot_be_set(tmp_path):
    with pytest.raises(TypeError):
        load_settings(tmp_path / "settings.json").change(colour="red")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'"text"'],
    ids=["empty", "half", "list", "null", "not text", "endless", "string"],
)
def test_a_broken_file_is_put_aside_and_the_defaults_hold(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    store = load_settings(path)
    assert store.current == Settings()
    assert store.problem == tmp_path / "settings.json.broken"
    assert store.problem.read_bytes() == content
    store.change(theme=Theme.LIGHT)
    assert load_settings(path).current.theme is Theme.LIGHT


def test_a_broken_file_that_cannot_be_put_aside_is_named(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text("{")
    (tmp_path / "settings.json.broken").mkdir()
    store = load_settings(path)
    assert store.problem == path
    assert store.current == Settings()


@pytest.mark.parametrize(
    "raw",
    [
        {"language": "fi"},
        {"language": ["sv"]},
        {"theme": "pink"},
        {"theme": None},
        {"text_scale": 110},
        {"text_scale": "150"},
        {"show_routines": "yes"},
        {"window": 5},
        {"page": None},
        {"another": 1},
    ],
    ids=str,
)
def test_an_impossible_value_gives_way_to_the_default(tmp_path, raw):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    store = load_settings(path)
    assert store.current == Settings()
    assert store.problem is None


def test_one_impossible_value_leaves_the_others(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"language": "fi", "theme": "contrast", "show_routines": true}', encoding="utf-8")
    assert load_settings(path).current == Settings(theme=Theme.CONTRAST, show_routines=True)


def test_a_folder_that_cannot_be_written_is_an_error_but_the_choice_holds(tmp_path):
    (tmp_path / "file").touch()
    store = load_settings(tmp_path / "settings.json")
    store.path = tmp_path / "file" / "settings.json"
    with pytest.raises(OSError, match="file"):
        store.change(text_scale=200)
    assert store.current.text_scale == 200
