"""The use cases of the directory: three layers field by field; each change is saved at once and has a way back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chefsstod.content.layers import Layer
from chefsstod.features.directory.content import DirectoryContent
from chefsstod.features.directory.model import CONTACT_FIELDS, Contact, ItSystem, apart, merged, over, says_nothing
from chefsstod.features.directory.service import LONGEST_LINE, DirectoryService
from chefsstod.support.changes import Saved
from chefsstod.support.errors import UserError
from tests.features.directory.conftest import local, shipped

Make = Callable[..., DirectoryService]


def contact(directory: DirectoryService, name: str) -> Contact:
    found = directory.contact(name)
    assert found is not None
    return found


def filled(directory: DirectoryService, which: str = "hr", /, **fields: str) -> Saved:
    return directory.save_contact(replace(contact(directory, which), **fields))


def test_she_sees_what_concerns_her_unit_and_everything_when_she_asks(directory: DirectoryService) -> None:
    mine = {item.id for item in directory.contacts()}
    assert "bistandshandlaggare" in mine
    assert "lss-handlaggare" not in mine
    assert "lss-handlaggare" in {item.id for item in directory.contacts(everything=True)}
    assert contact(directory, "lss-handlaggare").title, "a link to it leads there all the same"
    assert len(directory.systems()) <= len(directory.systems(everything=True))


def test_what_she_fills_in_is_kept_and_the_rest_stays_as_it_ships(directory: DirectoryService) -> None:
    filled(directory, name="Karin Lind", phone=" 010-123 45 67 ")
    found = contact(directory, "hr")
    assert (found.name, found.phone, found.layer) == ("Karin Lind", "010-123 45 67", Layer.OWN)
    assert found.what_for == next(item.what_for for item in shipped().contacts if item.id == "hr")
    assert found.filled
    assert directory.is_changed("contact/hr")
    assert not directory.is_changed("contact/mas")


def test_a_better_description_in_a_later_version_reaches_her(make_directory: Make) -> None:
    filled(make_directory(), phone="010-1")
    newer = DirectoryContent((Contact("hr", "HR-specialist", "Bättre ord.", group="Personal"),))
    assert contact(make_directory(base=newer), "hr").what_for == "Bättre ord."
    assert contact(make_directory(base=newer), "hr").phone == "010-1"


def test_filled_fields_of_a_pack_show_where_hers_are_empty(make_directory: Make) -> None:
    packs = [local(Contact("hr", "HR-stöd", phone="010-1", email="hr@example.org"))]
    directory = make_directory(packs)
    assert contact(directory, "hr").pack == "Norra förvaltningen"
    assert contact(directory, "hr").what_for, "what the pack leaves empty is what ships"
    filled(directory, name="Karin", phone="010-2")
    assert (contact(directory, "hr").phone, contact(directory, "hr").email) == ("010-2", "hr@example.org")
    packs[0] = local(Contact("hr", "HR-stöd", phone="010-3", email="ny@example.org"))
    assert (contact(directory, "hr").phone, contact(directory, "hr").email) == ("010-2", "ny@example.org")
    filled(directory, phone="")
    assert contact(directory, "hr").phone == "010-3", "a field that she empties shows the pack's again"


def test_later_packs_lie_over_earlier_ones(make_directory: Make) -> None:
    directory = make_directory(
        [local(Contact("hr", "Ett", phone="010-1", email="a@example.org")), local(Contact("hr", "Två", phone="010-2"))]
    )
    assert (contact(directory, "hr").title, contact(directory, "hr").phone, contact(directory, "hr").email) == (
        "Två",
        "010-2",
        "a@example.org",
    )


def test_what_she_wrote_on_a_pack_outlives_the_pack(make_directory: Make) -> None:
    packs = [local(Contact("navigator", "Vårdnavigator", "Hjälper till.", group="Vård"))]
    directory = make_directory(packs)
    filled(directory, "navigator", phone="010-5")
    packs.clear()
    assert (contact(directory, "navigator").title, contact(directory, "navigator").phone) == ("Vårdnavigator", "010-5")
    assert "navigator" in {item.id for item in directory.contacts()}


def test_saying_what_is_said_already_leaves_no_row(directory: DirectoryService) -> None:
    saved = filled(directory)
    assert saved.changes.directory == {"contact/hr"}
    assert not directory.is_changed("contact/hr")
    assert contact(directory, "hr").layer is Layer.BASE


def test_a_contact_of_her_own_stands_last_in_its_group(directory: DirectoryService) -> None:
    name, saved = directory.add_contact(Contact("", "  Fysio­terapeut  Å ", phone="010-6", group="Vård och omsorg"))
    assert name.startswith("egen-fysio")
    assert saved.changes.directory == {f"contact/{name}"}
    group = [item.id for item in directory.contacts() if item.group == "Vård och omsorg"]
    assert group[-1] == name
    assert directory.add_contact(Contact("", "Fysio­terapeut Å"))[0] != name
    assert directory.below(f"contact/{name}") is None


def test_an_id_holds_no_personal_number(directory: DirectoryService) -> None:
    assert "640823" not in directory.add_contact(Contact("", "Anna 640823-3234"))[0]


def test_nothing_without_a_name_is_saved(directory: DirectoryService) -> None:
    with pytest.raises(UserError):
        directory.add_contact(Contact("", "  "))
    with pytest.raises(UserError):
        directory.add_system(ItSystem("", ""))
    name, _saved = directory.add_contact(Contact("", "Kurator"))
    with pytest.raises(UserError):
        filled(directory, name, title=" ")
    filled(directory, "hr", title=" ", phone="010-1")
    assert contact(directory, "hr").title == "HR-specialist"


def test_what_is_hidden_is_gone_from_the_list_and_comes_back_as_it_was(directory: DirectoryService) -> None:
    filled(directory, phone="010-1")
    for address in ("contact/hr", "contact/mentor", "system/telefoni"):
        directory.hide(address)
        assert directory.is_hidden(address)
    assert not {"hr", "mentor"} & {item.id for item in directory.contacts()}
    assert "telefoni" not in {item.id for item in directory.systems()}
    assert {item.id for item in directory.hidden()} == {"hr", "mentor", "telefoni"}
    for address in ("contact/hr", "contact/mentor", "system/telefoni"):
        directory.bring_back(address)
    assert directory.hidden() == ()
    assert contact(directory, "hr").phone == "010-1"
    assert contact(directory, "mentor").layer is Layer.BASE, "only hidden, never changed: no row remains"
    directory.hide("contact/hr")
    filled(directory, phone="010-2")
    assert directory.is_hidden("contact/hr"), "writing does not show what is put away"


def test_reset_takes_away_what_is_hers_and_remove_what_is_all_hers(directory: DirectoryService) -> None:
    filled(directory, phone="010-1")
    directory.remove("contact/hr")
    assert contact(directory, "hr").phone == ""
    name, _saved = directory.add_system(ItSystem("", "Bokning"))
    directory.remove(f"system/{name}")
    assert directory.system(name) is None
    for work in (directory.remove, directory.hide, directory.bring_back):
        with pytest.raises(UserError):
            work("contact/finns-inte")


def test_a_system_is_known_by_its_local_name(directory: DirectoryService) -> None:
    system = directory.system("lonesystem")
    assert system is not None
    assert not system.filled
    directory.save_system(replace(system, local_name="Lönebladet", access="Fråga IT.\nTar tre dagar.", helper="hr"))
    found = directory.system("lonesystem")
    assert found is not None
    assert (found.filled, found.access, found.helper) == (True, "Fråga IT.\nTar tre dagar.", "hr")


CHANGES: list[Callable[[DirectoryService], Saved]] = [
    lambda d: filled(d, phone="010-9", note="två\nrader"),
    lambda d: filled(d, "mas", title="Annat namn", keywords=("ett", "två")),  # type: ignore[arg-type]
    lambda d: d.add_contact(Contact("", "Kurator"))[1],
    lambda d: d.add_system(ItSystem("", "Bokning"))[1],
    lambda d: d.save_system(replace(d.system("lonesystem"), local_name="X", helper="hr")),  # type: ignore[type-var]
    lambda d: d.hide("contact/mentor"),
    lambda d: d.bring_back("contact/ekonom"),
    lambda d: d.remove("contact/hr"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_can_be_undone_and_redone(directory: DirectoryService, change: Callable[[DirectoryService], Saved]) -> None:
    filled(directory, phone="010-1")
    directory.hide("contact/ekonom")

    def all_of_it() -> object:
        return directory.contacts(everything=True), directory.systems(everything=True), directory.hidden()

    before = all_of_it()
    saved = change(directory)
    after = all_of_it()
    assert after != before
    assert saved.undo is not None
    back = saved.undo()
    assert all_of_it() == before
    assert back.undo is not None
    back.undo()
    assert all_of_it() == after


def test_lines_are_kept_on_one_line_and_of_a_sane_length(directory: DirectoryService) -> None:
    filled(directory, name="x" * 1000, place="Hus 1\n  plan 2")
    assert len(contact(directory, "hr").name) == LONGEST_LINE
    assert contact(directory, "hr").place == "Hus 1 plan 2"


WORDS = st.sampled_from(["", "a", "b"])
CONTACTS = st.builds(Contact, id=st.just("x"), title=st.just("T"), what_for=WORDS, **dict.fromkeys(CONTACT_FIELDS, WORDS))


@settings(max_examples=50)
@given(CONTACTS, CONTACTS)
def test_a_filled_field_is_never_hidden_by_an_empty_one_and_what_is_set_apart_comes_together_again(
    top: Contact, below: Contact
) -> None:
    both = over(top, below)
    for name in CONTACT_FIELDS:
        assert getattr(both, name) == (getattr(top, name) or getattr(below, name))
    assert over(apart(both, below), below) == both
    assert says_nothing(apart(below, below), below)
    assert merged([[below], [top]])["x"] == both


def test_words_that_cannot_be_read_cost_only_themselves(directory: DirectoryService) -> None:
    name, _saved = directory.add_contact(Contact("", "Kurator", phone="010-1", keywords=("samtal",)))
    with directory._database.write() as session:
        session.connection().exec_driver_sql("UPDATE contact SET keywords = '{'")
    assert (contact(directory, name).phone, contact(directory, name).keywords) == ("010-1", ())
