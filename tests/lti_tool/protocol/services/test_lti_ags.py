"""Scores: only what every platform takes leaves, and each answer is sorted."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol import errors
from winternship_lti.protocol.errors import ScoreInvalid
from winternship_lti.protocol.http import Answer
from winternship_lti.protocol.services import outcome
from winternship_lti.protocol.services.ags import ActivityProgress, GradingProgress, Score, scores_url

WHEN = datetime(2026, 11, 23, 8, 54, 28, 691234, tzinfo=UTC)
NOW = 1_800_000_000.0


def score(**changes: Any) -> Score:
    values: dict[str, Any] = {
        "user_id": "4",
        "timestamp": WHEN,
        "activity_progress": ActivityProgress.COMPLETED,
        "grading_progress": GradingProgress.FULLY_GRADED,
        "given": 7.5,
        "maximum": 10,
    }
    return Score(**(values | changes))


@pytest.mark.parametrize(
    ("lineitem", "expected"),
    [
        (
            "https://lms.example/items/2/lineitem?type_id=1",
            "https://lms.example/items/2/lineitem/scores?type_id=1",
        ),
        ("https://lms.example/lti-ags/1", "https://lms.example/lti-ags/1/scores"),
        ("https://lms.example/items/2/", "https://lms.example/items/2/scores"),
        ("https://lms.example/items/2?a=%2F&a=b%20c#x", "https://lms.example/items/2/scores?a=%2F&a=b%20c"),
    ],
)
def test_scores_goes_before_the_query(lineitem: str, expected: str) -> None:
    assert scores_url(lineitem) == expected


def test_a_score_is_written_as_the_specification_says() -> None:
    assert json.loads(score(comment="Goed gedaan é").to_json()) == {
        "userId": "4",
        "timestamp": "2026-11-23T08:54:28.691Z",
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "scoreGiven": 7.5,
        "scoreMaximum": 10,
        "comment": "Goed gedaan é",
    }


def test_whole_points_are_written_as_whole_numbers() -> None:
    assert b'"scoreGiven":7,"scoreMaximum":10' in score(given=7.0, maximum=10.0).to_json()


def test_a_timestamp_is_sent_in_utc() -> None:
    amsterdam = timezone(timedelta(hours=1))
    assert b"2026-11-23T08:54:28.691Z" in score(timestamp=WHEN.astimezone(amsterdam)).to_json()
    assert b"08:54:28.000Z" in score(timestamp=WHEN.replace(microsecond=0)).to_json()


def test_progress_without_a_mark_sends_no_points() -> None:
    sent = json.loads(score(given=None, maximum=None, activity_progress=ActivityProgress.STARTED).to_json())
    assert not {"scoreGiven", "scoreMaximum", "comment"} & set(sent)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"timestamp": datetime(2026, 11, 23)}, "zone"),
        ({"given": 10.1}, "0 to 10"),
        ({"given": -0.1}, "0 to 10"),
        ({"given": float("nan")}, "0 to 10"),
        ({"maximum": 0, "given": 0}, "above 0"),
        ({"maximum": -1}, "above 0"),
        ({"maximum": float("inf")}, "above 0"),
        ({"maximum": None}, "both or neither"),
        ({"given": None}, "both or neither"),
        ({"user_id": ""}, "user id"),
        ({"user_id": "x" * 256}, "user id"),
    ],
)
def test_a_score_that_no_platform_takes_cannot_be_made(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ScoreInvalid, match=told):
        score(**changes)


@pytest.mark.parametrize(
    ("field", "value"), [("activity_progress", "Done"), ("grading_progress", "fullygraded")]
)
def test_an_unknown_progress_cannot_be_made(field: str, value: str) -> None:
    with pytest.raises(ScoreInvalid, match="allowed are"):
        score(**{field: value})


@given(
    maximum=st.floats(min_value=0.001, max_value=1e6),
    part=st.floats(min_value=0, max_value=1),
    moment=st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC)),
)
def test_any_fair_score_is_readable_json(maximum: float, part: float, moment: datetime) -> None:
    sent = json.loads(score(given=maximum * part, maximum=maximum, timestamp=moment).to_json())
    assert 0 <= sent["scoreGiven"] <= sent["scoreMaximum"] == maximum
    assert abs(datetime.fromisoformat(sent["timestamp"]) - moment) < timedelta(milliseconds=1)


@pytest.mark.parametrize("status", [200, 201, 204])
def test_success_is_silent(status: int) -> None:
    outcome.check(Answer(status, {}, b""), service="score", now=NOW)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, errors.AccessExpired),
        (409, errors.ScoreSuperseded),
        (400, errors.ServiceRefused),
        (403, errors.ServiceRefused),
        (404, errors.ServiceNotFound),
        (410, errors.ServiceNotFound),
        (422, errors.ServiceRefused),
        (302, errors.ServiceUnavailable),
        (408, errors.ServiceUnavailable),
        (429, errors.ServiceUnavailable),
        (500, errors.ServiceUnavailable),
        (503, errors.ServiceUnavailable),
    ],
)
def test_every_other_answer_says_what_to_do_next(status: int, error: type[errors.LtiError]) -> None:
    with pytest.raises(errors.LtiError, match=str(status)) as caught:
        outcome.check(Answer(status, {}, b"anna@example.org"), service="score", now=NOW)
    assert type(caught.value) is error
    assert "anna" not in str(caught.value)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("999999", 86400),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60),
        ("Fri, 15 Jan 2027 07:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        ("-5", None),
    ],
)
def test_the_wait_that_a_platform_asks_for(header: str, seconds: float | None) -> None:
    assert outcome.retry_after(Answer(429, {"retry-after": header}, b""), NOW) == seconds


@given(st.text(max_size=40))
def test_any_wait_is_between_now_and_a_day(header: str) -> None:
    seconds = outcome.retry_after(Answer(429, {"retry-after": header}, b""), NOW)
    assert seconds is None or 0 <= seconds <= 86400
