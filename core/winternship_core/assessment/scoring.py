"""Points and level, in exact fractions, so that no rounding ever decides what a company is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from winternship_core.assessment.answers import points
from winternship_core.assessment.instrument import Band, Dimension, Instrument, Item, Level, Part, Value
from winternship_core.assessment.result import DimensionScore, Score

TOP = 3
Answers = Mapping[str, Value]


def score_dimension(instrument: Instrument, dimension: Dimension, answers: Answers) -> DimensionScore:
    """100 x the sum of weight x value / 3, over the sum of weights of the answered questions (rule 2)."""
    items = instrument.items_of(dimension.id)
    answered = [item for item in items if item.id in answers]
    weight = sum(item.weight for item in answered)
    reached = sum(item.weight * points(answers[item.id]) for item in answered)
    exact = Fraction(100 * reached, TOP * weight) if weight else None
    return DimensionScore(id=dimension.id, exact=exact, answered=len(answered), total=len(items))


def score_total(instrument: Instrument, scores: Sequence[DimensionScore]) -> Score:
    """The weighted mean of the readiness dimensions, once each of them has a score (rule 3)."""
    weights = {dimension.id: dimension.weight for dimension in instrument.dimensions}
    total = Fraction(0)
    for score in scores:
        if score.exact is None:
            return Score(None)
        total += weights[score.id] * score.exact / 100
    return Score(total if scores else None)


def points_to_win(instrument: Instrument, item: Item, answers: Answers) -> Fraction:
    """How much the total rises when this question's answer becomes the best one; 0 outside readiness."""
    dimension = next(dimension for dimension in instrument.dimensions if dimension.id == item.dimension)
    weight = sum(other.weight for other in instrument.items_of(dimension.id) if other.id in answers)
    return Fraction(dimension.weight * item.weight * (TOP - points(answers[item.id])), TOP * weight)


def is_gap(instrument: Instrument, item: Item, answers: Answers) -> bool:
    """Whether the question is answered, and not well enough on its scale."""
    return item.id in answers and points(answers[item.id]) < instrument.scale_of(item.id).enough


def missing_items(instrument: Instrument, parts: Sequence[Part], answers: Answers) -> Iterator[str]:
    """The open questions a result waits for, in order.

    For a level: every key point, the status question, and enough of each readiness dimension (rule 4). In a
    dimension that falls short all open questions are named, since any of them helps. A check without
    readiness is short, and waits for all of its questions.
    """
    if "readiness" not in parts:
        yield from (item.id for item in instrument.items_in(parts) if item.id not in answers)
        return
    for dimension in instrument.dimensions_in(["readiness"]):
        items = instrument.items_of(dimension.id)
        short = not is_enough(instrument, sum(item.id in answers for item in items), len(items))
        for item in items:
            needed = short or item.key_point or item.id == instrument.status_item
            if needed and item.id not in answers:
                yield item.id


def is_enough(instrument: Instrument, answered: int, total: int) -> bool:
    """Whether the needed share of the questions is answered."""
    return 100 * answered >= instrument.needed_percent * total


def find_level(
    instrument: Instrument, total: Score, dimensions: Sequence[DimensionScore], failed: int, recognition: int
) -> Level | None:
    """The highest level whose needs are all met (rule 6); ``None`` when there is no total.

    Each level asks at least what the one below asks, so this is the same as the first rule that fits.
    """
    if total.exact is None:
        return None
    lowest = min(score.exact for score in dimensions if score.exact is not None)
    for level in reversed(instrument.levels):
        needs = level.needs
        scored = total.exact >= needs.total and lowest >= needs.each_dimension
        if scored and failed <= needs.failed_key_points_at_most and recognition >= needs.recognition:
            return level
    raise AssertionError("the lowest level needs nothing, so a level is always found")


def find_band(instrument: Instrument, score: Score) -> Band | None:
    """The range the international score falls in (rule 7)."""
    exact = score.exact
    if exact is None:
        return None
    return next(band for band in reversed(instrument.bands) if exact >= band.lowest)
