"""How she wants the program to look: a small JSON file, declared here, never the place for her work.

A broken file is put aside (``settings.json.broken``) and the defaults are used: nothing of her work is in it.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from chefsstod.support.files import write_atomically


class Theme(StrEnum):
    """The colour scheme of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


LANGUAGES = ("sv", "en")
TEXT_SCALES = (100, 125, 150, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults."""

    language: str = "sv"
    theme: Theme = Theme.SYSTEM
    text_scale: int = 100
    show_routines: bool = False
    window: str = ""
    page: str = "today"
    year_start: int = 1
    """The month that the shown year begins with, 1–12."""
    remind: bool = True
    quiet_from: int = 17
    quiet_until: int = 7
    """No reminder is shown from the first hour to the second (24 h); the same hour twice: never quiet."""
    remind_weekends: bool = False
    dismissed: tuple[str, ...] = ()
    """Offers on Idag that she has put away."""
    reader_zoom: int = 100
    """The size of the text in the handbook, in per cent of the window's."""
    reader_fold: tuple[str, ...] = ()
    """The columns of the handbook that she has folded away."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for the file."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class SettingsStore:
    """Reads the file once and writes it on each change.

    ``problem`` holds the name of the file that was put aside because it could not be read, else None.
    """

    path: Path
    current: Settings = field(default_factory=Settings)
    problem: Path | None = None

    def change(self, **values: Any) -> Settings:
        """Set some values and save. Raises OSError when the file cannot be written; the values hold all the same."""
        changed = replace(self.current, **values)
        if changed != self.current:
            self.current = changed
            import json

            write_atomically(self.path, json.dumps(changed.to_json(), indent=2, ensure_ascii=False) + "\n")
        return self.current


def load_settings(path: Path) -> SettingsStore:
    """Read the settings; unknown keys are left out, impossible values replaced by the default."""
    import json

    store = SettingsStore(path)
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(raw, dict):
            raise TypeError("not an object")
    except FileNotFoundError:
        return store
    except (OSError, ValueError, TypeError, RecursionError):
        aside = path.with_name(path.name + ".broken")
        try:
            path.replace(aside)
        except OSError:
            aside = path
        store.problem = aside
        return store
    store.current = _checked(raw)
    return store


def _checked(raw: dict[str, Any]) -> Settings:
    default = Settings()
    theme = raw.get("theme")
    page = raw.get("page")
    window = raw.get("window")
    return Settings(
        language=raw["language"] if raw.get("language") in LANGUAGES else default.language,
        theme=Theme(theme) if theme in list(Theme) else default.theme,
        text_scale=raw["text_scale"] if raw.get("text_scale") in TEXT_SCALES else default.text_scale,
        show_routines=raw.get("show_routines") is True,
        window=window if isinstance(window, str) else default.window,
        page=page if isinstance(page, str) else default.page,
        year_start=_whole(raw.get("year_start"), range(1, 13), default.year_start),
        remind=raw.get("remind") is not False,
        quiet_from=_whole(raw.get("quiet_from"), range(24), default.quiet_from),
        quiet_until=_whole(raw.get("quiet_until"), range(24), default.quiet_until),
        remind_weekends=raw.get("remind_weekends") is True,
        dismissed=_names(raw.get("dismissed")),
        reader_zoom=_whole(raw.get("reader_zoom"), range(50, 301), default.reader_zoom),
        reader_fold=_names(raw.get("reader_fold")),
    )


def _whole(value: object, allowed: range, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value in allowed else default


def _names(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
