"""Whether an agreement is still what was signed, whatever somebody does to the database."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.board.world import World
from winternship_board import api
from winternship_board.agreement.annexes import KEY
from winternship_board.agreement.verifying import verify_agreement
from winternship_board.changes import document_hash
from winternship_board.models import Agreement, Event, Signature
from winternship_core.placements.contents import CONTENT_KEYS


@pytest.fixture
def signed(world: World) -> World:
    world.vacancy()
    world.confirmed()
    return world


def test_a_signed_agreement_holds_and_the_log_has_its_fingerprint(signed: World) -> None:
    pk = signed.ids["agreement"]
    told = verify_agreement(signed.sam, pk)

    assert told.holds
    assert set(told.signed_by) == {"ST", "SC", "CO"}
    logged = [
        one.data["document_hash"]
        for one in Event.objects.filter(kind="agreement", object_id=pk)
        if "document_hash" in one.data
    ]
    assert logged == [told.document_hash] * 4


def test_each_way_of_tampering_is_seen(signed: World) -> None:
    pk = signed.ids["agreement"]
    row = Agreement.objects.get(pk=pk)
    Agreement.objects.filter(pk=pk).update(contents={**row.contents, "hours_total": 1})
    assert verify_agreement(signed.carla, pk).broken == ("contents",)

    other = {**row.contents, "hours_total": 1}
    Agreement.objects.filter(pk=pk).update(document_hash=document_hash(row, other), contents=other)
    broken = verify_agreement(signed.carla, pk).broken
    assert set(broken) == {"signature ST", "signature SC", "signature CO", "log"}

    Signature.objects.filter(agreement=pk).update(document_hash=document_hash(row, other))
    assert verify_agreement(signed.carla, pk).broken == ("log",)


def test_an_annex_is_part_of_what_is_signed(signed: World) -> None:
    pk = signed.ids["agreement"]
    row = Agreement.objects.get(pk=pk)
    annexes = {**row.contents[KEY], "rules": []}
    Agreement.objects.filter(pk=pk).update(contents={**row.contents, KEY: annexes})
    assert not verify_agreement(signed.bo, pk).holds


def test_a_signed_version_cannot_be_edited_by_anyone(signed: World) -> None:
    pk = signed.ids["agreement"]
    seen = api.see(signed.carla, "agreement", pk)
    for actor in (signed.carla, signed.bo, signed.sam, api.SYSTEM):
        for field, value in (("contents", {}), ("signatories", []), ("template", "x")):
            with pytest.raises((api.BadValue, api.NotAllowed)):
                api.change(actor, "agreement", pk, {field: value}, version=seen.version)
    assert verify_agreement(signed.carla, pk).holds


def test_a_draft_has_nothing_to_verify_and_strangers_learn_nothing(world: World) -> None:
    world.vacancy()
    made = api.create(world.carla, "agreement", {"placement": world.prepared()})
    with pytest.raises(api.NotPossible):
        verify_agreement(world.carla, made.id)
    for name in ("finn", "gus", "cas", "pim"):
        with pytest.raises(api.NotFound):
            verify_agreement(world.people[name], made.id)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


class Row:
    """As much of an agreement as its fingerprint reads."""

    def __init__(self, contents: dict[str, Any]) -> None:
        self.placement_id, self.number, self.template = 1, 1, ""
        self.contents, self.signatories = contents, ["ST", "CO", "SC"]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(CONTENT_KEYS), values), st.sampled_from(CONTENT_KEYS), values)
def test_any_other_content_has_another_fingerprint_and_the_order_of_keys_does_not_matter(
    contents: dict[str, Any], key: str, value: object
) -> None:
    changed = {**contents, key: value}
    same = dict(reversed(contents.items()))

    assert document_hash(Row(contents)) == document_hash(Row(same))
    if repr(changed.get(key)) != repr(contents.get(key, "nothing")):
        assert document_hash(Row(contents)) != document_hash(Row(changed))
