"""Our own drawings: one SVG for both languages, its words kept apart, with a text alternative that tells the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from xml.etree import ElementTree

from winternship_core.curriculum.loading import CONTENT, name_of, text_file, yaml_file
from winternship_core.curriculum.words import LANGUAGES, Words
from winternship_core.errors import CurriculumError
from winternship_core.text import Text

SVG: Final = "http://www.w3.org/2000/svg"
_LABEL: Final = "data-label"
_LOCAL: Final = re.compile(r"url\(#([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the words that stand in it; ``alt`` tells those who do not see it what it tells."""

    key: str
    alt: Text
    caption: Text
    labels: Mapping[str, Text]
    drawing: str

    def svg(self, language: str) -> str:
        """The drawing with its words, to be placed in a page; its inner ids cannot clash with another drawing's."""
        root = ElementTree.fromstring(self.drawing)  # noqa: S314  our own file
        root.set("role", "img")
        root.set("aria-label", self.alt.in_language(language))
        for element in root.iter():
            if label := element.attrib.pop(_LABEL, None):
                element.text = self.labels[label].in_language(language)
            for name, value in element.attrib.items():
                element.set(name, _LOCAL.sub(rf"url(#{self.key}-\1)", value))
            if "id" in element.attrib:
                element.set("id", f"{self.key}-{element.get('id')}")
        # Each time, for the register is one for the whole process, and WeasyPrint puts another name there.
        ElementTree.register_namespace("", SVG)
        return ElementTree.tostring(root, encoding="unicode")


@cache
def load_pictures() -> dict[str, Picture]:
    """The drawings by key; :class:`CurriculumError` lists every mistake in them and in their words."""
    mistakes: list[str] = []
    folder = CONTENT.joinpath("pictures")
    words = Words({language: yaml_file(folder, f"{language}.yaml", mistakes) for language in LANGUAGES})
    keys = sorted(file.name.removesuffix(".svg") for file in folder.iterdir() if file.name.endswith(".svg"))
    pictures = {key: _picture(key, words.child(key), mistakes) for key in keys}
    words.close()
    if mistakes:
        raise CurriculumError(mistakes)
    return pictures


def _picture(key: str, words: Words, mistakes: list[str]) -> Picture:
    folder = CONTENT.joinpath("pictures")
    drawing = text_file(folder, f"{key}.svg", mistakes)
    try:
        root = ElementTree.fromstring(drawing)  # noqa: S314  our own file
    except ElementTree.ParseError as error:
        mistakes.append(f"{name_of(folder, key)}.svg: {error}")
        root = ElementTree.Element("svg")
    names = [label for element in root.iter() if (label := element.get(_LABEL))]
    labels = dict(zip(names, words.texts("labels", dict.fromkeys(names)), strict=False))
    picture = Picture(key, words.text("alt"), words.text("caption"), labels, drawing)
    words.close()
    return picture
