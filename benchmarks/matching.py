"""The matching engine from a class to a country, beside OR-tools and the `matching` package where they manage.

    .venv/bin/python -m benchmarks.matching [--quick]

The markets are made up (`winternship_core.matching.make_sample`). OR-tools' min-cost flow answers another question (the
most points that can be had in all) on the same admissible pairs; the `matching` package answers ours. Both are timed
without the making of the pairs; ours is timed from the tables on, with everything.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.results import Row, table
from winternship_core.matching import (
    LiveRound,
    Market,
    Outcome,
    Rules,
    explain_student,
    make_sample,
    match,
    student_lines,
    verify,
)
from winternship_core.matching.blocks import blocks
from winternship_core.matching.fits import candidates, evaluate
from winternship_core.matching.rounds import Round
from winternship_core.matching.tables import PLACEMENTS, STUDENTS
from winternship_core.matching.writing import write_table

RULES = Rules(seed="2026")
PROCESSES = 2
SIZES = {
    "country": (500_000, 250_000),
    "100k": (100_000, 60_000),
    "10k": (10_000, 6_000),
    "1k": (1_000, 700),
}
MARKS = {"10k": 0.2, "100k": 1.0, "country": 5.0}
TRIALS = 100
DEEP_STACK = 1 << 29  # the `matching` package recurses once for every displaced student


def measure(*, quick: bool = False) -> list[Row]:
    """All rows; `quick` stays at small markets and says little."""
    rows: list[Row] = []
    for name, (students, placements) in SIZES.items():
        if quick and students > 1_000:
            continue
        rows += _of_size(name, make_sample(students, placements).market(), peers=not quick)
    return rows + _from_files("1k" if quick else "country")


def _of_size(name: str, market: Market, *, peers: bool) -> list[Row]:
    processes = PROCESSES if len(market.student_ids) >= 100_000 else 1
    seconds, outcome = _best_of(3, lambda: match(market, RULES, processes=processes))
    rows = [Row(f"{name}: match", seconds, "s", *_beside(name, outcome, peers), at_most=MARKS.get(name))]
    if name == "country":
        with _Memory() as memory:
            match(market, RULES, processes=processes)
        rows.append(Row(f"{name}: memory, all processes together", memory.most, "MB", at_most=1_000))
    seconds, checked = _timed(lambda: verify(market, RULES, outcome.placed, processes=processes))
    if not checked.stable:
        raise AssertionError(f"{name}: not stable: {checked.mistakes[:3]} {checked.blocking[:3]}")
    rows += [
        Row(f"{name}: check", seconds, "s", at_most=12 if name == "country" else None),
        Row(f"{name}: admissible pairs", checked.admissible_pairs, ""),
        Row(f"{name}: students placed", checked.placed, "", "seats", float(market.placements.seats.sum())),
        Row(f"{name}: blocking pairs", len(checked.blocking), "", at_most=0),
    ]
    return [*rows, *_explanations(name, outcome), *_changes(name, outcome)]


def _explanations(name: str, outcome: Outcome) -> list[Row]:
    chance = np.random.default_rng(1)
    ids = [outcome.market.student_ids[row] for row in chance.integers(0, len(outcome.placed), TRIALS)]
    explain_student(outcome, ids[0])
    times = [_timed(partial(_told, outcome, i))[0] * 1000 for i in ids]
    return [Row(f"{name}: one explanation, median", median(times), "ms", at_most=1)]


def _told(outcome: Outcome, student_id: str) -> tuple[str, ...]:
    return student_lines(explain_student(outcome, student_id), "nl")


def _changes(name: str, outcome: Outcome) -> list[Row]:
    """A hundred changes of each kind, one after the other on one live round."""
    chance, market = np.random.default_rng(1), outcome.market
    made, live = _timed(lambda: LiveRound(outcome))
    live.close(market.placement_ids[0])
    students = [market.student_ids[row] for row in chance.permutation(len(market.student_ids))[:TRIALS]]
    places = [
        market.placement_ids[row] for row in chance.permutation(len(market.placement_ids))[: 2 * TRIALS]
    ]
    kinds: dict[str, tuple[Callable[[str], Any], Iterable[str]]] = {
        "placement closes": (live.close, places[:TRIALS]),
        "student leaves": (live.leave, students),
        "seat opens": (live.open_seat, places[TRIALS:]),
    }
    rows = [Row(f"{name}: making ready for changes, once", made, "s")]
    for what, (change, ids) in kinds.items():
        times = [_timed(partial(change, i))[0] * 1000 for i in ids]
        rows.append(Row(f"{name}: {what}, median of {len(times)}", median(times), "ms"))
        rows.append(Row(f"{name}: {what}, worst of {len(times)}", max(times), "ms", at_most=5))
    return rows


def _from_files(name: str) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        sample, here = make_sample(*SIZES[name]), Path(folder)
        write_table(here / "s.csv", sample.student_ids, sample.students, STUDENTS)
        write_table(here / "p.csv", sample.placement_ids, sample.placements, PLACEMENTS)
        del sample
        files = [
            "--students",
            str(here / "s.csv"),
            "--placements",
            str(here / "p.csv"),
            "--out",
            str(here / "out"),
        ]
        # As a user runs it: in a process of its own, from starting Python to the last line written.
        command = [sys.executable, "-m", "winternship_core.matching", "match", "--no-check"]
        command += ["--processes", str(PROCESSES), *files]
        seconds, done = _timed(lambda: subprocess.run(command, check=False, capture_output=True, text=True))
    if done.returncode:
        raise AssertionError(f"the command returned {done.returncode}: {done.stderr}")
    return [Row(f"{name}: from CSV files and back, with reasons", seconds, "s", at_most=20)]


def _beside(name: str, outcome: Outcome, peers: bool) -> tuple[str, float | None]:
    """A peer's seconds on the same admissible pairs, where it manages."""
    if not peers or name == "country":
        return "", None
    pairs = _admissible(outcome.game)
    if name == "1k":
        return "matching package", _in_deep_stack(lambda: _matching_package(pairs, outcome))
    return "OR-tools min-cost flow", _min_cost_flow(pairs, outcome)


def _admissible(game: Round) -> tuple[Any, Any, Any, Any]:
    """Student, placement, total points and points for the work of every admissible pair."""
    found = []
    for block in blocks(game, np.arange(len(game.students))):
        fits = evaluate(game, block, candidates(game, block))
        row, column = np.nonzero(fits.total >= 0)
        placement = game.entries.placement[fits.entries[column]]
        found.append((block[row], placement, fits.total[row, column], fits.work[row, column]))
    student, placement, total, work = (np.concatenate(part) for part in zip(*found, strict=True))
    return student, placement, total, work


def _min_cost_flow(pairs: tuple[Any, Any, Any, Any], outcome: Outcome) -> float:
    from ortools.graph.python import min_cost_flow

    student, placement, total, _ = pairs
    people, places = len(outcome.placed), len(outcome.game.seats)
    source, sink, unplaced = people + places, people + places + 1, 10_000
    flow = min_cost_flow.SimpleMinCostFlow()
    one = np.ones(people, np.int64)
    everyone = np.arange(people)
    add = flow.add_arcs_with_capacity_and_unit_cost
    add(student, people + placement, np.ones(len(student), np.int64), -total.astype(np.int64))
    add(np.full(people, source), everyone, one, np.zeros(people, np.int64))
    add(everyone, np.full(people, sink), one, np.full(people, unplaced))
    seats = outcome.game.seats.astype(np.int64)
    add(people + np.arange(places), np.full(places, sink), seats, np.zeros(places, np.int64))
    flow.set_nodes_supplies(np.array([source, sink]), np.array([people, -people]))
    seconds, status = _timed(flow.solve)
    if status != flow.OPTIMAL:
        raise AssertionError(f"OR-tools gave status {status}")
    return seconds


def _matching_package(pairs: tuple[Any, Any, Any, Any], outcome: Outcome) -> float:
    from matching.games import HospitalResident

    game = outcome.game
    student, placement, total, work = pairs
    residents: dict[int, list[int]] = {}
    hospitals: dict[int, list[int]] = {}
    for row in np.lexsort((-total, student)).tolist():
        residents.setdefault(int(student[row]), []).append(int(placement[row]))
    for row in np.lexsort((-game.priority(student, work), placement)).tolist():
        hospitals.setdefault(int(placement[row]), []).append(int(student[row]))
    seats = {place: max(1, int(game.seats[place])) for place in hospitals}
    return _timed(lambda: HospitalResident.create_from_dictionaries(residents, hospitals, seats).solve())[0]


def _in_deep_stack(run: Callable[[], float]) -> float | None:
    """In a thread with a stack that its recursion fits in; nothing when it fails all the same."""
    found: list[float] = []
    before, depth = threading.stack_size(DEEP_STACK), sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    try:
        thread = threading.Thread(target=lambda: found.append(run()))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
        sys.setrecursionlimit(depth)
    return found[0] if found else None


class _Memory:
    """The most memory that this process and its workers had together, looked at every hundredth of a second.

    Not `getrusage`: a worker's own figure there includes the process that started it.
    """

    def __enter__(self) -> _Memory:
        self.most, self._over = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            self.most = max(self.most, sum(map(_resident, ("self", *_workers()))))


def _workers() -> list[str]:
    return [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]


def _resident(pid: str) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:  # it ended meanwhile
        return 0
    return pages * resource.getpagesize() / 1_000_000


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    start = perf_counter()
    result = run()
    return perf_counter() - start, result


def _best_of(rounds: int, run: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest time, for that is the least disturbed, and the last result."""
    times, result = [], None
    for _ in range(rounds):
        seconds, result = _timed(run)
        times.append(seconds)
    return min(times), result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the matching engine.")
    parser.add_argument("--quick", action="store_true", help="small markets only")
    print(table({"matching": measure(quick=parser.parse_args().quick)}))
