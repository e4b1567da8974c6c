"""Which of some students and some placements fit, and how well: here, and nowhere else, the matcher judges.

Judged in dense blocks of whole numbers. :mod:`.verify` judges again, in another way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Flags, Floats, Rows, count_bits, spans
from winternship_core.matching.features import BROKEN, asks
from winternship_core.matching.rounds import Round
from winternship_core.matching.vocabulary import Part


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
    keep = (entries.x[here] >= x.min() - reach) & (entries.x[here] <= x.max() + reach)
    keep &= (entries.y[here] >= y.min() - reach) & (entries.y[here] <= y.max() + reach)
    found: Rows = np.flatnonzero(keep) + here.start
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
    work = _product(asked[:, :split], offered[:, :split])
    work += period(game, rows[:, None], entries)
    total = _product(asked[:, split:], offered[:, split:])
    total += travel(game, rows[:, None], entries)
    total += work
    fits = Fits(rows, entries, work, total)
    _apply_notes(game, fits)
    return fits


def _product(asked: Floats, offered: NDArray[np.uint8]) -> Floats:
    # Columns in which the smaller side holds nothing add nothing.
    smaller = asked if len(asked) <= len(offered) else offered
    used = np.flatnonzero(smaller.any(axis=0))
    asked, weights = asked[:, used], offered[:, used].astype(np.float32)
    if len(smaller) == 1:
        # A library for large products would wake its threads for this, and wait for them.
        row: Floats = (asked * weights).sum(axis=1)
        return row.reshape(len(asked), len(weights))
    product: Floats = asked @ weights.T
    return product


def distances(game: Round, student: Rows, entry: Rows) -> Floats:
    """As the crow flies, in whole hundreds of metres; exact up to 400 km, for squares stay below 2**24."""
    squares = game.students.x[student] - game.entries.x[entry]
    squares *= squares
    other = game.students.y[student] - game.entries.y[entry]
    other *= other
    squares += other
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
    reach = game.students.reach[student]
    span = np.maximum(reach - np.floor(reach / 4), 1)
    left = distances(game, student, entry)
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


def _apply_notes(game: Round, fits: Fits) -> None:
    """Write wishes, choices and blocks into the block."""
    first = game.first_note[fits.rows]
    counts = game.first_note[fits.rows + 1] - first
    if not counts.any() or not len(fits.entries):
        return
    notes = spans(first, counts)
    row = np.repeat(np.arange(len(fits.rows)), counts)
    placements = game.entries.placement[fits.entries]
    order = np.argsort(placements)
    spot = np.searchsorted(placements, game.notes.placement[notes], sorter=order)
    column = order[np.minimum(spot, len(order) - 1)]
    here = placements[column] == game.notes.placement[notes]
    row, column, notes = row[here], column[here], notes[here]
    # A wish takes the place of the points for the kind of work, when it gives more.
    liked = count_bits(game.students.kinds[fits.rows[row]] & game.placements.kinds[placements[column]])
    wish = game.notes.wish[notes] - liked.astype(np.int32) * (game.maxima[Part.PREFERENCE] // 4)
    np.add.at(fits.total, (row, column), np.maximum(wish, 0) + BROKEN * game.notes.blocked[notes])
    np.add.at(fits.work, (row, column), game.notes.choice[notes])
