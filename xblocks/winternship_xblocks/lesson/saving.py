"""What people fill in, as a request carries it: checked wholly before any of it is kept."""

from __future__ import annotations

from typing import Any, Final

from winternship_core.curriculum import parse_saved
from winternship_xblocks.common.newest import Stamped, parse_stamped, short
from winternship_xblocks.errors import BadRequest
from winternship_xblocks.lesson.outline import Outline

LEARNING_PLACE: Final = "learning-place"


def parse_request(outline: Outline, raw: object) -> dict[str, Stamped]:
    """The filled-in activities of a request by key.

    Raises :class:`BadRequest` for a wrong shape or an activity that is not here, and the core's ``ActivityError``
    for a value that its form does not take. One wrong value refuses the whole request.
    """
    if not isinstance(raw, dict):
        raise BadRequest("wrong_type", field="saved", received=short(raw), allowed="{…}")
    return {key: _parse(outline, key, entry) for key, entry in raw.items()}


def _parse(outline: Outline, key: str, raw: object) -> Stamped:
    activity = outline.activities.get(key)
    if activity is None:
        allowed = ", ".join(outline.activities) or "–"
        raise BadRequest("wrong_type", field="saved", received=short(key), allowed=allowed)
    given = parse_stamped(f"saved.{key}", raw)
    return Stamped(value=parse_saved(activity, given["value"]), at=given["at"])


def has_learning_place(outline: Outline) -> bool:
    """Whether the learning place is described here; another block's is not ours to forget."""
    return any(activity.object == LEARNING_PLACE for activity in outline.activities.values())


def learning_place(outline: Outline, saved: dict[str, Stamped]) -> dict[str, Any] | None:
    """The description of a learning place among what was saved, which becomes a vacancy elsewhere."""
    for key, entry in saved.items():
        if outline.activities[key].object == LEARNING_PLACE:
            place: dict[str, Any] = entry["value"]
            return place
    return None
