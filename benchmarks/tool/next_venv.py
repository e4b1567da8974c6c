"""PyLTI1p3next has the import name of PyLTI1p3, so it needs a virtual environment of its own, made when first asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv-bench-next"
PINNED = ROOT / "requirements" / "bench-next.txt"
SECONDS = 90


def next_python() -> Path | None:
    """The environment's Python, or None, after a line that says so, when it cannot be made (without a network)."""
    made, python = VENV / ".ready", VENV / "bin" / "python"
    wanted = PINNED.read_text(encoding="utf-8")
    if made.exists() and made.read_text(encoding="utf-8") == wanted:
        return python
    install = [str(python), "-m", "pip", "install", "--quiet", "--retries", "1", "-r", str(PINNED)]
    try:
        for command in ([sys.executable, "-m", "venv", "--clear", str(VENV)], install):
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"pylti1p3next is left out: {VENV.name} cannot be made ({type(error).__name__})")
        return None
    made.write_text(wanted, encoding="utf-8")
    return python
