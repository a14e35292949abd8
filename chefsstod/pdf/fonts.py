"""The embedded type: Source Sans 3 in three cuts, read once per process. Its figures are tabular by default."""

from functools import cache
from pathlib import Path

from chefsstod.support.paths import resources

REGULAR = "SourceSans3"
SEMIBOLD = "SourceSans3-SemiBold"
ITALIC = "SourceSans3-Italic"

_FILES = {
    REGULAR: "SourceSans3-Regular.ttf",
    SEMIBOLD: "SourceSans3-SemiBold.ttf",
    ITALIC: "SourceSans3-Italic.ttf",
}


def file_of(cut: str) -> Path:
    """The file of a cut."""
    return resources() / "fonts" / _FILES[cut]


@cache
def register() -> None:
    """Make the fonts known to ReportLab. Raises OSError when the program's own files are missing."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in _FILES:
        pdfmetrics.registerFont(TTFont(name, str(file_of(name))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD)


def width(text: str, font: str = REGULAR, size: float = 1.0) -> float:
    """The width of ``text`` in points; with the default size, in em."""
    from reportlab.pdfbase import pdfmetrics

    register()
    return float(pdfmetrics.stringWidth(text, font, size))
