"""The board's lists and a round are measured on every database there is, on the same made-up country."""

from __future__ import annotations

import pytest

from benchmarks import run
from benchmarks.board import MOST_MS, MOST_SECONDS, QUICK
from tests.board.two_at_once.servers import missing


@pytest.mark.slow
def test_every_list_is_measured_with_a_mark_and_as_many_statements_for_many_rows() -> None:
    rows = run.measured("board", quick=True)

    databases = ["SQLite", *([] if missing("postgresql") else ["PostgreSQL"])]
    for database in databases:
        mine = [row for row in rows if row.what.startswith(f"{database}: ")]
        times = [row for row in mine if row.unit == "ms"]
        assert {row.at_most for row in times} == {MOST_MS}
        assert len([row for row in times if "deep" in row.what]) == len(times) / 2 > 15
        statements = [row for row in mine if "statements" in row.what]
        assert len(statements) == len(times) / 2
        assert all(row.met for row in statements), [row for row in statements if not row.met]
        placing = next(row for row in mine if row.unit == "s")
        assert placing.at_most == MOST_SECONDS
        placed = next(row for row in mine if "placed" in row.what)
        assert 0 < placed.ours <= (placed.other or 0) <= QUICK[1]
