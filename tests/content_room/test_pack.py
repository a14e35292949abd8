from datetime import date
from pathlib import Path

import msgspec
import pytest

from chefsstod.content.pack import Law, Source, convert, items, open_source, read_laws, read_manifest
from chefsstod.content.problems import Problem
from chefsstod.content.yaml_lines import read

MANIFEST = """\
id: base
title: Basinnehåll
version: "1.0"
language: sv
licence: CC BY-SA 4.0
reviewed: 2026-11-22
min_app: "0.1"
"""
LAW = '- {id: aml, short: AML, name: Arbetsmiljölagen, number: "1977:1160", checked: 2026-11-22}\n'


class Item(msgspec.Struct):
    name: str
    days: list[int] = []


def source(text: str) -> Source:
    return Source("a.yaml", read(text))


def laws(root: Path, text: str) -> tuple[dict[str, Law], list[Problem]]:
    (root / "lawcompass").mkdir(exist_ok=True)
    (root / "lawcompass" / "laws.yaml").write_text(text, encoding="utf-8")
    return read_laws(root)


def test_a_manifest_is_read(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    manifest, problems = read_manifest(tmp_path)
    assert manifest is not None
    assert (manifest.id, manifest.reviewed, problems) == ("base", date(2026, 11, 22), [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MANIFEST.replace("language: sv", "language: svenska"), "pack.yaml:4: error: language: "),
        (MANIFEST.replace("title", "titel"), "pack.yaml:1: error: "),
        ("", "pack.yaml: error: keys with values is expected, not nothing"),
        ("a: [", "pack.yaml:"),
    ],
)
def test_a_broken_manifest_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
    manifest, problems = read_manifest(tmp_path)
    assert manifest is None
    assert str(problems[0]).startswith(told)


def test_a_file_that_cannot_be_opened_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    manifest, problems = read_manifest(tmp_path)
    assert manifest is None
    assert str(problems[0]).startswith("pack.yaml: error: ")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("å: 1".encode("latin-1"))
    assert open_source(tmp_path, file) == Problem("a.yaml", 0, "error", "the file is not UTF-8 text")  # type: ignore[arg-type]


def test_the_line_of_a_wrong_value_deep_inside_is_told() -> None:
    opened = source("- name: a\n- name: b\n  days:\n  - 1\n  - två\n")
    problem = convert(opened, list[Item], opened.document.value)
    assert str(problem) == "a.yaml:5: error: 1.days.1: a whole number is expected, not text"


def test_a_wrong_value_in_a_mapping_gets_the_line_of_the_mapping() -> None:
    opened = source("a: 1\nb: x\n")
    problem = convert(opened, dict[str, int], opened.document.value)
    assert isinstance(problem, Problem)
    assert problem.line == 1


@pytest.mark.parametrize("text", ["- 1\n", "other: []\n", "entries: text\n", ""])
def test_a_file_without_its_list_is_told(text: str) -> None:
    ((line, problem),) = items(source(text), "entries", Item)
    assert line == 0
    assert "expected a list named «entries»" in str(problem)


def test_entries_come_with_their_lines_in_order_and_unknown_keys_after_them() -> None:
    found = list(items(source("more: 1\nentries:\n- name: a\n- {}\n"), "entries", Item))
    assert found[0] == (3, Item("a"))
    assert str(found[1][1]) == "a.yaml:4: error: «name» is missing"
    assert str(found[2][1]) == "a.yaml:1: error: unknown key «more»"


def test_laws_are_read_by_id(tmp_path: Path) -> None:
    found, problems = laws(tmp_path, "laws:\n" + LAW)
    assert (found["aml"].number, problems) == ("1977:1160", [])


def test_a_pack_needs_no_laws(tmp_path: Path) -> None:
    assert read_laws(tmp_path) == ({}, [])


def test_a_law_that_stands_twice_or_is_broken_is_left_out_and_told(tmp_path: Path) -> None:
    found, problems = laws(tmp_path, "laws:\n" + LAW + LAW + "- {id: sol}\n")
    assert list(found) == ["aml"]
    assert [str(problem).split(": ", 1)[0] for problem in problems] == ["lawcompass/laws.yaml:3", "lawcompass/laws.yaml:4"]


def test_a_broken_file_of_laws_is_told(tmp_path: Path) -> None:
    found, problems = laws(tmp_path, "laws: [")
    assert (found, len(problems)) == ({}, 1)
