"""The rules and the matching in plain Python, slow and short, to judge the engine by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import product
from math import isqrt

from winternship_core.matching.records import Placement, Student

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
Matching = dict[str, str]


def lot(seed: str, text: str) -> int:
    return int(sha256(f"{seed}:{text}".encode()).hexdigest()[:11], 16)


def distance(s: Student, p: Placement) -> int:
    def hundreds(metres: int) -> int:
        return (metres + 50) // 100

    return isqrt((hundreds(s.x_m) - hundreds(p.x_m)) ** 2 + (hundreds(s.y_m) - hundreds(p.y_m)) ** 2)


def shared(s: Student, p: Placement) -> int:
    return (min(s.end, p.end) - max(s.start, p.start)).days + 1


def speaks(s: Student, need: str) -> bool:
    language, skill, level = need.partition("@")[0].split(":")
    return any(f"{language}:{skill}:{own}" in s.languages for own in LEVELS[LEVELS.index(level) :])


def fits(s: Student, p: Placement) -> bool:
    offered = p.work - p.not_for_minors if s.minor else p.work
    return (
        s.programme in p.programmes
        and p.status == "open"
        and s.level in p.levels
        and s.route in p.routes
        and distance(s, p) <= s.max_m // 100
        and shared(s, p) >= 7 * s.weeks
        and s.days <= p.days
        and s.work_needed <= offered
        and (p.minors or not s.minor)
        and all(speaks(s, need) for need in p.languages)
        and all(need.partition("@")[0] in s.licences for need in p.licences)
        and not s.avoids & p.features
        and p.id not in s.blocked
    )


def share(asked: frozenset[str], found: frozenset[str], points: int) -> int:
    return len(asked & found) * (points // len(asked)) if asked else points


def work_points(s: Student, p: Placement) -> int:
    independence = max(0, 2 - abs(s.year - p.independence)) * 100 // 4
    guidance = 50 if p.guidance or not s.guidance else 0
    period = 100 * shared(s, p) // ((s.end - s.start).days + 1)
    coverage = share(s.work_needed | s.work_wished, p.work, 400)
    return coverage + independence + guidance + period + share(p.skills, s.skills, 50)


def total_points(s: Student, p: Placement) -> int:
    reach = s.max_m // 100
    span = max(reach - reach // 4, 1)
    travel = 150 * min(reach - distance(s, p), span) // span
    rank = s.wishes.index(p.id) if p.id in s.wishes else len(s.wishes)
    wish = 200 * (len(s.wishes) - rank) // max(len(s.wishes), 1)
    return work_points(s, p) + travel + max(wish, 50 * len(s.kinds & p.kinds))


class Preferences:
    """Both sides' orders and every placement's choice, worked out from the records."""

    def __init__(self, students: list[Student], placements: list[Placement], seed: str) -> None:
        self.students = {s.id: s for s in students}
        self.placements = {p.id: p for p in placements}
        self.seed = seed
        self.orders = {
            s.id: sorted(
                (p.id for p in placements if fits(s, p)),
                key=lambda p, s=s: (-total_points(s, self.placements[p]), lot(seed, p)),
            )
            for s in students
        }

    def rank(self, s: str, p: str) -> tuple[int, int, int]:
        one = self.students[s]
        return -work_points(one, self.placements[p]), -one.waiting_weeks, lot(self.seed, s)

    def choose(self, p: str, asking: set[str]) -> set[str]:
        """Reserved seats to the best entitled, every other seat to the best of the rest."""
        place, ranked = self.placements[p], sorted(asking, key=lambda s: self.rank(s, p))
        entitled = [s for s in ranked if self.entitled(s, p)][: place.reserved_seats]
        rest = [s for s in ranked if s not in entitled]
        return {*entitled, *rest[: place.seats - len(entitled)]}

    def entitled(self, s: str, p: str) -> bool:
        one = self.students[s]
        return bool({f"level:{one.level}", f"school:{one.school}"} & self.placements[p].reserved_for)


def deferred_acceptance(game: Preferences) -> Matching:
    """Gale and Shapley, one student at a time."""
    held: dict[str, set[str]] = {p: set() for p in game.placements}
    asked = dict.fromkeys(game.students, 0)
    free = list(game.students)
    while free:
        s = free.pop()
        if asked[s] == len(game.orders[s]):
            continue
        p = game.orders[s][asked[s]]
        asked[s] += 1
        stay = game.choose(p, held[p] | {s})
        free += (held[p] | {s}) - stay
        held[p] = stay
    return {s: p for p, seated in held.items() for s in seated}


def is_stable(game: Preferences, matching: Matching) -> bool:
    """Nobody would rather have, and get, another placement; every placement keeps whom it has."""
    seated: dict[str, set[str]] = {p: set() for p in game.placements}
    for s, p in matching.items():
        seated[p].add(s)
    if any(game.choose(p, seated[p]) != seated[p] for p in seated):
        return False
    return not any(s in game.choose(p, seated[p] | {s}) for s, p in wanted(game, matching))


def wanted(game: Preferences, matching: Matching) -> Iterator[tuple[str, str]]:
    """Every placement that a student likes more than its own."""
    for s, order in game.orders.items():
        better = order[: order.index(matching[s])] if s in matching else order
        yield from ((s, p) for p in better)


def all_stable(game: Preferences) -> list[Matching]:
    """Every stable matching there is, by trying every matching."""
    names = list(game.students)
    options: list[list[str | None]] = [[None, *game.orders[s]] for s in names]
    found = []
    for chosen in product(*options):
        matching = {s: p for s, p in zip(names, chosen, strict=True) if p}
        if is_stable(game, matching):
            found.append(matching)
    return found


def no_worse_for_anyone(game: Preferences, best: Matching, other: Matching) -> bool:
    def place(matching: Matching) -> Callable[[str], int]:
        return lambda s: game.orders[s].index(matching[s]) if s in matching else len(game.orders[s])

    return all(place(best)(s) <= place(other)(s) for s in game.students)
