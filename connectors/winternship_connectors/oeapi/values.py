"""What the bodies of both versions are made of: words in a language, codes, and days as moments in the Netherlands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from winternship_connectors.clock import AMSTERDAM
from winternship_connectors.contract import Value

OUR_CODE: Final = "identifier"
FIRST, LAST = dt.time(0, 0), dt.time(23, 59, 59)

Json = dict[str, Any]


def codes(got: Mapping[str, Any]) -> dict[str, str]:
    """Code type → code, of the primary code and the others. Raises KeyError, TypeError."""
    every = [got["primaryCode"], *(got.get("otherCodes") or ())]
    return {one["codeType"]: one["code"] for one in every}


def words(told: Value) -> list[Json]:
    """A text in the one language that the board has it in."""
    return [{"language": "nl-NL", "value": str(told)}]


def text(told: list[Mapping[str, Any]]) -> str:
    """The Dutch text, or else the first. Raises KeyError, TypeError."""
    said = {one["language"]: one["value"] for one in told}
    return str(said["nl-NL"] if "nl-NL" in said else said[min(said, default="nl-NL")])


def moment(day: Value, at: dt.time) -> str | None:
    """A moment of a day in the Netherlands."""
    return dt.datetime.combine(dt.date.fromisoformat(str(day)), at, AMSTERDAM).isoformat() if day else None


def day_of(told: str | None) -> str | None:
    """The day in the Netherlands of a moment. Raises TypeError, ValueError."""
    if not told:
        return None
    at = dt.datetime.fromisoformat(told)
    return (at.astimezone(AMSTERDAM) if at.tzinfo else at).date().isoformat()
