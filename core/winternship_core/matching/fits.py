"""How well each of some students and each of some placements fit: one dense block of whole numbers at a time.

This is the one place where the matcher applies the criteria. :mod:`.checking` does the same in another way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winternship_core.matching.arrays import Flags, Floats, Ints, Rows, count_bits, spans
from winternship_core.matching.rounds import COARSE, FINE, Round
from winternship_core.matching.vocabulary import Part


@dataclass(frozen=True, slots=True)
class Fits:
    """Blocks of (students x placements). ``work``: points about the work alone, what the placement goes by;
    ``total``: those with travel and preference, what the student goes by. Both mean nothing where not admissible.
    """

    rows: Rows
    entries: Rows
    admissible: Flags
    work: Ints
    total: Ints


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
    keep &= (entries.start[here] <= students.end[rows].max()) & (entries.end[here] >= students.start[rows].min())
    found: Rows = np.flatnonzero(keep) + low
    common = np.bitwise_and.reduce(students.hindered[:, rows], axis=1)
    free = ((game.placements.obstacles[:, entries.placement[found]] & common[:, None]) == 0).all(axis=0)
    return found[free]


def evaluate(game: Round, rows: Rows, entries: Rows) -> Fits:
    """Judge every pair of these students (of one programme) and entries."""
    distance = distances(game, rows, entries)
    shared = shared_days(game, rows, entries)
    admissible = distance <= game.students.reach[rows].astype(np.float32)[:, None]
    admissible &= shared >= game.students.least_days[rows][:, None]
    admissible &= unhindered(game, rows, entries)
    admissible &= enough_work(game, rows, entries)
    work = coverage(game, rows, entries)
    work += learning(game, rows, entries)
    work += period(game, rows, shared)
    work += work_wish(game, rows, entries)
    total = travel(game, rows, distance)
    total += preference(game, rows, entries)
    total += work
    _apply_notes(game, rows, entries, Fits(rows, entries, admissible, work, total))
    return Fits(rows, entries, admissible, work, total)


def distances(game: Round, rows: Rows, entries: Rows) -> Floats:
    """As the crow flies, in hundreds of metres. Squares stay below 2**24 within reach, so floats are exact here."""
    dx = game.students.x[rows][:, None] - game.entries.x[entries]
    dx *= dx
    dy = game.students.y[rows][:, None] - game.entries.y[entries]
    dy *= dy
    dx += dy
    distance: Floats = np.sqrt(dx, out=dx)
    return distance


def shared_days(game: Round, rows: Rows, entries: Rows) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """Days that lie in both periods; zero or less when there are none."""
    students = game.students
    days = np.minimum(students.end[rows][:, None], game.entries.end[entries])
    days -= np.maximum(students.start[rows][:, None], game.entries.start[entries])
    days += 1
    return days


def unhindered(game: Round, rows: Rows, entries: Rows) -> Flags:
    """Whether no obstacle of the placement hinders the student."""
    obstacles = game.placements.obstacles[:, game.entries.placement[entries]]
    free = np.ones((len(rows), len(entries)), np.bool_)
    for hindered, put_up in zip(game.students.hindered[:, rows], obstacles, strict=True):
        some = np.bitwise_or.reduce(hindered) & put_up
        columns = np.flatnonzero(some)
        if len(columns):
            free[:, columns] &= (hindered[:, None] & put_up[columns]) == 0
    return free


def enough_work(game: Round, rows: Rows, entries: Rows) -> Flags:
    """Whether enough of what the student must learn can be done, minors' forbidden tasks left out."""
    minor, needs = game.students.minor[rows], game.students.needs[rows]
    work, safe = game.entries.work[entries], game.entries.safe[entries]
    if minor.any():
        work = np.where(minor[:, None], safe, work) if not minor.all() else safe
    covered = count_bits(needs[:, None] & work)
    enough: Flags = covered >= game.rates.least_work[rows][:, None]
    return enough


def coverage(game: Round, rows: Rows, entries: Rows) -> Ints:
    """Points for the wished work processes that can be done; full when none are named."""
    covered = count_bits(game.students.wished[rows][:, None] & game.entries.work[entries])
    rate = game.rates.cover[rows]
    points = covered * rate[:, None]
    points >>= COARSE
    points[rate == 0] = game.maxima[Part.COVERAGE]
    return points


def learning(game: Round, rows: Rows, entries: Rows) -> Ints:
    """Points for independence that fits the year, and for guidance when asked for."""
    profiles = game.placements.profile[game.entries.placement[entries]]
    points: Ints = game.learning[game.students.profile[rows]].take(profiles, axis=1)
    return points


def period(game: Round, rows: Rows, shared: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> Ints:
    """Points for the share of the planned days."""
    points = shared * game.rates.period[rows][:, None]
    points >>= FINE
    return points


def work_wish(game: Round, rows: Rows, entries: Rows) -> Ints:
    """Points for the experience and tools a placement would like; full when it names none."""
    placements = game.entries.placement[entries]
    rate = game.rates.skills[placements]
    points = count_bits(game.students.skills[rows][:, None] & game.placements.skills[placements]) * rate
    points >>= COARSE
    points[:, rate == 0] = game.maxima[Part.WORK_WISH]
    return points


def travel(game: Round, rows: Rows, distance: Floats) -> Ints:
    """Full points within a quarter of the student's limit, none at the limit."""
    points = game.students.reach[rows][:, None] - distance.astype(np.int32)
    np.minimum(points, game.rates.span[rows][:, None], out=points)
    points *= game.rates.travel[rows][:, None]
    points >>= FINE
    return points


def preference(game: Round, rows: Rows, entries: Rows) -> Ints:
    """Half the points for a preferred kind of work; ranked wishes are noted per pair."""
    kinds = game.placements.kinds[game.entries.placement[entries]]
    points = ((game.students.kinds[rows][:, None] & kinds) != 0).astype(np.int32)
    points *= game.maxima[Part.PREFERENCE] // 2
    return points


def _apply_notes(game: Round, rows: Rows, entries: Rows, fits: Fits) -> None:
    """Write wishes, choices and blocks into the block."""
    first = game.first_note[rows]
    counts = game.first_note[rows + 1] - first
    notes = spans(first, counts)
    if not len(notes) or not len(entries):
        return
    i = np.repeat(np.arange(len(rows)), counts)
    placements = game.entries.placement[entries]
    order = np.argsort(placements)
    place = np.minimum(np.searchsorted(placements, game.notes.placement[notes], sorter=order), len(order) - 1)
    j = order[place]
    here = placements[j] == game.notes.placement[notes]
    i, j, notes = i[here], j[here], notes[here]
    _write_points(game, fits, i, j, notes)
    blocked = game.notes.blocked[notes]
    fits.admissible[i[blocked], j[blocked]] = False


def _write_points(game: Round, fits: Fits, i: Rows, j: Rows, notes: Rows) -> None:
    # A wish takes the place of the points for the kind of work, when it gives more.
    kinds = game.placements.kinds[game.entries.placement[fits.entries[j]]]
    liked = (game.students.kinds[fits.rows[i]] & kinds) != 0
    already = np.where(liked, game.maxima[Part.PREFERENCE] // 2, 0)
    wish = game.notes.wish[notes]
    np.add.at(fits.total, (i, j), np.maximum(wish - already, 0))
    choice = game.notes.choice[notes]
    np.add.at(fits.work, (i, j), choice)
