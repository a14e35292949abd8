"""Her contacts for other programs: what comes out can be read by others and by ourselves."""

import csv
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from chefsstod.features.directory.files_in import read_contacts
from chefsstod.features.directory.files_out import write_csv, write_vcard
from chefsstod.features.directory.model import Contact

HR = Contact(
    "hr",
    "HR-specialist; rehab, lön",
    name="Åsa Öberg",
    phone="010-1, 070-2",
    email="a@example.org",
    place="Hus B, plan 2",
    group="Personal",
)
MAS = Contact("mas", "MAS", phone="+46 10 555", note="hemlig anteckning", hours="8–9", what_for="Läkemedel.")


def test_a_table_opens_in_a_swedish_spreadsheet_and_is_read_back(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    write_csv([HR, MAS], target)
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"hemlig" not in data
    found = read_contacts(target).contacts
    assert [(c.title, c.name, c.phone, c.email, c.place, c.hours, c.what_for, c.group) for c in found] == [
        (c.title, c.name, c.phone, c.email, c.place, c.hours, c.what_for, c.group) for c in (HR, MAS)
    ]


def test_no_cell_is_run_as_a_formula(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    write_csv([Contact("x", "=1+1", name="@SUM(A1)", phone="+46 10", place="-2+3+cmd")], target)
    row = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))[1]
    assert row[:3] == ["'=1+1", "'@SUM(A1)", "+46 10"]
    assert row[4] == "'-2+3+cmd"
    assert read_contacts(target).contacts[0].title == "=1+1"


def test_cards_are_read_back_and_those_without_anything_are_left_out(tmp_path: Path) -> None:
    target = tmp_path / "x.vcf"
    write_vcard([HR, MAS, Contact("tom", "Tom")], target)
    text = target.read_text(encoding="utf-8")
    assert text.count("VERSION:3.0") == 2
    assert "hemlig" not in text
    one, two = read_contacts(target).contacts
    assert (one.title, one.name, one.phone, one.email, one.place, one.group) == (
        HR.title,
        HR.name,
        HR.phone,
        HR.email,
        HR.place,
        HR.group,
    )
    assert (two.title, two.name, two.phone) == ("MAS", "", "+46 10 555")


LINE = st.text(alphabet="aåÖ;:,\\\"'=+-@ 01", max_size=12).map(lambda text: " ".join(text.split()).strip("'").strip())


@settings(max_examples=20)
@given(title=LINE.filter(bool), name=LINE, place=LINE)
def test_whatever_stands_in_a_field_comes_back(tmp_path_factory, title: str, name: str, place: str) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("out")
    given_ = Contact("x", title, name=name if name != title else "", phone="010-1", place=place)
    write_csv([given_], folder / "x.csv")
    found = read_contacts(folder / "x.csv").contacts[0]
    assert (found.title, found.name, found.place) == (given_.title, given_.name, given_.place)
    write_vcard([given_], folder / "x.vcf")
    found = read_contacts(folder / "x.vcf").contacts[0]
    assert (found.title, found.name) == (given_.title, given_.name)
