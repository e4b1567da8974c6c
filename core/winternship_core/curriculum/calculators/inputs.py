"""What a calculator asks for, and numbers as people give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from winternship_core.text import Text

Given = Mapping[str, Decimal | int | float | str]
EURO: Final = Text("euro", "euro")
HOURS: Final = Text("uur", "hours")
NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class CalculatorInput:
    """One number to fill in. ``needed``: without it there is no outcome; any other one that is empty counts as 0."""

    name: str
    label: Text
    help: Text | None
    unit: Text
    least: int
    most: int
    needed: bool = False


def numbers(inputs: tuple[CalculatorInput, ...], given: Given) -> dict[str, Decimal]:
    """The numbers that were filled in, held within the bounds of their input; empty ones are left out."""
    found = {}
    for one in inputs:
        value = given.get(one.name, "")
        if value != "":
            # By way of text, so that 0.1 is a tenth.
            exact = Decimal(str(value).replace(",", "."))
            found[one.name] = min(max(exact, Decimal(one.least)), Decimal(one.most))
    return found
