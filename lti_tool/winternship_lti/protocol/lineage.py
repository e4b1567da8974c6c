"""So that a copied course finds what it was copied from: which names a link carries along, and how they come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote
from uuid import UUID

ACTIVITY: Final = "activity"
# Custom parameters that ask the platform to say what a link and a course were copied from [Core, Appendix B].
HISTORY: Final[Mapping[str, str]] = {
    "link_history": "$ResourceLink.id.history",
    "context_history": "$Context.id.history",
}
_ACTIVITY_LIMIT: Final = 64  # characters
_LONGEST_HISTORY: Final = 50  # copies of copies


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a link says of its descent: the stable id of the activity, and the links and courses it was copied from.

    The histories name the newest copy first.
    """

    activity: str = ""
    links: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()

    @property
    def is_random(self) -> bool:
        """Whether the activity's id was drawn by chance, as the picker does: nobody can guess it, and it names one
        activity alone. A fixed id, out of an exported course, is the same in every course that was made of it."""
        try:
            return UUID(self.activity).version == 4
        except ValueError:
            return False


def read_lineage(custom: Mapping[str, str]) -> Lineage:
    """The descent in a launch's custom parameters; a variable that the platform did not fill in counts as nothing."""
    spelt = {name.replace("_", "").lower(): value for name, value in custom.items()}
    activity = custom.get(ACTIVITY, "")
    known = len(activity) <= _ACTIVITY_LIMIT and activity.isprintable() and not activity.startswith("$")
    return Lineage(
        activity=activity if known else "",
        links=_ids(spelt.get("linkhistory", "")),
        contexts=_ids(spelt.get("contexthistory", "")),
    )


def _ids(text: str) -> tuple[str, ...]:
    if text.startswith("$"):
        return ()
    found = [unquote(part.strip()) for part in text.split(",")[:_LONGEST_HISTORY]]
    return tuple(part for part in found if part)
