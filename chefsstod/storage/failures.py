"""What goes wrong with disks and files, in words: SQLite's, SQLAlchemy's and the system's errors as UserErrors."""

import errno
import os
import sqlite3

from chefsstod.i18n import _
from chefsstod.storage.sqlite_file import primary_code
from chefsstod.support.errors import UserError

_FULL = {errno.ENOSPC, errno.EFBIG, *([errno.EDQUOT] if hasattr(errno, "EDQUOT") else [])}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {getattr(errno, name) for name in ("EIO", "ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "EHOSTDOWN") if hasattr(errno, name)}
_WRONG_KIND = {errno.EISDIR, errno.ENOTDIR, errno.EEXIST}
_WINDOWS_FULL = {39, 112}
"""ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL, which Python does not always turn into ENOSPC."""

_SHORT_OF_SPACE = {sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE}
"""SQLite's other names for it: the WAL's index could not grow; a file-size limit was met."""


def translate_error(exc: BaseException) -> UserError | None:
    """The UserError that tells her what ``exc`` means, or None for what is a bug and belongs to the crash hook.

    Understands sqlite3's errors, SQLAlchemy's around them, and OSError.
    """
    if isinstance(exc, UserError):
        return exc
    original = getattr(exc, "orig", None)  # sqlalchemy.exc.DBAPIError, without importing it
    if isinstance(original, BaseException):
        exc = original
    if isinstance(exc, sqlite3.Error):
        return _of_sqlite(exc)
    if isinstance(exc, OSError):
        return _of_system(exc)
    return None


def expected(problem: BaseException) -> UserError:
    """What to tell her of ``problem``. Raises it again when it is a bug."""
    told = translate_error(problem)
    if told is None:
        raise problem
    return told


def _of_sqlite(error: sqlite3.Error) -> UserError | None:
    code = primary_code(error)
    if code is None:
        return None
    if code == sqlite3.SQLITE_FULL or error.sqlite_errorcode in _SHORT_OF_SPACE:
        return disk_full()
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return read_only()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return in_use()
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return UserError(
            _("The data file is damaged"),
            _("The last change was not saved. What is in the backups is not touched."),
            _("Close Chefsstöd and start it again; it will offer the latest good backup."),
        )
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return disk_gone()
    return None


def _of_system(error: OSError) -> UserError | None:
    number = error.errno
    if is_disk_full(error):
        return disk_full()
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    if number in _DENIED:
        return UserError(
            _("«{name}» could not be written").format(name=name) if name else _("The file could not be written"),
            _("Another program has it open, or it may not be changed by you. What stood there before is untouched."),
            _("Close it in other programs, or choose another folder."),
        )
    if number in _GONE:
        return disk_gone()
    if number in _WRONG_KIND and name:
        return UserError(
            _("«{name}» is in the way").format(name=name),
            _("A file stands where a folder is needed, or the other way round. Nothing was written."),
            _("Choose another name or another folder."),
        )
    if number == errno.ENAMETOOLONG:
        return UserError(_("The file name is too long"), _("Nothing was written."), _("Choose a shorter name."))
    return None


def is_disk_full(error: OSError) -> bool:
    """Whether the system says that there is no room left (or her quota is used up)."""
    return error.errno in _FULL or getattr(error, "winerror", None) in _WINDOWS_FULL


def disk_full() -> UserError:
    """There is no room left."""
    return UserError(
        _("The disk is full"),
        _("The last change could not be saved. Everything saved before it is still there."),
        _("Free some space on the disk and do it again."),
    )


def read_only() -> UserError:
    """The database may not be written."""
    return UserError(
        _("The data file may only be read"),
        _("The last change could not be saved. Everything saved before it is still there."),
        _("Give yourself the right to change the file, or keep your data in another folder with --data-dir."),
    )


def in_use() -> UserError:
    """Somebody else writes, for longer than we wait."""
    return UserError(
        _("The data file is in use"),
        _("Another program has held it for too long, so the last change was not saved."),
        _("Close other windows of Chefsstöd, wait a moment and do it again."),
    )


def disk_gone() -> UserError:
    """The disk, stick or network folder does not answer."""
    return UserError(
        _("The disk with your data does not answer"),
        _(
            "It may have been removed, or the network folder is gone. The last change was not saved; "
            "what was saved before is on the disk."
        ),
        _("Connect it again and restart Chefsstöd."),
    )
