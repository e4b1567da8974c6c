"""Which screen a person gets, as HTML, and what the script on it needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any, Final

from django.utils import timezone

from winternship_core.curriculum import Lesson, Module
from winternship_core.facts import load_facts
from winternship_xblocks.common.clock import milliseconds, utc_now
from winternship_xblocks.common.identity import draft_key, language_choices, uid_of
from winternship_xblocks.common.paper import can_make_pdf
from winternship_xblocks.common.sharing import shared
from winternship_xblocks.common.texts import Language, say_date
from winternship_xblocks.common.viewer import Viewer, language_of, viewer_of
from winternship_xblocks.lesson.counting import teacher_view
from winternship_xblocks.lesson.journey import Journey, Nobody
from winternship_xblocks.lesson.outline import Outline, Place, outline_of
from winternship_xblocks.lesson.plan import plan_of, prefilled
from winternship_xblocks.lesson.questions import question_view
from winternship_xblocks.lesson.reading import Reader
from winternship_xblocks.lesson.texts import render, say, words

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


@dataclass
class Scene:
    """One person before one block, at one place and in one language."""

    block: Any
    viewer: Viewer
    language: Language
    journey: Journey
    place: Place
    paper: bool = False

    @property
    def outline(self) -> Outline:
        """What the block shows."""
        return self.journey.outline

    @property
    def keeps(self) -> bool:
        """Whether what this person does is kept."""
        return self.viewer in ("learner", "teacher")

    @cached_property
    def uid(self) -> str:
        """The start of every id on the page."""
        return uid_of(self.block, "wl")

    @cached_property
    def reader(self) -> Reader:
        """What turns a lesson's text into this person's page."""
        values, extras = self.journey.values(), {}
        plan = plan_of(self.outline)
        if plan is not None:
            steps = shared(self.block, "winternship_steps") if self.keeps else []
            values[plan.key], more = prefilled(values.get(plan.key, {}), steps, self.language)
            extras[plan.key] = {"more_steps": more, "urls": urls_of(self.block) if self.keeps else {}}
        for activity in self.outline.activities.values():
            if activity.template or activity is plan:
                sheet = handler_url(self.block, "paper", f"of={activity.key}")
                extras.setdefault(activity.key, {})["sheet"] = sheet
        return Reader(self.outline, self.language, self.uid, timezone.localdate(), values, self.paper, extras)

    def say(self, key: str, **values: object) -> str:
        """One sentence with its blanks filled in."""
        return say(self.language, key, **values)


def scene_of(block: Any, place: object = None, language: Language | None = None) -> Scene:
    """The scene as it is; ``place`` and ``language`` are those of someone for whom nothing is kept."""
    viewer = viewer_of(block)
    outline = outline_of(block.work, block.shows, block.country)
    stored = block if viewer in ("learner", "teacher") else Nobody()
    journey = Journey(stored, outline)
    found = journey.place if place is None else journey.find_place(place)
    return Scene(block, viewer, language or language_of(block), journey, found)


def screen(scene: Scene) -> str:
    """The whole block as this person may see it."""
    context = {
        **common(scene),
        "guest": "" if scene.keeps else words(scene.language)[scene.viewer],
        "keeps": scene.keeps,
        "contents": contents(scene),
        "progress": progress(scene),
        "several": len(scene.outline.places) > 1,
        "page": _PAGES[scene.place.kind](scene),
        "kind": scene.place.kind,
        "page_key": scene.place.key,
        "urls": urls_of(scene.block),
        "print_url": handler_url(scene.block, "paper", f"of={scene.place.key}") if scene.place.lesson else "",
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
        "title": title_of(scene.block, outline, language),
        "notice": load_facts()[EU_NOTICE].text.in_language(language),
        "is_course": outline.is_course,
        "t": words(language),
    }


def title_of(block: Any, outline: Outline, language: Language) -> str:
    """The author's title; as long as there is none, that of what is shown, which has two languages."""
    if block.display_name and block.display_name != block.fields["display_name"].default:
        return str(block.display_name)
    if outline.is_course or len(outline.modules) > 1:
        return outline.work.title.in_language(language)
    return outline.modules[0][0].title.in_language(language)


def progress(scene: Scene) -> dict[str, Any]:
    """How many of the lessons are done."""
    done, total = len(scene.journey.done_lessons()), len(scene.outline.lessons)
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
        "note": quiz_note(scene, module),
        "done": _right(scene, module) == len(module.quiz),
        "here": scene.place.key == f"{module.key}-quiz",
    }


def _right(scene: Scene, module: Module) -> int:
    tried = scene.journey.stored.quiz
    return sum(1 for one in module.quiz if one.key in tried and tried[one.key]["right"])


def quiz_note(scene: Scene, module: Module) -> str:
    """How many of the questions of a module are right, or how many there are before any was tried."""
    begun = any(question.key in scene.journey.stored.quiz for question in module.quiz)
    key = "quiz_right_of" if begun else "quiz_questions"
    return scene.say(key, right=_right(scene, module), total=len(module.quiz))


def _start(scene: Scene) -> dict[str, Any]:
    work, language = scene.outline.work, scene.language
    left = scene.journey.open_lessons()
    following = scene.outline.places[left[0] if left else "end"]
    started = bool(scene.journey.done_lessons())
    minutes = sum(lesson.minutes for lesson in scene.outline.lessons)
    return {
        "subtitle": work.subtitle.in_language(language),
        "intro": work.intro.in_language(language),
        "audience": work.audience.in_language(language),
        "extent": scene.say("extent", lessons=len(scene.outline.lessons), hours=_hours(scene, minutes)),
        "fast": scene.outline.shows == "fast",
        "next": following.key,
        "label": scene.say("go_on_with" if started else "begin_with", title=label_of(scene, following)),
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
        "score": quiz_note(scene, module),
        **_around(scene),
    }


def _end(scene: Scene) -> dict[str, Any]:
    left = scene.journey.open_lessons()
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


_PAGES: Final[Mapping[str, Any]] = {"start": _start, "lesson": _lesson, "quiz": _quiz, "end": _end}


def _around(scene: Scene) -> dict[str, Any]:
    before, after = scene.outline.around(scene.place.key)
    return {
        "before": before and {"key": before.key, "label": label_of(scene, before)},
        "after": after and {"key": after.key, "label": label_of(scene, after)},
    }


def label_of(scene: Scene, place: Place) -> str:
    """The name of a place on a button."""
    if place.lesson is not None:
        return str(place.lesson.title.in_language(scene.language))
    if place.module is not None:
        return scene.say("quiz_of", module=place.module.title.in_language(scene.language))
    return words(scene.language)[place.kind]


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


def urls_of(block: Any) -> dict[str, str]:
    """The documents of the block."""
    names = ["paper", "certificate", "plan_csv"]
    if find_spec("icalendar"):
        names.append("plan_ics")
    if can_make_pdf():
        names += ["paper_pdf", "certificate_pdf"]
    return {name: handler_url(block, name) for name in names}


def handler_url(block: Any, name: str, query: str = "") -> str:
    """The address of a handler, with what it is about."""
    return str(block.runtime.handler_url(block, name, query=query))
