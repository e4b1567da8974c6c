"""The placement board at the end of an exported course: a block, a link, or a word that it is not there."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from winternship_export.checking import check
from winternship_export.cli import main
from winternship_export.exporting import Package, export

TOOL = "https://tool.example.org"
BOARD = "winternship_board"


def text_of(data: bytes) -> str:
    """All text files in an archive, archives in it too."""
    found = []
    if not zipfile.is_zipfile(io.BytesIO(data)):
        import tarfile

        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            members = [archive.extractfile(one) for one in archive.getmembers() if one.isfile()]
            return "\n".join(one.read().decode("utf-8", "replace") for one in members if one)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            inside = archive.read(name)
            found.append(text_of(inside) if name.endswith(".zip") else inside.decode("utf-8", "replace"))
    return "\n".join(found)


def lost(package: Package) -> list[str]:
    return [one.key for one in package.losses if one.key.endswith("-board") and one.degree == "left out"]


@pytest.mark.parametrize(
    ("format_name", "way"),
    [
        ("olx", {}),
        *[(name, {"tool_url": TOOL, "activities": "lti"}) for name in ("olx", "mbz", "imscc", "imscc13")],
    ],
)
def test_the_board_is_the_last_activity(format_name: str, way: dict[str, str]) -> None:
    package = export("win", "nl", format_name, board=True, modules=["W9"], **way)  # type: ignore[arg-type]
    assert BOARD in text_of(package.data)
    assert lost(package) == []
    assert check(package.data)[1] == []
    assert BOARD not in text_of(export("win", "nl", format_name, modules=["W9"], **way).data)  # type: ignore[arg-type]


def test_a_thin_cartridge_has_a_link_of_its_own_for_it() -> None:
    package = export("win", "en", "thincc", board=True, tool_url=TOOL)
    assert f"{TOOL}/lti/launch?block={BOARD}" in text_of(package.data)
    assert lost(package) == []
    assert check(package.data)[1] == []


@pytest.mark.parametrize("format_name", ["mbz", "imscc", "scorm12", "qti3", "web"])
def test_a_file_that_cannot_hold_it_says_so(format_name: str) -> None:
    package = export("win", "en", format_name, board=True, modules=["W9"])
    assert BOARD not in text_of(package.data)
    assert len(lost(package)) == 1
    assert "LTI link" in package.losses.report("en")


def test_it_is_asked_for_by_a_flag(tmp_path: Path) -> None:
    out = tmp_path / "course.olx"
    assert main("export", ["win", "--format", "olx", "--modules", "W9", "--board", "--out", str(out)]) == 0
    assert f"<{BOARD}" in text_of(out.read_bytes())
