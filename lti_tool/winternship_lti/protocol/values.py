"""So that a claim of an unexpected kind is coerced or dropped in one way, and never crashes a launch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ID_LIMIT: Final = 255  # characters [Core 5.3.3, 5.3.5, 5.4.1]
_NOTHING: Final[Mapping[str, object]] = {}


def text(value: object, limit: int = 255) -> str | None:
    """A text to show or keep, cut at `limit` characters; None for anything else and for an empty text.

    What a database cannot hold is left out.
    """
    return storable(value)[:limit].strip() or None if isinstance(value, str) else None


def identifier(value: object) -> str | None:
    """An identifier exactly as received: 1 to 255 printable characters; None for anything else."""
    if isinstance(value, str) and 0 < len(value) <= ID_LIMIT and value.isprintable():
        return value
    return None


def ascii_identifier(value: object) -> str | None:
    """An `identifier` of ASCII characters only, as `sub` and `deployment_id` must be [Core 5.3.3, 5.3.6]."""
    found = identifier(value)
    return found if found is not None and found.isascii() else None


def strings(value: object) -> tuple[str, ...]:
    """The texts of a list; anything that is not a text, or not a list, is left out."""
    if not isinstance(value, list):
        return ()
    return tuple(storable(item) for item in value if isinstance(item, str))


def mapping(value: object) -> Mapping[str, object]:
    """The JSON object received, or an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def flag(value: object) -> bool | None:
    """A JSON boolean (also spelt as a text, as some platforms do); None for anything else."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else None


def whole(value: object) -> int | None:
    """A whole number of pixels, given as a number or as a text; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and len(value) < 10 and value.isascii() and value.isdigit():
        return int(value)
    return None


def scalar_text(value: object) -> str | None:
    """A custom parameter as the text it should have been [Core 5.4.6]; None for null, lists and objects."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return storable(value)
    return None


def storable(value: str) -> str:
    """The text without what a database cannot hold: NUL, and half a surrogate pair."""
    whole_characters = value if value.isascii() else value.encode("utf-8", "ignore").decode("utf-8")
    return whole_characters.replace("\x00", "")


def shown(value: object, limit: int = 80) -> str:
    """A value for an error message: quoted, ASCII, cut; of lists and objects only the kind."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    quoted = ascii(value)
    return quoted if len(quoted) <= limit else quoted[:limit] + "…"
