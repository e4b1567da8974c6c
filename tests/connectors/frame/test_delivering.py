"""A placement arrives once and in order, whatever goes wrong on the way; and an administrator sees what did."""

from __future__ import annotations

import pytest

from tests.board.world import World, edit
from tests.connectors.conftest import Clock, Live, connect
from winternship_board import api as board
from winternship_connectors import api, claiming, delivering, feeding
from winternship_connectors.models import Connection, Delivery, Drift, Link, Outbox
from winternship_connectors.target import target
from winternship_connectors.testing import memory
from winternship_connectors.testing.memory import Fault, Kept


def hours(live: Live, placement: int, planned: int) -> None:
    """The coordinator changes a placement."""
    edit(live.world.carla, "placement", placement, {"planned_hours": planned})


def row(live: Live, placement: int) -> Outbox:
    """The newest thing to deliver of a placement."""
    return Outbox.objects.filter(connection=live.pk, object_id=f"placement-{placement}").latest("rev")


def test_a_placement_arrives_changes_and_goes(live: Live) -> None:
    (placement,) = live.placements(1)
    live.work()
    assert live.store.objects[f"placement-{placement}"].fields["number"] == "1000"

    hours(live, placement, 120)
    live.work()
    assert live.store.objects[f"placement-{placement}"].fields["hours"] == 120
    assert [verb for verb, *_ in live.store.log] == ["create", "update"]

    board.erase_person(board.SYSTEM, board.person("https://lms.example", "student0"))
    live.work()
    assert live.store.objects == {}
    assert not Link.objects.exists()
    assert not Outbox.objects.filter(object_id=f"placement-{placement}").exists()
    assert Delivery.objects.filter(outcome="done").count() == 3


def test_nothing_of_another_school_ever_leaves(live: Live) -> None:
    live.world.placed("finn")
    live.work()

    assert live.store.objects == {}
    with pytest.raises(board.NotFound):
        api.health(live.world.cas, live.pk)
    with pytest.raises(board.NotAllowed):
        api.create(live.world.cas, live.world.ids["college"], "memory", "Mine", {"store": "main"})


def test_no_one_but_coordinator_and_administrator_manages_a_connection(live: Live) -> None:
    for name in ("bo", "wim", "tess", "sam", "pim"):
        with pytest.raises(board.NotFound):
            api.see(live.world.people[name], live.pk)
    assert api.see(live.world.admin, live.pk).connector == "memory"


def test_what_changes_nothing_outside_sends_nothing(live: Live) -> None:
    (placement,) = live.placements(1)
    live.work()
    before = live.store.requests

    edit(live.world.carla, "placement", placement, {"goals": "Bake bread."})
    live.work()
    assert live.store.requests == before
    assert api.health(live.world.carla, live.pk).waiting == 0


def test_a_newer_change_replaces_what_was_not_sent(live: Live) -> None:
    (placement,) = live.placements(1)
    for planned in (10, 20, 30):
        hours(live, placement, planned)
        feeding.feed()
    live.work()

    assert live.store.log == [("create", f"placement-{placement}", 30)]
    assert Outbox.objects.filter(state="superseded").count() == 2


def test_a_dry_run_counts_and_sends_nothing(live: Live) -> None:
    live.placements(3)
    api.set_mode(live.world.carla, live.pk, "dry_run")
    live.work()

    assert api.preview(live.world.carla, live.pk).counts == {
        "create": 3,
        "update": 0,
        "delete": 0,
        "unchanged": 0,
    }
    assert live.store.requests == 0
    api.set_mode(live.world.carla, live.pk, "live")
    live.work()
    assert len(live.store.objects) == 3
    assert api.preview(live.world.carla, live.pk).counts["unchanged"] == 3


@pytest.mark.parametrize("fault", [Fault.DROP, Fault.RESET, Fault.ERROR, Fault.THROTTLE, Fault.SLOW])
def test_a_fault_delays_and_loses_nothing(live: Live, fault: Fault) -> None:
    (placement,) = live.placements(1)
    live.store.faults.append(fault)
    live.work(3)

    assert live.store.log == [("create", f"placement-{placement}", 0)]
    assert row(live, placement).state == "done"


def test_retry_after_is_obeyed_by_the_whole_connection(live: Live) -> None:
    live.placements(2)
    live.store.retry_after = 600
    live.store.faults.append(Fault.THROTTLE)
    live.work(seconds=599)
    live.work(seconds=2)
    assert live.store.requests == 1

    live.work()
    assert len(live.store.objects) == 2


def test_refused_credentials_stop_the_connection_until_somebody_looked(live: Live) -> None:
    live.placements(2)
    live.store.faults.append(Fault.AUTH)
    live.work(3)
    assert api.health(live.world.carla, live.pk).state == "stopped"
    assert live.store.requests == 1

    api.resume(live.world.carla, live.pk)
    live.work(2)
    assert len(live.store.objects) == 2


def test_a_breaker_opens_after_five_failures_and_one_check_closes_it(live: Live) -> None:
    live.placements(9)
    live.store.faults.extend([Fault.ERROR] * 5)
    live.work()
    assert api.health(live.world.carla, live.pk).state == "resting"
    assert live.store.requests == 5

    live.store.faults.append(Fault.RESET)
    live.work()
    assert live.store.requests == 6
    live.work(2)
    assert len(live.store.objects) == 9
    assert api.health(live.world.carla, live.pk).state == "working"


def test_what_the_target_never_takes_is_a_dead_letter_that_can_be_replayed(live: Live) -> None:
    (placement,) = live.placements(1)
    live.store.faults.append(Fault.REJECT)
    live.work(3)
    (letter,) = api.dead_letters(live.world.carla, live.pk)
    assert "starts_on: not a day" in letter.error

    assert api.replay(live.world.carla, live.pk, [letter.id]) == 1
    live.work()
    assert f"placement-{placement}" in live.store.objects


def test_twelve_tries_are_enough_and_only_what_was_sent_is_a_try(live: Live) -> None:
    (placement,) = live.placements(1)
    feeding.feed()
    for _ in range(20):
        (taken,) = claiming.claim(Connection.objects.get(pk=live.pk), 5)
        assert taken.attempts == 0
        live.clock.step(hours=1)
    live.store.faults.extend([Fault.ERROR] * 40)
    for _ in range(60):
        api.resume(live.world.carla, live.pk)
        live.work(seconds=3601)
    assert row(live, placement).state == "dead"
    assert row(live, placement).attempts == 12


def test_a_worker_that_dies_after_the_effect_leaves_one_object(live: Live) -> None:
    (placement,) = live.placements(1)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    live.store.after = die
    with pytest.raises(KeyboardInterrupt):
        api.work_once()
    live.store.after = None
    hours(live, placement, 40)
    live.work(3)

    assert [one[0] for one in live.store.log] == ["create", "update"]
    assert live.store.objects[f"placement-{placement}"].fields["hours"] == 40
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "messages"), [({"planned_hours": 40}, [0, 40]), ({"goals": "Bake bread."}, [0])]
)
def test_a_repeated_message_has_the_same_key_although_the_placement_changed(
    world: World, store: memory.Store, moment: Clock, change: dict[str, object], messages: list[int]
) -> None:
    live = connect(world, store, moment, "memory-keyed")
    (placement,) = live.placements(1)
    live.store.faults.append(Fault.DROP)
    api.work_once()
    edit(live.world.carla, "placement", placement, change)
    live.work(4)

    assert [kept.fields["hours"] for kept in live.store.objects.values()] == messages


def test_a_message_without_any_key_is_never_repeated_blindly(
    world: World, store: memory.Store, moment: Clock
) -> None:
    live = connect(world, store, moment, "memory-forgetful")
    live.placements(1)
    live.store.faults.append(Fault.DROP)
    live.work(3)

    assert len(live.store.objects) == 1
    assert len(api.dead_letters(live.world.carla, live.pk)) == 1


def test_a_message_without_any_key_that_a_worker_died_at_waits_for_a_person(
    world: World, store: memory.Store, moment: Clock
) -> None:
    live = connect(world, store, moment, "memory-forgetful")
    live.placements(1)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    live.store.after = die
    with pytest.raises(KeyboardInterrupt):
        api.work_once()
    live.store.after = None
    live.work(3)
    assert len(live.store.objects) == 1
    assert "nobody can look" in api.dead_letters(live.world.carla, live.pk)[0].error

    api.replay(live.world.carla, live.pk)
    live.work()
    assert len(live.store.objects) == 2
    assert api.dead_letters(live.world.carla, live.pk) == ()


def test_who_lost_the_lease_sends_nothing(live: Live) -> None:
    live.placements(1)
    feeding.feed()
    connection = Connection.objects.get(pk=live.pk)
    (slow,) = claiming.claim(connection, 5)
    assert claiming.claim(connection, 5) == []
    live.clock.step(hours=1)
    (quick,) = claiming.claim(connection, 5)
    loaded = target(connection)
    loaded.load([quick.object_id])

    with pytest.raises(claiming.LeaseLost):
        delivering.deliver(slow, loaded)
    delivering.deliver(quick, loaded)
    assert live.store.requests == 1


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_clock_that_steps_starves_nothing(live: Live, days: int) -> None:
    live.placements(3)
    live.store.faults.extend([Fault.ERROR, Fault.DROP])
    api.work_once()
    live.clock.step(days=days)
    hours_later = 3
    for _ in range(hours_later * 2):
        live.work(seconds=1800)
    if days == -1:  # within what a Retry-After may ask: it waits its day at most
        live.work(20, seconds=7200)

    assert len(live.store.objects) == 3
    assert [one[0] for one in live.store.log] == ["create"] * 3


def test_the_bucket_of_a_connection_is_kept(live: Live) -> None:
    live.placements(25)
    api.change(live.world.carla, live.pk, a_minute=60)
    live.work(seconds=3)
    assert len(live.store.objects) == 20

    live.work(seconds=60)
    assert len(live.store.objects) == 23
    live.work()
    assert len(live.store.objects) == 25


def test_many_deletions_wait_for_a_person(live: Live) -> None:
    live.placements(12)
    live.work()
    api.set_mode(live.world.carla, live.pk, "live")
    connection = Connection.objects.get(pk=live.pk)
    gone = [f"placement-{900 + number}" for number in range(12)]
    for one in gone:
        Link.objects.create(connection=connection, object_id=one, part="placement", remote_id=one)
    feeding.enqueue(connection, gone, op=Outbox.Op.DELETE)
    before = live.store.requests
    live.work(3)
    assert live.store.requests == before
    assert len(api.held(live.world.carla, live.pk)) == 12

    assert api.confirm_deletes(live.world.carla, live.pk) == 12
    live.work()
    assert Link.objects.filter(object_id__in=gone).count() == 0


def test_a_removed_connection_takes_what_it_made_along(live: Live) -> None:
    live.placements(3)
    live.work()
    live.store.objects["theirs"] = Kept({"company": "Somebody"})
    api.remove(live.world.carla, live.pk, clean=True)
    live.work(3)

    assert set(live.store.objects) == {"theirs"}
    assert not Connection.objects.exists()


def test_a_removal_that_leaves_all_there_lists_it(live: Live) -> None:
    placements = live.placements(2)
    live.work()

    assert api.remove(live.world.carla, live.pk, clean=False) == tuple(
        f"placement-{one}" for one in placements
    )
    assert not Drift.objects.exists()


@pytest.mark.parametrize("name", ["main", "main-all"])
def test_a_batch_holds_all_that_is_due_and_is_repeated_as_it_was(
    world: World, store: memory.Store, moment: Clock, name: str
) -> None:
    live = connect(world, memory.store(name), moment, "memory-batch", name=name)
    live.placements(5)
    live.store.faults.append(Fault.DROP)
    live.work(3)

    assert live.store.requests == 2
    assert len(live.store.log) == 5
    assert Outbox.objects.exclude(state="done").count() == 0
