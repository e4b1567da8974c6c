"""From a market and its rules to an outcome, in one process or in several."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Final

import numpy as np

from winternship_core.matching.acceptance import Progress, accept
from winternship_core.matching.arrays import Ints, Longs, Rows, distinct
from winternship_core.matching.lists import LENGTH
from winternship_core.matching.market import Market
from winternship_core.matching.outcome import Outcome, with_signed
from winternship_core.matching.parts import divide
from winternship_core.matching.rounds import Round, prepare
from winternship_core.matching.rules import Rules
from winternship_core.matching.seats import Seats, choose
from winternship_core.matching.workers import pool_of

BUNDLES: Final = 4  # more bundles than processes, so that none waits long for the last
Held = tuple[Rows, Ints, Longs]


def match(
    market: Market,
    rules: Rules,
    *,
    processes: int = 1,
    length: int = LENGTH,
    progress: Progress | None = None,
) -> Outcome:
    """The student-best stable outcome over all admissible pairs.

    ``processes`` above 1 runs independent parts of the market side by side (a script that calls it so needs the
    ``if __name__ == "__main__"`` guard). Neither it nor ``length``, the length of lists, changes the outcome.
    ``progress(done, total)`` is called as students are dealt with. Raises :class:`MatchingError`.
    """
    if processes == 1:
        game = prepare(market, rules)
        seats = accept(game, length, progress)
    else:
        with pool_of(processes) as pool:
            game = prepare(market, rules, pool.map)
            seats = _side_by_side(pool, game, processes, length, progress)
    return Outcome(market, rules, game, seats, with_signed(seats, market.students.signed))


def _side_by_side(
    pool: ProcessPoolExecutor, game: Round, processes: int, length: int, progress: Progress | None
) -> Seats:
    seats = Seats(game)
    done = 0
    jobs = {
        pool.submit(_run, part, length): (students, placements)
        for part, students, placements in divide(game, BUNDLES * processes)
    }
    for job in as_completed(jobs):
        students, placements = jobs[job]
        student, placement, priority = job.result()
        held = placements[placement].astype(np.int32)
        seats.write(distinct(held), choose(game, students[student], held, priority))
        done += len(students)
        if progress:
            progress(done, len(game.students))
    return seats


def _run(part: Round, length: int) -> Held:
    seats = accept(part, length)
    return seats.held(np.arange(len(part.seats), dtype=np.int32))
