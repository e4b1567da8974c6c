"""What lti-consumer-xblock sees of an activity: the few attributes of Open edX's block that it reads."""

from __future__ import annotations

from types import SimpleNamespace

from practice_lms.models import Activity, Grade, Person


class ActivityBlock:
    """An activity in the clothes of a graded block. A grade arriving here is in the gradebook at once."""

    accept_grades_past_due = True
    start = due = None

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self.has_score = activity.graded
        self.weight = activity.max_score
        self.display_name = activity.title_en
        self.scope_ids = SimpleNamespace(usage_id=activity.location)

    def is_past_due(self) -> bool:
        """Never: practice has no deadlines."""
        return False

    def max_score(self) -> int:
        """The points that a complete activity is worth."""
        return self._activity.max_score

    def set_user_module_score(
        self, user: Person, score: float, max_score: float, _comment: str | None
    ) -> None:
        """Keep a score of 0 to 1 as points of `max_score`; the newest counts, also when it is lower."""
        Grade.objects.update_or_create(
            person=user,
            activity=self._activity,
            defaults={"value": round(score * max_score, 4), "max_value": max_score},
        )
