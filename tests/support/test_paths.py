from pathlib import Path

import pytest

from chefsstod.support import paths
from chefsstod.support.paths import data_root, resources, translations, user_paths


def test_everything_lies_under_the_chosen_folder(tmp_path):
    found = user_paths(tmp_path / "mitt")
    files = [*found.folders(), found.database, found.lock, found.settings]
    assert all(file.is_relative_to(tmp_path / "mitt") for file in files)
    assert not (tmp_path / "mitt").exists(), "asking makes nothing"


def test_a_folder_may_be_given_from_home_or_from_here(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert user_paths(Path("~/chef")).data == tmp_path / "chef"
    assert user_paths(Path("chef")).data == tmp_path / "chef"


def test_without_a_choice_the_platform_decides(tmp_path, monkeypatch):
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    found = user_paths()
    assert found.data.name == "Chefsstod"
    assert len({found.data, found.cache, found.logs, found.settings.parent}) == 4
    assert found.data in found.folders()
    assert found.settings.parent in found.folders()


def test_files_of_the_program_are_found_in_the_checkout():
    assert (resources() / "content" / "base" / "pack.yaml").is_file()
    assert translations().parent == data_root()


@pytest.fixture
def _fresh_root():
    data_root.cache_clear()
    yield
    data_root.cache_clear()


@pytest.mark.usefixtures("_fresh_root")
def test_files_of_the_program_are_found_in_the_installed_package(tmp_path, monkeypatch):
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert resources() == tmp_path / "_data" / "resources"
