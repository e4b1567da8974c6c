"""A column keeps each different value once, so that half a million rows are read and checked in moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winternship_core.matching.arrays import Ints


@dataclass(frozen=True, slots=True)
class Column:
    """``values[codes[row]]`` is the value of a row; values are hashable and may hold duplicates."""

    codes: Ints
    values: list[Any]

    @classmethod
    def of(cls, cells: Iterable[Any]) -> Column:
        """A column of these cells, in their order."""
        cells = list(cells)
        values = list(dict.fromkeys(cells))
        code = {value: number for number, value in enumerate(values)}
        return cls(np.fromiter(map(code.__getitem__, cells), np.int32, len(cells)), values)

    def __len__(self) -> int:
        return len(self.codes)

    def map(self, function: Callable[[Any], Any], dtype: Any) -> NDArray[Any]:
        """The function of each row's value; called once for each different value."""
        return np.array([function(value) for value in self.values], dtype)[self.codes]

    def rows(self) -> list[Any]:
        """The value of every row."""
        return [self.values[code] for code in self.codes.tolist()]


def pair(first: Column, second: Column) -> Column:
    """The pairs of two columns of equal length, row by row."""
    width = max(len(second.values), 1)
    different, codes = np.unique(first.codes.astype(np.int64) * width + second.codes, return_inverse=True)
    values = [(first.values[code // width], second.values[code % width]) for code in different.tolist()]
    return Column(codes.reshape(-1).astype(np.int32), values)


Columns = Mapping[str, Column]


def columns_of(records: Iterable[Any], names: Iterable[str]) -> dict[str, Column]:
    """The named attributes of the records, a column each."""
    records = list(records)
    return {name: Column.of([getattr(record, name) for record in records]) for name in names}
