"""What the project may say about rules and numbers: each with its source, its date and a place to check.

A lesson or a screen refers to a fact by id and shows ``fact.text``, with ``fact.label(language, today)``
under it.
"""

from winternship_core.errors import FactRegisterError, UnknownFact
from winternship_core.facts.loading import load_facts
from winternship_core.facts.record import Confidence, Fact, Place
from winternship_core.facts.register import FactRegister

__all__ = [
    "Confidence",
    "Fact",
    "FactRegister",
    "FactRegisterError",
    "Place",
    "UnknownFact",
    "load_facts",
]
