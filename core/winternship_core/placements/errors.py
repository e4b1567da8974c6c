"""Every refusal of the placement rules, so that whoever asked learns what is missing and what is allowed.

::

    CoreError
    ├── PlacementDataError (DataError)   the machines or the table of rights contradict themselves
    └── PlacementError (InputError)      a step is refused: show ``text``
        ├── UnknownMachine               there is no such life cycle
        ├── UnknownState                 the machine has no such state
        ├── ActionNotPossible            the machine has no such step from this state
        └── UnknownCode                  a value that is not in its code list
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from winternship_core.errors import DataError, InputError
from winternship_core.text import Text


class PlacementDataError(DataError):
    """A state machine or the table of rights breaks its own rules."""

    subject: ClassVar[str] = "placement rules"


class PlacementError(InputError):
    """The rules of the placement board refuse this; ``text`` says why in both languages."""


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values) or "-"


class UnknownMachine(PlacementError):
    """There is no life cycle of this name."""

    def __init__(self, received: str, allowed: Iterable[str]) -> None:
        choice = _listed(allowed)
        super().__init__(
            Text(
                nl=f"Er is geen levensloop {received!r}. Wel: {choice}.",
                en=f"There is no life cycle {received!r}. There are: {choice}.",
            )
        )


class UnknownState(PlacementError):
    """The machine knows no such state."""

    def __init__(self, machine: str, received: str, allowed: Iterable[str]) -> None:
        choice = _listed(allowed)
        super().__init__(
            Text(
                nl=f"{machine} kent geen toestand {received!r}. Wel: {choice}.",
                en=f"{machine} has no state {received!r}. There are: {choice}.",
            )
        )


class ActionNotPossible(PlacementError):
    """The step does not exist, or not from where the object stands now."""

    def __init__(self, machine: str, state: str, received: str, allowed: Iterable[str]) -> None:
        choice = _listed(allowed)
        super().__init__(
            Text(
                nl=f"{machine} staat op {state!r}; {received!r} kan dan niet. Wel: {choice}.",
                en=f"{machine} is {state!r}; {received!r} is not possible then. Possible: {choice}.",
            )
        )


class UnknownCode(PlacementError):
    """The value is not in its code list (domain D.2)."""

    def __init__(self, what: str, received: object, allowed: Iterable[object]) -> None:
        shown, choice = repr(received)[:60], _listed(map(str, allowed))
        super().__init__(
            Text(
                nl=f"{what}: {shown} staat niet in de lijst. Toegestaan: {choice}.",
                en=f"{what}: {shown} is not in the list. Allowed: {choice}.",
            )
        )
