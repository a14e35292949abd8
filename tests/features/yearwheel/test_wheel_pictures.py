"""The wheel as SVG and PNG, and a month and a quarter as PDF: whole, readable, and the same as on the screen."""

import re
from base64 import b64decode
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from chefsstod.features.yearwheel import report
from chefsstod.features.yearwheel.geometry import StepMark
from chefsstod.features.yearwheel.model import (
    Activity,
    ActivityId,
    Category,
    Kind,
    Occurrence,
    Rule,
    SkipCause,
    Status,
)
from chefsstod.features.yearwheel.papers import span_sheet, year_sheet
from chefsstod.features.yearwheel.report import SpanSheet, YearSheet
from chefsstod.features.yearwheel.report_month_wheel import make_wheel
from chefsstod.features.yearwheel.report_wheel import A3, best_layout
from chefsstod.features.yearwheel.span import Span, Unit, span_of, year_span
from chefsstod.i18n import set_language
from chefsstod.pdf import fonts
from chefsstod.pdf.webfont import subset
from chefsstod.shell.context import AppContext
from chefsstod.support.tokens import PATTERNS, Pattern

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2027, 3, 15)
MARCH = span_of(Unit.MONTH, TODAY)


@pytest.fixture(autouse=True)
def _swedish() -> None:
    set_language("sv")


def task(
    due: date, name: str, *, lead: int = 14, kind: Kind = Kind.CALENDAR, status: Status = Status.PLANNED, ring: int = 1
) -> Occurrence:
    category = list(Category)[ring]
    activity = Activity(ActivityId(name), name, category, Rule("FREQ=YEARLY"), short=name, lead_days=lead, kind=kind)
    cause = SkipCause.BEFORE_START if ring == 6 and status is Status.SKIPPED else SkipCause.USER
    return Occurrence(activity, due, due, status, skip_cause=cause if status is Status.SKIPPED else None)


def everything(span: Span) -> tuple[Occurrence, ...]:
    """Each status in each ring, something that goes on, and routines."""
    tasks = [
        task(span.first + timedelta(days=(7 * ring + 3 * n) % 30), f"Å & {ring}<{n}>", status=status, ring=ring, lead=20)
        for ring in range(7)
        for n, status in enumerate(Status)
    ]
    later = [task(span.last + timedelta(days=9 + n), f"Sen {n}", lead=60, status=status) for n, status in enumerate(Status)]
    routines = [
        task(span.first + timedelta(days=n), f"Rutin {n}", kind=Kind.ROUTINE, status=status, ring=n, lead=0)
        for n, status in enumerate(Status)
    ]
    return (*tasks, *later, *routines)


def load(span: Span) -> dict[date, float]:
    return {monday: (0.0, 0.4, 1.0, 1.3)[n % 4] for n, monday in enumerate(span.weeks())}


def sheet_of(span: Span) -> SpanSheet:
    items = everything(span)
    steps = (
        StepMark(items[0], "a", "Boka & ring", span.first + timedelta(days=2), done=True),
        StepMark(items[0], "b", "Skriv", span.first + timedelta(days=20), collides=True),
    )
    return SpanSheet(span, TODAY, "Solgården", items, load(span), steps)


def year_of(start_month: int = 1) -> YearSheet:
    span = year_span(2027, start_month)
    sheet = sheet_of(span)
    return YearSheet(2027, TODAY, "Solgården", sheet.occurrences, start_month, sheet.heat, sheet.marks)


SHEETS = {
    "year": year_of(),
    "school year": year_of(8),
    "quarter": sheet_of(span_of(Unit.QUARTER, TODAY)),
    "month": sheet_of(MARCH),
    "empty": SpanSheet(MARCH, TODAY, "", ()),
}


def text_of(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


@pytest.mark.parametrize("name", SHEETS)
def test_the_svg_is_well_formed_and_tells_every_arc_to_a_screen_reader(tmp_path: Path, name: str) -> None:
    sheet, target = SHEETS[name], tmp_path / "wheel.svg"
    report.wheel_svg(sheet, target)
    root = ET.parse(target).getroot()  # noqa: S314 - our own file
    wheel = best_layout(sheet, A3) if isinstance(sheet, YearSheet) else make_wheel(sheet, A3.radius)
    items = [group for group in root.iter(f"{SVG}g") if group.get("role") == "listitem"]
    arcs = [group for group in items if group.find(f"{SVG}desc") is not None]
    assert [text_of(group.find(f"{SVG}title")) for group in arcs] == [a.occurrence.title for a in wheel.everything]  # type: ignore[arg-type]
    assert all(group.get("aria-label") for group in items)
    assert len(items) - len(arcs) == (len(wheel.heat.bars) if wheel.heat else 0)
    first = root.find(f"{SVG}title")
    assert first is not None
    assert wheel.title in text_of(first)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv-SE"


@pytest.mark.parametrize("name", SHEETS)
def test_the_svg_needs_nothing_beside_itself(tmp_path: Path, name: str) -> None:
    target = tmp_path / "wheel.svg"
    report.wheel_svg(SHEETS[name], target)
    root = ET.parse(target).getroot()  # noqa: S314 - our own file
    names = {element.get("id") for element in root.iter() if element.get("id")}
    for element in root.iter():
        for value in element.attrib.values():
            for wanted in re.findall(r"url\(#([^)]+)\)", value):
                assert wanted in names
        link = element.get("href")
        assert link is None or link[1:] in names
    text = target.read_text(encoding="utf-8")
    assert re.findall(r"https?://[^\"' ]+", text) == ["http://www.w3.org/2000/svg"]


def test_every_ring_has_its_pattern_and_every_label_its_arc(tmp_path: Path) -> None:
    target = tmp_path / "wheel.svg"
    report.wheel_svg(SHEETS["year"], target)
    root = ET.parse(target).getroot()  # noqa: S314 - our own file
    patterns = {element.get("id") for element in root.iter(f"{SVG}pattern")}
    assert patterns == {f"p-{c}" for c, pattern in PATTERNS.items() if pattern is not Pattern.OUTLINE} | {"p-over"}
    along = [text_of(element) for element in root.iter(f"{SVG}textPath")]
    wheel = best_layout(SHEETS["year"], A3)  # type: ignore[arg-type]
    assert [arc.label.text for arc in wheel.everything] == along[-len(wheel.everything) :]
    assert "januari" in along


def test_the_type_in_the_picture_has_every_letter_and_little_more() -> None:
    letters = frozenset("Å & <0>é–…✓")
    data = subset(fonts.file_of(fonts.REGULAR), letters)
    assert data[:4] == b"wOFF"
    assert int.from_bytes(data[8:12], "big") == len(data) < 30_000
    assert subset(fonts.file_of(fonts.REGULAR), frozenset()) != data


def test_the_type_can_be_read_by_a_library_that_is_not_ours(tmp_path: Path) -> None:
    from fontTools import ttLib

    target = tmp_path / "wheel.svg"
    report.wheel_svg(SHEETS["month"], target)
    faces = re.findall(r"base64,([A-Za-z0-9+/=]+)", target.read_text(encoding="utf-8"))
    assert len(faces) == 2
    for number, face in enumerate(faces):
        file = tmp_path / f"{number}.woff"
        file.write_bytes(b64decode(face))
        font = ttLib.TTFont(file)
        glyphs, names = font["glyf"], font.getBestCmap()
        assert all(glyphs[names[ord(letter)]].numberOfContours for letter in "mars1")
        assert not glyphs[names[ord("Ж")]].numberOfContours


def test_another_kind_of_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.otf").write_bytes(b"OTTO0000")
    with pytest.raises(ValueError, match="TrueType"):
        subset(tmp_path / "a.otf", frozenset("a"))


@pytest.mark.parametrize(("name", "dots"), [("year", (4961, 3508)), ("month", (2480, 3508))])
def test_the_picture_has_the_dots_that_a_print_shop_asks_for(tmp_path: Path, name: str, dots: tuple[int, int]) -> None:
    from PIL import Image

    target = tmp_path / "wheel.png"
    report.wheel_png(SHEETS[name], target)
    with Image.open(target) as image:
        assert abs(image.width - dots[0]) <= 1
        assert abs(image.height - dots[1]) <= 1
        assert round(image.info["dpi"][0]) == 300
        assert "Solgården" in image.info["Title"]
        colours = image.convert("RGB").resize((60, 60)).getcolors(3600)
        assert colours is not None
        assert len(colours) > 50


def test_a_picture_may_be_a4(tmp_path: Path) -> None:
    from PIL import Image

    report.wheel_png(SHEETS["year"], tmp_path / "wheel.png", paper="a4")
    with Image.open(tmp_path / "wheel.png") as image:
        assert image.width < image.height


@pytest.mark.parametrize("name", ["quarter", "month"])
def test_a_month_and_a_quarter_are_one_page_with_every_task_to_tick_off(tmp_path: Path, name: str) -> None:
    sheet, target = SHEETS[name], tmp_path / "wheel.pdf"
    assert isinstance(sheet, SpanSheet)
    few = SpanSheet(sheet.span, TODAY, "Solgården", (*sheet.occurrences[:25], *sheet.occurrences[-10:]), sheet.heat)
    report.span_wheel_pdf(few, target)
    reader = PdfReader(target)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert all(o.title in text for o in (*few.due(), *few.going_on()))
    assert ("Rutin 2" in text) == (name == "month")
    assert "Solgården" in text
    assert reader.metadata is not None
    assert "2027" in str(reader.metadata.title)
    assert len(reader.outline) == 1


def test_a_page_that_cannot_hold_all_says_how_many_are_left_out(tmp_path: Path) -> None:
    items = tuple(task(date(2027, 3, 1 + n % 31), f"Uppgift {n:03}", ring=n % 7) for n in range(200))
    report.span_wheel_pdf(SpanSheet(MARCH, TODAY, "", items), tmp_path / "wheel.pdf")
    lines = PdfReader(tmp_path / "wheel.pdf").pages[0].extract_text().splitlines()
    assert any(line.startswith("… ") for line in lines)


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_the_year_from_august_has_its_months_with_their_years(tmp_path: Path, paper: str) -> None:
    report.wheel_pdf(SHEETS["school year"], tmp_path / "wheel.pdf", paper=paper)  # type: ignore[arg-type]
    text = PdfReader(tmp_path / "wheel.pdf").pages[0].extract_text()
    assert "2027/28" in text
    items = (task(date(2027, 9, 3), "Höst"), task(date(2028, 2, 3), "Vinter"))
    report.wheel_pdf(YearSheet(2027, TODAY, "", items, 8), tmp_path / "two.pdf", paper=paper)  # type: ignore[arg-type]
    text = PdfReader(tmp_path / "two.pdf").pages[0].extract_text()
    assert text.index("September 2027") < text.index("Februari 2028")


def test_papers_are_composed_for_any_span(profiled: AppContext) -> None:
    profile = profiled.profiles.profile()
    year = year_sheet(profiled.yearwheel, profile, 2026, 8, heat={date(2026, 8, 3): 0.5})
    assert (year.span.first, year.span.last) == (date(2026, 8, 1), date(2027, 7, 31))
    assert year.calendar()
    assert all(o.due in year.span for o in year.occurrences)
    month = span_sheet(profiled.yearwheel, profile, MARCH)
    assert month.due()
    assert month.going_on()
    assert month.routines()


@pytest.mark.parametrize(("size", "lost"), [(13, 19), (11, 9), (9, 1), (8, 0)])
def test_the_base_year_keeps_its_labels(profiled: AppContext, size: int, lost: int) -> None:
    """As many names as the wheel had room for when it was first drawn: 103 tasks at a radius of 400 pixels."""
    from chefsstod.features.yearwheel.geometry import Proportions, layout

    sheet = year_sheet(profiled.yearwheel, None, 2027)
    proportions = Proportions(
        label=size / 400,
        head=max(9, size * 0.95) / 400,
        hub=0.175,
        rings=0.896,
        weeks=0.938,
        gutter=6.1,
        ring_gap=0.009,
        line=1 / 1.06,
    )
    picture = layout(sheet.span, sheet.calendar(), TODAY, fonts.width, proportions)
    assert len(picture.legend) <= lost + max(0, len(picture.arcs) - 103)
