"""A platform's key set over real HTTP, from a process of its own: its work must not slow down the tool's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SERVER = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]


@contextmanager
def served_keys(document: dict[str, Any], folder: Path) -> Iterator[str]:
    """Serve the key set from a file in `folder`, at the address given, while the `with` block lasts."""
    folder.mkdir()
    (folder / "jwks.json").write_text(json.dumps(document), encoding="utf-8")
    process = subprocess.Popen(
        [*SERVER, "--directory", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        greeting = process.stdout.readline()
        port = re.search(r"port (\d+)", greeting)
        if port is None:
            raise RuntimeError(f"the key server said {greeting!r} instead of its port")
        yield f"http://127.0.0.1:{port[1]}/jwks.json"
    finally:
        process.terminate()
        process.wait()
