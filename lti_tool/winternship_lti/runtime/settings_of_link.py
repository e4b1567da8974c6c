"""Reads a link's custom parameters `field_<name>` as values of the block's own settings fields."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from xblock.core import XBlock
from xblock.fields import Scope

log = logging.getLogger("winternship.runtime")


def field_values(block_type: str, parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return {field: JSON value} for what an author may set; anything else is left out and logged by name.

    Only fields of the settings scope can be set from outside: they are what a course author decides in every host.
    """
    if not parameters:
        return {}
    block_class = XBlock.load_class(block_type)
    values: dict[str, Any] = {}
    for name, text in parameters.items():
        field = block_class.fields.get(name)
        if field is None or field.scope != Scope.settings:
            log.warning("link asks for unknown setting field=%s block=%s", name[:50], block_type)
            continue
        try:
            values[name] = field.to_json(field.enforce_type(field.from_string(text)))
        except (TypeError, ValueError):
            log.warning("link asks for unusable setting field=%s block=%s", name[:50], block_type)
    return values
