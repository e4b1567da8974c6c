"""Shipped data is read strictly, and all its mistakes are told at once, each with the place where it is."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any, Self, TypeVar

from winternship_core.text import Text

T = TypeVar("T")


def load_json(package: str, path: str) -> object:
    """The parsed JSON of a data file of ours, also when the package is installed as a zip."""
    content: object = json.loads(files(package).joinpath(path).read_text(encoding="utf-8"))
    return content


class Reader:
    """Reads one JSON object field by field.

    A wrong field is noted in ``mistakes`` and replaced by an empty value, so that reading goes on and the
    author hears of everything in one go. The caller must look at ``mistakes`` before using the values.
    """

    def __init__(self, value: object, path: str, mistakes: list[str]) -> None:
        self.path = path
        self.mistakes = mistakes
        self._unread: dict[str, Any] = {}
        if isinstance(value, dict):
            self._unread = dict(value)
        else:
            self.mistake(f"expected an object, received {value!r}")

    def mistake(self, message: str) -> None:
        """Note what is wrong at this place."""
        self.mistakes.append(f"{self.path}: {message}")

    def _take(self, key: str, kind: type[T], empty: T) -> T:
        value = self._unread.pop(key, None)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        self.mistake(f"{key} must be {kind.__name__}, received {value!r}")
        return empty

    def has(self, key: str) -> bool:
        """Whether the field is there and still unread."""
        return key in self._unread

    def names(self) -> tuple[str, ...]:
        """The fields that are still unread."""
        return tuple(self._unread)

    def peek(self, key: str) -> object:
        """The field as it is, left unread."""
        return self._unread.get(key)

    def string(self, key: str, default: str | None = None) -> str:
        """A string that is not empty; an absent one gives the default, when there is one."""
        if default is not None and not self.has(key):
            return default
        value = self._take(key, str, "?")
        if not value or value != value.strip():
            self.mistake(f"{key} must be filled, without spaces around it, received {value!r}")
        return value

    def integer(self, key: str, low: int, high: int) -> int:
        """A whole number from low up to and including high."""
        value = self._take(key, int, low)
        if not low <= value <= high:
            self.mistake(f"{key} must be {low} to {high}, received {value}")
            return low
        return value

    def day(self, key: str) -> date:
        """A date written as 2026-11-23."""
        value = self._take(key, str, "")
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.mistake(f"{key} must be a date such as 2026-11-23, received {value!r}")
            return date.min

    def flag(self, key: str) -> bool:
        """A boolean; absent means false."""
        return self._take(key, bool, False) if self.has(key) else False

    def any(self, key: str) -> object:
        """The field as it is, for the caller to judge."""
        value: object = self._unread.pop(key, None)
        return value

    def items(self, key: str) -> list[Any]:
        """A list, whatever is in it."""
        return self._take(key, list, [])

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        values = self.items(key)
        if not all(isinstance(value, str) for value in values):
            self.mistake(f"{key} must hold strings only")
            return ()
        return tuple(values)

    def integers(self, key: str, length: int) -> tuple[int, ...]:
        """A list of whole numbers of the given length."""
        values = self._take(key, list, [0] * length)
        if len(values) != length or not all(type(value) is int for value in values):
            self.mistake(f"{key} must hold {length} whole numbers, received {values!r}")
            return (0,) * length
        return tuple(values)

    def text(self, key: str) -> Text:
        """A text in both languages."""
        reader = self.child(key)
        text = Text(nl=reader.string("nl"), en=reader.string("en"))
        reader.close()
        return text

    def optional_text(self, key: str) -> Text | None:
        """A text in both languages, or null, or nothing at all."""
        if self._unread.get(key) is None:
            self._unread.pop(key, None)
            return None
        return self.text(key)

    def child(self, key: str) -> Self:
        """An object inside this one."""
        return self._inside(self._unread.pop(key, None), key)

    def children(self, key: str) -> list[Self]:
        """The objects of a list; each is named by its id where it has one."""
        readers = []
        for index, value in enumerate(self.items(key)):
            name = value.get("id", index) if isinstance(value, dict) else index
            readers.append(self._inside(value, f"{key}[{name}]"))
        return readers

    def entries(self, key: str) -> dict[str, Self]:
        """The objects of a table, by their names."""
        table = self._take(key, dict, {})
        return {name: self._inside(value, f"{key}.{name}") for name, value in table.items()}

    def _inside(self, value: object, name: str) -> Self:
        return type(self)(value, f"{self.path}.{name}", self.mistakes)

    def close(self) -> None:
        """Note every field that nobody asked for: most often a misspelt name."""
        if self._unread:
            self.mistake(f"unknown: {', '.join(map(str, self._unread))}")
