"""``python -m tests.screens [NAME …]``: a picture of every page and state in ``build/screens``, and a contact sheet per look.

NAME limits the pictures to those whose file name holds it («detail», «_sv_dark»).
"""

import os
import sys
import tempfile
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from chefsstod.i18n import set_language
from chefsstod.shell.application import make_app
from chefsstod.shell.context import AppContext
from chefsstod.support.settings import SettingsStore, Theme
from chefsstod.support.tokens import LIGHT
from chefsstod.ui.style import Look
from tests.screens.opened import opened
from tests.screens.scenes import SCENES
from tests.screens.states import STATES, State

TARGET = Path("build/screens")
WIDE, NARROW = (1366, 768), (1024, 700)
THEMES = (Theme.LIGHT, Theme.DARK, Theme.CONTRAST)
THUMB, COLUMNS, GAP = (640, 360), 4, 8


def main(wanted: list[str]) -> int:
    """Draw what is wanted; 0 when every picture could be written."""
    TARGET.mkdir(parents=True, exist_ok=True)
    looks = [(*look, WIDE) for look in product(("sv", "en"), THEMES, (100, 200))]
    looks += [("sv", Theme.LIGHT, scale, NARROW) for scale in (100, 200)]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        set_language("sv")
        contexts = {name: make(root / name) for name, make in SCENES.items()}
        for language, theme, scale, size in looks:
            ending = f"{language}_{theme.value}_{scale}_{size[0]}x{size[1]}"
            states = [state for state in STATES if not wanted or any(w in f"{state.name}_{ending}" for w in wanted)]
            if not states:
                continue
            settings = SettingsStore(root / "settings.json")
            settings.change(language=language, theme=theme, text_scale=scale)
            set_language(language)
            make_app(settings)
            files = [_draw(state, contexts[state.scene], settings, size, ending) for state in states]
            _contact_sheet(files, TARGET / f"sheet_{ending}.png")
        for context in contexts.values():
            context.database.close()
    return 0


def _draw(state: State, context: AppContext, settings: SettingsStore, size: tuple[int, int], ending: str) -> Path:
    target = TARGET / f"{state.name}_{ending}.png"
    with opened(state, context, settings, size) as window:
        window.grab().save(str(target), "PNG")
    return target


def _contact_sheet(files: list[Path], target: Path) -> None:
    rows = -(-len(files) // COLUMNS)
    width, height = THUMB[0] + GAP, THUMB[1] + GAP + 18
    sheet = QImage(width * min(COLUMNS, len(files)) + GAP, height * rows + GAP, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setFont(Look(LIGHT).font())  # at 100 %, whatever the pictures show
    for place, file in enumerate(files):
        x, y = GAP + place % COLUMNS * width, GAP + place // COLUMNS * height
        painter.drawText(QRect(x, y, THUMB[0], 18), Qt.AlignmentFlag.AlignLeft, file.stem)
        picture = QImage(str(file)).scaled(*THUMB, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(x, y + 18, picture)
    painter.end()
    sheet.save(str(target), "PNG")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
