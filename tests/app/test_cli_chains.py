"""«pack check» looks at the event chains of a pack too."""

import json
import shutil
from pathlib import Path

import pytest

from chefsstod.app.main import main
from chefsstod.support.paths import Paths, resources

BASE = resources() / "content" / "base"


def check(paths: Paths, pack: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    capsys.readouterr()
    code = main(["--data-dir", str(paths.data), "pack", "check", str(pack), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_chains_of_the_base_pack_are_counted_and_clean(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = check(paths, BASE, capsys)
    assert code == 0
    assert told["chains"] >= 14
    assert told["problems"] == []


def test_a_faulty_chain_is_told_with_file_and_line(paths: Paths, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(BASE / "chains", pack / "chains")
    shutil.copy(BASE / "pack.yaml", pack)
    file = pack / "chains" / "kvalitet.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("ref: 27 kap. 6 §", "ref: 27 kap. 6 §, wrong: 1"), encoding="utf-8")
    code, told = check(paths, pack, capsys)
    assert code == 1
    assert told["problems"][0]["file"] == "chains/kvalitet.yaml"
    assert told["problems"][0]["line"] > 60
