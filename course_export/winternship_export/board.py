"""The placement board as the last activity of a course, where that was asked for; nothing of the board is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from winternship_core.curriculum import Activity
from winternship_core.text import Text
from winternship_export.course import Course, Task
from winternship_export.losses import Losses
from winternship_export.options import Options

BOARD_BLOCK: Final = "winternship_board"
TITLE: Final = Text("Stagebord", "Placement board")
INTRO: Final = Text(
    "Zoek en regel stages. De eerste keer vul je de code in die je van je school of stagemakelaar krijgt.",
    "Find and arrange placements. The first time you fill in the code from your school or internship broker.",
)
NOT_HERE: Final = (
    Text("Het stagebord zit niet in dit bestand.", "The placement board is not in this file."),
    Text(
        "Het kan alleen mee als blok in Open edX of als LTI-link met het adres van de tool.",
        "It can come along only as a block in Open edX, or as an LTI link with the tool's address.",
    ),
)


def with_board(course: Course, options: Options, losses: Losses) -> Course:
    """The course with the board at the end of its last lesson; where no file can hold it, that is told instead."""
    *others, last = course.sections
    *before, lesson = last.lessons
    key = f"{lesson.key}-board"
    if options.activities == "paper":
        losses.left_out("activity", key, *NOT_HERE)
        return course
    activity = Activity(key, "block", TITLE, INTRO, block=BOARD_BLOCK)
    title, intro = TITLE.in_language(course.language), INTRO.in_language(course.language)
    ended = replace(lesson, parts=(*lesson.parts, Task(activity, title, intro, sheet="", form="")))
    return replace(course, sections=(*others, replace(last, lessons=(*before, ended))))
