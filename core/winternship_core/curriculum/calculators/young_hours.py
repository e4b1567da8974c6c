"""How many hours are left for someone of 16 or 17, for school counts too; the limits are those of the fact SAF-3."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from winternship_core.curriculum.calculators.inputs import HOURS, NOTHING, CalculatorInput, Given, numbers
from winternship_core.text import Text

SHIFT: Final = 9
WEEK: Final = 45
FOUR_WEEKS: Final = 160
WEEKS: Final = 4
FACT: Final = "SAF-3"


def _week(number: int) -> tuple[CalculatorInput, CalculatorInput]:
    school = Text(f"Week {number}: uren school", f"Week {number}: hours at school")
    work = Text(
        f"Week {number}: uren stage en ander werk", f"Week {number}: hours of internship and other work"
    )
    return (
        CalculatorInput(f"school{number}", school, None, HOURS, 0, 100, needed=number == 1),
        CalculatorInput(f"work{number}", work, None, HOURS, 0, 100),
    )


YOUNG_HOURS_INPUTS: Final = (
    *(one for number in range(1, WEEKS + 1) for one in _week(number)),
    CalculatorInput(
        "shift",
        Text("De langste dag: uren, school meegeteld", "The longest day: hours, school included"),
        None,
        HOURS,
        0,
        24,
    ),
)


@dataclass(frozen=True, slots=True)
class Week:
    """One week: the hours together, and those that are ``left`` for the internship or below zero too many."""

    number: int
    school: Decimal
    work: Decimal
    left: Decimal

    @property
    def total(self) -> Decimal:
        """School and work together."""
        return self.school + self.work


@dataclass(frozen=True, slots=True)
class YoungHours:
    """The weeks that were filled in, what is left of four weeks, and in words what does not fit."""

    missing: tuple[CalculatorInput, ...]
    weeks: tuple[Week, ...]
    left: Decimal
    problems: tuple[Text, ...]
    fact: str = FACT


def young_hours(given: Given) -> YoungHours:
    """Hold hours against the limits; a week without school hours is not counted, for then nothing is known of it.

    Raises :class:`ActivityError` for a number out of bounds.
    """
    known = numbers(YOUNG_HOURS_INPUTS, given)
    missing = tuple(one for one in YOUNG_HOURS_INPUTS if one.needed and one.name not in known)
    if missing:
        return YoungHours(missing, (), Decimal(FOUR_WEEKS), ())
    weeks = []
    left = Decimal(FOUR_WEEKS)
    for number in range(1, WEEKS + 1):
        if f"school{number}" in known:
            school, work = known[f"school{number}"], known.get(f"work{number}", NOTHING)
            left -= school + work
            weeks.append(Week(number, school, work, WEEK - school - work))
    return YoungHours(missing, tuple(weeks), left, tuple(_problems(weeks, left, known.get("shift", NOTHING))))


def _problems(weeks: list[Week], left: Decimal, shift: Decimal) -> list[Text]:
    problems = [
        Text(
            nl=f"Week {week.number}: {_shown(week.total, 'nl')} uur is meer dan {WEEK}. Haal er "
            f"{_shown(-week.left, 'nl')} uur af.",
            en=f"Week {week.number}: {_shown(week.total, 'en')} hours is more than {WEEK}. Take off "
            f"{_shown(-week.left, 'en')} hours.",
        )
        for week in weeks
        if week.left < 0
    ]
    if left < 0:
        total = FOUR_WEEKS - left
        problems.append(
            Text(
                nl=f"Samen is het {_shown(total, 'nl')} uur, en {FOUR_WEEKS} uur in vier weken is de grens.",
                en=f"Together it is {_shown(total, 'en')} hours, and {FOUR_WEEKS} hours in four weeks is the limit.",
            )
        )
    if shift > SHIFT:
        problems.append(
            Text(
                nl=f"Een dag van {_shown(shift, 'nl')} uur is te lang: {SHIFT} uur is de grens.",
                en=f"A day of {_shown(shift, 'en')} hours is too long: {SHIFT} hours is the limit.",
            )
        )
    return problems


def _shown(hours: Decimal, language: str) -> str:
    text = f"{hours.normalize():f}"
    return text.replace(".", ",") if language == "nl" else text
