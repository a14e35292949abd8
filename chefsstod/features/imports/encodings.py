"""Bytes of a text file → text. Notepad, Word and the web have used four encodings between them."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_SAMPLE = 4096
_ODD = 0.02
"""The share of control characters above which it is no text at all."""


def decode(data: bytes) -> str | None:
    """The text, with unix line ends; None when the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data, encoding)
    wide = _without_mark(data)
    if wide:
        return _as(data, wide)
    for encoding in ("utf-8", _declared(data), "cp1252"):
        text = _as(data, encoding) if encoding else None
        if text is not None:
            return text
    return _as(data, "latin-1")  # the five bytes that Windows leaves open


def _as(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    if len(_CONTROLS.findall(text[:_SAMPLE])) > _ODD * len(text[:_SAMPLE]):
        return None
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")).removeprefix("\ufeff")


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of a Swedish text is then zero."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.8 * half:
        return "utf-16-le"
    if half and sample[0::2].count(0) > 0.8 * half:
        return "utf-16-be"
    return ""


def _declared(data: bytes) -> str:
    """What a web page says of itself."""
    match = _CHARSET.search(data[:_SAMPLE])
    found = match[1].decode("ascii").lower() if match else ""
    return "cp1252" if found in ("iso-8859-1", "latin1", "us-ascii") else found  # as every browser does
