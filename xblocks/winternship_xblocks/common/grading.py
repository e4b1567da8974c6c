"""A grade of at most 1 that a teacher may override, in the words hosts use for it."""

from __future__ import annotations

from xblock.scorable import ScorableXBlockMixin, Score


class ShareGrade(ScorableXBlockMixin):
    """The grading half of a block; the block says with :meth:`is_graded` and :meth:`earned` what it is about."""

    override: float | None

    def is_graded(self) -> bool:
        """Whether the author wants a grade."""
        raise NotImplementedError

    def earned(self) -> float:
        """The share of 1 that the person has earned."""
        raise NotImplementedError

    @property
    def has_score(self) -> bool:
        """Whether hosts should keep a grade for this block."""
        return self.is_graded()

    def max_score(self) -> float:
        """The grade before the host weighs it."""
        return 1.0

    def allows_rescore(self) -> bool:
        """Whether a teacher may have the grade worked out again."""
        return self.has_score

    def has_submitted_answer(self) -> bool:
        """Whether there is anything to grade."""
        return self.earned() > 0

    def calculate_score(self) -> Score:
        """What the grade would be without an override."""
        return Score(raw_earned=self.earned(), raw_possible=1.0)

    def get_score(self) -> Score:
        """The grade as it stands."""
        return self.calculate_score() if self.override is None else Score(self.override, 1.0)

    def set_score(self, score: Score) -> None:
        """Keep a teacher's override, as a share of 1."""
        self.override = score.raw_earned / score.raw_possible

    def publish_grade(self, score: Score | None = None, only_if_higher: bool | None = None) -> None:
        """Tell the host; the instructor's "override score" calls this by name."""
        self._publish_grade(score or self.get_score(), only_if_higher)
