"""One WsgiDAV for all tests of files; each has a folder of its own on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.connectors.files.webdav import served


@pytest.fixture(scope="session")
def webdav_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A running server: its address and what it serves."""
    root = tmp_path_factory.mktemp("dav")
    with served(root) as address:
        yield address, root


@pytest.fixture
def webdav(webdav_root: tuple[str, Path], tmp_path: Path) -> tuple[str, Path]:
    """The address of an empty folder on it, which ends with a slash, and the folder."""
    address, root = webdav_root
    folder = root / tmp_path.name
    folder.mkdir()
    return f"{address}{folder.name}/", folder
