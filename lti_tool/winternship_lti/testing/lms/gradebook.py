"""So that a test asks for a grade as a teacher would: of this person, for this activity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import Misused
from .records import Column, Grade, Link, Person
from .site import Posted, Site


class Gradebook(Mapping[tuple[Person, Link | Column], Grade]):
    """The grades of all courses, by person and link (or column)."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @property
    def posted(self) -> list[Posted]:
        """Every score that arrived, in order, the refused ones too."""
        return self._site.posted

    def __getitem__(self, place: tuple[Person, Link | Column]) -> Grade:
        person, where = place
        column = self._site.column_of(where) if isinstance(where, Link) else where
        if column is None:
            raise Misused(f"received a link without a column, there are {len(self._site.columns)} columns")
        return column.grades[person.id]

    def __contains__(self, place: object) -> bool:
        try:
            self[place]  # type: ignore[index]
        except (KeyError, Misused):
            return False
        return True

    def __iter__(self) -> Iterator[tuple[Person, Link | Column]]:
        for column in list(self._site.columns.values()):
            for user_id in list(column.grades):
                yield self._site.people[user_id], column

    def __len__(self) -> int:
        return sum(len(column.grades) for column in self._site.columns.values())
