"""What is seen on a wheel page."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from chefsstod.features.yearwheel.model import Occurrence
from chefsstod.features.yearwheel.wheel_page import WheelPage


def on_wheel(page: WheelPage) -> list[Occurrence]:
    return [arc.occurrence for arc in page.wheel.wheel.arcs]


def in_list(page: WheelPage) -> list[Occurrence]:
    rows = page.list.rows
    return [row for place in range(rows.rowCount()) if isinstance(row := rows.row(place), Occurrence)]


def seen(page: WheelPage) -> QImage:
    QApplication.processEvents()
    return page.wheel.viewport().grab().toImage()
