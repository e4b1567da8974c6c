"""What a school may set for a round, within limits, so that no weight can hollow out the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from winternship_core.matching.errors import MatchingError, WeightOutOfRange
from winternship_core.matching.vocabulary import Part
from winternship_core.text import Text

Mode = Literal["blind", "open"]
MODES: Final = ("blind", "open")
POINTS_PER_PERCENT: Final = 10
_SEED = re.compile(r"[A-Za-z0-9._-]{1,64}")

# Default, lowest and highest weight in percent. The student's six parts make 100 together; a company's
# choice among people it has met comes on top, at the placement's side, in open mode only.
LIMITS: Final[Mapping[Part, tuple[int, int, int]]] = {
    Part.COVERAGE: (40, 20, 60),
    Part.PREFERENCE: (20, 10, 40),
    Part.TRAVEL: (15, 5, 30),
    Part.LEARNING: (10, 0, 20),
    Part.PERIOD: (10, 0, 20),
    Part.WORK_WISH: (5, 0, 10),
    Part.CHOICE: (20, 0, 30),
}
DEFAULT_WEIGHTS: Final[Mapping[Part, int]] = {part: limits[0] for part, limits in LIMITS.items()}


@dataclass(frozen=True, slots=True)
class Rules:
    """One round's settings.

    ``seed`` draws the lottery and is best drawn in public; ``weights`` are percents (an absent one keeps its
    default). Raises :class:`WeightOutOfRange` or :class:`MatchingError`.
    """

    seed: str
    mode: Mode = "blind"
    weights: Mapping[Part, int] = field(default_factory=lambda: DEFAULT_WEIGHTS)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", {**DEFAULT_WEIGHTS, **self.weights})
        if self.mode not in MODES:
            raise _refusal("mode", self.mode, " / ".join(MODES))
        if not _SEED.fullmatch(self.seed):
            raise _refusal("seed", self.seed, "A-Z a-z 0-9 . _ -, 1–64")
        for part, weight in self.weights.items():
            _, low, high = LIMITS[part]
            if type(weight) is not int or not low <= weight <= high:
                raise WeightOutOfRange(part, weight, low, high)
        total = sum(weight for part, weight in self.weights.items() if part is not Part.CHOICE)
        if total != 100:
            raise WeightOutOfRange("total", total, 100, 100)

    def points(self, part: Part) -> int:
        """The most points this part can give: ten for each percent; none for a choice in a blind round."""
        if part is Part.CHOICE and self.mode == "blind":
            return 0
        return self.weights[part] * POINTS_PER_PERCENT


def _refusal(name: str, received: object, allowed: str) -> MatchingError:
    return MatchingError(
        Text(
            nl=f"{name} kreeg {received!r}. Toegestaan is: {allowed}.",
            en=f"{name} received {received!r}. Allowed is: {allowed}.",
        )
    )
