"""No text that the user sees stands bare: strings given to Qt go through ``_()``, or their line says ``# no-i18n``."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "chefsstod"
MARK = "# no-i18n"
NO_TEXT = re.compile(r"Chefsstöd|((Ctrl|Shift|Alt)\+)+\w+|F\d+|Esc|Del")
"""The name of the program, and key combinations, which Qt translates itself."""
WITH_DATA = {"addItem", "insertItem"}
"""Take a value for the program after the text."""
TRANSLATORS = {"_", "N_", "ngettext", "pgettext"}
SETTERS = {
    "addAction", "addButton", "addItem", "addItems", "addMenu", "addRow", "addTab", "insertItem", "insertTab",
    "setAccessibleDescription", "setAccessibleName", "setButtonText", "setHeaderLabels", "setHtml",
    "setInformativeText", "setLabelText", "setMarkdown", "setPlaceholderText", "setPlainText", "setPrefix",
    "setSpecialValueText", "setStatusTip", "setSubTitle", "setSuffix", "setTabText", "setTabToolTip", "setText",
    "setTitle", "setToolTip", "setWhatsThis", "setWindowTitle", "showMessage",
}  # fmt: skip
WIDGETS = {
    "QAction", "QCheckBox", "QCommandLinkButton", "QDockWidget", "QGroupBox", "QLabel", "QListWidgetItem", "QMenu",
    "QMessageBox", "QPushButton", "QRadioButton", "QStandardItem", "QToolBar", "QTreeWidgetItem",
}  # fmt: skip
CATCHING = SETTERS | WIDGETS


def bare_texts(source: str) -> list[tuple[int, str]]:
    """Line and text of every string with letters that reaches Qt without going through gettext."""
    lines = source.splitlines()
    return [
        (node.lineno, text)
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and _name(call.func) in CATCHING
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        for node, text in _texts(argument)
        if any(letter.isalpha() for letter in text)
        and not NO_TEXT.fullmatch(text)
        and not (_name(call.func) in WITH_DATA and argument is not call.args[0] and text.isidentifier())
        and not any(MARK in line for line in lines[call.lineno - 1 : call.end_lineno])
    ]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """The literal texts that may become (a part of) the value of an expression."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node, node.value
    elif isinstance(node, ast.Call):
        yield from _texts_of_call(node)
    else:
        for part in _parts(node):
            yield from _texts(part)


def _parts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.JoinedStr):
        return node.values
    if isinstance(node, ast.FormattedValue | ast.Starred):
        return [node.value]
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    return node.elts if isinstance(node, ast.List | ast.Tuple) else []


def _texts_of_call(call: ast.Call) -> Iterator[tuple[ast.expr, str]]:
    if _name(call.func) in TRANSLATORS:
        return
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Constant | ast.JoinedStr):
        yield from _texts(call.func.value)  # "…".format(), " · ".join()
        for argument in call.args:
            yield from _texts(argument)


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_text_reaches_qt_without_translation(file: Path) -> None:
    assert bare_texts(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Late")',
        'QLabel("Late", parent)',
        'QPushButton(text="Save")',
        'label.setText(f"{n} days")',
        'label.setText("Late: " + name)',
        'label.setText("a" if late else _("b"))',
        'label.setToolTip("{n} left".format(n=3))',
        'box.addItems(["One", _("Two")])',
        'menu.addAction(icon, "Print")',
    ],
)
def test_bare_text_is_found(line: str) -> None:
    assert len(bare_texts(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(_("Late"))',
        'label.setText(_("{n} left").format(n=3))',
        'label.setText(ngettext("{n} day", "{n} days", n).format(n=n))',
        'label.setText(" · ".join(parts))',
        'label.setText(title if status == "late" else "")',
        'label.setText(f"{a} – {b}")',
        'label.setObjectName("late")',
        'label.setText(texts["late"])',
        'label.setText("Chefsstöd")',
        'box.addItem(_("Late"), "late")',
        'menu.addAction(_("Undo"), "Ctrl+Z", undo)',
        'label.setText("kg")  # no-i18n: a unit',
    ],
)
def test_translated_text_and_what_is_no_text_is_left_alone(line: str) -> None:
    assert bare_texts(line) == []
