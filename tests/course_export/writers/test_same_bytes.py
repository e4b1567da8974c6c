"""Cartridges and question packages have the same bytes whatever the hash seed, time zone and folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from hashlib import sha256
from winternship_export.exporting import export
for kind in ("imscc", "imscc13", "thincc", "qti3"):
    for activities in ("", "lti"):
        if activities and kind == "qti3":
            continue
        tool = "https://tool.example.org" if activities or kind == "thincc" else ""
        package = export("win", "nl", kind, activities=activities, tool_url=tool)
        print(kind, activities, sha256(package.data).hexdigest(), sha256(package.losses.as_json().encode()).hexdigest())
"""


def digests(seed: str, zone: str, folder: Path) -> str:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=surroundings,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    first = digests("1", "Europe/Amsterdam", tmp_path)

    assert len(first.splitlines()) == 7
    assert digests("999", "Pacific/Kiritimati", Path("/")) == first
