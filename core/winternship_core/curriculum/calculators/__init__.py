"""Two sums with the reader's own numbers: what an internship costs and brings, and how many hours are left."""

from winternship_core.curriculum.calculators.cost_benefit import (
    COST_BENEFIT_INPUTS,
    CostBenefit,
    Range,
    cost_benefit,
)
from winternship_core.curriculum.calculators.inputs import CalculatorInput
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
    "Range",
    "Week",
    "YoungHours",
    "cost_benefit",
    "young_hours",
]
