"""One register of facts, so that a rule that changes is changed in one place and every lesson follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from winternship_core.errors import UnknownFact
from winternship_core.facts.record import Fact


class FactRegister(Mapping[str, Fact]):
    """Facts by id, in the order of the data; an id that is not there raises :class:`UnknownFact`."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts = {fact.id: fact for fact in facts}

    def __getitem__(self, fact_id: str) -> Fact:
        try:
            return self._facts[fact_id]
        except KeyError:
            raise UnknownFact(fact_id, tuple(self._facts)) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def due(self, today: date) -> tuple[Fact, ...]:
        """The facts whose review day has passed, the longest overdue first."""
        return tuple(
            sorted((fact for fact in self.values() if fact.is_due(today)), key=lambda fact: fact.review_by)
        )
