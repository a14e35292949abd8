"""Where things lie: the program's own resources, and the folders it may write to."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def data_root() -> Path:
    """The folder that holds ``resources`` and ``translations``: in the installed package, else in the checkout."""
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent


def resources() -> Path:
    """Fonts, icons and base content that ship with the program."""
    return data_root() / "resources"


def translations() -> Path:
    """The compiled gettext catalogues."""
    return data_root() / "translations"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one user. With ``--data-dir`` everything lies under that one folder."""

    data: Path
    cache: Path
    logs: Path
    settings: Path

    @property
    def database(self) -> Path:
        """The SQLite file with everything she has written."""
        return self.data / "chefsstod.db"

    @property
    def backups(self) -> Path:
        """The folder of automatic backups."""
        return self.data / "backups"

    @property
    def lock(self) -> Path:
        """The single-instance lock."""
        return self.data / "chefsstod.lock"

    def folders(self) -> tuple[Path, ...]:
        """Every folder that must exist and be writable."""
        return (self.data, self.backups, self.cache, self.logs, self.settings.parent)


def user_paths(data_dir: Path | None = None) -> Paths:
    """The user's folders: under ``data_dir`` if given, else where the platform wants them."""
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return Paths(data=root, cache=root / "cache", logs=root / "logs", settings=root / "settings.json")
    import platformdirs

    dirs = platformdirs.PlatformDirs("Chefsstod", appauthor=False)
    return Paths(
        data=Path(dirs.user_data_dir),
        cache=Path(dirs.user_cache_dir),
        logs=Path(dirs.user_log_dir),
        settings=Path(dirs.user_config_dir) / "settings.json",
    )
