"""What `pip install winternship` brings: every file that is needed at run time, and nothing of the workshop."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {
    "winternship_core": "core",
    "winternship_net": "core",
    "winternship_board": "board",
    "winternship_connectors": "connectors",
    "winternship_export": "course_export",
    "winternship_xblocks": "xblocks",
    "winternship_lti": "lti_tool",
}
IGNORED = {".pyc", ".po"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as a release is, from a copy: two builds in one folder disturb each other."""
    folder, source = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("source")
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in files.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        f"--wheel-dir={folder}",
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


@pytest.mark.parametrize(("package", "folder"), PACKAGES.items())
def test_every_file_of_a_package_is_in_the_wheel(wheel: zipfile.ZipFile, package: str, folder: str) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", f"{folder}/{package}"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    wanted = {
        str(Path(name).relative_to(folder))
        for name in tracked
        if Path(name).suffix not in IGNORED and Path(name).name != "README.md" and (ROOT / name).exists()
    }

    assert wanted
    assert wanted - set(wheel.namelist()) == set()


def test_nothing_of_the_workshop_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_a_plain_install_asks_for_what_blocks_need_and_no_more(wheel: zipfile.ZipFile) -> None:
    metadata = wheel.read(next(n for n in wheel.namelist() if n.endswith("METADATA"))).decode()
    plain = [
        line.partition(":")[2].strip()
        for line in metadata.splitlines()
        if line.startswith("Requires-Dist:") and "extra ==" not in line
    ]

    assert sorted(name.partition("<")[0].partition(">")[0] for name in plain) == [
        "Babel",
        "Django",
        "PyYAML",
        "XBlock",
        "markdown-it-py",
    ]
    assert "License-Expression: Apache-2.0" in metadata or "License: Apache-2.0" in metadata


def test_the_entry_points_name_what_exists(wheel: zipfile.ZipFile) -> None:
    from importlib.metadata import entry_points

    for group, name in (("xblock.v1", "winternship_self_assessment"), ("console_scripts", "winternship")):
        (found,) = entry_points(group=group, name=name)
        assert found.load() is not None
