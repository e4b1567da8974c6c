"""Each score that was sent to a real Moodle, and what became of it, happens here in the same way; others beside it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lti_tool.testing.tool_side import School, school, score_body
from winternship_lti.testing import PROFILES, Refused
from winternship_lti.testing.lms.records import Column, Course, Person
from winternship_lti.testing.lms.scores import record
from winternship_lti.testing.lms.site import Site


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = float(int(time.time()))

    def __call__(self) -> float:
        return self.now

    def stamp(self, ahead: float = 0) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.now + ahead))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def moodle(clock: Clock) -> Iterator[School]:
    with school("moodle", now=clock) as at:
        yield at


def send(
    at: School, clock: Clock, given: float | None = 7.5, maximum: float | None = 10, **changes: object
) -> int:
    """Post a score a minute after the one before, stamped now; the status."""
    clock.now += 60
    return at.score(given, maximum, **{"timestamp": clock.stamp(), **changes}).status_code


# Measured on Moodle 4.5: what was sent, the answer, the result after
MOODLE = [
    ("a score", {"given": 7.5}, 200, 75),
    ("above the maximum", {"given": 15}, 200, 100),
    ("below zero", {"given": -1}, 200, 0),
    ("no maximum", {"maximum": None}, 400, 50),
    ("maximum 0", {"maximum": 0}, 200, 0),
    ("the user as a number", {"userId": 1, "given": 3}, 200, 30),
    ("no zone", {"zone": False, "given": 3}, 200, 30),
    ("no time", {"timestamp": None}, 400, 50),
    ("a teacher", {"userId": "2"}, 400, 50),
    ("nobody", {"userId": "999999"}, 400, 50),
    ("pending", {"gradingProgress": "PendingManual", "given": 9}, 200, None),
    (
        "no score",
        {"given": None, "maximum": None, "activityProgress": "InProgress", "gradingProgress": "NotReady"},
        200,
        "gone",
    ),
]


@pytest.mark.parametrize(
    ("sent", "status", "after"), [row[1:] for row in MOODLE], ids=[row[0] for row in MOODLE]
)
def test_moodle_takes_a_score_as_measured(
    moodle: School, clock: Clock, sent: dict[str, object], status: int, after: object
) -> None:
    assert send(moodle, clock, 5, comment="before") == 200
    if sent.pop("zone", True) is False:
        sent["timestamp"] = clock.stamp(60).removesuffix("Z")
    assert send(moodle, clock, **sent) == status  # type: ignore[arg-type]
    results = moodle.results()
    if after == "gone":
        assert results == []
        assert (moodle.anna, moodle.link) not in moodle.lms.grades
        return
    assert [result.get("resultScore") for result in results] == [after]
    assert [result["resultMaximum"] for result in results] == [100]
    assert moodle.lms.grades[moodle.anna, moodle.link].points == after
    assert [result.get("comment") for result in results] == (["before"] if status == 400 else [None])


def test_moodle_compares_whole_seconds_with_its_own_clock(moodle: School, clock: Clock) -> None:
    assert send(moodle, clock) == 200
    clock.now += 0.9
    same_second = moodle.score(8, timestamp=clock.stamp(-0.9).replace("Z", ".800Z"))
    assert (same_second.status_code, same_second.json()) == (409, [])
    assert same_second.reason.startswith("Refusing score with an earlier timestamp")
    assert moodle.score(8, timestamp=clock.stamp(-5)).status_code == 409
    assert moodle.score(8, timestamp=clock.stamp(3600)).status_code == 200
    assert send(moodle, clock, 9) == 200, "a stamp of the future is not kept"
    assert moodle.lms.grades[moodle.anna, moodle.link].points == 90


def test_a_score_in_a_column_of_12_points_is_scaled(moodle: School, clock: Clock) -> None:
    moodle.link = moodle.lms.link(moodle.course, moodle.tool, maximum=12)
    assert send(moodle, clock, 7.5) == 200
    assert moodle.results()[0]["resultScore"] == 9


def test_open_edx_answers_201_and_keeps_points_as_sent() -> None:
    clock = Clock()
    with school("openedx", now=clock) as at:
        answer = at.score(7, 10, timestamp=clock.stamp())
        result = at.results()[0]
    assert (answer.status_code, answer.json()["scoreGiven"]) == (201, 7)
    assert (result["resultScore"], result["resultMaximum"]) == (7, 10)
    assert result["id"].endswith(f"/results/{at.anna.id}")


def test_open_edx_refuses_an_equal_or_older_timestamp_with_400() -> None:
    clock = Clock()
    with school("openedx", now=clock) as at:
        statuses = [at.score(timestamp=clock.stamp(ahead)).status_code for ahead in (0, 0, -5, 5)]
    assert statuses == [201, 400, 400, 201]


def test_open_edx_loses_a_zero_and_what_is_not_graded_changes_nothing() -> None:
    clock = Clock()
    with school("openedx", now=clock) as at:
        assert send(at, clock, 0) == 201
        assert (at.anna, at.link) not in at.lms.grades
        assert send(at, clock, 5) == 201
        assert send(at, clock, 9, gradingProgress="Pending") == 201
        assert send(at, clock, 0) == 201
        assert at.lms.grades[at.anna, at.link].points == 50


@pytest.mark.parametrize(
    ("quirks", "person", "status"),
    [
        ("blackboard", "tess", 400),
        ("blackboard", "stranger", 400),
        ("brightspace", "tess", 403),
        ("brightspace", "stranger", 404),
    ],
)
def test_who_cannot_be_graded_is_refused_in_its_way(quirks: str, person: str, status: int) -> None:
    with school(quirks) as at:
        stranger = at.lms.person("Not Enrolled")
        user = {"tess": at.tess, "stranger": stranger}[person]
        assert at.score(userId=user.id).status_code == status


def test_blackboard_drops_the_comment_when_one_person_is_asked_for() -> None:
    with school("blackboard") as at:
        at.score(comment="Well done")
        everybody, one = at.results(), at.results(f"user_id={at.anna.id}")
    assert everybody[0]["comment"] == "Well done"
    assert "comment" not in one[0]


def test_a_strict_platform_wants_what_the_specification_says() -> None:
    clock = Clock()
    with school(now=clock) as at:
        assert send(at, clock, 5) == 200
        no_zone = {"timestamp": clock.stamp(61).removesuffix("Z")}
        bad = [
            no_zone,
            {"maximum": 0},
            {"given": -1},
            {"activityProgress": "Done"},
            {"gradingProgress": None},
        ]
        assert [send(at, clock, **change) for change in bad] == [400] * len(bad)  # type: ignore[arg-type]
        assert at.lms.grades[at.anna, at.link].points == 50
        assert [posted.status for posted in at.lms.grades.posted] == [200, 400, 400, 400, 400, 400]


def test_the_gradebook_shows_who_has_what() -> None:
    with school() as at:
        at.score(comment="Fine")
        grade = at.lms.grades[at.anna, at.link]
        assert (grade.points, grade.maximum, grade.comment) == (75, 100, "Fine")
        assert (at.tess, at.link) not in at.lms.grades
        assert [(person.name, column.label) for person, column in at.lms.grades] == [
            ("Anna Alves", "Self-assessment")
        ]


@pytest.mark.parametrize("quirks", sorted(PROFILES))
@given(steps=st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 10)), max_size=8))
def test_no_platform_ever_goes_back_in_time(quirks: str, steps: list[tuple[int, int]]) -> None:
    clock = Clock()
    site = Site(PROFILES[quirks], "http://127.0.0.1:1", clock, "http://127.0.0.1:1")
    anna, course = Person("1", "Anna Alves", "a@example.org", "anna"), Course("1", "C", "C")
    site.people["1"] = anna
    site.enrol(anna, course, "learner")
    tool = site.new_tool(name="t", login_url="", redirect_uris=[], target_url="")
    column: Column = site.new_column(course, tool, "Column", 100)
    taken = []
    for ahead, given_points in steps:
        clock.now += 1
        try:
            record(site, column, score_body(anna, given_points, 10, timestamp=clock.stamp(ahead)))
        except Refused:
            continue
        taken.append(column.scores["1"])
    assert all(later.written > earlier.written for earlier, later in pairwise(taken))
    if PROFILES[quirks].clock == "timestamps":
        assert all(later.at > earlier.at for earlier, later in pairwise(taken))
