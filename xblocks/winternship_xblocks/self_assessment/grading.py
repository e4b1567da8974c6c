"""A grade here says "finished", never "scored well": honest answers must not cost a company anything."""

from __future__ import annotations

from xblock.scorable import ScorableXBlockMixin, Score


class CompletionGrade(ScorableXBlockMixin):
    """The grading half of the block: 1 out of 1 once finished, unless a teacher overrides it."""

    gives_grade: bool
    finished: str
    override: float | None

    @property
    def has_score(self) -> bool:
        """Whether hosts should keep a grade for this block."""
        return bool(self.gives_grade)

    def max_score(self) -> float:
        """The grade before the host weighs it."""
        return 1.0

    def allows_rescore(self) -> bool:
        """Whether a teacher may have the grade worked out again."""
        return self.has_score

    def has_submitted_answer(self) -> bool:
        """Whether the person ever finished."""
        return bool(self.finished)

    def calculate_score(self) -> Score:
        """What the grade would be without an override."""
        return Score(raw_earned=1.0 if self.finished else 0.0, raw_possible=1.0)

    def get_score(self) -> Score:
        """The grade as it stands."""
        return self.calculate_score() if self.override is None else Score(self.override, 1.0)

    def set_score(self, score: Score) -> None:
        """Keep a teacher's override, as a share of 1."""
        self.override = score.raw_earned / score.raw_possible

    def publish_grade(self, score: Score | None = None, only_if_higher: bool | None = None) -> None:
        """Tell the host; the instructor's "override score" calls this by name."""
        self._publish_grade(score or self.get_score(), only_if_higher)
