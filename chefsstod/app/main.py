"""The start-up order: arguments → folders → settings → language → log → crash hook → a command, or Qt and the window.

Language and folders are looked up in the arguments before the rest is read, so that wrong usage is explained in the
user's language and leaves no trace in the log.
"""

import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

from chefsstod.app.cli_text import complain, say, speak_utf8
from chefsstod.i18n import _, set_language
from chefsstod.support import startup
from chefsstod.support.clock import fixed_clock, system_clock
from chefsstod.support.errors import UserError
from chefsstod.support.log import start_log, stop_log
from chefsstod.support.paths import Paths, user_paths
from chefsstod.support.version import app_version

if TYPE_CHECKING:
    import argparse

    from chefsstod.support.settings import SettingsStore

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
DONE = 0
FAILED = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit code: 0 done, 1 failed (one line on standard error), 2 wrong usage.

    A bug ends in one line too; its report lies in the log folder.
    """
    speak_utf8()
    try:
        code = _main(sys.argv[1:] if argv is None else list(argv))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader («… | head») has had enough. Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except UserError as error:
        complain(error.one_line())
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except KeyboardInterrupt:
        return FAILED
    return code


def _main(argv: list[str]) -> int:
    startup.begin()
    from chefsstod.app.early import early_options
    from chefsstod.support.settings import load_settings

    early = early_options(argv)
    paths = user_paths(early.data_dir)
    settings = load_settings(paths.settings)
    if early.language is not None:
        settings.current = replace(settings.current, language=early.language)
    set_language(settings.current.language)
    args = SimpleNamespace(version=False, today=None, run=None) if early.plain else _read(argv)
    if args.version:
        say(f"Chefsstöd {app_version()}")
        return DONE
    args.clock = fixed_clock(args.today) if args.today else system_clock
    handler = start_log(paths.logs)
    logging.raiseExceptions = False  # a full disk must not turn every line of the log into a traceback
    try:
        return _window(paths, settings, args) if args.run is None else _command(paths, args, handler)
    except (UserError, BrokenPipeError):
        raise
    except Exception as failure:
        from chefsstod.storage.failures import translate_error

        raise translate_error(failure) or _report(paths, failure) from failure
    finally:
        stop_log(handler)


def _read(argv: list[str]) -> "argparse.Namespace | SimpleNamespace":
    from chefsstod.app.cli import read_arguments

    return read_arguments(argv)


def _command(paths: Paths, args: "argparse.Namespace | SimpleNamespace", handler: logging.Handler) -> int:
    """Run a command."""
    if not isinstance(handler, logging.FileHandler):
        handler.setLevel(logging.CRITICAL + 1)  # no log file: standard error is for the one line
    startup.finished()
    code: int = args.run(paths, args)
    return code


def _report(paths: Paths, failure: Exception) -> UserError:
    """Write a crash report without any text of hers; the error that says where it lies."""
    from chefsstod.support import crash

    hook = crash.install(paths.logs, version=app_version())
    hook.handle(failure)
    hook.uninstall()
    return UserError(
        _("Something went wrong in Chefsstöd"),
        _("What was saved before is still there ({kind}).").format(kind=type(failure).__name__),
        _("A report without any text of yours lies in {folder}.").format(folder=paths.logs),
    )


def _window(paths: Paths, settings: "SettingsStore", args: "argparse.Namespace | SimpleNamespace") -> int:
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        raise UserError(
            _("There is no screen to open the window on"),
            _("Nothing was changed."),
            _("Log in to a desktop, or use the commands: «chefsstod --help» lists them."),
        )
    from chefsstod.app.bootstrap import build
    from chefsstod.shell.application import run_window

    return run_window(paths=paths, settings=settings, clock=args.clock, build=build)
