"""The lessons as data, for apps that draw their own screens and for search; nothing personal is in it."""

from __future__ import annotations

from typing import Any

from winternship_core.curriculum import running_text
from winternship_core.text import Text
from winternship_xblocks.lesson.outline import outline_of


def lessons_as_data(block: Any) -> dict[str, Any]:
    """Title, modules and lessons in both languages; the same for everyone."""
    outline = outline_of(block.work, block.shows, block.country)
    return {
        "title": block.display_name,
        "work": outline.work.key,
        "shows": outline.shows,
        "graded_by": block.graded_by,
        "modules": [
            {
                "key": module.key,
                "title": _both(module.title),
                "questions": len(module.quiz) if module in outline.quizzes else 0,
                "lessons": [
                    {
                        "key": lesson.key,
                        "title": _both(lesson.title),
                        "goal": _both(lesson.goal),
                        "minutes": lesson.minutes,
                    }
                    for lesson in lessons
                ],
            }
            for module, lessons in outline.modules
        ],
    }


def as_search_text(block: Any) -> dict[str, Any]:
    """What a course search may find: titles, goals and the running text in both languages."""
    outline = outline_of(block.work, block.shows, block.country)
    texts = [
        f"{text.in_language(language)} {running_text(lesson.body.in_language(language))}"
        for lesson in outline.lessons
        for language in ("nl", "en")
        for text in (lesson.title,)
    ]
    return {
        "content": {"display_name": block.display_name, "lessons": "\n".join(texts)},
        "content_type": "Lesson",
    }


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
