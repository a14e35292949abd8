"""Making a pack: a folder to begin with, and the one file that is handed out. The same folder always gives the same file."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from chefsstod.content.archive import MANIFEST, TEXTS, lay_out, read_bundle
from chefsstod.content.pack import Manifest
from chefsstod.content.problems import Problem, Severity
from chefsstod.i18n import _
from chefsstod.support.errors import UserError
from chefsstod.support.files import produce_atomically
from chefsstod.support.paths import resources

TEMPLATE = "pack-template"
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The first time that a .zip can tell. A file's own would make every copy another one."""
_UNIX = 3
_READABLE = 0o100644 << 16


def build_pack(folder: Path, target: Path, check: Callable[[Path], Sequence[Problem]]) -> list[Problem]:
    """Write the pack in ``folder`` as the file ``target`` and return what its author should look at.

    ``check`` finds what is wrong in the folder. With an error among it nothing is written. Hidden files, locks and files of other
    kinds are left out. Raises UserError (no pack, a name or size that cannot be used, ``target`` is no .zip) and OSError.
    """
    if target.suffix.casefold() != ".zip":
        raise UserError(
            _("«{path}» is named as another kind of file").format(path=target.name),
            _("Nothing was written."),
            _("Name it .zip."),
        )
    if not folder.is_dir():
        raise UserError(
            _("There is no folder «{path}»").format(path=folder),
            _("Nothing was written."),
            _("Give the folder with pack.yaml in it."),
        )
    bundle = read_bundle(folder)
    own = target.absolute().as_posix().removeprefix(folder.absolute().as_posix() + "/")
    left_out = [problem for problem in bundle.left_out if problem.file != own]  # the pack as it was built last time
    problems = list(dict.fromkeys([*check(folder), *left_out]))
    if not any(problem.severity is Severity.ERROR for problem in problems):
        produce_atomically(target, lambda path: write_zip(bundle.files, path))
    return problems


def write_zip(files: Mapping[str, bytes], target: Path) -> None:
    """The files as a .zip: in order of their names, with the same time and rights, so that the same files give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files, key=lambda name: (name != MANIFEST, name)):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED if name.casefold().endswith(TEXTS) else zipfile.ZIP_STORED
            archive.writestr(entry, files[name])


def yaml_text(value: object) -> str:
    """As YAML that a person can read: letters as they are, keys in their order."""
    import yaml

    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120))


def write_yaml(file: Path, value: object) -> None:
    """Write a file of a pack, and the folder it lies in. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml_text(value), encoding="utf-8", newline="\n")


def must_be_free(folder: Path) -> None:
    """Raises UserError unless ``folder`` is not there yet, or is empty."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise UserError(
            _("«{path}» is there already").format(path=folder.name), _("Nothing was written."), _("Choose another name.")
        )


def scaffold(folder: Path, manifest: Manifest) -> None:
    """Begin a pack: an example of each kind of file, with comments that tell what to write. Raises UserError and OSError.

    The folder must not be there, or be empty.
    """
    must_be_free(folder)
    template = resources() / TEMPLATE
    values = {
        "id": manifest.id,
        "title": _quoted(manifest.title),
        "min_app": manifest.min_app,
        "today": manifest.reviewed.isoformat(),
        "next_year": _a_year_later(manifest.reviewed).isoformat(),
    }
    files: dict[str, bytes] = {}
    for file in sorted(template.rglob("*")):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            for name, value in values.items():
                text = text.replace(f"{{{name}}}", value)
            files[file.relative_to(template).as_posix()] = text.encode("utf-8")
    lay_out(files, folder)


def _quoted(text: str) -> str:
    """As a YAML string, whatever stands in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))
