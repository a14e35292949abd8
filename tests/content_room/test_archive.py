"""A pack as it comes: what is taken in, what is left out, and what is refused as a whole."""

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from chefsstod.content import archive, pictures
from chefsstod.content.archive import opened_pack, peek, read_bundle
from chefsstod.support.errors import UserError


def zipped(file: Path, entries: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return file


def folder(root: Path, entries: Mapping[str, bytes | str]) -> Path:
    for name, data in entries.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return root


def picture(kind: str = "PNG", size: tuple[int, int] = (2, 2)) -> bytes:
    stream = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(stream, kind)
    return stream.getvalue()


def refused(source: Path) -> str:
    with pytest.raises(UserError) as problem:
        read_bundle(source)
    return problem.value.one_line()


GOOD: dict[str, bytes | str] = {"pack.yaml": "id: x\n", "routines/a.md": "text", "routines/bild.png": picture()}


def test_a_folder_its_manifest_and_its_zip_hold_the_same(tmp_path: Path) -> None:
    root = folder(tmp_path / "pack", GOOD)
    bundles = [read_bundle(source) for source in (root, root / "pack.yaml", zipped(tmp_path / "a.zip", GOOD))]
    assert [dict(bundle.files) for bundle in bundles] == [dict(bundles[0].files)] * 3
    assert set(bundles[0].files) == set(GOOD)
    assert [bundle.left_out for bundle in bundles] == [()] * 3


def test_a_zip_packed_from_outside_is_read_from_its_only_folder(tmp_path: Path) -> None:
    entries = {f"Paket 2026/{name}": data for name, data in GOOD.items()} | {"__MACOSX/._x": "x", ".DS_Store": "x"}
    assert set(read_bundle(zipped(tmp_path / "a.zip", entries)).files) == set(GOOD)


def test_other_kinds_of_files_are_left_out_and_told(tmp_path: Path) -> None:
    more = {"avtal.docx": "x", "kod.py": "x", "inre.zip": "PK", "vektor.svg": "<svg/>", "sida.html": "<script>", "utan": "x"}
    for source in (folder(tmp_path / "pack", GOOD | more), zipped(tmp_path / "a.zip", GOOD | more)):
        bundle = read_bundle(source)
        assert set(bundle.files) == set(GOOD)
        assert {problem.file for problem in bundle.left_out} == set(more)
        assert {problem.severity.value for problem in bundle.left_out} == {"warning"}


def test_what_systems_leave_behind_is_left_out_without_a_word(tmp_path: Path) -> None:
    junk = {".git/config": "x", "routines/Thumbs.db": "x", "desktop.ini": "x", "~$rutin.md": "x", "routines/.a.md.swp": "x"}
    for source in (folder(tmp_path / "pack", GOOD | junk), zipped(tmp_path / "a.zip", GOOD | junk)):
        bundle = read_bundle(source)
        assert (set(bundle.files), bundle.left_out) == (set(GOOD), ())


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.webp", "WEBP")])
def test_pictures_are_taken_in_when_they_are_what_they_are_called(tmp_path: Path, name: str, kind: str) -> None:
    good = read_bundle(folder(tmp_path / "good", GOOD | {name: picture(kind)}))
    assert name in good.files
    other = "PNG" if kind != "PNG" else "JPEG"
    for data in (picture(other), b"", b"<svg onload=alert(1)>", picture(kind)[:9]):
        bundle = read_bundle(folder(tmp_path / "bad", GOOD | {name: data}))
        assert name not in bundle.files
        assert [problem.file for problem in bundle.left_out] == [name]


def test_a_picture_that_would_fill_the_memory_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 99)
    bundle = read_bundle(folder(tmp_path, GOOD | {"stor.png": picture(size=(10, 10))}))
    assert [problem.file for problem in bundle.left_out] == ["stor.png"]
    monkeypatch.undo()
    bomb = bytearray(picture())
    bomb[16:24] = struct.pack(">II", 60_000, 60_000)
    bomb[29:33] = struct.pack(">I", zlib.crc32(bomb[12:29]))
    assert "million points" in str(pictures.wrong_picture(bytes(bomb), ".png"))


@pytest.mark.parametrize(
    "name",
    ["../ut.md", "/ut.md", "a/../../ut.md", "C:/x.md", "C:x.md", "..\\x.md", "\\\\server\\share\\x.md", "//server/x.md", "a\\b.md"],
)
def test_what_leads_out_refuses_the_whole(tmp_path: Path, name: str) -> None:
    assert "leads out of it" in refused(zipped(tmp_path / "bad.zip", GOOD | {name: "x"}))


@pytest.mark.parametrize(
    "name",
    [
        "routines/con.md", "AUX.yaml", "routines/nul", "com1.md", "routines/lpt9.tar.md", "con /a.md",
        "a?.md", "a*.md", 'a".md', "a|b.md", "a\x01.md", "routines/a.md.", "mapp /a.md", "a//b.md", "./a.md",
        "x" * 130 + ".md", "/".join("abcdefghi") + "/a.md", "/".join(["m" * 60] * 4) + ".md",
    ],
)  # fmt: skip
def test_a_name_that_some_computer_cannot_have_refuses_the_whole(tmp_path: Path, name: str) -> None:
    said = refused(zipped(tmp_path / "bad.zip", GOOD | {name: "x"}))
    assert "cannot be used as a pack" in said
    assert len(said) < 400


@pytest.mark.parametrize(
    "names",
    [
        ("routines/B.md", "routines/b.md"),
        ("a", "a/b.md"),
        ("A/b.md", "a"),
        ("Åtgärd.md", "A\u030atgärd.md"),
        ("Straße.md", "STRASSE.md"),
    ],
)
def test_two_names_that_are_one_on_some_computer_refuse_the_whole(tmp_path: Path, names: tuple[str, str]) -> None:
    assert "the same name" in refused(zipped(tmp_path / "bad.zip", GOOD | dict.fromkeys(names, "x")))


def test_the_same_name_twice_refuses_the_whole(tmp_path: Path) -> None:
    file = tmp_path / "bad.zip"
    zipped(file, {"pack.yaml": "id: x", "pack.yamm": "id: y"})
    file.write_bytes(file.read_bytes().replace(b"pack.yamm", b"pack.yaml"))
    assert "the same name" in refused(file)


def test_links_in_a_zip_refuse_it_and_in_a_folder_they_are_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("routines/link.md")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as packed:
        packed.writestr("pack.yaml", "id: x")
        packed.writestr(link, "/etc/hostname")
    assert "leads out of it" in refused(tmp_path / "bad.zip")
    secret = folder(tmp_path / "elsewhere", {"secret.md": "secret"})
    root = folder(tmp_path / "pack", GOOD)
    (root / "routines" / "secret.md").symlink_to(secret / "secret.md")
    (root / "handbook").symlink_to(secret)
    (root / "round").symlink_to(root)
    bundle = read_bundle(root)
    assert set(bundle.files) == set(GOOD)
    assert {problem.file for problem in bundle.left_out} == {"routines/secret.md", "handbook", "round"}
    with opened_pack(root) as opened:
        assert opened != root
        assert {file.name for file in opened.rglob("*.md")} == {"a.md"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    root = folder(tmp_path / "pack", GOOD)
    os.mkfifo(root / "routines" / "pipe.md")
    assert set(read_bundle(root).files) == set(GOOD)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_text_refuses_a_folder(tmp_path: Path) -> None:
    root = folder(tmp_path / "pack", GOOD)
    (root / os.fsdecode(b"\xff.md")).write_text("x")
    assert "cannot be used" in refused(root)


def test_what_vanishes_while_it_is_looked_at_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path / "pack", GOOD)
    look = Path.lstat

    def gone(path: Path) -> os.stat_result:
        if path.name == "a.md":
            raise FileNotFoundError
        return look(path)

    monkeypatch.setattr(Path, "lstat", gone)
    assert "routines/a.md" not in read_bundle(root).files


def test_size_and_number_have_limits_in_zips_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_BYTES", 1000)
    monkeypatch.setattr(archive, "MAX_FILE", 700)
    monkeypatch.setattr(archive, "MAX_FILES", 3)
    cases = ({"a.md": "x" * 600, "b.md": "y" * 600}, {"a.md": "x" * 800}, {f"{n}.md": "" for n in range(4)})
    for number, entries in enumerate(cases):
        assert "larger than" in refused(zipped(tmp_path / "a.zip", entries)) or "more than" in refused(tmp_path / "a.zip")
        root = folder(tmp_path / str(number), entries)
        assert "larger than" in refused(root) or "more than" in refused(root)


def test_a_bomb_is_refused_before_it_has_filled_anything(tmp_path: Path) -> None:
    said = refused(zipped(tmp_path / "bomb.zip", {"pack.yaml": "id: x", "a.yaml": b"\0" * 15_000_000}))
    assert "fill the disk" in said


def test_a_size_that_the_archive_does_not_admit_is_found_out(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", {"pack.yaml": "id: x", "a.yaml": os.urandom(3000)})
    data = file.read_bytes()
    lying = data.replace(struct.pack("<I", 3000), struct.pack("<I", 10))
    assert lying != data
    file.write_bytes(lying)
    assert "damaged" in refused(file)


def test_a_locked_zip_says_that_it_has_a_password(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", GOOD)
    data = bytearray(file.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    file.write_bytes(data)
    assert "password" in refused(file)


def test_a_cut_file_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", GOOD).read_bytes()
    for length in range(0, len(whole), 7):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert "cannot be used as a pack" in refused(tmp_path / "cut.zip")
        assert peek(tmp_path / "cut.zip") is None


def _without_the_flag(file: Path, name: str, encoding: str) -> Path:
    """A zip whose name is in ``encoding`` and does not say so, as some programs write it."""
    stand_in = "x" * len(name.encode(encoding))
    zipped(file, {"pack.yaml": "id: x", stand_in: "text"}, zipfile.ZIP_STORED)
    file.write_bytes(file.read_bytes().replace(stand_in.encode(), name.encode(encoding)))
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "cp850"])
def test_names_in_the_encodings_of_other_programs_are_understood(tmp_path: Path, encoding: str) -> None:
    file = _without_the_flag(tmp_path / "a.zip", "hjälpmedel-å-ö.md", encoding)
    assert set(read_bundle(file).files) == {"pack.yaml", "hjälpmedel-å-ö.md"}


def test_names_are_kept_with_composed_characters(tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", {"pack.yaml": "id: x", "A\u030atga\u0308rd.md": "x"})
    assert "Åtgärd.md" in read_bundle(file).files


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="abAB./\\: \0åÅ\u030a~$conCON1*md", min_size=1, max_size=20), min_size=1, max_size=4, unique=True))
def test_whatever_the_names_nothing_is_written_outside_and_no_other_error_comes(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    where = tmp_path_factory.mktemp("fuzz")
    file = where / "a.zip"
    with zipfile.ZipFile(file, "w") as packed:
        for name in dict.fromkeys(names):
            entry = zipfile.ZipInfo("x")
            entry.filename = name  # as it is, without what ZipInfo mends
            packed.writestr(entry, "text")
    try:
        with opened_pack(file) as root:
            for found in root.rglob("*"):
                assert found.resolve().is_relative_to(root.resolve())
    except UserError:
        pass
    assert [path.name for path in where.iterdir()] == ["a.zip"]


@settings(max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 200))
def test_damaged_bytes_give_a_clear_word_and_no_other_error(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    where = tmp_path_factory.mktemp("fuzz")
    whole = zipped(where / "a.zip", GOOD).read_bytes()
    (where / "a.zip").write_bytes(whole[:at] + noise + whole[at + len(noise) :])
    peek(where / "a.zip")
    with suppress(UserError):
        read_bundle(where / "a.zip")


def test_peeking_reads_the_manifest_alone(tmp_path: Path) -> None:
    root = folder(tmp_path / "pack", GOOD)
    outside = zipped(tmp_path / "b.zip", {f"Paket/{name}": data for name, data in GOOD.items()})
    for source in (root, root / "pack.yaml", zipped(tmp_path / "a.zip", GOOD), outside):
        assert peek(source) == b"id: x\n"
    assert peek(zipped(tmp_path / "c.zip", {"a.md": "x"})) is None
    assert peek(tmp_path / "missing.zip") is None
    (root / "pack.yaml").unlink()
    (root / "pack.yaml").symlink_to(tmp_path / "a.zip")
    assert peek(root) is None


def test_what_cannot_be_read_or_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There is no pack" in refused(tmp_path / "missing.zip")
    file = zipped(tmp_path / "a.zip", GOOD)

    def broken(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(zipfile.ZipFile, "infolist", broken)
    assert "cannot be read" in refused(file)
