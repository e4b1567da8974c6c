"""What an internship costs and brings, as a range, from the company's own estimates (domain B.1, W1.3).

How low, middle and high are made is our own design, and the page says so: guidance takes 100, 125 or 150 percent of the
estimate; useful work is 50, 75 or 100 percent of it, and a quarter of that in the first four weeks; that somebody stays
counts for nothing in the low case. Subsidy counts for nothing in any: see the facts SUB-1 and SUB-2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from winternship_core.curriculum.calculators.inputs import (
    EURO,
    HOURS,
    NOTHING,
    CalculatorInput,
    Given,
    numbers,
)
from winternship_core.text import Text

FIRST_WEEKS: Final = Decimal(4)
FIRST_SHARE: Final = Decimal("0.25")
GUIDANCE: Final = (Decimal("1"), Decimal("1.25"), Decimal("1.5"))
USEFUL: Final = (Decimal("0.5"), Decimal("0.75"), Decimal("1"))
WEEKS_A_MONTH: Final = Decimal(52) / Decimal(12)
FACTS: Final = ("SUB-1", "SUB-2")
_WEEK: Final = Text("uur per week", "hours a week")
_MONTH: Final = Text("euro per maand", "euro a month")


def _money(name: str, nl: str, en: str, unit: Text = EURO, *, needed: bool = False) -> CalculatorInput:
    return CalculatorInput(name, Text(nl, en), None, unit, 0, 1_000_000, needed)


def _hours(name: str, nl: str, en: str) -> CalculatorInput:
    return CalculatorInput(name, Text(nl, en), None, _WEEK, 0, 60, needed=True)


COST_BENEFIT_INPUTS: Final = (
    CalculatorInput(
        "weeks",
        Text("Hoeveel weken is de student er?", "How many weeks is the student there?"),
        None,
        Text("weken", "weeks"),
        1,
        104,
        needed=True,
    ),
    _hours("guidance-start", "Begeleiding in de eerste vier weken", "Guidance in the first four weeks"),
    _hours("guidance-later", "Begeleiding daarna", "Guidance after that"),
    _money(
        "hour-cost",
        "Wat kost een uur van de begeleider?",
        "What does an hour of the guide cost?",
        needed=True,
    ),
    _hours(
        "useful", "Nuttig werk van de student, als het loopt", "Useful work by the student, once it goes well"
    ),
    _money(
        "hour-value", "Wat is een uur van dat werk waard?", "What is an hour of that work worth?", needed=True
    ),
    _money("allowance", "Stagevergoeding", "Allowance", _MONTH),
    _money("expenses", "Onkosten die je vergoedt", "Expenses that you pay back", _MONTH),
    _money("wages", "Loon, alleen bij bbl", "Wages, for bbl only", _MONTH),
    _money("equipment", "Kleding, gereedschap, werkplek", "Clothing, tools, workplace"),
    _money("insurance", "Extra verzekering", "Extra insurance"),
    CalculatorInput(
        "admin-hours",
        Text("Uren voor regelwerk in totaal", "Hours of paperwork in all"),
        None,
        HOURS,
        0,
        500,
    ),
    _money("recruitment", "Wat kost het je om iemand te werven?", "What does recruiting someone cost you?"),
    CalculatorInput(
        "chance",
        Text(
            "Hoe groot schat je de kans dat de student blijft?",
            "How likely do you think it is that the student stays?",
        ),
        None,
        Text("procent", "percent"),
        0,
        100,
    ),
)


@dataclass(frozen=True, slots=True)
class Range:
    """Euros, whole and in rising order."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class CostBenefit:
    """The outcome: ranges, or nothing while needed inputs are ``missing``; ``as_zero`` names those counted as 0."""

    missing: tuple[CalculatorInput, ...]
    as_zero: tuple[CalculatorInput, ...]
    cost: Range | None
    benefit: Range | None
    net: Range | None
    facts: tuple[str, ...] = FACTS


def cost_benefit(given: Given) -> CostBenefit:
    """The sum of these inputs, by name; see ``COST_BENEFIT_INPUTS`` for units and bounds.

    More cost never lowers the cost. Raises :class:`ActivityError` for a number out of bounds.
    """
    known = numbers(COST_BENEFIT_INPUTS, given)
    empty = [one for one in COST_BENEFIT_INPUTS if one.name not in known]
    missing = tuple(one for one in empty if one.needed)
    as_zero = tuple(one for one in empty if not one.needed)
    if missing:
        return CostBenefit(missing, as_zero, None, None, None)
    costs, benefits = _costs(known), _benefits(known)
    nets = [benefit - cost for benefit, cost in zip(benefits, reversed(costs), strict=True)]
    return CostBenefit(missing, as_zero, _range(costs), _range(benefits), _range(nets))


def _costs(known: dict[str, Decimal]) -> list[Decimal]:
    first = min(known["weeks"], FIRST_WEEKS)
    hours = first * known["guidance-start"] + (known["weeks"] - first) * known["guidance-later"]
    admin = known.get("admin-hours", NOTHING)
    months = known["weeks"] / WEEKS_A_MONTH
    monthly = sum((known.get(name, NOTHING) for name in ("allowance", "expenses", "wages")), NOTHING)
    once = sum((known.get(name, NOTHING) for name in ("equipment", "insurance")), NOTHING)
    return [(hours * share + admin) * known["hour-cost"] + months * monthly + once for share in GUIDANCE]


def _benefits(known: dict[str, Decimal]) -> list[Decimal]:
    first = min(known["weeks"], FIRST_WEEKS)
    weeks = first * FIRST_SHARE + (known["weeks"] - first)
    work = weeks * known["useful"] * known["hour-value"]
    stays = known.get("recruitment", NOTHING) * known.get("chance", NOTHING) / 100
    return [work * share + (NOTHING if share == USEFUL[0] else stays) for share in USEFUL]


def _range(values: list[Decimal]) -> Range:
    return Range(*(int(value.to_integral_value()) for value in values))
