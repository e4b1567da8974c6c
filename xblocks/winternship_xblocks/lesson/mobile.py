"""The lessons as data, for apps that draw their own screens and for search; nothing personal is in it."""

from __future__ import annotations

from typing import Any

from winternship_core.curriculum import running_text
from winternship_core.text import Text
from winternship_xblocks.common.texts import LANGUAGES
from winternship_xblocks.lesson.outline import Place, outline_of


def lessons_as_data(block: Any) -> dict[str, Any]:
    """Title, modules and lessons in both languages, or the one activity; the same for everyone."""
    outline = outline_of(block.work, block.shows, block.country)
    activity = outline.alone.activity if outline.alone else None
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
        "activity": activity
        and {
            "key": activity.key,
            "kind": activity.kind,
            "title": _both(activity.title),
            "intro": _both(activity.intro),
        },
    }


def as_search_text(block: Any) -> dict[str, Any]:
    """What a course search may find: titles and the running text in both languages."""
    outline = outline_of(block.work, block.shows, block.country)
    texts = [
        f"{lesson.title.in_language(language)} {running_text(lesson.body.in_language(language))}"
        for lesson in outline.lessons
        for language in LANGUAGES
    ]
    if outline.alone is not None:
        texts = [text.in_language(language) for text in _texts(outline.alone) for language in LANGUAGES]
    return {
        "content": {"display_name": block.display_name, "lessons": "\n".join(texts)},
        "content_type": "Lesson",
    }


def _texts(place: Place) -> list[Text]:
    """What an activity or a quiz says before anything is answered."""
    if place.activity is not None:
        activity = place.activity
        cards = [text for card in activity.cards for text in (card.title, card.text)]
        return [activity.title, activity.intro, *cards, *(question.text for question in activity.questions)]
    assert place.module is not None
    return [place.module.title, *(question.text for question in place.module.quiz)]


def _both(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
