"""What platforms tell us outside a launch: taken in once each, and asked for where a platform offers it [PNS 1.0]."""

from __future__ import annotations

from .asking import ask_due
from .taking import copied_from, take

__all__ = ["ask_due", "copied_from", "take"]
