"""Characters that no font of the machine can draw: WeasyPrint only logs them, an export has to say so."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from winternship_core.text import Text
from winternship_export.course import Course
from winternship_export.losses import Losses

_INSTEAD: Final = Text(
    "Een leeg vakje. Installeer een lettertype met dit teken, zoals Noto, en exporteer opnieuw.",
    "An empty box. Install a font that has the character, such as Noto, and export again.",
)


class _Listening(logging.Handler):
    """Keeps the characters of WeasyPrint's warnings; other warnings go their own way."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.characters.add(str(record.args[0]))


@contextmanager
def missing_characters(course: Course, losses: Losses) -> Iterator[None]:
    """Report every character that was laid out in the meantime without a font that has it."""
    listening = _Listening()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listening)
    try:
        yield
    finally:
        logger.removeHandler(listening)
    for one in sorted(listening.characters):
        code = f"U+{ord(one):04X}"
        what = Text(
            f"Geen lettertype op deze computer heeft het teken {one} ({code}).",
            f"No font on this computer has the character {one} ({code}).",
        )
        losses.changed("work", course.key, what, _INSTEAD)
