"""Names that Moodle shows by ``format_string``: it takes out everything that looks like a tag, so none may."""

from __future__ import annotations

import re
from typing import Final

from winternship_core.text import Text
from winternship_export.losses import Item, Losses

LONGEST: Final = 255  # characters: char(255) of section, activity and question names
LONGEST_COURSE: Final = 254
_ENTITY: Final = re.compile(r"&(?=[a-zA-Z0-9#]{1,8};)")
_CUT: Final = (
    Text(
        "de titel is langer dan Moodle toelaat ({limit} tekens).",
        "the title is longer than Moodle allows ({limit} characters).",
    ),
    Text("Het begin staat er, met … aan het eind.", "Its beginning is there, with … at the end."),
)
_SIGN: Final = (
    Text("Moodle haalt het teken < weg uit titels.", "Moodle takes the sign < out of titles."),
    Text(
        "Het staat er als &lt;, wat Moodle als < laat zien; in een lijst als csv kan &lt; staan.",
        "It is written as &lt;, which Moodle shows as <; a list such as CSV may hold &lt;.",
    ),
)


class Names:
    """Makes names that come through the restore and are shown as the author wrote them; tells what had to change."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses

    def __call__(self, title: str, item: Item, key: str, limit: int = LONGEST) -> str:
        """The name of this item, at most ``limit`` characters long."""
        if "<" in title:
            self._losses.changed(item, key, *_SIGN)
        name = _marked(title)
        if len(name) <= limit:
            return name
        what, instead = _CUT
        self._losses.changed(
            item, key, Text(what.nl.format(limit=limit), what.en.format(limit=limit)), instead
        )
        return shortened(title, limit)


def shortened(title: str, limit: int = LONGEST) -> str:
    """As much of the title as fits, with an ellipsis if it was cut; an entity is never cut in two."""
    name, end = _marked(title), limit
    while len(name) > limit:
        end -= 1
        name = _marked(f"{title[:end].rstrip()}…")
    return name


def _marked(title: str) -> str:
    # A bare & is shown as it is; one that begins an entity would become another character.
    return _ENTITY.sub("&amp;", title).replace("<", "&lt;")
