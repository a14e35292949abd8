"""What a pack changes in the other rooms, the year wheel above all. Her own goes before it, and nothing past becomes late."""

from datetime import date

import pytest

from chefsstod.app.bootstrap import BaseContent
from chefsstod.content.layers import Layer
from chefsstod.features.packs.effects import PackEffects, layered_activities, local_chains
from chefsstod.features.packs.service import PackService
from chefsstod.features.yearwheel.edit_service import EditService
from chefsstod.features.yearwheel.model import Category, OccurrenceKey, RedDay, Rule, Segment, Status
from chefsstod.features.yearwheel.service import YearWheelService
from chefsstod.features.yearwheel.themes import MonthThemes
from chefsstod.shell.context import AppContext
from chefsstod.support.paths import Paths
from tests.conftest import SetClock
from tests.features.packs.conftest import CONTACTS, Author

MARCH = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10"
JUNE = "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=3"
YEAR_2027 = (date(2027, 1, 1), date(2027, 12, 31))
TASK = "lonesamtal"


def dates(wheel: YearWheelService, task: str = TASK, first: date = YEAR_2027[0], last: date = YEAR_2027[1]) -> list[date]:
    return [o.due for o in wheel.occurrences(first, last, everything=True) if o.activity.id == task]


def late(wheel: YearWheelService) -> set[str]:
    return {f"{o.activity.id} {o.due}" for o in wheel.agenda().late}


def test_an_installed_pack_gives_the_task_its_date_and_layer_and_removing_gives_back_the_base(
    packs: PackService, wheel: YearWheelService, author: Author
) -> None:
    before = dates(wheel)
    assert wheel.activity(TASK).layer is Layer.BASE
    packs.install(author.pack(tasks={TASK: MARCH}))
    task = wheel.activity(TASK)
    assert (task.layer, task.title, task.lead_days) == (Layer.LOCAL, f"Lokal {TASK}", 20)
    assert dates(wheel) == [date(2027, 3, 10)] != before
    packs.remove("kommunen")
    assert wheel.activity(TASK).layer is Layer.BASE
    assert dates(wheel) == before


def test_installing_a_pack_makes_nothing_late(packs: PackService, wheel: YearWheelService, author: Author, clock: SetClock) -> None:
    clock.day = date(2027, 11, 22)
    before, year = late(wheel), dates(wheel)
    packs.install(author.pack(tasks={TASK: "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=5", "helt-ny": "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=7"}))
    assert late(wheel) == before
    assert dates(wheel) == year, "the dates that have been are those that were"
    assert dates(wheel, first=date(2028, 1, 1), last=date(2028, 12, 31)) == [date(2028, 10, 5)]
    assert dates(wheel, "helt-ny", date(2027, 1, 1), date(2028, 12, 31)) == [date(2028, 9, 7)]


def test_what_she_did_stays_through_installing_and_removing(
    packs: PackService, wheel: YearWheelService, author: Author, clock: SetClock
) -> None:
    clock.day = date(2027, 11, 22)
    (done_on,) = dates(wheel)
    key = OccurrenceKey(wheel.activity(TASK).id, wheel.find(TASK, done_on).original)
    wheel.mark_done(key, "Klart i tid")
    packs.install(author.pack(tasks={TASK: MARCH}))
    found = wheel.occurrence(key)
    assert found is not None
    assert (found.status, found.note, found.orphan) == (Status.DONE, "Klart i tid", False)
    coming = wheel.find(TASK, date(2028, 3, 10))
    wheel.set_note(coming.key, "Boka salen")
    packs.remove("kommunen")
    after = wheel.occurrence(coming.key)
    assert after is not None
    assert (after.note, after.orphan) == ("Boka salen", True)
    assert wheel.occurrence(key) == found.__class__(**{**_fields(found), "activity": wheel.activity(TASK)})


def _fields(occurrence: object) -> dict[str, object]:
    return {name: getattr(occurrence, name) for name in occurrence.__slots__}  # type: ignore[attr-defined]


def test_an_update_keeps_the_dates_that_have_been(
    packs: PackService, wheel: YearWheelService, author: Author, clock: SetClock
) -> None:
    packs.install(author.pack(tasks={TASK: MARCH}))
    clock.day = date(2027, 5, 3)
    packs.install(author.pack(version="2", tasks={TASK: JUNE}))
    assert dates(wheel) == [date(2027, 3, 10), date(2027, 6, 3)], "the old rule until the update, the new one from then on"
    clock.day = date(2027, 8, 2)
    packs.install(author.pack(version="2.1", tasks={TASK: JUNE}))
    assert dates(wheel, first=date(2026, 12, 1)) == [date(2027, 3, 10), date(2027, 6, 3)]
    assert [segment.valid_from for segment in wheel.activity(TASK).segments] == [date(2026, 11, 23), date(2027, 5, 3)]
    packs.install(author.pack(version="2.2", tasks={TASK: MARCH}))
    packs.install(author.pack(version="2.3", tasks={TASK: JUNE}))
    assert len(wheel.activity(TASK).segments) <= 3, "two changes on one day are one"


def test_her_own_version_hidden_tasks_and_her_own_dates_go_before_the_pack(
    packs: PackService,
    wheel: YearWheelService,
    effects: PackEffects,
    content: BaseContent,
    author: Author,
    profiled: AppContext,
) -> None:
    edits = EditService(
        database=profiled.database,
        profiles=profiled.profiles,
        base=lambda: effects.activities(content.activities),
        clock=profiled.clock,
        yearwheel=wheel,
    )
    own = Rule("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1", red_day=RedDay.KEEP)
    edits.put_segments({wheel.activity(TASK).id: Segment(date(2026, 11, 23), own)}, source="local:lon")
    edits.hide(wheel.activity("medarbetarsamtal").id, date(2026, 11, 23))
    assert "medarbetarsamtal" not in {o.activity.id for o in wheel.occurrences(*YEAR_2027)}
    packs.install(author.pack(tasks={TASK: MARCH, "medarbetarsamtal": MARCH}))
    assert dates(wheel) == [date(2027, 9, 1)]
    assert "medarbetarsamtal" not in {o.activity.id for o in wheel.occurrences(*YEAR_2027)}


def test_of_two_packs_the_one_on_top_gives_the_task(packs: PackService, wheel: YearWheelService, author: Author) -> None:
    packs.install(author.pack(id="kommunen", tasks={TASK: MARCH}))
    packs.install(author.pack(id="omradet", tasks={TASK: JUNE}))
    assert dates(wheel)[-1] == date(2027, 6, 3)
    packs.move("kommunen", up=True)
    assert dates(wheel)[-1] == date(2027, 3, 10)


def test_a_new_task_of_a_pack_is_a_task_like_any_other(packs: PackService, wheel: YearWheelService, author: Author) -> None:
    packs.install(author.pack(tasks={"brandrond": "FREQ=MONTHLY;BYMONTHDAY=15"}))
    task = wheel.activity("brandrond")
    assert (task.category, task.layer) == (Category.LEDARSKAP, Layer.LOCAL)
    assert len(dates(wheel, "brandrond")) == 12
    wheel.mark_done(wheel.find("brandrond", dates(wheel, "brandrond")[0]).key)
    packs.remove("kommunen")
    assert "brandrond" not in {activity.id for activity in wheel.activities(everything=True)}
    packs.install(author.pack(tasks={"brandrond": "FREQ=MONTHLY;BYMONTHDAY=15"}))
    assert wheel.find("brandrond", dates(wheel, "brandrond")[0]).status is Status.DONE


def test_a_broken_task_is_left_out_and_the_base_stands(packs: PackService, wheel: YearWheelService, author: Author) -> None:
    before = dates(wheel)
    packs.install(author.pack(tasks={TASK: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"}))
    assert dates(wheel) == before


def test_content_is_read_once_and_again_when_the_packs_change(
    packs: PackService, effects: PackEffects, content: BaseContent, author: Author
) -> None:
    assert effects.activities(content.activities) is content.activities, "nothing is copied when there is no pack"
    packs.install(author.pack(tasks={TASK: MARCH}))
    first = effects.activities(content.activities)
    assert effects.activities(content.activities) is first
    packs.install(author.pack(version="2", tasks={TASK: JUNE}))
    assert effects.activities(content.activities) is not first


def test_texts_contacts_events_laws_and_themes_come_from_the_pack_too(
    packs: PackService, effects: PackEffects, content: BaseContent, author: Author, paths: Paths
) -> None:
    chain = (content.root / "chains" / "kvalitet.yaml").read_text(encoding="utf-8")
    months = "months:\n- {month: 3, checked: 2026-11-02, note: Mars är vår månad för brandskydd.}\n"
    law = "laws:\n- {id: hos-oss, short: Reglementet, name: Reglemente, number: '1', checked: 2026-11-02}\n"
    more: dict[str, str | bytes] = {
        "directory/contacts.yaml": CONTACTS,
        "months/themes.yaml": months,
        "lawcompass/laws.yaml": law,
        "chains/kvalitet.yaml": chain,
    }
    themes = effects.months(MonthThemes(content.root))
    base_note = themes.of(3).note
    packs.install(author.pack(more=more))
    (texts,) = effects.handbook()
    assert [(text.id, text.layer, text.pack) for text in texts.articles] == [("nyckelrutin", Layer.LOCAL, "Kommunens paket")]
    (directory,) = effects.directory()
    assert [(contact.id, contact.pack) for contact in directory.contacts] == [("hr-vast", "Kommunens paket")]
    assert {"aml", "hos-oss"} <= set(effects.laws(content.laws))
    assert {template.id for template in effects.chains(content.chains)} == {template.id for template in content.chains}
    assert themes.of(3).note == "Mars är vår månad för brandskydd."
    assert themes.of(4) == MonthThemes(content.root).of(4)
    packs.remove("kommunen")
    assert (effects.handbook(), effects.directory(), effects.laws(content.laws)) == ((), (), content.laws)
    assert themes.of(3).note == base_note
    assert effects.chains(content.chains) is content.chains


@pytest.mark.parametrize("memory", [b"", b"[1]", b'{"lonesamtal": []}'])
def test_what_is_kept_with_a_pack_and_cannot_be_read_counts_from_the_day_of_installing(
    packs: PackService, wheel: YearWheelService, author: Author, memory: bytes
) -> None:
    packs.install(author.pack(tasks={TASK: MARCH}))
    ((_pack, root),) = packs.roots()
    (root / ".rules.json").write_bytes(memory)
    assert dates(wheel) == [date(2027, 3, 10)]


def test_without_packs_and_without_events_in_them_there_is_nothing_to_read(
    packs: PackService, content: BaseContent, author: Author, paths: Paths
) -> None:
    assert layered_activities(content.activities, (), cache=paths.cache, laws=dict) == content.activities
    packs.install(author.pack())
    assert local_chains(packs.roots(), cache=paths.cache, laws=dict) == []


def test_a_pack_from_before_rules_were_kept_counts_from_the_day_of_installing(
    packs: PackService, wheel: YearWheelService, author: Author
) -> None:
    packs.install(author.pack(tasks={TASK: MARCH}))
    ((_pack, root),) = packs.roots()
    (root / ".rules.json").unlink()
    assert dates(wheel) == [date(2027, 3, 10)]


def test_until_her_own_rule_begins_the_packs_holds(
    packs: PackService, wheel: YearWheelService, effects: PackEffects, content: BaseContent, author: Author, profiled: AppContext
) -> None:
    edits = EditService(
        database=profiled.database,
        profiles=profiled.profiles,
        base=lambda: effects.activities(content.activities),
        clock=profiled.clock,
        yearwheel=wheel,
    )
    own = Rule("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1", red_day=RedDay.KEEP)
    packs.install(author.pack(tasks={TASK: MARCH}))
    edits.put_segments({wheel.activity(TASK).id: Segment(date(2028, 1, 1), own)}, source="rollover")
    assert dates(wheel, last=date(2028, 12, 31)) == [date(2027, 3, 10), date(2028, 9, 1)]
    packs.remove("kommunen")
    assert date(2027, 3, 10) not in dates(wheel)
