"""Taking in another program's calendar: what is new, changed, called off, the same; nothing twice, and one undo for all of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from chefsstod.content.layers import Layer
from chefsstod.features.exchange.model import ExportChoice, Item, Remark, Report, What, Why
from chefsstod.features.exchange.service import ExchangeService
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Activity, Category, Kind, Nature, Occurrence, Status
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Saved
from chefsstod.support.errors import UserError


def take(exchange: ExchangeService, report: Report, category: Category = Category.VERKSAMHET) -> Saved:
    return exchange.take([item for item in report.items if item.ticked], category)


def own(profiled: AppContext) -> dict[str, Activity]:
    return {a.title: a for a in profiled.yearwheel.activities() if a.layer is Layer.OWN}


def dates(profiled: AppContext, title: str) -> dict[date, Occurrence]:
    year = profiled.yearwheel.occurrences(date(2026, 11, 1), date(2027, 12, 31))
    return {o.due: o for o in year if o.activity.title == title}


def titles(items: Sequence[Item]) -> list[str]:
    return [item.title for item in items]


def test_a_look_stores_nothing(exchange: ExchangeService, profiled: AppContext, files: Path) -> None:
    report = exchange.look(files / "google.ics")
    assert titles(report.of(What.NEW)) == [
        "APT Norra hemtjänsten",
        "Samråd med nattpatrullen",
        "Chefsutbildning i arbetsmiljö, del 1 och 2 – heldagar med övernattning på kursgården",
    ]
    assert [(item.title, item.why) for item in report.of(What.SKIPPED)] == [
        ("Studiebesök", Why.CALLED_OFF),
        ("Budgetmöte februari", Why.PAST),
    ]
    assert own(profiled) == {}


def test_events_become_her_own_tasks_with_time_place_and_exceptions(
    exchange: ExchangeService, profiled: AppContext, files: Path
) -> None:
    take(exchange, exchange.look(files / "google.ics"), Category.PERSONAL)
    apt = own(profiled)["APT Norra hemtjänsten"]
    assert (apt.category, apt.nature, apt.kind) == (Category.PERSONAL, Nature.EVENT, Kind.ROUTINE)
    assert (apt.at_time, apt.place, apt.hours) == ("13:30–15:00", "Stora mötesrummet, plan 2", 1.5)
    year = dates(profiled, apt.title)
    assert year[date(2026, 12, 24)].status is Status.SKIPPED
    assert year[date(2026, 12, 24)].reason
    assert year[date(2027, 1, 27)].title == "APT Norra hemtjänsten med skyddsombudet (14:00–15:30)"
    assert date(2027, 1, 21) not in year
    assert year[date(2027, 2, 18)].status is Status.PLANNED
    assert exchange.category is Category.PERSONAL


def test_a_meeting_with_others_is_a_meeting_and_a_task_is_a_task(
    exchange: ExchangeService, profiled: AppContext, files: Path
) -> None:
    take(exchange, exchange.look(files / "exchange.ics"))
    take(exchange, exchange.look(files / "thunderbird.ics"))
    mine = own(profiled)
    assert mine["Ekonomiuppföljning med controllern"].nature is Nature.MEETING
    assert mine["Lämna synpunkter på remissen"].nature is Nature.TASK
    assert mine["Samverkansgrupp"].category is Category.ARBETSMILJO  # the other program said so in the same word


def test_the_same_file_again_changes_nothing(exchange: ExchangeService, profiled: AppContext, files: Path, clock: Any) -> None:
    for name in ("google.ics", "exchange.ics", "evolution.ics", "apple.ics"):
        take(exchange, exchange.look(files / name))
        count = len(own(profiled))
        for day in (23, 24):
            clock.day = date(2026, 11, day)
            again = exchange.look(files / name)
            assert not [item for item in again.items if item.ticked]
            assert again.of(What.CHANGED) == ()
        clock.day = date(2026, 11, 23)
        assert len(own(profiled)) == count


def changed(files: Path, tmp_path: Path, name: str, *pairs: tuple[str, str]) -> Path:
    text = (files / name).read_bytes().decode()
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    target = tmp_path / name
    target.write_bytes(text.encode())
    return target


def test_a_changed_event_changes_the_task_and_keeps_its_ring_and_notes(
    exchange: ExchangeService, profiled: AppContext, files: Path, tmp_path: Path
) -> None:
    take(exchange, exchange.look(files / "google.ics"), Category.LEDARSKAP)
    before = own(profiled)["APT Norra hemtjänsten"]
    noted = dates(profiled, before.title)[date(2027, 2, 18)]
    profiled.yearwheel.set_note(noted.key, "ta med kaffe")
    file = changed(
        files,
        tmp_path,
        "google.ics",
        ("SUMMARY:APT Norra hemtjänsten\r", "SUMMARY:Arbetsplatsträff\r"),
        ("20260903T150000", "20260903T153000"),
        ("EXDATE;TZID=Europe/Stockholm:20261224T133000", "EXDATE;TZID=Europe/Stockholm:20270218T133000"),
        ("SEQUENCE:3", "SEQUENCE:5"),
    )
    report = exchange.look(file)
    assert titles(report.of(What.CHANGED)) == ["Arbetsplatsträff"]
    saved = take(exchange, report, Category.EKONOMI)
    after = own(profiled)["Arbetsplatsträff"]
    assert (after.id, after.category, after.at_time) == (before.id, Category.LEDARSKAP, "13:30–15:30")
    year = dates(profiled, after.title)
    assert year[date(2026, 12, 24)].status is Status.PLANNED
    assert year[date(2027, 2, 18)].status is Status.SKIPPED
    assert year[date(2027, 2, 18)].note == "ta med kaffe"
    assert "APT Norra hemtjänsten" not in own(profiled)
    saved.undo()
    assert own(profiled)["APT Norra hemtjänsten"] == before
    assert titles(exchange.look(file).of(What.CHANGED)) == ["Arbetsplatsträff"]


def test_an_older_file_does_not_undo_a_newer_one(
    exchange: ExchangeService, profiled: AppContext, files: Path, tmp_path: Path
) -> None:
    newer = changed(files, tmp_path, "google.ics", ("SEQUENCE:3", "SEQUENCE:9"), ("Stora mötesrummet", "Lilla mötesrummet"))
    take(exchange, exchange.look(newer))
    old = exchange.look(files / "google.ics")
    assert ("APT Norra hemtjänsten", Why.OLDER) in [(item.title, item.why) for item in old.of(What.SKIPPED)]


def test_a_cancellation_takes_the_task_away_and_undo_brings_it_back(
    exchange: ExchangeService, profiled: AppContext, files: Path
) -> None:
    take(exchange, exchange.look(files / "exchange.ics"))
    report = exchange.look(files / "outlook_cancel.ics")
    assert [item.what for item in report.items] == [What.CANCELLED]
    saved = take(exchange, report)
    assert "Ekonomiuppföljning med controllern" not in own(profiled)
    assert [item.why for item in exchange.look(files / "outlook_cancel.ics").items] == [Why.CALLED_OFF]
    saved.undo()
    assert "Ekonomiuppföljning med controllern" in own(profiled)
    assert [item.what for item in exchange.look(files / "outlook_cancel.ics").items] == [What.CANCELLED]


def one_date(files: Path, tmp_path: Path, *, off: bool) -> Path:
    """A file that holds a single date of the series in ``exchange.ics``, as Outlook sends it."""
    text = (files / "exchange.ics").read_bytes().decode()
    uid = text[text.index("UID:0400") : text.index("SUMMARY;LANGUAGE=sv-SE:Ekonomi")]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        uid.strip(),
        "SEQUENCE:7",
        "SUMMARY:Ekonomiuppföljning med controllern",
    ]
    lines += ["RECURRENCE-ID:20270409T070000Z", "DTSTART:20270413T110000Z", "DTEND:20270413T120000Z"]
    lines += [*(["STATUS:CANCELLED"] if off else []), "END:VEVENT", "END:VCALENDAR", ""]
    target = tmp_path / "one.ics"
    target.write_bytes("\r\n".join(lines).encode())
    return target


def test_a_single_date_of_a_series_she_has_is_moved_and_later_called_off(
    exchange: ExchangeService, profiled: AppContext, files: Path, tmp_path: Path
) -> None:
    title = "Ekonomiuppföljning med controllern"
    take(exchange, exchange.look(files / "exchange.ics"))
    report = exchange.look(one_date(files, tmp_path, off=False))
    assert [item.what for item in report.items] == [What.CHANGED]
    saved = take(exchange, report)
    assert date(2027, 4, 13) in dates(profiled, title)
    assert date(2027, 4, 9) not in dates(profiled, title)
    assert len([name for name in own(profiled) if name == title]) == 1
    assert [item.what for item in exchange.look(one_date(files, tmp_path, off=False)).items] == [What.SAME]
    off = exchange.look(one_date(files, tmp_path, off=True))
    assert [item.what for item in off.items] == [What.CANCELLED]
    take(exchange, off)
    assert dates(profiled, title)[date(2027, 4, 13)].status is Status.SKIPPED
    assert title in own(profiled)
    saved.undo()


def test_what_she_removed_herself_does_not_come_back_unasked(
    exchange: ExchangeService, profiled: AppContext, edits: EditService, files: Path
) -> None:
    take(exchange, exchange.look(files / "apple.ics"))
    edits.remove(own(profiled)["Verksamhetens årsdag"].id)
    [item] = [item for item in exchange.look(files / "apple.ics").items if item.title == "Verksamhetens årsdag"]
    assert (item.what, item.ticked) == (What.NEW, False)
    assert item.remarks == {Remark.REMOVED_BEFORE}
    exchange.take([item], Category.VERKSAMHET)
    assert "Verksamhetens årsdag" in own(profiled)


def test_private_events_and_identity_numbers_are_not_ticked(exchange: ExchangeService, files: Path) -> None:
    for name, title in (("exchange.ics", "Planeringsdag"), ("broken.ics", "Samtal om 640823-3234")):
        [item] = [item for item in exchange.look(files / name).items if item.title == title]
        assert item.choosable
        assert not item.ticked


def test_undo_takes_a_whole_import_back_and_redo_does_it_again(
    exchange: ExchangeService, profiled: AppContext, files: Path
) -> None:
    saved = take(exchange, exchange.look(files / "google.ics"))
    after = own(profiled)
    assert saved.changes.activities == {a.id for a in after.values()}
    back = saved.undo()
    assert own(profiled) == {}
    assert exchange.look(files / "google.ics").of(What.NEW)
    back.undo()
    assert own(profiled) == after
    assert exchange.look(files / "google.ics").of(What.NEW) == ()


def test_a_large_import_is_taken_back_in_one_transaction(exchange: ExchangeService, profiled: AppContext, tmp_path: Path) -> None:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:u{number}\r\nDTSTART;VALUE=DATE:20270{number % 9 + 1}15\r\nSUMMARY:Sak {number}\r\nEND:VEVENT\r\n"
        for number in range(40)
    )
    (tmp_path / "many.ics").write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n")
    saved = take(exchange, exchange.look(tmp_path / "many.ics"))
    commits: list[object] = []
    event.listen(profiled.database.engine, "commit", commits.append)
    back = saved.undo()
    assert own(profiled) == {}
    assert len(commits) == 1, "she waits for it at the window"
    back.undo()
    assert len(own(profiled)) == 40


def test_an_import_that_fails_half_way_leaves_nothing(exchange: ExchangeService, profiled: AppContext, files: Path) -> None:
    items = [item for item in exchange.look(files / "evolution.ics").items if item.ticked]
    broken = replace(items[-1], event=replace(items[-1].event, rrule="FREQ=SOMETIMES"))
    with pytest.raises(UserError):
        exchange.take([*items[:-1], broken], Category.VERKSAMHET)
    assert own(profiled) == {}
    assert len(exchange.look(files / "evolution.ics").of(What.NEW)) == 3


def test_descriptions_come_along_when_asked_for(exchange: ExchangeService, profiled: AppContext, files: Path) -> None:
    take(exchange, exchange.look(files / "evolution.ics"))
    assert own(profiled)["Brandskyddsutbildning"].why == ""
    take(exchange, exchange.look(files / "evolution.ics", describe=True))
    assert own(profiled)["Brandskyddsutbildning"].why == "Anmälda: se listan."


def test_a_description_that_was_taken_along_stays_when_it_is_not_asked_for_again(
    exchange: ExchangeService, profiled: AppContext, files: Path, tmp_path: Path
) -> None:
    take(exchange, exchange.look(files / "exchange.ics", describe=True))
    assert exchange.look(files / "exchange.ics").of(What.CHANGED) == ()
    title = "Ekonomiuppföljning med controllern"
    other = changed(files, tmp_path, "exchange.ics", ("Microsoft Teams-möte", "Rum 12"), ("SEQUENCE:2", "SEQUENCE:3"))
    take(exchange, exchange.look(other))
    assert own(profiled)[title].place == "Rum 12"
    assert own(profiled)[title].why.startswith("Hej!")


def test_what_came_in_does_not_go_out_again(exchange: ExchangeService, profiled: AppContext, files: Path) -> None:
    take(exchange, exchange.look(files / "exchange.ics"))
    mine = {a.id for a in own(profiled).values()}
    assert mine
    sent = exchange.outgoing(date(2026, 11, 23), date(2027, 12, 31), ExportChoice(routines=True))
    assert not mine & {event.key.activity for event in sent.events}


def test_a_file_that_is_no_calendar_or_not_there_is_told(exchange: ExchangeService, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"borta\.ics"):
        exchange.look(tmp_path / "borta.ics")
    with pytest.raises(UserError):
        exchange.look(tmp_path)
    (tmp_path / "bild.ics").write_bytes(b"\x89PNG\r\n\x1a\n" * 100)
    with pytest.raises(UserError):
        exchange.look(tmp_path / "bild.ics")


def test_what_went_out_is_known_when_it_comes_back(exchange: ExchangeService, tmp_path: Path) -> None:
    file = exchange.write(tmp_path / "year.ics", date(2027, 1, 1), date(2027, 12, 31), ExportChoice())
    report = exchange.look(tmp_path / "year.ics")
    assert {item.why for item in report.items} == {Why.OURS}
    assert len(report.items) == len(file.events)
