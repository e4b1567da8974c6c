"""What the page gets back on an answer or a calculation, as HTML to put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winternship_core.curriculum import parse_saved
from winternship_xblocks.common.clock import utc_now
from winternship_xblocks.common.newest import Stamped, short
from winternship_xblocks.errors import BadRequest
from winternship_xblocks.lesson.derived import DERIVED, result_of
from winternship_xblocks.lesson.questions import question_view
from winternship_xblocks.lesson.scene import Scene
from winternship_xblocks.lesson.screens import quiz_note, standing
from winternship_xblocks.lesson.texts import render, words


def answer(scene: Scene, key: object, choice: object) -> dict[str, Any]:
    """The question with its feedback; raises before anything is kept when question or choice do not exist."""
    question = scene.journey.find_question(key)
    marking = scene.journey.answer(question, choice, utc_now())
    view = question_view(question, str(choice), scene.language, scene.uid, scene.reader)
    feedback = render("feedback.html", {"q": view, "t": words(scene.language), "css": "wl"})
    quizzes = [module.quiz for module in scene.outline.quizzes if question in module.quiz]
    score = standing(scene) or (quiz_note(scene, quizzes[0]) if quizzes else "")
    return {"right": marking.right, "html": feedback, "score": score}


def results(scene: Scene, saved: Mapping[str, Stamped]) -> dict[str, str]:
    """The results of those of the saved activities that have one, by key."""
    activities = scene.outline.activities
    return {
        key: result_of(activities[key], entry["value"], scene.language, scene.reader)
        for key, entry in saved.items()
        if activities[key].kind in DERIVED
    }


def result(scene: Scene, key: object, value: object) -> dict[str, Any]:
    """The result of one activity. Raises :class:`BadRequest` for one that has none."""
    found = {one.key: one for one in scene.outline.activities.values() if one.kind in DERIVED}
    if not isinstance(key, str) or key not in found:
        allowed = ", ".join(found) or "–"
        raise BadRequest("wrong_type", field="activity", received=short(key), allowed=allowed)
    return {"html": result_of(found[key], parse_saved(found[key], value), scene.language, scene.reader)}
