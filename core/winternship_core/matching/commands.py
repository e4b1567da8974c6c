"""The two commands for whoever has files and a terminal: make a sample market, and match a market."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import TextIO

from winternship_core.errors import CoreError
from winternship_core.matching.bound import most_placed
from winternship_core.matching.engine import match as run_match
from winternship_core.matching.reading import read_market
from winternship_core.matching.rules import DEFAULT_WEIGHTS, LIMITS, MODES, Rules
from winternship_core.matching.synthetic import make_sample
from winternship_core.matching.tables import PLACEMENTS, STUDENTS
from winternship_core.matching.verify import verify
from winternship_core.matching.vocabulary import Part
from winternship_core.matching.writing import summary, write_outcome, write_table

PATIENCE = 1.0  # seconds between two signs of life
GOOD, REFUSED, NOT_STABLE = 0, 2, 3


def market(argv: Sequence[str]) -> int:
    """``winternship market``: write a made-up market to two CSV files."""
    parser = argparse.ArgumentParser(prog="winternship market", description=market.__doc__)
    parser.add_argument("--students", type=_count, default=1000, help="how many students (1000)")
    parser.add_argument("--placements", type=_count, default=700, help="how many placements (700)")
    parser.add_argument("--seed", type=int, default=1, help="another number gives another market (1)")
    parser.add_argument(
        "--out", type=Path, default=Path(), help="folder for students.csv and placements.csv (.)"
    )
    given = parser.parse_args(argv)
    sample = make_sample(given.students, given.placements, given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    write_table(given.out / "students.csv", sample.student_ids, sample.students, STUDENTS)
    write_table(given.out / "placements.csv", sample.placement_ids, sample.placements, PLACEMENTS)
    _say(f"{given.students} students and {given.placements} placements written to {given.out}")
    return GOOD


def match(argv: Sequence[str]) -> int:
    """``winternship match``: read a market, place the students, check the outcome, write it with its reasons.

    Returns 0; 2 when the input is refused, and then nothing is written; 3 when the check finds the outcome wanting.
    """
    given = _match_parser().parse_args(argv)
    # Millions of short-lived rows and no cycles: looking for cycles would take a quarter of the time.
    gc.disable()
    try:
        return _match(given)
    except CoreError as error:
        _say(str(error))
        return REFUSED
    finally:
        gc.enable()


def _match_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="winternship match",
        description="Place students by deferred acceptance, with a reason for everyone.",
    )
    parser.add_argument("--students", type=Path, required=True, help="CSV file of students")
    parser.add_argument("--placements", type=Path, required=True, help="CSV file of placements")
    parser.add_argument("--out", type=Path, required=True, help="folder for the result")
    parser.add_argument("--seed", default="1", help="draws the lottery; best drawn in public (1)")
    parser.add_argument("--mode", choices=MODES, default="blind", help="blind: companies rank nobody (blind)")
    parser.add_argument(
        "--weight",
        action="append",
        default=[],
        type=_weight,
        metavar="PART=PERCENT",
        help=f"one of {_limits()}",
    )
    parser.add_argument("--processes", type=_count, default=len(_cores()), help="how many to use (all cores)")
    parser.add_argument("--no-check", action="store_true", help="skip the independent check")
    parser.add_argument("--bound", action="store_true", help="also tell the most that anyone could place")
    return parser


def _match(given: argparse.Namespace) -> int:
    rules = Rules(seed=given.seed, mode=given.mode, weights={**DEFAULT_WEIGHTS, **dict(given.weight)})
    processes = max(1, given.processes)
    table = read_market(given.students, given.placements, _Signs("read"), processes=processes)
    outcome = run_match(table, rules, processes=processes, progress=_Signs("placing"))
    checked = None
    if not given.no_check:
        checked = verify(table, rules, outcome.placed, processes=processes, progress=_Signs("checking"))
    write_outcome(given.out, outcome, checked)
    told = summary(outcome, checked)
    _say(
        f"{told['placed']} of {told['students']} students placed on {told['seats']} seats; digest {told['digest'][:16]}"
    )
    if checked:
        _say(f"checked {checked.admissible_pairs} pairs: {'stable' if checked.stable else 'NOT stable'}")
    if given.bound:
        _say(f"without stability at most {most_placed(outcome.game)} could be placed")
    _say(f"written to {given.out}")
    return GOOD if checked is None or checked.stable else NOT_STABLE


class _Signs:
    """Signs of life on a long run, no more than one a second."""

    def __init__(self, doing: str) -> None:
        self.doing = doing
        self.last = monotonic()

    def __call__(self, what: str | int, count: int) -> None:
        if monotonic() - self.last >= PATIENCE:
            self.last = monotonic()
            _say(
                f"{self.doing}: {what} of {count}"
                if isinstance(what, int)
                else f"{self.doing}: {what}, {count} rows"
            )


def _say(text: str, to: TextIO | None = None) -> None:
    (to or sys.stderr).write(f"{text}\n")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is below 0")
    return number


def _weight(text: str) -> tuple[Part, int]:
    name, _, percent = text.partition("=")
    try:
        return Part(name), int(percent)
    except ValueError:
        raise argparse.ArgumentTypeError(f"received {text!r}; allowed is {_limits()}") from None


def _limits() -> str:
    return ", ".join(f"{part.value}={low}..{high}" for part, (_, low, high) in LIMITS.items())


def _cores() -> Sequence[int]:
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return sorted(affinity(0)) if affinity else range(os.cpu_count() or 1)
