"""Links to our LTI tool: what it must show travels as custom values, and in the URL for who loses those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from winternship_export.course import Course, Task
from winternship_export.options import Options

LAUNCH: Final = "/lti/launch"
LOGIN: Final = "/lti/login"
KEYS: Final = "/lti/jwks"
LESSON_BLOCK: Final = "winternship_lesson"


@dataclass(frozen=True, slots=True)
class Link:
    """A launch of the tool: ``url`` without a query, ``custom`` what it must show."""

    title: str
    url: str
    custom: Mapping[str, str]

    @property
    def full_url(self) -> str:
        """The URL that carries the custom values itself (Moodle drops those of a cartridge)."""
        return f"{self.url}?{urlencode(self.custom)}"


def task_link(course: Course, task: Task, options: Options) -> Link:
    """The link to one activity."""
    if task.activity.block:
        return Link(task.title, options.tool_url + LAUNCH, {"block": task.activity.block})
    return shown_link(course, task.key, task.title, options)


def shown_link(course: Course, shows: str, title: str, options: Options, **fields: str) -> Link:
    """The link to what ``shows`` names: a module, a lesson, a module's quiz (``W5-quiz``) or an activity."""
    custom = {"block": LESSON_BLOCK, "field_work": course.key, "field_shows": shows}
    return Link(title, options.tool_url + LAUNCH, {**custom, **fields})
