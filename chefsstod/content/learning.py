"""Reads and checks ``learning/*.yaml``: the questions of the knowledge test, each with its right answer and wrong ones."""

from pathlib import Path
from typing import Annotated

import msgspec

from chefsstod.content.layers import Certainty
from chefsstod.content.lint import lint, told
from chefsstod.content.pack import Slug, items, open_source
from chefsstod.content.problems import Problem, error, warning
from chefsstod.i18n import _

FOLDER = "learning"
_Answer = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class LawFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The law that an answer rests on."""

    id: Slug
    certainty: Certainty
    ref: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Question(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One question. ``link`` is the text to read: «article/lonesamtal»."""

    id: Slug
    text: Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
    answer: _Answer
    wrong: Annotated[list[_Answer], msgspec.Meta(min_length=2, max_length=3)]
    explanation: Annotated[str, msgspec.Meta(min_length=10, max_length=500)]
    link: Annotated[str, msgspec.Meta(pattern=r"^article/[a-z0-9-]+$")]
    law: LawFile | None = None


def read_learning(
    root: Path, *, chapters: set[str] | None = None, articles: set[str] | None = None, laws: set[str] | None = None
) -> tuple[dict[str, tuple[Question, ...]], list[Problem]]:
    """The questions by chapter (the name of their file), and what is wrong with them. What is None is not checked."""
    found: dict[str, tuple[Question, ...]] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for file in sorted((root / FOLDER).glob("*.yaml")):
        source = open_source(root, file)
        if isinstance(source, Problem):
            problems.append(source)
            continue
        if chapters is not None and file.stem not in chapters:
            problems.append(error(source.file, 0, _("there is no chapter «{id}»").format(id=file.stem)))
        good: list[Question] = []
        for line, item in items(source, "questions", Question):
            if isinstance(item, Problem):
                problems.append(item)
                continue
            wrong = _wrong(item, seen, articles, laws)
            problems += [error(source.file, line, f"{item.id}: {text}") for text in wrong]
            texts = (item.text, item.answer, item.explanation)
            problems += [warning(source.file, line, f"{item.id}: {told(f)}") for text in texts for f in lint(text)]
            seen.add(item.id)
            if not wrong:
                good.append(item)
        found[file.stem] = tuple(good)
    return found, problems


def _wrong(item: Question, seen: set[str], articles: set[str] | None, laws: set[str] | None) -> list[str]:
    problems = [_("the id «{id}» stands twice").format(id=item.id)] if item.id in seen else []
    if len({item.answer, *item.wrong}) < 1 + len(item.wrong):
        problems.append(_("two answers are the same"))
    if articles is not None and item.link.partition("/")[2] not in articles:
        problems.append(_("there is no text «{id}»").format(id=item.link))
    if item.law is not None:
        if laws is not None and item.law.id not in laws:
            problems.append(_("unknown law «{id}»").format(id=item.law.id))
        if item.law.ref and item.law.certainty is not Certainty.VERIFIED:
            problems.append(_("a provision (ref) is given only where certainty is verified"))
    return problems
