"""An object as names and values below each other, in the order a screen asks for, nothing shown that is not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask


def rows(
    ask: Ask, seen: api.Seen, names: Sequence[str], extra: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """(label, value) for each of these fields that the person sees and that holds something.

    ``extra``: field → the words to show instead, such as the name of an organisation for its id.
    """
    given = extra or {}
    found = []
    for name in names:
        shown = given.get(name)
        if shown is None and name in seen.fields:
            shown = saying.value(ask.host.language, seen.kind, name, seen.fields[name])
        if shown:
            found.append((saying.label(ask.host.language, seen.kind, name), shown))
    return found
