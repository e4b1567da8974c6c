"""So that a signed text has one reading only: readers that guess let two parties see two messages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, NoReturn


def loads_object(data: bytes) -> dict[str, object]:
    """The one JSON object in `data` [RFC 8259, RFC 7519 4]. Raises ValueError, saying what is wrong.

    UTF-8 only; the same name twice, NaN and Infinity, any other top value and endless nesting are refused.
    """
    value = _loads(data)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def loads_list(data: bytes) -> list[object]:
    """The one JSON list in `data`, by the same rules."""
    value = _loads(data)
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def _loads(data: bytes) -> object:
    try:
        value: object = _DECODER.decode(data.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("not a number")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)


def dumps(value: Mapping[str, object]) -> bytes:
    """`value` as compact UTF-8 JSON. Raises ValueError for NaN and infinity."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode("utf-8")
