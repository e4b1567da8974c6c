"""What a self-assessment says, as values that a screen, a report and a history each show in their own way."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from winternship_core.assessment.instrument import Band, Item, Level, Part
from winternship_core.text import Text

Reason = Literal["key_point", "gap", "benefit"]


@dataclass(frozen=True, slots=True)
class Score:
    """Points from 0 to 100; ``None`` while nothing can be said."""

    exact: Fraction | None

    @property
    def shown(self) -> int | None:
        """Whole points; a half goes to the even neighbour. Decisions are taken on ``exact``."""
        return None if self.exact is None else round(self.exact)


@dataclass(frozen=True, slots=True)
class DimensionScore(Score):
    """The score of one dimension over the questions answered, of the ``total`` number of questions."""

    id: str
    answered: int
    total: int


@dataclass(frozen=True, slots=True)
class BenefitsProfile:
    """At most three benefits that matter most to the company, and a warning when an intern is no answer."""

    top: tuple[Item, ...]
    warning: Text | None


@dataclass(frozen=True, slots=True)
class International:
    """The score for interns from abroad; it never changes the level. No band until enough is answered."""

    score: DimensionScore
    band: Band | None


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next for one question.

    ``effect`` is how many points the total would rise if this answer became the best one. ``find_out`` marks
    a question answered with "I don't know": finding out comes first.
    """

    item: Item
    reason: Reason
    effect: Fraction
    find_out: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one set of answers. Ids of questions are in the instrument's order.

    - ``missing``: questions to answer before the result is complete; ``unanswered``: all open questions;
    - ``gates_failed``, ``gates_in_order``, ``gates_open``: key points answered badly, well, and not yet;
    - ``find_out``: questions answered with "I don't know";
    - ``dimensions`` and ``total``: readiness only, empty without that part; ``total`` is there once each
      dimension has an answer; ``level`` only when the result is complete and has readiness among its parts;
    - ``benefits`` and ``international`` are ``None`` when they are not among the parts;
    - ``steps``: the most useful first, one for each gap, and one for each benefit chosen.
    """

    version: str
    parts: tuple[Part, ...]
    unanswered: tuple[str, ...]
    missing: tuple[str, ...]
    dimensions: tuple[DimensionScore, ...]
    total: Score
    level: Level | None
    gates_failed: tuple[str, ...]
    gates_in_order: tuple[str, ...]
    gates_open: tuple[str, ...]
    find_out: tuple[str, ...]
    benefits: BenefitsProfile | None
    international: International | None
    steps: tuple[Step, ...]

    @property
    def complete(self) -> bool:
        """Whether enough is answered for a result."""
        return not self.missing
