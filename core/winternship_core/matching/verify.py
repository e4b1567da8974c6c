"""An outcome is believed only after a check that shares no code with the matcher.

Nothing here comes from the round, the lists or the seats. The rules are written down a second time
(:mod:`.second_opinion`), the lots are drawn again from the seed, and every admissible pair of the whole market is asked
whether both would rather have each other. Both sides know only the tables of the market and the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from winternship_core.matching.market import Market
from winternship_core.matching.rules import Rules
from winternship_core.matching.second_opinion import (
    LOT,
    NEVER,
    WAIT,
    Array,
    Case,
    fit,
    keys_of,
    liking,
    noted,
    sorted_by_programme,
    work_points,
)
from winternship_core.matching.vocabulary import Part
from winternship_core.matching.workers import pool_of

ROWS, CELL, PAIRS = (
    256,
    300,
    1 << 17,
)  # students judged at once, squares they are sorted by (100 m), pairs at once
Blocking = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Verification:
    """``mistakes`` are sentences about broken promises; ``blocking`` names pairs that prefer each other."""

    admissible_pairs: int
    placed: int
    blocking: tuple[tuple[str, str], ...]
    mistakes: tuple[str, ...]

    @property
    def stable(self) -> bool:
        """Whether every promise holds."""
        return not self.blocking and not self.mistakes


def verify(
    market: Market,
    rules: Rules,
    placed: Sequence[int] | Array,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Check ``placed`` (a placement's row or -1 for every student) against the market and the rules."""
    placed = np.asarray(placed, np.int64)
    mistakes = list(_broken_promises(market, placed))
    case = _case(market, rules)
    entry = _entries_of(case, placed)
    mistakes += _misfits(market, case, placed, entry)
    _seat(case, market, placed, entry)
    admissible, blocking = _walk(case, market, processes, progress)
    names = [
        (market.student_ids[student], market.placement_ids[placement]) for student, placement in blocking
    ]
    return Verification(admissible, int((placed >= 0).sum()), tuple(sorted(names)), tuple(mistakes))


def _broken_promises(market: Market, placed: Array) -> Iterator[str]:
    seats, signed = market.placements.seats, market.students.signed
    used = np.bincount(placed[placed >= 0], minlength=len(seats))
    agreed = np.bincount(signed[signed >= 0], minlength=len(seats))
    for row in np.flatnonzero(used > np.maximum(seats, agreed)).tolist():
        yield f"placement {market.placement_ids[row]} has {seats[row]} seats and {used[row]} students"
    for row in np.flatnonzero((signed >= 0) & (placed != signed)).tolist():
        yield f"student {market.student_ids[row]} signed for another placement than the outcome gives"


def _case(market: Market, rules: Rules) -> Case:
    points = {part: rules.points(part) for part in Part}
    students, placements = market.students, market.placements
    count = len(placements)
    waiting = np.minimum(students.waiting.astype(np.int64), WAIT)
    blocked = market.blocked.student.astype(np.int64) * count + market.blocked.placement
    return Case(
        students=students,
        placements=placements,
        table=sorted_by_programme(market.recognitions),
        points=points,
        turn=waiting * LOT + LOT - 1 - _lots(rules.seed, market.student_ids),
        charm=LOT - 1 - _lots(rules.seed, market.placement_ids),
        own=np.full(len(students), -1, np.int64),
        bar=np.full(count, -1, np.int64),
        bar_entitled=np.full(count, NEVER, np.int64),
        wishes=noted(market.wishes, points[Part.PREFERENCE], count),
        choices=noted(market.rankings, points[Part.CHOICE], count),
        blocked=np.sort(blocked),
    )


def _lots(seed: str, ids: Sequence[str]) -> Array:
    """The published numbers: 44 bits of SHA-256; who comes second (by id) on a number takes the next free one."""
    first = [int.from_bytes(sha256(f"{seed}:{text}".encode()).digest()[:6], "big") >> 4 for text in ids]
    if len(set(first)) < len(first):
        last = -1
        for number, _, row in sorted(zip(list(first), ids, range(len(ids)), strict=True)):
            last = first[row] = max(number, last + 1)
    return np.array(first, np.int64)


def _entries_of(case: Case, placed: Array) -> Array:
    """The recognition that ties each student to its placement, -1 where there is none."""
    size = len(case.placements) + 1
    known = case.table.programme.astype(np.int64) * size + case.table.placement
    wanted = case.students.programme.astype(np.int64) * size + placed
    spot = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    if not len(known):
        return np.full(len(placed), -1)
    found = (known[spot] == wanted) & (placed >= 0) & (case.students.programme >= 0)
    return np.where(found, spot, -1)


def _misfits(market: Market, case: Case, placed: Array, entry: Array) -> Iterator[str]:
    rows = np.flatnonzero((placed >= 0) & (market.students.signed < 0))
    known = rows[entry[rows] >= 0]
    good = known[fit(case, known, entry[known]) & ~np.isin(keys_of(case, known, entry[known]), case.blocked)]
    for row in np.setdiff1d(rows, good).tolist():
        yield f"student {market.student_ids[row]} does not fit placement {market.placement_ids[placed[row]]}"


def _seat(case: Case, market: Market, placed: Array, entry: Array) -> None:
    """Work out what everyone has, and the bar at every placement, from the outcome alone."""
    signed = market.students.signed
    rows = np.flatnonzero((entry >= 0) & (signed < 0))
    work = work_points(case, rows, entry[rows])
    case.own[rows] = liking(case, rows, entry[rows], work)
    case.own[signed >= 0] = NEVER
    priority = work * (LOT * (WAIT + 1)) + case.turn[rows]
    seats = case.placements.seats - np.bincount(signed[signed >= 0], minlength=len(case.placements))
    here = np.bincount(placed[rows], minlength=len(seats))
    full = here >= seats
    lowest = np.full(len(seats), NEVER, np.int64)
    np.minimum.at(lowest, placed[rows], priority)
    case.bar[full] = lowest[full]
    reserving = np.flatnonzero(full & (case.placements.reserved > 0))
    order = np.argsort(placed[rows], kind="stable")
    edges = np.searchsorted(placed[rows][order], np.stack([reserving, reserving + 1]))
    for placement, start, end in zip(reserving.tolist(), *edges.tolist(), strict=True):
        mine = order[start:end]
        _reserve(case, placement, signed, rows[mine], priority[mine])


def _reserve(case: Case, placement: int, signed: Array, rows: Array, priority: Array) -> None:
    """The two bars of a full placement with reserved seats."""
    groups, wanted = case.students.groups, case.placements.reserved_for[placement]
    agreed = np.flatnonzero(signed == placement)
    seats = int(case.placements.seats[placement]) - len(agreed)
    reserved = int(case.placements.reserved[placement]) - int(((groups[agreed] & wanted) != 0).sum())
    reserved = min(max(reserved, 0), max(seats, 0))
    ranked = sorted(
        zip(priority.tolist(), ((groups[rows] & wanted) != 0).tolist(), strict=True), reverse=True
    )
    on_reserved = [number for number, entitled in ranked if entitled][:reserved]
    others = [number for number, _ in ranked if number not in on_reserved]
    case.bar[placement] = min(others, default=NEVER)
    if reserved:
        case.bar_entitled[placement] = -1 if len(on_reserved) < reserved else min(on_reserved)


def _walk(
    case: Case, market: Market, processes: int, progress: Callable[[int, int], None] | None
) -> tuple[int, Blocking]:
    """Count the admissible pairs of the market, and name those that block."""
    rows = np.flatnonzero((market.students.signed < 0) & (market.students.programme >= 0))
    s = market.students
    order = np.lexsort((s.y[rows] // CELL, s.x[rows] // CELL, s.start[rows], s.programme[rows]))
    rows = rows[order]
    pieces = np.array_split(rows, max(1, len(rows) // 20_000)) if len(rows) else []
    admissible, blocking, done = 0, [], 0
    for count, found, size in _pieces(case, pieces, processes):
        admissible, done = admissible + count, done + size
        blocking += found
        if progress:
            progress(done, len(rows))
    return admissible, blocking


def _pieces(case: Case, pieces: list[Array], processes: int) -> Iterator[tuple[int, Blocking, int]]:
    if processes == 1:
        yield from (_piece(case, piece) for piece in pieces)
        return
    with pool_of(processes) as pool:
        shares = [pieces[number::processes] for number in range(processes)]
        jobs = [pool.submit(_share, case, share) for share in shares if share]
        for job in as_completed(jobs):
            yield job.result()


def _share(case: Case, pieces: list[Array]) -> tuple[int, Blocking, int]:
    results = [_piece(case, piece) for piece in pieces]
    return sum(r[0] for r in results), [pair for r in results for pair in r[1]], sum(r[2] for r in results)


def _piece(case: Case, rows: Array) -> tuple[int, Blocking, int]:
    """Judge students who lie sorted by programme, period and square."""
    programme = case.students.programme[rows]
    admissible, blocking = 0, []
    for same in np.split(rows, np.flatnonzero(np.diff(programme)) + 1):
        low, high = np.searchsorted(case.table.programme, case.students.programme[same[0]] + np.array([0, 1]))
        for start in range(0, len(same), ROWS):
            chunk = same[start : start + ROWS]
            entries = _around(case, chunk, np.arange(low, high))
            step = max(1, PAIRS // max(len(entries), 1))
            for first in range(0, len(chunk) if len(entries) else 0, step):
                count, found = _judge(case, chunk[first : first + step], entries)
                admissible += count
                blocking += found
    return admissible, blocking, len(rows)


def _around(case: Case, rows: Array, entries: Array) -> Array:
    """The entries that are not too far away, or closed, for all of these students."""
    s, p = case.students, case.placements
    place = case.table.placement[entries]
    far = s.reach[rows].max() + 1
    inside = np.abs(p.x[place] - (s.x[rows].min() + s.x[rows].max()) / 2) <= np.ptp(s.x[rows]) / 2 + far
    inside &= np.abs(p.y[place] - (s.y[rows].min() + s.y[rows].max()) / 2) <= np.ptp(s.y[rows]) / 2 + far
    days = np.minimum(p.end[place], s.end[rows].max()) - np.maximum(p.start[place], s.start[rows].min()) + 1
    around: Array = entries[inside & (days >= s.least_days[rows].min())]
    return around


def _judge(case: Case, rows: Array, entries: Array) -> tuple[int, Blocking]:
    good = fit(case, rows[:, None], entries[None, :])
    student, entry = (axis.astype(np.int64) for axis in np.nonzero(good))
    student, entry = rows[student], entries[entry]
    if len(case.blocked):
        keep = ~np.isin(keys_of(case, student, entry), case.blocked)
        student, entry = student[keep], entry[keep]
    count = len(student)
    work = work_points(case, student, entry)
    place = case.table.placement[entry]
    priority = work * (LOT * (WAIT + 1)) + case.turn[student]
    entitled = (case.students.groups[student] & case.placements.reserved_for[place]) != 0
    welcome = priority > np.where(
        entitled, np.minimum(case.bar[place], case.bar_entitled[place]), case.bar[place]
    )
    student, entry = student[welcome], entry[welcome]
    wants = liking(case, student, entry, work[welcome]) > case.own[student]
    return count, list(zip(student[wants].tolist(), case.table.placement[entry][wants].tolist(), strict=True))
