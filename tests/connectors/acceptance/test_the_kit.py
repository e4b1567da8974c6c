"""The kit can fail: a connector with one fault is caught at the point that is about it, and for that reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.connectors.acceptance import broken
from tests.connectors.acceptance.board import NoticeRig
from winternship_connectors.contract import Connector
from winternship_connectors.testing import Acceptance, Fault
from winternship_connectors.testing.acceptance import bench_of
from winternship_connectors.testing.points import deliveries
from winternship_connectors.testing.schemas import narrowed

CAUGHT: list[tuple[str, type[Connector], tuple[Any, ...], str]] = [
    ("00", broken.HidesItsEyes, (), "methods and observe do not agree"),
    ("01", broken.ChecksNothing, (), "succeeded with a wrong secret"),
    ("02", broken.ChecksByWriting, (), "a check changed something"),
    ("03", broken.ReadsAFileToPlan, (), "a plan called open"),
    ("03", broken.PlansTheMoment, (), "two plans for the same record differ"),
    ("04", broken.PostsWhatItPuts, (), "a repetition made a second object"),
    ("05", broken.ForgetsKeys, (), "has something twice"),
    ("06", broken.MakesAnewWhatChanged, (), "the id of a thing changed"),
    ("07", broken.DeletesOnce, (), "404"),
    ("08", broken.Hurries, (Fault.THROTTLE,), "does not rest"),
    ("08", broken.ReadsNoDate, (Fault.THROTTLE_DATE,), "before the time that it told"),
    ("09_what", broken.TrustsEveryAnswer, (Fault.WRONG_TYPE,), "tells of a success, and nothing is there"),
    ("09_what", broken.FallsOverAPage, (Fault.WRONG_TYPE,), "JSONDecodeError lets nobody try again"),
    ("09_half", broken.TakesAnyPageForEmpty, (Fault.TRUNCATED,), "DID NOT RAISE"),
    ("10", broken.NeverGivesUp, (), "tried again though the target will never take it"),
    ("10", broken.SaysNotWhy, (), "nobody can read why"),
    ("11", broken.BlamesThePlacement, (), "does not pause"),
    ("12_a_remote", broken.SeesWhatItSent, (), "what somebody edits is not told"),
    ("12_an_edit", broken.Overwrites, (), "what they wrote was overwritten"),
    ("13", broken.RemembersWhatWasThere, (), "observe still tells it"),
    ("14", broken.ClearsTheBoard, (), "what others made was changed"),
    ("14", broken.TakesAllForOurs, (), "what is not ours is taken for ours"),
    ("15_pages_are", broken.ReadsOnePage, (1,), "not everything of ours is told"),
    ("15_pages_that", broken.TellsItTwice, (), "told twice"),
    ("16_a_cursor_that", broken.BelievesAnyCursor, ("nonsense",), "hides what is there"),
    ("17", broken.WritesAscii, (deliveries.unicode,), "differs"),
    ("18", broken.LogsItsToken, (), "something private is told"),
    ("18", broken.TellsWhatItWasTold, (), "something private is told"),
    ("18", broken.NamesTheStudent, (), "something private is told"),
    ("19", broken.AsksWhilePlanning, (), "sent in a dry run"),
    ("20", broken.RenamesASetting, (), "it is gone"),
    ("21_four", broken.KeepsItsActionInItself, (), "is lost"),
    ("22", broken.OnlySaysItDeleted, (), "something of ours stays there"),
]


def point(start: str) -> Callable[..., None]:
    """The one test of the kit whose name begins so."""
    (name,) = (one for one in dir(Acceptance) if one.startswith(f"test_{start}"))
    found: Callable[..., None] = getattr(Acceptance, name)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "connector", "more", "said"),
    CAUGHT,
    ids=[f"{start[:2]}-{one.__name__}" for start, one, _, _ in CAUGHT],
)
def test_a_broken_connector_is_caught_at_its_point(
    start: str,
    connector: type[Connector],
    more: tuple[Any, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    rig = NoticeRig()
    rig.connector = connector()  # type: ignore[misc]
    with rig.server:
        rig.origin = rig.server.origin
        with (
            bench_of(rig, monkeypatch, caplog) as bench,
            pytest.raises((Exception, pytest.fail.Exception), match=said),
        ):
            point(start)(Acceptance(), bench, *more)


class PastTheProxy(NoticeRig):
    """Gives the target's own address, so that no fault can befall a request."""

    def config(self, origin: str) -> dict[str, Any]:
        return super().config(self.server.origin)


class WithoutOrigin(PastTheProxy):
    """Leaves the proxy out, as if there were no HTTP."""

    origin = property(lambda rig: "", lambda rig, value: None)  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("kind", "said"), [(PastTheProxy, "no request met the fault"), (WithoutOrigin, "give its rig an origin")]
)
def test_a_rig_that_leads_past_the_faults_is_told(
    kind: type[NoticeRig], said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rig = kind()
    with rig.server:
        rig.origin = rig.server.origin
        with bench_of(rig, monkeypatch, caplog) as bench, pytest.raises(AssertionError, match=said):
            point("09_what")(Acceptance(), bench, Fault.ERROR)


def test_every_point_is_there_and_is_shown_to_fail() -> None:
    numbers = {found[1] for one in dir(Acceptance) if (found := re.match(r"test_(\d\d)_", one))}
    assert numbers == {f"{one:02}" for one in range(23)} == {start[:2] for start, *_ in CAUGHT}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"type": "string"}, {"type": "string"}, []),
        (
            {"type": "string"},
            {"type": "string", "writeOnly": True},
            ["it is a secret in one of the two only"],
        ),
        ({"enum": ["a", "b"]}, {"enum": ["b", "c"]}, ["it was one of"]),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, []),
        ({}, {"enum": ["a"]}, ["it was one of"]),
        ({"pattern": "a"}, {}, []),
        ({}, {"pattern": "a"}, ["pattern was None and is 'a'"]),
        ({"maxLength": 9}, {"maxLength": 8}, ["maxLength was 9 and is 8"]),
        ({"maxLength": 9}, {"maxLength": 10}, []),
        ({}, {"minimum": 1}, ["minimum was None and is 1"]),
        ({"default": "a"}, {"default": "b"}, ["its default was 'a' and is 'b'"]),
    ],
)
def test_a_setting_that_became_narrower_is_told(old: Any, new: Any, said: list[str]) -> None:
    found = narrowed({"properties": {"x": old}}, {"properties": {"x": new}})
    assert len(found) == len(said)
    assert all(one in told for one, told in zip(said, found, strict=True))


def test_a_setting_that_is_required_or_gone_is_told() -> None:
    old = {"properties": {"a": {}, "b": {}}, "required": ["a"]}
    new = {"properties": {"a": {}, "c": {}}, "required": ["a", "c"], "additionalProperties": False}
    assert narrowed(old, new) == ["c: it is required now", "b: it is gone"]
