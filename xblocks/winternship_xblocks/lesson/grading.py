"""The grade of a course: how far one went, or how many questions were right; the author chooses."""

from __future__ import annotations

from typing import Any

from winternship_xblocks.common.grading import ShareGrade
from winternship_xblocks.lesson.journey import Journey
from winternship_xblocks.lesson.outline import outline_of


class LessonGrade(ShareGrade):
    """The grading half of the block."""

    work: str
    shows: str
    country: str
    graded_by: str

    def is_graded(self) -> bool:
        """Unless the author wants none."""
        return self.graded_by != "none"

    def earned(self) -> float:
        """The share of the lessons done, or of the questions answered rightly in any try."""
        return self.journey().earned()

    def journey(self) -> Journey:
        """The way of the present person through what the block shows."""
        stored: Any = self
        return Journey(stored, outline_of(self.work, self.shows, self.country))
