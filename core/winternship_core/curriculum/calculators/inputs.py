"""What a calculator asks for, and the numbers it gets: exact, or not filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from winternship_core.errors import ActivityError
from winternship_core.text import Text

Given = Mapping[str, Decimal | int | float | str | None]  # "" and None: not filled in
NOTHING: Final = Decimal(0)
LARGEST: Final = 10_000_000
EURO: Final = Text("euro", "euro")
HOURS: Final = Text("uur", "hours")
_ALLOWED: Final = Text(nl=f"een getal van 0 tot en met {LARGEST}", en=f"a number from 0 to {LARGEST}")


@dataclass(frozen=True, slots=True)
class CalculatorInput:
    """One number to fill in; it starts empty, never prefilled.

    ``least`` and ``most`` are bounds for a form. Without a ``needed`` one there is no outcome; another counts as 0.
    """

    name: str
    label: Text
    help: Text | None
    unit: Text
    least: int
    most: int
    needed: bool = False


def numbers(inputs: tuple[CalculatorInput, ...], given: Given) -> dict[str, Decimal]:
    """The numbers that are filled in, by name; names that no input has are left aside.

    A float counts as the number it is written as, and a comma may stand for the point. Raises
    :class:`ActivityError` for what is no number from 0 up to the largest that can be saved.
    """
    found = {one.name: _number(one.label, given.get(one.name)) for one in inputs}
    return {name: number for name, number in found.items() if number is not None}


def _number(label: Text, value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float, str)):
        raise ActivityError(label, value, _ALLOWED)
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        raise ActivityError(label, value, _ALLOWED) from None
    if not number.is_finite() or not 0 <= number <= LARGEST:
        raise ActivityError(label, value, _ALLOWED)
    return number
