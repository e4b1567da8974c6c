"""One shape for every figure, so that all subjects share one table, one file and one way to miss a mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

TIMES = frozenset({"s", "ms", "µs", "/s"})  # units that tell as much about the machine as about the software
FIGURE = 2  # the column with our figure


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of ours, beside that of a peer or a limit measured in the same run.

    Smaller is better, except for the unit `/s`. `at_most` is a mark for `ours`, `at_least_times` one for `times`.
    """

    what: str
    ours: float
    unit: str
    beside: str = ""
    other: float | None = None
    at_most: float | None = None
    at_least_times: float | None = None

    @property
    def times(self) -> float | None:
        """How many times better ours is, or None when nothing was measured beside it."""
        if not self.other or not self.ours:
            return None
        return self.ours / self.other if self.unit == "/s" else self.other / self.ours

    @property
    def met(self) -> bool:
        """Whether every mark of this row is met; a row without marks is."""
        if self.at_most is not None and self.ours > self.at_most:
            return False
        return self.at_least_times is None or (self.times or 0) >= self.at_least_times

    def as_json(self) -> dict[str, Any]:
        """The row with what follows from it, for a file."""
        return {**asdict(self), "times": self.times, "met": self.met}


def row_from_json(data: Mapping[str, Any]) -> Row:
    """The row that `as_json` wrote."""
    return Row(**{name: value for name, value in data.items() if name not in {"times", "met"}})


def table(rows_of: Mapping[str, Iterable[Row]]) -> str:
    """All rows as text: first what holds on any machine (ratios, counts, sizes), then this machine's times."""
    rows = [(subject, row) for subject, rows in rows_of.items() for row in rows]
    steady = [_steady(subject, row) for subject, row in rows if row.times or row.unit not in TIMES]
    timed = [_timed(subject, row) for subject, row in rows if row.unit in TIMES]
    parts = [
        _aligned("Ratios, counts and sizes: comparable between machines", steady),
        _aligned("Times: of this machine, in this run", timed),
    ]
    return "\n\n".join(part for part in parts if part)


def _steady(subject: str, row: Row) -> tuple[str, ...]:
    if row.unit in TIMES:
        verdict = "" if row.at_least_times is None else _verdict(row)
        return subject, row.what, f"{row.times:.1f} ×", f"as fast as {row.beside}", verdict
    return subject, row.what, _figure(row.ours, row.unit), _other(row), _verdict(row)


def _timed(subject: str, row: Row) -> tuple[str, ...]:
    # The mark of a ratio stands beside the ratio; here only a limit to the time itself.
    verdict = "" if row.at_most is None else _verdict(row)
    return subject, row.what, _figure(row.ours, row.unit), _other(row), verdict


def _other(row: Row) -> str:
    return f"{row.beside}: {_figure(row.other, row.unit)}" if row.other is not None else row.beside


def _verdict(row: Row) -> str:
    marks = [f"at most {_figure(row.at_most, row.unit)}"] if row.at_most is not None else []
    marks += [f"at least {row.at_least_times:g} ×"] if row.at_least_times is not None else []
    return f"{'met   ' if row.met else 'MISSED'} {', '.join(marks)}" if marks else ""


def _figure(value: float, unit: str) -> str:
    if unit == "bytes":
        return f"{value / 1000:.1f} kB"
    digits = 0 if value == int(value) or value >= 100 else 2 if value < 10 else 1
    return f"{value:,.{digits}f} {unit}"


def _aligned(title: str, lines: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    for row, line in zip(rows, lines, strict=True):
        row[FIGURE] = line[FIGURE].rjust(widths[FIGURE])
    return "\n".join([title, *(f"  {'  '.join(row).rstrip()}" for row in rows)]) if lines else ""
