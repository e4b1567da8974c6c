"""What DUO has and what the board has, set side by side; what cannot be paired for certain is said, not guessed."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TextIO

from winternship_connectors.duo.reading import Heading, Registered
from winternship_connectors.records import Record, State

# What has to be registered: an agreement that all have signed.
REGISTERED: Final = frozenset({State.SIGNED, State.ACTIVE, State.ENDED})


class Kind(StrEnum):
    """How the two differ."""

    ONLY_DUO = "only_duo"
    ONLY_BOARD = "only_board"
    DIFFERS = "differs"
    AMBIGUOUS = "ambiguous"


WORDS: Final[dict[str, dict[str, str]]] = {
    Kind.ONLY_DUO: {"nl": "alleen bij DUO", "en": "only at DUO"},
    Kind.ONLY_BOARD: {"nl": "alleen op het bord", "en": "only on the board"},
    Kind.DIFFERS: {"nl": "verschilt", "en": "differs"},
    Kind.AMBIGUOUS: {"nl": "meer dan één mogelijk paar", "en": "more than one possible pair"},
    "starts_on": {"nl": "begin", "en": "start"},
    "ends_on": {"nl": "gepland einde", "en": "planned end"},
    "ended_on": {"nl": "werkelijk einde", "en": "actual end"},
    "hours": {"nl": "uren", "en": "hours"},
    "company": {"nl": "leerbedrijfID", "en": "company (leerbedrijfID)"},
    "crebo": {"nl": "opleiding (crebo)", "en": "programme (crebo)"},
    "": {"nl": "", "en": ""},
}
HEAD: Final = {
    "nl": ("soort", "veld", "plaatsing", "regel", "volgnummer", "bord", "DUO"),
    "en": ("kind", "field", "placement", "line", "number", "board", "DUO"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``placement`` is the board's id, ``line`` and ``number`` are of the file."""

    kind: Kind
    field: str = ""
    placement: str = ""
    line: int | None = None
    number: str = ""
    board: str = ""
    duo: str = ""


Key = Callable[[Any], tuple[str, ...]]
_BY_DAY: Final[tuple[Key, Key]] = (
    lambda one: (one.recognition_id, one.crebo, one.starts_on.isoformat()),
    lambda one: (one.company.recognition_id, one.qualification.crebo, one.period.starts_on.isoformat()),
)
_BY_PLACE: Final[tuple[Key, Key]] = (
    lambda one: (one.recognition_id, one.crebo),
    lambda one: (one.company.recognition_id, one.qualification.crebo),
)
_BY_NUMBER: Final[tuple[Key, Key]] = (lambda one: (one.number,), lambda one: (one.agreement.number,))


def compare(
    heading: Heading, registered: Sequence[Registered], records: Iterable[Record]
) -> list[Difference]:
    """All differences, in the order of the file and then of the board.

    A pair is made by the number of the agreement, else by company, programme and first day, else by company and
    programme alone; each time only where one stands against one. The rest is ambiguous, or on one side only.
    """
    left, right = list(registered), [one for one in records if one.state in REGISTERED]
    pairs: list[tuple[Registered, Record]] = []
    for theirs, ours in (_BY_NUMBER, _BY_DAY, _BY_PLACE):
        found = _pairs(left, right, theirs, ours)
        pairs += found
        left = [one for one in left if all(one is not pair[0] for pair in found)]
        right = [one for one in right if all(one is not pair[1] for pair in found)]
    told = [difference for pair in pairs for difference in _fields(*pair)]
    told += _alone(heading, left, right)
    return sorted(told, key=lambda one: (one.line is None, one.line or 0, one.placement))


def write(differences: Iterable[Difference], to: TextIO, language: str = "nl") -> None:
    """The differences as CSV with ``;``, as Dutch spreadsheets read it; no cell can be a formula."""
    out = csv.writer(to, delimiter=";", lineterminator="\r\n")
    out.writerow(HEAD[language])
    for one in differences:
        words = (WORDS[one.kind][language], WORDS[one.field][language])
        out.writerow([*words, one.placement, one.line or "", *map(_plain, (one.number, one.board, one.duo))])


def _pairs(
    left: Sequence[Registered], right: Sequence[Record], theirs: Key, ours: Key
) -> list[tuple[Registered, Record]]:
    there, here = _grouped(left, theirs), _grouped(right, ours)
    one = [key for key in there if len(there[key]) == 1 and len(here.get(key, ())) == 1]
    return [(there[key][0], here[key][0]) for key in one]


def _grouped(many: Sequence[Any], key: Key) -> dict[tuple[str, ...], list[Any]]:
    found: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for one in many:
        if all(key(one)):  # what is not known pairs with nothing
            found[key(one)].append(one)
    return found


def _fields(there: Registered, here: Record) -> Iterator[Difference]:
    both: tuple[tuple[str, dt.date | int | str | None, dt.date | int | str | None], ...] = (
        ("starts_on", here.period.starts_on, there.starts_on),
        ("ends_on", here.period.ends_on, there.ends_on),
        ("ended_on", here.period.ended_on, there.ended_on),
        ("hours", here.hours.planned, here.hours.planned if there.hours is None else there.hours),
        ("company", here.company.recognition_id, there.recognition_id),
        ("crebo", here.qualification.crebo, there.crebo or here.qualification.crebo),
    )
    for field, board, duo in both:
        if board != duo:
            yield Difference(Kind.DIFFERS, field, here.id, there.line, there.number, _told(board), _told(duo))


def _alone(heading: Heading, left: Sequence[Registered], right: Sequence[Record]) -> Iterator[Difference]:
    theirs, ours = _BY_PLACE
    there, here = _grouped(left, theirs), _grouped(right, ours)
    for one in left:
        kind = Kind.AMBIGUOUS if theirs(one) in here else Kind.ONLY_DUO
        yield Difference(kind, "", "", one.line, one.number, "", _told(one.starts_on))
    for record in right:
        if ours(record) in there:
            yield Difference(Kind.AMBIGUOUS, "", record.id, board=_told(record.period.starts_on))
        elif record.period.starts_on <= heading.ends_on and record.period.ends_on >= heading.starts_on:
            yield Difference(Kind.ONLY_BOARD, "", record.id, board=_told(record.period.starts_on))


def _told(value: dt.date | int | str | None) -> str:
    return "" if value is None else str(value)


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
