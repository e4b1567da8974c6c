"""Whether a configuration that was saved with an earlier release still fits; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

# What limits a value. A limit may go; a new one, or a tighter one, may refuse what was saved.
_EQUAL: Final = ("type", "pattern", "format", "const", "items", "properties", "uniqueItems")
_LEAST: Final = ("minLength", "minimum", "exclusiveMinimum", "minItems")
_MOST: Final = ("maxLength", "maximum", "exclusiveMaximum", "maxItems")


def narrowed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What the new schema refuses and the old one took, in words, by setting. Both have flat properties."""
    before, after = old.get("properties", {}), new.get("properties", {})
    found = [
        f"{name}: it is required now"
        for name in sorted(set(new.get("required", ())) - set(old.get("required", ())))
    ]
    if new.get("additionalProperties", True) is False:
        found += [f"{name}: it is gone" for name in sorted(set(before) - set(after))]
    for name in sorted(set(before) & set(after)):
        found += [f"{name}: {said}" for said in _setting(before[name], after[name])]
    return found


def _setting(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if bool(old.get("writeOnly")) != bool(new.get("writeOnly")):
        yield "it is a secret in one of the two only, so that its saved value is lost or shown"
    if old.get("default") != new.get("default"):
        yield f"its default was {old.get('default')!r} and is {new.get('default')!r}"
    if "enum" in new and not set(new["enum"]) >= set(old.get("enum", (None,))):
        yield f"it was one of {old.get('enum')!r} and is one of {new['enum']!r}"
    yield from (
        f"{rule} was {old.get(rule)!r} and is {new[rule]!r}"
        for rule in _EQUAL
        if rule in new and new[rule] != old.get(rule)
    )
    rose = [one for one in _LEAST if one in new and new[one] > old.get(one, float("-inf"))]
    fell = [one for one in _MOST if one in new and new[one] < old.get(one, float("inf"))]
    yield from (f"{rule} was {old.get(rule)!r} and is {new[rule]!r}" for rule in (*rose, *fell))
