"""Telefonlistan: one page when there is room, two when not; what stands on it can be read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from chefsstod.features.directory.model import Contact
from chefsstod.features.directory.papers import phone_sheet
from chefsstod.features.directory.report import PhoneListKind, PhoneSheet, phone_list_pdf
from chefsstod.features.directory.service import DirectoryService
from chefsstod.features.profile.model import Profile, ServiceType
from chefsstod.support.errors import UserError
from tests.conftest import MONDAY

PROFILE = Profile(ServiceType.HEMTJANST, date(2026, 8, 17), unit="Norra hemtjänsten")


def pages(sheet: PhoneSheet, folder: Path) -> list[str]:
    phone_list_pdf(sheet, folder / "lista.pdf")
    return [page.extract_text() for page in PdfReader(folder / "lista.pdf").pages]


def test_there_is_nothing_to_print_until_something_is_filled_in(directory: DirectoryService) -> None:
    with pytest.raises(UserError):
        phone_sheet(directory, PROFILE, lambda: MONDAY)


def test_what_is_filled_in_stands_on_one_page_with_the_national_numbers_on_top(directory: DirectoryService, tmp_path: Path) -> None:
    hr = directory.contact("hr")
    assert hr is not None
    directory.save_contact(
        replace(hr, name="Åsa Öberg", phone="010-555 01 01", email="asa@example.org", hours="8–16", note="hemligt")
    )
    sheet = phone_sheet(directory, PROFILE, lambda: MONDAY)
    (text,) = pages(sheet, tmp_path)
    for piece in ("Norra hemtjänsten", "HR-specialist", "Åsa Öberg", "010-555 01 01", "asa@example.org", "112", "114 14", "113 13"):
        assert piece in text
    assert "Ekonom\n" not in text
    assert "hemligt" not in text
    assert "Åsa Öberg" in sheet.texts()
    assert PdfReader(tmp_path / "lista.pdf").metadata.author == "Norra hemtjänsten"


def test_the_blank_list_has_everything_on_two_pages(directory: DirectoryService, tmp_path: Path) -> None:
    sheet = phone_sheet(directory, None, lambda: MONDAY, PhoneListKind.BLANK)
    texts = pages(sheet, tmp_path)
    assert len(texts) == 2
    whole = "\n".join(texts)
    assert all(contact.title in whole for contact in sheet.contacts)


def test_a_list_that_is_longer_still_goes_on_and_says_its_group_again(tmp_path: Path) -> None:
    contacts = tuple(
        Contact(
            str(n),
            f"Funktion {n:03} " + "mycket lång " * 9,
            name="Namn " * 20,
            phone="010-1",
            email="lang.adress@" + "x" * 60,
            group="Alla",
        )
        for n in range(90)
    )
    texts = pages(PhoneSheet(contacts, (), MONDAY), tmp_path)
    assert len(texts) > 2
    assert all("Alla" in text for text in texts)
    assert all(f"Funktion {n:03}" in "\n".join(texts) for n in range(90))
