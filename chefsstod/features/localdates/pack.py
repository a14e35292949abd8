"""Local dates as a pack that «chefsstod pack check» accepts: written for colleagues, read from them. Nothing in it is trusted."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from chefsstod.content.archive import opened_pack, read_bundle
from chefsstod.content.build import must_be_free, write_yaml, write_zip
from chefsstod.content.pack import read_manifest
from chefsstod.content.problems import Severity
from chefsstod.features.localdates.content import ANSWERS, FOLDER, read_answers, to_file
from chefsstod.features.localdates.model import Answer, QuestionId
from chefsstod.features.yearwheel.model import Activity
from chefsstod.i18n import _
from chefsstod.support.errors import UserError
from chefsstod.support.files import produce_atomically
from chefsstod.support.version import app_version

LICENCE = "CC BY-SA 4.0"
"""That of the base content, whose texts the tasks carry."""


@dataclass(frozen=True, slots=True)
class Local:
    """What a pack is made from."""

    unit: str
    today: date
    answers: Mapping[QuestionId, Answer]
    activities: tuple[Activity, ...]


def write(target: Path, local: Local) -> None:
    """Write the pack: a ``.zip``, or a folder that must not hold anything else. Raises UserError and OSError."""
    with TemporaryDirectory(prefix="chefsstod-pack-") as folder:
        root = Path(folder) / "pack"
        _compose(root, local)
        if target.suffix.casefold() == ".zip":
            produce_atomically(target, lambda path: write_zip(read_bundle(root).files, path))
            return
        must_be_free(target)
        shutil.copytree(root, target, dirs_exist_ok=True)


def _compose(root: Path, local: Local) -> None:
    name = _("Local dates")
    manifest = {
        "id": "lokala-datum",
        "title": f"{name}, {local.unit}" if local.unit else name,
        "version": "1.0.0",
        "language": "sv",
        "licence": LICENCE,
        "reviewed": local.today,
        "min_app": app_version(),
    }
    named = {activity.id for activity in local.activities}
    write_yaml(root / "pack.yaml", manifest)
    tasks = [_activity(activity, local.today, named) for activity in local.activities if activity.code]
    write_yaml(root / "yearwheel" / "lokala-datum.yaml", {"activities": tasks})
    answers = [msgspec.to_builtins(to_file(question, answer)) for question, answer in local.answers.items()]
    write_yaml(root / FOLDER / ANSWERS, {"answers": answers})


def _activity(activity: Activity, today: date, named: set[Any]) -> dict[str, Any]:
    """The task in full, with the rule and lead time that hold from now on."""
    rule = activity.segments[-1].rule if activity.segments else activity.rule
    lead = activity.lead_on(activity.segments[-1].valid_from) if activity.segments else activity.lead_on(today)
    return {
        "id": activity.id,
        "code": activity.code,
        "title": activity.title,
        "short": activity.short,
        "category": activity.category.value,
        "kind": activity.kind.value,
        "why": activity.why,
        "rule": {
            "rrule": rule.rrule,
            "words": rule.words,
            "red_day": rule.red_day.value,
            **({"workday": rule.workday} if rule.workday is not None else {}),
        },
        "lead_days": lead,
        "hours": activity.hours,
        "steps": [{"id": step.id, "text": step.text, "days": step.days} for step in activity.steps],
        "service_types": sorted(activity.service_types),
        "basis": [
            {key: value for key, value in msgspec.to_builtins(basis).items() if value is not None} for basis in activity.basis
        ],
        "varies": activity.varies,
        "related": [slug for slug in activity.related if slug in named],
        "keywords": list(activity.keywords),
        "checked": activity.checked or today,
    }


def read(source: Path) -> tuple[str, dict[QuestionId, Answer]]:
    """The title and the answers of a pack (a folder or a ``.zip``). Raises UserError when there are none that can be read."""
    with opened_pack(source) as root:
        manifest, _problems = read_manifest(root)
        answers, problems = read_answers(root)
    broken = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not answers:
        found = str(broken[0]) if broken else _("It holds no answers about local dates.")
        raise UserError(
            _("«{name}» cannot be read as local dates").format(name=source.name),
            f"{found} " + _("Nothing was changed."),
            _("Ask your colleague to save the local dates again."),
        )
    return (manifest.title if manifest else source.name), answers
