"""Why this placement, and why none: worked out on demand, from the student's own side, fit to show to the student."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winternship_core.matching.arrays import Flags, Rows
from winternship_core.matching.features import asks, masks_of_work
from winternship_core.matching.fits import Fits, distances, evaluate
from winternship_core.matching.funnel import shortages, within
from winternship_core.matching.lists import FREE, SHUT
from winternship_core.matching.lottery import BITS
from winternship_core.matching.market import MASK_BITS, Market
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.pairs import points_in_parts
from winternship_core.matching.rounds import LONGEST_WAIT, PRIORITY_SHIFT, Round
from winternship_core.matching.vocabulary import Criterion, Part

MISSES = 3
SHOWN = tuple(part for part in Part if part is not Part.CHOICE)


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many placements were left after each question; ``excluded`` counts the reasons after the period."""

    programme: int
    within_reach: int
    right_period: int
    considered: int
    excluded: Mapping[Criterion, int]


@dataclass(frozen=True, slots=True)
class Miss:
    """A placement that fitted but was full. ``short`` is 0 when ``decided_by`` waiting time or the lottery."""

    placement_id: str
    points: int
    short: int
    decided_by: str = "points"


@dataclass(frozen=True, slots=True)
class StudentExplanation:
    """All there is to tell one student; :func:`.words.student_lines` tells it.

    ``parts`` holds points and most points of each part of the placement that was given; ``better`` counts the
    placements this student would rather have had, which were all full.
    """

    student_id: str
    placement_id: str | None
    signed: bool
    minor: bool
    reach_m: int
    funnel: Funnel
    parts: Mapping[Part, tuple[int, int]]
    distance_m: int | None
    covered: tuple[int, int] | None
    better: int
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class PlacementExplanation:
    """Who was the last to get in: the points of the last admitted at open and at reserved seats, if full."""

    placement_id: str
    seats: int
    signed: int
    placed: int
    reserved: int
    last_admitted: int | None
    last_admitted_reserved: int | None


def explain_student(outcome: Outcome, student_id: str) -> StudentExplanation:
    """The reasons for one student. Raises :class:`UnknownId`."""
    market, game = outcome.market, outcome.game
    row = market.student_row(student_id)
    rows = np.array([row], np.intp)
    entries, near, timely = _stages(game, rows)
    fits = evaluate(game, rows, timely)
    placed = int(outcome.placed[row])
    admissible = fits.total[0] >= 0
    signed = bool(game.students.signed[row] >= 0)
    given = np.flatnonzero(admissible & (game.entries.placement[fits.entries] == placed))
    column = int(given[0]) if len(given) and not signed else None
    return StudentExplanation(
        student_id=student_id,
        placement_id=None if placed < 0 else market.placement_ids[placed],
        signed=signed,
        minor=bool(game.students.minor[row]),
        reach_m=int(game.students.reach[row]) * 100,
        funnel=Funnel(
            len(entries), len(near), len(timely), int(admissible.sum()), _excluded(market, game, rows, fits)
        ),
        parts={} if column is None else _parts(game, fits, column),
        distance_m=None if column is None else int(distances(game, rows, fits.entries[[column]])[0]) * 100,
        covered=None if column is None else _covered(game, row, int(fits.entries[column])),
        better=0 if column is None else _better(fits, column),
        misses=_misses(outcome, fits) if placed < 0 else (),
    )


def explain_placement(outcome: Outcome, placement_id: str) -> PlacementExplanation:
    """What happened at one placement. Raises :class:`UnknownId`."""
    market = outcome.market
    row = market.placement_row(placement_id)
    signed = int((market.students.signed == row).sum())
    return PlacementExplanation(
        placement_id=placement_id,
        seats=int(market.placements.seats[row]),
        signed=signed,
        placed=signed + int(outcome.seats.filled[row]),
        reserved=int(market.placements.reserved[row]),
        last_admitted=_points(int(outcome.seats.bars.open[row])),
        last_admitted_reserved=_points(int(outcome.seats.bars.reserved[row])),
    )


def _points(bar: int) -> int | None:
    return None if bar in {FREE, SHUT} else bar >> PRIORITY_SHIFT


def _stages(game: Round, rows: Rows) -> tuple[Rows, Rows, Rows]:
    programme = int(game.students.programme[rows[0]])
    if programme < 0:
        none = np.empty(0, np.intp)
        return none, none, none
    entries = np.arange(game.first_entry[programme], game.first_entry[programme + 1])
    near = entries[distances(game, rows, entries) <= game.students.reach[rows]]
    return entries, near, near[within(game, rows, near)[1][0]]


def _parts(game: Round, fits: Fits, column: int) -> dict[Part, tuple[int, int]]:
    parts = points_in_parts(game, fits.rows, fits.entries[[column]])
    return {part: (int(parts[part][0]), game.maxima[part]) for part in SHOWN}


def _covered(game: Round, row: int, entry: int) -> tuple[int, int]:
    """How many of the wished work processes can be done, of how many."""
    wished = int(game.students.wished[row])
    offered = int(masks_of_work(game.layout, game.entries.offers.T[[entry]])[0])
    return (wished & offered).bit_count(), wished.bit_count()


def _better(fits: Fits, column: int) -> int:
    total = fits.total[0]
    return int((total > total[column]).sum() + (total[column + 1 :] == total[column]).sum())


def _excluded(market: Market, game: Round, rows: Rows, fits: Fits) -> dict[Criterion, int]:
    """For each placement in the right period that did not fit, the first reason."""
    left = fits.entries[fits.total[0] < 0]
    found: dict[Criterion, int] = {}
    hindering = game.students.hindered[:, rows] & game.placements.obstacles[:, game.entries.placement[left]]
    open_: Flags = np.ones(len(left), np.bool_)
    by_criterion: dict[Criterion, list[int]] = {}
    for word, bit in market.vocabulary.obstacles.number.items():
        by_criterion.setdefault(Criterion(word.partition(":")[0]), []).append(bit)
    for criterion in Criterion:
        stops: Flags = np.zeros(len(left), np.bool_)
        for bit in by_criterion.get(criterion, ()):
            stops |= (hindering[bit // MASK_BITS] >> np.uint64(bit % MASK_BITS) & np.uint64(1)) != 0
        if criterion is Criterion.WORK:
            stops = _lacks_work(game, rows, left)
        if count := int((stops & open_).sum()):
            found[criterion] = count
        open_ &= ~stops
    if rest := int(open_.sum()):
        found[Criterion.BLOCKED] = rest
    return found


def _lacks_work(game: Round, rows: Rows, entries: Rows) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    missing = game.layout.columns["work_missing"]
    asked = asks(game.layout, game.students, rows, game.maxima)[0, missing]
    lacks: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (
        asked @ game.entries.offers[missing][:, entries] < 0
    )
    return lacks


def _misses(outcome: Outcome, fits: Fits) -> tuple[Miss, ...]:
    """The placements that came nearest, each with what was missing."""
    game, bars = outcome.game, outcome.seats.bars
    if not len(fits.entries):
        return ()
    short = shortages(game, bars, fits)[0]
    order = np.argsort(short, kind="stable")[:MISSES]
    misses = []
    for column in order[short[order] < SHUT - 1].tolist():
        placement = int(game.entries.placement[fits.entries[column]])
        gap = int(short[column])
        decided = "points" if gap else _decided(game, outcome, int(fits.rows[0]), placement)
        misses.append(Miss(outcome.market.placement_ids[placement], int(fits.work[0, column]), gap, decided))
    return tuple(misses)


def _decided(game: Round, outcome: Outcome, student: int, placement: int) -> str:
    bars = outcome.seats.bars.of(game, np.array([student]), np.array([placement], np.int32))
    waited = int(bars[0]) >> BITS & LONGEST_WAIT
    return "waiting" if waited > min(int(game.students.waiting[student]), LONGEST_WAIT) else "lottery"
