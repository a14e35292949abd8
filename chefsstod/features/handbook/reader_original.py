"""Opening the file that a text was imported from, with the program that the computer has for it."""

import re
import tempfile
from pathlib import Path


def save_aside(original_id: str, name: str, data: bytes) -> Path:
    """Write a copy into a folder that only this user can read, and return its path. The stored file is never opened itself.

    Raises OSError when the disk is full.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"chefsstod-{re.sub(r'[^A-Za-z0-9]', '', original_id)[:12]}-"))
    safe = re.sub(r"[^\w .()-]", "_", Path(name).name).strip(" .") or "original"
    path = folder / safe
    path.write_bytes(data)
    path.chmod(0o400)  # it is a copy: what is written in it would be lost
    return path


def open_outside(path: Path) -> bool:
    """Hand a file to the desktop; returns whether a program took it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
