"""A college with students and places on a map, for rounds: made through the api, small enough to reckon by hand."""

from __future__ import annotations

import datetime as dt

from tests.board.world import END, START, World, edit, step
from winternship_board import api
from winternship_board.rounds import deciding, opening

AT = {"x_m": 210_000, "y_m": 460_000}
FROM, UNTIL = dt.date(2027, 1, 1), dt.date(2027, 3, 1)
CLOSED = {"max_minutes": 30, "travel_modes": ["bicycle"]}


def on_the_map(world: World) -> World:
    """Everyone of the made-up region gets a place on the map; three students take part, two of age."""
    for company in ("bakery", "garage"):
        edit(api.SYSTEM, "location", world.ids[f"{company} location"], AT)
    for name in ("sam", "noor", "finn"):
        edit(api.SYSTEM, "student", world.ids[name], {**AT, **CLOSED, "travel_modes": ["bicycle"]})
    world.student("ida", "college", **AT, max_minutes=30, travel_modes=["bicycle"])
    return world


def agree(world: World, *names: str) -> None:
    """These students agree to be proposed."""
    for name in names:
        api.give_consent(world.people[name], world.ids[name], "be_proposed", given=True, text_version="1")


def a_round(world: World, school: str = "college", by: str = "carla", **more: object) -> opening.RoundSeen:
    """An open round for the spring."""
    return opening.start_round(
        world.people[by],
        world.ids[school],
        name="Spring",
        starts_from=FROM,
        starts_until=UNTIL,
        seed="2027",
        **more,  # type: ignore[arg-type]
    )


__all__ = ["AT", "END", "FROM", "START", "UNTIL", "a_round", "agree", "deciding", "on_the_map", "step"]
