"""Cuts a TrueType file down to the letters of one picture, as WOFF 1.0, so that a picture carries its own type. No Qt.

The glyphs keep their numbers, unused ones become empty: only ``glyf``, ``loca``, ``head`` and ``post`` change, and compression
takes care of the rest. Formats: OpenType 1.9 (learn.microsoft.com/typography/opentype/spec) and W3C WOFF 1.0 (w3.org/TR/WOFF).
"""

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_KEPT = (b"OS/2", b"cmap", b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post", b"prep")
_WORDS, _MORE, _SCALE, _XY, _MATRIX = 0x0001, 0x0020, 0x0008, 0x0040, 0x0080
"""Flags of a part of a compound glyph: how long its arguments are, and whether another part follows."""


@lru_cache(maxsize=8)
def subset(font: Path, letters: frozenset[str]) -> bytes:
    """The WOFF file of ``font`` with the outlines of ``letters`` alone. Raises OSError, and ValueError for another format."""
    tables = _tables(font.read_bytes())
    glyphs = _closure(tables, {0, *_glyph_ids(tables[b"cmap"], map(ord, letters))})
    places = _places(tables)
    outlines, loca = bytearray(), []
    for number in range(len(places) - 1):
        loca.append(len(outlines))
        if number in glyphs:
            outlines += tables[b"glyf"][places[number] : places[number + 1]]
            outlines += b"\0" * (-len(outlines) % 4)
    loca.append(len(outlines))
    tables[b"glyf"] = bytes(outlines)
    tables[b"loca"] = struct.pack(f">{len(loca)}I", *loca)
    tables[b"head"] = tables[b"head"][:50] + struct.pack(">h", 1) + tables[b"head"][52:]
    tables[b"post"] = struct.pack(">I", 0x00030000) + tables[b"post"][4:32]  # version 3: glyphs without names
    return _woff({tag: tables[tag] for tag in _KEPT if tag in tables})


def _tables(data: bytes) -> dict[bytes, bytes]:
    if data[:4] != b"\0\1\0\0":
        raise ValueError("not a TrueType font")
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for place in range(count):
        tag, _checksum, offset, length = struct.unpack_from(">4s3I", data, 12 + 16 * place)
        found[tag] = data[offset : offset + length]
    return found


def _places(tables: dict[bytes, bytes]) -> list[int]:
    """The offsets of the glyphs in ``glyf``, and its end."""
    loca = tables[b"loca"]
    if struct.unpack_from(">h", tables[b"head"], 50)[0]:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca)]


def _glyph_ids(cmap: bytes, codes: Iterable[int]) -> set[int]:
    """The glyphs of characters of the basic plane, by the map for Windows and Unicode."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = {struct.unpack_from(">2H", cmap, 4 + 8 * n): struct.unpack_from(">I", cmap, 8 + 8 * n)[0] for n in range(count)}
    at = offsets[(3, 1)]
    (doubled,) = struct.unpack_from(">H", cmap, at + 6)
    segments = doubled // 2
    ends = struct.unpack_from(f">{segments}H", cmap, at + 14)
    starts = struct.unpack_from(f">{segments}H", cmap, at + 16 + doubled)
    deltas = struct.unpack_from(f">{segments}h", cmap, at + 16 + 2 * doubled)
    base = at + 16 + 3 * doubled
    ranges = struct.unpack_from(f">{segments}H", cmap, base)
    found = set()
    for code in codes:
        place = next((n for n, end in enumerate(ends) if code <= end), None)
        if place is None or starts[place] > code:
            continue
        glyph = code
        if ranges[place]:
            (glyph,) = struct.unpack_from(">H", cmap, base + 2 * place + ranges[place] + 2 * (code - starts[place]))
            if not glyph:
                continue
        found.add((glyph + deltas[place]) & 0xFFFF)
    return found


def _closure(tables: dict[bytes, bytes], wanted: set[int]) -> set[int]:
    """``wanted`` and the glyphs that these are put together from."""
    places, found, todo = _places(tables), set(), list(wanted)
    while todo:
        number = todo.pop()
        if number in found:
            continue
        found.add(number)
        outline = tables[b"glyf"][places[number] : places[number + 1]]
        if not outline or struct.unpack_from(">h", outline)[0] >= 0:
            continue
        at, more = 10, True
        while more:
            flags, part = struct.unpack_from(">2H", outline, at)
            todo.append(part)
            at += 4 + (4 if flags & _WORDS else 2)
            at += 2 if flags & _SCALE else 4 if flags & _XY else 8 if flags & _MATRIX else 0
            more = bool(flags & _MORE)
    return found


def _woff(tables: dict[bytes, bytes]) -> bytes:
    directory, body = bytearray(), bytearray()
    begin = 44 + 20 * len(tables)
    for tag, table in tables.items():
        packed = zlib.compress(table, 9)
        data = packed if len(packed) < len(table) else table
        directory += struct.pack(">4s4I", tag, begin + len(body), len(data), len(table), _checksum(table))
        body += data + b"\0" * (-len(data) % 4)
    whole = 12 + 16 * len(tables) + sum(len(table) + -len(table) % 4 for table in tables.values())
    head = struct.pack(">4s2I2HI2H5I", b"wOFF", 0x00010000, begin + len(body), len(tables), 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return head + bytes(directory) + bytes(body)


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF
