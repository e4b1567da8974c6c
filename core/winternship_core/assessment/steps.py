"""A score alone helps nobody: every gap becomes one step, and the most useful step comes first."""

from __future__ import annotations

from collections.abc import Iterator

from winternship_core.assessment.instrument import DONT_KNOW, Instrument, Item
from winternship_core.assessment.result import BenefitsProfile, Reason, Step
from winternship_core.assessment.scoring import Answers, is_gap, points_to_win


def next_steps(
    instrument: Instrument, answers: Answers, benefits: BenefitsProfile | None
) -> tuple[Step, ...]:
    """One step for each gap and for each benefit chosen.

    Failed key points come first; within these, and after them, the largest effect on the total; then by id.
    """
    steps = [
        Step(item, reason, points_to_win(instrument, item, answers), answers[item.id] == DONT_KNOW)
        for item, reason in _reasons(instrument, answers, benefits)
    ]
    return tuple(sorted(steps, key=lambda step: (step.reason != "key_point", -step.effect, step.item.id)))


def _reasons(
    instrument: Instrument, answers: Answers, benefits: BenefitsProfile | None
) -> Iterator[tuple[Item, Reason]]:
    for item in instrument.items:
        # An unimportant benefit is no gap: nothing has to be done about it.
        if item.benefit is None and is_gap(instrument, item, answers):
            yield item, "key_point" if item.key_point else "gap"
    for item in benefits.top if benefits else ():
        yield item, "benefit"
