"""The cover as one SVG file: the title in type, and below it the first drawing of the book."""

from __future__ import annotations

import re
import textwrap
from typing import Final

from winternship_export.book.texts import PUBLISHER
from winternship_export.course import Course, Html, Picture
from winternship_export.xmlkit import Element, Kid, Maker, dump, parse

SVG: Final = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT, MARGIN = 1200, 1600, 100
A4_HEIGHT: Final = 1697
GREEN, SAND, WASH, INK = "#0b5d52", "#f8f4ec", "#fdeed6", "#1f2d2b"
FONT: Final = "system-ui, 'DejaVu Sans', sans-serif"
# The largest size at which the title has at most this many lines; no reader can measure type for us.
SIZES: Final = ((112, 3), (92, 4), (72, 5), (54, 7), (38, 12))
_BOLD, _PLAIN = 0.66, 0.6  # the width of an average letter as a share of the type size, on the wide side
_PICTURE: Final = re.compile(r'"picture:([^"]+)"')


def cover_svg(course: Course, height: int = HEIGHT) -> bytes:
    """The cover of the book, 1200 wide and 1600 high: what shops and reading apps ask for; or of another height."""
    made = Maker(SVG)
    size, lines = _fitted(course.title)
    below = 230 + size * 1.15 * len(lines)
    subtitle = _wrapped(course.subtitle, 42, _PLAIN)
    title = _lines(made, lines, 230 + size * 0.35, size, weight="700", fill="#ffffff")
    drawing = first_picture(course)
    root = made(
        "svg",
        made("title", course.title),
        made("rect", width=WIDTH, height=height, fill=GREEN),
        made("path", d=f"M0 {height - 590}q300-80 600-25t600-35V{height}H0z", fill="#ffffff"),
        made("rect", {"x": str(MARGIN), "y": "130"}, width=140, height=12, rx=6, fill=WASH),
        title,
        _lines(made, subtitle[:6], below + 45, 42, fill=WASH),
        _placed(drawing, height) if drawing else None,
        _lines(made, [PUBLISHER], height - 56, 40, weight="700", fill=GREEN),
        {"font-family": FONT, "aria-label": course.title},
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
    )
    return dump(root)


def first_picture(course: Course) -> Picture | None:
    """The drawing that a reader meets first."""
    drawn = {picture.key: picture for picture in course.pictures}
    for lesson in course.lessons:
        for part in lesson.parts:
            for key in _PICTURE.findall(part.xhtml) if isinstance(part, Html) else []:
                if key in drawn:
                    return drawn[key]
    return None


def _placed(picture: Picture, height: int) -> Element:
    """The drawing as a part of the cover: it is decoration here, so its text alternative stays with the lesson."""
    root = parse(picture.svg)
    for name in [one for one in ("role", "aria-label") if one in root.attrib]:
        del root.attrib[name]
    for name, value in {"x": MARGIN, "y": height - 800, "width": WIDTH - 2 * MARGIN, "height": 660}.items():
        root.set(name, str(value))
    return root


def _fitted(title: str) -> tuple[int, list[str]]:
    longest = max(map(len, title.split()), default=0)
    for size, most in SIZES:
        lines = _wrapped(title, size, _BOLD)
        if len(lines) <= most and longest <= max(map(len, lines)):
            return size, lines
    return size, lines[:most]


def _wrapped(text: str, size: int, share: float) -> list[str]:
    letters = int((WIDTH - 2 * MARGIN) / (size * share))
    return textwrap.wrap(text, letters, break_on_hyphens=False) or [" "]


def _lines(
    made: Maker, lines: list[str], top: float, size: int, *, weight: str = "400", fill: str = INK
) -> Element:
    rows: list[Kid] = [
        made("tspan", line, {"x": str(MARGIN), "y": str(round(top + number * size * 1.15))})
        for number, line in enumerate(lines)
    ]
    return made("text", {"font-size": str(size), "font-weight": weight}, rows, fill=fill)
