"""Which of some students and some placements fit, and how well: the one place where the matcher judges pairs.

Judged in dense blocks of whole numbers. :mod:`.checking` judges again, in another way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winternship_core.matching.arrays import Floats, Rows, count_bits, spans
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
    return found[((put_up & common[:, None]) == 0).all(axis=0)]


def evaluate(game: Round, rows: Rows, entries: Rows) -> Fits:
    """Judge every pair of these students (of one programme) and entries."""
    asked = asks(game.layout, game.students, rows, game.maxima)
    offered = game.entries.offers[:, entries]
    split = game.layout.about_the_work
    work = _product(asked[:, :split], offered[:split])
    work += _period(game, rows, entries)
    total = _product(asked[:, split:], offered[split:])
    total += _travel(game, rows, entries)
    total += work
    fits = Fits(rows, entries, work, total)
    _apply_notes(game, fits)
    return fits


def _product(asked: Floats, offered: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Floats:
    used = asked.any(axis=0) & offered.any(axis=1)
    product: Floats = asked[:, used] @ offered[used].astype(np.float32)
    return product


def distances(game: Round, rows: Rows, entries: Rows) -> Floats:
    """As the crow flies, in whole hundreds of metres; exact up to 400 km, for squares stay below 2**24."""
    squares = game.students.x[rows, None] - game.entries.x[entries]
    squares *= squares
    other = game.students.y[rows, None] - game.entries.y[entries]
    other *= other
    squares += other
    np.sqrt(squares, out=squares)
    return np.floor(squares, out=squares)


def shared_days(game: Round, rows: Rows, entries: Rows) -> Floats:
    """Days that lie in both periods; zero or less when there are none."""
    days: Floats = np.minimum(game.students.end[rows, None], game.entries.end[entries])
    days -= np.maximum(game.students.start[rows, None], game.entries.start[entries])
    days += 1
    return days


def _travel(game: Round, rows: Rows, entries: Rows) -> Floats:
    """Full points within a quarter of the student's limit, none at the limit, broken beyond it."""
    reach = game.students.reach[rows, None]
    span = np.maximum(reach - np.floor(reach / 4), 1)
    left = distances(game, rows, entries)
    np.subtract(reach, left, out=left)
    points = np.minimum(left, span)
    points *= game.maxima[Part.TRAVEL]
    points /= span
    np.floor(points, out=points)
    np.minimum(left, 0, out=left)
    left *= -BROKEN
    points += left
    return points


def _period(game: Round, rows: Rows, entries: Rows) -> Floats:
    """Points for the share of the planned days, broken when there are fewer than the student needs."""
    students = game.students
    points = shared_days(game, rows, entries)
    short = points - students.least_days[rows, None]
    points *= game.maxima[Part.PERIOD]
    points /= students.end[rows, None] - students.start[rows, None] + 1
    np.floor(points, out=points)
    np.minimum(short, 0, out=short)
    short *= -BROKEN
    points += short
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
