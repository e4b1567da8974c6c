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
EURO: Final = Text("euro", "euro")
HOURS: Final = Text("uur", "hours")


@dataclass(frozen=True, slots=True)
class CalculatorInput:
    """One number to fill in; it starts empty, never prefilled.

    Outside ``least`` and ``most`` there is no outcome: a chance of 500 percent would make a range that cannot be.
    Without a ``needed`` one there is none either; another that is not filled in counts as 0.
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
    :class:`ActivityError` for what is no number within the bounds of its input.
    """
    found = {one.name: _number(one, given.get(one.name)) for one in inputs}
    return {name: number for name, number in found.items() if number is not None}


def _number(one: CalculatorInput, value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    number = _decimal(value)
    if number is None or not number.is_finite() or not one.least <= number <= one.most:
        allowed = Text(
            nl=f"een getal van {one.least} tot en met {one.most}",
            en=f"a number from {one.least} to {one.most}",
        )
        raise ActivityError(one.label, value, allowed)
    return number


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float, str)):
        return None
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        return None
