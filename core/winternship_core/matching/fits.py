"""Which of some students and some placements fit, and how well: the one place where the matcher judges pairs.

:mod:`.checking` judges them again in another way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winternship_core.matching import criteria, points
from winternship_core.matching.arrays import Flags, Ints, Rows, spans, take
from winternship_core.matching.rounds import Round


@dataclass(frozen=True, slots=True)
class Fits:
    """The admissible pairs of a block, sorted by place in the block, then entry.

    ``place`` is the student's place among the block's rows. ``work``: points about the work alone, what the
    placement goes by; ``total``: those with travel and preference, what the student goes by.
    """

    place: Rows
    student: Rows
    entry: Rows
    work: Ints
    total: Ints

    def __len__(self) -> int:
        return len(self.place)


def candidates(game: Round, rows: Rows) -> Rows:
    """Entries that could suit any of these students (all of one programme); a coarse sieve that loses none."""
    students, entries = game.students, game.entries
    programme = int(students.programme[rows[0]])
    if programme < 0:
        return np.empty(0, np.intp)
    low, high = int(game.first_entry[programme]), int(game.first_entry[programme + 1])
    x, y, reach = students.x[rows], students.y[rows], np.float32(students.reach[rows].max())
    here = slice(low, high)
    keep = (entries.x[here] >= x.min() - reach) & (entries.x[here] <= x.max() + reach)
    keep &= (entries.y[here] >= y.min() - reach) & (entries.y[here] <= y.max() + reach)
    keep &= (entries.start[here] <= students.end[rows].max()) & (
        entries.end[here] >= students.start[rows].min()
    )
    found: Rows = np.flatnonzero(keep) + low
    common = np.bitwise_and.reduce(students.hindered[:, rows], axis=1)
    put_up = game.placements.obstacles[:, entries.placement[found]]
    return found[((put_up & common[:, None]) == 0).all(axis=0)]


def evaluate(game: Round, rows: Rows, entries: Rows) -> Fits:
    """Judge every pair of these students (of one programme) and entries."""
    near = _near(game, rows, entries)
    place, column = np.divmod(np.flatnonzero(near), max(len(entries), 1))
    student, entry = rows[place], entries[column]
    fits = criteria.shared_days(game, student, entry) >= game.students.least_days[student]
    fits &= (criteria.obstacles(game, student, entry) == 0).all(axis=0)
    place, student, entry = place[fits], student[fits], entry[fits]
    fits = criteria.enough_work(game, student, entry)
    return judge(game, place[fits], student[fits], entry[fits])


def _near(game: Round, rows: Rows, entries: Rows) -> Flags:
    """Within the student's limit; whole distances, so an exact test on squares."""
    distance = game.students.x[rows][:, None] - game.entries.x[entries]
    distance *= distance
    dy = game.students.y[rows][:, None] - game.entries.y[entries]
    dy *= dy
    distance += dy
    reach = game.students.reach[rows].astype(np.float32)
    near: Flags = distance <= (reach * reach)[:, None]
    return near


def judge(game: Round, place: Rows, student: Rows, entry: Rows) -> Fits:
    """The points of pairs that meet the hard criteria; blocked pairs drop out."""
    work = sum(part(game, student, entry) for part in points.ABOUT_THE_WORK.values())
    total = work + sum(part(game, student, entry) for part in points.ABOUT_THE_STUDENT.values())
    return _noted(game, Fits(place, student, entry, work, total))


def _noted(game: Round, fits: Fits) -> Fits:
    """With the wishes, choices and blocks that are noted for single pairs."""
    students = np.unique(fits.student)
    counts = game.first_note[students + 1] - game.first_note[students]
    if not counts.any():
        return fits
    notes = spans(game.first_note[students], counts)
    where = _find(game, fits, notes)
    notes, where = notes[where >= 0], where[where >= 0]
    already = points.preference(game, fits.student[where], fits.entry[where])
    # A wish takes the place of the points for the kind of work, when it gives more.
    np.add.at(fits.total, where, np.maximum(game.notes.wish[notes] - already, 0))
    np.add.at(fits.work, where, game.notes.choice[notes])
    keep = np.ones(len(fits), np.bool_)
    keep[where[game.notes.blocked[notes]]] = False
    return fits if keep.all() else take(fits, keep)


def _find(game: Round, fits: Fits, notes: Rows) -> Rows:
    """Where the pair of each note stands among the fits, -1 where it does not."""
    size = len(game.seats)
    key = fits.student * size + game.entries.placement[fits.entry]
    order = np.argsort(key)
    wanted = game.notes.student[notes].astype(np.int64) * size + game.notes.placement[notes]
    spot = np.minimum(np.searchsorted(key, wanted, sorter=order), len(key) - 1)
    return np.where(key[order[spot]] == wanted, order[spot], -1)
