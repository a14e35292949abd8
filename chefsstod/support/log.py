"""The log: rotating, three files of half a megabyte, without any text that the user wrote."""

import logging
import logging.handlers
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_log(folder: Path) -> logging.Handler:
    """Begin logging to ``folder/chefsstod.log``. Falls back to standard error when the folder cannot be written."""
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(folder / "chefsstod.log", maxBytes=512_000, backupCount=2, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    for noisy in ("alembic", "sqlalchemy", "fontTools", "PIL"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Take the handler away and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
