"""The rules of the house that a machine can check. Each is told in the README («Architecture») and in CONTRIBUTING.md."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = sorted((ROOT / "chefsstod").rglob("*.py"))
CODE = [*PACKAGE, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "packaging").rglob("*.py"))]
HEAVY = (
    "reportlab", "alembic", "mammoth", "pypdfium2", "icalendar", "PIL", "vobject", "rapidfuzz", "bs4", "markdownify",
    "markdown_it", "mdit_py_plugins", "snowballstemmer",
)  # fmt: skip
NETWORK = {
    "socket", "socketserver", "ssl", "urllib", "urllib3", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "poplib",
    "imaplib", "telnetlib", "xmlrpc", "websockets", "webbrowser",
}  # fmt: skip
MAX_LINES = 400
MAX_FUNCTION = 45


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def at_module_level(node: ast.AST) -> Iterator[ast.AST]:
    """Everything that runs when the module is imported: classes and conditions are gone into, functions and typing are not."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from at_module_level(child)


def of(names: list[str], packages: tuple[str, ...] | set[str]) -> list[str]:
    return [name for name in names if name.split(".")[0] in packages]


def tracked() -> list[Path]:
    """The files of the project: what git knows and what it would take up."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        return CODE  # an unpacked source archive
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_the_import_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-500:]


def test_today_is_read_in_one_place_only() -> None:
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in PACKAGE
        if name_of(file) != "chefsstod/support/clock.py"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and node.attr in ("today", "now", "utcnow", "currentDate", "currentDateTime")
        and isinstance(node.value, ast.Name)
        and node.value.id in ("date", "datetime", "QDate", "QDateTime", "QTime")
    ]
    assert found == []


def test_heavy_libraries_are_imported_by_the_function_that_needs_them() -> None:
    # Migrations are themselves only imported when Alembic runs.
    found = [
        f"{name_of(file)}: {name}"
        for file in PACKAGE
        if "migrations" not in file.parts
        for node in at_module_level(tree(file))
        for name in of(imported(node), HEAVY)
    ]
    assert found == []


def test_nothing_reaches_for_the_network() -> None:
    found = [
        f"{name_of(file)}: {name}"
        for file in PACKAGE
        for node in ast.walk(tree(file))
        for name in imported(node)
        if (name.split(".")[0] in NETWORK and not name.startswith("urllib.parse"))  # spells addresses, opens none
        or name.startswith(("PySide6.QtNetwork", "PySide6.QtWebEngine"))
    ]
    # Qt's local socket is a file of this computer: it lets a second start find the first.
    assert [name for name in found if not name.endswith(("QtNetwork.QLocalServer", "QtNetwork.QLocalSocket"))] == []


def test_what_draws_on_the_screen_knows_neither_database_nor_paper() -> None:
    found = []
    for file in PACKAGE:
        names = [name for node in ast.walk(tree(file)) for name in imported(node)]
        if of(names, ("PySide6",)):
            found += [f"{name_of(file)}: {name}" for name in of(names, ("sqlalchemy", "sqlite3", "reportlab", "alembic"))]
    assert found == []


def test_sql_is_spoken_in_storage_tables_and_services_only() -> None:
    found = [
        f"{name_of(file)}: {name}"
        for file in PACKAGE
        if "storage" not in file.parts and not file.name.endswith(("tables.py", "service.py"))
        for node in ast.walk(tree(file))
        for name in of(imported(node), ("sqlalchemy", "sqlite3"))
    ]
    assert found == []


def test_services_are_built_in_app_only() -> None:
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in PACKAGE
        if "app" not in file.relative_to(ROOT / "chefsstod").parts[:1]
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and re.fullmatch(r"[A-Z]\w+Service", node.func.id)
    ]
    assert found == []


@pytest.mark.parametrize("layer", ["page", "view", "widgets"])
def test_a_room_does_not_use_another_rooms_screen_or_tables(layer: str) -> None:
    found = []
    for file in PACKAGE:
        parts = file.relative_to(ROOT / "chefsstod").parts
        if parts[0] != "features" or len(parts) < 3:
            continue
        for node in ast.walk(tree(file)):
            for name in imported(node):
                match = re.match(rf"chefsstod\.features\.(\w+)\.(?:{layer}|tables)\b", name)
                if match and match[1] != parts[1]:
                    found.append(f"{name_of(file)}: {name}")
    assert found == []


def test_files_and_functions_stay_small_or_say_why() -> None:
    found = []
    for file in CODE:
        text = file.read_text(encoding="utf-8")
        lines = text.splitlines()
        if len(lines) > MAX_LINES and not re.search(r"^# long: \S", text, re.MULTILINE):
            found.append(f"{name_of(file)}: {len(lines)} lines")
        for node in ast.walk(tree(file)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                own = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                if length > MAX_FUNCTION and not re.search(r"# long: \S", own):
                    found.append(f"{name_of(file)}:{node.lineno} {node.name}: {length} lines")
    assert found == []


def test_no_file_names_a_place_on_somebodys_computer() -> None:
    here = Path(__file__).resolve()
    wrong = re.compile(r"/" + r"(?:work|root|home/\w+|Users/\w+)/|\." + r"library\b|/tmp/(?!\w*\.X11)\w")
    found = []
    for file in tracked():
        if file == here or file.suffix in (".ttf", ".png", ".mo", ".ico", ".icns", ".pdf"):
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if wrong.search(line):
                found.append(f"{name_of(file)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_every_make_command_that_is_told_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test", "fmt", "lint", "types", "screenshots", "bench", "translations", "demo", "clean", "help"} <= targets
    for name in ("README.md", "CONTRIBUTING.md", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        told = set(re.findall(r"(?:^|`|\bexec )make ([a-z]+)", text, re.MULTILINE))
        assert told <= targets, name
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme


def test_the_version_is_written_once() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    literal = re.compile(rf"""["']{re.escape(version)}["']""")
    assert [name_of(file) for file in PACKAGE if literal.search(file.read_text(encoding="utf-8"))] == []


def test_every_dependency_is_locked_with_its_hashes_and_nothing_else_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {normal(re.split(r"[<>=;\[ ]", name)[0]) for name in wanted} <= locked
    assert "--hash=sha256:" in text
    assert not re.search(r"https?://|--(?:extra-)?index|--find-links|file:", text)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
