"""Who goes where: student-proposing deferred acceptance over a whole country, with a reason for everyone.

Make a market of :class:`Student` and :class:`Placement` records (:func:`market_of`) or of two CSV files
(:func:`read_market`), set the :class:`Rules`, and :func:`match`. Believe the outcome after :func:`verify`; ask
:func:`explain_student` why; let a :class:`LiveRound` follow what changes afterwards. People decide: the outcome is a
proposal. ``docs/reference/matching.md`` tells the rules.
"""

try:
    import numpy as _numpy
except ImportError as error:
    raise ImportError(
        "winternship_core.matching needs numpy, which is not installed: pip install winternship[matching]"
    ) from error

from winternship_core.matching.bound import most_placed
from winternship_core.matching.building import market_of
from winternship_core.matching.engine import match
from winternship_core.matching.errors import (
    BadTables,
    DuplicateId,
    MatchingError,
    NeedsFullRound,
    ProtectedField,
    RankingInBlindMode,
    TooManyCodes,
    UnknownId,
    WeightOutOfRange,
)
from winternship_core.matching.explain import (
    PlacementExplanation,
    StudentExplanation,
    explain_placement,
    explain_student,
)
from winternship_core.matching.live import Change, LiveRound, Move
from winternship_core.matching.market import Market
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.protected import check_names
from winternship_core.matching.reading import read_market
from winternship_core.matching.records import Placement, Student
from winternship_core.matching.rules import Rules
from winternship_core.matching.synthetic import make_sample
from winternship_core.matching.verify import Verification, verify
from winternship_core.matching.vocabulary import Criterion, Part
from winternship_core.matching.words import placement_line, student_lines
from winternship_core.matching.writing import write_outcome

del _numpy

__all__ = [
    "BadTables",
    "Change",
    "Criterion",
    "DuplicateId",
    "LiveRound",
    "Market",
    "MatchingError",
    "Move",
    "NeedsFullRound",
    "Outcome",
    "Part",
    "Placement",
    "PlacementExplanation",
    "ProtectedField",
    "RankingInBlindMode",
    "Rules",
    "Student",
    "StudentExplanation",
    "TooManyCodes",
    "UnknownId",
    "Verification",
    "WeightOutOfRange",
    "check_names",
    "explain_placement",
    "explain_student",
    "make_sample",
    "market_of",
    "match",
    "most_placed",
    "placement_line",
    "read_market",
    "student_lines",
    "verify",
    "write_outcome",
]
