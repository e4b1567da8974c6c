"""The one door to the matching engine, which needs numpy; a board without rounds runs without it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from winternship_board.errors import BoardError, NotPossible
from winternship_core.errors import CoreError
from winternship_core.text import Text

Line = tuple[Any, ...]


def engine() -> ModuleType:
    """The engine; raises :class:`NotPossible` that says how to install what is missing."""
    try:
        from winternship_core import matching  # noqa: PLC0415 - numpy is an extra
    except ImportError:
        raise NotPossible(
            Text(
                nl='Een ronde vraagt numpy. De beheerder kan het installeren: pip install "winternship[matching]"',
                en='A round needs numpy. The administrator can install it: pip install "winternship[matching]"',
            )
        ) from None
    return matching


def reasons_of(outcome: Any) -> list[Line]:
    """A line for every student: id, placement, points, the parts of the points, why in Dutch, why in English."""
    engine()
    from winternship_core.matching.reasons import reasons  # noqa: PLC0415

    return list(reasons(outcome))


def closing_words(*, placed: bool, minor: bool) -> tuple[Text, ...]:
    """What the engine tells everyone after the reason: what was not used, and who decides."""
    engine()
    from winternship_core.matching import words  # noqa: PLC0415

    if not placed:
        return (words.GO_ON,)
    return (words.NOT_USED_MINOR if minor else words.NOT_USED, words.PEOPLE_DECIDE)


def no_place_line(student: str) -> Line:
    """The line of a student for whom a change left no place."""
    engine()
    from winternship_core.matching import words  # noqa: PLC0415

    return (student, "", *[""] * 7, words.NO_PLACE.nl, words.NO_PLACE.en)


def as_board_error(error: CoreError) -> BoardError:
    """What the engine refuses, in the board's terms; its texts name values and limits, no people."""
    text = getattr(error, "text", None) or Text(nl=str(error), en=str(error))
    return NotPossible(text)
