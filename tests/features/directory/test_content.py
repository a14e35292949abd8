"""The content that ships with the program, and what is told of content that is wrong."""

from pathlib import Path

import pytest

from chefsstod.content.layers import Layer
from chefsstod.content.problems import Severity
from chefsstod.features.directory.content import load_directory, read_directory
from chefsstod.support.paths import resources
from chefsstod.support.privacy import find_identity_numbers
from tests.features.directory.conftest import shipped


def test_what_ships_has_no_fault_and_covers_what_managers_ask_for() -> None:
    _content, problems = read_directory(resources() / "content" / "base")
    assert problems == []
    contacts = {contact.id for contact in shipped().contacts}
    systems = {system.id for system in shipped().systems}
    assert {"hr", "ekonom", "mas", "mar", "skyddsombud", "it-support", "fastighet", "krisledning", "mentor"} <= contacts
    assert {"verksamhetssystem", "schemasystem", "lonesystem", "avvikelsesystem", "inloggning"} <= systems
    assert len(contacts) >= 35
    assert len(systems) >= 16


def test_what_ships_gives_only_the_national_numbers() -> None:
    numbers = {contact.phone for contact in shipped().contacts if contact.phone}
    assert numbers == {"112", "114 14", "1177", "113 13"}
    assert not any(contact.name or contact.email for contact in shipped().contacts)
    assert not any(system.local_name for system in shipped().systems), "no product is named"


def test_what_ships_is_one_warm_sentence_each_under_a_few_headings() -> None:
    for item in (*shipped().contacts, *shipped().systems):
        assert 30 <= len(item.what_for) <= 150, item.id
        assert item.what_for.endswith("."), item.id
        assert item.keywords, item.id
        assert not find_identity_numbers(item.what_for)
    groups = [contact.group for contact in shipped().contacts]
    assert len(set(groups)) <= 10
    assert [group for n, group in enumerate(groups) if n == 0 or groups[n - 1] != group] == list(dict.fromkeys(groups))


def pack(root: Path, contacts: str = "", systems: str = "") -> Path:
    (root / "directory").mkdir(parents=True)
    if contacts:
        (root / "directory" / "contacts.yaml").write_text(contacts, encoding="utf-8")
    if systems:
        (root / "directory" / "systems.yaml").write_text(systems, encoding="utf-8")
    return root


def test_a_pack_may_fill_in_only_what_it_knows(tmp_path: Path) -> None:
    root = pack(
        tmp_path, 'contacts:\n  - {id: hr, title: HR, phone: "010-1"}\n', "systems:\n  - {id: lonesystem, title: L1, helper: hr}\n"
    )
    content, problems = load_directory(root, None, layer=Layer.LOCAL, pack="Norra")
    assert problems == []
    assert content.contacts[0].phone == "010-1"
    assert content.contacts[0].pack == "Norra"
    assert content.systems[0].helper == "hr"


def test_a_pack_without_a_directory_has_an_empty_one(tmp_path: Path) -> None:
    content, problems = load_directory(tmp_path, tmp_path / "cache.json")
    assert (content.contacts, content.systems, problems) == ((), (), [])


WRONG = {
    "contacts:\n  - {id: HR, title: HR}\n": 2,
    "contacts:\n  - {id: hr, title: HR}\n  - {id: hr, title: HR}\n": 3,
    "contacts:\n  - id: hr\n    title: HR\n    fax: x\n": 2,
    "contacts:\n  - {id: hr, title: HR, email: not an address}\n": 2,
    "contacts:\n  - {id: hr, title: HR, service_types: [skola]}\n": 2,
    "kontakter: []\n": 1,
    "contacts:\n  - {id: hr": 2,
}


@pytest.mark.parametrize(("text", "line"), WRONG.items())
def test_a_fault_is_told_with_its_line_and_leaves_out_only_itself(tmp_path: Path, text: str, line: int) -> None:
    _content, problems = read_directory(pack(tmp_path, text), layer=Layer.LOCAL)
    assert any(problem.severity is Severity.ERROR and abs(problem.line - line) <= 1 for problem in problems), problems
    content, _problems = load_directory(tmp_path, None, layer=Layer.LOCAL)
    assert len(content.contacts) <= 1


def test_the_base_must_say_what_for_and_where_and_name_helpers_that_exist(tmp_path: Path) -> None:
    root = pack(
        tmp_path, "contacts:\n  - {id: hr, title: HR}\n", "systems:\n  - {id: lon, title: Lön, what_for: x, helper: ingen}\n"
    )
    content, problems = read_directory(root)
    assert (content.contacts, content.systems) == ((), ())
    assert len(problems) == 3


def test_long_sentences_are_remarked_and_kept(tmp_path: Path) -> None:
    root = pack(tmp_path, f"contacts:\n  - {{id: hr, title: HR, what_for: {'ord ' * 31}}}\n")
    content, problems = read_directory(root, layer=Layer.LOCAL)
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert len(content.contacts) == 1


def test_a_repealed_regulation_is_remarked(tmp_path: Path) -> None:
    root = pack(tmp_path, "contacts:\n  - {id: hr, title: HR, note: Enligt AFS 2001:1 ska ni prata.}\n")
    _content, (problem,) = read_directory(root, layer=Layer.LOCAL)
    assert problem.severity is Severity.WARNING
    assert "AFS 2001:1" in problem.message


def test_content_comes_from_the_cache_until_a_file_changes(tmp_path: Path) -> None:
    root = pack(tmp_path / "pack", "contacts:\n  - {id: hr, title: HR}\n")
    cache = tmp_path / "cache.json"
    first = load_directory(root, cache, layer=Layer.LOCAL, pack="A")[0]
    assert load_directory(root, cache, layer=Layer.LOCAL, pack="A")[0] == first
    assert load_directory(root, cache, layer=Layer.LOCAL, pack="B")[0].contacts[0].pack == "B"
    (root / "directory" / "contacts.yaml").write_text("contacts:\n  - {id: hr, title: Personal}\n", encoding="utf-8")
    assert load_directory(root, cache, layer=Layer.LOCAL, pack="B")[0].contacts[0].title == "Personal"
