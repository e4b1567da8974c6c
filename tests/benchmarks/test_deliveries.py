"""Deliveries are measured on every database there is, beside the same requests without the frame."""

from __future__ import annotations

import pytest

from benchmarks import run
from tests.board.two_at_once.servers import missing


@pytest.mark.slow
def test_each_database_has_its_figure_beside_the_plain_loop() -> None:
    rows = run.measured("deliveries", quick=True)

    databases = ["SQLite", *([] if missing("postgresql") else ["PostgreSQL"])]
    assert [row.what.partition(":")[0] for row in rows] == databases
    assert all(row.ours > 0 and (row.other or 0) > row.ours for row in rows)
