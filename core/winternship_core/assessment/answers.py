"""An answer from outside is checked here once, so that scoring may trust what it gets."""

from __future__ import annotations

from winternship_core.assessment.instrument import Instrument, Value
from winternship_core.errors import ValueOutOfScale


def parse_value(instrument: Instrument, item_id: object, raw: object) -> Value:
    """The answer as it is stored: a number on the question's scale, or ``"dk"``.

    Nothing is converted: ``True``, ``2.0`` and ``"2"`` are refused with :class:`ValueOutOfScale`, because an
    answer that has to be guessed is not an answer. An id that does not exist raises :class:`UnknownItem`.
    """
    item = instrument.item(item_id)
    allowed = instrument.scale_of(item.id).values
    for value in allowed:
        if type(raw) is type(value) and raw == value:
            return value
    raise ValueOutOfScale(item.id, raw, allowed)


def points(value: Value) -> int:
    """What an answer counts for; not knowing counts as 0 (rule 1 of scoring)."""
    return value if isinstance(value, int) else 0
