"""The answers of a request, checked against the questions that there are."""

from __future__ import annotations

from collections.abc import Mapping

from winternship_core.assessment import AnswerError, Instrument, Value, parse_value
from winternship_xblocks.common.newest import Stamped, parse_stamped, short
from winternship_xblocks.errors import BadRequest

Answers = dict[str, Stamped]


def parse_answers(instrument: Instrument, raw: object) -> Answers:
    """The answers of a request, all of them checked.

    Raises :class:`BadRequest` for a wrong shape, and the core's ``AnswerError`` for a question or value that
    does not exist. One wrong answer refuses the whole request, so that a sender never has to guess what was
    taken.
    """
    if not isinstance(raw, dict):
        raise BadRequest("wrong_type", field="answers", received=short(raw), allowed="{…}")
    return {item_id: _parse(instrument, item_id, answer) for item_id, answer in raw.items()}


def _parse(instrument: Instrument, item_id: str, raw: object) -> Stamped:
    instrument.item(item_id)
    given = parse_stamped(f"answers.{item_id}", raw)
    return Stamped(value=parse_value(instrument, item_id, given["value"]), at=given["at"])


def known_values(instrument: Instrument, values: Mapping[str, object]) -> dict[str, Value]:
    """The values the present instrument understands; questions change between versions, answers stay."""
    known: dict[str, Value] = {}
    for item_id, value in values.items():
        try:
            known[item_id] = parse_value(instrument, item_id, value)
        except AnswerError:
            continue
    return known
