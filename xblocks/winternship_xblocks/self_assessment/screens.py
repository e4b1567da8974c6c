"""Which screen a person gets, as HTML, and what the script on it needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from winternship_core.assessment import load_instrument
from winternship_xblocks.common.clock import milliseconds, utc_now
from winternship_xblocks.common.counting import say_fives
from winternship_xblocks.common.identity import draft_key, language_choices, uid_of
from winternship_xblocks.common.paper import can_make_pdf
from winternship_xblocks.common.texts import Language
from winternship_xblocks.common.viewer import language_of, viewer_of
from winternship_xblocks.self_assessment.counting import Counts, counts_from
from winternship_xblocks.self_assessment.journey import Journey, chosen_parts
from winternship_xblocks.self_assessment.questions import questionnaire
from winternship_xblocks.self_assessment.report import Report
from winternship_xblocks.self_assessment.texts import WORDING, render, say, words

DRAFTS = "winternship.self_assessment.draft"
SCRIPT_TEXTS = [
    "saving",
    "saved",
    "retry",
    "offline",
    "offline_unkept",
    "signed_out",
    "failed",
    "caught_up",
    "erased",
    "result_ready",
    "answered_of",
    "group_done",
    "group_open",
    "overview_all",
    "overview_open",
    "needed",
]


def screen(block: Any) -> str:
    """The whole block as the present person may see it."""
    language, viewer = language_of(block), viewer_of(block)
    context = _common(block, language)
    if viewer == "author":
        return render("author.html", {**context, **_author(block, language)})
    journey = Journey(block)
    if viewer not in ("learner", "teacher"):
        return render("visitor.html", {**context, "message": words(language)[viewer]})
    context |= {"phase": journey.phase, "urls": _urls(block)}
    if journey.phase == "result":
        context["r"] = Report(journey, language).view()
    else:
        context["q"] = questionnaire(journey, language)
    if viewer == "teacher":
        context["teacher"] = _teacher(counts_from(block.counts), language)
    return render("screen.html", context)


def report_page(block: Any, style_url: str) -> str:
    """The result as a page of its own, to print, keep or turn into a PDF; ``NotYet`` before there is one."""
    language = language_of(block)
    view = Report(Journey(block), language).view()
    return render(
        "report.html",
        {**_common(block, language), "r": view, "h": "h2", "paper": True, "style_url": style_url},
    )


def script_arguments(block: Any) -> dict[str, Any]:
    """What the browser's script starts from: the state, its sentences, the key of its drafts."""
    return {"draft": draft_key(block, DRAFTS), **refreshed(block)}


def refreshed(block: Any) -> dict[str, Any]:
    """The state and the sentences that belong to the screen of this moment."""
    texts = words(language_of(block))
    return {"state": state_of(block), "texts": {key: texts[key] for key in SCRIPT_TEXTS}}


def state_of(block: Any) -> dict[str, Any]:
    """All that a tab needs to catch up: answers with their times, the clock, where the person is."""
    journey = Journey(block)
    items = journey.instrument.items_in(journey.parts)
    return {
        "now": milliseconds(utc_now()),
        "since": block.answers_since,
        "answers": block.answers,
        "place": journey.place,
        "phase": journey.phase,
        "finished": block.finished,
        "progress": {"answered": sum(item.id in block.answers for item in items), "total": len(items)},
    }


def _common(block: Any, language: Language) -> dict[str, Any]:
    parts = chosen_parts(block.parts)
    instrument = load_instrument()
    return {
        "css": "wsa",
        "uid": uid_of(block, "wsa"),
        "language": language,
        "languages": language_choices(language),
        "title": _title(block, language),
        "h": "h3",  # below the title, which is an h2 inside a host's page
        "gives_grade": block.gives_grade,
        "whole": len(parts) == len({dimension.part for dimension in instrument.dimensions}),
        "count": say(language, "welcome_questions", count=len(instrument.items_in(parts))),
        "notice": instrument.texts.notice.in_language(language),
        "t": words(language),
    }


def _title(block: Any, language: Language) -> str:
    """The author's title; as long as there is none, the instrument's own name, which has two languages."""
    if block.display_name and block.display_name != block.fields["display_name"].default:
        return str(block.display_name)
    return load_instrument().name.in_language(language)


def _urls(block: Any) -> Mapping[str, str]:
    documents = ["report", "report_pdf"] if can_make_pdf() else ["report"]
    return {name: str(block.runtime.handler_url(block, name)) for name in documents}


def _teacher(counts: Counts, language: Language) -> dict[str, Any]:
    def floor(count: int) -> str:
        return say_fives(WORDING, language, count)

    levels = load_instrument().levels
    return {
        "started": floor(counts["started"]),
        "finished": floor(counts["finished"]),
        "levels": [
            {"label": level.label.in_language(language), "many": floor(counts["shown"].get(level.id, 0))}
            for level in levels
        ],
    }


def _author(block: Any, language: Language) -> dict[str, Any]:
    instrument, parts = load_instrument(), chosen_parts(block.parts)
    return {
        "parts": [
            {
                "label": words(language)[f"part_{part}"],
                "count": say(language, "questions_count", count=len(instrument.items_in([part]))),
            }
            for part in parts
        ],
        "grade": words(language)["author_grade_yes" if block.gives_grade else "author_grade_no"],
    }
