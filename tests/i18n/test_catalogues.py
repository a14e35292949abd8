"""The catalogues are complete, and the tool that says so can be trusted."""

import gettext
import importlib.util
import io
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_tool", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()


def test_the_catalogues_are_complete_and_compiled() -> None:
    assert tool.check() == []


def test_english_is_the_message_ids_themselves() -> None:
    with tool.mo_file("en").open("rb") as stream:
        english = gettext.GNUTranslations(stream)
    assert english.gettext("today") == "today"
    assert english.ngettext("{n} day", "{n} days", 1) == "{n} day"
    assert english.ngettext("{n} day", "{n} days", 2) == "{n} days"


def test_swedish_has_two_forms() -> None:
    with tool.mo_file("sv").open("rb") as stream:
        swedish = gettext.GNUTranslations(stream)
    assert swedish.ngettext("{n} day", "{n} days", 1) == "{n} dag"
    assert swedish.ngettext("{n} day", "{n} days", 2) == "{n} dagar"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    lines = ['_("Late")', 'N_("Soon")', 'ngettext("{n} day", "{n} days", n)', 'pgettext("clock", "Late")']
    (tmp_path / "page.py").write_text("\n".join(lines))
    return tmp_path


def test_every_kind_of_marked_text_is_found(sources: Path) -> None:
    found = {(message.context, message.id) for message in tool.extract(sources) if message.id}
    assert found == {(None, "Late"), (None, "Soon"), (None, ("{n} day", "{n} days")), ("clock", "Late")}


def _swedish(template: Catalog) -> Catalog:
    catalogue = tool.updated(Catalog(), template, "sv")
    for message in catalogue:
        if message.id:
            message.string = {"Late": "Sent", "Soon": "Snart"}.get(message.id) if isinstance(message.id, str) else None
            if message.pluralizable:
                message.string = ("{n} dag", "{n} dagar")
    return catalogue


def test_a_complete_catalogue_has_no_problems(sources: Path) -> None:
    template = tool.extract(sources)
    assert tool.check_catalogue(_swedish(template), template, "sv") == []


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda message: setattr(message, "string", ""), "not translated"),
        (lambda message: message.flags.add("fuzzy"), "fuzzy"),
        (lambda message: setattr(message, "string", "Snart {namn}"), "placeholders"),
        (lambda message: setattr(message, "string", "Snart "), "blanks"),
    ],
)
def test_each_fault_is_named(sources: Path, spoil: object, problem: str) -> None:
    template = tool.extract(sources)
    catalogue = _swedish(template)
    assert callable(spoil)
    spoil(catalogue.get("Soon"))
    problems = tool.check_catalogue(catalogue, template, "sv")
    assert len(problems) == 1
    assert problem in problems[0]
    assert "Soon" in problems[0]


def test_a_plural_form_may_not_be_missing_nor_lose_its_number(sources: Path) -> None:
    template = tool.extract(sources)
    for strings, faulty in ((("{n} dag", ""), True), (("en dag", "{n} dagar"), False), (("{n} dag", "dagar"), True)):
        catalogue = _swedish(template)
        message = catalogue.get("{n} day")
        assert message is not None
        message.string = strings
        assert bool(tool.check_catalogue(catalogue, template, "sv")) is faulty


def test_a_catalogue_behind_or_ahead_of_the_sources_is_found(sources: Path) -> None:
    template = tool.extract(sources)
    catalogue = _swedish(template)
    (sources / "page.py").write_text('title = _("Early")\n')
    problems = tool.check_catalogue(catalogue, tool.extract(sources), "sv")
    assert any("not in the catalogue" in problem and "Early" in problem for problem in problems)
    assert sum("no longer in the sources" in problem for problem in problems) == 4


def test_updating_keeps_translations_and_drops_what_is_gone(sources: Path) -> None:
    catalogue = _swedish(tool.extract(sources))
    (sources / "page.py").write_text('title = _("Late")\nother = _("Early")\n')
    new = tool.updated(catalogue, tool.extract(sources), "sv")
    assert {message.id: message.string for message in new if message.id} == {"Late": "Sent", "Early": ""}


def test_the_files_say_nothing_that_changes_from_run_to_run(sources: Path) -> None:
    catalogue = tool.updated(Catalog(), tool.extract(sources), "en")
    text = tool.as_po(catalogue).decode()
    assert "Date" not in text
    assert "#:" not in text
    assert "page.py" not in text
    assert text.index('msgid "Late"') < text.index('msgid "Soon"')
    assert tool.as_mo(catalogue, "en") == tool.as_mo(catalogue, "en")
    assert gettext.GNUTranslations(io.BytesIO(tool.as_mo(catalogue, "en"))).gettext("Soon") == "Soon"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{name} comes {{not}}", ["{name}"]),
        ("%(prog)s: %s 100 %%", ["%(prog)s", "%s"]),
        ("{n:>3} of {total}", ["{n:>3}", "{total}"]),
        ("plain", []),
    ],
)
def test_placeholders_are_found_in_both_ways_of_writing(text: str, found: list[str]) -> None:
    assert tool.placeholders(text) == found
