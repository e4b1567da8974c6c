"""Elements as Moodle writes them: a leaf a column, ``$@NULL@$`` for NULL, and what every file shares."""

from __future__ import annotations

from typing import Final

from winternship_export.pack import MOMENT
from winternship_export.xmlkit import Element, Maker

make: Final = Maker()
NULL: Final = "$@NULL@$"
HTML_FORMAT: Final = 1  # FORMAT_HTML
# The oldest release whose restore reads this layout of questions; every later one takes it without a notice.
VERSION: Final = 2022041900
RELEASE: Final = "4.0"
NOW: Final = MOMENT

Value = str | int | float | None


def fields(**columns: Value) -> list[Element]:
    """A leaf a column; ``class_`` stands for ``class``."""
    return [make(name.rstrip("_"), _text(value)) for name, value in columns.items()]


def _text(value: Value) -> str:
    if value is None:
        return NULL
    return f"{value:.7f}" if isinstance(value, float) else str(value)
