"""Every error of the board in one tree, sorted by what the caller can do about it.

::

    BoardError
    ├── Refused                  ask someone else, or for something else: show ``text``
    │   ├── NotAllowed           this person may not do or see this
    │   └── NotFound             it is not there, or not for this person: never told apart
    ├── Conflict                 look again and decide anew: show ``text``
    │   ├── StaleVersion         somebody changed it since it was shown
    │   ├── NoPlaceLeft          the last place of the vacancy was just taken
    │   ├── AlreadyThere         there is one already
    │   └── PlanChanged          the board is no longer as it was when an import was shown
    ├── GuardUnmet               something is missing: ``unmet`` says what, each in words
    ├── BadValue                 a value was refused: show ``text`` and ask again
    │   ├── PersonalNumber       a text holds what looks like a citizen service number
    │   └── WrongForm            several values of a form were refused at once
    ├── ImportRefused            a file was refused: ``mistakes`` says what is wrong, cell by cell
    ├── NotPossible              the object has no such step now
    └── NeverEdited              the code tried to change what is only ever added: mend the code

A message names fields, codes and versions, never what a person filled in: it may end up in a log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from winternship_core.placements import Unmet
from winternship_core.text import Text


class BoardError(Exception):
    """Root of all errors of the board; ``text`` says in both languages what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


class Refused(BoardError):
    """Not for this person."""


class NotAllowed(Refused):
    """The person, in this role, may not do this; ``role`` and ``action`` are codes."""

    def __init__(self, role: str, action: str, kind: str) -> None:
        self.role, self.action, self.kind = role, action, kind
        super().__init__(
            Text(
                nl=f"In deze rol ({role}) mag je dit niet doen met {kind}: {action}.",
                en=f"In this role ({role}) you may not do this with {kind}: {action}.",
            )
        )


class NotFound(Refused):
    """There is none, or it is not for this person's eyes: a stranger must not learn which."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(Text(nl=f"Niet gevonden: {kind}.", en=f"Not found: {kind}."))


class Conflict(BoardError):
    """The world moved on between looking and doing."""


class StaleVersion(Conflict):
    """The object has another version than the person saw."""

    def __init__(self, kind: str, received: int, current: int) -> None:
        self.kind, self.received, self.current = kind, received, current
        super().__init__(
            Text(
                nl=f"Iemand heeft dit intussen veranderd ({kind}: jij zag versie {received}, nu is het {current})."
                " Kijk opnieuw.",
                en=f"Somebody changed this meanwhile ({kind}: you saw version {received}, it is {current} now)."
                " Look again.",
            )
        )


class NoPlaceLeft(Conflict):
    """Every place of the vacancy is taken, or it is no longer published."""

    def __init__(self) -> None:
        super().__init__(
            Text(nl="Deze vacature heeft geen vrije plaats meer.", en="This vacancy has no place left.")
        )


class AlreadyThere(Conflict):
    """What was to be made is there already."""

    def __init__(self, kind: str) -> None:
        super().__init__(Text(nl=f"Die is er al: {kind}.", en=f"There is one already: {kind}."))


class PlanChanged(Conflict):
    """What an import would do is no longer what was shown."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                nl="Het bord is veranderd sinds dit voorbeeld. Bekijk opnieuw wat het bestand zou doen.",
                en="The board has changed since this preview. Look again at what the file would do.",
            )
        )


class GuardUnmet(BoardError):
    """The condition of a step is not met; ``unmet`` tells each missing thing in both languages."""

    def __init__(self, unmet: Sequence[Unmet]) -> None:
        self.unmet = tuple(unmet)
        super().__init__(
            Text(
                nl=" ".join(one.text.nl for one in self.unmet),
                en=" ".join(one.text.en for one in self.unmet),
            )
        )


class BadValue(BoardError):
    """A field was refused; the message names the field and what is allowed, not what was filled in."""

    def __init__(self, field: str, allowed: Text) -> None:
        self.field = field
        super().__init__(Text(nl=f"{field}: {allowed.nl}", en=f"{field}: {allowed.en}"))


class PersonalNumber(BadValue):
    """A text holds nine digits that pass the test of a citizen service number (BSN)."""

    def __init__(self, field: str) -> None:
        super().__init__(
            field,
            Text(
                nl="hier staat iets dat op een BSN lijkt. Dat bewaren we nooit; haal het weg.",
                en="this holds what looks like a citizen service number (BSN). We never keep those; remove it.",
            ),
        )


class WrongForm(BadValue):
    """What was filled in at several fields cannot be read; ``errors``: field → what is allowed."""

    def __init__(self, errors: Mapping[str, Text]) -> None:
        self.errors = dict(errors)
        field = next(iter(self.errors))
        super().__init__(field, self.errors[field])


class ImportRefused(BoardError):
    """A file has mistakes, so nothing of it was done; each of ``mistakes`` has a row, a column and words."""

    def __init__(self, mistakes: Sequence[Any]) -> None:
        self.mistakes = tuple(mistakes)
        count = len(self.mistakes)
        super().__init__(
            Text(
                nl=f"Er is niets ingelezen. Fouten in het bestand: {count}.",
                en=f"Nothing was imported. Mistakes in the file: {count}.",
            )
        )


class NotPossible(BoardError):
    """The life cycle has no such step from where the object stands; ``possible`` are the steps there are."""

    def __init__(self, text: Text, possible: Iterable[str] = ()) -> None:
        self.possible = tuple(possible)
        super().__init__(text)


class NeverEdited(BoardError):
    """Code tried to change or delete a row that is only ever added."""

    def __init__(self, model: str) -> None:
        super().__init__(Text(nl=f"{model} wordt nooit veranderd.", en=f"{model} is never changed."))
