"""Style sheets and scripts that travel in packages; they are files of their own, to be read and tested as such."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def runtime_file(name: str) -> bytes:
    """The file with this name in ``runtime/``."""
    return files("winternship_export").joinpath("runtime", name).read_bytes()
