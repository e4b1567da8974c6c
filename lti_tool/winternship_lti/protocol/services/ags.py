"""So that a score leaves the tool only in the form that every platform takes [AGS 3.4]."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from math import isfinite
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from ..errors import ScoreInvalid
from ..values import identifier, shown
from .service import Service

SCORE: Final = "application/vnd.ims.lis.v1.score+json"


class ActivityProgress(StrEnum):
    """How far the person is [AGS 3.4.6]."""

    INITIALIZED = "Initialized"
    STARTED = "Started"
    IN_PROGRESS = "InProgress"
    SUBMITTED = "Submitted"
    COMPLETED = "Completed"


class GradingProgress(StrEnum):
    """How far the marking is; anything but FULLY_GRADED makes some platforms wipe the grade [AGS 3.4.7]."""

    FULLY_GRADED = "FullyGraded"
    PENDING = "Pending"
    PENDING_MANUAL = "PendingManual"
    FAILED = "Failed"
    NOT_READY = "NotReady"


@dataclass(frozen=True, slots=True)
class Score:
    """One score of one person, checked when made: ScoreInvalid says what is wrong with it.

    `timestamp` has a zone, and is later than that of the person's score before; platforms compare in whole
    seconds or finer. `given` is 0 to `maximum`, and `maximum` above 0; both None when there is
    progress but no mark.
    """

    user_id: str
    timestamp: datetime
    activity_progress: ActivityProgress
    grading_progress: GradingProgress
    given: float | None = None
    maximum: float | None = None
    comment: str | None = None

    def __post_init__(self) -> None:
        if identifier(self.user_id) is None:
            raise ScoreInvalid("received no user id of 1 to 255 characters")
        if self.timestamp.utcoffset() is None:
            raise ScoreInvalid("received a timestamp without zone, needed is one with a zone")
        if (self.given is None) != (self.maximum is None):
            raise ScoreInvalid(
                "received a score without its maximum or the reverse, needed are both or neither"
            )
        if self.given is not None and self.maximum is not None:
            _check_points(self.given, self.maximum)
        _check_progress(self.activity_progress, ActivityProgress)
        _check_progress(self.grading_progress, GradingProgress)

    def to_json(self) -> bytes:
        """The body to post: UTF-8 JSON, the time in UTC with milliseconds [AGS 3.4.1, 3.4.4]."""
        when = self.timestamp.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        body: dict[str, object] = {
            "userId": self.user_id,
            "timestamp": when,
            "activityProgress": ActivityProgress(self.activity_progress).value,
            "gradingProgress": GradingProgress(self.grading_progress).value,
        }
        if self.given is not None and self.maximum is not None:
            # Open edX takes whole numbers only as such.
            body |= {"scoreGiven": _plain(self.given), "scoreMaximum": _plain(self.maximum)}
        if self.comment is not None:
            body["comment"] = self.comment
        return json.dumps(body, separators=(",", ":"), allow_nan=False).encode("utf-8")


def scores_url(lineitem_url: str) -> str:
    """The address for scores of a line item: `/scores` ends the path, before a query [AGS 3.4.1]."""
    scheme, host, path, query, _fragment = urlsplit(lineitem_url)
    return urlunsplit((scheme, host, path.rstrip("/") + "/scores", query, ""))


def post_score(service: Service, lineitem_url: str, score: Score) -> None:
    """Send one score: returns when it was taken, else raises as `Service.call` does."""
    service.call("POST", scores_url(lineitem_url), headers={"Content-Type": SCORE}, body=score.to_json())


def _check_points(given: float, maximum: float) -> None:
    if not isfinite(maximum) or maximum <= 0:
        raise ScoreInvalid(f"received a maximum of {maximum}, allowed is a number above 0")
    if not 0 <= given <= maximum:
        raise ScoreInvalid(f"received a score of {given}, allowed are 0 to {maximum}")


def _check_progress(received: str, allowed: type[StrEnum]) -> None:
    if received not in list(allowed):
        raise ScoreInvalid(f"received the progress {shown(received)}, allowed are {', '.join(allowed)}")


def _plain(points: float) -> float:
    return int(points) if float(points).is_integer() else points
