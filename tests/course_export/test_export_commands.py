"""The commands as someone at a terminal meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from winternship_export.cli import COMMANDS, PARSERS, main
from winternship_lti.command import EXPORT, is_djangos_check


def run(capsys: pytest.CaptureFixture[str], command: str, *arguments: str | Path) -> tuple[int, str]:
    code = main(command, [str(one) for one in arguments])
    return code, capsys.readouterr().out


def test_a_work_is_written_with_what_it_could_not_carry_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "export", "win", "--format", "mbz", "--out", tmp_path / "win.mbz")

    assert code == 0
    assert "win.mbz: " in said
    assert "Dit komt niet of anders mee (ook in win.mbz.losses.json):" in said
    losses = json.loads((tmp_path / "win.mbz.losses.json").read_text("utf-8"))["losses"]
    assert {"W0.1-scan"} == {one["key"] for one in losses if one["degree"] == "left out"}
    assert run(capsys, "check", tmp_path / "win.mbz") == (
        0,
        "win.mbz: mbz; 10 forum, 34 page, 37 question, 10 quiz, 11 section\nno mistake found\n",
    )


def test_the_output_may_be_a_folder_and_the_losses_are_told_in_the_packages_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = run(
        capsys,
        "export",
        "broker",
        "--language",
        "en",
        "--format",
        "epub",
        "--modules",
        "I1",
        "--out",
        tmp_path,
    )

    assert "What does not come along, or differently" in said
    assert (tmp_path / "broker-I1-en-epub.epub").is_file()


def test_an_export_that_fails_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "export", "win", "--format", "pdf", "--out", tmp_path / "win.pdf")

    assert (code, said) == (2, "winternship export: pdf can be made of handbook, blueprint, not of 'win'\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["win", "--format", "docx"], "there is no format 'docx'; choose from olx, mbz"),
        (["cursus", "--format", "olx"], "there is no work 'cursus'; choose from win, broker"),
        (["win", "--format", "olx", "--modules", "W5,X1"], "win has no module 'X1'; choose from W0, W1"),
        (["win", "--format", "thincc"], "needs the tool's address"),
        (["--all", "--format", "olx"], "--all takes every work"),
        ([], "give a work (win, broker, handbook, blueprint)"),
    ],
)
def test_a_wrong_request_is_refused_with_what_is_allowed(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "export", *arguments, "--out", tmp_path / "x")

    assert code == 2
    assert message in said


def test_two_packages_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, modules in (("old", "W5"), ("new", "W5,W6")):
        run(capsys, "export", "win", "--format", "olx", "--modules", modules, "--out", tmp_path / name)

    assert run(capsys, "diff", tmp_path / "old", tmp_path / "old") == (0, "no difference\n")
    code, said = run(capsys, "diff", tmp_path / "new", tmp_path / "old")
    assert code == 1
    assert "removed: problem/" in said
    assert "of these cost learners results" in said


def test_an_import_shows_first_and_writes_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "export", "handbook", "--format", "olx", "--out", tmp_path / "h.tar.gz")

    assert run(capsys, "import", tmp_path / "h.tar.gz") == (0, "# nothing was edited\n")
    code, said = run(capsys, "import", tmp_path / "nothing.tar.gz")
    assert code == 2
    assert "No such file" in said


def test_the_commands_work_without_the_service(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "winternship_export",
        "export",
        "blueprint",
        "--format",
        "web",
        "--out",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, capture_output=True)

    assert (tmp_path / "blueprint-nl-web.zip").is_file()
    assert (
        subprocess.run(
            [sys.executable, "-m", "winternship_export"], capture_output=True, check=False
        ).returncode
        == 1
    )


def test_the_service_knows_the_same_commands_and_leaves_djangos_check_alone() -> None:
    assert set(EXPORT) == set(COMMANDS) == set(PARSERS)
    assert is_djangos_check(["check"])
    assert is_djangos_check(["check", "--deploy"])
    assert not is_djangos_check(["check", "win.mbz"])
