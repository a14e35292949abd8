"""Places that files are dropped on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chefsstod.ui.drop import DropZone
from chefsstod.ui.parts import button


@pytest.fixture
def zone(qtbot: QtBot) -> DropZone:
    zone = DropZone("Släpp en fil här, eller välj en.", button("Välj en fil …"))
    qtbot.addWidget(zone)
    return zone


def _drop(zone: DropZone, *addresses: str) -> bool:
    """Drag the addresses over the place and let go; returns whether the place wanted them."""
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    hands = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *hands)
    enter.ignore()
    QApplication.sendEvent(zone, enter)
    QApplication.sendEvent(zone, QDropEvent(QPointF(5, 5), *hands))
    return enter.isAccepted()


def test_what_is_dropped_is_told_as_paths_and_the_first_one_alone(zone: DropZone, tmp_path: Path) -> None:
    every: list[list[Path]] = []
    first: list[Path] = []
    zone.dropped.connect(every.append)
    zone.file_dropped.connect(first.append)
    files = [tmp_path / "å.csv", tmp_path / "b.csv"]
    assert _drop(zone, *(QUrl.fromLocalFile(str(file)).toString() for file in files))
    assert every == [files]
    assert first == files[:1]


def test_what_does_not_lie_on_this_computer_is_not_taken(zone: DropZone) -> None:
    every: list[list[Path]] = []
    zone.dropped.connect(every.append)
    assert not _drop(zone, "https://exempel.se/fil.csv")
    assert every == []


def test_nothing_can_be_dropped_while_nothing_can_be_chosen(zone: DropZone, tmp_path: Path) -> None:
    every: list[list[Path]] = []
    zone.dropped.connect(every.append)
    zone.choose.setEnabled(False)
    assert not _drop(zone, QUrl.fromLocalFile(str(tmp_path / "a.csv")).toString())
    assert every == []


def test_the_button_opens_the_dialog(zone: DropZone) -> None:
    asked: list[bool] = []
    zone.choose_requested.connect(lambda: asked.append(True))
    zone.choose.click()
    assert asked == [True]
