"""The rosters of a key for as long as one reader turns pages, so that a page costs little and no row slips between two.

They are kept in the memory of this process alone, for few keys at once. A list from its beginning is always made anew:
what changed since a time is then told up to now.
"""

from __future__ import annotations

import threading
import time
from typing import Final

from winternship_connectors.models import RosterKey
from winternship_connectors.oneroster.reading import roster
from winternship_connectors.oneroster.roster import Roster

ANEW: Final = 0.0
MOMENT: Final = 10.0  # seconds, for single objects
TURNING: Final = 300.0  # seconds, for the pages after the first
MOST: Final = 4

_kept: dict[str, tuple[float, Roster]] = {}
_lock = threading.Lock()


def roster_for(key: RosterKey, base: str, age: float) -> Roster:
    """The rosters of a key, at most so many seconds old."""
    now = time.monotonic()
    with _lock:
        for old in [name for name, (at, _) in _kept.items() if now - at > TURNING]:
            del _kept[old]
        found = _kept.get(key.client_id)
    if found is not None and now - found[0] < age:
        return found[1]
    made = roster(key, base)
    with _lock:
        _kept.pop(key.client_id, None)
        while len(_kept) >= MOST:
            del _kept[next(iter(_kept))]
        _kept[key.client_id] = (now, made)
    return made
