"""Scores as each platform takes, bends or refuses them, and the results it then shows [AGS 3.3, 3.4]."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from ...protocol import names
from ..errors import Refused
from ..local_server import Reply
from .access import authorize
from .calls import Call, json_reply
from .claims import column_url
from .columns import check_type, owned_column
from .media import ACTIVITY_PROGRESS, GRADING_PROGRESS, RESULTS, SCORE
from .paging import next_link, read_slice
from .profiles import Profile
from .records import Column, Grade, Score
from .site import Posted, Site

_GRADED = "FullyGraded"


def scores(site: Site, call: Call) -> Reply:
    """Take a score; every score that arrives is noted with the status it was answered with."""
    column = owned_column(site, call, authorize(site, call.request.headers, names.SCOPE_SCORE))
    check_type(site, call, SCORE)
    body = call.json
    with site.lock:
        try:
            record(site, column, body)
        except Refused as refused:
            site.posted.append(Posted(column, body, refused.status))
            raise
        site.posted.append(Posted(column, body, site.profile.score_status))
    if site.profile.score_status == 201:
        return json_reply(body, SCORE, status=201)
    return Reply(200, b"", {"Content-Type": SCORE})


def record(site: Site, column: Column, body: Mapping[str, object]) -> None:
    """Put a score in the gradebook by the rules of the platform. Raises Refused when it does not take it."""
    profile, now = site.profile, site.now()
    user_id = _user(site, column, body)
    at = _timestamp(profile, body)
    last = site.last_score(column, user_id)
    if last is not None and _is_superseded(profile, at, last):
        raise Refused(
            profile.superseded_status,
            f"Refusing score with an earlier timestamp for item {column.id} and user {user_id}",
        )
    given, maximum = _points(profile, body)
    column.scores[user_id] = Score(dict(body), at, now)
    if given is None or body.get("gradingProgress") != _GRADED:
        if profile.wipes == "not fully graded" or (profile.wipes == "score left out" and given is None):
            _wipe(column, user_id, given, body)
        return
    if given == 0 and profile.zero_is_lost:
        return
    share = min(max(given / maximum, 0.0), 1.0) if maximum else 0.0
    comment = body.get("comment")
    column.grades[user_id] = Grade(
        points=_plain(share * column.maximum),
        maximum=column.maximum,
        comment=comment if isinstance(comment, str) else None,
        timestamp=str(body["timestamp"]),
    )


def results(site: Site, call: Call) -> Reply:
    """What stands in a column, for everybody or for one person [AGS 3.3]."""
    column = owned_column(site, call, authorize(site, call.request.headers, names.SCOPE_RESULT_READONLY))
    user_id = call.names.get("user") or call.query.get("user_id")
    with site.lock:
        found = [
            result
            for user in column.scores
            if user_id in (None, user)
            if (result := _result(site, column, user))
        ]
    if user_id and site.profile.comment_lost_by_user:
        found = [{name: value for name, value in one.items() if name != "comment"} for one in found]
    part = read_slice(call, site.profile.paging, None)
    headers = {}
    if following := part.next(len(found)):
        headers["Link"] = next_link(_results_url(site, column), call.query | following)
    return json_reply(part.of(found), RESULTS, headers=headers)


def _user(site: Site, column: Column, body: Mapping[str, object]) -> str:
    profile, user_id = site.profile, body.get("userId")
    if profile.lenient_scores and isinstance(user_id, int):
        user_id = str(user_id)
    if not isinstance(user_id, str) or not user_id:
        raise Refused(400, "userId is missing")
    person = site.people.get(user_id)
    role = site.role(person, column.course) if person else None
    wrong = profile.stranger_status if role is None else profile.teacher_status if role != "learner" else None
    if wrong is not None:
        raise Refused(wrong, f"Incorrect score received: {user_id} cannot be graded here")
    return user_id


def _timestamp(profile: Profile, body: Mapping[str, object]) -> float:
    text = body.get("timestamp")
    try:
        at = datetime.fromisoformat(text if isinstance(text, str) else "")
    except ValueError as error:
        raise Refused(400, "Incorrect score received: timestamp is no ISO 8601 time") from error
    if at.tzinfo is None:
        # Moodle and Open edX take it for UTC; the specification asks for a zone.
        if not (profile.lenient_scores or profile.superseded_status == 400):
            raise Refused(400, "timestamp has no zone")
        at = at.replace(tzinfo=UTC)
    return at.timestamp()


def _is_superseded(profile: Profile, at: float, last: Score) -> bool:
    if profile.clock == "whole seconds":
        # Its own clock, cut to seconds: two scores within a second meet, a stamp of tomorrow does not stay.
        return math.floor(at) <= math.floor(last.written)
    return at <= last.at


def _points(profile: Profile, body: Mapping[str, object]) -> tuple[float | None, float]:
    for name, allowed in (("activityProgress", ACTIVITY_PROGRESS), ("gradingProgress", GRADING_PROGRESS)):
        if body.get(name) not in allowed:
            raise Refused(400, f"{name} is none of {', '.join(allowed)}")
    given, maximum = body.get("scoreGiven"), body.get("scoreMaximum")
    if given is None:
        return None, 1.0
    if not _is_number(given) or not _is_number(maximum):
        raise Refused(400, "Incorrect score received: scoreGiven without scoreMaximum, or no numbers")
    assert isinstance(given, int | float)
    assert isinstance(maximum, int | float)
    if not profile.lenient_scores and (maximum <= 0 or given < 0):
        raise Refused(400, "scoreMaximum is not above 0, or scoreGiven below 0")
    return given, maximum


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _wipe(column: Column, user_id: str, given: float | None, body: Mapping[str, object]) -> None:
    if given is None:
        column.grades.pop(user_id, None)  # [AGS 3.4.5] no score given: there is none any more
    else:
        column.grades[user_id] = Grade(None, column.maximum, None, str(body["timestamp"]))


def _result(site: Site, column: Column, user_id: str) -> dict[str, object] | None:
    score, grade = column.scores[user_id], column.grades.get(user_id)
    found: dict[str, object] = {"id": _result_id(site, column, user_id), "userId": user_id}
    found["scoreOf"] = column_url(site, column.course.id, column.id)
    if not site.profile.scaled_results:
        if score.body.get("scoreGiven") is None:
            return None
        shown = {"resultScore": score.body["scoreGiven"], "resultMaximum": score.body["scoreMaximum"]}
        return found | shown | {"comment": score.body.get("comment")}
    if grade is None:
        return None
    found["resultMaximum"] = grade.maximum
    if grade.points is not None:
        found["resultScore"] = grade.points
    if grade.comment is not None:
        found["comment"] = grade.comment
    written = datetime.fromtimestamp(score.written, UTC).isoformat(timespec="seconds")
    return found | {"timestamp": written}


def _results_url(site: Site, column: Column) -> str:
    base, _, query = column_url(site, column.course.id, column.id).partition("?")
    return f"{base}/results" + (f"?{query}" if query else "")


def _result_id(site: Site, column: Column, user_id: str) -> str:
    url, user = _results_url(site, column), quote(user_id, safe="")
    return f"{url}&user_id={user}" if "?" in url else f"{url}/{user}"


def _plain(points: float) -> float:
    return int(points) if float(points).is_integer() else points
