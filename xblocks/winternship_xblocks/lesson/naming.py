"""What a block and its places are called, on the screen and on paper alike."""

from __future__ import annotations

from typing import Any

from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.outline import Outline, Place
from winternship_xblocks.lesson.texts import say, words


def title_of(block: Any, outline: Outline, language: Language) -> str:
    """The author's title; as long as there is none, that of what is shown, which has two languages."""
    if block.display_name and block.display_name != block.fields["display_name"].default:
        return str(block.display_name)
    if outline.alone is not None:
        return label_of(outline.alone, language)
    if outline.is_course or len(outline.modules) > 1:
        return outline.work.title.in_language(language)
    return outline.modules[0][0].title.in_language(language)


def label_of(place: Place, language: Language) -> str:
    """The name of a place, as on a button."""
    named = place.lesson or place.activity
    if named is not None:
        return str(named.title.in_language(language))
    if place.module is not None:
        return say(language, "quiz_of", module=place.module.title.in_language(language))
    return words(language)[place.kind]
