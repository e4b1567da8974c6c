"""A WebDAV server for each test of files that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.connectors.files.webdav import served


@pytest.fixture
def webdav(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Its address and its folder."""
    folder = tmp_path / "dav"
    folder.mkdir()
    with served(folder) as address:
        yield address, folder
