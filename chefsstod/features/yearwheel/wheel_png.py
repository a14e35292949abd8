"""The wheel as a picture in print resolution: its PDF page, drawn by PDFium, so that paper and picture never differ. No Qt."""

import tempfile
from pathlib import Path
from typing import Literal

from chefsstod.features.yearwheel import report
from chefsstod.features.yearwheel.report_sheets import SpanSheet, YearSheet
from chefsstod.support.files import produce_atomically

DPI = 300
"""Dots an inch that print shops ask for: an A3 sheet is 4,961 × 3,508 dots."""


def write(sheet: YearSheet | SpanSheet, target: Path, paper: Literal["a3", "a4"] = "a3") -> None:
    """Draw the page and write it, atomically. A month or a quarter is A4. Raises OSError when the file cannot be written."""
    with tempfile.TemporaryDirectory(prefix="chefsstod-") as folder:
        page = Path(folder) / "page.pdf"
        if isinstance(sheet, YearSheet):
            report.wheel_pdf(sheet, page, paper=paper)
        else:
            report.span_wheel_pdf(sheet, page)
        produce_atomically(target, lambda path: _render(page, path))


def _render(page: Path, target: Path) -> None:
    import pypdfium2
    from PIL.PngImagePlugin import PngInfo

    document = pypdfium2.PdfDocument(page)
    try:
        info = PngInfo()
        info.add_itxt("Title", document.get_metadata_value("Title"))
        info.add_itxt("Author", document.get_metadata_value("Author"))
        info.add_text("Software", "Chefsstod")
        # Few colours: a palette would band the edges of the letters, but weak compression loses little here and is fast.
        image = document[0].render(scale=DPI / 72).to_pil()
        image.save(target, format="PNG", dpi=(DPI, DPI), compress_level=4, pnginfo=info)
    finally:
        document.close()
