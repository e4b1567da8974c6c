"""Makes the secret key once, so that a first start needs no configuration and a second start keeps its sessions."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_from_file(path: Path) -> str:
    """Return the key in `path`; make it first, readable by its owner alone, when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
