"""What a teacher may know of a course: how many finished each lesson, activity or quiz, in fives."""

from __future__ import annotations

from typing import Any

from winternship_xblocks.common.counting import say_fives
from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.naming import label_of
from winternship_xblocks.lesson.outline import Outline
from winternship_xblocks.lesson.texts import WORDING


def count_person(block: Any, *, teacher: bool) -> None:
    """Bring one person's lessons in the counts up to date; a teacher who tries is not counted.

    ``counted`` holds the lessons, or what is shown instead, for which the person is in the counts, so that each
    counts once and erasing takes them out again.
    """
    now = sorted(block.done)
    if teacher or now == block.counted:
        return
    counts = dict(block.counts)
    for key in set(now) ^ set(block.counted):
        counts[key] = max(0, counts.get(key, 0) + (1 if key in now else -1))
    block.counts = counts
    block.counted = now


def teacher_view(block: Any, outline: Outline, language: Language) -> list[dict[str, str]]:
    """A row for each lesson, or for what is shown instead of lessons."""
    return [
        {
            "title": f"{part.key} {label_of(part, language)}" if part.lesson else label_of(part, language),
            "many": say_fives(WORDING, language, block.counts.get(part.key, 0)),
        }
        for part in outline.parts
    ]
