"""The soft criteria, pair by pair: whole points in named parts, the same whole points on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Ints, Masks, Rows, count_bits
from winternship_core.matching.criteria import distances, shared_days
from winternship_core.matching.rounds import COARSE, FINE, Round
from winternship_core.matching.vocabulary import Part


def share(count: NDArray[np.integer], rate: Ints, shift: int) -> Ints:
    """``points x count // whole`` as one multiplication; see :data:`.rounds.COARSE`."""
    points: Ints = count * rate
    points >>= shift
    return points


def _of_codes(masks: Masks, rate: Ints, whole: int) -> Ints:
    points = share(count_bits(masks), rate, COARSE)
    points[rate == 0] = whole  # nothing asked, so nothing is missing
    return points


def coverage(game: Round, student: Rows, entry: Rows) -> Ints:
    """For the wished work processes that can be done there; full when none are named."""
    wished = game.students.wished[student] & game.entries.work[entry]
    return _of_codes(wished, game.rates.cover[student], game.maxima[Part.COVERAGE])


def work_wish(game: Round, student: Rows, entry: Rows) -> Ints:
    """For the experience and tools a placement would like; full when it names none."""
    placement = game.entries.placement[entry]
    held = game.students.skills[student] & game.placements.skills[placement]
    return _of_codes(held, game.rates.skills[placement], game.maxima[Part.WORK_WISH])


def learning(game: Round, student: Rows, entry: Rows) -> Ints:
    """For independence that fits the year, and for guidance when asked for."""
    profile = game.placements.profile[game.entries.placement[entry]]
    points: Ints = game.learning[game.students.profile[student], profile]
    return points


def period(game: Round, student: Rows, entry: Rows) -> Ints:
    """For the share of the planned days."""
    return share(shared_days(game, student, entry), game.rates.period[student], FINE)


def travel(game: Round, student: Rows, entry: Rows) -> Ints:
    """Full within a quarter of the student's limit, none at the limit."""
    left = game.students.reach[student] - distances(game, student, entry).astype(np.int32)
    return share(np.minimum(left, game.rates.span[student]), game.rates.travel[student], FINE)


def preference(game: Round, student: Rows, entry: Rows) -> Ints:
    """Half for a preferred kind of work; ranked wishes are noted per pair."""
    kinds = game.students.kinds[student] & game.placements.kinds[game.entries.placement[entry]]
    return np.where(kinds != 0, np.int32(game.maxima[Part.PREFERENCE] // 2), np.int32(0))


# A placement goes by the work alone; a student also by travel and preference.
ABOUT_THE_WORK = {
    Part.COVERAGE: coverage,
    Part.LEARNING: learning,
    Part.PERIOD: period,
    Part.WORK_WISH: work_wish,
}
ABOUT_THE_STUDENT = {Part.PREFERENCE: preference, Part.TRAVEL: travel}
