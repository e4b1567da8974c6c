"""What stability costs: the most that anyone could place, beside the number that was placed.

A larger number is no better outcome: to reach it, pairs who would rather have each other are kept apart. It is shown so
that the school can weigh it. Needs the extra ``bound`` (OR-tools), which reads the same admissible pairs.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from winternship_core.matching.blocks import blocks
from winternship_core.matching.errors import MatchingError
from winternship_core.matching.fits import candidates, evaluate
from winternship_core.matching.rounds import Round
from winternship_core.text import Text


def most_placed(game: Round) -> int:
    """The most students that can be placed at all, signed ones too. Raises :class:`MatchingError` without OR-tools."""
    flow = _solver()
    students, placements = len(game.students), len(game.seats)
    source, sink = students + placements, students + placements + 1
    waiting = np.flatnonzero(game.students.signed < 0)
    for block in blocks(game, waiting):
        fits = evaluate(game, block, candidates(game, block))
        place, column = np.nonzero(fits.total >= 0)
        ends = students + game.entries.placement[fits.entries[column]]
        flow.add_arcs_with_capacity(block[place], ends, np.ones(len(place), np.int64))
    flow.add_arcs_with_capacity(np.full(len(waiting), source), waiting, np.ones(len(waiting), np.int64))
    flow.add_arcs_with_capacity(
        np.arange(students, students + placements), np.full(placements, sink), game.seats.astype(np.int64)
    )
    flow.solve(source, sink)
    return int(flow.optimal_flow()) + students - len(waiting)


def _solver() -> Any:
    try:
        max_flow: Any = import_module("ortools.graph.python.max_flow")
    except ImportError as error:
        raise MatchingError(
            Text(
                nl="Hiervoor is OR-tools nodig: pip install winternship[bound].",
                en="This needs OR-tools: pip install winternship[bound].",
            )
        ) from error
    return max_flow.SimpleMaxFlow()
