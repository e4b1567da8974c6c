"""Two readers side by side, one a language, so that no text can be there in one language only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from winternship_core.curriculum.yaml_files import YamlReader
from winternship_core.text import Text

LANGUAGES: Final = ("nl", "en")


class Words:
    """The words of one thing in both languages; a mistake is noted at the file and line of its language."""

    def __init__(self, readers: Mapping[str, YamlReader]) -> None:
        self.readers = readers

    def text(self, key: str) -> Text:
        """A text that must be there in both languages."""
        return Text(**{language: reader.string(key) for language, reader in self.readers.items()})

    def optional_text(self, key: str) -> Text | None:
        """A text that is there in both languages or in neither."""
        if any(reader.has(key) for reader in self.readers.values()):
            return self.text(key)
        return None

    def child(self, key: str) -> Words:
        """The words of something inside this."""
        return Words({language: reader.child(key) for language, reader in self.readers.items()})

    def each(self, key: str, names: Iterable[str]) -> list[Words]:
        """The words under ``key`` of each of the names, which must all be there, and no others."""
        inside = self.child(key)
        found = [inside.child(name) for name in names]
        inside.close()
        return found

    def texts(self, key: str, names: Iterable[str]) -> list[Text]:
        """The texts under ``key`` by name; all must be there, and no others."""
        inside = self.child(key)
        found = [inside.text(name) for name in names]
        inside.close()
        return found

    def close(self) -> None:
        """Note what nobody asked for."""
        for reader in self.readers.values():
            reader.close()
