"""What a round leaves behind: who goes where and why, what every placement got, and what to check it by."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from winternship_core.matching.cells import Cell
from winternship_core.matching.columns import Column
from winternship_core.matching.lists import FREE, SHUT
from winternship_core.matching.outcome import Outcome
from winternship_core.matching.reasons import REASON_COLUMNS, reasons
from winternship_core.matching.rounds import PRIORITY_SHIFT
from winternship_core.matching.verify import Verification

AT_ONCE = 5_000
PLACEMENT_COLUMNS = ("id", "seats", "placed", "reserved_seats", "last_admitted", "last_admitted_reserved")


def write_table(
    path: Path, ids: Sequence[str], columns: Mapping[str, Column], cells: Mapping[str, Cell]
) -> None:
    """A table as :func:`.reading.read_table` reads it."""
    shown = [_shown(columns[name], cell) for name, cell in cells.items() if name != "id"]
    _write(path, list(cells), zip(ids, *shown, strict=True))


def _shown(column: Column, cell: Cell) -> Iterator[str]:
    texts = [cell.show(value) for value in column.values]
    return (texts[code] for code in column.codes.tolist())


def write_outcome(folder: Path, outcome: Outcome, checked: Verification | None) -> None:
    """``students.csv``, ``placements.csv`` and ``round.json`` in this folder, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_reasons(folder / "students.csv", reasons(outcome))
    _write(folder / "placements.csv", PLACEMENT_COLUMNS, _placements(outcome))
    (folder / "round.json").write_text(
        json.dumps(summary(outcome, checked), indent=2) + "\n", encoding="utf-8"
    )


def summary(outcome: Outcome, checked: Verification | None) -> dict[str, Any]:
    """The settings, the counts, and the digest that a replay must give."""
    placed = int((outcome.placed >= 0).sum())
    return {
        "seed": outcome.rules.seed,
        "mode": outcome.rules.mode,
        "weights": {part.value: weight for part, weight in outcome.rules.weights.items()},
        "students": len(outcome.placed),
        "placements": len(outcome.market.placement_ids),
        "seats": int(outcome.market.placements.seats.sum()),
        "placed": placed,
        "not_placed": len(outcome.placed) - placed,
        "digest": outcome.digest(),
        "verified": None
        if checked is None
        else {
            "stable": checked.stable,
            "admissible_pairs": checked.admissible_pairs,
            "blocking_pairs": len(checked.blocking),
            "mistakes": list(checked.mistakes),
        },
    }


def _placements(outcome: Outcome) -> Iterator[tuple[Any, ...]]:
    market = outcome.market
    placed = np.bincount(outcome.placed[outcome.placed >= 0], minlength=len(market.placement_ids))
    bars = outcome.seats.bars
    columns = (market.placements.seats, placed, market.placements.reserved)
    yield from zip(
        market.placement_ids,
        *(column.tolist() for column in columns),
        *(map(_points, bar[:-1].tolist()) for bar in (bars.open, bars.reserved)),
        strict=True,
    )


def _points(bar: int) -> int | str:
    return "" if bar in {FREE, SHUT} else bar >> PRIORITY_SHIFT


def _write_reasons(path: Path, rows: Iterator[Sequence[Any]]) -> None:
    """As :func:`_write`; half a million long texts that are all quoted take a third of the time without its looking."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(REASON_COLUMNS) + "\n")
        while chunk := list(islice(rows, AT_ONCE)):
            file.write("".join(map(_reason_line, chunk)))


def _reason_line(row: Sequence[Any]) -> str:
    student, placement, *points, dutch, english = row
    cells = (_cell(student), _cell(placement), *map(str, points), _quoted(dutch), _quoted(english))
    return ",".join(cells) + "\n"


def _cell(text: str) -> str:
    return _quoted(text) if '"' in text or "," in text or len(text.split()) > 1 else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
