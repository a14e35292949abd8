"""Web pages, also those that Word and LibreOffice write → what was found in them. Nothing remote is fetched, nothing runs."""

import base64
import binascii
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chefsstod.features.imports import refusals
from chefsstod.features.imports.encodings import decode
from chefsstod.features.imports.model import MAX_WORDS, Found, Remark, RemarkKind
from chefsstod.features.imports.pictures import Pictures
from chefsstod.features.imports.web_clean import MAX_DEPTH, clean, depth
from chefsstod.features.imports.web_text import Known, found_in

MEDIA = "text/html"
MAX_PICTURE = 20_000_000
_CONDITIONS = re.compile(r"<!\[(?:if|endif)[^>]*>|<!--\[if.*?<!\[endif\]-->", re.DOTALL)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.+)", re.DOTALL)

NearBy = Callable[[str], bytes | None]
"""Gives a picture that lies beside the file, by its address in the page."""


def read_html(data: bytes, name: str, near: NearBy = lambda _address: None) -> Found:
    """The text of a web page. Raises UserError when there is none."""
    from bs4 import BeautifulSoup

    text = decode(data)
    if text is None:
        raise refusals.broken()
    soup = BeautifulSoup(_CONDITIONS.sub("", text), "html.parser")
    if depth(soup) > MAX_DEPTH:
        raise refusals.bomb()
    title = soup.title.get_text() if soup.title is not None else ""
    root = clean(soup)
    pictures = Pictures()
    remote = _take_pictures(root, pictures, near)
    if len(root.get_text(" ").split()) > MAX_WORDS:
        raise refusals.too_long()
    remarks = [Remark(RemarkKind.REMOTE_DROPPED, count=remote)] if remote else []
    remarks += [Remark(RemarkKind.PICTURES_SKIPPED, count=pictures.skipped)] if pictures.skipped else []
    found = found_in(root, Known(name, MEDIA, title, remarks=tuple(remarks)), pictures.files)
    if not found.body.strip() and not found.files:
        raise refusals.no_text()
    return found


def _take_pictures(root: Any, pictures: Pictures, near: NearBy) -> int:
    """Keep the pictures that came with the page; returns how many stand elsewhere and were left out."""
    remote = 0
    for image in root.find_all("img"):
        address = str(image.get("src") or "").strip()
        match = _DATA.match(address)
        if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//|https?:|cid:", address, re.IGNORECASE):
            remote += 1
            data = None
        elif match:
            data = _decoded(match[1])
        else:
            data = near(address) if address else None
            pictures.skipped += data is None and bool(address)
        name = pictures.add(data) if data else ""
        if name:
            image["src"] = name
        else:
            image.decompose()
    return remote


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return None


def beside(file: Path) -> NearBy:
    """Gives pictures from the folder of ``file`` and those below it, never from elsewhere."""
    folder = file.parent

    def near(address: str) -> bytes | None:
        from urllib.parse import unquote

        parts = unquote(address.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]).replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0]:
            return None
        target = folder.joinpath(*parts)
        try:
            inside = target.resolve().is_relative_to(folder.resolve())
            if not inside or not target.is_file() or target.stat().st_size > MAX_PICTURE:
                return None
            return target.read_bytes()
        except (OSError, ValueError):
            return None

    return near
