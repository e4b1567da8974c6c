"""An activity in a unit: our own block, a link to our tool, or a sheet with the questions as problems."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from winternship_export import texts
from winternship_export.board import BOARD_BLOCK
from winternship_export.course import Course, Task
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pages import task_sheet
from winternship_export.sheets import Sheet
from winternship_export.tool import KEYS, LESSON_BLOCK, LOGIN, task_link
from winternship_export.writers.olx import words
from winternship_export.writers.olx.naming import Names, passport
from winternship_export.writers.olx.problems import problem
from winternship_export.xmlkit import Element, Maker

E: Final = Maker()
CONSUMER: Final = "lti_consumer"
HEIGHT: Final = "900"  # pixels; a form with its buttons, so that few have to scroll in a frame
AddHtml = Callable[[str, str, str], Element]
AddProblem = Callable[[str, Element], Element]


class Tasks:
    """Writes activities in one of the three ways. ``advanced`` gathers the block types that a course must allow."""

    def __init__(self, course: Course, options: Options, losses: Losses, names: Names) -> None:
        self._course, self._options, self._losses, self._names = course, options, losses, names
        self.advanced: set[str] = set()

    def write(self, task: Task, html: AddHtml, add: AddProblem) -> Iterator[Element]:
        """What stands in the unit; ``html`` adds a page and ``add`` a problem, each giving its pointer."""
        if self._options.activities == "paper":
            yield from self._sheet(task, html, add)
            return
        for question in task.questions:
            self._losses.left_out("question", question.key, words.ASKED_ELSEWHERE, words.ASKED_BY_ACTIVITY)
        yield self._block(task) if self._options.activities == "blocks" else self._link(task)

    def _block(self, task: Task) -> Element:
        """Our block, whole in its place: a pointer to a file of a custom block loses every setting."""
        kind = task.activity.block or LESSON_BLOCK
        self.advanced.add(kind)
        settings: dict[str, object] = {"url_name": self._names.task(task), "display_name": task.title}
        if not task.activity.block:
            settings |= {"work": self._course.key, "shows": task.key, "graded_by": "none"}
        elif kind != BOARD_BLOCK:
            settings["gives_grade"] = "false"
        return E(kind, **settings)

    def _link(self, task: Task) -> Element:
        """An LTI 1.3 link; what the operator still has to do is in the losses, for keys belong in no file."""
        self.advanced.add(CONSUMER)
        link = task_link(self._course, task, self._options)
        return E(
            CONSUMER,
            url_name=self._names.task(task),
            display_name=task.title,
            lti_version="lti_1p3",
            lti_1p3_launch_url=link.url,
            lti_1p3_oidc_url=self._options.tool_url + LOGIN,
            lti_1p3_tool_key_mode="keyset_url",
            lti_1p3_tool_keyset_url=self._options.tool_url + KEYS,
            lti_1p3_passport_id=passport(self._course),
            lti_advantage_ags_mode="disabled",
            custom_parameters=json.dumps([f"{name}={value}" for name, value in link.custom.items()]),
            inline_height=HEIGHT,
        )

    def _sheet(self, task: Task, html: AddHtml, add: AddProblem) -> Iterator[Element]:
        kind = task.activity.kind
        if kind != "cards":
            what, instead = words.SHEETS.get(kind, words.SHEETS["form"])
            self._losses.changed("activity", task.key, what, instead)
        if not task.questions:
            yield html(self._names.task(task), task.title, task_sheet(task))
            return
        yield html(self._names.task(task), task.title, task_sheet(replace(task, sheet=task.case)))
        for place, question in enumerate(task.questions, 1):
            title = texts.QUESTION.in_language(self._course.language).format(number=place)
            yield add(self._names.question(question), problem(question, title))
        fields = Sheet(task.activity, self._course.language, fillable=False).xhtml()
        if fields:
            yield html(self._names.task(task, "fields"), task.title, fields)
