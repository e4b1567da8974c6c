"""Programmes that share no placement are markets of their own, so they can run side by side in processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Ints, Longs, Rows, offsets, spans, take
from winternship_core.matching.rounds import Round

PER_STUDENT: Final = 8000  # all but judging costs a student as much as this many entries, as measured
Part = tuple[
    Round, Rows, NDArray[np.integer]
]  # the smaller round; its students and its placements as rows of the whole


def independent(game: Round) -> tuple[Ints, int]:
    """For every programme the number of the independent part it belongs to, and how many parts there are."""
    count = len(game.first_entry) - 1
    programme = np.repeat(np.arange(count), np.diff(game.first_entry))
    order = np.argsort(game.entries.placement, kind="stable")
    placement, programme = game.entries.placement[order], programme[order]
    same = placement[1:] == placement[:-1]
    links = np.unique(np.stack([programme[:-1][same], programme[1:][same]]), axis=1)
    return _joined(links[0], links[1], count)


def _joined(one: Rows, other: Rows, count: int) -> tuple[Ints, int]:
    """Number the groups of things that are linked, directly or through others: the lowest name spreads."""
    name = np.arange(count)
    while True:
        before = name.copy()
        np.minimum.at(name, one, before[other])
        np.minimum.at(name, other, before[one])
        name = name[name]
        if (name == before).all():
            groups, label = np.unique(name, return_inverse=True)
            return label.reshape(-1).astype(np.int32), len(groups)


def work(game: Round) -> Longs:
    """How much there is to do per programme: for each student so many entries to judge, and the rest of the round."""
    count = len(game.first_entry) - 1
    programme = game.students.programme
    students = np.bincount(programme[programme >= 0], minlength=count)
    result: Longs = students * (np.diff(game.first_entry) + PER_STUDENT)
    return result


def share_out(load: Longs, hands: int) -> list[Rows]:
    """Divide numbered loads over at most ``hands`` bundles, the heaviest first to the lightest bundle."""
    bundles: list[list[int]] = [[] for _ in range(hands)]
    weight = [0] * hands
    for number in np.argsort(-load, kind="stable").tolist():
        lightest = weight.index(min(weight))
        bundles[lightest].append(number)
        weight[lightest] += int(load[number])
    return [np.array(bundle, np.intp) for bundle in bundles if bundle]


def divide(game: Round, hands: int) -> Iterator[Part]:
    """The round as at most ``hands`` smaller rounds that cannot touch each other; students without programme drop out.

    The heaviest comes first, and can be begun with while the next is cut out.
    """
    label, count = independent(game)
    load = np.bincount(label, weights=work(game), minlength=count).astype(np.int64)
    bundles = sorted(share_out(load, hands), key=lambda bundle: -int(load[bundle].sum()))
    for bundle in bundles:
        yield _part(game, np.flatnonzero(np.isin(label, bundle)))


def _part(game: Round, programmes: Rows) -> Part:
    chosen = np.zeros(len(game.first_entry), np.bool_)  # the last one stands for "no programme" (-1)
    chosen[programmes] = True
    students = np.flatnonzero(chosen[game.students.programme])
    sizes = np.where(chosen[:-1], np.diff(game.first_entry), 0)
    entries = take(game.entries, spans(game.first_entry[:-1], sizes))
    placements, local = np.unique(entries.placement, return_inverse=True)
    note_sizes = np.diff(game.first_note)[students]
    notes = take(game.notes, spans(game.first_note[students], note_sizes))
    row = np.full(len(game.seats), -1, np.int32)
    row[placements] = np.arange(len(placements), dtype=np.int32)
    known = row[notes.placement] >= 0
    notes = take(replace(notes, placement=row[notes.placement]), known)
    owner = np.repeat(np.arange(len(students)), note_sizes)[known]
    smaller = replace(
        game,
        students=take(game.students, students),
        placements=take(game.placements, placements),
        entries=replace(entries, placement=local.reshape(-1).astype(np.int32)),
        first_entry=np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp),
        notes=replace(notes, student=owner.astype(np.int32)),
        first_note=offsets(owner, len(students)),
        tie=game.tie[students],
        seats=game.seats[placements],
        reserved=game.reserved[placements],
    )
    return smaller, students, placements
