"""The settings of the whole course: Open edX reads them apart from the blocks, and ignores them when they are wrong."""

from __future__ import annotations

import json
from html import escape
from typing import Final

from winternship_export.course import Course
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.pages import about_xhtml
from winternship_export.writers.olx import words
from winternship_export.writers.olx.card import card_png
from winternship_export.writers.olx.naming import ROOT, RUN

BEGAN: Final = "2020-01-01T00:00:00Z"  # open at once, wherever and whenever it is imported
ENDS: Final = "2099-12-31T00:00:00Z"
CARD: Final = "winternship-course.png"
SHORT: Final = 150  # what Studio's form takes for a short description


def policy_files(course: Course, options: Options, advanced: list[str]) -> Files:
    """The policies, the pages of the catalogue and the course's picture."""
    folder = f"{ROOT}/policies/{RUN}"
    return {
        f"{folder}/policy.json": _json({f"course/{RUN}": _policy(course, advanced)}),
        f"{folder}/grading_policy.json": _json(_grading(course, options)),
        f"{ROOT}/policies/assets.json": _json({}),
        f"{ROOT}/about/overview.html": _overview(course).encode(),
        f"{ROOT}/about/short_description.html": _short(course.subtitle or course.intro).encode(),
        f"{ROOT}/static/{CARD}": card_png(),
    }


def _policy(course: Course, advanced: list[str]) -> dict[str, object]:
    return {
        "advanced_modules": advanced,
        "course_image": CARD,
        "display_name": course.title,
        "end": ENDS,
        "language": course.language,
        "self_paced": True,
        "start": BEGAN,
        "tabs": _tabs(course),
    }


def _tabs(course: Course) -> list[dict[str, object]]:
    """Progress is shown only where there is something to make progress in: a handbook has no quiz."""
    quizzes = any(section.quiz for section in course.sections)
    tabs: list[dict[str, object]] = [
        {"type": kind, "name": name.in_language(course.language)} for kind, name in words.TABS.items()
    ]
    for tab in tabs:
        if tab["type"] in ("progress", "dates") and not quizzes:
            tab["is_hidden"] = True
    return tabs


def _grading(course: Course, options: Options) -> dict[str, object]:
    """All quizzes weigh the same. The list may not be empty, not even where nothing is graded."""
    quizzes = sum(1 for section in course.sections if section.quiz)
    quiz = words.QUIZ_FORMAT.in_language(course.language)
    return {
        "GRADER": [
            {"type": quiz, "short_label": quiz, "min_count": max(1, quizzes), "drop_count": 0, "weight": 1.0}
        ],
        "GRADE_CUTOFFS": {"Pass": options.pass_mark / 100},
    }


def _overview(course: Course) -> str:
    return f'<section class="about"><h2>{escape(course.title)}</h2>{about_xhtml(course, course.language)}</section>\n'


def _short(text: str) -> str:
    """The text in the length that the form takes, cut between words."""
    if len(text) <= SHORT:
        return escape(text)
    return escape(text[: SHORT - 1].rsplit(" ", 1)[0]) + "…"


def _json(data: object) -> bytes:
    """In ASCII: Open edX opens these files in whatever encoding its machine has, and ignores what it cannot read."""
    return (json.dumps(data, indent=4, sort_keys=True) + "\n").encode()
