"""Student-proposing deferred acceptance (Gale and Shapley 1962): ask, hold the best, ask on.

The order in which students ask does not change the result, so crowds ask at once in arrays and the long thin tail asks
one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from winternship_core.matching.arrays import Rows
from winternship_core.matching.lists import LENGTH, Lists, fill
from winternship_core.matching.rounds import Round
from winternship_core.matching.seats import Seats
from winternship_core.matching.tail import ask_one_by_one

CROWD: Final = 400
LOOK: Final = 4  # places of a list looked at in one go
Progress = Callable[[int, int], None]


def accept(game: Round, length: int = LENGTH, progress: Progress | None = None, crowd: int = CROWD) -> Seats:
    """Run the round to its end; ``length`` and ``crowd`` change the time it takes, never the outcome."""
    seats = Seats(game)
    asking: Rows = np.flatnonzero(game.students.signed < 0)
    lists = Lists.empty(game, length)
    fill(game, lists, asking, None)
    while len(asking):
        out_of_list = _ask(game, seats, lists, asking, crowd)
        fill(game, lists, out_of_list, seats.bars)
        asking = out_of_list[lists.placement[out_of_list, 0] >= 0]
    return seats


def _ask(game: Round, seats: Seats, lists: Lists, asking: Rows, crowd: int) -> Rows:
    """Let students ask until each is seated or at the end of their list; returns the latter."""
    finished = []
    place = np.zeros(
        len(game.students), np.intp
    )  # where in the list to look on: what lies before has refused
    while len(asking) > crowd:
        column = np.minimum(place[asking, None] + np.arange(LOOK), lists.length - 1)
        placement = lists.placement[asking[:, None], column]
        priority = game.priority(asking, lists.work[asking[:, None], column])
        possible = priority > seats.bars.of(game, asking, placement)
        choice = possible.argmax(axis=1)
        can = possible[np.arange(len(asking)), choice]
        waiting = asking[~can]
        place[waiting] += LOOK
        ended = place[waiting] >= lists.length
        finished.append(waiting[ended])
        rows, chosen = asking[can], choice[can]
        place[rows] = column[can, chosen]
        losers = seats.offer(rows, placement[can, chosen], priority[can, chosen])
        asking = np.concatenate([losers, waiting[~ended]])
    finished.append(ask_one_by_one(game, seats, lists, asking))
    return np.concatenate(finished)
