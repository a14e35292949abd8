"""The small parts: layout that breaks rows, shortened texts, dates that are typed, icons and colours."""

from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chefsstod.support.paths import resources
from chefsstod.support.settings import Theme
from chefsstod.support.tokens import CONTRAST, DARK, LIGHT, Palette, contrast
from chefsstod.ui import icons
from chefsstod.ui.dates import DateField
from chefsstod.ui.elided import ElidedButton
from chefsstod.ui.flow import CardLayout, FlowLayout
from chefsstod.ui.parts import button, clear, label, page, scroll
from chefsstod.ui.style import apply_look, look, stylesheet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # said by the platform plugin without a screen


@pytest.fixture(autouse=True)
def _light(qapp: object) -> None:
    apply_look(qapp, Theme.LIGHT, 100)  # type: ignore[arg-type]


# ── flow layout ──────────────────────────────────────────────────────────────


def _flow(*widths: int) -> tuple[QWidget, FlowLayout, list[QWidget]]:
    holder = QWidget()
    flow = FlowLayout(spacing=10)
    children = []
    for width in widths:
        child = QWidget()
        child.setFixedSize(width, 20)
        flow.addWidget(child)
        children.append(child)
    holder.setLayout(flow)
    return holder, flow, children


def test_a_row_is_broken_where_the_width_ends(qapp: object) -> None:
    _holder, flow, children = _flow(100, 100, 100)
    flow.setGeometry(QRect(0, 0, 215, 200))
    assert [child.geometry().getRect() for child in children] == [(0, 0, 100, 20), (110, 0, 100, 20), (0, 30, 100, 20)]


def test_the_height_follows_the_width(qapp: object) -> None:
    _holder, flow, _children = _flow(100, 100, 100)
    assert [flow.heightForWidth(width) for width in (320, 215, 100)] == [20, 50, 80]


def test_a_row_that_fits_exactly_is_not_broken(qapp: object) -> None:
    _holder, flow, _children = _flow(100, 100)
    assert flow.heightForWidth(210) == 20


def test_an_item_wider_than_the_room_is_made_narrower_and_an_empty_layout_has_no_height(qapp: object) -> None:
    holder, flow, _children = _flow()
    assert flow.heightForWidth(100) == 0
    wide = QPushButton("wide " * 30)
    flow.addWidget(wide)
    flow.setGeometry(QRect(0, 0, 80, 100))
    assert wide.width() == 80
    assert flow.itemAt(0).widget() is wide
    assert flow.itemAt(1) is None
    assert flow.takeAt(5) is None
    assert holder.layout() is flow


# ── texts ────────────────────────────────────────────────────────────────────


def test_a_shortened_button_keeps_its_whole_text_for_tool_tip_and_screen_reader(qtbot: QtBot) -> None:
    title = "Extern granskning av läkemedelshanteringen"
    widget = ElidedButton(title)
    qtbot.addWidget(widget)
    widget.resize(120, 30)
    widget.show()
    assert widget.text() != title
    assert widget.text().endswith("…")
    assert (widget.toolTip(), widget.accessibleName()) == (title, title)
    widget.resize(widget.sizeHint())
    assert widget.text() == title


def test_text_from_people_is_never_read_as_html(qapp: object) -> None:
    assert label("<b>fet</b>").textFormat() is Qt.TextFormat.PlainText


def test_enter_presses_a_button(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    widget = button("Klar", clicked=lambda: pressed.append(True))
    qtbot.addWidget(widget)
    widget.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter):
        QTest.keyClick(widget, key)
    assert len(pressed) == 3


def test_clearing_a_layout_leaves_nothing_behind(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    outer, inner = QVBoxLayout(holder), QVBoxLayout()
    outer.addLayout(inner)
    inner.addWidget(QPushButton())
    outer.addStretch()
    clear(outer)
    assert outer.count() == 0
    assert not [child for child in holder.children() if isinstance(child, QWidget)]


def test_what_gets_the_keyboard_is_scrolled_into_view(qtbot: QtBot) -> None:
    layout = QVBoxLayout()
    buttons = [QPushButton(str(number)) for number in range(40)]
    for each in buttons:
        layout.addWidget(each)
    area = scroll(page(layout))
    qtbot.addWidget(area)
    area.resize(200, 150)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(lambda: area.isActiveWindow() and area.verticalScrollBar().maximum() > 0)
    buttons[30].setFocus()
    place = buttons[30].mapTo(area.viewport(), buttons[30].rect().center())
    assert area.viewport().rect().contains(place)


# ── dates ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["2026-08-17", "20260817"])
def test_a_date_is_typed_as_it_is_written(qtbot: QtBot, typed: str) -> None:
    field = DateField(date(2026, 11, 23), "Ny dag")
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, typed)
    assert field.day == date(2026, 8, 17)
    assert field.accessibleName() == "Ny dag"


# ── icons and colours ────────────────────────────────────────────────────────

SHIPPED = sorted(file.stem for file in (resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_icon_draws_something_in_the_colour_asked_for(qapp: object, name: str) -> None:
    image = icons.pixmap(name, "accent").toImage()
    assert any(image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height()))


def test_every_icon_that_the_code_names_is_shipped() -> None:
    import re
    from pathlib import Path

    import chefsstod

    source = "\n".join(file.read_text(encoding="utf-8") for file in Path(chefsstod.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'(?:image=|icon\(|icon_button\()"([a-z0-9-]+)"', source))
    named |= set(re.findall(r'\("(?:today|list|settings)", "([a-z0-9-]+)", _\(', source))
    named |= set(re.findall(r'Status\.[A-Z]+: "(circle[a-z-]*|triangle-[a-z]+)"', source))
    assert {"check", "sun", "circle-dashed"} <= named
    assert sorted(named - set(SHIPPED)) == []


PALETTES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_text_colour_can_be_read(palette: Palette) -> None:
    texts = {name: getattr(palette, name) for name in ("ink", "muted", "accent", "late", "soon", "done")} | dict(palette.categories)
    weak = [
        f"{name} on {ground}: {contrast(color, getattr(palette, ground)):.2f}"
        for name, color in texts.items()
        for ground in ("paper", "surface")
        if contrast(color, getattr(palette, ground)) < 4.5
    ]
    assert not weak
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert min(contrast(palette.focus, ground) for ground in (palette.paper, palette.surface)) >= 3
    assert min(contrast(palette.muted, ground) for ground in (palette.paper, palette.surface)) >= 3, "edges of fields"


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_the_letters_of_a_category_can_be_read_on_its_tint(palette: Palette) -> None:
    from chefsstod.features.yearwheel.list_model import TINT
    from chefsstod.support.tokens import mix

    for color in palette.categories.values():
        for ground in (palette.paper, palette.surface):
            assert contrast(color, mix(color, ground, TINT)) >= 4.5


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize("scale", [100, 200])
def test_the_style_sheet_is_read_without_complaint(qapp: object, theme: Theme, scale: int) -> None:
    style = apply_look(qapp, theme, scale)  # type: ignore[arg-type]
    assert look() is style
    assert style.palette.accent in stylesheet(style)
    assert style.px(10) == 10 * scale // 100


def test_following_the_desktop_gives_one_of_the_two_ordinary_palettes(qapp: object) -> None:
    assert apply_look(qapp, Theme.SYSTEM, 100).palette in (LIGHT, DARK)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_how_far_one_has_come_is_seen_in_every_theme(qapp: object, theme: Theme, qtbot: QtBot) -> None:
    apply_look(qapp, theme, 100)  # type: ignore[arg-type]
    bar = QProgressBar()
    qtbot.addWidget(bar)
    bar.setTextVisible(False)
    bar.setValue(50)
    bar.resize(200, 6)
    bar.show()
    picture = bar.grab().toImage()
    done, left = picture.pixelColor(40, 3), picture.pixelColor(160, 3)
    assert done == look().color("accent")
    assert left != done


# ── cards ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("width", "columns"), [(90, 1), (220, 2), (330, 3), (1000, 4)])
def test_cards_stand_in_as_many_columns_as_there_is_room_for(qtbot: QtBot, width: int, columns: int) -> None:
    holder, layout = QWidget(), CardLayout(least=100, spacing=10)
    qtbot.addWidget(holder)
    cards = [label("Några ord som får plats på en rad eller på flera " * (n + 1)) for n in range(5)]
    for card in cards:
        layout.addWidget(card)
    holder.setLayout(layout)
    holder.resize(width, layout.heightForWidth(width))
    holder.show()
    first = [card for card in cards if card.y() == cards[0].y()]
    assert len(first) == columns
    assert all(card.height() >= card.heightForWidth(card.width()) for card in cards)
    assert all(holder.rect().contains(card.geometry()) for card in cards)
