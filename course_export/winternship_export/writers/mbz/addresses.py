"""Where things are: numbers made from authors' keys, and the addresses that the restore turns into real ones."""

from __future__ import annotations

from typing import Final

from winternship_core.text import Text
from winternship_export.course import Course, Lesson, Picture
from winternship_export.ids import Distinct, int_id
from winternship_export.losses import Losses
from winternship_export.pages import term_anchor
from winternship_export.xhtml import addressed

_ELSEWHERE: Final = (
    Text(
        "een link naar een les buiten deze modules leidt nergens heen.",
        "a link to a lesson outside these modules leads nowhere.",
    ),
    Text("De titel van die les staat er, zonder link.", "The title of that lesson is there, without a link."),
)


class Numbers:
    """Ids in the backup. The restore gives real ones; these only have to be different and the same every time."""

    def __init__(self, work: str) -> None:
        self._make = Distinct(int_id, work)

    def __call__(self, kind: str, key: str) -> int:
        """The id of this kind of thing (``unit``, ``context``, ``question`` ...) with the author's key."""
        return self._make("mbz", kind, key)


class Addresses:
    """Turns the references in running text into Moodle's placeholders."""

    def __init__(self, course: Course, numbers: Numbers, losses: Losses) -> None:
        self._numbers, self._losses = numbers, losses
        self._lessons = frozenset(lesson.key for lesson in course.lessons)
        self._pictures = {picture.key: picture for picture in course.pictures}

    def unit(self, kind: str, key: str) -> str:
        """The address of an activity's page: the code of Moodle's own backups."""
        return f"$@{kind.upper()}VIEWBYID*{self._numbers('unit', key)}@$"

    def written(self, xhtml: str, lesson: Lesson, *, on_page: bool) -> tuple[str, tuple[Picture, ...]]:
        """The text as Moodle keeps it, and the pictures it needs; ``on_page``: on the page of this lesson."""
        shown: dict[str, Picture] = {}

        def picture(key: str) -> str:
            shown[key] = self._pictures[key]
            return f"@@PLUGINFILE@@/{key}.svg"

        def term(key: str) -> str:
            page = "" if on_page else self.unit("page", lesson.key)
            return f"{page}#{term_anchor(lesson.key, key)}"

        def link(key: str) -> str | None:
            if key in self._lessons:
                return self.unit("page", key)
            self._losses.changed("lesson", lesson.key, *_ELSEWHERE)
            return None

        text = addressed(xhtml, lesson=link, picture=picture, term=term, styles=True)
        return text, tuple(shown.values())
