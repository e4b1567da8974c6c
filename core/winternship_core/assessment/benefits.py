"""Why a company wants an intern shapes the internship, and sometimes means that there should be none."""

from __future__ import annotations

from winternship_core.assessment.answers import points
from winternship_core.assessment.instrument import Instrument, Item
from winternship_core.assessment.result import BenefitsProfile
from winternship_core.assessment.scoring import Answers, is_gap
from winternship_core.text import Text

AT_MOST = 3


def benefits_profile(instrument: Instrument, answers: Answers) -> BenefitsProfile:
    """At most three important benefits, highest first, ties in list order, with the warning that fits."""
    items = instrument.items_in(["benefits"])
    important = [item for item in items if item.id in answers and not is_gap(instrument, item, answers)]
    ranked = sorted(important, key=lambda item: -points(answers[item.id]))
    # An open question could still be important: nothing is said about what is absent until all are answered.
    whole = all(item.id in answers for item in items)
    warning = _warning(instrument, important, answers) if whole else None
    return BenefitsProfile(tuple(ranked[:AT_MOST]), warning)


def _warning(instrument: Instrument, important: list[Item], answers: Answers) -> Text | None:
    if not important:
        return instrument.texts.no_benefit
    benefit, task = instrument.extra_hands
    only_hands = [item.id for item in important] == [benefit]
    if only_hands and is_gap(instrument, instrument.item(task), answers):
        return instrument.texts.extra_hands
    return None
