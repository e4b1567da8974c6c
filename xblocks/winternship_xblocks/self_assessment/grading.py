"""A grade here says "finished", never "scored well": honest answers must not cost a company anything."""

from __future__ import annotations

from winternship_xblocks.common.grading import ShareGrade


class CompletionGrade(ShareGrade):
    """The grading half of the block: 1 out of 1 once finished, unless a teacher overrides it."""

    gives_grade: bool
    finished: str

    def is_graded(self) -> bool:
        """As the author set it."""
        return bool(self.gives_grade)

    def earned(self) -> float:
        """Everything once finished."""
        return 1.0 if self.finished else 0.0
