"""What a server loads before the first request."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

AFTER_A_PAGE = """
import gc
from winternship_lti.wsgi import application
from django.test import Client
assert Client(SERVER_NAME="127.0.0.1").get("/").status_code == 200
print(len(gc.get_objects()), gc.get_freeze_count())
"""


def test_a_collection_does_not_walk_through_what_was_loaded_at_the_start(tmp_path: Path) -> None:
    environment = {**os.environ, "WINTERNSHIP_DATA": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-c", AFTER_A_PAGE], env=environment, capture_output=True, text=True, check=True
    )
    walked, left_out = map(int, done.stdout.split())
    assert walked < left_out / 5, "a first page made much that stays: load it in wsgi.py"
