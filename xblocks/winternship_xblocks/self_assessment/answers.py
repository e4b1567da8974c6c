"""Two tabs, a lost connection and a retry must end in the same answers: per question the newest one wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from winternship_core.assessment import AnswerError, Instrument, Value, parse_value
from winternship_xblocks.errors import BadRequest

KEYS = frozenset({"value", "at"})


class Answer(TypedDict):
    """One answer and when it was given, in milliseconds since 1970 by the server's clock."""

    value: Value
    at: int


Answers = dict[str, Answer]


def parse_answers(instrument: Instrument, raw: object) -> Answers:
    """The answers of a request, all of them checked.

    Raises :class:`BadRequest` for a wrong shape, and the core's ``AnswerError`` for a question or value that
    does not exist. One wrong answer refuses the whole request, so that a sender never has to guess what was
    taken.
    """
    if not isinstance(raw, dict):
        raise BadRequest("wrong_type", field="answers", received=_short(raw), allowed="{…}")
    return {item_id: _parse(instrument, item_id, answer) for item_id, answer in raw.items()}


def _parse(instrument: Instrument, item_id: str, raw: object) -> Answer:
    instrument.item(item_id)
    field = f"answers.{item_id}"
    if not isinstance(raw, dict) or raw.keys() != KEYS:
        raise BadRequest("wrong_type", field=field, received=_short(raw), allowed='{"value": …, "at": …}')
    at = raw["at"]
    if type(at) is not int or at < 0:
        raise BadRequest("wrong_type", field=f"{field}.at", received=_short(at), allowed="0, 1, 2, …")
    return Answer(value=parse_value(instrument, item_id, raw["value"]), at=at)


def merge(stored: Mapping[str, Answer], incoming: Mapping[str, Answer], *, now: int, since: int) -> Answers:
    """What is kept when new answers come in; neither argument is changed.

    The newest wins per question, and the incoming one on a tie, so that sending again does no harm. A clock
    that runs ahead is set back to ``now``, so that it cannot win for ever. Answers given at or before ``since``
    (the moment of erasing) are dropped: a forgotten tab must not bring them back.
    """
    merged = dict(stored)
    for item_id, answer in incoming.items():
        at = min(answer["at"], now)
        before = merged.get(item_id)
        if at > since and (before is None or at >= before["at"]):
            merged[item_id] = Answer(value=answer["value"], at=at)
    return merged


def known_values(instrument: Instrument, values: Mapping[str, object]) -> dict[str, Value]:
    """The values the present instrument understands; questions change between versions, answers stay."""
    known: dict[str, Value] = {}
    for item_id, value in values.items():
        try:
            known[item_id] = parse_value(instrument, item_id, value)
        except AnswerError:
            continue
    return known


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
