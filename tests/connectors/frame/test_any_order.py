"""Whatever is saved, lost, edited, crashed and looked at, in any order: at the end the target holds what we want."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.board.world import build, edit
from tests.connectors.conftest import Clock, connect
from winternship_connectors import api, clock
from winternship_connectors.models import Outbox
from winternship_connectors.testing.memory import STORES, Fault, MemoryConnector, store


class Killed(BaseException):
    """A worker ends here, as by SIGKILL."""


class AnyOrder(RuleBasedStateMachine):
    """The model is a dict: placement → hours that the target must hold in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[int, int] = {}
        self.edited: set[int] = set()

    @initialize()
    def begin(self) -> None:
        """A school with three placements and a live connection; all is undone at the end."""
        self.around = transaction.atomic()
        self.around.__enter__()
        STORES.clear()
        self.clock = Clock()
        self.before, clock.now = clock.now, self.clock
        world = build()
        world.vacancy(places=9)
        api.register(MemoryConnector())
        self.live = connect(world, store(), self.clock)
        for placement in self.live.placements(3):
            self.model[placement] = 0

    @rule(which=st.integers(0, 2), hours=st.integers(1, 300))
    def save(self, which: int, hours: int) -> None:
        """The coordinator changes a placement."""
        placement = sorted(self.model)[which]
        edit(self.live.world.carla, "placement", placement, {"planned_hours": hours})
        self.model[placement] = hours

    @rule(
        faults=st.lists(st.sampled_from([Fault.DROP, Fault.RESET, Fault.ERROR, Fault.THROTTLE]), max_size=3)
    )
    def deliver(self, faults: list[Fault]) -> None:
        """A worker runs, and something goes wrong."""
        self.live.store.faults.extend(faults)
        api.work_once()
        self.live.store.faults.clear()

    @rule(after=st.booleans())
    def crash(self, after: bool) -> None:
        """A worker dies just before or just after the effect."""

        def die(*_: object) -> None:
            raise Killed

        setattr(self.live.store, "after" if after else "before", die)
        with contextlib.suppress(Killed):
            api.work_once()
        self.live.store.after = self.live.store.before = None

    @rule(minutes=st.integers(-3000, 3000))
    def time_passes(self, minutes: int) -> None:
        """The clock goes on, or steps back."""
        self.clock.step(minutes=minutes)

    @precondition(lambda self: self.live.store.objects)
    @rule(which=st.integers(0, 2))
    def remote_edit(self, which: int) -> None:
        """Somebody writes another company name at the target."""
        placement = sorted(self.model)[which]
        if f"placement-{placement}" in self.live.store.objects:
            self.live.store.change(f"placement-{placement}", company="Other")
            self.edited.add(placement)

    @rule()
    def reconcile(self) -> None:
        """An administrator has a look taken."""
        api.look(self.live.world.carla, self.live.pk)

    @invariant()
    def nothing_is_there_twice(self) -> None:
        """Each placement was created once, and no row waits behind another of the same number."""
        created = [one for verb, one, _ in self.live.store.log if verb == "create"]
        assert len(created) == len(set(created))
        assert Outbox.objects.count() == Outbox.objects.values("object_id", "rev").distinct().count()

    def teardown(self) -> None:
        """When all is quiet, the target holds what the model says, and what people edited there."""
        try:
            for _ in range(40):
                api.resume(self.live.world.carla, self.live.pk)
                api.replay(self.live.world.carla, self.live.pk)
                self.live.work()
            there = {int(one[10:]): kept.fields for one, kept in self.live.store.objects.items()}
            assert {one: fields["hours"] for one, fields in there.items()} == self.model
            assert {one for one, fields in there.items() if fields["company"] == "Other"} <= self.edited
        finally:
            clock.now = self.before
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)


@pytest.mark.django_db
def test_the_end_is_what_the_model_says(request: Any) -> None:
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=8, stateful_step_count=20))
