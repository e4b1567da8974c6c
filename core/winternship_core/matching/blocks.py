"""Students who live near each other and want the same are judged together; that is what makes a country quick."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Rows, distinct
from winternship_core.matching.rounds import Round

LARGEST = 256
FEW = 8


def blocks(game: Round, rows: Rows, largest: int = LARGEST) -> Iterator[Rows]:
    """Split the students into blocks of one programme, alike and close together, of at most ``largest`` rows."""
    students = game.students
    order = rows[np.argsort(students.programme[rows], kind="stable")]
    programme = students.programme[order]
    edges = np.flatnonzero(np.diff(programme)) + 1
    for group in np.split(order, edges):
        yield from _split(game, group, largest)


def _split(game: Round, rows: Rows, largest: int) -> Iterator[Rows]:
    stack = [rows]
    while stack:
        group = stack.pop()
        if len(group) <= largest:
            if len(group):
                yield group
            continue
        stack.extend(_halves(game, group))


def _halves(game: Round, rows: Rows) -> tuple[Rows, Rows]:
    """Two halves: by period, age group or level and route when few different ones occur, else by place."""
    students = game.students
    for key in (students.start[rows], students.minor[rows], students.hindered[0, rows] & game.structure):
        different = distinct(key)
        if 1 < len(different) <= FEW:
            order = np.argsort(key, kind="stable")
            middle = _edge(key[order])
            return rows[order[:middle]], rows[order[middle:]]
    x, y = students.x[rows], students.y[rows]
    key = x if np.ptp(x) >= np.ptp(y) else y
    half = len(rows) // 2
    order = np.argpartition(key, half)
    return rows[order[:half]], rows[order[half:]]


def _edge(key: NDArray[np.generic]) -> int:
    """The change of value nearest to the middle of sorted values."""
    edges = np.flatnonzero(key[1:] != key[:-1]) + 1
    return int(edges[np.argmin(np.abs(edges - len(key) // 2))])
