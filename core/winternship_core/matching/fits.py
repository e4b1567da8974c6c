"""Which of some students and some placements fit, and how well: here, and nowhere else, the matcher judges.

Judged in dense blocks of whole numbers. :mod:`.verify` judges again, in another way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Floats, Rows, count_bits, spans
from winternship_core.matching.features import BROKEN, asks
from winternship_core.matching.rounds import Round
from winternship_core.matching.vocabulary import Part

DAYS: Final = 1 << 15  # more than any day or number of days, so that three of them make one number
EXACT: Final = 1 << 24  # whole numbers below it are exact in single precision


@dataclass(frozen=True, slots=True)
class Fits:
    """A block of students x entries. ``work``: points about the work alone, what a placement goes by. ``total``:
    those with travel and preference, what a student goes by. A total below zero means that a hard rule is broken.
    """

    rows: Rows
    entries: Rows
    work: Floats
    total: Floats


def candidates(game: Round, rows: Rows) -> Rows:
    """Entries that could suit any of these students (all of one programme); a coarse sieve that loses none."""
    students, entries = game.students, game.entries
    programme = int(students.programme[rows[0]])
    if programme < 0:
        return np.empty(0, np.intp)
    here = slice(int(game.first_entry[programme]), int(game.first_entry[programme + 1]))
    x, y, reach = students.x[rows], students.y[rows], students.reach[rows].max() + 1
    # How far outside the rectangle that holds the students.
    away = np.maximum(np.maximum(x.min() - entries.x[here], entries.x[here] - x.max()), 0)
    beside = np.maximum(np.maximum(y.min() - entries.y[here], entries.y[here] - y.max()), 0)
    found: Rows = np.flatnonzero(away * away + beside * beside <= reach * reach) + here.start
    shared = np.minimum(entries.end[found], students.end[rows].max())
    shared -= np.maximum(entries.start[found], students.start[rows].min())
    found = found[shared + 1 >= students.least_days[rows].min()]
    common = np.bitwise_and.reduce(students.hindered[:, rows], axis=1)
    put_up = game.placements.obstacles[:, game.entries.placement[found]]
    free: Flags = ((put_up & common[:, None]) == 0).all(axis=0)
    return found[free]


def evaluate(game: Round, rows: Rows, entries: Rows, asked: Floats | None = None) -> Fits:
    """Judge every pair of these students (of one programme) and entries; ``asked`` saves working it out again."""
    if asked is None:
        asked = asks(game.layout, game.students, rows, game.maxima)
    offered = game.entries.offers.T[entries]
    split = game.layout.about_the_work
    work = judge_work(game, rows, entries, asked[:, :split], offered[:, :split])
    total = _product(asked[:, split:], offered[:, split:])
    total += work
    total += _travel(game, _squares_of_all(game, rows, entries), game.students.reach[rows, None])
    row, column, note = notes_on(game, rows, entries)
    np.add.at(total, (row, column), wish(game, rows[row], entries[column], note))
    np.add.at(work, (row, column), game.notes.choice[note])
    return Fits(rows, entries, work, total)


def judge_work(game: Round, rows: Rows, entries: Rows, asked: Floats, offered: NDArray[np.uint8]) -> Floats:
    """Points about the work alone of every pair, without a placement's ranking; below zero where a rule is broken."""
    work = _product(asked, offered)
    first, kind = _planned(game, rows)
    points = period(game, first[:, None], entries)
    work += points if len(first) == 1 else points[kind]
    return work


def _planned(game: Round, rows: Rows) -> tuple[Rows, Rows]:
    """One student for each different planned period, and which of them each student is like: mostly there is one."""
    columns = (game.students.start, game.students.end, game.students.least_days)
    start, end, least = (column[rows].astype(np.int64) for column in columns)
    period = (start * DAYS + end) * DAYS + least
    if not len(rows) or (period == period[0]).all():
        return rows[:1], np.zeros(len(rows), np.intp)
    _, first, kind = np.unique(period, return_index=True, return_inverse=True)
    return rows[first], kind.reshape(-1)


def totals(game: Round, students: Rows, entries: Rows, work: Floats) -> Floats:
    """The points that each student goes by, of pairs that have these points for the work without a ranking."""
    liked = count_bits(game.students.kinds[students] & game.placements.kinds[game.entries.placement[entries]])
    total: Floats = work + liked.astype(np.float32) * (game.maxima[Part.PREFERENCE] // 4)
    total += travel(game, students, entries)
    return total


def _product(asked: Floats, offered: NDArray[np.uint8]) -> Floats:
    # Columns in which the smaller side holds nothing add nothing.
    smaller = asked if len(asked) <= len(offered) else offered
    used = np.flatnonzero(smaller.any(axis=0))
    asked, weights = asked[:, used], offered[:, used].astype(np.float32)
    if len(smaller) == 1:
        # A library for large products would wake its threads for this, and wait for them.
        row: Floats = np.einsum("ij,kj->ik", asked, weights)
        return row
    product: Floats = asked @ weights.T
    return product


def within_reach(game: Round, rows: Rows, entries: Rows) -> Flags:
    """Which entries lie within each student's limit."""
    limit = game.students.reach[rows, None] + 1  # the distance is cut to whole hundreds of metres
    near: Flags = _squares_of_all(game, rows, entries) < limit * limit
    return near


def _squares_of_all(game: Round, rows: Rows, entries: Rows) -> Floats:
    """The square of every distance; a scalar product gives them where they are small enough to be exact."""
    if min(len(rows), len(entries)) <= 1:
        return _squares(game, rows[:, None], entries)
    x, there_x, wide = _centred(game.students.x[rows], game.entries.x[entries])
    y, there_y, high = _centred(game.students.y[rows], game.entries.y[entries])
    if wide * wide + high * high >= EXACT:
        return _squares(game, rows[:, None], entries)
    here = np.stack([-2 * x, -2 * y, x * x + y * y, np.ones_like(x)], axis=1)
    there = np.stack([there_x, there_y, np.ones_like(there_x), there_x * there_x + there_y * there_y])
    squares: Floats = here @ there
    return squares


def _centred(here: Floats, there: Floats) -> tuple[Floats, Floats, float]:
    """Both, counted from the middle between them, so that their products stay small; and how far apart they can be."""
    low, high = min(here.min(), there.min()), max(here.max(), there.max())
    middle = np.floor((low + high) / 2)
    return here - middle, there - middle, float(high - low) + 1


def distances(game: Round, student: Rows, entry: Rows) -> Floats:
    """As the crow flies, in whole hundreds of metres; exact up to 400 km, for squares stay below 2**24."""
    return _rooted(_squares(game, student, entry))


def _squares(game: Round, student: Rows, entry: Rows) -> Floats:
    squares = game.students.x[student] - game.entries.x[entry]
    squares *= squares
    other = game.students.y[student] - game.entries.y[entry]
    other *= other
    squares += other
    return squares


def _rooted(squares: Floats) -> Floats:
    np.sqrt(squares, out=squares)
    distance: Floats = np.floor(squares, out=squares)
    return distance


def shared_days(game: Round, student: Rows, entry: Rows) -> Floats:
    """Days that lie in both periods; zero or less when there are none."""
    days: Floats = np.minimum(game.students.end[student], game.entries.end[entry])
    days -= np.maximum(game.students.start[student], game.entries.start[entry])
    days += 1
    return days


def travel(game: Round, student: Rows, entry: Rows) -> Floats:
    """Full points within a quarter of the student's limit, none at the limit, broken beyond it."""
    return _travel(game, _squares(game, student, entry), game.students.reach[student])


def _travel(game: Round, squares: Floats, reach: Floats) -> Floats:
    span = np.maximum(reach - np.floor(reach / 4), 1)
    left = _rooted(squares)
    np.subtract(reach, left, out=left)
    points = np.minimum(left, span)
    points *= game.maxima[Part.TRAVEL]
    points /= span
    return _with_broken(np.floor(points, out=points), left)


def period(game: Round, student: Rows, entry: Rows) -> Floats:
    """Points for the share of the planned days, broken when there are fewer than the student needs."""
    students = game.students
    points = shared_days(game, student, entry)
    left = points - students.least_days[student]
    points *= game.maxima[Part.PERIOD]
    points /= students.end[student] - students.start[student] + 1
    return _with_broken(np.floor(points, out=points), left)


def _with_broken(points: Floats, left: Floats) -> Floats:
    """Take points off where less than nothing is left; ``left`` is used up."""
    np.minimum(left, 0, out=left)
    left *= -BROKEN
    points += left
    return points


def notes_on(game: Round, rows: Rows, entries: Rows) -> tuple[Rows, Rows, Rows]:
    """What is said about pairs of these students and entries: row and column of each pair, and its note."""
    first = game.first_note[rows]
    counts = game.first_note[rows + 1] - first
    if not counts.any() or not len(entries):
        nothing = np.empty(0, np.intp)
        return nothing, nothing, nothing
    note = spans(first, counts)
    row = np.repeat(np.arange(len(rows)), counts)
    placements = game.entries.placement[entries]
    order = np.argsort(placements)
    spot = np.searchsorted(placements, game.notes.placement[note], sorter=order)
    column = order[np.minimum(spot, len(order) - 1)]
    here = placements[column] == game.notes.placement[note]
    return row[here], column[here], note[here]


def wish(game: Round, students: Rows, entries: Rows, note: Rows) -> Floats:
    """What a note adds to the points a student goes by; a block takes them all."""
    # A wish takes the place of the points for the kind of work, when it gives more.
    liked = count_bits(game.students.kinds[students] & game.placements.kinds[game.entries.placement[entries]])
    more = game.notes.wish[note] - liked.astype(np.int32) * (game.maxima[Part.PREFERENCE] // 4)
    added: Floats = np.maximum(more, 0) + BROKEN * game.notes.blocked[note]
    return added
