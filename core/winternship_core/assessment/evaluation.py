"""From answers to result: the one place where the rules come together."""

from __future__ import annotations

from collections.abc import Iterable

from winternship_core.assessment.answers import parse_value, points
from winternship_core.assessment.benefits import benefits_profile
from winternship_core.assessment.instrument import ALL_PARTS, DONT_KNOW, Instrument, Part, parse_parts
from winternship_core.assessment.result import International, Result
from winternship_core.assessment.scoring import (
    Answers,
    find_band,
    find_level,
    is_enough,
    is_gap,
    missing_items,
    score_dimension,
    score_total,
)
from winternship_core.assessment.steps import next_steps


def evaluate(instrument: Instrument, answers: Answers, parts: Iterable[Part] = ALL_PARTS) -> Result:
    """The result for these answers; answers to questions outside the chosen parts are left out of it.

    Raises :class:`UnknownItem` or :class:`ValueOutOfScale` for an answer that :func:`parse_value` refuses,
    and :class:`InvalidParts` for parts that do not exist.
    """
    chosen = parse_parts(parts)
    checked = {item_id: parse_value(instrument, item_id, value) for item_id, value in answers.items()}
    items = instrument.items_in(chosen)
    given: Answers = {item.id: checked[item.id] for item in items if item.id in checked}
    missing = tuple(missing_items(instrument, chosen, given))
    readiness = [dimension for dimension in instrument.dimensions_in(chosen) if dimension.part == "readiness"]
    dimensions = tuple(score_dimension(instrument, dimension, given) for dimension in readiness)
    total = score_total(instrument, dimensions)
    key_points = [item for item in items if item.key_point]
    failed = tuple(item.id for item in key_points if is_gap(instrument, item, given))
    recognition = points(given.get(instrument.status_item, 0))
    benefits = benefits_profile(instrument, given) if "benefits" in chosen else None
    return Result(
        version=instrument.version,
        parts=chosen,
        unanswered=tuple(item.id for item in items if item.id not in given),
        missing=missing,
        dimensions=dimensions,
        total=total,
        level=None if missing else find_level(instrument, total, dimensions, len(failed), recognition),
        gates_failed=failed,
        gates_in_order=tuple(item.id for item in key_points if item.id in given and item.id not in failed),
        gates_open=tuple(item.id for item in key_points if item.id not in given),
        find_out=tuple(item.id for item in items if given.get(item.id) == DONT_KNOW),
        benefits=benefits,
        international=_international(instrument, given) if "international" in chosen else None,
        steps=next_steps(instrument, given, benefits),
    )


def _international(instrument: Instrument, answers: Answers) -> International:
    """One dimension, apart from the total; a band on one of three answers would promise too much."""
    (dimension,) = instrument.dimensions_in(["international"])
    score = score_dimension(instrument, dimension, answers)
    enough = is_enough(instrument, score.answered, score.total)
    return International(score, find_band(instrument, score) if enough else None)
