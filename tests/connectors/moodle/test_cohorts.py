"""A placement as a cohort too, where the school wants it: made once, hidden, kept in step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.connectors.moodle.lms import Group, Moodle
from tests.connectors.moodle.test_moodle import KEY, at, moodle, named
from winternship_connectors.contract import Context, Link, Observed, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Rejected, Retry
from winternship_connectors.moodle.cohorts import FUNCTIONS
from winternship_connectors.moodle.connector import COHORT, PART
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import Reply


@pytest.fixture
def lms() -> Iterator[Moodle]:
    with Moodle() as made:
        yield made


def sent(lms: Moodle) -> tuple[Context, dict[str, Link]]:
    made = at(lms, cohort=True)
    links = {}
    for action in moodle.plan(made.settings, placement(), {}, "placement-7"):
        receipt = moodle.apply(made, action, "key")
        links[action.part] = Link(receipt.remote_id, receipt.etag, 1, digest(action.fields))
    return made, links


def planned(made: Context, record: Any, links: dict[str, Link]) -> list[Any]:
    return list(moodle.plan(made.settings, record, links, "placement-7"))


def test_a_signed_placement_is_a_hidden_cohort_beside_its_group(lms: Moodle) -> None:
    made, links = sent(lms)
    (cohort,) = lms.cohorts.values()
    assert (cohort.name, cohort.idnumber) == ("Stage 7: Bakkerij De Ster é", KEY)
    assert (cohort.members, cohort.visibility) == ([4], 0)
    assert links[PART].remote_id != links[COHORT].remote_id
    assert planned(made, placement(), links) == []


@pytest.mark.parametrize("function", ["core_cohort_create_cohorts", "core_cohort_add_cohort_members"])
def test_an_answer_that_does_not_arrive_leaves_one_cohort(lms: Moodle, function: str) -> None:
    lms.after = [(function, Reply(lost=True))]
    with pytest.raises(Retry):
        sent(lms)
    sent(lms)
    assert [one.members for one in lms.cohorts.values()] == [[4]]


def test_a_change_is_brought_and_seen_and_cohorts_of_others_are_not_told(lms: Moodle) -> None:
    lms.cohorts[50] = Group(50, f"About {KEY}", "of the school")
    lms.cohorts[51] = Group(51, "Longer", f"{KEY}0", members=[5])
    made, links = sent(lms)
    for action in planned(made, named("Zorg & Zo"), links):
        assert action.verb is Verb.UPDATE
        moodle.apply(made, action, "key-2")
    seen = [one for one in moodle.observe(made, "") if isinstance(one, Observed) and one.part == COHORT]
    assert [one.object_id for one in seen] == ["placement-70", "placement-7"]
    assert seen[1].fields == {"idnumber": KEY, "name": "Stage 7: Zorg & Zo", "student": "1234567"}


def test_more_cohorts_than_one_answer_holds_are_all_seen(lms: Moodle) -> None:
    for pk in range(1, 402):
        lms.cohorts[pk] = Group(pk, "x", f"winternship/winternship.test/placement-{1000 + pk}")
    seen = [one for one in moodle.observe(at(lms, cohort=True), "") if isinstance(one, Observed)]
    assert len(seen) == 401


@pytest.mark.parametrize("off", [False, True])
def test_a_cohort_goes_with_the_placement_or_the_setting_and_twice_is_well(lms: Moodle, off: bool) -> None:
    lms.cohorts[50] = Group(50, "Class 2B", "of the school", members=[5])
    made, links = sent(lms)
    made = at(lms, cohort=not off)
    deletes = planned(made, placement() if off else None, links)
    assert [one.part for one in deletes] == ([COHORT] if off else [PART, COHORT])
    for action in [*deletes, *deletes]:
        moodle.apply(made, action, "key")
    assert list(lms.cohorts) == [50]


def test_a_cohort_that_somebody_deleted_is_not_made_again(lms: Moodle) -> None:
    made, links = sent(lms)
    lms.cohorts.clear()
    with pytest.raises(Rejected, match="deleted"):
        moodle.apply(made, planned(made, named("Another"), links)[1], "key")
    assert lms.cohorts == {}


def test_a_student_whom_moodle_leaves_out_with_a_warning_is_told(lms: Moodle) -> None:
    lms.unwilling = {4}
    with pytest.raises(Rejected, match="did not take"):
        sent(lms)


def test_off_needs_nothing_of_cohorts_and_on_names_what_is_missing(lms: Moodle) -> None:
    lms.offered -= set(FUNCTIONS)
    assert moodle.check(at(lms)).ok
    told = moodle.check(at(lms, cohort=True))
    assert not told.ok
    assert all(one in told.nl and one in told.en for one in FUNCTIONS)
