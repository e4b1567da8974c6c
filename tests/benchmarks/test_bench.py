"""The measurements themselves run; their times are judged by `make bench`, not here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import run
from benchmarks.results import Row
from benchmarks.timing import interleaved, p95
from benchmarks.tool import next_venv

FAST = Row("a page", 1.0, "ms", "a peer", 6.0, at_least_times=5)
SLOW = Row("a page", 2.0, "ms", "a peer", 6.0, at_least_times=5)
HEAVY = Row("a style", 50_000, "bytes", at_most=40_000)


def named(rows: list[Row], what: str, beside: str = "") -> Row:
    return next(row for row in rows if row.what == what and beside in {"", row.beside})


def test_a_launch_is_measured_beside_pylti_and_costs_four_statements() -> None:
    rows = run.measured("launch", quick=True)

    launch = named(rows, "launch request, warm", "PyLTI1p3")
    assert (launch.unit, launch.at_least_times) == ("ms", 5)
    assert launch.times is not None
    statements = named(rows, "statements in a launch")
    assert statements.met
    assert (statements.ours, statements.at_most) == (4, 4)
    # PyLTI1p3 must have read and written its session, or it was not really used.
    assert statements.other is not None
    assert statements.other >= 2
    assert all(row.ours > 0 and (row.other or 0) > 0 for row in rows)
    # What each choice is worth stands beside the mark, and is no mark itself.
    otherwise = [row for row in rows if row.beside.startswith("PyLTI1p3,")]
    shown = " ".join(row.beside for row in otherwise)
    assert all(choice in shown for choice in ("bare file server", "dict", "each launch", "key cache"))
    assert [row.what for row in rows if row.at_least_times] == ["launch request, warm"]
    assert {row.ours for row in otherwise} == {launch.ours}
    # The other libraries have the same six figures; pylti1p3next only where its environment could be made.
    whats = [row.what for row in rows if row.beside == "django-lti"]
    assert len(whats) == 6
    assert whats == [row.what for row in rows if row.beside == "PyLTI1p3"]
    nexts = [row.what for row in rows if row.beside == "pylti1p3next"]
    assert nexts == (whats if (next_venv.VENV / ".ready").exists() else [])
    # It must have stored person, place and role, or its deployment was refused.
    stored = named(rows, "statements in a launch", "django-lti").other
    assert stored is not None
    assert stored > statements.ours


def test_a_library_without_its_environment_is_left_out_with_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pinned.txt").write_text("no-such-folder @ file:///no/such/folder\n")
    monkeypatch.setattr(next_venv, "PINNED", tmp_path / "pinned.txt")
    monkeypatch.setattr(next_venv, "VENV", tmp_path / "venv")

    assert next_venv.next_python() is None
    assert "pylti1p3next is left out" in capsys.readouterr().out
    assert not (tmp_path / "venv" / ".ready").exists()


def test_95_of_100_launches_are_within_the_slow_figure() -> None:
    assert p95([float(value) for value in range(100, 0, -1)]) == 95
    assert p95([3.0]) == 3


def test_each_round_of_a_comparison_has_another_order() -> None:
    called: list[str] = []

    def side(name: str) -> Callable[[], dict[str, float]]:
        def call() -> dict[str, float]:
            called.append(name)
            return {"ms": 1.0}

        return call

    figures = interleaved({name: side(name) for name in "abc"}, rounds=25)

    assert figures == {name: {"ms": 1.0} for name in "abc"}
    rounds = {"".join(called[i : i + 3]) for i in range(0, len(called), 3)}
    assert rounds == {"abc", "acb", "bac", "bca", "cab", "cba"}


def test_a_page_is_measured_beside_the_workbench() -> None:
    rows = run.measured("render", quick=True)

    assert {row.beside for row in rows} == {"workbench"}
    assert {row.unit for row in rows} == {"ms", "SQL", "bytes"}
    statements = named(rows, "statements for the page")
    assert statements.other is not None
    assert statements.ours < statements.other


def test_the_blocks_script_and_style_are_found_and_light() -> None:
    rows = run.measured("page_weight", quick=True)

    own, whole = rows
    public = Path(run.ROOT, "xblocks/winternship_xblocks/self_assessment/public")
    files = [public / f"self_assessment.{ending}" for ending in ("js", "css")]
    assert own.ours == sum(file.stat().st_size for file in files)
    assert own.met
    assert whole.ours > own.ours


def test_a_roster_of_ten_thousand_is_measured_beside_pylti() -> None:
    rows = run.measured("roster", quick=True)

    memory = named(rows, "memory for 10,000 members", "PyLTI1p3")
    assert memory.met
    assert memory.times is not None
    assert memory.times > 1


def test_people_who_launch_at_once_get_their_own_visits() -> None:
    wrong, speed, *_ = run.measured("parallel", quick=True)

    assert (wrong.ours, wrong.at_most) == (0, 0)
    assert speed.unit == "/s"


def test_a_mark_is_met_or_missed() -> None:
    assert FAST.met
    assert not SLOW.met
    assert not HEAVY.met
    assert Row("a style", 40_000, "bytes", at_most=40_000).met
    assert not Row("a page", 1.0, "ms", at_least_times=5).met


def test_more_a_second_is_better() -> None:
    assert Row("launches", 50.0, "/s", "a peer", 10.0).times == 5
    assert Row("a page", 50.0, "ms", "a peer", 10.0).times == 0.2


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[Row]]:
    """What the measurements will say, in order; each is one measurement of a subject."""
    queue: list[list[Row]] = []
    monkeypatch.setattr(run, "measured", lambda subject, *, quick: queue.pop(0))
    monkeypatch.setattr(run, "RESULT", tmp_path / "var" / "bench.json")
    return queue


def test_a_missed_mark_is_measured_once_more(
    answers: list[list[Row]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += [[SLOW], [FAST]]

    assert run.main(["--only", "launch"]) == 0
    assert "6.0 ×" in capsys.readouterr().out


def test_a_mark_missed_twice_fails_and_is_named(
    answers: list[list[Row]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += [[FAST], [HEAVY], [HEAVY]]

    assert run.main(["--only", "launch,page_weight"]) == 1
    out = capsys.readouterr().out
    assert "MISSED at most 40.0 kB" in out
    assert out.splitlines()[-1].endswith("a style")


def test_the_figures_are_kept_for_scripts(answers: list[list[Row]]) -> None:
    answers += [[FAST]]

    run.main(["--only", "launch"])

    (row,) = json.loads(run.RESULT.read_text())["subjects"]["launch"]
    assert (row["times"], row["met"]) == (6.0, True)


def test_ratios_and_counts_come_before_times(
    answers: list[list[Row]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += [[Row("a sum", 3.0, "s"), FAST]]

    run.main(["--only", "launch"])

    steady, timed = capsys.readouterr().out.split("\n\n")
    assert "6.0 ×" in steady
    assert "a sum" not in steady
    assert "3 s" in timed


def test_a_limit_to_a_time_is_judged_beside_the_time(
    answers: list[list[Row]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers += [[Row("a sum", 3.0, "s", at_most=5)]]

    assert run.main(["--only", "launch"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Times")
    assert "met    at most 5 s" in out


def test_a_subject_that_fails_is_no_success() -> None:
    with pytest.raises(run.NotMeasured, match="No module named"):
        run.measured("no_such_subject", quick=True)


def test_an_unknown_subject_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["--only", "launch,nothing"])
    assert f"nothing is not measured here; choose from {', '.join(run.SUBJECTS)}" in capsys.readouterr().err


def test_matching_is_measured_with_its_marks_beside_a_peer_or_a_limit() -> None:
    rows = {row.what: row for row in run.measured("matching", quick=True)}

    assert rows["1k: blocking pairs"].met
    assert rows["1k: students placed"].ours > 900
    assert rows["1k: placement closes, worst of 100"].at_most == 5
    assert rows["1k: from CSV files and back, with reasons"].at_most == 20
