"""What a teacher may know of people: numbers rounded down to fives, never so that one can be told apart."""

from __future__ import annotations

from winternship_xblocks.common.texts import Language, Wording

GROUP = 5


def in_fives(count: int) -> int:
    """Rounded down to a multiple of five; 0 means "fewer than five"."""
    return count - count % GROUP


def say_fives(wording: Wording, language: Language, count: int) -> str:
    """The count as a teacher may read it."""
    fives = in_fives(count)
    return (
        wording.say(language, "or_more", count=fives) if fives else wording.words(language)["fewer_than_five"]
    )
