"""The questions of the knowledge test as their author writes them."""

from pathlib import Path

import pytest

from chefsstod.content.learning import read_learning

GOOD = """questions:
- id: apt-1
  text: "Vad gör du först när ett tillbud har hänt?"
  answer: Ser till att ingen är skadad
  wrong: [Skriver ett mejl, Väntar till APT]
  explanation: Först människan, sedan papperen.
  link: article/tillbud
"""


def write(root: Path, text: str, name: str = "arbetsmiljo.yaml") -> Path:
    (root / "learning").mkdir(exist_ok=True)
    (root / "learning" / name).write_text(text, encoding="utf-8")
    return root


def test_questions_are_read_by_chapter(tmp_path: Path) -> None:
    found, problems = read_learning(write(tmp_path, GOOD), chapters={"arbetsmiljo"}, articles={"tillbud"}, laws=set())
    assert problems == []
    assert [question.answer for question in found["arbetsmiljo"]] == ["Ser till att ingen är skadad"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("article/tillbud", "article/borta"), "article/borta"),
        (("Väntar till APT", "Skriver ett mejl"), "the same"),
        (("link:", "law: {id: aml, certainty: verified}\n  link:"), "aml"),
        (("link:", "law: {id: sol, ref: 1 kap., certainty: law_level}\n  link:"), "ref"),
        (("id: apt-1", "id: Apt 1"), "id"),
        (("questions:", "frågor:"), "questions"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_left_out(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    found, problems = read_learning(write(tmp_path, GOOD.replace(*change)), articles={"tillbud"}, laws={"sol"})
    assert found.get("arbetsmiljo", ()) == ()
    assert told in str(problems[0])
    assert problems[0].file == "learning/arbetsmiljo.yaml"


def test_a_second_question_with_the_same_id_an_unknown_chapter_and_a_broken_file_are_told(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, GOOD, "okant.yaml")
    write(tmp_path, "questions: [", "trasig.yaml")
    found, problems = read_learning(tmp_path, chapters={"arbetsmiljo"})
    assert len(found["arbetsmiljo"]) == 1
    assert [problem.file.partition("/")[2] for problem in problems] == ["okant.yaml", "okant.yaml", "trasig.yaml"]


def test_a_statement_about_law_that_does_not_hold_is_told(tmp_path: Path) -> None:
    text = GOOD.replace("Först människan, sedan papperen.", "Enligt AFS 2001:1 ska det utredas.")
    found, problems = read_learning(write(tmp_path, text))
    assert len(found["arbetsmiljo"]) == 1
    assert "AFS 2001:1" in problems[0].message
