"""The look: fonts, palette and one small style sheet, all from the design tokens. One place, changed at run time."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from chefsstod.support.paths import resources
from chefsstod.support.settings import Theme
from chefsstod.support.tokens import CONTRAST, DARK, LIGHT, Palette

FAMILY = "Source Sans 3"
MIDDLE_GREY = 128
SMALL, BODY, LEAD, TITLE, DISPLAY = 12.0, 13.5, 16.0, 20.0, 28.0


@dataclass(frozen=True, slots=True)
class Look:
    """What painted widgets need to know: the colours and the text size in force."""

    palette: Palette
    scale: float = 1.0

    def px(self, size: float) -> int:
        """``size`` in pixels at the chosen text size."""
        return max(1, round(size * self.scale))

    def font(self, size: float = BODY, *, bold: bool = False) -> QFont:
        """The family at ``size`` (tokens: pixels at 100 %)."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def metrics(self, size: float = BODY, *, bold: bool = False) -> QFontMetrics:
        """The measures of that font."""
        return QFontMetrics(self.font(size, bold=bold))

    def color(self, name: str) -> QColor:
        """A token as a colour: «ink», «accent» …, or a category."""
        found = self.palette.categories.get(name)
        return QColor(found if found is not None else getattr(self.palette, name))


_look = Look(LIGHT)


def look() -> Look:
    """The look in force."""
    return _look


@cache
def load_fonts() -> None:
    """Make the shipped fonts known to Qt."""
    for name in ("SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf"):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))


def palette_for(theme: Theme) -> Palette:
    """The colours of a theme; «system» follows the desktop."""
    if theme is Theme.SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}[theme]


def apply_look(app: QApplication, theme: Theme, text_scale: int) -> Look:
    """Dress the whole program. ``text_scale`` is in per cent."""
    global _look  # noqa: PLW0603 - one look for the whole program
    load_fonts()
    _look = Look(palette_for(theme), text_scale / 100)
    app.setStyle("Fusion")
    app.setFont(_look.font())
    app.setPalette(_qt_palette(_look.palette))
    app.setStyleSheet(stylesheet(_look))
    return _look


def _qt_palette(p: Palette) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, color in (
        (role.Window, p.paper),
        (role.Base, p.surface),
        (role.AlternateBase, p.paper),
        (role.Button, p.surface),
        (role.Text, p.ink),
        (role.WindowText, p.ink),
        (role.ButtonText, p.ink),
        (role.ToolTipBase, p.surface),
        (role.ToolTipText, p.ink),
        (role.PlaceholderText, p.muted),
        (role.Highlight, p.accent),
        (role.HighlightedText, p.on_accent),
        (role.Link, p.accent),
        (role.Mid, p.line),
        (role.Light, p.line),
        (role.Midlight, p.line),
        (role.Dark, p.line),
    ):
        palette.setColor(where, QColor(color))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(p.muted))
    return palette


def stylesheet(look: Look) -> str:  # long: one style sheet, read from top to bottom
    """The style sheet for a look. Widgets choose their part with the dynamic property «role»."""
    p, px = look.palette, look.px
    shade = "light" if QColor(p.paper).lightness() > MIDDLE_GREY else "dark"
    icons = (resources() / "icons").as_posix()
    groove = p.line if p.line not in (p.ink, p.accent) else p.surface  # in high contrast lines are as white as words
    return f"""
    QWidget {{ color: {p.ink}; font-family: "{FAMILY}"; font-size: {px(BODY)}px; }}
    QMainWindow, QStackedWidget, QScrollArea, QWidget[role="page"] {{ background: {p.paper}; border: 0; }}
    QWidget[role="surface"] {{ background: {p.surface}; }}
    QToolTip {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.line}; padding: 4px 8px; }}
    QLabel {{ background: transparent; }}
    QLabel[role="display"] {{ font-size: {px(DISPLAY)}px; font-weight: 600; }}
    QLabel[role="title"] {{ font-size: {px(TITLE)}px; font-weight: 600; }}
    QLabel[role="lead"] {{ font-size: {px(LEAD)}px; font-weight: 600; }}
    QLabel[role="reading"] {{ font-size: {px(14.5)}px; }}
    QLabel[role="muted"] {{ color: {p.muted}; }}
    QLabel[role="small"] {{ color: {p.muted}; font-size: {px(SMALL)}px; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="section"] {{ color: {p.muted}; font-size: {px(SMALL)}px; font-weight: 600; }}
    QLabel[role="late"] {{ color: {p.late}; font-weight: 600; }}
    QLabel[role="soon"] {{ color: {p.soon}; }}
    QLabel[role="done"] {{ color: {p.done}; }}
    QLabel[role="warning"] {{ color: {p.late}; }}
    QFrame[role="card"] {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: 6px; }}
    QFrame[role="note"] {{ background: {p.surface}; border: 0; border-left: 3px solid {p.accent}; }}
    QFrame[role="line"] {{ background: {p.line}; max-height: 1px; min-height: 1px; border: 0; }}
    QWidget[role="nav"] {{ background: {p.surface}; border-right: 1px solid {p.line}; }}
    QWidget[role="bar"] {{ background: {p.paper}; border-bottom: 1px solid {p.line}; }}
    QWidget[role="toast"] {{ background: {p.surface}; border-top: 1px solid {p.line}; }}
    QWidget[role="detail"] {{ background: {p.surface}; border-left: 1px solid {p.line}; }}
    QPushButton, QToolButton {{
        background: {p.surface}; color: {p.ink}; border: 1px solid {p.line}; border-radius: 6px;
        padding: {px(5)}px {px(12)}px; min-height: {px(20)}px; outline: 0;
    }}
    QLineEdit > QToolButton {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {p.accent}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {groove}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {p.focus}; padding: {px(5) - 1}px {px(12) - 1}px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {p.muted}; border-style: dashed; }}
    QPushButton[role="primary"] {{ background: {p.accent}; color: {p.on_accent}; border-color: {p.accent}; font-weight: 600; }}
    QPushButton[role="primary"]:disabled {{ background: transparent; color: {p.muted}; border: 1px dashed {p.muted}; }}
    QPushButton[role="primary"]:hover {{ border-color: {p.ink}; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {p.ink}; }}
    QPushButton[role="link"], QToolButton[role="icon"] {{
        background: transparent; border-color: transparent; color: {p.accent}; padding: {px(4)}px {px(6)}px;
    }}
    QPushButton[role="link"] {{ text-align: left; }}
    QToolButton[role="icon"] {{ color: {p.ink}; }}
    QPushButton[role="link"]:hover, QToolButton[role="icon"]:hover {{ border-color: {p.line}; }}
    QToolButton[role="icon"]:checked {{ background: {p.surface}; border-color: {p.line}; }}
    QPushButton[role="link"]:focus, QToolButton[role="icon"]:focus {{
        border: 2px solid {p.focus}; padding: {px(4) - 1}px {px(6) - 1}px;
    }}
    QPushButton[role="nav"] {{
        background: transparent; border: 2px solid transparent; text-align: left; padding: {px(8)}px {px(12)}px; color: {p.ink};
    }}
    QPushButton[role="nav"][dense="true"] {{ padding: {px(3)}px {px(12)}px; }}
    QPushButton[role="nav"]:hover {{ background: {p.paper}; }}
    QPushButton[role="nav"]:checked {{
        background: {p.paper}; color: {p.accent}; font-weight: 600; border-left: 3px solid {p.accent};
    }}
    QPushButton[role="nav"]:focus {{ border: 2px solid {p.focus}; }}
    QPushButton[role="tab"] {{
        background: transparent; border: 2px solid transparent; border-radius: 6px; padding: {px(4)}px {px(10)}px;
    }}
    QPushButton[role="tab"]:hover {{ border-color: {p.line}; }}
    QPushButton[role="tab"]:checked {{
        background: {p.surface}; color: {p.accent}; font-weight: 600; border-color: {p.line}; border-bottom: 3px solid {p.accent};
    }}
    QPushButton[role="tab"]:focus {{ border: 2px solid {p.focus}; padding: {px(4)}px {px(10)}px; }}
    QPushButton[role="choice"] {{ text-align: left; padding: {px(10)}px {px(14)}px; font-size: {px(15)}px; }}
    QPushButton[role="choice"]:checked {{ border: 2px solid {p.accent}; color: {p.accent}; font-weight: 600; }}
    QPushButton[role="choice"]:focus {{ border: 2px solid {p.focus}; background: {p.paper}; }}
    QPushButton[role="chip"] {{ border-radius: {px(11)}px; padding: {px(2)}px {px(10)}px; }}
    QPushButton[role="chip"]:checked {{ background: {p.accent}; color: {p.on_accent}; border-color: {p.accent}; font-weight: 600; }}
    QPushButton[role="chip"]:focus {{ border: 2px solid {p.focus}; padding: {px(2) - 1}px {px(10) - 1}px; }}
    QPushButton[role="chip"]:checked:focus {{ border-color: {p.ink}; }}
    QPushButton[role="row"] {{
        background: transparent; border: 2px solid transparent; border-radius: 6px; text-align: left;
        padding: {px(6)}px {px(8)}px; min-height: 0;
    }}
    QPushButton[role="row"]:hover {{ color: {p.accent}; }}
    QPushButton[role="row"]:focus {{ border: 2px solid {p.focus}; padding: {px(6)}px {px(8)}px; }}
    QPushButton::menu-indicator {{ image: none; }}
    QLineEdit, QPlainTextEdit, QDateEdit, QComboBox, QSpinBox {{
        background: {p.surface}; border: 1px solid {p.muted}; border-radius: 6px; padding: {px(5)}px {px(8)}px;
        selection-background-color: {p.accent}; selection-color: {p.on_accent};
    }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {p.muted}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QComboBox:focus {{
        border: 2px solid {p.focus}; padding: {px(5) - 1}px {px(8) - 1}px;
    }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: {px(24)}px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{
        image: url("{icons}/chevron-down-{shade}.svg"); width: {px(16)}px; height: {px(16)}px;
    }}
    QComboBox QAbstractItemView {{
        background: {p.surface}; border: 1px solid {p.line}; selection-background-color: {p.accent}; selection-color: {p.on_accent};
    }}
    QCheckBox {{ spacing: {px(8)}px; padding: {px(3)}px; border: 2px solid transparent; border-radius: 6px; }}
    QCheckBox:focus {{ border-color: {p.focus}; }}
    QCheckBox::indicator {{
        width: {px(16)}px; height: {px(16)}px; border: 1px solid {p.muted}; border-radius: 4px; background: {p.surface};
    }}
    QCheckBox::indicator:hover {{ border-color: {p.accent}; }}
    QCheckBox::indicator:checked {{ background: {p.accent}; border-color: {p.accent}; image: url("{icons}/check-{shade}.svg"); }}
    QListView {{ background: {p.paper}; border: 0; outline: 0; }}
    QMenu {{ background: {p.surface}; border: 1px solid {p.line}; padding: 4px; }}
    QMenu::item {{ padding: {px(6)}px {px(20)}px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {p.accent}; color: {p.on_accent}; }}
    QMenu::separator {{ background: {p.line}; height: 1px; margin: 4px 8px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {p.line}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {p.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSplitter::handle {{ background: {p.line}; }}
    QProgressBar {{ background: {groove}; border: 1px solid {p.line}; border-radius: 3px; max-height: 4px; }}
    QProgressBar::chunk {{ background: {p.accent}; border-radius: 3px; }}
    QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {p.surface}; }}
    QCalendarWidget QAbstractItemView {{ background: {p.surface}; selection-background-color: {p.accent};
        selection-color: {p.on_accent}; }}
    """
