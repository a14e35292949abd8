"""One way in for all kinds of files: a path or its bytes → what was found. Or a UserError that says why not, and the way out."""

from pathlib import Path

from chefsstod.features.imports import refusals
from chefsstod.features.imports.kinds import FileKind, kind_of
from chefsstod.features.imports.model import MAX_BYTES, Found


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be read. Raises UserError for what is too large or cannot be opened."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusals.too_large()
        return path.read_bytes()
    except OSError:
        raise refusals.unreadable() from None


def read_file(source: Path | bytes, name: str = "") -> Found:
    """What stands in a document.

    ``name`` is the name of the file; from a path it need not be given. Pictures beside a web page or Markdown file are taken
    along only when a path is given. Raises UserError when the document is empty, locked, scanned, damaged, too large or
    of a kind that cannot be read.
    """
    data = read_bytes(source) if isinstance(source, Path) else source
    name = name or (source.name if isinstance(source, Path) else "")
    if len(data) > MAX_BYTES:
        raise refusals.too_large()
    kind = kind_of(data, name)
    if kind is FileKind.DOCX:
        from chefsstod.features.imports.read_docx import read_docx

        return read_docx(data, name)
    if kind is FileKind.PDF:
        from chefsstod.features.imports.read_pdf import read_pdf

        return read_pdf(data, name)
    if kind is FileKind.TEXT:
        from chefsstod.features.imports.read_text import read_text

        return read_text(data, name)
    return _with_pictures(data, name, kind, source if isinstance(source, Path) else None)


def _with_pictures(data: bytes, name: str, kind: FileKind, path: Path | None) -> Found:
    """Kinds whose pictures lie beside the file."""
    from chefsstod.features.imports.read_html import beside, read_html
    from chefsstod.features.imports.read_markdown import read_markdown

    read = read_html if kind is FileKind.HTML else read_markdown
    return read(data, name, beside(path)) if path is not None else read(data, name)
