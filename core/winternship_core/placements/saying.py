"""What a person says with a step: a reason, a code of a list, what they vouch for, and the proof they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The words that go with one step; all of it is kept in the event, so no health details and no names.

    ``confirmed`` holds the codes of the assertions made, ``evidence`` where the proof is, ``on`` a date the step
    asks for, ``asked_by`` the role that wanted it, ``override`` the written reason of a coordinator.
    """

    reason: str = ""
    code: str = ""
    confirmed: frozenset[str] = frozenset()
    evidence: str = ""
    on: date | None = None
    asked_by: str = ""
    override: str = ""

    def mentions(self) -> str:
        """All free text in it, for the check of words."""
        return "\n".join(filter(None, (self.reason, self.evidence, self.override)))


NOTHING_SAID = Said()
