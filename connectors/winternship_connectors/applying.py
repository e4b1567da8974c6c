"""Which settings of a connector apply to what was chosen in others: ``x-when`` and ``x-needed`` of its schema; pure.

A condition is an object of settings with the values that make it hold: ``{"place": ["webdav", "sftp"]}``. It looks at
settings that always apply, and one that is left out has its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]


def idle(schema: Schema, config: Mapping[str, Any]) -> frozenset[str]:
    """The settings that do not apply to this configuration."""
    settings = schema.get("properties", {})
    return frozenset(
        name for name, one in settings.items() if not _holds(one.get("x-when", {}), settings, config)
    )


def missing(schema: Schema, config: Mapping[str, Any]) -> frozenset[str]:
    """The settings that this configuration needs and lacks."""
    settings = schema.get("properties", {})
    needed = set(schema.get("required", ()))
    needed |= {
        name
        for name, one in settings.items()
        if "x-needed" in one and _holds(one["x-needed"], settings, config)
    }
    return frozenset(needed - idle(schema, config) - set(config))


def _holds(condition: Mapping[str, Any], settings: Schema, config: Mapping[str, Any]) -> bool:
    return all(
        config.get(name, settings.get(name, {}).get("default")) in values
        for name, values in condition.items()
    )
