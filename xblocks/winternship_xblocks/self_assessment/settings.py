"""What an author may set, checked once for Studio's form and for OLX files."""

from __future__ import annotations

import copy
import json
from typing import Any

from winternship_core.assessment import InvalidParts, Part, parse_parts
from winternship_xblocks.common.settings import check_weight
from winternship_xblocks.errors import SettingError

YES_NO = {"true": True, "false": False}


def parts_from_attribute(text: str) -> tuple[Part, ...]:
    """The parts in an OLX attribute: ``benefits, readiness`` or ``["benefits", "readiness"]``.

    Raises :class:`SettingError` naming what was received and what is allowed.
    """
    stripped = text.strip()
    try:
        raw = (
            json.loads(stripped)
            if stripped.startswith("[")
            else [part.strip() for part in stripped.split(",")]
        )
        return parse_parts(raw)
    except (InvalidParts, ValueError) as error:
        reason = (
            str(error) if isinstance(error, InvalidParts) else f"Received {text!r}, which is no JSON list."
        )
        raise SettingError(f'Attribute "parts": {reason}') from None


def checked_node(node: Any) -> Any:
    """A copy of an OLX node whose attributes a field can read; :class:`SettingError` for one that it cannot."""
    node = copy.deepcopy(node)
    if "parts" in node.attrib:
        node.set("parts", json.dumps(parts_from_attribute(node.get("parts"))))
    grade = node.get("gives_grade")
    if grade is not None:
        if grade.strip().lower() not in YES_NO:
            raise SettingError(f'Attribute "gives_grade": received {grade!r}. Allowed: true, false.')
        node.set("gives_grade", grade.strip().lower())
    check_weight(node)
    return node
