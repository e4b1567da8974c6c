"""One score to one platform: the right column, and the truth about it when an answer is lost."""

from __future__ import annotations

import datetime as dt
import math

from ..access.calling import PlatformService
from ..models import LineItem, Outcome
from ..protocol import errors, names
from ..protocol.services.ags import ActivityProgress, GradingProgress, Score, post_score
from ..protocol.services.results import result_of
from ..registry import registry
from .columns import column_of

# Asked for as far as the launch offered them; reading lists and results is only asked where it is granted.
WANTED = (
    names.SCOPE_SCORE,
    names.SCOPE_LINEITEM,
    names.SCOPE_LINEITEM_READONLY,
    names.SCOPE_RESULT_READONLY,
)
SAME_PART = 1e-4  # gradebooks round
MOST_AHEAD = dt.timedelta(hours=1)


def deliver(outcome: Outcome) -> None:
    """Send the score of a claimed row; return when the platform has it, else raise an LtiError.

    After a refusal the gradebook is read, if we may: it may be that of a repetition, whose first answer was lost. Is
    something else there, then the row is stamped after it, for the next try.
    """
    service = _service(outcome)
    score = _score(outcome)
    url = column_of(outcome, service)
    try:
        post_score(service, url, score)
    except errors.ServiceNotFound:
        # The column was deleted, or copied with the course: look once more.
        post_score(service, column_of(outcome, service, lost=url), score)
    except (errors.ScoreSuperseded, errors.ServiceRefused):
        # Open edX answers 400 where others answer 409.
        if not _is_there(outcome, service, url, score):
            raise


def _service(outcome: Outcome) -> PlatformService:
    platform = registry.get(outcome.link.deployment.registration_id)
    if platform is None:
        raise errors.RegistrationUnknown("the registration is not active any more")
    row = LineItem.objects.filter(link_id=outcome.link_id).first()
    if row is None:
        raise errors.LineItemAbsent("no launch said where scores of this activity go")
    return PlatformService(platform, tuple(scope for scope in WANTED if scope in row.scopes))


def _score(outcome: Outcome) -> Score:
    """The score as every platform takes it: fully graded (anything else wipes Moodle's grade), of a whole maximum."""
    given, maximum = outcome.score or 0.0, outcome.score_maximum or 1.0
    if not maximum.is_integer():
        given, maximum = min(given / maximum * 100.0, 100.0), 100.0
    assert outcome.stamped_at is not None
    return Score(
        user_id=outcome.person.subject,
        timestamp=outcome.stamped_at,
        activity_progress=ActivityProgress.COMPLETED,
        grading_progress=GradingProgress.FULLY_GRADED,
        given=given,
        maximum=maximum,
    )


def _is_there(outcome: Outcome, service: PlatformService, url: str, score: Score) -> bool:
    if names.SCOPE_RESULT_READONLY not in service.granted():
        return False
    try:
        result = result_of(service, url, score.user_id)
    except (errors.ServiceRefused, errors.ServiceNotFound):
        return False
    if result is None:
        return False
    assert outcome.stamped_at is not None
    assert score.given is not None
    assert score.maximum is not None
    if result.written_at and outcome.stamped_at < result.written_at < outcome.stamped_at + MOST_AHEAD:
        outcome.stamped_at = result.written_at
    return result.part is not None and math.isclose(
        result.part, score.given / score.maximum, abs_tol=SAME_PART
    )
