"""Small markets for tests: records by hand, and any records hypothesis can think of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from winternship_core.matching.records import Placement, Student
from winternship_core.matching.rules import Rules

START = date(2026, 9, 7)
WORK = ("W1", "W2", "W3")
WEEKDAYS = frozenset({"mo", "tu", "we", "th", "fr"})


def student(number: int = 1, **changes: Any) -> Student:
    """A student whom every :func:`placement` suits."""
    plain: dict[str, Any] = {
        "id": f"s{number}",
        "programme": "25180",
        "level": 2,
        "route": "BOL",
        "x_m": 0,
        "y_m": 0,
        "max_m": 20_000,
        "start": START,
        "end": START + timedelta(days=139),
        "weeks": 18,
    }
    return Student(**{**plain, **changes})


def placement(number: int = 1, **changes: Any) -> Placement:
    """A placement that suits every :func:`student`."""
    plain: dict[str, Any] = {
        "id": f"p{number}",
        "programmes": frozenset({"25180"}),
        "levels": frozenset({1, 2, 3, 4}),
        "routes": frozenset({"BOL", "BBL"}),
        "x_m": 1_000,
        "y_m": 0,
        "start": START - timedelta(days=7),
        "end": START + timedelta(days=200),
        "seats": 1,
        "days": WEEKDAYS,
        "minors": True,
    }
    return Placement(**{**plain, **changes})


RULES = Rules(seed="2026")
_sets = st.frozensets(st.sampled_from(WORK), max_size=3)


@st.composite
def students(draw: st.DrawFn, most: int = 7, places: int = 4) -> list[Student]:
    """Students who differ in everything that matters, on few values, so that ties and clashes are common."""
    made = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        made.append(
            student(
                number,
                programme=draw(st.sampled_from(("25180", "25181"))),
                level=draw(st.sampled_from((1, 2))),
                route=draw(st.sampled_from(("BOL", "BOL", "BBL"))),
                x_m=draw(st.integers(0, 30)) * 700,
                max_m=draw(st.sampled_from((5_000, 12_000, 20_000))),
                weeks=draw(st.sampled_from((10, 20))),
                year=draw(st.integers(1, 4)),
                days=draw(st.sampled_from((frozenset(), frozenset({"mo"}), frozenset({"fr", "sa"})))),
                work_needed=draw(st.frozensets(st.sampled_from(WORK), max_size=1)),
                work_wished=draw(_sets),
                wishes=tuple(
                    draw(st.permutations([f"p{n}" for n in range(1, places + 1)]))[: draw(st.integers(0, 2))]
                ),
                kinds=draw(st.frozensets(st.sampled_from(("care", "shop")))),
                skills=draw(st.frozensets(st.sampled_from(("cash", "cooking")))),
                languages=draw(
                    st.sampled_from((frozenset(), frozenset({"nl:speak:B1"}), frozenset({"nl:speak:C1"})))
                ),
                licences=draw(st.sampled_from((frozenset(), frozenset({"B"})))),
                avoids=draw(st.sampled_from((frozenset(), frozenset({"night"})))),
                minor=draw(st.booleans()),
                guidance=draw(st.booleans()),
                waiting_weeks=draw(st.sampled_from((0, 0, 3))),
                school=draw(st.sampled_from(("A", "B"))),
                blocked=draw(st.sampled_from((frozenset(), frozenset({"p1"})))),
            )
        )
    return made


@st.composite
def placements(draw: st.DrawFn, most: int = 4) -> list[Placement]:
    """Placements to go with them."""
    made = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        seats = draw(st.integers(0, 3))
        made.append(
            placement(
                number,
                programmes=draw(st.sampled_from((frozenset({"25180"}), frozenset({"25180", "25181"})))),
                levels=draw(st.sampled_from((frozenset({1, 2}), frozenset({2})))),
                routes=draw(st.sampled_from((frozenset({"BOL"}), frozenset({"BOL", "BBL"})))),
                x_m=draw(st.integers(0, 30)) * 700,
                y_m=draw(st.integers(0, 3)) * 700,
                start=START + timedelta(days=draw(st.sampled_from((-7, 14, 60)))),
                seats=seats,
                days=draw(st.sampled_from((WEEKDAYS, WEEKDAYS | {"sa"}, WEEKDAYS - {"mo"}))),
                work=draw(_sets),
                not_for_minors=draw(st.frozensets(st.sampled_from(WORK), max_size=1)),
                minors=draw(st.booleans()),
                languages=draw(st.sampled_from((frozenset(), frozenset({"nl:speak:B1@clients"})))),
                licences=draw(st.sampled_from((frozenset(), frozenset(), frozenset({"B@task"})))),
                features=draw(st.sampled_from((frozenset(), frozenset({"night"})))),
                kinds=draw(st.frozensets(st.sampled_from(("care", "shop")))),
                skills=draw(st.frozensets(st.sampled_from(("cash", "cooking")))),
                independence=draw(st.integers(1, 4)),
                guidance=draw(st.booleans()),
                reserved_seats=draw(st.integers(0, seats)),
                reserved_for=draw(
                    st.sampled_from((frozenset({"level:1"}), frozenset({"level:1", "school:A"})))
                ),
                status=draw(st.sampled_from(("open", "open", "open", "suspended"))),
            )
        )
    return made
