"""Every refusal of the matching engine, so that a school can mend its input before anything runs.

::

    CoreError
    ├── MatchingError                  a round cannot be prepared or changed as asked: show ``text``
    │   ├── ProtectedField             data that must not decide about a person
    │   ├── RankingInBlindMode         a company ranked people it does not see
    │   ├── WeightOutOfRange           a weight outside its limits
    │   ├── UnknownId                  no such student or placement in this market
    │   ├── DuplicateId                two rows with one id
    │   ├── TooManyCodes               more different codes than a mask holds
    │   └── NeedsFullRound             a change too large for a warm re-match
    └── BadTables (DataError)          ``mistakes``: every wrong cell of the CSV files, at once
"""

from __future__ import annotations

from typing import ClassVar

from winternship_core.errors import CoreError, DataError
from winternship_core.text import Text


class MatchingError(CoreError):
    """The round was refused; ``text`` says why in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


class ProtectedField(MatchingError):
    """A column holds data that the matcher must never see; ``why`` tells the reason."""

    def __init__(self, received: str, why: Text) -> None:
        self.why = why
        super().__init__(
            Text(
                nl=f"De kolom {received!r} mag niet in de invoer staan. {why.nl} Haal de kolom weg.",
                en=f"The column {received!r} may not be in the input. {why.en} Remove the column.",
            )
        )


class RankingInBlindMode(MatchingError):
    """A placement ranks students, but the round is blind."""

    def __init__(self, placements: int) -> None:
        super().__init__(
            Text(
                nl=f"{placements} stageplaatsen zetten studenten op volgorde. Bij blind matchen ziet een bedrijf"
                " geen personen en kiest het niet tussen hen. Maak de kolom 'ranking' leeg of kies 'open'.",
                en=f"{placements} placements rank students. In blind matching a company sees no persons and does"
                " not choose between them. Empty the column 'ranking', or choose mode 'open'.",
            )
        )


class WeightOutOfRange(MatchingError):
    """A weight breaks the limits that a school may move it within."""

    def __init__(self, name: str, received: object, low: int, high: int) -> None:
        super().__init__(
            Text(
                nl=f"Het gewicht {str(name)!r} kreeg {received!r}. Toegestaan: een geheel getal van {low} tot {high}.",
                en=f"The weight {str(name)!r} received {received!r}. Allowed is a whole number from {low} to {high}.",
            )
        )


class UnknownId(MatchingError, KeyError):
    """The market has no such student or placement."""

    def __init__(self, kind: Text, received: str, rows: int) -> None:
        super().__init__(
            Text(
                nl=f"Er is geen {kind.nl} {received!r} bij de {rows} rijen van deze ronde.",
                en=f"There is no {kind.en} {received!r} among the {rows} rows of this round.",
            )
        )

    def __str__(self) -> str:
        return str(self.args[0])


class DuplicateId(MatchingError):
    """An id must name one row."""

    def __init__(self, kind: Text, received: str) -> None:
        super().__init__(
            Text(
                nl=f"Het id {received!r} staat bij meer dan één {kind.nl}. Geef iedere rij een eigen id.",
                en=f"The id {received!r} names more than one {kind.en}. Give every row an id of its own.",
            )
        )


class TooManyCodes(MatchingError):
    """A list of codes is longer than the engine can tell apart."""

    def __init__(self, what: str, received: int, allowed: int) -> None:
        super().__init__(
            Text(
                nl=f"Er zijn {received} verschillende codes voor {what}; er kunnen er {allowed} zijn.",
                en=f"There are {received} different codes for {what}; there can be {allowed}.",
            )
        )


class NeedsFullRound(MatchingError):
    """The change brings something that this round has never seen; run the match again."""


class BadTables(DataError):
    """The CSV files hold mistakes; each tells file, line, column, value and what is allowed."""

    subject: ClassVar[str] = "input"
