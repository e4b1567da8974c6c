"""How many hours someone under 18 may make in a week, school counted too: what is over is noted, never hidden."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from winternship_core.curriculum.calculators.young_hours import FOUR_WEEKS, SHIFT, WEEK
from winternship_core.text import Text

FACT: Final = "SAF-3"
WEEKS: Final = 4


def over_the_limit(
    days: Sequence[float], school_hours: float, earlier_weeks: Sequence[float] = ()
) -> tuple[Text, ...]:
    """What is over the limits at 16 or 17 (fact SAF-3), in words; empty when nothing is.

    ``days`` are the hours at the company per day, ``school_hours`` those at school that week, ``earlier_weeks``
    the totals, school included, of up to three weeks before.
    """
    total = sum(map(_exact, days)) + _exact(school_hours)
    four = total + sum(map(_exact, list(earlier_weeks)[-(WEEKS - 1) :]))
    longest = max(map(_exact, days), default=Decimal(0))
    over = []
    if longest > SHIFT:
        over.append(_told("Een dag van", "A day of", longest, SHIFT))
    if total > WEEK:
        over.append(_told("Een week van", "A week of", total, WEEK))
    if four > FOUR_WEEKS:
        over.append(_told("Vier weken van", "Four weeks of", four, FOUR_WEEKS))
    return tuple(over)


def _exact(hours: float) -> Decimal:
    return Decimal(str(hours))


def _told(nl: str, en: str, received: Decimal, allowed: int) -> Text:
    return Text(
        nl=f"{nl} {received:f} uur is meer dan de {allowed} die onder 18 mogen.",
        en=f"{en} {received:f} hours is more than the {allowed} allowed under 18.",
    )
