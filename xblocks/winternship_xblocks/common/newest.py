"""Two tabs, a lost connection and a retry must end in the same answers: of everything the newest one wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from winternship_xblocks.errors import BadRequest

KEYS = frozenset({"value", "at"})


class Stamped(TypedDict):
    """Something given and when, in milliseconds since 1970 by the server's clock."""

    value: Any
    at: int


def parse_stamped(field: str, raw: object) -> Stamped:
    """What a request carries under this field; its value is still to be checked. Raises :class:`BadRequest`."""
    if not isinstance(raw, dict) or raw.keys() != KEYS:
        raise BadRequest("wrong_type", field=field, received=short(raw), allowed='{"value": …, "at": …}')
    at = raw["at"]
    if type(at) is not int or at < 0:
        raise BadRequest("wrong_type", field=f"{field}.at", received=short(at), allowed="0, 1, 2, …")
    return Stamped(value=raw["value"], at=at)


def merge(
    stored: Mapping[str, Stamped], incoming: Mapping[str, Stamped], *, now: int, since: int
) -> dict[str, Stamped]:
    """What is kept when new answers come in; neither argument is changed.

    The newest wins, and the incoming one on a tie, so that sending again does no harm. A clock that runs ahead
    is set back to ``now``, so that it cannot win for ever. Answers given at or before ``since`` (the moment of
    erasing) are dropped: a forgotten tab must not bring them back.
    """
    merged = dict(stored)
    for key, answer in incoming.items():
        at = min(answer["at"], now)
        before = merged.get(key)
        if at > since and (before is None or at >= before["at"]):
            merged[key] = Stamped(value=answer["value"], at=at)
    return merged


def short(value: object) -> str:
    """A received value as a message can repeat it."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
