"""The only way in for screens, commands and hosts. A connector itself imports ``contract`` and what it names."""

from __future__ import annotations

from winternship_connectors.connections import (
    REQUIRED,
    BadConfig,
    change,
    create,
    pause,
    remove,
    resume,
    set_mode,
    test,
)
from winternship_connectors.oneroster.keys import MadeKey, make_key, revoke_key
from winternship_connectors.overseeing import (
    Health,
    Letter,
    Line,
    Seen,
    confirm_deletes,
    connections,
    dead_letters,
    deliveries,
    drift,
    health,
    held,
    look,
    push_ours,
    replay,
    see,
    state_of,
)
from winternship_connectors.previewing import Planned, Preview, preview
from winternship_connectors.registry import UnknownConnector, connector, names, register
from winternship_connectors.working import drain, night, work_once

__all__ = [
    "REQUIRED",
    "BadConfig",
    "Health",
    "Letter",
    "Line",
    "MadeKey",
    "Planned",
    "Preview",
    "Seen",
    "UnknownConnector",
    "change",
    "confirm_deletes",
    "connections",
    "connector",
    "create",
    "dead_letters",
    "deliveries",
    "drain",
    "drift",
    "health",
    "held",
    "look",
    "make_key",
    "names",
    "night",
    "pause",
    "preview",
    "push_ours",
    "register",
    "remove",
    "replay",
    "resume",
    "revoke_key",
    "see",
    "set_mode",
    "state_of",
    "test",
    "work_once",
]
