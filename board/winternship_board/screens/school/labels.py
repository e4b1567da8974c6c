"""What fields are called for a school's staff: not "what I look for", as the student reads it, but "what is sought"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.texts import all_texts
from winternship_core.text import Text


def label(kind: str, name: str) -> Text:
    """The words for a field: the school's own for this kind, the school's own for any, else those of all screens."""
    texts = all_texts()
    keys = (f"sc_{kind}_{name}", f"sc_{name}", f"field_{kind}_{name}", f"field_{name}")
    return next(texts[key] for key in keys if key in texts)


def rows(
    ask: Ask, seen: api.Seen, names: Sequence[str], extra: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """(label, value) of each of these fields that the person sees and that holds something.

    ``extra``: field → the words to show instead of what it holds, only for a field that is seen.
    """
    language, given, found = ask.host.language, extra or {}, []
    for name in names:
        if name not in seen.fields:
            continue
        what = seen.fields[name]
        shown = given[name] if name in given else saying.value(language, seen.kind, name, what)
        if shown:
            found.append((ask.say(label(seen.kind, name)), shown))
    return found
