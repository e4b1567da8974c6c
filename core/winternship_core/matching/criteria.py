"""The hard criteria, pair by pair: what does not hold excludes a placement, and has a name to tell the student.

Everything here takes ``student`` and ``entry`` rows of equal length, or one of length 1 against many.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Floats, Masks, Rows, count_bits
from winternship_core.matching.rounds import Round


def distances(game: Round, student: Rows, entry: Rows) -> Floats:
    """As the crow flies, in hundreds of metres, rounded down; exact, for squares stay below 2**24 within reach."""
    dx = game.students.x[student] - game.entries.x[entry]
    dy = game.students.y[student] - game.entries.y[entry]
    distance: Floats = np.floor(np.sqrt(dx * dx + dy * dy))
    return distance


def shared_days(game: Round, student: Rows, entry: Rows) -> NDArray[np.int16]:
    """Days that lie in both periods; zero or less when there are none."""
    end = np.minimum(game.students.end[student], game.entries.end[entry])
    start = np.maximum(game.students.start[student], game.entries.start[entry])
    days: NDArray[np.int16] = end - start + np.int16(1)
    return days


def obstacles(game: Round, student: Rows, entry: Rows) -> Masks:
    """The obstacles that hinder the student at the placement (words x pairs)."""
    put_up = game.placements.obstacles[:, game.entries.placement[entry]]
    hindering: Masks = game.students.hindered[:, student] & put_up
    return hindering


def enough_work(game: Round, student: Rows, entry: Rows) -> Flags:
    """Whether enough of what the student must learn can be done there, minors' forbidden tasks left out."""
    offered = np.where(game.students.minor[student], game.entries.safe[entry], game.entries.work[entry])
    covered = count_bits(game.students.needs[student] & offered)
    enough: Flags = covered >= game.rates.least_work[student]
    return enough
