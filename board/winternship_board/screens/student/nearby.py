"""Where the places of a list are: a map drawn here from coordinates, so that no other server learns who looks.

Distances are in a straight line, to the nearest kilometre: a student sees the area of a company, not its address.
North is up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.listing import Listing, query_of, rows_of
from winternship_board.screens.student.own import profile

MOST_ROWS: Final = 600
PAGE: Final = 200
REACHES_KM: Final = (5, 10, 20, 40, 80)  # the outer ring; what lies further stays in the list alone
HALF: Final = 180  # half the side of the picture, in its own units
MARGIN: Final = 24  # so that a dot on the outer ring is whole
APART: Final = 44  # dots nearer to each other than a fingertip become one, where its nearest place is


@dataclass(frozen=True, slots=True)
class Place:
    """One vacancy on the map: metres east and north of the student."""

    id: int
    name: str
    east: float
    north: float

    @property
    def metres(self) -> float:
        """Distance in a straight line."""
        return hypot(self.east, self.north)


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot: the places in it, nearest first; ``x``, ``y`` in units of the picture, ``number`` from 1."""

    number: int
    x: float
    y: float
    places: tuple[Place, ...]


def nearby(ask: Ask, spec: Listing) -> dict[str, object]:
    """The context of ``student/vacancies.html``: the places of the list's own query, and why some are not shown.

    Only when the map is asked for: it reads far more rows than a page of the list.
    """
    if not ask.one("map"):
        return {"on_map": False}
    me = profile(ask).fields
    here = (me.get("x_m"), me.get("y_m"))
    if not isinstance(here[0], int) or not isinstance(here[1], int):
        return {"on_map": True, "map": None}
    rows = list(_rows(ask, spec))
    places = _places(ask, rows, (here[0], here[1]))
    reach = reach_of(places)
    inside = [one for one in places if one.metres <= reach * 1000]
    rings = [
        {"km": reach * part // 4 if reach > 5 else reach * part / 4, "r": HALF * part // 4} for part in (2, 4)
    ]
    seen = {
        "dots": [_said(dot) for dot in dots_of(inside, reach)],
        "rings": rings,
        "half": HALF + MARGIN,
        "side": 2 * (HALF + MARGIN),
        "reach": reach,
        "further": len(places) - len(inside),
        "unknown": len(rows) - len(places),
    }
    return {"on_map": True, "map": seen}


def reach_of(places: Sequence[Place]) -> int:
    """The smallest outer ring, in kilometres, that holds all places; the largest there is when none does."""
    furthest = max((one.metres for one in places), default=0)
    return next((km for km in REACHES_KM if furthest <= km * 1000), REACHES_KM[-1])


def dots_of(places: Sequence[Place], reach: int) -> list[Dot]:
    """The dots of a map whose outer ring is ``reach`` kilometres: each place in one dot, nearest dot first."""
    scale = HALF / (reach * 1000)
    found: list[tuple[float, float, list[Place]]] = []
    for one in sorted(places, key=lambda place: (place.metres, place.id)):
        x, y = one.east * scale, -one.north * scale
        near = next((group for x0, y0, group in found if hypot(x - x0, y - y0) < APART), None)
        if near is None:
            found.append((x, y, [one]))
        else:
            near.append(one)
    return [
        Dot(number, round(x, 1), round(y, 1), tuple(group)) for number, (x, y, group) in enumerate(found, 1)
    ]


def _rows(ask: Ask, spec: Listing) -> Iterator[api.Seen]:
    query, after = query_of(ask, spec), ""
    for _ in range(MOST_ROWS // PAGE):
        page = rows_of(ask, spec, query, after=after, limit=PAGE)
        yield from page.rows
        after = page.next
        if not after:
            return


def _places(ask: Ask, rows: Sequence[api.Seen], here: tuple[int, int]) -> list[Place]:
    spots = api.spots(ask.actor, [row.fields.get("location") for row in rows])
    found = []
    for row in rows:
        where = row.fields.get("location")
        if isinstance(where, int) and where in spots:
            x, y = spots[where]
            name = ", ".join(
                str(row.fields[one]) for one in ("title", "organisation_name") if row.fields.get(one)
            )
            found.append(Place(row.id, name, x - here[0], y - here[1]))
    return found


def _said(dot: Dot) -> dict[str, object]:
    places = [(one.id, one.name, max(1, round(one.metres / 1000))) for one in dot.places]
    return {
        "number": dot.number,
        "x": f"{dot.x:.1f}",
        "y": f"{dot.y:.1f}",
        "places": places,
        "many": len(places),
    }
