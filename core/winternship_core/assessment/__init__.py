"""The self-assessment for small companies: what would an intern bring, how ready are we, what comes next?

Read the instrument with :func:`load_instrument`, check each answer with :func:`parse_value`, and give the
answers to :func:`evaluate`. Nothing is stored here and nothing depends on a host.
"""

from winternship_core.assessment.answers import parse_value
from winternship_core.assessment.evaluation import evaluate
from winternship_core.assessment.history import Change, compare, summarise
from winternship_core.assessment.instrument import (
    ALL_PARTS,
    DONT_KNOW,
    Band,
    Benefit,
    Choice,
    Dimension,
    Effort,
    Instrument,
    Item,
    Level,
    Part,
    Scale,
    Value,
    parse_parts,
)
from winternship_core.assessment.loading import load_instrument
from winternship_core.assessment.result import (
    BenefitsProfile,
    DimensionScore,
    International,
    Reason,
    Result,
    Score,
    Step,
)
from winternship_core.errors import (
    AnswerError,
    InstrumentError,
    InvalidParts,
    InvalidSummary,
    UnknownItem,
    ValueOutOfScale,
)

__all__ = [
    "ALL_PARTS",
    "DONT_KNOW",
    "AnswerError",
    "Band",
    "Benefit",
    "BenefitsProfile",
    "Change",
    "Choice",
    "Dimension",
    "DimensionScore",
    "Effort",
    "Instrument",
    "InstrumentError",
    "International",
    "InvalidParts",
    "InvalidSummary",
    "Item",
    "Level",
    "Part",
    "Reason",
    "Result",
    "Scale",
    "Score",
    "Step",
    "UnknownItem",
    "Value",
    "ValueOutOfScale",
    "compare",
    "evaluate",
    "load_instrument",
    "parse_parts",
    "parse_value",
    "summarise",
]
