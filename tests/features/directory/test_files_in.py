"""Files of contacts as other programs write them, and what of them is taken in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chefsstod.features.directory.csv_in import Column, column_of, read_table
from chefsstod.features.directory.files_in import read_contacts
from chefsstod.features.directory.model import Contact
from chefsstod.features.directory.service import DirectoryService
from chefsstod.features.directory.text_in import MOST_BYTES
from chefsstod.features.directory.transfer import What, compared, digits, judged
from chefsstod.features.directory.vcard_in import read_cards
from chefsstod.support.errors import UserError
from tests.features.directory.conftest import DATA

FILES = {
    "android_21.vcf": [
        ("Lönespecialist", "Kåre Lönn", "070-555 12 01", "kare.lonn@example.org"),
        ("Jouren", "", "010-555 12 02", ""),
    ],
    "excel_sv.csv": [
        ("HR-specialist", "Åsa Öberg", "010-555 01 01", "asa.oberg@example.org"),
        ("MAS", "Märta Ängström", "010-555 01 02", "mas@example.org"),
        ("It support", "", "010-555 01 03", "servicedesk@example.org"),
        ("Fysioterapeut", "Örjan Ek", "+46 10 555 01 04", "orjan.ek@example.org"),
    ],
    "excel_utf8_sep.csv": [
        ("Ekonom", "Göran Älv", "010-555 02 01, 070-555 02 01", "goran.alv@example.org"),
        ("Upphandling", "", "010-555 02 02", "upphandling@example.org"),
    ],
    "google.csv": [("Skyddsombud", "Sara Ström", "010-555 05 01", "sara.strom@example.org"), ("Jour", "", "070-555 05 02", "")],
    "iphone_30.vcf": [
        ("Medicinskt ansvarig sjuksköterska", "Märta Ängström", "+46 (0)10 555 13 01, 070 555 13 02", "mas@example.org")
    ],
    "libreoffice_tab.csv": [
        ("Registrator", "Åke Öman", "010-555 03 01", "registrator@example.org"),
        ("Vaktmästare, jour", "Bo Äng", "010-555 03 02", ""),
    ],
    "nextcloud_40.vcf": [("Bemanningsenhet", "Funktionsbrevlåda bemanning", "+46-10-555-14-01", "bemanning@example.org")],
    "no_headings.csv": [
        ("Smittskydd", "", "010-555 06 01", "smittskydd@example.org"),
        ("Vårdhygien", "", "010-555 06 02", "vardhygien@example.org"),
    ],
    "old_mac.csv": [("Jurist", "Åsa Öst", "010-555 07 01", ""), ("Kommunikatör", "Ärla Ö", "010-555 07 02", "")],
    "outlook.csv": [
        ("Lönespecialist", "Karin Lönn", "010-555 04 01", "karin.lonn@example.org"),
        ("Per Åkesson", "", "070-555 04 02", "per.akesson@example.org"),
    ],
    "outlook_21.vcf": [("Säkerhetssamordnare", "Örjan Åkerlund", "010-555 11 01", "orjan.akerlund@example.org")],
    "thunderbird_40.vcf": [("HR", "", "010-555 15 01", "hr@example.org")],
}


@pytest.mark.parametrize("name", FILES)
def test_files_of_other_programs_are_read_with_every_letter(name: str) -> None:
    found = read_contacts(DATA / name).contacts
    assert [(c.title, c.name, c.phone, c.email) for c in found] == FILES[name]


def test_every_file_of_the_collection_is_looked_at() -> None:
    assert {file.name for file in DATA.iterdir()} == set(FILES)


def test_what_is_about_the_person_stays_in_the_file() -> None:
    for name in ("iphone_30.vcf", "outlook.csv", "outlook_21.vcf"):
        told = repr(read_contacts(DATA / name).contacts)
        assert not any(word in told for word in ("Hemgatan", "1970", "99 9", "Privat", "/9j/")), name


def test_a_workplace_and_a_note_of_a_table_come_along() -> None:
    assert read_contacts(DATA / "nextcloud_40.vcf").contacts[0].place == "Ågatan 2, 111 12 Orten"
    assert read_contacts(DATA / "outlook_21.vcf").contacts[0].place == "Ågatan 1 Hus 2, 111 11 Orten"
    assert read_contacts(DATA / "excel_sv.csv").contacts[1].note.splitlines() == [
        "Nås säkrast på förmiddagen;",
        "annars funktionsbrevlådan",
    ]


def test_broken_cards_are_counted_and_the_others_read() -> None:
    assert read_contacts(DATA / "nextcloud_40.vcf").unread == 2


@settings(max_examples=30)
@given(st.text(alphabet=st.sampled_from(list('ABEGINVCRD:;=\n\\"TEL,ÅÖ01 ')), max_size=120))
def test_no_card_whatever_stands_in_it_stops_the_reading(text: str) -> None:
    read_cards(f"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:{text}\nEND:VCARD\n")


def test_the_columns_can_be_corrected(directory: DirectoryService, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Vem;Vad då;Nr\nMAS;Eva;010-1\n", encoding="utf-8")
    first = directory.import_preview(file)
    assert len(first.headings) == len(first.columns) == len(first.sample) == 3
    again = directory.import_preview(file, ["title", "name", "phone"])
    given_ = next(item.given for item in again.items if item.given.title == "MAS")
    assert (given_.name, given_.phone) == ("Eva", "010-1")
    assert directory.import_preview(file, ["title"]).columns == first.columns, "those of another file are not used"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("E-post (arbete):", Column.EMAIL),
        ("TELEFON", Column.PHONE),
        ("Business Phone", Column.PHONE),
        ("Förnamn", Column.FIRST),
        ("Födelsedag", Column.SKIP),
        ("Personnummer", Column.SKIP),
        ("Home Phone", Column.SKIP),
    ],
)
def test_headings_are_understood_in_both_languages(heading: str, column: Column) -> None:
    assert column_of(heading) is column


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(*[st.text(alphabet='abå;,"\t \n', max_size=6)] * 3).filter(lambda row: any(cell.strip() for cell in row)),
        min_size=1,
    ),
    st.sampled_from(";,\t"),
)
def test_a_table_is_read_back_whatever_its_cells_hold(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    import csv
    import io

    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("Funktion", "Namn", "Telefon"), *rows])
    table = read_table(f"sep={delimiter}\r\n" + stream.getvalue())
    assert list(table.rows) == [tuple(cell.strip() for cell in row) for row in rows]


BAD = {
    "empty": b"",
    "blank": b" \r\n \n",
    "workbook": b"PK\x03\x04rest",
    "binary": b"abc\x00\x01\x02" * 10,
    "large": b"a;b\n" * (MOST_BYTES // 4 + 1),
    "too many rows": b"Namn;Telefon\n" + b"a;1\n" * 6000,
    "no cards": b"BEGIN:VCARD\nVERSION:4.0\nEND:VCARD\n",
    "only separators": b";;;\n;;;\n",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_file_of_contacts_is_told_so(tmp_path: Path, name: str) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(BAD[name])
    with pytest.raises(UserError) as told:
        read_contacts(file)
    assert told.value.remedy


# ── against what is known ────────────────────────────────────────────────────


def what(directory: DirectoryService, name: str) -> dict[str, tuple[What, str]]:
    preview = directory.import_preview(DATA / name)
    return {item.given.title: (item.what, item.match.id if item.match else "") for item in preview.items}


def test_functions_are_recognised_and_filled_in_and_the_others_are_new(directory: DirectoryService) -> None:
    assert what(directory, "excel_sv.csv") == {
        "HR-specialist": (What.FILLS, "hr"),
        "MAS": (What.FILLS, "mas"),
        "It support": (What.FILLS, "it-support"),
        "Fysioterapeut": (What.NEW, ""),
    }
    assert what(directory, "iphone_30.vcf")["Medicinskt ansvarig sjuksköterska"] == (What.FILLS, "mas")
    assert what(directory, "thunderbird_40.vcf")["HR"] == (What.FILLS, "hr"), "known by an abbreviation"


def test_mas_is_not_mar() -> None:
    known = [Contact("mar", "MAR"), Contact("hr", "HR-specialist")]
    assert compared([Contact("", "MAS"), Contact("", "HR specialist")], known)[0].match is None
    assert compared([Contact("", "HR specialst")], known)[0].match is known[1], "a slip of the keyboard"


def test_two_people_with_the_same_function_are_two_contacts() -> None:
    known = [Contact("hr", "HR-specialist", email="a@example.org")]
    one, two, three = compared(
        [
            Contact("", "HR-specialist", name="Eva"),
            Contact("", "HR-specialist", name="Bo"),
            Contact("", "Chef", email="A@example.org"),
        ],
        known,
    )
    assert (one.match, two.match) == (known[0], None)
    assert three.match is known[0], "an e-mail address tells more than a title"


def test_taking_in_fills_what_is_empty_and_overwrites_nothing_unless_ticked(directory: DirectoryService) -> None:
    directory.save_contact(replace(directory.contact("hr"), phone="010-000 00 00", name="Gammal"))  # type: ignore[type-var]
    preview = directory.import_preview(DATA / "excel_sv.csv")
    hr = next(item for item in preview.items if item.given.title == "HR-specialist")
    assert hr.what is What.CHANGES
    assert not hr.ticked
    saved = directory.import_contacts([item for item in preview.items if item.ticked])
    assert directory.contact("hr").phone == "010-000 00 00"  # type: ignore[union-attr]
    assert directory.contact("mas").name == "Märta Ängström"  # type: ignore[union-attr]
    assert "egen-fysioterapeut" in {item.id for item in directory.contacts()}
    directory.import_contacts([hr])
    found = directory.contact("hr")
    assert found is not None
    assert (found.name, found.phone, found.place) == ("Åsa Öberg", "010-555 01 01", "Hus B, plan 2")
    again = directory.import_preview(DATA / "excel_sv.csv")
    assert {item.what for item in again.items} == {What.SAME}, "the same file again holds nothing new"
    assert saved.undo is not None
    saved.undo()
    assert directory.contact("egen-fysioterapeut") is None
    assert directory.contact("mas").name == ""  # type: ignore[union-attr]


def test_another_match_is_judged_anew_and_what_describes_a_function_is_never_overwritten() -> None:
    hers = Contact("hr", "HR", "Mina ord.", group="Personal", phone="010-1", name="Eva")
    assert judged(Contact("", "X", phone="010-1"), hers).what is What.SAME
    incoming = judged(Contact("", "X", "Andra ord.", name="Bo", place="Hus 1", group="Annan"), hers)
    assert [change.field for change in incoming.changes] == ["name", "place"]
    assert incoming.result.what_for == "Mina ord."
    assert judged(Contact("", "X"), None).result.title == "X"


def test_two_rows_chosen_for_the_same_contact_both_count(directory: DirectoryService) -> None:
    hr = directory.contact("hr")
    rows = [judged(Contact("", "A", phone="010-1"), hr), judged(Contact("", "B", email="b@example.org"), hr)]
    directory.import_contacts(rows)
    found = directory.contact("hr")
    assert found is not None
    assert (found.phone, found.email) == ("010-1", "b@example.org")


@pytest.mark.parametrize("number", ["+46 10-555 01 01", "0046105550101", "+46 (0)10 555 01 01", "010-555 01 01"])
def test_a_number_is_the_same_however_it_is_written(number: str) -> None:
    assert digits(number) == "0105550101"
    assert judged(Contact("", "X", phone=number), Contact("x", "X", phone="010-555 01 01")).what is What.SAME


def test_headings_that_nobody_knows_are_no_contact(directory: DirectoryService, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Vad då;Vem;Kontaktväg;Nummer\nMAS;Eva;a@example.org;010-555 00 01\nMAR;Bo;;010-555 00 02\n", encoding="utf-8")
    preview = directory.import_preview(file)
    assert preview.columns == ("title", "name", "email", "phone")
    assert not preview.sure
    assert [item.given.title for item in preview.items] == ["MAS", "MAR"]


def test_a_personal_number_is_seen_and_not_ticked(directory: DirectoryService, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("Funktion;Namn;Anteckning\nKurator;Eva;640823-3234\n", encoding="utf-8")
    item = directory.import_preview(file).items[0]
    assert item.private == "640823-3234"
    assert not item.ticked


def test_a_hidden_contact_that_is_taken_in_is_shown_again(directory: DirectoryService) -> None:
    directory.hide("contact/hr")
    item = judged(Contact("", "HR", phone="010-1"), directory.contact("hr"))
    directory.import_contacts([item])
    assert "hr" in {contact.id for contact in directory.contacts()}


def test_packs_are_not_written_into_her_rows(make_directory: Callable[..., DirectoryService]) -> None:
    from tests.features.directory.conftest import local

    packs = [local(Contact("hr", "HR", phone="010-1"))]
    directory = make_directory(packs)
    directory.import_contacts([judged(Contact("", "HR", name="Eva"), directory.contact("hr"))])
    packs[0] = local(Contact("hr", "HR", phone="010-2"))
    assert directory.contact("hr").phone == "010-2"  # type: ignore[union-attr]
