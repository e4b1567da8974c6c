"""The words that all blocks share are there in both languages, and each is used by some block."""

from __future__ import annotations

from pathlib import Path

import winternship_xblocks
from tests.xblocks.pages import check_texts


def test_every_shared_text_has_both_languages_and_is_used():
    root = Path(winternship_xblocks.__file__).parent
    check_texts(root / "common", r"error_|impersonator", sources=root)
