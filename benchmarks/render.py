"""The block's page and one saved answer in our runtime, beside the same block in the xblock-sdk workbench.

Both show the questions, in Dutch, to a person who has answered one. Two Django processes take turns, each with its own
middleware and SQLite file; the workbench is the mended one of the practice LMS.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.block_page import block_of
from benchmarks.results import Row
from benchmarks.timing import interleaved
from benchmarks.tool.start import VAR, running_tool
from benchmarks.workbench import running_workbench

OURS, PEER = "ours", "workbench"
ROUNDS, QUICK_ROUNDS = 120, 2


def measure(*, quick: bool = False) -> list[Row]:
    """Rows about the page and the handler; `quick` only shows that all can be measured."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    with running_tool() as platform, TemporaryDirectory(prefix="bench-", dir=VAR) as folder:
        ours = block_of(platform)
        with running_workbench(Path(folder)) as peer:
            saves = interleaved({OURS: ours.save, PEER: peer.save}, rounds)
            pages = interleaved({OURS: ours.page, PEER: peer.page}, rounds)
    page, page_there = pages[OURS], pages[PEER]
    save, save_there = saves[OURS], saves[PEER]
    return [
        Row("the block's page", page["ms"], "ms", PEER, page_there["ms"]),
        Row("one answer saved", save["ms"], "ms", PEER, save_there["ms"]),
        Row("statements for the page", page["sql"], "SQL", PEER, page_there["sql"]),
        Row("statements for an answer saved", save["sql"], "SQL", PEER, save_there["sql"]),
        Row("HTML of the page", page["bytes"], "bytes", PEER, page_there["bytes"]),
    ]
