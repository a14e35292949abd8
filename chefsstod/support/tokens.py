"""Design tokens: the colours and patterns that screen and paper share. Plain values, no Qt.

Every text colour keeps at least 4.5:1 against ``paper`` and ``surface`` of its palette, and ``line`` is a hairline that
never carries meaning alone; the tests measure it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour scheme; every colour is «#RRGGBB». ``categories`` is keyed by the value of Category (yearwheel)."""

    paper: str
    surface: str
    line: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    late: str
    soon: str
    done: str
    focus: str
    categories: Mapping[str, str]


class Pattern(StrEnum):
    """How a category's area is filled, so that the ring is known without colour."""

    SOLID = "solid"
    DIAGONAL = "diagonal"
    DOTS = "dots"
    CROSS_HATCH = "cross_hatch"
    HORIZONTAL = "horizontal"
    VERTICAL = "vertical"
    OUTLINE = "outline"


LIGHT = Palette(
    paper="#FBFAF7",
    surface="#FFFFFF",
    line="#E4E0D8",
    ink="#1F2933",
    muted="#52606D",
    accent="#0B6660",
    on_accent="#FFFFFF",
    late="#B42318",
    soon="#8A5A00",
    done="#1F6F3A",
    focus="#0B6660",
    categories=MappingProxyType(
        {
            "ekonomi": "#0B62A4",
            "personal": "#B4530A",
            "arbetsmiljo": "#0A7D5A",
            "kvalitet": "#7B3FA0",
            "verksamhet": "#A8285E",
            "beredskap": "#7A6200",
            "ledarskap": "#4A5568",
        }
    ),
)
"""Ink on warm paper; also the palette of everything printed."""

DARK = Palette(
    paper="#16191D",
    surface="#1F2429",
    line="#343A41",
    ink="#E7E5DF",
    muted="#A7B0BA",
    accent="#5CC8BE",
    on_accent="#16191D",
    late="#FF8A7A",
    soon="#E8B04A",
    done="#7BC993",
    focus="#5CC8BE",
    categories=MappingProxyType(
        {
            "ekonomi": "#6FB1E8",
            "personal": "#F0A35E",
            "arbetsmiljo": "#55C99D",
            "kvalitet": "#C697E6",
            "verksamhet": "#F08DB4",
            "beredskap": "#D6BC4A",
            "ledarskap": "#A9B6C8",
        }
    ),
)

CONTRAST = Palette(
    paper="#000000",
    surface="#000000",
    line="#FFFFFF",
    ink="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFFFFF",
    on_accent="#000000",
    late="#FFB3A8",
    soon="#FFD27A",
    done="#9FE8B4",
    focus="#FFE600",
    categories=MappingProxyType(
        {
            "ekonomi": "#8CC8FF",
            "personal": "#FFB870",
            "arbetsmiljo": "#7CE8BD",
            "kvalitet": "#DDB4FF",
            "verksamhet": "#FFA6CB",
            "beredskap": "#F0D85E",
            "ledarskap": "#D0DAE8",
        }
    ),
)
"""Black, white, and yellow for focus; every colour at least 10:1."""

PATTERNS: Mapping[str, Pattern] = MappingProxyType(
    {
        "ekonomi": Pattern.SOLID,
        "personal": Pattern.DIAGONAL,
        "arbetsmiljo": Pattern.DOTS,
        "kvalitet": Pattern.CROSS_HATCH,
        "verksamhet": Pattern.HORIZONTAL,
        "beredskap": Pattern.VERTICAL,
        "ledarskap": Pattern.OUTLINE,
    }
)
"""The pattern of each category, the same on screen and paper."""


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance of «#RRGGBB», 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """``colour`` laid over ``ground`` with the opacity ``share`` (0 to 1), as an opaque colour."""
    channels = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in channels)
