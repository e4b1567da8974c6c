"""What the service notices of its platforms, so that an administrator can see how they are without reading a log.

Whoever notices something says so here, in memory, and never waits: the rows are written after the answer was sent,
and the health of one platform at most once a minute by each process. Nothing personal is noticed.
"""

from __future__ import annotations

from .watching import flush, forget, keys_asked, launched, refused, token_answered
from .writing import prune

__all__ = ["flush", "forget", "keys_asked", "launched", "prune", "refused", "token_answered"]
