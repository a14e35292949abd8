"""Packs: looked at, installed, updated, removed, taken back; and what is refused."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from chefsstod.features.packs.model import ItemKind, What
from chefsstod.features.packs.service import PackService
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths
from tests.features.packs.conftest import CONTACTS, Author

MARCH = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10"


def told(problem: pytest.ExceptionInfo[UserError]) -> str:
    return problem.value.one_line()


def test_looking_at_a_pack_tells_what_it_would_change_and_changes_nothing(packs: PackService, author: Author) -> None:
    plan = packs.plan(author.pack(tasks={"lonesamtal": MARCH}, more={"directory/contacts.yaml": CONTACTS}))
    assert [(change.kind, change.id, change.what) for change in plan.changes] == [
        (ItemKind.ROUTINE, "nyckelrutin", What.NEW),
        (ItemKind.TASK, "lonesamtal", What.NEW),
        (ItemKind.CONTACT, "hr-vast", What.NEW),
    ]
    assert [change.note for change in plan.changes] == ["", "instead of the one in Chefsstöd", ""]
    assert (plan.before, plan.problems, packs.installed(), packs.roots()) == (None, (), (), ())


def test_an_installed_pack_tells_what_it_holds(packs: PackService, author: Author) -> None:
    source = author.zipped(author.pack(tasks={"lonesamtal": MARCH}))
    saved = packs.install(source)
    (pack,) = packs.installed()
    assert (pack.id, pack.title, pack.version, pack.reviewed) == ("kommunen", "Kommunens paket", "1.0.0", date(2026, 11, 2))
    assert (pack.installed, pack.source) == (date(2026, 11, 23), str(source))
    assert pack.items == {ItemKind.ROUTINE: 1, ItemKind.TASK: 1}
    assert [item.id for item in packs.contents("kommunen")] == ["nyckelrutin", "lonesamtal"]
    assert saved.changes.packs
    assert (saved.changes.activities, saved.changes.articles) == ({"lonesamtal"}, {"nyckelrutin"})


def test_a_folder_and_its_manifest_and_the_file_are_the_same_pack(packs: PackService, author: Author) -> None:
    root = author.pack()
    plans = [packs.plan(source) for source in (root, root / "pack.yaml", author.zipped(root))]
    assert len({plan.digest for plan in plans}) == 1
    packs.install(plans[0])
    assert packs.plan(author.zipped(root)).same


def test_an_update_tells_what_is_new_changed_removed_and_the_same(packs: PackService, author: Author) -> None:
    packs.install(author.pack(routines={"a": "ett", "b": "två", "c": "tre"}))
    plan = packs.plan(author.pack(version="1.1", routines={"a": "ett", "b": "annat", "d": "fyra"}))
    assert plan.before is not None
    assert plan.before.version == "1.0.0"
    assert {change.id: change.what for change in plan.changes} == {
        "a": What.SAME,
        "b": What.CHANGED,
        "c": What.REMOVED,
        "d": What.NEW,
    }
    packs.install(plan)
    (pack,) = packs.installed()
    assert (pack.version, [item.id for item in packs.contents("kommunen")]) == ("1.1", ["a", "b", "d"])
    assert not (packs.roots()[0][1] / "routines" / "c.md").exists()


def test_an_older_version_is_refused_until_it_is_said_that_it_is_meant(packs: PackService, author: Author) -> None:
    old = author.pack(version="1.9.0")
    packs.install(author.pack(version="1.10.0"))
    assert packs.plan(old).older
    with pytest.raises(UserError) as problem:
        packs.install(old)
    assert "1.10.0" in told(problem)
    assert packs.installed()[0].version == "1.10.0"
    packs.install(old, older=True)
    assert packs.installed()[0].version == "1.9.0"


def test_installing_updating_and_removing_can_be_taken_back_and_done_again(packs: PackService, author: Author) -> None:
    first = packs.install(author.pack(routines={"a": "ett"}))
    second = packs.install(author.pack(version="2.0", routines={"b": "två"}))
    third = packs.remove("kommunen")

    def state() -> list[tuple[str, list[str]]]:
        return [(pack.version, [item.id for item in packs.contents(pack.id)]) for pack in packs.installed()]

    assert state() == []
    assert third.undo is not None
    redo = third.undo()
    assert state() == [("2.0", ["b"])]
    assert redo.undo is not None
    redo.undo()
    assert state() == []
    assert third.undo is not None
    third.undo()
    assert second.undo is not None
    second.undo()
    assert state() == [("1.0.0", ["a"])]
    assert first.undo is not None
    first.undo()
    assert state() == []


def test_what_she_has_her_own_version_of_is_named_and_stays(
    packs: PackService, author: Author, own: dict[str, frozenset[str]]
) -> None:
    own["task"] = frozenset({"lonesamtal"})
    own["article"] = frozenset({"nyckelrutin"})
    plan = packs.plan(author.pack(tasks={"lonesamtal": MARCH}))
    assert plan.overrides_own == ("Nyckelrutin", "Lokal lonesamtal")
    assert all("your own" in change.note for change in plan.changes)
    packs.install(plan)
    assert packs.plan(author.pack(tasks={"lonesamtal": MARCH})).overrides_own == (), "what does not change needs no word"
    assert packs.plan_removal("kommunen").overrides_own == ("Nyckelrutin", "Lokal lonesamtal")


def test_removing_tells_first_what_would_go(packs: PackService, author: Author) -> None:
    packs.install(author.pack(tasks={"lonesamtal": MARCH}))
    plan = packs.plan_removal("kommunen")
    assert plan.removal
    assert {change.what for change in plan.changes} == {What.REMOVED}
    assert next(change.note for change in plan.changes if change.id == "lonesamtal")
    assert packs.installed()
    with pytest.raises(UserError):
        packs.plan_removal("nagot-annat")
    with pytest.raises(UserError):
        packs.remove("nagot-annat")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": "base"}, "base"),
        ({"min_app": "9.0"}, "9.0"),
        ({"routines": {}}, "holds nothing"),
    ],
)
def test_what_cannot_be_used_at_all_is_refused(packs: PackService, author: Author, change: dict[str, object], word: str) -> None:
    with pytest.raises(UserError) as problem:
        packs.plan(author.pack(**change))  # type: ignore[arg-type]
    assert word in told(problem)
    assert packs.installed() == ()


def test_a_broken_manifest_is_refused_with_its_line(packs: PackService, author: Author) -> None:
    for text in ("id: Å\n", "id: [", ""):
        with pytest.raises(UserError) as problem:
            packs.plan(author.pack(more={"pack.yaml": text}))
        assert "pack.yaml" in told(problem)


def test_broken_items_are_left_out_and_told_and_the_rest_is_installed(packs: PackService, author: Author) -> None:
    root = author.pack(
        routines={"hel": "text", "fel": "![bild](https://example.com/a.png)"},
        more={"directory/contacts.yaml": "contacts:\n- id: 1\n", "bilagor/avtal.docx": b"x", "routines/bild.png": b"no picture"},
    )
    plan = packs.plan(root)
    assert [change.id for change in plan.changes] == ["hel"]
    assert {problem.file for problem in plan.errors} == {"routines/fel.md", "directory/contacts.yaml"}
    assert {problem.file for problem in plan.problems} - {problem.file for problem in plan.errors} == {
        "bilagor/avtal.docx",
        "routines/bild.png",
    }
    packs.install(plan)
    assert packs.installed()[0].items == {ItemKind.ROUTINE: 1}
    assert {problem.file for problem in packs.problems()} == {"kommunen/routines/fel.md", "kommunen/directory/contacts.yaml"}


def test_a_pack_may_name_tasks_and_laws_of_the_base(packs: PackService, author: Author) -> None:
    assert packs.plan(author.pack(tasks={"egen-grej": MARCH}, related="medarbetarsamtal")).problems == ()
    (problem,) = packs.plan(author.pack(tasks={"egen-grej": MARCH}, related="finns-inte")).problems
    assert "finns-inte" in problem.message


def test_the_pack_on_top_goes_first_and_the_order_can_be_changed_and_taken_back(packs: PackService, author: Author) -> None:
    packs.install(author.pack(id="kommunen", title="Kommunens"))
    packs.install(author.pack(id="forvaltningen", title="Förvaltningens"))
    assert [pack.id for pack in packs.installed()] == ["forvaltningen", "kommunen"]
    assert [pack.id for pack, _root in packs.roots()] == ["kommunen", "forvaltningen"], "the weakest first"
    assert "Förvaltningens" in packs.plan(author.pack(id="tredje", title="x")).changes[0].note
    saved = packs.move("kommunen", up=True)
    assert [pack.id for pack in packs.installed()] == ["kommunen", "forvaltningen"]
    packs.move("kommunen", up=True)
    assert [pack.id for pack in packs.installed()] == ["kommunen", "forvaltningen"]
    packs.move("kommunen", up=False)
    assert [pack.id for pack in packs.installed()] == ["forvaltningen", "kommunen"]
    assert saved.undo is not None
    saved.undo()
    assert [pack.id for pack in packs.installed()] == ["forvaltningen", "kommunen"]
    packs.install(author.pack(id="kommunen", version="2"))
    assert [pack.id for pack in packs.installed()] == ["forvaltningen", "kommunen"], "an update stays where it stood"


def test_the_files_are_laid_out_again_when_they_are_gone_or_have_been_touched(
    packs: PackService, author: Author, make_service: Callable[[], PackService]
) -> None:
    packs.install(author.pack())
    ((_pack, root),) = packs.roots()
    text = (root / "routines" / "nyckelrutin.md").read_text(encoding="utf-8")
    shutil.rmtree(root)
    assert (packs.roots()[0][1] / "routines" / "nyckelrutin.md").read_text(encoding="utf-8") == text
    (root / "routines" / "nyckelrutin.md").write_text("something else", encoding="utf-8")
    (root / "extra.md").write_text("x")
    again = make_service().roots()[0][1]
    assert (again / "routines" / "nyckelrutin.md").read_text(encoding="utf-8") == text
    assert not (again / "extra.md").exists()


def test_folders_of_packs_that_are_gone_are_cleaned_away(packs: PackService, author: Author, paths: Paths) -> None:
    packs.install(author.pack())
    old = packs.roots()[0][1]
    packs.install(author.pack(version="2", routines={"annan": "text"}))
    new = packs.roots()[0][1]
    assert [folder.name for folder in (paths.cache / "packs").iterdir()] == [new.name]
    assert old != new
    packs.remove("kommunen")
    packs.roots()
    assert list((paths.cache / "packs").iterdir()) == []


def test_a_cache_folder_that_cannot_be_written_leaves_the_pack_out_and_nothing_breaks(
    packs: PackService, author: Author, paths: Paths
) -> None:
    (paths.cache / "packs").write_text("a file in the way")
    packs.install(author.pack())
    assert packs.roots() == ()
    assert [(pack.id, pack.items) for pack in packs.installed()] == [("kommunen", {})]
    (paths.cache / "packs").unlink()
    assert packs.installed()[0].items == {ItemKind.ROUTINE: 1}
    assert len(packs.roots()) == 1


def test_a_newer_version_where_the_pack_came_from_is_found(packs: PackService, author: Author) -> None:
    share = author.folder / "disk" / "paket.zip"
    share.parent.mkdir()
    shutil.copy(author.zipped(author.pack()), share)
    packs.install(share)
    assert packs.newer() == ()
    shutil.copy(author.zipped(author.pack(version="1.2.0")), share)
    assert [(pack.id, file, version) for pack, file, version in packs.newer()] == [("kommunen", share, "1.2.0")]
    shutil.copy(author.zipped(author.pack(id="annat", version="3")), share)
    assert packs.newer() == ()
    for data in (b"PK but not really", b""):
        share.write_bytes(data)
        assert packs.newer() == ()
    share.unlink()
    assert packs.newer() == ()


def test_a_newer_version_that_lies_beside_under_another_name_is_found(packs: PackService, author: Author) -> None:
    share = author.folder / "disk"
    share.mkdir()
    shutil.copy(author.zipped(author.pack()), share / "paket-1.0.zip")
    packs.install(share / "paket-1.0.zip")
    for version in ("1.10", "1.9"):
        shutil.copy(author.zipped(author.pack(version=version)), share / f"paket-{version}.zip")
    shutil.copy(author.zipped(author.pack(id="annat", version="3")), share / "annat.zip")
    (share / "trasigt.zip").write_bytes(b"PK")
    assert [(file.name, version) for _pack, file, version in packs.newer()] == [("paket-1.10.zip", "1.10")]


def test_what_a_pack_held_survives_a_restart(
    packs: PackService, author: Author, make_service: Callable[[], PackService], profiled: AppContext
) -> None:
    source = author.zipped(author.pack())
    packs.install(source)
    source.unlink()
    again = make_service()
    assert [item.title for item in again.contents("kommunen")] == ["Nyckelrutin"]
    assert profiled.database.has("pack_file", "path = 'routines/nyckelrutin.md'")


def test_the_same_pack_seen_from_a_relative_path_keeps_its_whole_path(
    packs: PackService, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = author.pack()
    monkeypatch.chdir(author.folder)
    packs.install(Path(root.name))
    assert packs.installed()[0].source == str(root)


def test_a_link_among_the_laid_out_files_is_not_trusted(
    packs: PackService, author: Author, make_service: Callable[[], PackService], tmp_path: Path
) -> None:
    packs.install(author.pack())
    ((_pack, root),) = packs.roots()
    text = (root / "routines" / "nyckelrutin.md").read_bytes()
    (root / "routines" / "nyckelrutin.md").unlink()
    (tmp_path / "elsewhere.md").write_bytes(b"x" * len(text))
    (root / "routines" / "nyckelrutin.md").symlink_to(tmp_path / "elsewhere.md")
    file = make_service().roots()[0][1] / "routines" / "nyckelrutin.md"
    assert (file.is_symlink(), file.read_bytes()) == (False, text)


def test_another_window_that_lays_out_the_same_files_first_is_no_trouble(
    packs: PackService, author: Author, make_service: Callable[[], PackService], monkeypatch: pytest.MonkeyPatch
) -> None:
    packs.install(author.pack())
    move = Path.rename

    def too_late(path: Path, target: Path) -> Path:
        shutil.copytree(path, target)
        raise FileExistsError(target)

    monkeypatch.setattr(Path, "rename", too_late)
    ((_pack, root),) = make_service().roots()
    monkeypatch.setattr(Path, "rename", move)
    assert [child.name for child in root.parent.iterdir()] == [root.name]
    assert (root / "routines" / "nyckelrutin.md").is_file()


def test_packs_whose_ids_begin_alike_do_not_disturb_each_other(packs: PackService, author: Author) -> None:
    for name in ("vard-och-omsorg-i-kommunen-norr", "vard-och-omsorg-i-kommunen-soder"):
        packs.install(author.pack(id=name, routines={f"rutin-{name[-4:]}": "text"}))
    assert len({root for _pack, root in packs.roots()}) == 2
    packs.remove("vard-och-omsorg-i-kommunen-norr")
    assert [item.id for item in packs.contents("vard-och-omsorg-i-kommunen-soder")] == ["rutin-oder"]
    assert packs.roots()[0][1].is_dir()
