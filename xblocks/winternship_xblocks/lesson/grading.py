"""The grade of a course: how far one went, or how many questions were right; the author chooses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from winternship_xblocks.common.grading import ShareGrade
from winternship_xblocks.common.viewer import viewer_of
from winternship_xblocks.lesson.counting import count_person
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
        """The share of what is shown that is done, or of the questions answered rightly in any try."""
        return self.journey().earned()

    def journey(self) -> Journey:
        """The way of the present person through what the block shows."""
        stored: Any = self
        return Journey(stored, outline_of(self.work, self.shows, self.country))

    @contextmanager
    def telling_host(self) -> Iterator[None]:
        """Around a move: then the host and the counts hear what it changed. A refused move tells nothing."""
        block: Any = self
        earned, done = self.earned(), self.journey().share_done()
        yield
        if self.has_score and self.earned() != earned:
            self.publish_grade()
        now = self.journey().share_done()
        if now != done:
            count_person(block, teacher=viewer_of(block) == "teacher")
            block.emit_completion(now)
