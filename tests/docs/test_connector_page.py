"""The page on writing a connector shows an example that runs in this suite, and every point of the kit."""

from __future__ import annotations

import re

from winternship_connectors.testing import Acceptance, Rig

from .pages import ROOT, page

PAGE = page("docs/connectors/writing.md")
EXAMPLE = ROOT / "tests/connectors/acceptance"


def test_the_code_on_the_page_is_the_code_that_runs() -> None:
    shown = [token.content for token in PAGE.tokens if token.type == "fence" and token.info == "python"]

    assert shown == [
        (EXAMPLE / name).read_text(encoding="utf-8") for name in ("notices.py", "board.py", "test_notices.py")
    ]


def test_the_table_has_every_point_once() -> None:
    listed = [int(row[0]) for row in PAGE.rows() if row[0].isdigit()]
    tests = {int(found[1]) for one in dir(Acceptance) if (found := re.match(r"test_(\d\d)_", one))}

    assert listed == list(range(1, 23))
    assert {0, *listed} == tests


def test_the_table_names_all_that_a_rig_may_have() -> None:
    rows = [row[0] for row in PAGE.rows()]
    named = {one.split(" = ")[0] for row in rows for one in row.split(", ")}

    public = {name for name in vars(Rig) if not name.startswith("_")} | {"connector"}
    assert public - {"documents"} <= named
