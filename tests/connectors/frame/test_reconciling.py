"""What somebody changed at the target is found, and kept or overwritten as the rule of the field says."""

from __future__ import annotations

import pytest

from tests.board.world import edit
from tests.connectors.conftest import Live
from winternship_board import api as board
from winternship_connectors import api
from winternship_connectors.models import Connection, Drift, Link, Outbox
from winternship_connectors.testing.memory import Fault, Kept


def there(live: Live, placement: int) -> dict[str, object]:
    """The fields of a placement at the target."""
    return live.store.objects[f"placement-{placement}"].fields


def look(live: Live) -> dict[str, int]:
    """What a look finds."""
    return api.look(live.world.carla, live.pk)


def one(live: Live) -> int:
    """A placement that is at the target."""
    (placement,) = live.placements(1)
    live.work()
    return placement


def test_what_is_in_step_leaves_no_row(live: Live) -> None:
    one(live)

    assert look(live) == {}
    assert not Drift.objects.exists()


def test_an_edit_there_is_reported_by_name_kept_and_over_when_it_is_undone(live: Live) -> None:
    placement = one(live)
    live.store.change(f"placement-{placement}", company="Bakkerij Jansen")

    assert look(live) == look(live) == {"changed_remote": 1}
    (found,) = api.drift(live.world.carla, live.pk)
    assert (found.field, found.rule) == ("company", "report")
    assert "Jansen" not in str([field.value_from_object(found) for field in Drift._meta.fields])

    # Our own change arrives, and theirs stays.
    edit(live.world.carla, "placement", placement, {"planned_hours": 80})
    live.work(2)
    assert (there(live, placement)["hours"], there(live, placement)["company"]) == (80, "Bakkerij Jansen")

    live.store.change(f"placement-{placement}", company="bakery")
    assert look(live) == {}
    assert api.drift(live.world.carla, live.pk) == ()
    assert len(api.drift(live.world.carla, live.pk, resolved=True)) >= 1


@pytest.mark.parametrize(
    ("rule", "theirs", "becomes"),
    [
        ("ours", "Other", "bakery"),
        ("theirs", "Other", "Other"),
        ("set_if_empty", "Other", "Other"),
        ("set_if_empty", "", "bakery"),
        ("report", "Other", "Other"),
    ],
)
def test_the_rule_of_a_field_decides(live: Live, rule: str, theirs: str, becomes: str) -> None:
    placement = one(live)
    api.change(live.world.carla, live.pk, rules={"company": rule})
    live.store.change(f"placement-{placement}", company=theirs)
    look(live)
    live.work(2)

    assert there(live, placement)["company"] == becomes


@pytest.mark.parametrize("looked", [True, False])
def test_a_conflict_at_the_moment_of_sending_keeps_their_field(live: Live, looked: bool) -> None:
    placement = one(live)
    live.store.change(f"placement-{placement}", company="Other")
    if looked:
        look(live)
    edit(live.world.carla, "placement", placement, {"planned_hours": 60})
    live.work(3)

    assert (there(live, placement)["hours"], there(live, placement)["company"]) == (60, "Other")


def test_an_administrator_settles_a_difference_in_our_favour(live: Live) -> None:
    placement = one(live)
    live.store.change(f"placement-{placement}", company="Other")
    look(live)
    (found,) = api.drift(live.world.carla, live.pk)
    api.push_ours(live.world.carla, live.pk, found.pk)
    live.work(3)

    assert there(live, placement)["company"] == "bakery"
    assert look(live) == {}


def test_what_was_deleted_there_is_found_and_made_again_only_on_demand(live: Live) -> None:
    placement = one(live)
    del live.store.objects[f"placement-{placement}"]
    assert look(live) == {"missing_remote": 1}
    live.work(2)
    assert live.store.objects == {}

    (found,) = api.drift(live.world.carla, live.pk)
    api.push_ours(live.world.carla, live.pk, found.pk)
    live.work(2)
    assert there(live, placement)["company"] == "bakery"


def test_what_is_not_ours_is_reported_and_left_alone(live: Live) -> None:
    one(live)
    live.store.objects["holiday"] = Kept({"company": "Somebody"})

    assert look(live) == {"orphan_remote": 1}
    live.work(2)
    assert "holiday" in live.store.objects


def test_what_was_lost_on_the_way_is_found_and_sent(live: Live) -> None:
    placement = one(live)
    edit(live.world.carla, "placement", placement, {"planned_hours": 70})
    board.confirm_events("connectors", [event.id for event in board.pending_events("connectors")])
    finn = live.world.student("late", "college")
    live.world.placed("late")
    board.confirm_events("connectors", [event.id for event in board.pending_events("connectors")])

    assert finn
    assert look(live) == {"stale_remote": 1, "never_sent": 1}
    live.work(2)
    assert there(live, placement)["hours"] == 70
    assert len(live.store.objects) == 2
    assert look(live) == {}


def test_what_is_under_way_is_no_difference(live: Live) -> None:
    placement = one(live)
    edit(live.world.carla, "placement", placement, {"planned_hours": 70})
    live.store.faults.append(Fault.ERROR)
    api.work_once()

    assert Outbox.objects.filter(state="pending").count() == 1
    assert look(live) == {}


def test_the_night_looks_once_a_day(live: Live) -> None:
    one(live)
    api.night()
    seen = live.store.requests
    api.night()
    assert live.store.requests == seen

    live.clock.step(hours=25)
    api.night()
    assert live.store.requests == seen + 1
    assert Connection.objects.get().looked_at == live.clock()


def test_an_erased_placement_leaves_no_difference_behind(live: Live) -> None:
    placement = one(live)
    live.store.change(f"placement-{placement}", company="Other")
    look(live)
    board.erase_person(board.SYSTEM, board.person("https://lms.example", "student0"))
    live.work(2)

    assert (live.store.objects, Link.objects.count(), Drift.objects.count()) == ({}, 0, 0)


def test_what_they_change_after_an_answer_was_lost_is_theirs(live: Live) -> None:
    live.store.faults.append(Fault.DROP)
    (placement,) = live.placements(1)
    live.work(2)  # the answer is lost, and a look finds what we sent
    live.store.change(f"placement-{placement}", company="Other")
    edit(live.world.carla, "placement", placement, {"planned_hours": 60})
    live.work(3)

    assert (there(live, placement)["hours"], there(live, placement)["company"]) == (60, "Other")
