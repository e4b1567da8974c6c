"""Which column of a file is which of ours: by its heading, or by what a school said once and need not say again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winternship_board.errors import BadValue
from winternship_board.importing.columns import COLUMNS, NEVER, Column, plain
from winternship_board.importing.mistakes import Mistake
from winternship_board.models import ImportMapping
from winternship_core.text import Text


@dataclass(frozen=True, slots=True)
class Fitted:
    """``places``: column → its place in the file; ``ignored``: headings that are nobody's, shown before importing."""

    places: Mapping[Column, int]
    ignored: tuple[str, ...]


def remembered(place: str, what: str) -> dict[str, str]:
    """The headings that were said before: our column → the heading in the file."""
    row = ImportMapping.objects.filter(place=place, what=what).first()
    return dict(row.headings) if row else {}


def remember(place: str, what: str, headings: Mapping[str, str]) -> None:
    """Keep them for the next file."""
    ImportMapping.objects.update_or_create(place=place, what=what, defaults={"headings": dict(headings)})


def check_headings(what: str, headings: Mapping[str, str]) -> None:
    """Raises :class:`BadValue` for a mapping that names a column we do not have."""
    known = [column.name for column in COLUMNS[what]]
    for name, heading in headings.items():
        if name not in known or not isinstance(heading, str):
            choice = ", ".join(known)
            raise BadValue("headings", Text(f"kies uit: {choice}.", f"choose from: {choice}."))


def fit(what: str, found: Sequence[str], said: Mapping[str, str]) -> Fitted | tuple[Mistake, ...]:
    """Find our columns among the headings of a file, or tell everything that is wrong with these."""
    mistakes = [_never(heading) for heading in found if plain(heading) in NEVER]
    taken: dict[str, Column] = {}
    for column in COLUMNS[what]:
        names = [said[column.name]] if column.name in said else [column.name, column.nl, *column.also]
        taken.update({plain(name): column for name in names if plain(name) not in taken})
    places: dict[Column, int] = {}
    ignored = []
    for number, heading in enumerate(found):
        known = taken.get(plain(heading))
        if known is None:
            ignored.append(heading)
        elif known in places:
            mistakes.append(_twice(heading, known))
        else:
            places[known] = number
    missing = [column for column in COLUMNS[what] if column.required and column not in places]
    mistakes += [_missing(column) for column in missing]
    return tuple(mistakes) or Fitted(places, tuple(filter(None, ignored)))


def _never(heading: str) -> Mistake:
    return Mistake(
        1,
        heading,
        Text(
            "Deze kolom bewaren we nooit. Haal hem uit het bestand.",
            "We never keep this column. Take it out of the file.",
        ),
    )


def _twice(heading: str, column: Column) -> Mistake:
    return Mistake(
        1,
        heading,
        Text(
            f"Er is al een kolom voor {column.nl}. Laat er één staan.",
            f"There is a column for {column.name} already. Leave one.",
        ),
    )


def _missing(column: Column) -> Mistake:
    return Mistake(
        1,
        "",
        Text(
            f"De kolom {column.nl} ontbreekt. Voeg hem toe, of zeg hoe die in dit bestand heet.",
            f"The column {column.name} is missing. Add it, or say how this file calls it.",
        ),
    )
