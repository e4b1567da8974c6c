"""A citizen service number (BSN) may not come in, not even in free text (demand P4); this finds one."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){8}(?!\d)")
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_ELEVEN: Final = 11


def holds_bsn(text: str) -> bool:
    """Whether nine digits in the text pass the test of a BSN (the weighted sum divides by eleven).

    One in eleven other numbers of nine digits passes as well; the text is then refused too, and can be written
    another way. Digits may be parted by a space, a dot or a hyphen.
    """
    return any(_passes(re.sub(r"\D", "", found.group())) for found in _DIGITS.finditer(text))


def _passes(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % _ELEVEN == 0 and digits.strip("0") != ""
