"""The acceptance suite: a connector passes it when a class that inherits from this one is green."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from winternship_connectors.testing.bench import Bench
from winternship_connectors.testing.points.claims import Claims
from winternship_connectors.testing.points.deliveries import Deliveries
from winternship_connectors.testing.points.failures import Failures
from winternship_connectors.testing.points.looks import Looks
from winternship_connectors.testing.proxy import proxy
from winternship_connectors.testing.rigs import Rig


class Acceptance(Claims, Deliveries, Failures, Looks):
    """All 22 points. Give it a fixture ``rig``; what does not apply is skipped by what the connector declares."""

    @pytest.fixture
    def rig(self) -> Rig:
        """The target, empty of ours; write your own."""
        raise NotImplementedError(f"{type(self).__name__} needs a fixture rig that gives a Rig")

    @pytest.fixture
    def bench(
        self, rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> Iterator[Bench]:
        """The rig with the proxy before it, a clock, and the frame."""
        with bench_of(rig, monkeypatch, caplog) as made:
            yield made


@contextmanager
def bench_of(rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Iterator[Bench]:
    """A bench over this rig while the block lasts."""
    with ExitStack() as stack:
        spoiler = stack.enter_context(proxy(rig.origin)) if rig.origin else None
        if spoiler:
            spoiler.spoils, spoiler.refusal = rig.writes, rig.refusal()
        yield Bench(rig, spoiler, monkeypatch, caplog)
