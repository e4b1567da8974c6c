"""What a connector is tried with, ours and those that others write: the 22 points of its acceptance.

Never imported by the service itself.
"""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("winternship_connectors.testing.points")

from .acceptance import Acceptance  # noqa: E402 - its asserts are rewritten
from .faults import Fault  # noqa: E402
from .placements import PDF, SHA256, placement  # noqa: E402
from .proxy import Answer, Asked, Spoiler, proxy  # noqa: E402
from .rigs import Rig  # noqa: E402

__all__ = [
    "PDF",
    "SHA256",
    "Acceptance",
    "Answer",
    "Asked",
    "Fault",
    "Rig",
    "Spoiler",
    "placement",
    "proxy",
]
