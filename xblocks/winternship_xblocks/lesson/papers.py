"""What leaves the screen: lessons and sheets to print, the certificate, the action plan as a file."""

from __future__ import annotations

from typing import Any, Final

from webob import Response

from winternship_core.curriculum import Lesson, Module, plan_csv, plan_ics
from winternship_xblocks.common import paper
from winternship_xblocks.common.newest import short
from winternship_xblocks.common.texts import say_date
from winternship_xblocks.errors import BadRequest, NotYet
from winternship_xblocks.lesson.naming import label_of
from winternship_xblocks.lesson.outline import FAST, Outline, Place
from winternship_xblocks.lesson.plan import plan_of
from winternship_xblocks.lesson.questions import question_view
from winternship_xblocks.lesson.scene import Scene, scene_of
from winternship_xblocks.lesson.screens import common
from winternship_xblocks.lesson.texts import FOLDER, render

STYLE: Final = "public/lesson.css"


def page(block: Any, of: str) -> Response:
    """A lesson, an activity, or all that is shown when ``of`` is empty, to print from the browser."""
    return paper.page_response(_paper(block, of, _style_url(block)))


def pdf(block: Any, of: str) -> Response:
    """The same as a PDF; :class:`NotYet` where none can be made."""
    return paper.pdf_response(_paper(block, of, ""), _css(), f"{(of or block.work).lower()}.pdf")


def certificate(block: Any) -> Response:
    """The certificate as a page; :class:`NotYet` before the last lesson."""
    return paper.page_response(_certificate(block, _style_url(block)))


def certificate_pdf(block: Any) -> Response:
    """The certificate as a PDF; :class:`NotYet` before the last lesson, or where none can be made."""
    return paper.pdf_response(_certificate(block, ""), _css(), "winternship.pdf")


def plan_as_csv(block: Any) -> Response:
    """The action plan as a spreadsheet opens it; :class:`NotYet` before anything was written."""
    scene, rows = _plan(block)
    return _file(plan_csv(rows, scene.language).encode("utf-8-sig"), "text/csv", "plan.csv")


def plan_as_ics(block: Any) -> Response:
    """The dated steps as a calendar takes them; :class:`NotYet` before anything was written."""
    scene, rows = _plan(block)
    return _file(plan_ics(rows, scene.language), "text/calendar", "plan.ics")


def _paper(block: Any, of: str, style_url: str) -> str:
    scene = scene_of(block)
    scene.paper = True
    context = {**common(scene), "css": "wl", "style_url": style_url}
    alone, activities = scene.outline.alone, scene.outline.activities
    if alone is not None and of in ("", alone.key):
        return render("paper.html", {**context, **_alone(scene, alone)})
    if of in activities:
        scene.reader.level = 2  # nothing stands between it and the title of the paper
        return render("paper.html", {**context, "sheet": scene.reader.activity(of)})
    lessons = [one for one in scene.outline.lessons if of in ("", one.key)]
    if not lessons:
        allowed = ", ".join([*scene.outline.places, *activities])
        raise BadRequest("wrong_type", field="of", received=short(of), allowed=allowed)
    views = [
        {
            "label": label_of(scene.outline.places[lesson.key], scene.language),
            "goal": lesson.goal.in_language(scene.language),
            "monday": lesson.monday.in_language(scene.language),
            "html": scene.reader.read(lesson.body.in_language(scene.language), heading=3),
        }
        for lesson in lessons
    ]
    return render("paper.html", {**context, "lessons": views, "terms": list(scene.reader.terms.values())})


def _alone(scene: Scene, place: Place) -> dict[str, Any]:
    """What is shown without its lesson, for paper."""
    if place.activity is not None:
        return {"sheet": scene.reader.activity(place.key)}
    views = [
        question_view(
            question, scene.journey.last_choice(question.key), scene.language, scene.uid, scene.reader
        )
        for question in scene.outline.questions.values()
    ]
    return {"questions": views, "titled": scene.titled, "label": label_of(place, scene.language)}


def _certificate(block: Any, style_url: str) -> str:
    scene = scene_of(block)
    moment = scene.journey.require_certificate()
    outline = scene.outline
    return render(
        "certificate.html",
        {
            **common(scene),
            "style_url": style_url,
            "work": outline.work.title.in_language(scene.language),
            "fast": outline.shows == FAST,
            "date": say_date(scene.language, moment),
            "lessons": scene.say("certificate_lessons", count=len(outline.lessons)),
            "contents": [one.title.in_language(scene.language) for one in _taken(outline)],
        },
    )


def _taken(outline: Outline) -> list[Module] | list[Lesson]:
    """What a certificate may name: whole modules only when they were taken whole."""
    if outline.shows == FAST:
        return list(outline.lessons)
    return [module for module, _ in outline.modules]


def _plan(block: Any) -> tuple[Scene, list[dict[str, Any]]]:
    scene = scene_of(block)
    plan = plan_of(scene.outline)
    rows = scene.reader.values[plan.key]["rows"] if plan else []
    if not rows:
        raise NotYet("no_plan")
    return scene, rows


def _file(body: bytes, content_type: str, name: str) -> Response:
    response = Response(body, content_type=content_type, charset="utf-8", cache_control="no-store")
    response.content_disposition = f'attachment; filename="{name}"'
    return response


def _style_url(block: Any) -> str:
    return str(block.runtime.local_resource_url(block, STYLE))


def _css() -> str:
    return (FOLDER / STYLE).read_text(encoding="utf-8")
