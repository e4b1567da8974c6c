"""What is on the board already, looked up for a whole file at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from winternship_board.importing.rows import Row
from winternship_board.models import Organisation, Programme
from winternship_core.text import Text

T = TypeVar("T")
# SQLite takes about a thousand values in one statement.
MOST_ASKED: Final = 500
_GONE: Final = ("archived", "rejected")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file belongs: at a school, or in a region."""

    organisation: int | None
    region: str

    @property
    def key(self) -> str:
        """Under which its headings are remembered."""
        return f"school:{self.organisation}" if self.organisation else f"region:{self.region}"


def batched(values: Iterable[T], size: int = MOST_ASKED) -> Iterator[list[T]]:
    """The values in lists of at most this length."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def rows_with(rows: Any, field: str, values: Collection[Any]) -> list[Any]:
    """The rows of a query whose field is one of these values, however many these are."""
    return [row for some in batched(values) for row in rows.filter(**{f"{field}__in": some})]


def programmes_of(rows: Sequence[Row], part: str, field: str) -> dict[str, Programme]:
    """Crebo → programme, of all that the rows name."""
    crebos = {row.of(part)[field] for row in rows if row.of(part).get(field)}
    return {one.crebo: one for one in rows_with(Programme.objects.all(), "crebo", crebos)}


UNKNOWN_CREBO: Final = Text(
    "een code van de lijst van opleidingen. Staat hij er niet in, laat de beheerder dan de nieuwste lijst inlezen.",
    "a code of the list of programmes. If it is not there, have the administrator import the newest list.",
)


def name_key(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.casefold().split())


class Companies:
    """The companies of a region, found by registry number or else by name."""

    def __init__(self, region: str) -> None:
        rows = Organisation.objects.filter(kind="company", region=region).exclude(state__in=_GONE)
        self.rows: list[Any] = list(rows.prefetch_related("locations", "contacts").order_by("pk"))
        self._by_number = {
            (row.country, row.registry_number): row for row in self.rows if row.registry_number
        }
        self._by_name: dict[str, list[Any]] = {}
        for row in self.rows:
            for name in {name_key(row.name), name_key(row.trade_name)} - {""}:
                self._by_name.setdefault(name, []).append(row)

    def find(self, number: str, name: str, country: str = "NL") -> Any | Text | None:
        """The company; nothing when there is none; a text when the name alone does not tell which."""
        if number and (country, number) in self._by_number:
            return self._by_number[country, number]
        found = self._by_name.get(name_key(name), [])
        if number:
            found = [row for row in found if not row.registry_number]
        if len(found) > 1:
            return Text(
                "er zijn meer bedrijven met deze naam; vul het registernummer in.",
                "several companies have this name; fill in the registry number.",
            )
        return found[0] if found else None
