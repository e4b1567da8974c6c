"""Sums with the reader's own numbers: nothing is filled in beforehand, and no outcome is a promise."""

from winternship_core.curriculum.calculators.cost_benefit import (
    COST_BENEFIT_INPUTS,
    CostBenefit,
    Range,
    cost_benefit,
)
from winternship_core.curriculum.calculators.inputs import CalculatorInput, Given
from winternship_core.curriculum.calculators.young_hours import (
    YOUNG_HOURS_INPUTS,
    Week,
    YoungHours,
    young_hours,
)

__all__ = [
    "COST_BENEFIT_INPUTS",
    "YOUNG_HOURS_INPUTS",
    "CalculatorInput",
    "CostBenefit",
    "Given",
    "Range",
    "Week",
    "YoungHours",
    "cost_benefit",
    "young_hours",
]
