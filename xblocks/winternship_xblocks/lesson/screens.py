"""Which screen a person gets, as HTML, and what the script on it needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from winternship_core.curriculum import Lesson, Module, Question
from winternship_core.facts import load_facts
from winternship_xblocks.common.clock import milliseconds, utc_now
from winternship_xblocks.common.identity import draft_key, language_choices
from winternship_xblocks.common.texts import say_date
from winternship_xblocks.common.viewer import viewer_of
from winternship_xblocks.lesson.counting import teacher_view
from winternship_xblocks.lesson.naming import label_of
from winternship_xblocks.lesson.plan import plan_of
from winternship_xblocks.lesson.questions import question_view
from winternship_xblocks.lesson.scene import Scene, handler_url, urls_of
from winternship_xblocks.lesson.texts import render, words

DRAFTS: Final = "winternship.lesson.draft"
EU_NOTICE: Final = "VIP-4"
SCRIPT_TEXTS: Final = (
    "saving",
    "saved",
    "retry",
    "offline",
    "offline_unkept",
    "signed_out",
    "failed",
    "caught_up",
    "erased",
    "card_of",
    "row_removed",
    "undo",
    "choose_first",
    "table",
)


def screen(scene: Scene) -> str:
    """The whole block as this person may see it."""
    kind, several = scene.place.kind, len(scene.outline.places) > 1
    template, page = _PAGES[kind]
    context = {
        **common(scene),
        "guest": "" if scene.keeps else words(scene.language)[scene.viewer],
        "keeps": scene.keeps,
        "contents": contents(scene) if several else [],
        "progress": progress(scene),
        "several": several,
        "titled": scene.titled,
        "page": page(scene),
        "page_template": template,
        "kind": kind,
        "page_key": scene.place.key,
        "urls": urls_of(scene.block),
        "print_url": handler_url(scene.block, "paper", f"of={scene.place.key}"),
    }
    if scene.viewer == "teacher":
        context["teacher"] = teacher_view(scene.block, scene.outline, scene.language)
    return render("screen.html", context)


def common(scene: Scene) -> dict[str, Any]:
    """What every template of the block needs."""
    outline, language = scene.outline, scene.language
    return {
        "css": "wl",
        "uid": scene.uid,
        "language": language,
        "languages": language_choices(language),
        "title": scene.title,
        "notice": load_facts()[EU_NOTICE].text.in_language(language),
        "is_course": outline.is_course,
        "t": words(language),
    }


def progress(scene: Scene) -> dict[str, Any]:
    """How many of the lessons are done."""
    done, total = len(scene.journey.done_parts()), len(scene.outline.parts)
    return {"done": done, "total": total, "text": scene.say("progress", done=done, total=total)}


def contents(scene: Scene) -> list[dict[str, Any]]:
    """The list of modules with their lessons and quiz, what is done and where the person is."""
    found = []
    for module, lessons in scene.outline.modules:
        entries = [_entry(scene, lesson) for lesson in lessons]
        if module in scene.outline.quizzes:
            entries.append(_quiz_entry(scene, module))
        found.append(
            {
                "key": module.key,
                "title": module.title.in_language(scene.language),
                "entries": entries,
                "here": any(entry["here"] for entry in entries),
                "done": sum(entry["done"] for entry in entries),
                "total": len(entries),
                "minutes": scene.say("minutes", count=sum(lesson.minutes for lesson in lessons)),
            }
        )
    return found


def _entry(scene: Scene, lesson: Lesson) -> dict[str, Any]:
    return {
        "place": lesson.key,
        "title": lesson.title.in_language(scene.language),
        "note": scene.say("minutes", count=lesson.minutes),
        "done": lesson.key in scene.journey.stored.done,
        "here": scene.place.key == lesson.key,
    }


def _quiz_entry(scene: Scene, module: Module) -> dict[str, Any]:
    return {
        "place": f"{module.key}-quiz",
        "title": words(scene.language)["quiz"],
        "note": quiz_note(scene, module.quiz),
        "done": _right(scene, module.quiz) == len(module.quiz),
        "here": scene.place.key == f"{module.key}-quiz",
    }


def _right(scene: Scene, questions: Sequence[Question]) -> int:
    tried = scene.journey.stored.quiz
    return sum(1 for one in questions if one.key in tried and tried[one.key]["right"])


def quiz_note(scene: Scene, questions: Sequence[Question]) -> str:
    """How many of the questions are right, or how many there are before any was tried."""
    begun = any(question.key in scene.journey.stored.quiz for question in questions)
    key = "quiz_right_of" if begun else "quiz_questions"
    return scene.say(key, right=_right(scene, questions), total=len(questions))


def standing(scene: Scene) -> str:
    """How far one is with what is shown alone: the right answers where they count, else whether it is done."""
    outline, stored = scene.outline, scene.journey.stored
    if outline.alone is None:
        return ""
    said = []
    by_quiz = scene.block.graded_by == "quiz" and bool(outline.questions)
    if by_quiz or outline.alone.kind == "quiz":
        said.append(quiz_note(scene, [*outline.questions.values()]))
    if not by_quiz and outline.alone.key in stored.done:
        said.append(f"✓ {words(scene.language)['done']}")
    return " · ".join(said)


def _start(scene: Scene) -> dict[str, Any]:
    work, language = scene.outline.work, scene.language
    left = scene.journey.open_parts()
    following = scene.outline.places[left[0] if left else "end"]
    started = bool(scene.journey.done_parts())
    minutes = sum(lesson.minutes for lesson in scene.outline.lessons)
    return {
        "subtitle": work.subtitle.in_language(language),
        "intro": work.intro.in_language(language),
        "audience": work.audience.in_language(language),
        "extent": scene.say("extent", lessons=len(scene.outline.lessons), hours=_hours(scene, minutes)),
        "fast": scene.outline.shows == "fast",
        "next": following.key,
        "label": scene.say(
            "go_on_with" if started else "begin_with", title=label_of(following, scene.language)
        ),
    }


def _hours(scene: Scene, minutes: int) -> str:
    if minutes < 90:
        return scene.say("about_minutes", count=minutes)
    return scene.say("about_hours", count=round(minutes / 60))


def _lesson(scene: Scene) -> dict[str, Any]:
    lesson, module = scene.place.lesson, scene.place.module
    assert lesson is not None
    assert module is not None
    language = scene.language
    html = scene.reader.read(lesson.body.in_language(language))
    shown = next(lessons for one, lessons in scene.outline.modules if one.key == module.key)
    return {
        "key": lesson.key,
        "module": module.title.in_language(language),
        "number": scene.say("lesson_of", number=shown.index(lesson) + 1, total=len(shown)),
        "title": lesson.title.in_language(language),
        "goal": lesson.goal.in_language(language),
        "minutes": scene.say("minutes", count=lesson.minutes),
        "done": lesson.key in scene.journey.stored.done,
        "html": html,
        "monday": lesson.monday.in_language(language),
        "terms": list(scene.reader.terms.values()),
        **_around(scene),
    }


def _alone(scene: Scene) -> dict[str, Any]:
    place = scene.place
    assert place.activity is not None
    return {
        "key": place.key,
        "html": scene.reader.activity(place.key),
        "terms": list(scene.reader.terms.values()),
        "standing": standing(scene),
        "done": place.key in scene.journey.stored.done,
        "by_click": place.by_click,
        "has_sheet": "sheet" in scene.reader.extras.get(place.key, {}),
    }


def _quiz(scene: Scene) -> dict[str, Any]:
    module = scene.place.module
    assert module is not None
    questions = [
        question_view(
            question, scene.journey.last_choice(question.key), scene.language, scene.uid, scene.reader
        )
        for question in module.quiz
    ]
    for number, view in enumerate(questions, start=1):
        view["number"] = scene.say("question_of", number=number, total=len(questions))
    return {
        "module": module.title.in_language(scene.language),
        "questions": questions,
        "score": standing(scene) or quiz_note(scene, module.quiz),
        **_around(scene),
    }


def _end(scene: Scene) -> dict[str, Any]:
    left = scene.journey.open_parts()
    plan = plan_of(scene.outline)
    questions = scene.outline.questions
    certified = scene.journey.stored.certified
    return {
        "certified": certified and scene.say("certificate_ready", date=say_date(scene.language, certified)),
        "left": [_entry(scene, scene.outline.work.lesson(key)) for key in left],
        "quiz": questions
        and scene.say("quiz_right_of", right=scene.journey.quiz_right(), total=len(questions)),
        "plan": scene.reader.activity(plan.key) if plan and scene.keeps else "",
        **_around(scene),
    }


_PAGES: Final[Mapping[str, tuple[str, Callable[[Scene], dict[str, Any]]]]] = {
    "start": ("start.html", _start),
    "lesson": ("lesson.html", _lesson),
    "activity": ("alone.html", _alone),
    "quiz": ("quiz.html", _quiz),
    "end": ("end.html", _end),
}


def _around(scene: Scene) -> dict[str, Any]:
    before, after = scene.outline.around(scene.place.key)
    return {
        "before": before and {"key": before.key, "label": label_of(before, scene.language)},
        "after": after and {"key": after.key, "label": label_of(after, scene.language)},
    }


def script_arguments(scene: Scene) -> dict[str, Any]:
    """What the browser's script starts from: the state, its sentences, the key of its drafts."""
    return {"draft": draft_key(scene.block, DRAFTS), **refreshed(scene)}


def refreshed(scene: Scene) -> dict[str, Any]:
    """The state and the sentences that belong to the screen of this moment."""
    texts = words(scene.language)
    return {"state": state_of(scene.block), "texts": {key: texts[key] for key in SCRIPT_TEXTS}}


def state_of(block: Any) -> dict[str, Any]:
    """All that a tab needs to catch up: the clock, the last erasure, and when each activity was saved."""
    keeps = viewer_of(block) in ("learner", "teacher")
    return {
        "now": milliseconds(utc_now()),
        "since": block.saved_since if keeps else 0,
        "at": {key: entry["at"] for key, entry in block.saved.items()} if keeps else {},
    }
